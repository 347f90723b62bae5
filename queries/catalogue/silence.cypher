// ja: 会談が途絶えた国の組
// en: Pairs of states that stopped meeting: longest silent first
// parameters:
// example: gaiko ask silence
MATCH (e:Event)
WHERE e.event_type = 'MET_WITH' AND e.status = 'occurred' AND e.date IS NOT NULL
MATCH (a:Country), (b:Country)
WHERE a.id IN e.states AND b.id IN e.states AND a.id < b.id
WITH a.id AS state_id, a.name AS state, b.id AS other_id, b.name AS other, count(DISTINCT e.id) AS meetings, max(e.date) AS last
WHERE last < date($until)
RETURN state_id, state, other_id, other, meetings, toString(last) AS last
ORDER BY last, state_id, other_id
