// What the reader sees, kept in the address (after `#`), so that a view can be sent to a colleague and Back works.

const emptyFilters = () => ({
  hiddenClasses: new Set(), hiddenTypes: new Set(), hiddenRelations: new Set(), roles: new Set(), reports: new Set(),
  from: "", to: "", confidence: 0, doubtful: false, facets: new Map(), about: null,
});

// What single views remember: the kind and order of the table's rows and the words in them, what circles on the map show,
// the thing that is plotted, by the slot in which it stands, the report that is read.
const plotOption = (slot) => (TAKEN.includes(slot.id) ? `plotted-${slot.id}` : slot.id);
const TAKEN = ["view", "rows", "order", "find", "circles", "read", "entity", "pair", "fact", "source", "passage", "hide", "role", "report", "more", "from", "to", "confidence", "doubtful", "about"];
const OPTIONS = ["rows", "order", "find", "circles", "read", ...new Set(graph.plots.filter((plot) => plot.choose).map((plot) => plotOption(plot.choose)))];

const state = { view: "network", selection: null, expanded: new Set(), options: new Map(), ...emptyFilters() };

const listeners = { filters: [], selection: [], view: [], expanded: [], options: [] };
const onChange = (what, listener) => listeners[what].push(listener);

const writeAddress = () => {
  const query = new URLSearchParams();
  if (state.view !== "network") query.set("view", state.view);
  for (const key of OPTIONS) if (state.options.get(key)) query.set(key, state.options.get(key));
  const put = (key, rows) => [...rows].map((row) => row.id).sort().forEach((id) => query.append(key, id));
  const chosen = state.selection;
  if (chosen && chosen.kind === "entity") query.append("entity", chosen.entity.id);
  if (chosen && chosen.kind === "pair") { query.append("pair", chosen.a.id); query.append("pair", chosen.b.id); }
  if (chosen && chosen.kind === "fact") query.append("fact", chosen.fact.id);
  if (chosen && chosen.kind === "report") query.append("source", chosen.report.id);
  if (chosen && chosen.kind === "passage") query.append("passage", passageId(chosen.passage));
  put("hide", state.hiddenClasses);
  put("hide-fact", state.hiddenTypes);
  put("hide-link", state.hiddenRelations);
  put("role", state.roles);
  put("report", state.reports);
  put("more", state.expanded);
  if (state.from) query.set("from", state.from);
  if (state.to) query.set("to", state.to);
  if (state.confidence > 0) query.set("confidence", String(state.confidence));
  if (state.doubtful) query.set("doubtful", "1");
  if (state.about) query.set("about", state.about.id);
  for (const [slot, entities] of state.facets) put(`is-${slot.id}`, entities);
  return query.toString();
};

const readAddress = () => {
  const query = new URLSearchParams(location.hash.slice(1));
  const rows = (key, list) => new Set(query.getAll(key).map((id) => list.find((row) => row.id === id)).filter(Boolean));
  const entities = (key) => query.getAll(key).map((id) => graph.entityById().get(id)).filter(Boolean);
  const day = (key) => (/^\d{4}-\d\d-\d\d$/.test(query.get(key) || "") ? query.get(key) : "");
  Object.assign(state, emptyFilters());
  state.view = VIEWS.some((view) => view.id === query.get("view")) ? query.get("view") : "network";
  state.options = new Map(OPTIONS.map((key) => [key, query.get(key) || ""]));
  state.hiddenClasses = rows("hide", graph.classes);
  state.hiddenTypes = rows("hide-fact", graph.types);
  state.hiddenRelations = rows("hide-link", graph.relations);
  state.roles = rows("role", graph.classes);
  state.reports = rows("report", graph.reports);
  state.expanded = new Set(entities("more"));
  state.from = day("from");
  state.to = day("to");
  const confidence = Number(query.get("confidence"));
  state.confidence = confidence > 0 && confidence <= 1 ? confidence : 0;
  state.doubtful = query.get("doubtful") === "1";
  state.about = entities("about")[0] || null;
  for (const slot of graph.slots) {
    const chosen = entities(`is-${slot.id}`);
    if (chosen.length) state.facets.set(slot, new Set(chosen));
  }
  const [entity] = entities("entity");
  const pair = entities("pair");
  const fact = query.has("fact") ? graph.factById().get(query.get("fact")) : null;
  const report = graph.reportById().get(query.get("source"));
  const passage = query.has("passage") ? graph.passages.find((row) => passageId(row) === query.get("passage")) : null;
  state.selection = entity ? { kind: "entity", entity }
    : pair.length === 2 ? { kind: "pair", a: pair[0], b: pair[1] }
      : fact ? { kind: "fact", fact }
        : report ? { kind: "report", report }
          : passage ? { kind: "passage", passage } : null;
};

let addressWritten = null;

const tell = (what, { step = false } = {}) => {
  const address = writeAddress();
  if (address !== addressWritten) {
    addressWritten = address;
    history[step ? "pushState" : "replaceState"](null, "", `#${address}`);
  }
  for (const listener of listeners[what]) listener();
};

const select = (selection) => {
  state.selection = selection;
  tell("selection", { step: true });
};

const selectEntity = (entity) => select({ kind: "entity", entity });
const selectFact = (fact) => select({ kind: "fact", fact });

const openView = (view) => {
  if (state.view === view) return;
  state.view = view;
  tell("view", { step: true });
};

const setOption = (key, value) => {
  state.options.set(key, value);
  tell("options");
};

const expand = (entity) => {
  state.expanded.add(entity);
  tell("expanded");
};

const followAddress = () => {
  const address = location.hash.slice(1);
  if (address === addressWritten) return;
  readAddress();
  addressWritten = writeAddress();
  for (const what of ["filters", "expanded", "view", "selection"]) for (const listener of listeners[what]) listener();
};
