// The left side: legend and filters in one, each with how many events it would leave.
function drawPanel() {
  const panel = byId("panel");
  panel.setAttribute("aria-label", say("panel"));
  const focus = document.activeElement?.id;
  const scroll = panel.scrollTop;
  const open = panel.querySelector("details")?.open ?? !matchMedia("(max-width: 800px)").matches;
  const filtered = FILTERS.some((key) =>
    state[key] instanceof Set ? state[key].size : state[key] !== START[key],
  );
  panel.replaceChildren(
    el(
      "details",
      { id: "filters", open },
      el("summary", {}, say("panel")),
      filtered ? button(say("reset"), resetFilters, { class: "wide", id: "reset" }) : "",
      state.text
        ? button(`× ${say("textFilter", shorten(state.text, 20))}`, () => update({ text: "" }), {
            class: "wide",
            id: "no-text",
          })
        : "",
      kindBox(),
      typeBox(),
      statusBox(),
      sureBox(),
      outletBox(),
      drawingBox(),
    ),
  );
  panel.scrollTop = scroll;
  if (focus && panel.querySelector(`#${CSS.escape(focus)}`)) byId(focus).focus({ preventScroll: true });
}

function resetFilters() {
  update(Object.fromEntries(FILTERS.map((key) => [key, START[key] instanceof Set ? new Set() : START[key]])));
}

function box(title, ...parts) {
  return el("fieldset", {}, el("legend", {}, title), ...parts);
}

function check(id, set, key, member, count, ...label) {
  const input = el("input", {
    type: "checkbox",
    id,
    change: () => update({ [key]: toggled(state[key], member) }),
  });
  input.checked = !set.has(member);
  return el(
    "label",
    { class: input.checked ? "" : "off" },
    input,
    ...label,
    el("span", { class: "figure soft" }, count === null ? "" : number(count)),
  );
}

function allOrNone(key, members, name) {
  const rest = (set) => new Set([...set].filter((one) => !members.includes(one)));
  return el(
    "span",
    { class: "all-none" },
    button(say("every"), () => update({ [key]: rest(state[key]) }), {
      class: "quiet",
      id: `${key}-${name}-all`,
      "aria-label": `${say(name)}: ${say("every")}`,
    }),
    button(say("none"), () => update({ [key]: new Set([...state[key], ...members]) }), {
      class: "quiet",
      id: `${key}-${name}-none`,
      "aria-label": `${say(name)}: ${say("none")}`,
    }),
  );
}

function kindBox() {
  const counts = model.kinds.map(() => 0);
  model.eventsOf.forEach((events, actor) => {
    if (events.length) counts[model.actors.kind[actor]] += 1;
  });
  return box(
    say("kinds"),
    ...model.kinds.map((_, kind) =>
      counts[kind]
        ? check(
            `kind-${kind}`,
            state.kinds,
            "kinds",
            kind,
            counts[kind],
            shapeMark(kind),
            el("span", {}, kindName(kind)),
          )
        : "",
    ),
  );
}

function typeBox() {
  const present = new Set(model.events.type);
  const groups = [...TONE_NAMES].reverse().map((tone) => {
    const types = model.types
      .map((_, type) => type)
      .filter((type) => present.has(type) && model.types[type].tone === tone);
    if (!types.length) return "";
    return el(
      "div",
      { class: "group" },
      el(
        "p",
        { class: "group-name" },
        el("i", { class: `swatch tone-${tone}` }),
        el("span", {}, say(tone)),
        allOrNone("types", types, tone),
      ),
      ...types.map((type) =>
        check(
          `type-${model.types[type].code}`,
          state.types,
          "types",
          type,
          choice.byType[type],
          el("span", {}, typeName(type)),
        ),
      ),
    );
  });
  return box(say("types"), ...groups);
}

function statusBox() {
  const present = new Set(model.events.status);
  return box(
    say("statuses"),
    ...model.statuses.map((name, status) =>
      present.has(status)
        ? check(
            `status-${name}`,
            state.statuses,
            "statuses",
            status,
            choice.byStatus[status],
            el("i", { class: `stroke${status ? " dashed" : ""}` }),
            el("span", {}, say(name)),
          )
        : "",
    ),
  );
}

function sureBox() {
  const output = el("output", { for: "least" }, say("sure", (state.least / 100).toFixed(2)));
  const input = el("input", {
    type: "range",
    id: "least",
    min: 0,
    max: 100,
    step: 5,
    "aria-label": say("least"),
    "aria-valuetext": (state.least / 100).toFixed(2),
    input: () => update({ least: Number(input.value) }, { remember: false }),
  });
  input.value = state.least;
  return box(say("sureness"), output, input);
}

function outletBox() {
  const all = model.outletNames.map((_, outlet) => outlet);
  if (all.length < 2) return "";
  const ranked = counted(model.outletsOf.flat()).map(([outlet]) => outlet);
  return box(
    say("outlets"),
    el("p", { class: "group-name" }, allOrNone("outlets", all, "outlets")),
    el(
      "div",
      { class: "scroll" },
      ...ranked.map((outlet) =>
        check(
          `outlet-${outlet}`,
          state.outlets,
          "outlets",
          outlet,
          choice.byOutlet[outlet],
          el("span", {}, shorten(outletName(outlet), 14)),
        ),
      ),
    ),
  );
}

function drawingBox() {
  const group = el("input", {
    type: "checkbox",
    id: "grouped",
    change: () => update({ grouped: !state.grouped }),
  });
  group.checked = state.grouped;
  return box(
    say("drawing"),
    el("label", {}, group, el("span", {}, say("grouped"))),
    select("colour", [
      ["kind", "byKind"],
      ["community", "byCommunity"],
    ]),
    select("size", [
      ["events", "byEvents"],
      ["centrality", "byCentrality"],
    ]),
    select(
      "ego",
      [
        [0, "off"],
        [1, "hops"],
        [2, "hops"],
      ],
      state.actor < 0,
    ),
    el("p", { class: "legend-lines soft" }, say("lines")),
    el("p", { class: "legend-lines soft" }, el("i", { class: "stroke mixed" }), say("lineMixed")),
    el("p", { class: "legend-lines soft" }, el("i", { class: "stroke dashed" }), say("linePlanned")),
  );
}

function select(key, options, disabled = false) {
  const input = el(
    "select",
    { id: `choose-${key}`, disabled, change: () => update({ [key]: options[input.selectedIndex][0] }) },
    ...options.map(([value, name]) => el("option", { value }, say(name, value))),
  );
  input.selectedIndex = options.findIndex(([value]) => value === state[key]);
  return el(
    "label",
    { class: "choose", for: `choose-${key}` },
    el("span", {}, say(key === "ego" ? "around" : key)),
    input,
  );
}
