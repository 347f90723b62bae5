// One act as a list shows it: date, sides, type, status, the sentence with its words marked, and where it stands.
const PER_PAGE = 50;

function actList(events, tag = "ol") {
  const list = el(tag, { class: "acts" });
  const add = (start) => {
    list.append(...events.slice(start, start + PER_PAGE).map(actItem));
    const left = events.length - start - PER_PAGE;
    if (left > 0)
      list.append(
        el(
          "li",
          { class: "more" },
          button(say("more", number(left)), (click) => {
            click.target.parentElement.remove();
            add(start + PER_PAGE);
            list.children[start + PER_PAGE]?.querySelector("button")?.focus();
          }),
        ),
      );
  };
  add(0);
  return list;
}

function actItem(event) {
  const outside = choice.isKept(event) ? null : el("span", { class: "chip outside" }, say("outside"));
  const best = reportsOf(event).sort(
    (a, b) => model.reports.confidence[b] - model.reports.confidence[a] || a - b,
  )[0];
  return el(
    "li",
    { class: `act${outside ? " is-outside" : ""}`, "data-event": model.events.id[event] },
    el("p", { class: "act-head" }, whenOf(event), typeChip(event), statusChip(event), outside),
    sidesOf(event),
    best === undefined ? null : reportBody(best),
    el(
      "p",
      { class: "act-do" },
      button(`${say("allReports")} (${reportsOf(event).length})`, () => update({ event }), {
        class: "quiet",
      }),
      button(say("cypher"), () => copy(eventCypher(event)), { class: "quiet copy-cypher" }),
    ),
  );
}

function whenOf(event) {
  const date = model.events.date[event];
  return date ? el("time", { datetime: date }, date) : el("span", { class: "soft" }, say("noYear"));
}

function typeChip(event) {
  const type = model.events.type[event];
  return el("span", { class: `chip tone-${TONE_NAMES[toneOf(event) + 1]}` }, typeName(type));
}

function statusChip(event) {
  const status = statusOf(event);
  return status === "occurred" ? null : el("span", { class: "chip status" }, say(status));
}

function sidesOf(event) {
  const { sources, targets, objects, type } = model.events;
  const several = (actors) => actors.flatMap((actor, i) => [i ? "、" : "", actorButton(actor)]);
  const symmetric = model.types[type[event]].symmetric;
  const far = targets[event].length ? targets[event] : objects[event];
  const rest = targets[event].length ? objects[event] : [];
  const arrow = far.length ? el("span", { class: "arrow" }, symmetric ? " ⇄ " : " → ") : "";
  return el(
    "p",
    { class: "sides" },
    ...several(sources[event]),
    arrow,
    ...several(far),
    rest.length ? el("span", { class: "soft" }, " 〔", ...several(rest), "〕") : "",
  );
}

function actorButton(actor) {
  return button(actorName(actor), () => pick(actor), { class: "name" });
}

function reportBody(report) {
  const { reports, articles } = model;
  const article = reports.article[report];
  const url = webAddress(articles.url[article]);
  const told = [articles.outlet[article] || say("noOutlet"), articles.published[article]]
    .filter(Boolean)
    .join(" ");
  return el(
    "div",
    { class: "report" },
    quoteOf(report),
    el(
      "p",
      { class: "told" },
      el("cite", {}, articles.headline[article] || "—"),
      " ",
      el("span", { class: "outlet" }, told),
      " ",
      url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, say("original")) : null,
      el("span", { class: "sure" }, say("confidence", (reports.confidence[report] / 100).toFixed(2))),
    ),
  );
}

function quoteOf(report) {
  const sentence = model.sentences[model.reports.sentence[report]];
  if (sentence === undefined) return el("p", { class: "soft" }, say("noSentence"));
  return el(
    "blockquote",
    { lang: "ja" },
    ...marked([...sentence], model.reports.marks[report], model.reports.trigger[report]),
  );
}

// Offsets count code points. An actor's name may stand within the trigger: each sign has its own marks.
function marked(signs, actors, trigger) {
  const marks = new Uint8Array(signs.length);
  const lay = (spans, bit) => {
    for (let i = 0; i < spans.length; i += 2)
      for (let at = spans[i]; at < spans[i + 1]; at += 1) marks[at] |= bit;
  };
  lay(actors, 1);
  lay(trigger, 2);
  const parts = [];
  for (let at = 0, end; at < signs.length; at = end) {
    end = at + 1;
    while (end < signs.length && marks[end] === marks[at]) end += 1;
    const text = signs.slice(at, end).join("");
    parts.push(
      marks[at] ? el("mark", { class: ["", "actor", "trigger", "actor trigger"][marks[at]] }, text) : text,
    );
  }
  return parts;
}

// --- the same as a statement for gaiko query or Neo4j ---

// Cypher reads \u before it reads strings: a backslash never stands before a u.
const literal = (text) => JSON.stringify(text).replaceAll("\\\\u", '\\\\" + "u');
const RETURNED =
  "RETURN e.id AS event, e.date AS date, e.event_type AS event_type, e.status AS status, " +
  "r.sentence AS sentence, r.confidence AS confidence, x.headline AS headline, x.source AS source, x.url AS url " +
  "ORDER BY date, event, headline, sentence";

function eventCypher(event) {
  return `MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) WHERE e.id = ${literal(model.events.id[event])} ${RETURNED}`;
}

function actorsCypher(actors) {
  const joins = actors
    .filter((actor) => !isState(actor))
    .map(
      (actor, i) =>
        `MATCH (a${i}:Actor)-[:PARTICIPATED_IN]->(e) WHERE a${i}.id = ${literal(model.actors.id[actor])} `,
    );
  const states = actors.filter(isState).map((actor) => `${literal(model.actors.id[actor])} IN e.states`);
  const where = states.length ? `WHERE ${states.join(" AND ")} ` : "";
  return `MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) ${where}WITH DISTINCT e, r, x ${joins.join("WITH DISTINCT e, r, x ")}${RETURNED}`;
}
