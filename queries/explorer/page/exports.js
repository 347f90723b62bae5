// What is shown, in other programs' formats: every event as an edge, as gaiko export writes them.
const FORMATS = {
  png: { kind: "image/png", make: pngOf },
  svg: { kind: "image/svg+xml", make: svgOf },
  csv: { kind: "text/csv", make: csvOf },
  json: { kind: "application/json", make: jsonOf },
  graphml: { kind: "application/xml", make: graphmlOf },
  gexf: { kind: "application/xml", make: gexfOf },
};

async function exportAs(form) {
  const { kind, make } = FORMATS[form];
  download(await make(), `gaiko.${form}`, kind);
}

// Edges between the actors that are drawn, one per event and pair.
function shownEdges() {
  const { id, pairs, date, outlets } = model.events;
  return choice.kept.flatMap((e) => {
    const edges = [];
    for (let i = 0; i < pairs[e].length; i += 2) {
      const [from, to] = [pairs[e][i], pairs[e][i + 1]];
      if (choice.shown.has(headOf(from)) && choice.shown.has(headOf(to)) && !isHidden(from) && !isHidden(to))
        edges.push({
          from,
          to,
          event: id[e],
          event_type: model.types[model.events.type[e]].code,
          date: date[e],
          status: statusOf(e),
          intensity: model.types[model.events.type[e]].intensity,
          outlets: outlets[e],
          confidence: model.sureness[e] / 100,
          evidence: sentenceOf(e),
        });
    }
    return edges;
  });
}

function shownNodes(edges) {
  const shown = new Set([...choice.actors, ...edges.flatMap(({ from, to }) => [from, to])]);
  return [...shown]
    .sort((a, b) => a - b)
    .map((actor) => ({
      id: model.actors.id[actor],
      label: model.actors.name[actor],
      kind: model.kinds[model.actors.kind[actor]],
      x: model.actors.x[actor],
      y: model.actors.y[actor],
    }));
}

const EDGE_FIELDS = {
  event: "string",
  event_type: "string",
  date: "string",
  status: "string",
  intensity: "double",
  outlets: "int",
  confidence: "double",
  evidence: "string",
};
const NODE_FIELDS = { label: "string", kind: "string" };
const ESCAPES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};
const xml = (value) =>
  String(value)
    .replace(/[&<>"'\n\r\t]/g, (sign) => ESCAPES[sign])
    .replace(/[\ufffe\uffff]/g, "");

function graphmlOf() {
  const edges = shownEdges();
  const keys = (fields, place) =>
    Object.entries(fields).map(
      ([name, kind]) => `<key id="${place}-${name}" for="${place}" attr.name="${name}" attr.type="${kind}"/>`,
    );
  const data = (one, fields, place) =>
    Object.keys(fields)
      .map((name) => `<data key="${place}-${name}">${xml(one[name])}</data>`)
      .join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys(NODE_FIELDS, "node"),
    ...keys(EDGE_FIELDS, "edge"),
    '<graph edgedefault="directed">',
    ...shownNodes(edges).map(
      (node) => `<node id="${xml(node.id)}">${data(node, NODE_FIELDS, "node")}</node>`,
    ),
    ...edges.map(
      (edge, i) =>
        `<edge id="${i}" source="${xml(model.actors.id[edge.from])}" target="${xml(model.actors.id[edge.to])}">${data(edge, EDGE_FIELDS, "edge")}</edge>`,
    ),
    "</graph></graphml>",
  ].join("\n");
}

function gexfOf() {
  const edges = shownEdges();
  const attributes = (fields, place) => [
    `<attributes class="${place}">`,
    ...Object.entries(fields).map(
      ([name, kind]) =>
        `<attribute id="${place}-${name}" title="${name}" type="${kind === "int" ? "integer" : kind}"/>`,
    ),
    "</attributes>",
  ];
  const values = (one, fields, place) =>
    `<attvalues>${Object.keys(fields)
      .map((name) => `<attvalue for="${place}-${name}" value="${xml(one[name])}"/>`)
      .join("")}</attvalues>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed" mode="static">',
    ...attributes({ kind: "string" }, "node"),
    ...attributes(EDGE_FIELDS, "edge"),
    "<nodes>",
    ...shownNodes(edges).map(
      (node) =>
        `<node id="${xml(node.id)}" label="${xml(node.label)}">${values(node, { kind: 1 }, "node")}</node>`,
    ),
    "</nodes><edges>",
    ...edges.map(
      (edge, i) =>
        `<edge id="${i}" source="${xml(model.actors.id[edge.from])}" target="${xml(model.actors.id[edge.to])}">${values(edge, EDGE_FIELDS, "edge")}</edge>`,
    ),
    "</edges></graph></gexf>",
  ].join("\n");
}

// NetworkX reads it as node_link_graph(…, edges="edges").
function jsonOf() {
  const edges = shownEdges();
  const named = edges.map(({ from, to, ...rest }, key) => ({
    source: model.actors.id[from],
    target: model.actors.id[to],
    key,
    ...rest,
  }));
  return JSON.stringify(
    {
      directed: true,
      multigraph: true,
      graph: { title: model.title, link: location.href },
      nodes: shownNodes(edges),
      edges: named,
    },
    null,
    1,
  );
}

// Of the events that pass the filters, one line each; a cell that a spreadsheet would compute is quoted as text.
function csvOf() {
  const cell = (value) => {
    const text = String(value);
    return `"${(typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  const extra = { place: (e) => model.events.place[e], event: (e) => model.events.id[e], ...articleCells() };
  const columns = Object.entries({ ...COLUMNS, ...extra });
  const rows = sortedEvents().map((event) => columns.map(([, value]) => cell(value(event))).join(","));
  return "\ufeff" + [columns.map(([name]) => cell(name)).join(","), ...rows].join("\r\n") + "\r\n";
}

function articleCells() {
  const first = (column) => (e) => {
    const [r] = reportsOf(e);
    return model.articles[column][model.reports.article[r]] ?? "";
  };
  return { headline: first("headline"), url: first("url"), published: first("published") };
}
