// Names beside the nodes, the busiest first, none over another; and the status of what has not occurred.
const LETTERS = 13;
const FACES = '"Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",Meiryo,sans-serif';
const MOST_LABELS = 110;
const widths = new Map();

function drawLabels(canvas) {
  const scale = renderer.scale();
  const places = renderer.places();
  const seen = seenPart(scale);
  canvas.textAlign = "center";
  canvas.textBaseline = "top";
  canvas.lineJoin = "round";
  const taken = [...bigNodes(places), ...coveredParts(seen, scale)];
  let drawn = 0;
  for (const actor of labelOrder()) {
    const at = places[actor];
    if (!at || !isWithin({ left: at.x, right: at.x, top: at.y, bottom: at.y }, seen)) continue;
    if (drawLabel(canvas, actor, at, scale, seen, taken)) drawn += 1;
    if (drawn >= MOST_LABELS) break;
  }
  if (choice.lines.length <= 400 && scale > 0.7) drawStatuses(canvas, places, scale, seen, taken);
}

function labelOrder() {
  if (focused.nodes) return [...new Set([...chosenActors(), ...focused.nodes, ...choice.actors])];
  return choice.actors;
}

function seenPart(scale) {
  const { clientWidth, clientHeight } = byId("network");
  const { x, y } = renderer.centre();
  const [w, h] = [clientWidth / 2 / scale, clientHeight / 2 / scale];
  return { left: x - w, right: x + w, top: y - h, bottom: y + h };
}

// Where the figures and the buttons lie over the network, in pixels; measured once for many pictures.
let covered = [];

function measureCovered() {
  const whole = byId("network").getBoundingClientRect();
  covered = ["count", "tools"].map((id) => {
    const { left, right, top, bottom } = byId(id).getBoundingClientRect();
    return { left: left - whole.left, right: right - whole.left, top: top - whole.top, bottom: bottom - whole.top };
  });
}

function coveredParts(seen, scale) {
  return covered.map(({ left, right, top, bottom }) => ({
    left: seen.left + left / scale,
    right: seen.left + right / scale,
    top: seen.top + top / scale,
    bottom: seen.top + bottom / scale,
  }));
}

// Labels may lie over small nodes, never over large ones.
function bigNodes(places) {
  return choice.actors
    .slice(0, 40)
    .filter((actor) => places[actor] && sizes.get(actor) > 13 * crowd)
    .map((actor) => {
      const { x, y } = places[actor];
      const half = sizes.get(actor) * 0.8;
      return { left: x - half, right: x + half, top: y - half, bottom: y + half };
    });
}

function drawLabel(canvas, actor, at, scale, seen, taken) {
  const size = sizes.get(actor);
  const chosen = chosenActors().includes(actor);
  const big = size > 16 * crowd;
  const letters = (LETTERS + (big ? 2 : 0)) / scale;
  const text = shorten(actorName(actor), 16);
  const free = (box) => isWithin(box, seen) && !taken.some((other) => overlap(box, other));
  const boxes = labelBoxes(text, at, letters, size, scale);
  const box = boxes.find(free) ?? (chosen ? leastCovered(boxes, seen, taken) : null);
  if (!box) return false;
  taken.push(box);
  canvas.globalAlpha = focused.nodes && !focused.nodes.has(actor) ? 0.25 : 1;
  canvas.font = `${chosen || big ? 600 : 400} ${letters}px ${FACES}`;
  outlined(canvas, text, (box.left + box.right) / 2, box.top, 3.5 / scale, palette.ink);
  canvas.globalAlpha = 1;
  return true;
}

// Below the node, or else above it, beside it, or at a corner.
function labelBoxes(text, { x, y }, letters, size, scale) {
  const below = labelBox(text, { x, y: y + size + 2 / scale }, letters, scale);
  const half = (below.right - below.left) / 2;
  const moved = (dx, dy) => ({
    left: below.left + dx,
    right: below.right + dx,
    top: below.top + dy,
    bottom: below.bottom + dy,
  });
  const high = below.bottom - below.top;
  const beside = y - high / 2 - below.top;
  const above = y - size - 2 / scale - high - below.top;
  const aside = size + half;
  return [
    below,
    moved(0, above),
    moved(aside, beside),
    moved(-aside, beside),
    moved(aside, 0),
    moved(-aside, 0),
    moved(aside, above),
    moved(-aside, above),
  ];
}

function labelBox(text, { x, y }, letters, scale) {
  if (!widths.has(text))
    widths.set(
      text,
      [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x2000 ? 0.58 : 1), 0),
    );
  const half = (widths.get(text) * letters) / 2 + 3 / scale;
  return { left: x - half, right: x + half, top: y, bottom: y + letters * 1.25 };
}

// Who is chosen has a name in any case.
function leastCovered(boxes, seen, taken) {
  const cost = (box) => taken.filter((other) => overlap(box, other)).length + (isWithin(box, seen) ? 0 : 9);
  return boxes.reduce((best, box) => (cost(box) < cost(best) ? box : best));
}

const isWithin = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
const overlap = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

function outlined(canvas, text, x, y, halo, colour) {
  canvas.lineWidth = halo;
  canvas.strokeStyle = palette.paper;
  canvas.strokeText(text, x, y);
  canvas.fillStyle = colour;
  canvas.fillText(text, x, y);
}

function drawStatuses(canvas, places, scale, seen, taken) {
  canvas.font = `400 ${10.5 / scale}px ${FACES}`;
  for (const tie of choice.lines) {
    if (tie.occurred || (focused.lines && !focused.lines.has(tie.key))) continue;
    const [a, b] = [places[tie.a], places[tie.b]];
    if (!a || !b) continue;
    const text = say(model.statuses[tie.status]);
    const at = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 6 / scale };
    const box = labelBox(text, at, 10.5 / scale, scale);
    if (!isWithin(box, seen) || taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    outlined(canvas, text, at.x, box.top, 3 / scale, palette.soft);
  }
}
