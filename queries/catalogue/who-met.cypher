// ja: 誰と何回会談し、最後はいつか
// en: Whom an actor met, how often and when last
// parameters: actor
// example: gaiko ask who-met --actor 岸田文雄
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
MATCH (b:Actor)-[q:PARTICIPATED_IN]->(e)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND e.event_type = 'MET_WITH' AND e.status = 'occurred' AND NOT b.id IN $actor AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN b.id AS actor_id, b.name AS actor, count(DISTINCT e.id) AS meetings, min(left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)) AS first,
  max(left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)) AS last, collect(DISTINCT e.id) AS events
ORDER BY meetings DESC, actor_id
