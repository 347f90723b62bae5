// ja: 合意とその相手
// en: What an actor agreed on, and with whom
// parameters: actor
// example: gaiko ask agreed --actor 日本 --since 2023
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
MATCH (b:Actor)-[q:PARTICIPATED_IN]->(e)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND e.event_type IN ['AGREED_WITH', 'SIGNED'] AND NOT b.id IN $actor AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN b.id AS actor_id, b.name AS actor, count(DISTINCT e.id) AS agreements, max(left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)) AS last, collect(DISTINCT e.id) AS events
ORDER BY agreements DESC, actor_id
