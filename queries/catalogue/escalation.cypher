// ja: 二者の対立の段階（強度の低い順）
// en: The escalation ladder of a pair: adversarial acts from the harshest
// parameters: actor, other
// example: gaiko ask escalation --actor 日本 --other 中国
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
MATCH (b:Actor)-[q:PARTICIPATED_IN]->(e)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND b.id IN $other AND (b.id = $other_id OR b.id IN e.states OR $other_id IN e.states) AND a.id <> b.id AND e.intensity < 0 AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
RETURN DISTINCT e.intensity AS intensity, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.event_type AS event_type, e.status AS status, e.name AS caption, e.id AS event
ORDER BY intensity, date, event
