// Small pictures of the drawer, as SVG: acts over time, the ladder of their intensity, tones by year.
const WIDE = 372;
const SIDE = { left: 8, right: 8 };

// The time that a picture covers, in months, whole years.
function yearsOf(events) {
  const dated = events.filter((event) => model.first[event] >= 0);
  const first = Math.min(...dated.map((event) => model.first[event]));
  const last = Math.max(...dated.map((event) => model.last[event]));
  return { dated, begin: Math.floor(first / 12) * 12, end: (Math.floor(last / 12) + 1) * 12 };
}

function monthsInto(event) {
  const date = model.events.date[event];
  const day = date.length === 10 ? Number(date.slice(8)) - 1 : 15;
  return (model.first[event] + model.last[event]) / 2 + day / 31;
}

function timeScale({ begin, end }, left = SIDE.left) {
  return (month) => left + ((month - begin) / (end - begin)) * (WIDE - left - SIDE.right);
}

function yearMarks(span, x, top, bottom) {
  const years = (span.end - span.begin) / 12;
  const step = [1, 2, 5, 10, 20, 50].find((one) => years / one <= 8) ?? 100;
  const marks = [];
  for (let month = span.begin; month <= span.end; month += 12) {
    const year = month / 12;
    if (year % step) continue;
    marks.push(svg("line", { x1: x(month), x2: x(month), y1: top, y2: bottom, class: "grid" }));
    if (x(month) < WIDE - 24)
      marks.push(svg("text", { x: x(month) + 2, y: bottom + 11, class: "tick" }, String(year)));
  }
  return marks;
}

function picture(height, label, ...parts) {
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${height}`, role: "img", "aria-label": label, class: "chart" },
    ...parts,
  );
}

function dot(event, x, y) {
  const tone = TONE_NAMES[toneOf(event) + 1];
  const state_ = `${statusOf(event) === "occurred" ? "" : " hollow"}${choice.isKept(event) ? "" : " is-outside"}`;
  const told = `${model.events.date[event]} ${typeName(model.events.type[event])} ${say(statusOf(event))}`;
  return svg(
    "circle",
    {
      cx: x.toFixed(1),
      cy: y.toFixed(1),
      r: 4.2,
      class: `dot tone-${tone}${state_}`,
      click: () => update({ event }),
    },
    svg("title", {}, told),
  );
}

// Cooperation above the line, conflict below; acts of one time stand on each other.
function timelineChart(events) {
  const span = yearsOf(events);
  if (!span.dated.length) return null;
  const x = timeScale(span);
  const heights = new Map();
  const dots = span.dated.sort(byDate).map((event) => {
    const tone = toneOf(event);
    const at = x(monthsInto(event));
    const column = `${tone < 0}:${Math.round(at / 7)}`;
    const level =
      heights.get(column) ?? (tone === 0 && !heights.has(`${true}:${Math.round(at / 7)}`) ? 0 : 1);
    heights.set(column, level + 1);
    return { event, at, level: tone < 0 ? -Math.max(1, level) : level };
  });
  const up = Math.max(1, ...dots.map(({ level }) => level));
  const down = Math.max(1, ...dots.map(({ level }) => -level));
  const step = Math.min(9, 90 / Math.max(up, down));
  const middle = 8 + up * step;
  const bottom = middle + down * step + 6;
  return picture(
    bottom + 14,
    say("timeline"),
    ...yearMarks(span, x, 2, bottom),
    svg("line", { x1: SIDE.left, x2: WIDE - SIDE.right, y1: middle, y2: middle, class: "axis" }),
    ...dots.map(({ event, at, level }) => dot(event, at, middle - level * step)),
  );
}

// A rung for each type that happened, the friendliest on top; one sees when it went up or down.
function ladderChart(events) {
  const span = yearsOf(events);
  if (!span.dated.length) return null;
  const rungs = [...new Set(span.dated.map((event) => model.events.type[event]))].sort(
    (a, b) => model.types[b].intensity - model.types[a].intensity || a - b,
  );
  const left = 96;
  const x = timeScale(span, left);
  const y = (type) => 10 + rungs.indexOf(type) * 18;
  const bottom = 10 + (rungs.length - 1) * 18 + 10;
  const names = rungs.flatMap((type) => [
    svg("line", { x1: left, x2: WIDE - SIDE.right, y1: y(type), y2: y(type), class: "rung" }),
    svg(
      "text",
      { x: left - 34, y: y(type) + 3.5, class: "rung-name" },
      shorten(typeName(type), language ? 14 : 6),
    ),
    svg(
      "text",
      { x: left - 6, y: y(type) + 3.5, class: "rung-name soft" },
      signed(model.types[type].intensity),
    ),
  ]);
  return picture(
    bottom + 14,
    say("ladder"),
    ...yearMarks(span, x, 2, bottom),
    ...names,
    ...span.dated.sort(byDate).map((event) => dot(event, x(monthsInto(event)), y(model.events.type[event]))),
  );
}

const signed = (value) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value)}`;

// Bars of tones by year, for an actor.
function yearsChart(events) {
  const span = yearsOf(events);
  if (!span.dated.length) return null;
  const years = (span.end - span.begin) / 12;
  const sums = Array.from({ length: years }, () => [0, 0, 0]);
  for (const event of span.dated)
    sums[Math.floor(monthsInto(event) / 12 - span.begin / 12)][toneOf(event) + 1] += 1;
  const most = Math.max(...sums.map(([a, b, c]) => a + b + c));
  const x = timeScale(span);
  const wide = Math.min(26, (x(12 + span.begin) - x(span.begin)) * 0.8);
  const bars = sums.flatMap((tones, year) => {
    let y = 52;
    return TONE_NAMES.map((name, tone) => {
      const height = (tones[tone] / most) * 46;
      y -= height;
      return height
        ? svg("rect", { x: x(span.begin + year * 12) + 1, y, width: wide, height, class: `bar tone-${name}` })
        : null;
    });
  });
  return picture(66, say("byYear"), ...yearMarks(span, x, 4, 52), ...bars);
}

// A strip of the three tones as shares of a width.
function toneStrip(tones, most) {
  const total = tones[0] + tones[1] + tones[2];
  const wide = 20 + (60 * total) / most;
  let x = 0;
  const parts = [2, 1, 0].map((tone) => {
    const width = (tones[tone] / total) * wide;
    x += width;
    return width
      ? svg("rect", { x: x - width, y: 0, width, height: 8, class: `bar tone-${TONE_NAMES[tone]}` })
      : null;
  });
  return svg("svg", { viewBox: "0 0 80 8", class: "strip", "aria-hidden": "true" }, ...parts);
}
