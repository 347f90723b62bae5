// ja: 報道が食い違う出来事
// en: Events whose reports disagree on the status
// parameters:
// example: gaiko ask disagreeing
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article)
WHERE ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
WITH e.id AS event, e.name AS caption, toString(e.date) AS date, collect(DISTINCT r.status) AS statuses, collect(DISTINCT x.id) AS articles
WHERE size(statuses) > 1
RETURN event, caption, date, statuses, articles
ORDER BY date, event
