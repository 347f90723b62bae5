// ja: 報道が食い違う出来事
// en: Events whose reports disagree on the status
// parameters:
// example: gaiko ask disagreeing
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article)
WHERE ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
WITH e.id AS event, e.name AS caption, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, collect(DISTINCT r.status) AS statuses, collect(DISTINCT x.id) AS articles
WHERE size(statuses) > 1
RETURN event, caption, date, statuses, articles
ORDER BY date, event
