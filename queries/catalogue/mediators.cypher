// ja: 仲介したと記事が述べる者
// en: Who mediated between others, as an article says
// parameters: 
// example: gaiko ask mediators
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article)
WHERE e.event_type IN ['MET_WITH', 'AGREED_WITH', 'SIGNED'] AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
MATCH (f:Facts)
WHERE f.id = x.id AND f.line CONTAINS '仲介'
MATCH (x)-[m:MENTIONS]->(a:Actor)
WHERE f.line CONTAINS m.surface + 'が仲介' OR f.line CONTAINS m.surface + 'の仲介' OR f.line CONTAINS '仲介した' + m.surface
OPTIONAL MATCH (a)-[p:PARTICIPATED_IN]->(e)
WITH a, e, x, count(p) AS own
WHERE own = 0
RETURN DISTINCT a.id AS actor_id, a.name AS actor, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.name AS caption, e.id AS event, x.headline AS article
ORDER BY date, event, actor_id, article
