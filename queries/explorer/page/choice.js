// Which events pass the filters, and which actors and ties of them are drawn.
// choice: { kept, inside, counts by type, status, outlet and month, actors (ranked), ties }.
const FAILS = { types: 1, statuses: 2, kinds: 4, outlets: 8, least: 16, time: 32, text: 64 };
let choice;

function choose() {
  performance.mark("choose");
  const fails = failings();
  choice = { fails, ...sums(fails) };
  choice.isKept = (event) => fails[event] === 0;
  choice.ties = tieUp(choice.kept);
  choice.degree = degrees(choice.kept);
  choice.actors = chooseActors();
  choice.highest = Math.max(1, ...choice.actors.slice(0, 20).map((actor) => choice.degree[actor]));
  choice.shown = new Set(choice.actors);
  choice.lines = [...choice.ties.values()].filter(({ a, b }) => choice.shown.has(a) && choice.shown.has(b));
  performance.measure("choose", "choose");
}

// For each event the filters that it fails, as bits: what fails only one counts in that filter's own figures.
function failings() {
  const { events, parties, actors, first, last, sureness, outletsOf } = model;
  const since = state.since ? monthOf(state.since) : -Infinity;
  const until = state.until ? monthOf(state.until) : Infinity;
  const open = !state.since && !state.until;
  const inText = state.text ? eventsSaying(state.text) : null;
  return Uint8Array.from(events.id, (_, e) => {
    let fails = 0;
    if (state.types.has(events.type[e])) fails |= FAILS.types;
    if (state.statuses.has(events.status[e])) fails |= FAILS.statuses;
    if (state.kinds.size && !enoughShown(parties[e], actors)) fails |= FAILS.kinds;
    if (state.outlets.size && outletsOf[e].every((one) => state.outlets.has(one))) fails |= FAILS.outlets;
    if (sureness[e] < state.least) fails |= FAILS.least;
    if (first[e] < 0 ? !open : last[e] < since || first[e] > until) fails |= FAILS.time;
    if (inText && !inText.has(e)) fails |= FAILS.text;
    return fails;
  });
}

// An event stays while two of its parties are of kinds that are shown; of a single party, that one.
function enoughShown(parties, actors) {
  const shown = parties.filter((actor) => !state.kinds.has(actors.kind[actor])).length;
  return shown >= Math.min(2, parties.length);
}

let searched = null; // the sentences and headlines as they are compared, made at the first search

function eventsSaying(text) {
  const wanted = normal(text);
  const { sentences, reports, articles } = model;
  searched ??= { sentences: sentences.map(normal), headlines: articles.headline.map(normal) };
  const hits = searched.sentences.map((sentence) => sentence.includes(wanted));
  const titles = searched.headlines.map((headline) => headline.includes(wanted));
  return new Set(reports.event.filter((_, r) => hits[reports.sentence[r]] || titles[reports.article[r]]));
}

function sums(fails) {
  const { events, types, statuses, outletNames, outletsOf } = model;
  const made = {
    kept: [],
    byType: types.map(() => 0),
    byStatus: statuses.map(() => 0),
    byOutlet: outletNames.map(() => 0),
  };
  made.byMonth = Array.from({ length: model.months }, () => [0, 0, 0]);
  fails.forEach((failed, e) => {
    if (!failed) made.kept.push(e);
    if (!(failed & ~FAILS.types)) made.byType[events.type[e]] += 1;
    if (!(failed & ~FAILS.statuses)) made.byStatus[events.status[e]] += 1;
    if (!(failed & ~FAILS.outlets)) for (const outlet of outletsOf[e]) made.byOutlet[outlet] += 1;
    if (!(failed & ~FAILS.time)) countMonth(made.byMonth, e);
  });
  return made;
}

// An event of which only the year is known is spread over its months.
function countMonth(byMonth, event) {
  const [from, to] = [model.first[event] - model.begin, model.last[event] - model.begin];
  for (let month = Math.max(from, 0); month <= Math.min(to, byMonth.length - 1); month += 1)
    byMonth[month][toneOf(event) + 1] += 1 / (to - from + 1);
}

// --- actors and ties ---

const headOf = (actor) =>
  state.grouped && model.actors.state[actor] >= 0 ? model.actors.state[actor] : actor;
const isHidden = (actor) => state.kinds.has(model.actors.kind[actor]);

// One tie per pair: how many events, of which tone, how many of them occurred.
function tieUp(kept) {
  const ties = new Map();
  const size = model.actors.id.length;
  for (const event of kept) {
    const seen = new Set();
    const flat = model.events.pairs[event];
    for (let i = 0; i < flat.length; i += 2) {
      const [a, b] = [headOf(flat[i]), headOf(flat[i + 1])].sort((x, y) => x - y);
      const key = a * size + b;
      if (a === b || seen.has(key) || isHidden(a) || isHidden(b)) continue;
      seen.add(key);
      count(ties, key, a, b, event);
    }
  }
  return ties;
}

function count(ties, key, a, b, event) {
  let tie = ties.get(key);
  if (!tie)
    ties.set(
      key,
      (tie = { key, a, b, events: 0, tones: [0, 0, 0], occurred: 0, status: model.events.status[event] }),
    );
  tie.events += 1;
  tie.tones[toneOf(event) + 1] += 1;
  if (model.events.status[event] === 0) tie.occurred += 1;
}

function degrees(kept) {
  const degree = new Uint32Array(model.actors.id.length);
  for (const event of kept) for (const actor of new Set(model.parties[event].map(headOf))) degree[actor] += 1;
  return degree;
}

function chooseActors() {
  const { degree } = choice;
  const ranked = [...degree.keys()]
    .filter((actor) => degree[actor] && !isHidden(actor))
    .sort((a, b) => degree[b] - degree[a] || a - b);
  choice.connected = ranked.length;
  choice.cut = 0;
  if (state.ego && state.actor >= 0) return around(headOf(state.actor), state.ego);
  const shown = state.all ? ranked : ranked.slice(0, model.limit);
  return [...new Set([...shown, ...chosenActors()])];
}

function chosenActors() {
  const chosen = [state.actor, state.other].filter((actor) => actor >= 0).map(headOf);
  return state.chain && chosen.length === 2 ? (chainBetween(...chosen) ?? chosen) : chosen;
}

function neighbours() {
  const beside = new Map();
  const add = (a, b) => (beside.get(a) ?? beside.set(a, []).get(a)).push(b);
  for (const { a, b } of choice.ties.values()) {
    add(a, b);
    add(b, a);
  }
  for (const list of beside.values()) list.sort((a, b) => choice.degree[b] - choice.degree[a] || a - b);
  return beside;
}

function around(actor, hops) {
  const beside = neighbours();
  const found = new Set([actor]);
  let rim = [actor];
  for (let hop = 0; hop < hops; hop += 1) {
    rim = rim.flatMap((one) => beside.get(one) ?? []).filter((one) => !found.has(one));
    rim.forEach((one) => found.add(one));
  }
  const shown = [...found].slice(0, model.limit);
  choice.cut = found.size - shown.length;
  return shown;
}

// The shortest way from one actor to another over ties that pass the filters; null if there is none.
function chainBetween(a, b) {
  const beside = neighbours();
  const before = new Map([[a, a]]);
  for (let rim = [a]; rim.length && !before.has(b);) {
    const next = [];
    for (const one of rim)
      for (const other of beside.get(one) ?? [])
        if (!before.has(other)) {
          before.set(other, one);
          next.push(other);
        }
    rim = next;
  }
  if (!before.has(b)) return null;
  const chain = [b];
  while (chain[0] !== a) chain.unshift(before.get(chain[0]));
  return chain;
}
