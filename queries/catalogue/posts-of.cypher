// ja: ある人物が就いた役職
// en: The posts that a person held
// parameters: actor
// example: gaiko ask posts-of --actor 岸田文雄
MATCH (n:Person)-[h:HELD]->(o:Post)-[:POST_OF]->(b)
WHERE n.id IN $actor
RETURN o.id AS post_id, o.name AS post, b.name AS body, h.start AS start, CASE WHEN h.`end` < ':' THEN h.`end` END AS stop
ORDER BY start, post_id
