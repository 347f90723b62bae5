// The right side: the whole, an actor, a pair, a chain or an event, with the evidence.
let picking = ""; // "pair" or "chain" while the other one is being chosen

function pick(actor) {
  if (picking && state.actor >= 0 && actor !== state.actor)
    update({ other: actor, chain: picking === "chain", event: -1, ego: 0 });
  else update({ actor, other: -1, chain: false, event: -1 });
  picking = "";
  toast("");
}

function startPicking(kind) {
  if (state.actor < 0) return;
  picking = kind;
  toast(say("choosePair"));
  byId("search").focus();
}

function drawDrawer() {
  const drawer = byId("drawer");
  drawer.setAttribute("aria-label", say("drawer"));
  drawer.replaceChildren(...drawerParts().filter(Boolean));
  drawer.scrollTop = 0;
  document.body.toggleAttribute("data-chosen", state.actor >= 0 || state.event >= 0);
}

function drawerParts() {
  if (state.event >= 0) return eventParts(state.event);
  if (state.other >= 0) return state.chain ? chainParts(state.actor, state.other) : pairParts(state.actor, state.other);
  return state.actor >= 0 ? actorParts(state.actor) : overviewParts();
}

// --- the whole ---

function overviewParts() {
  const { kept, actors, lines } = choice;
  if (!model.events.id.length) return [el("h2", {}, say("overview")), el("p", {}, say("nothing"))];
  const ties = [...lines].sort((a, b) => b.events - a.events || a.key - b.key).slice(0, 12);
  const mostTold = [...kept].sort((a, b) => model.events.outlets[b] - model.events.outlets[a] || newestFirst(a, b)).slice(0, 3);
  return [
    el("h2", {}, say("overview")),
    el("p", {}, say("overviewText", number(model.articles.headline.length), number(model.events.id.length))),
    kept.length ? null : el("p", { class: "note" }, say("nothingLeft")),
    el("h3", {}, say("busiest")),
    el("ul", { class: "chips" }, ...actors.slice(0, 14).map((actor) => el("li", {}, actorChip(actor)))),
    el("h3", {}, say("closest")), tieList(ties),
    el("h3", {}, say("mostTold")), actList(mostTold),
  ];
}

function actorChip(actor) {
  return button(shapeMark(model.actors.kind[actor]), () => pick(actor), { class: "actor-chip" },
    el("span", {}, actorName(actor)), el("span", { class: "soft" }, number(choice.degree[actor])));
}

function tieList(ties) {
  const most = Math.max(...ties.map(({ events }) => events), 1);
  return el("ul", { class: "ties" }, ...ties.map((tie) => el("li", {}, button(
    el("span", {}, say("both", actorName(tie.a), actorName(tie.b))), () => pickTie(tie), {}, toneStrip(tie.tones, most), el("span", { class: "soft" }, number(tie.events))))));
}

// --- an actor ---

function actorParts(actor) {
  const events = [...model.actsOf[actor]].sort(newestFirst);
  const inside = events.filter(choice.isKept);
  return [
    actorHead(actor),
    el("p", { class: "soft" }, say("shownOf", number(inside.length), number(events.length)), isState(actor) ? ` ${say("peopleToo")}` : ""),
    choice.cut && state.ego ? el("p", { class: "note" }, say("egoCut", number(choice.cut))) : null,
    actorActions(actor),
    yearsChart(inside),
    ...postParts(actor),
    ...counterpartParts(actor, inside),
    events.length ? el("h3", {}, say("evidence")) : el("p", {}, say("nothing")),
    actList([...inside, ...events.filter((event) => !choice.isKept(event))]),
  ];
}

function actorHead(actor) {
  const { kind, name, en, aliases, state: states, id } = model.actors;
  const home = states[actor] >= 0 && states[actor] !== actor ? el("span", {}, say("belongs"), " ", actorButton(states[actor])) : null;
  const other = language ? name[actor] : en[actor];
  return el("header", { class: "head" },
    el("p", { class: "kind-line" }, shapeMark(kind[actor]), el("span", {}, kindName(kind[actor])), home),
    el("h2", { class: "display" }, actorName(actor)),
    other && other !== actorName(actor) ? el("p", { class: "soft" }, other) : null,
    aliases[actor].length ? el("p", { class: "soft aliases" }, `${say("aliases")}: ${shorten(aliases[actor].join("、"), 160)}`) : null,
    el("p", { class: "soft id" }, shorten(id[actor], 80)));
}

function actorActions(actor) {
  const egoOn = state.ego > 0;
  return el("p", { class: "row" },
    button(say(egoOn ? "egoOff" : "ego"), toggleEgo, { "aria-pressed": String(egoOn) }),
    button(say("pairWith"), () => startPicking("pair")), button(say("chainTo"), () => startPicking("chain")),
    button(say("cypher"), () => copy(actorsCypher([actor])), { class: "copy-cypher" }));
}

function toggleEgo() {
  if (state.actor >= 0) update({ ego: state.ego ? 0 : 1, other: -1, chain: false });
}

function postParts(actor) {
  const posts = model.actors.posts[actor];
  if (!posts.length) return [];
  return [el("h3", {}, say("posts")), el("ul", { class: "posts" }, ...posts.map(([post, start, end]) =>
    el("li", {}, el("span", {}, post), el("span", { class: "soft" }, `${start || "?"} – ${end || ""}`))))];
}

// Of a state the counterparts are states and bodies, of others whoever took part.
function counterpartParts(actor, events) {
  const head = (one) => (isState(actor) && model.actors.state[one] >= 0 ? model.actors.state[one] : one);
  const tones = new Map();
  for (const event of events) for (const other of new Set(model.parties[event].map(head)))
    if (other !== actor) (tones.get(other) ?? tones.set(other, [0, 0, 0]).get(other))[toneOf(event) + 1] += 1;
  const total = ([a, b, c]) => a + b + c;
  const ranked = [...tones].sort((a, b) => total(b[1]) - total(a[1]) || a[0] - b[0]).slice(0, 12);
  if (!ranked.length) return [];
  const most = total(ranked[0][1]);
  return [el("h3", {}, say("counterparts")), el("ul", { class: "ties" }, ...ranked.map(([other, sums]) =>
    el("li", {}, button(
      shapeMark(model.actors.kind[other]), () => update({ other, chain: false, event: -1, ego: 0 }), {}, el("span", {}, actorName(other)), toneStrip(sums, most), el("span", { class: "soft" }, number(total(sums)))))))];
}

// --- a pair ---

function pairParts(a, b) {
  const events = between(a, b).sort(byDate);
  const inside = events.filter(choice.isKept);
  return [
    pairHead(a, b),
    el("p", { class: "soft" }, say("shownOf", number(inside.length), number(events.length)), isState(a) || isState(b) ? ` ${say("peopleToo")}` : ""),
    el("p", { class: "row" }, button(say("chainTo"), () => update({ chain: true })),
      button(say("cypher"), () => copy(actorsCypher([a, b])), { class: "copy-cypher" })),
    ...chartParts("timeline", timelineChart(events)), ...chartParts("ladder", ladderChart(events)),
    events.length ? el("h3", {}, say("byYear")) : el("p", {}, say("nothing")),
    ...yearParts(events),
  ];
}

function pairHead(a, b) {
  const side = (actor) => el("span", { class: "side" }, shapeMark(model.actors.kind[actor]), actorButton(actor));
  return el("header", { class: "head" }, el("h2", { class: "display" }, side(a), el("span", { class: "arrow" }, " ⇄ "), side(b)));
}

function chartParts(name, chart) {
  return chart ? [el("h3", {}, say(name)), chart] : [];
}

// The newest year first, what is undated last; a year's acts are made when it is opened.
function yearParts(events) {
  const years = grouped([...events].sort((a, b) => (yearOf(b) > yearOf(a)) - (yearOf(b) < yearOf(a)) || byDate(a, b)), yearOf);
  return [...years].map(([year, some], i) => {
    const part = el("details", { class: "year" }, el("summary", {}, year || say("noYear"), " ", el("span", { class: "soft" }, say("events", some.length))));
    const fill = () => { if (!part.querySelector("ol")) part.append(actList(some)); };
    part.addEventListener("toggle", () => { if (part.open) fill(); });
    if (i < 3 || events.length <= 20) { part.open = true; fill(); }
    return part;
  });
}

const yearOf = (event) => model.events.date[event].slice(0, 4);

function grouped(list, keyOf) {
  const groups = new Map();
  for (const one of list) (groups.get(keyOf(one)) ?? groups.set(keyOf(one), []).get(keyOf(one))).push(one);
  return groups;
}

// --- a chain ---

function chainParts(a, b) {
  const chain = chainBetween(headOf(a), headOf(b));
  const title = el("h2", { class: "display" }, say("chain", actorName(a), actorName(b)));
  if (!chain) return [title, el("p", { class: "note" }, say("noChain"))];
  const steps = chain.slice(1).map((actor, i) => {
    const tie = choice.ties.get(Math.min(chain[i], actor) * model.actors.id.length + Math.max(chain[i], actor));
    return el("li", {}, button(`${actorName(chain[i])} — ${actorName(actor)}`, () => pickTie(tie), { class: "name" }), " ",
      toneStrip(tie.tones, tie.events), el("span", { class: "soft" }, say("events", number(tie.events))));
  });
  return [title, el("p", { class: "soft" }, say("chainLength", chain.length - 1)), el("ol", { class: "chain" }, ...steps)];
}

// --- an event ---

function eventParts(event) {
  const { events } = model;
  const reports = reportsOf(event);
  return [
    el("p", { class: "row" }, button(`← ${say("back")}`, () => update({ event: -1 })),
      button(say("link"), () => copy(location.href)), button(say("cypher"), () => copy(eventCypher(event)), { class: "copy-cypher" })),
    el("p", { class: "act-head" }, whenOf(event), typeChip(event), statusChip(event), choice.isKept(event) ? null : el("span", { class: "chip outside" }, say("outside"))),
    el("h2", { class: "display" }, eventTitle(event)),
    sidesOf(event),
    factList([[say("place"), events.place[event]], [say("mode"), events.mode[event] && say(events.mode[event])],
      [say("objects"), events.objects[event].map(actorName).join("、")], [say("history"), historyOf(event)],
      [say("status"), say(statusOf(event))]]),
    el("h3", {}, `${say("allReports")} ・ ${say("outletCount", number(events.outlets[event]))}`),
    el("ol", { class: "acts" }, ...reports.map((report) => el("li", { class: "act" },
      reportBody(report), el("p", { class: "soft" }, say(model.reports.status[report]), " ・ ", say("rule", model.rules[model.reports.rule[report]] ?? "—"))))),
  ];
}

function eventTitle(event) {
  const { sources, targets, objects, type } = model.events;
  const far = targets[event].length ? targets[event] : objects[event];
  return `${[...sources[event], ...far].map(actorName).join("・")} ${typeName(type[event])}`;
}

// "2024-05-01 planned": what was told when, if it changed.
function historyOf(event) {
  const history = model.events.history[event];
  return history.length < 2 ? "" : history.map((told) => {
    const [day, status] = told.split(" ");
    return `${day === "undated" ? say("noYear") : day} ${say(status)}`;
  }).join(" → ");
}

function factList(pairs) {
  return el("dl", {}, ...pairs.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}
