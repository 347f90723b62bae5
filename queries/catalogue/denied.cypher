// ja: 否定された出来事
// en: What was denied
// parameters:
// example: gaiko ask denied
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article)
WHERE e.status = 'denied' AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN DISTINCT e.id AS event, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.event_type AS event_type, e.status AS status, e.name AS caption,
  r.sentence AS sentence, x.headline AS article
ORDER BY date, event, article, sentence
