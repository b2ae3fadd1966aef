// Where the facts are: places as circles on the outlines of countries, which come from a data block; nothing is fetched.
// Leaflet is not used: it writes markup as it loads, which the page's policy (trusted types) forbids, and a map without
// tiles needs little of it.

const WORLD = JSON.parse(byId("world-data").textContent);
const NO_OUTLINES = "No outlines of countries: the package that wrote this page was built without them.";
const CIRCLES = 1500;
const MAP_LABELS = 45;

const map = { box: null, svg: null, land: null, marks: null, view: null, size: { width: 800, height: 600 }, middle: 0, squeeze: 1 };

const placed = graph.entities.filter((entity) => entity.point !== null);

const project = ([lat, long]) => [long * map.squeeze, -lat];

// A ring of whole hundredths of a degree, each point as the difference from the one before it.
const ringPath = (ring) => {
  let [x, y] = [0, 0];
  let path = "";
  for (let i = 0; i < ring.length; i += 2) {
    x += ring[i];
    y += ring[i + 1];
    path += `${i ? "L" : "M"}${((x / 100) * map.squeeze).toFixed(2)} ${(-y / 100).toFixed(2)}`;
  }
  return `${path}Z`;
};

// What circles can show: facts, who is linked to a place by a relation that facts state and that is no mere slot, facts of one kind.
const metrics = () => {
  const ends = graph.relations.filter((relation) => graph.slots.every((slot) => slot.id !== relation.id)
    && graph.links.some((link) => link.relation === relation && link.facts.length && link.to.point && link.from.family !== link.to.family));
  return [
    { id: "facts", label: "Facts", of: (place) => place.facts.filter(isShown) },
    ...ends.map((relation) => ({ id: `link-${relation.id}`, label: `Who ${relation.label}`,
      of: (place) => [...new Set(place.links.filter((link) => link.relation === relation && link.to === place && shown.linkPasses[link.row]).map((link) => link.from))] })),
    ...graph.types.map((type) => ({ id: `type-${type.id}`, label: type.label, of: (place) => place.facts.filter((fact) => fact.type === type && isShown(fact)) })),
  ];
};

const METRICS = lazy(metrics);

const toScreen = ([x, y]) => [(x - map.view.x) * map.view.scale + map.size.width / 2, (y - map.view.y) * map.view.scale + map.size.height / 2];

const circlesNow = () => {
  const metric = METRICS().find((m) => m.id === state.options.get("circles")) || METRICS()[0];
  const counted = placed.filter((entity) => shown.entityPasses[entity.row]).map((entity) => ({ entity, found: metric.of(entity) })).filter(({ found }) => found.length > 0);
  map.found = counted.length;
  return counted.sort((a, b) => b.found.length - a.found.length || a.entity.row - b.entity.row).slice(0, CIRCLES);
};

const circleTitle = (entity, found) => {
  const names = found[0].label && !found[0].type ? found.slice(0, 8).map((other) => other.label).join(", ") + (found.length > 8 ? " …" : "") : count(found.length, "fact");
  return `${entity.label}: ${names}`;
};

const drawCircles = () => {
  const chosen = state.selection && state.selection.kind === "entity" ? state.selection.entity : null;
  const most = map.circles.length ? map.circles[0].found.length : 1;
  const boxes = [];
  const labels = [];
  const drawn = map.circles.map(({ entity, found }) => {
    const [x, y] = toScreen(project(entity.point));
    const radius = 3.5 + (narrow.matches ? 9 : 14) * Math.sqrt(found.length / most);
    if (x < -40 || y < -40 || x > map.size.width + 40 || y > map.size.height + 40) return null;
    const width = Math.min(entity.label.length, 30) * 6.6;
    const box = [x + radius, y - 8, x + radius + 4 + width, y + 8];
    const named = (labels.length < MAP_LABELS || entity === chosen) && !overlapsAny(box, boxes);
    if (named) { boxes.push(box); labels.push(svg("text", { class: "place-name", x: x + radius + 3, y: y + 4 }, cut(entity.label, 30))); }
    const open = () => selectEntity(entity);
    const title = circleTitle(entity, found);
    return svg("g", { class: entity === chosen ? "place chosen" : "place", role: "button", tabindex: named ? "0" : "-1", "aria-label": title, "data-entity": entity.id,
      on: { click: open, keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } } } },
    svg("title", {}, title), svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1) }));
  });
  map.marks.replaceChildren(...present([...drawn].reverse()), ...labels);
  map.land.setAttribute("transform", `translate(${map.size.width / 2} ${map.size.height / 2}) scale(${map.view.scale}) translate(${-map.view.x} ${-map.view.y})`);
  const places = new Set(map.circles.map(({ entity }) => fold(entity.label)));
  for (const text of map.names) {
    const [x, y] = toScreen(text.at);
    text.node.setAttribute("x", x.toFixed(1));
    text.node.setAttribute("y", y.toFixed(1));
    const half = text.label.length * 3.6;
    const free = !overlapsAny([x - half, y - 10, x + half, y + 4], boxes);
    text.node.style.display = free && text.span * map.view.scale > text.label.length * 8 && !places.has(fold(text.label)) ? "" : "none";
  }
};

// Between which values of an axis most of the weight lies: a few far places do not make the map small.
const mostOf = (points, axis) => {
  const sorted = [...points].sort((a, b) => a.at[axis] - b.at[axis]);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const quantile = (share) => {
    let sum = 0;
    return sorted.find(({ weight }) => { sum += weight; return sum >= share * total; }).at[axis];
  };
  return points.length < 8 ? [sorted[0].at[axis], sorted[sorted.length - 1].at[axis]] : [quantile(0.04), quantile(0.96)];
};

const fitMap = () => {
  const points = (map.circles || []).map(({ entity, found }) => ({ at: project(entity.point), weight: found.length }));
  if (points.length === 0) { map.view = { x: 0, y: 0, scale: Math.min(map.size.width / 360, map.size.height / 180) }; return; }
  const [[left, right], [top, bottom]] = [0, 1].map((axis) => mostOf(points, axis));
  const scale = Math.min(map.size.width * 0.8 / Math.max(right - left, 3), map.size.height * 0.8 / Math.max(bottom - top, 3));
  map.view = { x: (left + right) / 2, y: (top + bottom) / 2, scale };
};

const zoomMap = (factor, [px, py] = [map.size.width / 2, map.size.height / 2]) => {
  const { x, y, scale } = map.view;
  const next = Math.min(Math.max(scale * factor, 1), 2000);
  const [wx, wy] = [x + (px - map.size.width / 2) / scale, y + (py - map.size.height / 2) / scale];
  map.view = { x: wx - (px - map.size.width / 2) / next, y: wy - (py - map.size.height / 2) / next, scale: next };
  drawCircles();
};

// Brings a place that was sought into the middle, close enough to tell it from its neighbours.
const centreOnMap = (entity) => {
  if (entity.point === null || map.view === null) return;
  const [x, y] = project(entity.point);
  const scale = Math.max(map.view.scale, 40);
  map.view = { x, y: y + coveredHeight() / 2 / scale, scale };
  drawCircles();
};

const panMap = (dx, dy) => {
  map.view = { ...map.view, x: map.view.x - dx / map.view.scale, y: map.view.y - dy / map.view.scale };
  drawCircles();
};

const handlePointers = (surface) => {
  const pointers = new Map();
  let moved = 0;
  surface.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, event); moved = 0; });
  surface.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved > 4 && !surface.hasPointerCapture(event.pointerId)) surface.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      const [other] = [...pointers.values()].filter((p) => p.pointerId !== event.pointerId);
      const far = (p) => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY);
      const bounds = surface.getBoundingClientRect();
      zoomMap(far(event) / Math.max(far(before), 1), [(event.clientX + other.clientX) / 2 - bounds.left, (event.clientY + other.clientY) / 2 - bounds.top]);
    } else if (moved > 4) {
      panMap(dx, dy);
    }
    pointers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) surface.addEventListener(end, (event) => pointers.delete(event.pointerId));
  surface.addEventListener("click", (event) => { if (moved > 4) { event.stopPropagation(); moved = 0; } }, true);
  surface.addEventListener("wheel", (event) => {
    event.preventDefault();
    const bounds = surface.getBoundingClientRect();
    zoomMap(Math.exp(-event.deltaY * 0.0015), [event.clientX - bounds.left, event.clientY - bounds.top]);
  }, { passive: false });
};

const mapKeys = (event) => {
  const arrow = ARROWS[event.key];
  if (arrow) { event.preventDefault(); panMap(-60 * arrow[0], -60 * arrow[1]); }
  else if (event.key === "+" || event.key === "=") zoomMap(1.4);
  else if (event.key === "-") zoomMap(1 / 1.4);
  else if (event.key === "0") { fitMap(); drawCircles(); }
};

const graticule = () => {
  const lines = [];
  for (let long = -180; long <= 180; long += 10) lines.push(`M${long * map.squeeze} -90V90`);
  for (let lat = -90; lat <= 90; lat += 10) lines.push(`M${-180 * map.squeeze} ${lat}H${180 * map.squeeze}`);
  return svg("path", { class: "graticule", d: lines.join("") });
};

const drawLand = () => {
  const countries = WORLD.countries.map(([, , , , rings]) => svg("path", { class: "country", d: rings.map(ringPath).join("") }));
  map.land.replaceChildren(graticule(), ...countries);
  map.names = WORLD.countries.map(([label, lat, long, span]) => ({ label, at: project([lat, long]), span: span * map.squeeze, node: svg("text", { class: "country-name", "text-anchor": "middle" }, label) }));
  map.countryNames.replaceChildren(...map.names.map(({ node }) => node));
};

const refreshMap = () => {
  map.box.querySelector("select").value = (METRICS().find((m) => m.id === state.options.get("circles")) || METRICS()[0]).id;
  map.circles = circlesNow();
  if (map.view === null) fitMap();
  const without = graph.entities.filter((entity) => entity.point === null && placed.length && entity.family === placed[0].family && shown.entityPasses[entity.row]).length;
  map.box.querySelector(".map-note").textContent = [map.circles.length < map.found ? `The ${showNumber(map.circles.length)} places with most of ${showNumber(map.found)}` : count(map.found, "place"), without ? `${count(without, "place")} without coordinates` : "",
    WORLD.countries.length ? WORLD.note : NO_OUTLINES].filter(Boolean).join(" · ");
  drawCircles();
};

const mapView = () => {
  const latitudes = placed.map((entity) => entity.point[0]).sort((a, b) => a - b);
  map.middle = latitudes.length ? latitudes[Math.floor(latitudes.length / 2)] : 0;
  map.squeeze = Math.cos((map.middle * Math.PI) / 180); // so that shapes near the places keep their proportions
  map.land = svg("g", {});
  map.countryNames = svg("g", { "aria-hidden": "true" });
  map.marks = svg("g", {});
  map.svg = svg("svg", { class: "map", tabindex: "0", role: "group", "aria-label": "Map of places. Arrow keys move, plus and minus zoom, 0 fits all.", on: { keydown: mapKeys } },
    map.land, map.countryNames, map.marks);
  const choice = el("select", { id: "map-metric", on: { change: () => { setOption("circles", choice.value); refreshMap(); } } }, METRICS().map((metric) => el("option", { value: metric.id }, metric.label)));
  map.box = el("div", { class: "map-view" }, map.svg,
    el("div", { class: "bar floating" }, el("label", { class: "field" }, "Circles show ", choice)),
    el("div", { class: "tools" }, button("+", () => zoomMap(1.5), { "aria-label": "Zoom in" }), button("−", () => zoomMap(1 / 1.5), { "aria-label": "Zoom out" }),
      button("Fit", () => { fitMap(); drawCircles(); }, { "aria-label": "Fit all into view" })),
    el("p", { class: "hint map-note" }));
  handlePointers(map.svg);
  drawLand();
  new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    if (width === 0 || (width === map.size.width && height === map.size.height)) return;
    const first = !map.box.dataset.sized;
    map.box.dataset.sized = "true";
    map.size = { width, height };
    map.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (first) fitMap();
    if (map.circles) drawCircles();
  }).observe(map.svg);
  return { box: map.box, refresh: refreshMap, reselect: drawCircles, centre: centreOnMap };
};
