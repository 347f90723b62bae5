// ja: 二人をつなぐ会談の最短の鎖
// en: The shortest chain of meetings between two persons
// parameters: actor, other
// example: gaiko ask chain --actor 高市早苗 --other 金正恩
MATCH (a:Person {id: $actor_id}), (b:Person {id: $other_id})
MATCH path = shortestPath((a)-[:MET_WITH*..6]-(b))
RETURN [n IN nodes(path) | n.name] AS chain, length(path) AS meetings
ORDER BY meetings
