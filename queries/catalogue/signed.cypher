// ja: 署名した文書と署名者
// en: What an actor signed, with the signatories
// parameters: actor
// example: gaiko ask signed --actor 日本
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND e.event_type = 'SIGNED' AND e.status = 'occurred' AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
MATCH (e)-[:CONCERNS]->(g:Agreement)
MATCH (s:Actor)-[:PARTICIPATED_IN]->(e)
RETURN g.id AS agreement_id, g.name AS agreement, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.id AS event, collect(DISTINCT s.name) AS signatories
ORDER BY date, agreement_id, event
