// The graph: the rows of the data block as objects that point to each other.

const graph = (() => {
  const raw = JSON.parse(byId("data").textContent);
  const named = ([id, label]) => ({ id, label });
  const families = raw.families.map(([id, label, shape, light, dark], row) => ({ row, id, label, shape, light, dark, classes: [] }));
  const classes = raw.classes.map(([id, label, family, concept], row) => {
    const made = { row, id, label, family: families[family], concept: concept === 1, entities: 0, role: 0 };
    families[family].classes.push(made);
    return made;
  });
  const types = raw.types.map((row, index) => ({ row: index, ...named(row), facts: 0 }));
  const slots = raw.slots.map((row, index) => ({ row: index, ...named(row) }));
  const relations = raw.relations.map((row, index) => ({ row: index, ...named(row), links: 0 }));
  const entities = raw.entities.map(([id, label, cls, spellings, roles, merged, lat, long], row) => {
    classes[cls].entities += 1;
    for (const role of roles) classes[role].role += 1;
    return {
      row, id, label, cls: classes[cls], family: classes[cls].family, spellings, merged, roles: roles.map((r) => classes[r]),
      point: lat === undefined ? null : [lat, long], facts: [], links: [], reports: [],
    };
  });
  const reports = raw.reports.map(([id, file, title, publisher, issued, start, end, mentioned], row) => {
    const report = { row, id, file, title, publisher, issued, start, end, passages: [], facts: [] };
    for (const entity of mentioned) entities[entity].reports.push(report);
    return report;
  });
  const passages = raw.passages.map(([text, report, page, section, begin, end], row) => {
    const source = report === null ? null : reports[report];
    const passage = { row, id: `${source ? source.id : ""}:${begin}-${end}`, text, report: source, page, section, begin, end, facts: [], issues: [] };
    if (passage.report) passage.report.passages.push(passage);
    return passage;
  });
  const facts = raw.facts.map(([id, type, label, pairs, evidence, context, confidence, start, end, dateText, valueText, rule], row) => {
    const values = [];
    const own = new Set();
    for (let i = 0; i < pairs.length; i += 2) {
      const value = pairs[i + 1];
      if (typeof value === "number") {
        values.push({ slot: slots[pairs[i]], entity: entities[value] });
        own.add(entities[value]);
      } else if (Array.isArray(value)) {
        values.push({ slot: slots[pairs[i]], number: value[0] });
      } else {
        values.push({ slot: slots[pairs[i]], text: value });
      }
    }
    const fact = {
      row, id, type: types[type], label, values, entities: [...own],
      evidence: evidence.map((p) => passages[p]), context: context.map((p) => passages[p]),
      confidence, start, end, dateText, valueText, rule, issues: [],
    };
    fact.reports = [...new Set(fact.evidence.map((p) => p.report).filter(Boolean))];
    types[type].facts += 1;
    for (const entity of own) entity.facts.push(fact);
    for (const report of fact.reports) report.facts.push(fact);
    for (const passage of fact.evidence) passage.facts.push(fact);
    return fact;
  });
  const links = raw.links.map(([from, to, relation, mutual, supporting], row) => {
    const link = {
      row, from: entities[from], to: entities[to], relation: relations[relation], mutual: mutual === 1,
      facts: supporting.map((f) => facts[f]),
    };
    relations[relation].links += 1;
    link.from.links.push(link);
    link.to.links.push(link);
    return link;
  });
  const issues = raw.issues.map(([kind, label, about, evidence]) => {
    const issue = { kind, label, facts: about.map((f) => facts[f]), passages: evidence.map((p) => passages[p]) };
    for (const fact of issue.facts) fact.issues.push(issue);
    for (const passage of issue.passages) passage.issues.push(issue);
    return issue;
  });
  const index = (rows) => new Map(rows.map((row) => [row.id, row]));
  return {
    title: raw.title, base: raw.base, families, classes, types, slots, relations, entities, reports, passages, facts, links, issues,
    entityById: index(entities), factById: index(facts), reportById: index(reports),
  };
})();

const otherEnd = (link, entity) => (link.from === entity ? link.to : link.from);

// The links between two entities, both ways.
const linksBetween = (a, b) => (a.links.length <= b.links.length ? a : b).links
  .filter((link) => (link.from === a && link.to === b) || (link.from === b && link.to === a));

const neighbours = (entity) => [...new Set(entity.links.map((link) => otherEnd(link, entity)))];

const reportName = (report) => report.title || report.file;
