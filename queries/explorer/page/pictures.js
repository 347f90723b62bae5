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
  const edge = (pickOne, key, by) => pickOne(...drawn.map((one) => one[key] + by * 40), by * 100);
  const [left, top, right, bottom] = [
    edge(Math.min, "x", -1),
    edge(Math.min, "y", -1),
    edge(Math.max, "x", 1),
    edge(Math.max, "y", 1),
  ];
  const at = new Map(drawn.map((one) => [one.actor, one]));
  const picture_ = svg(
    "svg",
    {
      xmlns: SVG,
      viewBox: `${left} ${top} ${right - left} ${bottom - top}`,
      "font-family": FACES,
      "font-size": 13,
      "text-anchor": "middle",
    },
    svg("title", {}, model.title),
    svg("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: palette.paper }),
    ...choice.lines.map((tie) =>
      svg("line", {
        x1: at.get(tie.a).x,
        y1: at.get(tie.a).y,
        x2: at.get(tie.b).x,
        y2: at.get(tie.b).y,
        stroke: palette.tones[netTone(tie) + 1],
        "stroke-opacity": 0.55,
        "stroke-width": widthOf(tie).toFixed(1),
        "stroke-dasharray": (dashesOf(tie) || []).join(" ") || null,
      }),
    ),
    ...drawn.map(svgNode),
    ...drawn.map(({ actor, x, y, size }) =>
      svg(
        "text",
        {
          x,
          y: y + size + 13,
          fill: palette.ink,
          stroke: palette.paper,
          "stroke-width": 3,
          "paint-order": "stroke",
        },
        shorten(actorName(actor), 16),
      ),
    ),
  );
  return new XMLSerializer().serializeToString(picture_);
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
