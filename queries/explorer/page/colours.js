// Colours stand in the style sheet, for light and dark; canvas and exported pictures read them here.
const KIND_SHAPES = ["square", "dot", "hexagon", "diamond", "triangle"];
let palette;

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  palette = {
    paper: of("paper"),
    ink: of("ink"),
    soft: of("soft"),
    accent: of("accent"),
    line: of("line"),
    tones: ["adversarial", "neutral", "cooperative"].map(of),
    kinds: ["country", "person", "organization", "agreement", "place"].map(of),
    communities: Array.from({ length: 8 }, (_, i) => of(`community-${i}`)),
  };
}

function actorColour(actor) {
  if (state.colour === "kind") return palette.kinds[model.actors.kind[actor]];
  const community = model.actors.community[actor];
  return community < 0 ? palette.tones[1] : palette.communities[community];
}

function netTone({ tones }) {
  return Math.sign(tones[2] - tones[0]);
}

// Mixed ties have long dashes; those of which nothing has occurred short ones.
function dashesOf(tie) {
  if (!tie.occurred) return [2, 5];
  return tie.tones[0] && tie.tones[2] ? [10, 4] : false;
}

const widthOf = (tie) => stepped(Math.min(8, 1 + Math.log2(tie.events)) * Math.sqrt(crowd), 1);

// In steps that one can see: what looks the same as before is not drawn anew.
const stepped = (value, step) => Math.round(value / step) * step;

// Of many actors, and on a small screen, one sees the whole from further away. Measured once for a drawing.
let crowd = 1;

function measureCrowd() {
  const many = Math.min(2, Math.max(1, Math.sqrt(choice.actors.length / 80)));
  crowd = many * Math.min(1.8, Math.max(1, 620 / (byId("network").clientWidth || 620)));
}

function sizeOf(actor) {
  const share = Math.sqrt(
    state.size === "events" ? choice.degree[actor] / choice.highest : model.actors.centrality[actor],
  );
  return stepped((6 + 20 * Math.min(1, share)) * crowd, 3);
}

function shapeMark(kind) {
  const shapes = {
    square: svg("rect", { x: 2, y: 2, width: 12, height: 12, rx: 1.5 }),
    dot: svg("circle", { cx: 8, cy: 8, r: 6.4 }),
    hexagon: svg("polygon", { points: "8,1 14.2,4.5 14.2,11.5 8,15 1.8,11.5 1.8,4.5" }),
    diamond: svg("polygon", { points: "8,0.8 15.2,8 8,15.2 0.8,8" }),
    triangle: svg("polygon", { points: "8,1.5 15,14 1,14" }),
  };
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `mark kind-${kind}`, "aria-hidden": "true" },
    shapes[KIND_SHAPES[kind]],
  );
}
