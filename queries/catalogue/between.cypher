// ja: 二者の間のすべての出来事
// en: Every event between two actors
// parameters: actor, other
// example: gaiko ask between --actor 日本 --other 中国
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
MATCH (b:Actor)-[q:PARTICIPATED_IN]->(e)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND b.id IN $other AND (b.id = $other_id OR b.id IN e.states OR $other_id IN e.states) AND a.id <> b.id AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
MATCH (e)-[r:REPORTED_IN]->(x:Article)
RETURN DISTINCT e.id AS event, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.event_type AS event_type, e.status AS status, e.name AS caption,
  r.sentence AS sentence, x.headline AS article
ORDER BY date, event, article, sentence
