// ja: ある文書に署名したのは誰か
// en: Who signed an agreement
// parameters: agreement
// example: gaiko ask signatories --agreement 平壌宣言
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE e.event_type = 'SIGNED' AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
MATCH (e)-[:CONCERNS]->(g:Agreement)
WHERE g.name CONTAINS $agreement
RETURN g.id AS agreement_id, g.name AS agreement, e.id AS event, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.status AS status, collect(DISTINCT a.name) AS signatories
ORDER BY date, agreement_id, event
