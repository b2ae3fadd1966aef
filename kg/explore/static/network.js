// The network: nodes and edges from the data block that pyvis made, positions fixed at build time, drawn by vis-network.

const NETWORK = JSON.parse(byId("network-data").textContent);
const LABEL_LENGTH = 34;
const LABEL_SIZE = 12.5; // CSS pixels, whatever the zoom
const NAMES_OVER_NODES = 12; // the most connected nodes in sight, whose names may cover smaller nodes

const EDGE_OPACITY = Math.max(0.25, Math.min(1, 800 / NETWORK.edges.length)); // many edges would hide the nodes

const drawing = { nodes: null, edges: null, network: null, looks: new Map(), edgeLooks: new Map(), links: new Map(), waiting: null, hovered: null, near: null, widths: new Map() };

const pairKey = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);

const firstDrawn = lazy(() => new Set(NETWORK.nodes.map((node) => node.id)));
const isDrawn = (entity) => (drawing.nodes ? drawing.nodes.get(entity.row) !== null : firstDrawn().has(entity.row));

const themeColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const groupOptions = () => Object.fromEntries(graph.families.map((family) => {
  const fill = darkScheme.matches ? family.dark : family.light;
  const rim = themeColour("--page");
  const ink = themeColour("--ink");
  return [String(family.row), { color: { background: fill, border: rim, highlight: { background: fill, border: ink }, hover: { background: fill, border: ink } } }];
}));

const themeOptions = () => ({
  groups: groupOptions(),
  edges: { color: { color: themeColour("--edge"), opacity: EDGE_OPACITY, highlight: themeColour("--accent"), hover: themeColour("--accent") } },
});

const nodeFor = (entity, x, y) => ({
  id: entity.row, label: entity.label, group: String(entity.family.row), shape: entity.family.shape,
  size: 6 + 20 * Math.sqrt(neighbours(entity).length / NETWORK.most), x, y,
});

const edgeFor = (a, b) => ({ id: pairKey(a.row, b.row), from: Math.min(a.row, b.row), to: Math.max(a.row, b.row), width: Math.min(0.7 + 0.6 * Math.log2(linksBetween(a, b).reduce((sum, l) => sum + Math.max(1, l.facts.length), 0)), 5) });

// Draws the edges of some entities that the page did not begin with.
const addEdgesOf = (entities) => {
  const edges = new Map();
  for (const one of entities) {
    for (const other of neighbours(one)) {
      const key = pairKey(one.row, other.row);
      if (isDrawn(other) && !drawing.edges.get(key)) edges.set(key, edgeFor(one, other));
    }
  }
  if (edges.size) drawing.edges.add([...edges.values()]);
};

// Puts an entity's neighbours that are not drawn yet in rings around it.
const addAround = (entity, others, { centreIt = false } = {}) => {
  if (!isDrawn(entity)) {
    const near = neighbours(entity).filter(isDrawn).map((other) => drawing.network.getPosition(other.row));
    const mean = (axis) => (near.length ? near.reduce((sum, point) => sum + point[axis], 0) / near.length : 0);
    drawing.nodes.add(nodeFor(entity, Math.round(mean("x")) + 40, Math.round(mean("y")) + 40));
  }
  const { x, y } = drawing.network.getPosition(entity.row);
  const fresh = others.filter((other) => !isDrawn(other));
  fresh.forEach((other, i) => {
    const ring = Math.floor((Math.sqrt(1 + i / 3) - 1) / 0.5) + 1;
    const angle = i * 2.399963; // the golden angle: no two neighbours stand in one line
    const radius = 110 + 55 * (ring + Math.sqrt(i));
    drawing.nodes.add(nodeFor(other, Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))));
  });
  addEdgesOf([entity, ...fresh]);
  if (centreIt) centre(entity);
};

// Writes the names of the nodes in sight: first what is chosen and its neighbours, then the most connected, as many as
// fit without covering each other.
const writeNames = (context) => {
  const { network, near, hovered } = drawing;
  const scale = network.getScale();
  const places = network.getPositions();
  const chosen = state.selection && state.selection.kind === "entity" ? state.selection.entity.row : null;
  const urgency = (node) => (node.id === hovered || node.id === chosen ? 1e6 : near && near.has(node.id) ? 1e5 : 0) + graph.entities[node.id].links.length;
  const { clientWidth, clientHeight } = drawing.frame;
  const nodes = drawing.nodes.get({ filter: (node) => !node.hidden && places[node.id] !== undefined && (!near || near.has(node.id) || node.id === hovered) })
    .sort((a, b) => urgency(b) - urgency(a) || a.id - b.id);
  const taken = new Map(); // boxes by the cells of a grid of screen pixels
  const nodeBoxes = new Map();
  const cellsOf = ([x1, y1, x2, y2]) => {
    const cells = [];
    for (let column = Math.floor(x1 / 120); column <= Math.floor(x2 / 120); column += 1) {
      for (let row = Math.floor(y1 / 40); row <= Math.floor(y2 / 40); row += 1) cells.push(`${column},${row}`);
    }
    return cells;
  };
  const put = (grid, box) => { for (const cell of cellsOf(box)) { if (grid.has(cell)) grid.get(cell).push(box); else grid.set(cell, [box]); } };
  const isFree = (grid, box, own) => cellsOf(box).every((cell) => !overlapsAny(box, (grid.get(cell) || []).filter((other) => other !== own)));
  const inSight = [];
  for (const node of nodes) {
    const at = network.canvasToDOM(places[node.id]);
    if (at.x < 0 || at.y < -20 || at.x > clientWidth || at.y > clientHeight + 20) continue;
    const radius = nodeRadius(node.id) * scale;
    const own = [at.x - radius, at.y - radius, at.x + radius, at.y + radius];
    put(nodeBoxes, own);
    inSight.push({ node, at, radius, own });
  }
  context.save();
  context.font = `${LABEL_SIZE / scale}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5 / scale;
  context.strokeStyle = themeColour("--page");
  context.fillStyle = themeColour("--ink");
  inSight.forEach(({ node, at, radius, own }, rank) => {
    const name = cut(node.label, LABEL_LENGTH);
    if (!drawing.widths.has(name)) drawing.widths.set(name, context.measureText(name).width * scale);
    const width = drawing.widths.get(name);
    const half = width / 2 + 3;
    const left = Math.min(Math.max(at.x, half), clientWidth - half) - at.x; // keeps the name in sight at the edges
    const box = [at.x + left - half, at.y + radius, at.x + left + half, at.y + radius + LABEL_SIZE + 5];
    if (!isFree(taken, box, null) || (rank >= NAMES_OVER_NODES && !isFree(nodeBoxes, box, own))) return;
    put(taken, box);
    const { x, y } = places[node.id];
    context.strokeText(name, x + left / scale, y + (radius + 3) / scale);
    context.fillText(name, x + left / scale, y + (radius + 3) / scale);
  });
  context.restore();
};

// Half the height of a drawn node, in the network's units.
const nodeRadius = (row) => {
  const box = drawing.network.getBoundingBox(row);
  return box ? (box.bottom - box.top) / 2 : 10;
};

const linksOfEdge = (edge) => {
  if (!drawing.links.has(edge.id)) drawing.links.set(edge.id, linksBetween(graph.entities[edge.from], graph.entities[edge.to]));
  return drawing.links.get(edge.id);
};

const AS_DRAWN = { node: "false false", edge: "false plain" };

const restyle = () => {
  if (!drawing.network) return;
  const chosen = state.selection;
  const near = new Set();
  let around = null;
  if (chosen && chosen.kind === "entity") { around = [chosen.entity]; near.add(chosen.entity.row); neighbours(chosen.entity).forEach((e) => near.add(e.row)); }
  if (chosen && chosen.kind === "pair") { around = [chosen.a, chosen.b]; around.forEach((e) => near.add(e.row)); }
  if (chosen && chosen.kind === "fact") { around = chosen.fact.entities; around.forEach((e) => near.add(e.row)); }
  drawing.near = around === null ? null : near;
  if (chosen && chosen.kind === "entity" && isDrawn(chosen.entity)) addEdgesOf([chosen.entity]);
  const faded = themeColour("--faded");
  const filtered = filtersAreOn();
  const nodeChanges = [];
  drawing.nodes.forEach((node) => {
    const hidden = !shown.entityPasses[node.id];
    const dim = around !== null && !near.has(node.id);
    const look = `${hidden} ${dim}`;
    if ((drawing.looks.get(node.id) || AS_DRAWN.node) === look) return;
    drawing.looks.set(node.id, look);
    nodeChanges.push({ id: node.id, hidden, opacity: dim ? 0.2 : 1 });
  });
  const focus = around && chosen.kind === "entity" ? around[0].row : null;
  const edgeChanges = [];
  drawing.edges.forEach((edge) => {
    const hidden = filtered && !linksOfEdge(edge).some((link) => shown.linkPasses[link.row]);
    const lit = focus !== null ? edge.from === focus || edge.to === focus : around !== null && near.has(edge.from) && near.has(edge.to);
    const look = `${hidden} ${around === null ? "plain" : lit ? "lit" : "dim"}`;
    if ((drawing.edgeLooks.get(edge.id) || AS_DRAWN.edge) === look) return;
    drawing.edgeLooks.set(edge.id, look);
    edgeChanges.push({ id: edge.id, hidden, color: around === null ? null : { color: lit ? themeColour("--accent") : faded, opacity: lit ? 0.9 : 0.35 } });
  });
  if (nodeChanges.length) drawing.nodes.update(nodeChanges);
  drawing.hint.textContent = drawing.nodes.get({ fields: ["hidden"] }).every((node) => node.hidden) ? "No name passes the filters." : PARTLY_DRAWN;
  if (edgeChanges.length) drawing.edges.update(edgeChanges);
  markSelection();
};

const markSelection = () => {
  const chosen = state.selection;
  const { network } = drawing;
  if (network.getSelectedNodes().length || network.getSelectedEdges().length) network.unselectAll(); // it draws all anew
  if (chosen && chosen.kind === "entity" && isDrawn(chosen.entity)) network.selectNodes([chosen.entity.row], false);
  if (chosen && chosen.kind === "pair" && drawing.edges.get(pairKey(chosen.a.row, chosen.b.row))) network.selectEdges([pairKey(chosen.a.row, chosen.b.row)]);
};

const centre = (entity) => {
  if (!drawing.network || state.view !== "network") { drawing.waiting = entity; return; }
  if (!isDrawn(entity)) addAround(entity, []);
  restyle();
  drawing.waiting = null;
  drawing.network.focus(entity.row, { offset: { x: 0, y: -coveredHeight() / 2 }, scale: Math.max(drawing.network.getScale(), 0.9), animation: calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
};

// Fits what passes the filters into the view.
const fit = () => drawing.network.fit({ nodes: drawing.nodes.getIds({ filter: (node) => !node.hidden }), animation: false, maxZoomLevel: 1.1 });

// The drawn node nearest in a direction, for the arrow keys.
const nearestTowards = (row, dx, dy) => {
  const from = drawing.network.getPosition(row);
  let best = null;
  drawing.nodes.forEach((node) => {
    if (node.id === row || node.hidden) return;
    const at = drawing.network.getPosition(node.id);
    const ahead = (at.x - from.x) * dx + (at.y - from.y) * dy;
    const aside = Math.abs((at.x - from.x) * dy - (at.y - from.y) * dx);
    if (ahead <= 0 || aside > ahead * 1.6) return;
    const cost = ahead + 2 * aside;
    if (best === null || cost < best.cost) best = { row: node.id, cost };
  });
  return best ? best.row : null;
};

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const networkKeys = (event) => {
  const arrow = ARROWS[event.key];
  if (arrow) {
    event.preventDefault();
    const chosen = state.selection && state.selection.kind === "entity" ? state.selection.entity.row : null;
    const start = chosen !== null && drawing.nodes.get(chosen) ? chosen : null;
    const next = start === null ? mostConnected() : nearestTowards(start, ...arrow);
    if (next === null) return;
    selectEntity(graph.entities[next]);
    centre(graph.entities[next]);
    announce(`${graph.entities[next].label}, ${graph.entities[next].cls.label}, ${count(neighbours(graph.entities[next]).length, "neighbour")}`);
  } else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fit();
};

const mostConnected = () => {
  let best = null;
  drawing.nodes.forEach((node) => { if (!node.hidden && (best === null || node.size > best.size)) best = node; });
  return best ? best.id : null;
};

const zoom = (factor) => drawing.network.moveTo({ scale: drawing.network.getScale() * factor });

const linkedEntities = graph.entities.filter((entity) => entity.links.length > 0).length;

const PARTLY_DRAWN = NETWORK.nodes.length < linkedEntities
  ? `The ${showNumber(NETWORK.nodes.length)} most connected of ${showNumber(linkedEntities)} linked names are drawn; search shows the others.` : "";

const networkView = () => {
  const canvas = el("div", { class: "canvas" });
  const tools = el("div", { class: "tools" },
    button("+", () => zoom(1.3), { "aria-label": "Zoom in" }), button("−", () => zoom(1 / 1.3), { "aria-label": "Zoom out" }),
    button("Fit", fit, { "aria-label": "Fit all into view" }));
  drawing.hint = el("p", { class: "hint", role: "status" }, PARTLY_DRAWN);
  return { box: el("div", { class: "network" }, canvas, tools, drawing.hint), start: () => startNetwork(canvas), refresh: restyle, reselect: restyle };
};

const startNetwork = (canvas) => {
  const turned = canvas.clientHeight > canvas.clientWidth; // the positions are made for a screen that is wider than high
  drawing.nodes = new vis.DataSet(turned ? NETWORK.nodes.map((node) => ({ ...node, x: node.y, y: node.x })) : NETWORK.nodes);
  drawing.edges = new vis.DataSet(NETWORK.edges.map((edge) => ({ ...edge, id: pairKey(edge.from, edge.to) })));
  const options = { ...NETWORK.options };
  const theme = themeOptions();
  drawing.network = new vis.Network(canvas, { nodes: drawing.nodes, edges: drawing.edges },
    { ...options, groups: theme.groups, edges: { ...options.edges, ...theme.edges } });
  const frame = canvas.querySelector(".vis-network");
  drawing.frame = frame;
  setAttributes(frame, { role: "application", "aria-label": "Network of entities. Arrow keys go from node to node, plus and minus zoom, 0 fits all; the details panel lists the neighbours." });
  frame.addEventListener("keydown", networkKeys);
  drawing.network.on("afterDrawing", writeNames);
  drawing.network.on("click", ({ nodes, edges }) => {
    if (nodes.length) selectEntity(graph.entities[nodes[0]]);
    else if (edges.length) {
      const edge = drawing.edges.get(edges[0]);
      select({ kind: "pair", a: graph.entities[edge.from], b: graph.entities[edge.to] });
    } else if (state.selection) select(null);
  });
  drawing.network.on("doubleClick", ({ nodes }) => { if (nodes.length) expand(graph.entities[nodes[0]]); });
  drawing.network.on("hoverNode", ({ node }) => { drawing.hovered = node; canvas.classList.add("over"); });
  drawing.network.on("blurNode", () => { drawing.hovered = null; canvas.classList.remove("over"); });
  const grow = () => { for (const entity of state.expanded) addAround(entity, neighbours(entity)); restyle(); };
  if (state.expanded.size > 0) grow();
  else restyle();
  fit();
  onChange("expanded", grow);
  onChange("view", () => { if (state.view === "network" && drawing.waiting) centre(drawing.waiting); });
  darkScheme.addEventListener("change", () => {
    for (const id of drawing.edgeLooks.keys()) drawing.edgeLooks.set(id, "of the other theme");
    drawing.network.setOptions(themeOptions());
    restyle();
  });
  if (state.selection && state.selection.kind === "entity") centre(state.selection.entity);
};
