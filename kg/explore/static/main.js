// Puts the page together.

const drawCounts = () => {
  byId("counts").textContent = [count(graph.reports.length, "report"), count(graph.entities.length, "name"), count(graph.facts.length, "fact")].join(" · ");
};

const drawShown = () => {
  byId("shown").textContent = filtersAreOn() ? `${showNumber(shown.facts.length)} of ${count(graph.facts.length, "fact")} shown` : "";
};

const start = () => {
  readAddress();
  addressWritten = writeAddress();
  applyFilters();
  drawCounts();
  drawShown();
  startLegend();
  startSearch();
  drawPanel(); // before the views, because it takes room from them
  startViews();
  startPanel(); // after them, because it tells what they draw
  onChange("filters", drawShown);
  byId("skip").addEventListener("click", () => byId("view").focus());
  window.addEventListener("popstate", followAddress);
  window.addEventListener("hashchange", followAddress);
  document.documentElement.dataset.ready = "true";
};

start();
