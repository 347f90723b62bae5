// ja: どこで会談したか
// en: Where an actor met others
// parameters: actor
// example: gaiko ask places --actor 日本
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND e.event_type = 'MET_WITH' AND e.place IS NOT NULL AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN e.place AS place, count(DISTINCT e.id) AS meetings, collect(DISTINCT e.id) AS events
ORDER BY meetings DESC, place
