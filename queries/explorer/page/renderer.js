// The only part that knows vis-network: show nodes and lines, move the view, say what was touched.
// Another renderer would have these same methods.
function makeRenderer(place, { onNode, onLine, onNothing, afterDrawing }) {
  const nodes = new vis.DataSet();
  const lines = new vis.DataSet();
  const network = new vis.Network(place, { nodes, edges: lines }, {
    physics: false,
    autoResize: true,
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 80, keyboard: false, selectConnectedEdges: false, hideEdgesOnZoom: false },
    nodes: { borderWidth: 1.5, chosen: false, font: { size: 0 } },
    edges: { smooth: false, chosen: false, hoverWidth: 0, font: { size: 0 } },
  });
  network.on("click", ({ nodes: [node], edges: [line] }) => {
    if (node !== undefined) onNode(node, false);
    else if (line !== undefined) onLine(line);
    else onNothing();
  });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) onNode(node, true); });
  network.on("afterDrawing", (canvas) => afterDrawing(canvas));
  return {
    show(newNodes, newLines) { replace(nodes, newNodes); replace(lines, newLines); many(newNodes.length > 1200); },
    fit(ids) {
      network.fit({ nodes: ids, animation: false, maxZoomLevel: 1.7 });
      network.moveTo({ scale: 0.9 * network.getScale(), animation: false }); // room for the labels at the rim
    },
    focus(id) { network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false }); },
    zoom(factor) { network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)), animation: false }); },
    pan(dx, dy) { const at = network.getViewPosition(); network.moveTo({ position: { x: at.x + dx, y: at.y + dy }, animation: false }); },
    scale: () => network.getScale(),
    centre: () => network.getViewPosition(),
    places: () => network.getPositions(),
    inPage(point) { const box = place.getBoundingClientRect(); const at = network.canvasToDOM(point); return { x: box.x + at.x, y: box.y + at.y }; },
    canvas: () => place.querySelector("canvas"),
    redraw() { network.redraw(); },
  };

  function many(are) {
    network.setOptions({ interaction: { hideEdgesOnDrag: are, hideEdgesOnZoom: are } });
  }
}

// Only what changed is given to the data set: it draws anew for each member it is told of.
function replace(dataSet, wanted) {
  const ids = new Set(wanted.map(({ id }) => id));
  const gone = dataSet.getIds().filter((id) => !ids.has(id));
  if (gone.length) dataSet.remove(gone);
  const changed = wanted.filter((one) => one.look !== dataSet.get(one.id)?.look);
  if (changed.length) dataSet.update(changed);
}
