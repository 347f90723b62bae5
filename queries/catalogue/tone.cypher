// ja: 相手ごとの関係の平均強度
// en: The mean intensity of an actor’s acts by counterpart
// parameters: actor
// example: gaiko ask tone --actor 日本
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
MATCH (b:Actor)-[q:PARTICIPATED_IN]->(e)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND NOT b.id IN $actor AND e.status = 'occurred' AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN b.id AS actor_id, b.name AS actor, avg(e.intensity) AS intensity, count(DISTINCT e.id) AS events
ORDER BY intensity, actor_id
