// The details of a pair: acts over time, the ladder, every act by year.
function pairParts(a, b) {
  const events = between(a, b).sort(byDate);
  const inside = events.filter(choice.isKept);
  return [
    pairHead(a, b),
    el(
      "p",
      { class: "soft" },
      say("shownOf", number(inside.length), number(events.length)),
      isState(a) || isState(b) ? ` ${say("peopleToo")}` : "",
    ),
    el(
      "p",
      { class: "row" },
      button(say("chainTo"), () => update({ chain: true })),
      button(say("cypher"), () => copy(actorsCypher([a, b])), { class: "copy-cypher" }),
    ),
    ...chartParts("timeline", timelineChart(events)),
    ...chartParts("ladder", ladderChart(events)),
    events.length ? el("h3", {}, say("byYear")) : el("p", {}, say("nothing")),
    ...yearParts(events),
  ];
}

function pairHead(a, b) {
  const side = (actor) =>
    el("span", { class: "side" }, shapeMark(model.actors.kind[actor]), actorButton(actor));
  return el(
    "header",
    { class: "head" },
    el("h2", { class: "display" }, side(a), el("span", { class: "arrow" }, " ⇄ "), side(b)),
  );
}

function chartParts(name, chart) {
  return chart ? [el("h3", {}, say(name)), chart] : [];
}

// The newest year first, what is undated last; a year's acts are made when it is opened.
function yearParts(events) {
  const years = grouped(
    [...events].sort((a, b) => (yearOf(b) > yearOf(a)) - (yearOf(b) < yearOf(a)) || byDate(a, b)),
    yearOf,
  );
  return [...years].map(([year, some], i) => {
    const part = el(
      "details",
      { class: "year" },
      el(
        "summary",
        {},
        year || say("noYear"),
        " ",
        el("span", { class: "soft" }, say("events", some.length)),
      ),
    );
    const fill = () => {
      if (!part.querySelector("ol")) part.append(actList(some));
    };
    part.addEventListener("toggle", () => {
      if (part.open) fill();
    });
    if (i < 3 || events.length <= 20) {
      part.open = true;
      fill();
    }
    return part;
  });
}

const yearOf = (event) => model.events.date[event].slice(0, 4);

function grouped(list, keyOf) {
  const groups = new Map();
  for (const one of list) (groups.get(keyOf(one)) ?? groups.set(keyOf(one), []).get(keyOf(one))).push(one);
  return groups;
}
