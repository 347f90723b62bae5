// ja: 予定された会談と訪問
// en: Meetings and visits planned
// parameters:
// example: gaiko ask planned-meetings
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE e.status = 'planned' AND e.event_type IN ['MET_WITH', 'VISITED'] AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
MATCH (e)-[r:REPORTED_IN]->(x:Article)
RETURN e.id AS event, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.event_type AS event_type, e.name AS caption, collect(DISTINCT a.name) AS actors, collect(DISTINCT r.sentence) AS sentences
ORDER BY date, event
