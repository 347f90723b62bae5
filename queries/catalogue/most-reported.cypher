// ja: 最も多く報じられた出来事
// en: The events that most outlets report
// parameters: limit
// example: gaiko ask most-reported --limit 5
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article)
WHERE ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
WITH e.id AS event, e.name AS caption, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, count(DISTINCT x.id) AS articles, collect(DISTINCT x.source) AS outlets
RETURN event, caption, date, articles, size(outlets) AS sources
ORDER BY sources DESC, articles DESC, event
LIMIT toInteger($limit)
