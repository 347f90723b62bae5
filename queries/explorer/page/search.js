// Search by name, reading, English and alias, and for words of the sentences; a combobox with a list.
const MOST_HITS = 9;
let hits = [];
let marked_ = -1;

function makeSearch() {
  const field = byId("search");
  field.addEventListener("input", showHits);
  field.addEventListener("keydown", searchKeys);
  field.addEventListener("blur", closeHits);
  field.addEventListener("focus", () => {
    if (field.value) showHits();
  });
}

// Names that begin so come first, then the busier actors.
function findActors(text) {
  const wanted = normal(text);
  if (!wanted) return [];
  const found = [];
  model.keys.forEach((keys, actor) => {
    let best = 9;
    for (const key of keys) {
      const at = key.indexOf(wanted);
      if (at >= 0) best = Math.min(best, key === wanted ? 0 : at === 0 ? 1 : 2);
    }
    if (best < 9) found.push({ actor, best });
  });
  const acts = ({ actor }) => model.actsOf[actor].length;
  return found.sort((a, b) => a.best - b.best || acts(b) - acts(a) || a.actor - b.actor).slice(0, MOST_HITS);
}

function showHits() {
  performance.mark("search");
  const text = byId("search").value.trim();
  hits = findActors(text).map(({ actor }) => ({ choose: () => pick(actor), parts: actorHit(actor) }));
  const sentences = text.length > 1 ? eventsSaying(text).size : 0;
  if (sentences)
    hits.push({
      choose: () => update({ text }),
      parts: [say("inSentences", shorten(text, 20), say("events", number(sentences)))],
    });
  performance.measure("search", "search");
  marked_ = hits.length ? 0 : -1;
  drawHits(text);
}

function actorHit(actor) {
  const { kind, kana, name, en } = model.actors;
  const other = language
    ? name[actor]
    : [kana[actor] === name[actor] ? "" : kana[actor], en[actor]].filter(Boolean).join(" ・ ");
  return [
    shapeMark(kind[actor]),
    el("span", {}, actorName(actor)),
    el("span", { class: "soft" }, other),
    el("span", { class: "soft figure" }, say("events", number(model.actsOf[actor].length))),
  ];
}

function drawHits(text) {
  const list = byId("hits");
  list.replaceChildren(
    ...hits.map(({ parts, choose: take }, i) =>
      el(
        "li",
        {
          role: "option",
          id: `hit-${i}`,
          "aria-selected": String(i === marked_),
          mousedown: (event) => {
            event.preventDefault();
            takeHit(take);
          },
        },
        ...parts,
      ),
    ),
  );
  if (text && !hits.length)
    list.append(
      el(
        "li",
        { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "soft" },
        say("noHit"),
      ),
    );
  list.hidden = !text;
  byId("search").setAttribute("aria-expanded", String(!list.hidden));
  byId("search").setAttribute("aria-activedescendant", marked_ >= 0 && !list.hidden ? `hit-${marked_}` : "");
}

function takeHit(choose_) {
  byId("search").value = "";
  closeHits();
  choose_();
  requestAnimationFrame(() => requestAnimationFrame(() => byId("drawer").focus({ preventScroll: true })));
}

function closeHits() {
  hits = [];
  drawHits("");
}

function searchKeys(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key !== "Escape" && !hits.length && event.target.value) showHits(); // closed when the focus left
  if (event.key in steps && hits.length) {
    event.preventDefault();
    marked_ = (marked_ + steps[event.key] + hits.length) % hits.length;
    drawHits(event.target.value);
  } else if (event.key === "Enter" && hits[marked_]) takeHit(hits[marked_].choose);
  else if (event.key === "Escape") {
    event.stopPropagation();
    event.target.value = "";
    picking = "";
    closeHits();
    event.target.blur();
  }
}
