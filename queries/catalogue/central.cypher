// ja: 最も多くの相手と関わるアクター
// en: The actors with most counterparts
// parameters: limit
// example: gaiko ask central --limit 10
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
MATCH (b:Actor)-[q:PARTICIPATED_IN]->(e)
WHERE a.id <> b.id AND e.status = 'occurred' AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN a.id AS actor_id, a.name AS actor, count(DISTINCT b.id) AS counterparts, count(DISTINCT e.id) AS events
ORDER BY counterparts DESC, events DESC, actor_id
LIMIT toInteger($limit)
