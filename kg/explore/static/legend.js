// The legend is the filter: what the marks mean, how much of it there is, and whether it is shown.

const checkbox = (checked, label, onToggle, { number = null, sign = null, indeterminate = false, key } = {}) => {
  const input = el("input", { type: "checkbox", "data-key": key });
  input.checked = checked;
  input.indeterminate = indeterminate;
  input.addEventListener("change", () => onToggle(input.checked));
  return el("label", { class: "check" }, input, sign, el("span", { class: "name" }, label), number === null ? null : el("span", { class: "number" }, showNumber(number)));
};

const hideOrShow = (set, rows, visible) => changeFilters(() => rows.forEach((row) => (visible ? set.delete(row) : set.add(row))));
const choose = (set, row, chosen) => changeFilters(() => (chosen ? set.add(row) : set.delete(row)));

const section = (title, open, ...children) => el("details", { class: "section", open, "data-section": title }, el("summary", {}, title.charAt(0).toUpperCase() + title.slice(1)), children);

const onlyButton = (set, all, kept, name) => button("only", () => changeFilters(() => all.forEach((row) => (kept.includes(row) ? set.delete(row) : set.add(row)))),
  { class: "only", "aria-label": `Only ${name}` });

// Families that have nodes; units, measures and the like stand in facts only.
const drawnFamilies = graph.families.filter((family) => graph.entities.some((entity) => entity.family === family && entity.links.length > 0));
const drawnClasses = drawnFamilies.flatMap((family) => family.classes.filter((cls) => cls.entities > 0));

const openFamilies = new Set();

const familyRow = (family) => {
  const kinds = family.classes.filter((cls) => cls.entities > 0);
  const visible = kinds.filter((cls) => !state.hiddenClasses.has(cls));
  const total = kinds.reduce((sum, cls) => sum + cls.entities, 0);
  const open = openFamilies.has(family);
  const fold_ = kinds.length > 1 ? button(open ? "▾" : "▸", () => { if (open) openFamilies.delete(family); else openFamilies.add(family); drawLegend(); },
    { class: "fold", "aria-expanded": String(open), "aria-label": `Kinds of ${family.label}`, "data-key": `fold-${family.id}` }) : el("span", { class: "fold" });
  const children = open && kinds.length > 1 ? el("div", { class: "kinds" }, kinds.map((cls) => checkbox(!state.hiddenClasses.has(cls), cls.id === family.id ? "of no finer kind" : cls.label,
    (on) => hideOrShow(state.hiddenClasses, [cls], on), { number: cls.entities, key: `class-${cls.id}` }))) : null;
  return el("div", { class: "family" }, el("div", { class: "row" }, fold_,
    checkbox(visible.length > 0, family.label, (on) => hideOrShow(state.hiddenClasses, kinds, on),
      { number: total, sign: mark(family), indeterminate: visible.length > 0 && visible.length < kinds.length, key: `family-${family.id}` }),
    onlyButton(state.hiddenClasses, drawnClasses, kinds, family.label)), children);
};

// Slots whose values are few and shared: those that hold concepts of a vocabulary, such as the sector, and others.
const FACET_VALUES = 60;

const facets = (() => {
  const values = new Map();
  for (const { pairs } of graph.facts) {
    for (let i = 0; i < pairs.length; i += 2) {
      if (typeof pairs[i + 1] !== "number") continue;
      const [slot, entity] = [graph.slots[pairs[i]], graph.entities[pairs[i + 1]]];
      if (!values.has(slot)) values.set(slot, new Map());
      const uses = values.get(slot);
      if (uses.size <= FACET_VALUES) uses.set(entity, (uses.get(entity) || 0) + 1); // too many to choose from: not counted further
    }
  }
  return [...values].map(([slot, uses]) => ({ slot, concept: [...uses.keys()].every((entity) => entity.cls.concept), uses: [...uses].sort((a, b) => b[1] - a[1] || (a[0].label < b[0].label ? -1 : 1)) }))
    .filter(({ uses }) => uses.length > 1 && uses.length <= FACET_VALUES);
})();

const facetSection = ({ slot, uses }) => {
  const chosen = state.facets.get(slot) || new Set();
  const toggle = (entity, on) => changeFilters(() => {
    const next = new Set(chosen);
    if (on) next.add(entity); else next.delete(entity);
    if (next.size) state.facets.set(slot, next); else state.facets.delete(slot);
  });
  return section(slot.label, chosen.size > 0, uses.map(([entity, uses_]) => checkbox(chosen.has(entity), words(entity.label), (on) => toggle(entity, on),
    { number: uses_, key: `is-${slot.id}-${entity.id}` })));
};

const dayField = (label, key) => {
  const input = el("input", { type: "date", "data-key": key });
  input.value = state[key];
  input.addEventListener("change", () => changeFilters(() => { state[key] = input.value; }));
  return el("label", { class: "field" }, label, input);
};

const confidenceField = () => {
  const output = el("output", {}, `${Math.round(state.confidence * 100)} %`);
  const input = el("input", { type: "range", min: "0", max: "1", step: "0.05", "data-key": "confidence" });
  input.value = String(state.confidence);
  input.addEventListener("input", () => { output.textContent = `${Math.round(input.value * 100)} %`; });
  input.addEventListener("change", () => changeFilters(() => { state.confidence = Number(input.value); }));
  return el("label", { class: "field" }, "at least", input, output);
};

const drawLegend = () => {
  const box = byId("filters");
  const open = new Map([...box.querySelectorAll("details")].map((node) => [node.dataset.section, node.open]));
  const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
  const scroll = box.scrollTop;
  const roles = graph.classes.filter((cls) => cls.role > 0);
  box.replaceChildren(...present([
    el("div", { class: "filters-head" }, el("h2", {}, "Legend and filters"), filtersAreOn() ? button("Clear", clearFilters, { class: "link" }) : null),
    state.about ? el("p", { class: "about" }, "Only facts about ", el("strong", {}, words(state.about.label)), " ",
      button("×", () => changeFilters(() => { state.about = null; }), { class: "link", "aria-label": "Show facts about everything" })) : null,
    section("Kinds", true, drawnFamilies.map(familyRow)),
    roles.length ? section("Roles", false, roles.map((cls) => checkbox(state.roles.has(cls), cls.label, (on) => choose(state.roles, cls, on),
      { number: cls.role, key: `role-${cls.id}` }))) : null,
    graph.relations.length ? section("Links", true, graph.relations.map((relation) => checkbox(!state.hiddenRelations.has(relation), relation.label,
      (on) => hideOrShow(state.hiddenRelations, [relation], on), { number: relation.links, key: `relation-${relation.id}` }))) : null,
    graph.types.length ? section("Facts", true, graph.types.map((type) => el("div", { class: "row" }, checkbox(!state.hiddenTypes.has(type), type.label,
      (on) => hideOrShow(state.hiddenTypes, [type], on), { number: type.facts, key: `type-${type.id}` }),
    onlyButton(state.hiddenTypes, graph.types, [type], type.label)))) : null,
    section("Period", true, dayField("from", "from"), dayField("to", "to")),
    graph.reports.length > 1 ? section("Reports", false, graph.reports.map((report) => checkbox(state.reports.has(report), words(reportName(report)),
      (on) => choose(state.reports, report, on), { number: report.facts.length, key: `report-${report.id}` }))) : null,
    facets.filter(({ concept }) => concept).map(facetSection),
    section("Confidence", false, confidenceField()),
    graph.issues.length ? section("Doubts", false, checkbox(state.doubtful, "Only facts that are doubted", (on) => changeFilters(() => { state.doubtful = on; }),
      { key: "doubtful" })) : null,
    facets.some(({ concept }) => !concept) ? section("More", false, facets.filter(({ concept }) => !concept).map(facetSection)) : null,
  ]));
  for (const node of box.querySelectorAll("details")) if (open.has(node.dataset.section)) node.open = open.get(node.dataset.section);
  box.scrollTop = scroll;
  if (focus) [...box.querySelectorAll("input, button")].find((node) => node.dataset.key === focus)?.focus();
};

const startLegend = () => {
  onChange("filters", drawLegend);
  const toggle = byId("filters-toggle");
  toggle.addEventListener("click", () => {
    const open = document.body.classList.toggle("with-filters");
    toggle.setAttribute("aria-expanded", String(open));
  });
  drawLegend();
};
