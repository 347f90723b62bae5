// The same events as a table: sortable, page by page; it also stands in where no picture can be drawn.
const ROWS = 100;
let sorting = { column: "date", down: true };
let rowsShown = ROWS;

const COLUMNS = {
  date: (e) => model.events.date[e],
  type: (e) => typeName(model.events.type[e]),
  status: (e) => say(statusOf(e)),
  source: (e) => model.events.sources[e].map(actorName).join("、"),
  target: (e) => [...model.events.targets[e], ...model.events.objects[e]].map(actorName).join("、"),
  sentence: (e) => sentenceOf(e),
  outlet: (e) => model.outletsOf[e].map(outletName).join("、"),
  reportCount: (e) => reportsOf(e).length,
  sureness: (e) => model.sureness[e] / 100,
};

function sentenceOf(event) {
  const [first] = reportsOf(event);
  return model.sentences[model.reports.sentence[first]] ?? "";
}

function drawTable() {
  const table = byId("table");
  table.hidden = state.view !== "table";
  byId("network").hidden = byId("tools").hidden = state.view === "table";
  table.setAttribute("aria-label", say("asTable"));
  document.body.dataset.view = state.view;
  if (table.hidden) return;
  rowsShown = ROWS;
  fillTable();
}

function fillTable() {
  const events = sortedEvents();
  const head = el("tr", {}, ...Object.keys(COLUMNS).map(columnHead));
  const body = el("tbody", {}, ...events.slice(0, rowsShown).map(tableRow));
  const left = events.length - rowsShown;
  byId("table").replaceChildren(
    el(
      "table",
      {},
      el(
        "caption",
        {},
        say("tableCaption", number(events.length)),
        " ",
        button("CSV", () => exportAs("csv"), { class: "quiet" }),
      ),
      el("thead", {}, head),
      body,
    ),
    left > 0
      ? button(say("more", number(left)), () => {
          rowsShown += 5 * ROWS;
          fillTable();
        })
      : "",
  );
}

function columnHead(name) {
  const sorted = sorting.column === name;
  const sort = () => {
    sorting = { column: name, down: sorted ? !sorting.down : false };
    fillTable();
    byId("table").querySelector(`[data-column="${name}"]`).focus();
  };
  return el(
    "th",
    { scope: "col", "aria-sort": sorted ? (sorting.down ? "descending" : "ascending") : "none" },
    button(`${say(name)}${sorted ? (sorting.down ? " ↓" : " ↑") : ""}`, sort, { "data-column": name }),
  );
}

// What is missing stands last, whichever way.
function sortedEvents() {
  const value = COLUMNS[sorting.column];
  const keyed = choice.kept.map((event) => [value(event), event]);
  const sign = sorting.down ? -1 : 1;
  const order = ([a, x], [b, y]) => {
    if (a === "" || b === "") return (a === "") - (b === "") || x - y;
    return (a < b ? -sign : a > b ? sign : 0) || byDate(x, y);
  };
  return keyed.sort(order).map(([, event]) => event);
}

function tableRow(event) {
  const { sources, targets, objects } = model.events;
  const names = (actors) =>
    el("td", {}, ...actors.flatMap((actor, i) => [i ? "、" : "", actorButton(actor)]));
  return el(
    "tr",
    { "data-event": model.events.id[event] },
    el(
      "td",
      { class: "date" },
      button(model.events.date[event] || say("noYear"), () => update({ event }), { class: "name" }),
    ),
    el("td", {}, typeChip(event)),
    el("td", {}, statusChip(event) ?? say("occurred")),
    names(sources[event]),
    names([...targets[event], ...objects[event]]),
    el("td", { class: "sentence", lang: "ja" }, sentenceOf(event)),
    el("td", { class: "outlet" }, COLUMNS.outlet(event)),
    el("td", { class: "figure" }, String(COLUMNS.reportCount(event))),
    el("td", { class: "figure" }, COLUMNS.sureness(event).toFixed(2)),
  );
}
