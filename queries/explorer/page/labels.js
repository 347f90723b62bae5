// Names beside the nodes, the busiest first, none over another; and the status of what has not occurred.
const LETTERS = 13;
const FACES = '"Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",Meiryo,sans-serif';
const MOST_LABELS = 110;
const widths = new Map();

function drawLabels(canvas) {
  const scale = renderer.scale();
  const places = renderer.places();
  const view = visiblePart(scale);
  canvas.textAlign = "center";
  canvas.textBaseline = "top";
  canvas.lineJoin = "round";
  const taken = bigNodes(places, scale);
  let drawn = 0;
  for (const actor of labelOrder()) {
    const at = places[actor];
    if (!at || !view(at) || drawn >= MOST_LABELS) continue;
    if (drawLabel(canvas, actor, at, scale, taken)) drawn += 1;
  }
  if (choice.lines.length <= 400 && scale > 0.7) drawStatuses(canvas, places, scale, taken);
}

function labelOrder() {
  if (focused.nodes) return [...new Set([...chosenActors(), ...focused.nodes, ...choice.actors])];
  return choice.actors;
}

function visiblePart(scale) {
  const { width, height } = byId("network").getBoundingClientRect();
  const centre = renderer.centre();
  const [w, h] = [width / 2 / scale + 60, height / 2 / scale + 30];
  return ({ x, y }) => Math.abs(x - centre.x) < w && Math.abs(y - centre.y) < h;
}

// Labels may lie over small nodes, never over large ones.
function bigNodes(places) {
  return choice.actors
    .slice(0, 40)
    .filter((actor) => places[actor] && sizes.get(actor) > 13 * crowd())
    .map((actor) => {
      const { x, y } = places[actor];
      const half = sizes.get(actor) * 0.8;
      return { left: x - half, right: x + half, top: y - half, bottom: y + half };
    });
}

function drawLabel(canvas, actor, at, scale, taken) {
  const size = sizes.get(actor);
  const chosen = chosenActors().includes(actor);
  const big = size > 16 * crowd();
  const letters = (LETTERS + (big ? 2 : 0)) / scale;
  const text = shorten(actorName(actor), 16);
  const free = (box) => !taken.some((other) => overlap(box, other));
  const boxes = labelBoxes(text, at, letters, size, scale);
  const box = boxes.find(free) ?? (chosen ? boxes[0] : null);
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

const overlap = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

function outlined(canvas, text, x, y, halo, colour) {
  canvas.lineWidth = halo;
  canvas.strokeStyle = palette.paper;
  canvas.strokeText(text, x, y);
  canvas.fillStyle = colour;
  canvas.fillText(text, x, y);
}

function drawStatuses(canvas, places, scale, taken) {
  canvas.font = `400 ${10.5 / scale}px ${FACES}`;
  for (const tie of choice.lines) {
    if (tie.occurred || (focused.lines && !focused.lines.has(tie.key))) continue;
    const [a, b] = [places[tie.a], places[tie.b]];
    if (!a || !b) continue;
    const text = say(model.statuses[tie.status]);
    const at = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 6 / scale };
    const box = labelBox(text, at, 10.5 / scale, scale);
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    outlined(canvas, text, at.x, box.top, 3 / scale, palette.soft);
  }
}
