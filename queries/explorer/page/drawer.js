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
  if (state.other >= 0)
    return state.chain ? chainParts(state.actor, state.other) : pairParts(state.actor, state.other);
  return state.actor >= 0 ? actorParts(state.actor) : overviewParts();
}

// --- the whole ---

function overviewParts() {
  const { kept, actors, lines } = choice;
  if (!model.events.id.length) return [el("h2", {}, say("overview")), el("p", {}, say("nothing"))];
  const ties = [...lines].sort((a, b) => b.events - a.events || a.key - b.key).slice(0, 12);
  const mostTold = [...kept]
    .sort((a, b) => model.events.outlets[b] - model.events.outlets[a] || newestFirst(a, b))
    .slice(0, 3);
  return [
    el("h2", {}, say("overview")),
    el("p", {}, say("overviewText", number(model.articles.headline.length), number(model.events.id.length))),
    kept.length ? null : el("p", { class: "note" }, say("nothingLeft")),
    el("h3", {}, say("busiest")),
    el("ul", { class: "chips" }, ...actors.slice(0, 14).map((actor) => el("li", {}, actorChip(actor)))),
    el("h3", {}, say("closest")),
    tieList(ties),
    el("h3", {}, say("mostTold")),
    actList(mostTold),
  ];
}

function actorChip(actor) {
  return button(
    shapeMark(model.actors.kind[actor]),
    () => pick(actor),
    { class: "actor-chip" },
    el("span", {}, actorName(actor)),
    el("span", { class: "soft" }, number(choice.degree[actor])),
  );
}

function tieList(ties) {
  const most = Math.max(...ties.map(({ events }) => events), 1);
  return el(
    "ul",
    { class: "ties" },
    ...ties.map((tie) =>
      el(
        "li",
        {},
        button(
          el("span", {}, say("both", actorName(tie.a), actorName(tie.b))),
          () => pickTie(tie),
          {},
          toneStrip(tie.tones, most),
          el("span", { class: "soft" }, number(tie.events)),
        ),
      ),
    ),
  );
}

// --- a chain ---

function chainParts(a, b) {
  const chain = chainBetween(headOf(a), headOf(b));
  const title = el("h2", { class: "display" }, say("chain", actorName(a), actorName(b)));
  if (!chain) return [title, el("p", { class: "note" }, say("noChain"))];
  const steps = chain.slice(1).map((actor, i) => {
    const tie = choice.ties.get(
      Math.min(chain[i], actor) * model.actors.id.length + Math.max(chain[i], actor),
    );
    return el(
      "li",
      {},
      button(`${actorName(chain[i])} — ${actorName(actor)}`, () => pickTie(tie), { class: "name" }),
      " ",
      toneStrip(tie.tones, tie.events),
      el("span", { class: "soft" }, say("events", number(tie.events))),
    );
  });
  return [
    title,
    el("p", { class: "soft" }, say("chainLength", chain.length - 1)),
    el("ol", { class: "chain" }, ...steps),
  ];
}
