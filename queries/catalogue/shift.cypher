// ja: 二つの期間の関係の変化
// en: How the relations of a pair shifted before and after a date
// parameters: actor, other, split
// example: gaiko ask shift --actor 日本 --other 韓国 --split 2022-05-10
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e:Event)
MATCH (b:Actor)-[q:PARTICIPATED_IN]->(e)
WHERE a.id IN $actor AND (a.id = $actor_id OR a.id IN e.states OR $actor_id IN e.states) AND b.id IN $other AND (b.id = $other_id OR b.id IN e.states OR $other_id IN e.states) AND a.id <> b.id AND e.date IS NOT NULL AND e.status = 'occurred'
WITH DISTINCT e, CASE WHEN e.date < date($split) THEN 'before' ELSE 'after' END AS period
RETURN period, e.event_type AS event_type, count(e) AS events, avg(e.intensity) AS intensity
ORDER BY period DESC, event_type
