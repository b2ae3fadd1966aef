// Which facts, entities and links pass the filters. One pass over the facts, then one over links.

const shown = { facts: [], factPasses: new Uint8Array(graph.facts.length), entityPasses: new Uint8Array(graph.entities.length),
  linkPasses: new Uint8Array(graph.links.length), entities: 0 };

const factFiltersAreOn = () => state.hiddenTypes.size > 0 || state.reports.size > 0 || state.from !== "" || state.to !== ""
  || state.confidence > 0 || state.doubtful || state.facets.size > 0 || state.about !== null;

const filtersAreOn = () => factFiltersAreOn() || state.hiddenClasses.size > 0 || state.hiddenRelations.size > 0 || state.roles.size > 0;

const isVisibleKind = (entity) => {
  if (state.hiddenClasses.has(entity.cls)) return false;
  if (state.roles.size === 0) return true;
  if (entity.roles.some((role) => state.roles.has(role))) return true;
  for (const role of state.roles) if (role.family === entity.family) return false;
  return true;
};

const factHasKind = (fact) => {
  if (fact.entities.length === 0) return true;
  for (const entity of fact.entities) if (isVisibleKind(entity)) return true;
  return false;
};

const overlaps = (fact) => {
  if (!state.from && !state.to) return true;
  if (!fact.start && !fact.end) return false;
  return (!state.to || (fact.start || fact.end) <= state.to) && (!state.from || (fact.end || fact.start) >= state.from);
};

const inFacets = ({ pairs }) => {
  for (const [slot, wanted] of state.facets) {
    if (!pairs.some((at, i) => i % 2 === 0 && at === slot.row && typeof pairs[i + 1] === "number" && wanted.has(graph.entities[pairs[i + 1]]))) return false;
  }
  return true;
};

const factPasses = (fact) => !state.hiddenTypes.has(fact.type)
  && (state.confidence === 0 || (fact.confidence !== null && fact.confidence >= state.confidence))
  && (!state.doubtful || fact.issues.length > 0)
  && (state.reports.size === 0 || fact.reports.some((report) => state.reports.has(report)))
  && (state.about === null || fact.entities.includes(state.about))
  && overlaps(fact) && inFacets(fact)
  && (state.hiddenClasses.size === 0 && state.roles.size === 0 ? true : factHasKind(fact));

const applyFilters = () => {
  const needsFact = factFiltersAreOn();
  const { factPasses: factBits, entityPasses: entityBits, linkPasses: linkBits } = shown;
  shown.facts = [];
  entityBits.fill(0);
  for (const fact of graph.facts) {
    const passes = factPasses(fact);
    factBits[fact.row] = passes ? 1 : 0;
    if (!passes) continue;
    shown.facts.push(fact);
    if (needsFact) for (const entity of fact.entities) entityBits[entity.row] = 1;
  }
  shown.entities = 0;
  for (const entity of graph.entities) {
    entityBits[entity.row] = (!needsFact || entityBits[entity.row]) && isVisibleKind(entity) ? 1 : 0;
    shown.entities += entityBits[entity.row];
  }
  for (const link of graph.links) {
    const passes = !state.hiddenRelations.has(link.relation) && entityBits[link.from.row] && entityBits[link.to.row]
      && (link.facts.length === 0 ? !needsFact : link.facts.some((fact) => factBits[fact.row]));
    linkBits[link.row] = passes ? 1 : 0;
  }
};

const isShown = (fact) => shown.factPasses[fact.row] === 1;

const changeFilters = (change) => {
  change();
  applyFilters();
  tell("filters");
};

const clearFilters = () => changeFilters(() => Object.assign(state, emptyFilters()));
