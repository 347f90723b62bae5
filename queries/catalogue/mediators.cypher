// ja: 仲介者と開催者
// en: Who mediated or hosted
// parameters:
// example: gaiko ask mediators
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE p.role IN ['mediator', 'host'] AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN DISTINCT a.id AS actor_id, a.name AS actor, p.role AS role, toString(e.date) AS date, e.name AS caption, e.id AS event
ORDER BY date, event, actor_id, role
