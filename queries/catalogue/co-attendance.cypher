// ja: 同じ出来事に加わった相手（三者以上）
// en: With whom an actor took part in events of three or more
// parameters: actor
// example: gaiko ask co-attendance --actor 日本
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
MATCH (c:Actor)-[:PARTICIPATED_IN]->(e)
WITH e, collect(DISTINCT c.id) AS sides
WHERE size(sides) > 2
MATCH (b:Actor)-[:PARTICIPATED_IN]->(e)
WHERE NOT b.id IN $actor
RETURN b.id AS actor_id, b.name AS actor, count(DISTINCT e.id) AS times, collect(DISTINCT e.id) AS events
ORDER BY times DESC, actor_id
