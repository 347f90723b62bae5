// What is chosen: one object, written to the address so that a link brings it back.
// Ids and codes stand in the address, never numbers of rows: a page made anew still understands it.
const state = {
  actor: -1,
  other: -1,
  chain: false,
  event: -1,
  since: "",
  until: "",
  types: new Set(),
  kinds: new Set(),
  statuses: new Set(),
  outlets: new Set(),
  least: 0,
  text: "",
  ego: 0,
  grouped: false,
  all: false,
  view: "network",
  colour: "kind",
  size: "events",
  lang: "",
  theme: "",
};
const START = Object.freeze({ ...state });
const FILTERS = ["since", "until", "types", "kinds", "statuses", "outlets", "least", "text"];
const watchers = [];

// Call draw whenever one of the keys changed, in the order in which parts are made.
function watch(keys, draw) {
  watchers.push({ keys: new Set(keys), draw });
}

const pending = new Set();

function update(change, { remember = true } = {}) {
  const changed = Object.keys(change).filter((key) => state[key] !== change[key]);
  if (!changed.length) return;
  Object.assign(state, change);
  writeAddress(remember);
  if (!pending.size) requestAnimationFrame(redraw);
  changed.forEach((key) => pending.add(key));
}

function redraw() {
  const changed = new Set(pending);
  pending.clear();
  performance.mark("redraw");
  for (const { keys, draw } of watchers) if ([...changed].some((key) => keys.has(key))) draw();
  performance.measure("redraw", "redraw");
}

const without = (set, member) => new Set([...set].filter((one) => one !== member));
const toggled = (set, member) => (set.has(member) ? without(set, member) : new Set([...set, member]));

// --- the address ---

const HIDDEN = {
  types: { name: "no-type", codes: () => model.types.map((type) => type.code) },
  kinds: { name: "no-kind", codes: () => model.kinds },
  statuses: { name: "no-status", codes: () => model.statuses },
  outlets: { name: "no-outlet", codes: () => model.outletNames },
};
const PLAIN = ["since", "until", "text", "view", "colour", "size", "lang", "theme"];
const COUNTS = ["least", "ego"];
const FLAGS = ["chain", "grouped", "all"];

function toAddress() {
  const words = new URLSearchParams();
  const put = (name, value) => {
    if (value) words.append(name, value);
  };
  put("n", model.actors.id[state.actor]);
  put("p", model.actors.id[state.other]);
  put("event", model.events.id[state.event]);
  for (const key of [...PLAIN, ...COUNTS]) if (state[key] !== START[key]) put(key, state[key]);
  for (const key of FLAGS) if (state[key]) put(key, "1");
  for (const [key, { name, codes }] of Object.entries(HIDDEN))
    for (const number of [...state[key]].sort((a, b) => a - b)) words.append(name, codes()[number]);
  return words.toString();
}

function writeAddress(remember) {
  const hash = `#${toAddress()}`;
  if (hash === (location.hash || "#")) return;
  try {
    history[remember ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    /* a page inside a notebook has no address of its own */
  }
}

// What is unknown in an address is passed over.
function readAddress(hash = location.hash) {
  const words = new URLSearchParams(hash.slice(1));
  const read = { ...START };
  read.actor = model.numbers.get(words.get("n")) ?? -1;
  read.other = read.actor < 0 ? -1 : (model.numbers.get(words.get("p")) ?? -1);
  read.event = model.eventNumbers.get(words.get("event")) ?? -1;
  for (const key of PLAIN) if (ALLOWED[key].test(words.get(key) ?? "")) read[key] = words.get(key);
  for (const key of COUNTS)
    if (/^\d{1,3}$/.test(words.get(key) ?? ""))
      read[key] = Math.min(Number(words.get(key)), key === "ego" ? 2 : 100);
  for (const key of FLAGS) read[key] = words.get(key) === "1";
  for (const [key, { name, codes }] of Object.entries(HIDDEN))
    read[key] = new Set(
      words
        .getAll(name)
        .map((code) => codes().indexOf(code))
        .filter((number) => number >= 0),
    );
  return read;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const ALLOWED = {
  since: MONTH,
  until: MONTH,
  text: /^.{1,200}$/s,
  view: /^table$/,
  colour: /^community$/,
  size: /^centrality$/,
  lang: /^(ja|en)$/,
  theme: /^(light|dark)$/,
};

function useAddress() {
  const read = readAddress();
  for (const key of Object.keys(HIDDEN)) if (sameSet(read[key], state[key])) read[key] = state[key];
  const changed = Object.keys(read).filter((key) => state[key] !== read[key]);
  Object.assign(state, read);
  if (changed.length && !pending.size) requestAnimationFrame(redraw);
  changed.forEach((key) => pending.add(key));
}

const sameSet = (a, b) => a.size === b.size && [...a].every((one) => b.has(one));
