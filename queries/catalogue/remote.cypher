// ja: 電話とビデオによる会談
// en: Talks by telephone and video
// parameters:
// example: gaiko ask remote
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE e.event_type = 'MET_WITH' AND e.mode IN ['phone', 'video'] AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN e.id AS event, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.mode AS mode, e.status AS status, collect(DISTINCT a.name) AS actors
ORDER BY date, event
