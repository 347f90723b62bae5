// ja: ある役職に誰がいつ就いていたか
// en: Who held a post of a state or body, and when
// parameters: actor, post
// example: gaiko ask office-holders --actor 日本 --post 外相
MATCH (n:Person)-[h:HELD]->(o:Post)-[:POST_OF]->(b)
WHERE b.id IN $actor AND o.name = $post
RETURN n.id AS actor_id, n.name AS actor, o.name AS post, h.start AS start, CASE WHEN h.`end` < ':' THEN h.`end` END AS stop
ORDER BY start, actor_id
