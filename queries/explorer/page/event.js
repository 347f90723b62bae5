// The details of an event: who, where, what was told of its status when, every report.
function eventParts(event) {
  const { events } = model;
  return [
    el(
      "p",
      { class: "row" },
      button(`← ${say("back")}`, () => update({ event: -1 })),
      button(say("link"), () => copy(location.href)),
      button(say("cypher"), () => copy(eventCypher(event)), { class: "copy-cypher" }),
    ),
    el(
      "p",
      { class: "act-head" },
      whenOf(event),
      typeChip(event),
      statusChip(event),
      choice.isKept(event) ? null : el("span", { class: "chip outside" }, say("outside")),
    ),
    el("h2", { class: "display" }, eventTitle(event)),
    sidesOf(event),
    factList([
      [say("place"), events.place[event]],
      [say("mode"), events.mode[event] && say(events.mode[event])],
      [say("objects"), events.objects[event].map(actorName).join("、")],
      [say("history"), historyOf(event)],
      [say("status"), say(statusOf(event))],
    ]),
    el("h3", {}, `${say("allReports")} ・ ${say("outletCount", number(events.outlets[event]))}`),
    el("ol", { class: "acts" }, ...reportsOf(event).map(reportItem)),
  ];
}

function reportItem(report) {
  const rule = say("rule", model.rules[model.reports.rule[report]] ?? "—");
  return el(
    "li",
    { class: "act" },
    reportBody(report),
    el("p", { class: "soft" }, say(model.reports.status[report]), " ・ ", rule),
  );
}

function eventTitle(event) {
  const { sources, targets, objects, type } = model.events;
  const far = targets[event].length ? targets[event] : objects[event];
  return `${[...sources[event], ...far].map(actorName).join("・")} ${typeName(type[event])}`;
}

// "2024-05-01 planned": what was told when, if it changed.
function historyOf(event) {
  const history = model.events.history[event];
  return history.length < 2
    ? ""
    : history
        .map((told) => {
          const [day, status] = told.split(" ");
          return `${day === "undated" ? say("noYear") : day} ${say(status)}`;
        })
        .join(" → ");
}

function factList(pairs) {
  return el(
    "dl",
    {},
    ...pairs
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}
