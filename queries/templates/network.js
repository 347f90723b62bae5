// The page of a network: drawn from the data beside it, fitted again whenever its frame changes until somebody moves it.
const data = JSON.parse(document.getElementById("network-data").textContent);
const place = document.getElementById("mynetwork");
place.style.minHeight = data.height;
window.network = new vis.Network(
  place,
  { nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) },
  data.options,
);

let isMoved = false;
for (const name of ["dragStart", "zoom"]) network.once(name, () => (isMoved = true));

// In a notebook the canvas may have no size yet when vis fits by itself.
function fit() {
  if (!isMoved && place.clientWidth && place.clientHeight) network.fit({ animation: false });
}

network.on("resize", () => requestAnimationFrame(fit)); // when vis has brought its own view along
network.once("afterDrawing", () => {
  fit();
  document.body.dataset.ready = "1";
});
