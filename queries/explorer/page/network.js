// The network of the chosen actors and ties, what stands out in it, and moving about by keyboard.
let renderer;
let cursor = -1; // where the keyboard is
let sizes = new Map();
let focused = { nodes: null, lines: null };
let lastFit = "";

function makeNetwork() {
  const place = byId("network");
  renderer = makeRenderer(place, {
    onNode: (actor, twice) =>
      twice ? update({ actor, other: -1, event: -1, chain: false, ego: 1 }) : pick(actor),
    onLine: (key) => pickTie(choice.ties.get(key)),
    onNothing: () => {
      if (!picking) update({ actor: -1, other: -1, event: -1, chain: false, ego: 0 });
    },
    // A notebook may give its frame a size only later, and a phone is turned.
    onResize: (isFitted) => {
      drawNetwork();
      if (isFitted) fitNetwork();
    },
    tipOf: (actor, key) => (actor !== undefined ? actorTip(actor) : tieTip(choice.ties.get(key))),
    afterDrawing: drawLabels,
  });
  place.addEventListener("keydown", moveByKey);
  place.addEventListener("focus", () => {
    if (cursor < 0) cursor = choice.actors[0] ?? -1;
    drawNetwork();
  });
  place.addEventListener("blur", () => {
    cursor = -1;
    drawNetwork();
  });
}

function pickTie(tie) {
  if (tie) update({ actor: tie.a, other: tie.b, event: -1, chain: false, ego: 0 });
}

function drawNetwork() {
  if (state.view !== "network") return;
  measureCrowd();
  measureCovered();
  sizes = new Map(choice.actors.map((actor) => [actor, sizeOf(actor)]));
  focused = focusOf();
  const places = placesOf();
  renderer.show(
    choice.actors.map((actor) => nodeOf(actor, places(actor))),
    choice.lines.map(lineOf),
  );
  byId("empty").hidden = choice.actors.length > 0;
  const fit = [state.ego && headOf(state.actor), state.ego, state.grouped, state.all, state.view].join();
  if (fit !== lastFit) fitNetwork();
  lastFit = fit;
}

function fitNetwork() {
  renderer.fit(choice.actors);
}

// What stands out: the selected actor with its ties, those between the selected two, or the chain.
// Between two states these are also the ties of their people and bodies.
function focusOf() {
  if (state.actor < 0 || choice.actors.length > 2000) return { nodes: null, lines: null };
  const actor = headOf(state.actor);
  const other = state.other < 0 ? -1 : headOf(state.other);
  const chain = state.chain && other >= 0 ? (chainBetween(actor, other) ?? []) : null;
  const isLit = ({ a, b }) => {
    if (chain)
      return Math.abs(chain.indexOf(a) - chain.indexOf(b)) === 1 && chain.includes(a) && chain.includes(b);
    if (other < 0) return a === actor || b === actor;
    return (isOf(a, actor) && isOf(b, other)) || (isOf(b, actor) && isOf(a, other));
  };
  const lines = choice.lines.filter(isLit);
  const ends = lines.flatMap(({ a, b }) => [a, b]);
  return {
    nodes: new Set([actor, ...(other >= 0 ? [other] : []), ...ends]),
    lines: new Set(lines.map(({ key }) => key)),
  };
}

const isOf = (actor, whole) => actor === whole || (isState(whole) && model.actors.state[actor] === whole);

function placesOf() {
  const { x, y, gx, gy } = model.actors;
  if (state.ego && state.actor >= 0) return ringsAround(headOf(state.actor));
  const high = stretch();
  return (actor) =>
    state.grouped ? { x: gx[actor], y: high * gy[actor] } : { x: x[actor], y: high * y[actor] };
}

// Places are made for a wide screen; a higher one gets them further apart.
function stretch() {
  const { clientWidth, clientHeight } = byId("network");
  return Math.min(1.8, Math.max(0.9, (1.6 * clientHeight) / (clientWidth || 1)));
}

// Around one actor: its neighbours in rings, each in the direction in which it stands anyway.
function ringsAround(centre) {
  const { x, y } = model.actors;
  const angle = (actor) => Math.atan2(y[actor] - y[centre], x[actor] - x[centre]);
  const near = new Set(
    choice.lines.filter(({ a, b }) => a === centre || b === centre).flatMap(({ a, b }) => [a, b]),
  );
  const others = choice.actors.filter((actor) => actor !== centre);
  const ranked = [...others.filter((one) => near.has(one)), ...others.filter((one) => !near.has(one))];
  const at = new Map([[centre, { x: 0, y: 0 }]]);
  for (let ring = 1, start = 0; start < ranked.length; ring += 1) {
    const room = 14 * ring;
    const some = ranked.slice(start, start + room).sort((a, b) => angle(a) - angle(b));
    some.forEach((actor, i) => {
      const turn = ((i + ring / 2) / some.length) * 2 * Math.PI - Math.PI;
      at.set(actor, { x: 215 * ring * Math.cos(turn), y: 135 * stretch() * ring * Math.sin(turn) });
    });
    start += room;
  }
  return (actor) => at.get(actor) ?? { x: 0, y: 0 };
}

// "look" sums up what is drawn: the renderer passes over what looks as before.
function nodeOf(actor, { x, y }) {
  const colour = actorColour(actor);
  const lit = !focused.nodes || focused.nodes.has(actor);
  const chosen = actor === cursor || chosenActors().includes(actor);
  const node = {
    id: actor,
    x,
    y,
    size: sizes.get(actor),
    shape: KIND_SHAPES[model.actors.kind[actor]],
    color: {
      background: colour,
      border: chosen ? palette.ink : palette.paper,
      hover: { background: colour, border: palette.ink },
    },
    borderWidth: chosen ? 3 : 1.5,
    opacity: lit ? 1 : 0.18,
  };
  return { ...node, look: `${x},${y},${node.size},${colour},${node.borderWidth},${lit},${palette.paper}` };
}

function lineOf(tie) {
  const lit = !focused.lines || focused.lines.has(tie.key);
  const colour = palette.tones[netTone(tie) + 1];
  const opacity = focused.lines ? (lit ? 0.95 : 0.07) : 0.66;
  const line = {
    id: tie.key,
    from: tie.a,
    to: tie.b,
    width: widthOf(tie),
    dashes: dashesOf(tie),
    color: { color: colour, hover: colour, opacity },
  };
  return { ...line, look: `${line.width},${line.dashes},${colour},${opacity}` };
}

function actorTip(actor) {
  return `${actorName(actor)}\n${kindName(model.actors.kind[actor])} ・ ${say("events", number(choice.degree[actor]))}`;
}

function tieTip(tie) {
  if (!tie) return "";
  const tones = ["cooperative", "neutral", "adversarial"].map(
    (tone, i) => `${say(tone)} ${tie.tones[2 - i]}`,
  );
  const planned = tie.occurred ? "" : `\n${say("linePlanned")}`;
  return `${actorName(tie.a)} — ${actorName(tie.b)}\n${say("events", number(tie.events))} (${tones.join(" ・ ")})${planned}`;
}

// --- by keyboard: to the nearest node in the direction of the arrow ---

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function moveByKey(event) {
  if (event.key === "Enter" && cursor >= 0) pick(cursor);
  const arrow = ARROWS[event.key];
  if (!arrow || !choice.actors.length) return;
  event.preventDefault();
  cursor = nextIn(arrow) ?? cursor;
  drawNetwork();
  renderer.focus(cursor);
  toast(actorTip(cursor).replace("\n", " ・ "));
}

function nextIn([dx, dy]) {
  const places = renderer.places();
  const from = places[cursor] ?? places[choice.actors[0]];
  let best = null;
  for (const actor of choice.actors) {
    const [x, y] = [places[actor].x - from.x, places[actor].y - from.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0 || actor === cursor) continue;
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { actor, cost };
  }
  return best?.actor;
}
