// The bar of months below the network: counts by tone, two thumbs, presets, play.
let playing = 0;
const YEAR_WIDE = 38; // pixels that the figures of a year take, with the space beside them

function makeTime() {
  const last = Math.max(0, model.months - 1);
  const thumb = (name, value) =>
    el("input", { type: "range", id: name, min: 0, max: last, value, step: 1, input: () => dragTime(name) });
  byId("time").append(
    el("div", { id: "time-head" }),
    el(
      "div",
      { id: "bars" },
      svg("svg", { id: "histogram", preserveAspectRatio: "none", "aria-hidden": "true" }),
      thumb("since", 0),
      thumb("until", last),
    ),
    el("div", { id: "years", "aria-hidden": "true" }),
  );
  byId("time").hidden = !model.months && !model.events.id.length;
  new ResizeObserver(drawYears).observe(byId("years"));
}

// The thumbs may not pass each other; a thumb at its end leaves that side open.
function dragTime(moved) {
  const [since, until] = [byId("since"), byId("until")];
  if (Number(since.value) > Number(until.value))
    (moved === "since" ? until : since).value = byId(moved).value;
  setPeriod(Number(since.value), Number(until.value), false);
}

function setPeriod(from, to, remember = true) {
  const name = (month) => monthName(model.begin + month);
  update({ since: from <= 0 ? "" : name(from), until: to >= model.months - 1 ? "" : name(to) }, { remember });
}

function period() {
  const at = (month, open) =>
    month ? Math.min(Math.max(monthOf(month) - model.begin, 0), model.months - 1) : open;
  return [at(state.since, 0), at(state.until, model.months - 1)];
}

function drawTime() {
  drawTimeHead();
  const [from, to] = period();
  showThumb("since", from, state.since || say("earliest"));
  showThumb("until", to, state.until || say("latest"));
  drawHistogram(from, to);
}

function showThumb(name, value, text) {
  const thumb = byId(name);
  thumb.value = value;
  thumb.setAttribute("aria-label", say(name));
  thumb.setAttribute("aria-valuetext", text);
  thumb.disabled = !model.months;
}

function drawTimeHead() {
  const focus = document.activeElement?.dataset?.preset;
  const spanText = model.months
    ? `${state.since || monthName(model.begin)} – ${state.until || monthName(model.end)}`
    : say("noDates");
  const preset = (key, months) =>
    button(say(key), () => showLast(months), { class: "quiet", "data-preset": key });
  byId("time-head").replaceChildren(
    el("strong", {}, say("time")),
    el("span", { id: "period" }, spanText),
    model.undated && (state.since || state.until)
      ? el("span", { class: "soft" }, say("undated", number(model.undated)))
      : "",
    el(
      "span",
      { class: "row presets" },
      preset("month1", 1),
      preset("month3", 3),
      preset("year1", 12),
      preset("whole", 0),
      button(say(playing ? "stop" : "play"), togglePlay, {
        class: "quiet",
        "data-preset": "play",
        "aria-pressed": String(Boolean(playing)),
      }),
    ),
  );
  if (focus) byId("time-head").querySelector(`[data-preset="${focus}"]`)?.focus();
}

function showLast(months) {
  const last = model.months - 1;
  if (!months) update({ since: "", until: "" });
  else setPeriod(Math.max(0, last - months + 1), last);
}

// A window of the chosen length, a year at first, moves on by months, past those without events: a minute at most.
function togglePlay() {
  if (playing) {
    clearInterval(playing);
    playing = 0;
    drawTimeHead();
    return;
  }
  let [from, to] = period();
  const length = to - from >= model.months - 1 ? Math.min(12, model.months) : to - from + 1;
  if (to >= model.months - 1) from = 0;
  const isEmpty = () => choice.byMonth.slice(from, from + length).every((tones) => !Math.max(...tones));
  playing = setInterval(() => {
    while (from + length <= model.months && isEmpty()) from += 1;
    if (from + length > model.months) {
      togglePlay();
      return;
    }
    // An open end would let in what is undated.
    update(
      { since: monthName(model.begin + from), until: monthName(model.begin + from + length - 1) },
      { remember: false },
    );
    from += Math.ceil(model.months / 130);
  }, 450);
  drawTimeHead();
}

function drawHistogram(from, to) {
  const chart = byId("histogram");
  const most = Math.max(...choice.byMonth.map(([a, b, c]) => a + b + c), 1);
  chart.setAttribute("viewBox", `0 0 ${Math.max(model.months, 1)} 100`);
  chart.replaceChildren(
    ...TONE_NAMES.flatMap((name, tone) =>
      [true, false].map((inside) =>
        svg("path", {
          class: `bar tone-${name}${inside ? "" : " is-outside"}`,
          d: barsPath(tone, most, (month) => (month >= from && month <= to) === inside),
        }),
      ),
    ),
  );
}

// One path for all months of a tone: hundreds of elements would slow the dragging down.
function barsPath(tone, most, isWanted) {
  return choice.byMonth
    .map((sums, month) => {
      if (!sums[tone] || !isWanted(month)) return "";
      const below = sums.slice(tone + 1).reduce((a, b) => a + b, 0);
      const [top, height] = [100 - ((below + sums[tone]) / most) * 96, (sums[tone] / most) * 96];
      return `M${month + 0.08} ${top.toFixed(2)}h.84v${height.toFixed(2)}h-.84z`;
    })
    .join("");
}

// As many years as there is room for.
function drawYears() {
  const marks = [];
  const room = byId("years").clientWidth / YEAR_WIDE;
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((one) => model.months / 12 / one <= room) ?? 1000;
  for (let month = Math.ceil(model.begin / 12) * 12; month <= model.end; month += 12) {
    if ((month / 12) % step) continue;
    const share = (month - model.begin) / model.months;
    const mark = el("span", {}, (1 - share) * room < 0.8 ? "" : String(month / 12));
    mark.style.left = `${share * 100}%`;
    marks.push(mark);
  }
  byId("years").replaceChildren(...marks);
}
