// The head of the page, the keys, and the order in which the parts are made and drawn.
function drawHead() {
  document.documentElement.lang = language ? "en" : "ja";
  const field = byId("search");
  field.placeholder = say("search");
  field.setAttribute("aria-label", say("search"));
  byId("hits").setAttribute("aria-label", say("search"));
  byId("network").setAttribute("aria-label", say("network"));
  byId("time").setAttribute("aria-label", say("time"));
  byId("caveat").textContent = say("caveat");
  byId("empty").textContent = say(model.events.id.length ? "nothingLeft" : "nothing");
  const dates = model.months ? `${monthName(model.begin)} – ${monthName(model.end)}` : say("noDates");
  byId("span").textContent = `${dates} ・ ${say("reports", number(model.articles.headline.length))}`;
  drawActions();
  drawTools();
}

function drawActions() {
  const view = (name, key) =>
    button(say(key), () => update({ view: name }), {
      "aria-pressed": String(state.view === name),
      id: `view-${name}`,
    });
  const forms = Object.keys(FORMATS).map((form) =>
    el(
      "li",
      {},
      button(form === "graphml" ? "GraphML" : form.toUpperCase(), () => exportAs(form), {
        id: `export-${form}`,
      }),
    ),
  );
  byId("actions").replaceChildren(
    el("span", { class: "pair" }, view("network", "asNetwork"), view("table", "asTable")),
    el("details", { id: "exports" }, el("summary", {}, say("export")), el("ul", {}, ...forms)),
    button(say("link"), () => copy(location.href), { id: "copy-link" }),
    button("◐", () => update({ theme: isDark() ? "light" : "dark" }, { remember: false }), {
      id: "theme",
      "aria-label": say("theme"),
      title: say("theme"),
    }),
    button(say("other"), () => update({ lang: language ? "ja" : "en" }, { remember: false }), {
      id: "language",
      lang: language ? "ja" : "en",
    }),
    button("?", showHelp, { id: "show-help", "aria-label": say("help"), title: say("help") }),
  );
}

function drawTools() {
  byId("tools").replaceChildren(
    button(say(state.all ? "main" : "all"), toggleAll, {
      id: "toggle-all",
      "aria-pressed": String(state.all),
    }),
    button(say("fit"), fitNetwork, { id: "fit" }),
    button("+", () => renderer.zoom(1.3), { "aria-label": say("closer") }),
    button("−", () => renderer.zoom(1 / 1.3), { "aria-label": say("wider") }),
  );
}

function drawCount() {
  byId("count").textContent = say(
    "count",
    number(choice.actors.length),
    number(choice.connected),
    number(choice.lines.length),
    number(choice.kept.length),
  );
  Object.assign(byId("count").dataset, {
    actors: choice.actors.length,
    lines: choice.lines.length,
    events: choice.kept.length,
  });
  byId("toggle-all").hidden = !state.all && choice.connected <= model.limit;
}

function toggleAll() {
  if (state.all || choice.connected <= 2000 || confirm(say("allAsk", number(choice.connected))))
    update({ all: !state.all });
}

function showHelp() {
  const rows = [
    ["/", "keySearch"],
    ["← ↑ ↓ →", "keyArrows"],
    ["e", "keyEgo"],
    ["p", "keyPair"],
    ["c", "keyChain"],
    ["g", "keyGroup"],
    ["t", "keyTable"],
    ["[ ]", "keyStep"],
    ["0", "keyFit"],
    ["+ −", "keyZoom"],
    ["Esc", "keyEscape"],
    ["?", "keyHelp"],
  ];
  byId("help").replaceChildren(
    el("h2", {}, say("keys")),
    el(
      "dl",
      {},
      ...rows.flatMap(([key, text]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(text))]),
    ),
    button(say("close"), () => byId("help").close()),
  );
  byId("help").setAttribute("aria-label", say("keys"));
  byId("help").showModal();
}

// --- keys ---

const KEYS = {
  "/": () => byId("search").focus(),
  e: toggleEgo,
  p: () => startPicking("pair"),
  c: () => startPicking("chain"),
  t: () => update({ view: state.view === "table" ? "network" : "table" }),
  g: () => update({ grouped: !state.grouped }),
  0: fitNetwork,
  "+": () => renderer.zoom(1.3),
  "-": () => renderer.zoom(1 / 1.3),
  "[": () => stepEvent(-1),
  "]": () => stepEvent(1),
  "?": showHelp,
  Escape: () => {
    picking = "";
    update(state.event >= 0 ? { event: -1 } : { actor: -1, other: -1, chain: false, ego: 0 });
  },
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.target.matches("input[type=search], textarea, select") || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
}

// The next event of what is open: of the pair, of the actor or of all.
function stepEvent(step) {
  const scope =
    state.other >= 0
      ? between(state.actor, state.other)
      : state.actor >= 0
        ? model.actsOf[state.actor]
        : choice.kept;
  const events = scope.filter(choice.isKept).sort(byDate);
  const at = events.indexOf(state.event);
  const next = at < 0 ? (step > 0 ? 0 : events.length - 1) : at + step;
  if (events[next] !== undefined) update({ event: events[next] }, { remember: false });
}

// --- light and dark, Japanese and English ---

const isDark = () =>
  (state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

function useTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  readPalette();
}

function useLanguage() {
  const wanted = state.lang || (navigator.languages.some((one) => one.startsWith("ja")) ? "ja" : "en");
  language = wanted === "en" ? 1 : 0;
}

// --- all of it ---

const CHOOSING = [...FILTERS, "grouped", "all", "ego", "actor", "other", "chain"];

function arrange() {
  watch(["lang"], useLanguage);
  watch(["theme"], useTheme);
  watch(CHOOSING, choose);
  watch(["lang", "view", "all"], drawHead);
  watch([...CHOOSING, "lang"], drawCount);
  watch(["lang", "view", ...FILTERS], drawTable);
  watch([...CHOOSING, "lang", "theme", "view", "colour", "size"], drawNetwork);
  watch([...FILTERS, "lang"], drawTime);
  watch([...FILTERS, "lang", "grouped", "colour", "size", "ego", "actor"], drawPanel);
  watch([...CHOOSING, "lang", "event"], drawDrawer);
  watch(["actor", "other", "event"], showSelection);
}

// On a phone the details stand below the network: go there; elsewhere bring the actor into view.
function showSelection() {
  if (state.actor < 0 && state.event < 0) return;
  if (matchMedia("(max-width: 800px)").matches) byId("drawer").scrollIntoView({ block: "start" });
}

async function start() {
  await readTables();
  useAddress();
  pending.clear();
  makeTime();
  makeSearch();
  arrange();
  useLanguage();
  useTheme();
  choose();
  makeNetwork();
  for (const { draw } of watchers.slice(3)) draw();
  addEventListener("hashchange", useAddress);
  addEventListener("popstate", useAddress);
  addEventListener("keydown", onKey);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    useTheme();
    drawNetwork();
  });
  // For a page that holds this one, and for its tests.
  window.explorer = {
    at: (id) => renderer.inPage(renderer.places()[model.numbers.get(id)]),
    select: (id) => pick(model.numbers.get(id) ?? -1),
  };
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.body.dataset.ready = "1";
      performance.mark("ready");
    }),
  );
}

start();
