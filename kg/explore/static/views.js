// The views of the same selection: one is in sight, the others are made when first opened and brought up to date then.

const VIEWS = [
  { id: "network", label: "Network", make: networkView },
  { id: "table", label: "Table", make: tableView },
  { id: "map", label: "Map", make: mapView },
  { id: "numbers", label: "Numbers", make: plotsView },
  { id: "reports", label: "Reports", make: reportsView },
];

const made = new Map();

const currentView = () => made.get(state.view);

const showView = () => {
  for (const view of VIEWS) {
    const tab = byId(`tab-${view.id}`);
    const current = view.id === state.view;
    tab.setAttribute("aria-selected", String(current));
    tab.tabIndex = current ? 0 : -1;
    if (made.has(view.id)) made.get(view.id).box.hidden = !current;
  }
  byId("view").setAttribute("aria-labelledby", `tab-${state.view}`);
  if (!made.has(state.view)) {
    const view = VIEWS.find(({ id }) => id === state.view).make();
    made.set(state.view, { ...view, stale: true });
    byId("view").append(view.box);
    if (view.start) view.start();
  }
  refreshView();
};

const refreshView = () => {
  const view = currentView();
  if (view.stale) view.refresh();
  view.stale = false;
};

// Shows a thing that was sought in the view that is open, where that view has a place for it.
const centreInView = (entity) => {
  centre(entity);
  if (currentView().centre) currentView().centre(entity);
};

const startViews = () => {
  byId("tabs").append(...VIEWS.map((view) => button(view.label, () => openView(view.id), { role: "tab", id: `tab-${view.id}`, "aria-controls": "view" })));
  byId("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = VIEWS.findIndex(({ id }) => id === state.view);
    const next = VIEWS[(at + step + VIEWS.length) % VIEWS.length];
    openView(next.id);
    byId(`tab-${next.id}`).focus();
  });
  onChange("view", showView);
  onChange("filters", () => {
    for (const view of made.values()) view.stale = true;
    refreshView();
  });
  onChange("selection", () => { if (currentView().reselect) currentView().reselect(); });
  showView();
};
