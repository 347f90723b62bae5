// ja: 会談が途絶えた国の組
// en: Pairs of states that stopped meeting: longest silent first
// parameters: 
// example: gaiko ask silence
MATCH (e:Event)
WHERE e.event_type = 'MET_WITH' AND e.status = 'occurred' AND e.date IS NOT NULL
UNWIND e.states AS one
UNWIND e.states AS two
WITH e, one, two
WHERE one < two
WITH one, two, count(DISTINCT e.id) AS meetings, max(e.date) AS last
WHERE last < date($until)
MATCH (a:Country)
WHERE a.id = one
MATCH (b:Country)
WHERE b.id = two
RETURN a.id AS state_id, a.name AS state, b.id AS other_id, b.name AS other, meetings, toString(last) AS last
ORDER BY last, state_id, other_id
