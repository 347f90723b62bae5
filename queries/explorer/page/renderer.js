// The only part that knows vis-network: show nodes and lines, move the view, say what was touched.
// Another renderer would have these same methods.
function makeRenderer(place, told) {
  const nodes = new vis.DataSet();
  const lines = new vis.DataSet();
  const network = new vis.Network(place, { nodes, edges: lines }, VIS_OPTIONS);
  tellTouches(network, told);
  showTips(network, place, told.tipOf);
  network.on("afterDrawing", told.afterDrawing);
  return { ...shower(network, changer(nodes), changer(lines)), ...mover(network, told), ...seen(network, place) };
}

const VIS_OPTIONS = {
  physics: false,
  autoResize: true,
  layout: { improvedLayout: false },
  interaction: { hover: true, keyboard: false, selectConnectedEdges: false },
  nodes: { borderWidth: 1.5, chosen: false, font: { size: 0 } },
  edges: { smooth: false, chosen: false, hoverWidth: 0, font: { size: 0 } },
};

function tellTouches(network, { onNode, onLine, onNothing }) {
  network.on("click", ({ nodes: [node], edges: [line] }) => {
    if (node !== undefined) onNode(node, false);
    else if (line !== undefined) onLine(line);
    else onNothing();
  });
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node !== undefined) onNode(node, true);
  });
}

function showTips(network, place, tipOf) {
  const tip = el("div", { id: "tip", hidden: true });
  place.after(tip);
  const showTip = ({ node, edge, pointer }) => placeTip(tip, place, tipOf(node, edge), pointer.DOM);
  const hideTip = () => {
    tip.hidden = true;
  };
  for (const name of ["hoverNode", "hoverEdge"]) network.on(name, showTip);
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, hideTip);
}

function mover(network, { onResize }) {
  let isFitted = false; // until somebody moves the view
  for (const name of ["dragStart", "zoom"])
    network.on(name, () => {
      isFitted = false;
    });
  network.on("resize", () => requestAnimationFrame(() => onResize(isFitted))); // after vis moved its own view
  return {
    fit(ids) {
      network.fit({ nodes: ids, animation: false, maxZoomLevel: 1.7 });
      network.moveTo({ scale: 0.9 * network.getScale(), animation: false }); // room for the labels at the rim
      isFitted = true;
    },
    focus(id) {
      isFitted = false;
      network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
    },
    zoom(factor) {
      isFitted = false;
      network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)), animation: false });
    },
  };
}

function seen(network, place) {
  return {
    scale: () => network.getScale(),
    centre: () => network.getViewPosition(),
    places: () => network.getPositions(),
    inPage(point) {
      const box = place.getBoundingClientRect();
      const at = network.canvasToDOM(point);
      return { x: box.x + at.x, y: box.y + at.y };
    },
    canvas: () => place.querySelector("canvas"),
  };
}

// Lines are left out while many nodes are dragged.
function shower(network, showNodes, showLines) {
  let hasMany = false;
  return {
    show(newNodes, newLines) {
      showNodes(newNodes);
      showLines(newLines);
      const are = newNodes.length > 1200;
      if (are !== hasMany) network.setOptions({ interaction: { hideEdgesOnDrag: are, hideEdgesOnZoom: are } });
      hasMany = are;
    },
  };
}

// Beside the pointer, within the network.
function placeTip(tip, place, text, { x, y }) {
  tip.textContent = text;
  tip.hidden = false;
  tip.style.left = `${Math.max(0, Math.min(x + 14, place.clientWidth - tip.offsetWidth - 6))}px`;
  tip.style.top = `${Math.max(0, Math.min(y + 14, place.clientHeight - tip.offsetHeight - 6))}px`;
}

// Only what changed is given to a data set: it draws anew for each member it is told of.
function changer(dataSet) {
  const looks = new Map();
  return (wanted) => {
    const ids = new Set(wanted.map(({ id }) => id));
    const gone = [...looks.keys()].filter((id) => !ids.has(id));
    const changed = wanted.filter(({ id, look }) => looks.get(id) !== look);
    if (gone.length) dataSet.remove(gone);
    if (changed.length) dataSet.update(changed);
    gone.forEach((id) => looks.delete(id));
    changed.forEach(({ id, look }) => looks.set(id, look));
  };
}
