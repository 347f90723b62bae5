// The details of an actor: names, posts, counterparts, acts by year and their evidence.
function actorParts(actor) {
  const events = [...model.actsOf[actor]].sort(newestFirst);
  const inside = events.filter(choice.isKept);
  return [
    actorHead(actor),
    el(
      "p",
      { class: "soft" },
      say("shownOf", number(inside.length), number(events.length)),
      isState(actor) ? ` ${say("peopleToo")}` : "",
    ),
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
  const home =
    states[actor] >= 0 && states[actor] !== actor
      ? el("span", {}, say("belongs"), " ", actorButton(states[actor]))
      : null;
  const other = language ? name[actor] : en[actor];
  return el(
    "header",
    { class: "head" },
    el("p", { class: "kind-line" }, shapeMark(kind[actor]), el("span", {}, kindName(kind[actor])), home),
    el("h2", { class: "display" }, actorName(actor)),
    other && other !== actorName(actor) ? el("p", { class: "soft" }, other) : null,
    aliases[actor].length
      ? el("p", { class: "soft aliases" }, `${say("aliases")}: ${shorten(aliases[actor].join("、"), 160)}`)
      : null,
    el("p", { class: "soft id" }, shorten(id[actor], 80)),
  );
}

function actorActions(actor) {
  const egoOn = state.ego > 0;
  return el(
    "p",
    { class: "row" },
    button(say(egoOn ? "egoOff" : "ego"), toggleEgo, { "aria-pressed": String(egoOn) }),
    button(say("pairWith"), () => startPicking("pair")),
    button(say("chainTo"), () => startPicking("chain")),
    button(say("cypher"), () => copy(actorsCypher([actor])), { class: "copy-cypher" }),
  );
}

function toggleEgo() {
  if (state.actor >= 0) update({ ego: state.ego ? 0 : 1, other: -1, chain: false });
}

function postParts(actor) {
  const posts = model.actors.posts[actor];
  if (!posts.length) return [];
  return [
    el("h3", {}, say("posts")),
    el(
      "ul",
      { class: "posts" },
      ...posts.map(([post, start, end]) =>
        el("li", {}, el("span", {}, post), el("span", { class: "soft" }, `${start || "?"} – ${end || ""}`)),
      ),
    ),
  ];
}

// Of a state the counterparts are states and bodies, of others whoever took part.
function counterpartParts(actor, events) {
  const head = (one) => (isState(actor) && model.actors.state[one] >= 0 ? model.actors.state[one] : one);
  const tones = new Map();
  for (const event of events)
    for (const other of new Set(model.parties[event].map(head)))
      if (other !== actor)
        (tones.get(other) ?? tones.set(other, [0, 0, 0]).get(other))[toneOf(event) + 1] += 1;
  const total = ([a, b, c]) => a + b + c;
  const ranked = [...tones].sort((a, b) => total(b[1]) - total(a[1]) || a[0] - b[0]).slice(0, 12);
  if (!ranked.length) return [];
  const most = total(ranked[0][1]);
  return [
    el("h3", {}, say("counterparts")),
    el(
      "ul",
      { class: "ties" },
      ...ranked.map(([other, sums]) =>
        el(
          "li",
          {},
          button(
            shapeMark(model.actors.kind[other]),
            () => update({ other, chain: false, event: -1, ego: 0 }),
            {},
            el("span", {}, actorName(other)),
            toneStrip(sums, most),
            el("span", { class: "soft" }, number(total(sums))),
          ),
        ),
      ),
    ),
  ];
}
