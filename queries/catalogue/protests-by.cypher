// ja: あるアクターによる抗議
// en: Protests by an actor, with the sentence that says what about
// parameters: actor
// example: gaiko ask protests-by --actor 中国
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND p.role = 'source' AND e.event_type IN ['PROTESTED'] AND ($anytime OR (e.date >= date($since) AND e.date <= date($until)))
MATCH (e)-[r:REPORTED_IN]->(x:Article)
RETURN DISTINCT e.id AS event, left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.event_type AS event_type, e.status AS status, e.name AS caption,
  r.sentence AS sentence, x.headline AS article
ORDER BY date, event, article, sentence
