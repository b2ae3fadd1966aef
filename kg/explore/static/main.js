// Puts the page together.

const VIEWS = [
  { id: "network", label: "Network", make: () => networkView() },
];

const drawCounts = () => {
  byId("counts").textContent = [count(graph.reports.length, "report"), count(graph.entities.length, "name"), count(graph.facts.length, "fact")].join(" · ");
};

const drawShown = () => {
  byId("shown").textContent = filtersAreOn() ? `${showNumber(shown.facts.length)} of ${count(graph.facts.length, "fact")} shown` : "";
};

const start = () => {
  readAddress();
  applyFilters();
  drawCounts();
  drawShown();
  startLegend();
  startSearch();
  startPanel();
  const { box, canvas } = networkView();
  byId("view").append(box);
  startNetwork(canvas);
  drawPanel();
  onChange("filters", drawShown);
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); byId("view").focus(); });
  window.addEventListener("popstate", followAddress);
  window.addEventListener("hashchange", followAddress);
  document.documentElement.dataset.ready = "true";
};

start();
