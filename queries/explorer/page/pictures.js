// Pictures of the network: what is seen as PNG, all that is drawn as SVG.
function pngOf() {
  const seen = renderer.canvas();
  const copyOf = el("canvas", { width: seen.width, height: seen.height });
  const drawing = copyOf.getContext("2d");
  drawing.fillStyle = palette.paper;
  drawing.fillRect(0, 0, seen.width, seen.height);
  drawing.drawImage(seen, 0, 0);
  return new Promise((done) => copyOf.toBlob(done, "image/png"));
}

function svgOf() {
  const places = renderer.places();
  const drawn = choice.actors
    .map((actor) => ({ actor, size: sizes.get(actor) ?? 6, ...places[actor] }))
    .filter(({ x }) => x !== undefined);
  const at = new Map(drawn.map((one) => [one.actor, one]));
  const { left, top, width, height } = frameOf(drawn);
  const picture_ = svg(
    "svg",
    {
      xmlns: SVG,
      viewBox: `${left} ${top} ${width} ${height}`,
      "font-family": FACES,
      "font-size": 13,
      "text-anchor": "middle",
    },
    svg("title", {}, model.title),
    svg("rect", { x: left, y: top, width, height, fill: palette.paper }),
    ...choice.lines.map((tie) => svgLine(tie, at.get(tie.a), at.get(tie.b))),
    ...drawn.map(svgNode),
    ...drawn.map(svgName),
  );
  return new XMLSerializer().serializeToString(picture_);
}

function frameOf(drawn) {
  const edge = (pickOne, key, by) => pickOne(...drawn.map((one) => one[key] + by * 40), by * 100);
  const [left, top] = [edge(Math.min, "x", -1), edge(Math.min, "y", -1)];
  return { left, top, width: edge(Math.max, "x", 1) - left, height: edge(Math.max, "y", 1) - top };
}

function svgLine(tie, from, to) {
  return svg("line", {
    x1: from.x,
    y1: from.y,
    x2: to.x,
    y2: to.y,
    stroke: palette.tones[netTone(tie) + 1],
    "stroke-opacity": 0.55,
    "stroke-width": widthOf(tie).toFixed(1),
    "stroke-dasharray": (dashesOf(tie) || []).join(" ") || null,
  });
}

function svgName({ actor, x, y, size }) {
  const halo = { stroke: palette.paper, "stroke-width": 3, "paint-order": "stroke" };
  return svg("text", { x, y: y + size + 13, fill: palette.ink, ...halo }, shorten(actorName(actor), 16));
}

function svgNode({ actor, x, y, size }) {
  const paint = { fill: actorColour(actor), stroke: palette.paper, "stroke-width": 1.5 };
  const around_ = (corners, turn, radius) =>
    Array.from({ length: corners }, (_, i) => {
      const angle = turn + (i * 2 * Math.PI) / corners;
      return `${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`;
    }).join(" ");
  const corners = {
    square: [4, Math.PI / 4, 1.41],
    hexagon: [6, 0, 1],
    diamond: [4, 0, 1.2],
    triangle: [3, -Math.PI / 2, 1.1],
  }[KIND_SHAPES[model.actors.kind[actor]]];
  if (!corners) return svg("circle", { cx: x, cy: y, r: size, ...paint });
  return svg("polygon", { points: around_(corners[0], corners[1], corners[2] * size), ...paint });
}
