// The tables of the page, unpacked once, and what is looked up in them again and again.
// Actors, events, reports and types are numbers: their places in the columns.
let model;

async function readTables() {
  const packed = Uint8Array.from(atob(byId("tables").textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  model = unpack(JSON.parse(await new Response(stream).text()));
}

function unpack(tables) {
  const { actors, events, types } = tables;
  const made = { ...tables, tones: types.map((type) => TONE_SIGN[type.tone]) };
  made.numbers = new Map(actors.id.map((id, number) => [id, number]));
  made.eventNumbers = new Map(events.id.map((id, number) => [id, number]));
  made.parties = events.id.map((_, e) => [
    ...new Set([...events.sources[e], ...events.targets[e], ...events.objects[e]]),
  ]);
  made.eventsOf = actors.id.map(() => []);
  made.parties.forEach((parties, e) => parties.forEach((actor) => made.eventsOf[actor].push(e)));
  made.actsOf = statesActs(made);
  Object.assign(made, spans(events.date), told(tables));
  made.keys = actors.id.map((id, a) => searchKey(actors, a));
  return made;
}

const TONE_SIGN = { cooperative: 1, neutral: 0, adversarial: -1 };
const TONE_NAMES = ["adversarial", "neutral", "cooperative"];
const COUNTRY = 0;

// A question about a state finds the acts of its people and bodies; of others, what they take part in.
function statesActs({ actors, events, eventsOf }) {
  const acts = eventsOf.map((list, actor) => (actors.kind[actor] === COUNTRY ? [] : list));
  events.states.forEach((states, e) => states.forEach((state) => acts[state].push(e)));
  return acts;
}

function searchKey(actors, a) {
  return [actors.name[a], actors.kana[a], actors.en[a], ...actors.aliases[a]].filter(Boolean).map(normal);
}

// --- dates: "2021", "2021-02" and "2021-02-16" as first and last month, counted from the first shown ---

const monthOf = (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const monthName = (month) =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;

function spans(dates) {
  const first = dates.map((date) => (date ? (date.length < 7 ? Number(date) * 12 : monthOf(date)) : -1));
  const last = dates.map((date, e) => (date.length === 4 ? first[e] + 11 : first[e]));
  const dated = first.filter((month) => month >= 0).sort((a, b) => a - b);
  const [begin, end] = [axisEnd(dated, 0.02), axisEnd(dated, 0.98)];
  return {
    first,
    last,
    begin,
    end,
    months: dated.length ? end - begin + 1 : 0,
    undated: dates.length - dated.length,
  };
}

// A treaty of 1960 among the news of this year must not press the axis together: the ends stay open.
function axisEnd(sorted, share) {
  const inner = sorted[Math.floor(share * (sorted.length - 1))];
  const outer = share < 0.5 ? sorted[0] : sorted[sorted.length - 1];
  return Math.abs(outer - inner) > 36 ? inner : outer;
}

// --- reports: those of an event stand together ---

function told({ events, reports, articles }) {
  const starts = new Uint32Array(events.id.length + 1);
  reports.event.forEach((e) => {
    starts[e + 1] += 1;
  });
  for (let e = 0; e < events.id.length; e += 1) starts[e + 1] += starts[e];
  const outletNames = [...new Set(articles.outlet)].sort();
  const outletNumber = new Map(outletNames.map((name, number) => [name, number]));
  const outletsOf = events.id.map(() => []);
  const sureness = new Uint8Array(events.id.length);
  reports.event.forEach((e, r) => {
    const outlet = outletNumber.get(articles.outlet[reports.article[r]]);
    if (!outletsOf[e].includes(outlet)) outletsOf[e].push(outlet);
    sureness[e] = Math.max(sureness[e], reports.confidence[r]);
  });
  return { starts, outletNames, outletsOf, sureness };
}

function reportsOf(event) {
  const start = model.starts[event];
  return Array.from({ length: model.starts[event + 1] - start }, (_, i) => start + i);
}

// --- words for what is numbered ---

const typeName = (type) => model.types[type][language ? "en" : "ja"];
const actorName = (actor) => (language && model.actors.en[actor]) || model.actors.name[actor];
const kindName = (kind) => say(model.kinds[kind]);
const outletName = (outlet) => model.outletNames[outlet] || say("noOutlet");
const toneOf = (event) => model.tones[model.events.type[event]];
const statusOf = (event) => model.statuses[model.events.status[event]];
const isState = (actor) => model.actors.kind[actor] === COUNTRY;

function byDate(a, b) {
  const [x, y] = [model.events.date[a] || "9999", model.events.date[b] || "9999"];
  return x < y ? -1 : x > y ? 1 : a - b;
}

// The newest first, what is undated last.
function newestFirst(a, b) {
  const [x, y] = [model.events.date[a], model.events.date[b]];
  return x > y ? -1 : x < y ? 1 : a - b;
}

function between(a, b) {
  const other = new Set(model.actsOf[b]);
  return model.actsOf[a].filter((event) => other.has(event));
}
