// The graph: the rows of the data block as objects that point to each other.

const NONE = Object.freeze([]); // the one empty list of all facts that no doubt is about

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
  const entities = raw.entities.map(([id, label, cls, spellings, roles, known, merged, lat, long], row) => {
    classes[cls].entities += 1;
    for (const role of roles) classes[role].role += 1;
    return {
      row, id, label, cls: classes[cls], family: classes[cls].family, spellings, known, merged, roles: roles.map((r) => classes[r]),
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
    const passage = { row, text, report: source, page, section, begin, end, facts: [], issues: NONE };
    if (passage.report) passage.report.passages.push(passage);
    return passage;
  });
  const value = (slot, given) => (typeof given === "number" ? { slot, entity: entities[given] }
    : Array.isArray(given) ? { slot, number: given[0] } : { slot, text: given });
  // Values are made when they are looked at: a large graph has half a million.
  class Fact {
    get values() {
      this.made ||= Array.from({ length: this.pairs.length / 2 }, (_, i) => value(slots[this.pairs[2 * i]], this.pairs[2 * i + 1]));
      return this.made;
    }
  }
  const facts = raw.facts.map(([id, type, label, pairs, evidence, context, confidence, start, end, dateText, valueText, rule], row) => {
    const own = [];
    for (let i = 1; i < pairs.length; i += 2) {
      if (typeof pairs[i] === "number" && !own.includes(entities[pairs[i]])) own.push(entities[pairs[i]]);
    }
    const fact = Object.assign(new Fact(), {
      row, id, type: types[type], label, pairs, made: null, entities: own,
      evidence: evidence.map((p) => passages[p]), context: context.length ? context.map((p) => passages[p]) : NONE,
      reports: [], confidence, start, end, dateText, valueText, rule, issues: NONE,
    });
    for (const { report } of fact.evidence) if (report && !fact.reports.includes(report)) fact.reports.push(report);
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
    for (const doubted of [...issue.facts, ...issue.passages]) doubted.issues = [...doubted.issues, issue];
    return issue;
  });
  // What the ontology declares of a plot, with the slots, the class and the concepts themselves.
  const slotIn = (row) => (row === null || row === undefined ? null : slots[row]);
  const formIn = (form) => form && form.map(([before, slot, behind]) => [before, slotIn(slot), behind]);
  const entityAt = (row) => (row === null ? null : entities[row]);
  const plots = raw.plots.map((row) => ({
    ...row, type: types[row.type], value: slotIn(row.value), whole: slotIn(row.whole), part: slotIn(row.part), by: slotIn(row.by),
    choose: slotIn(row.choose), once: slotIn(row.once), mark: slotIn(row.mark), apart: row.apart.map(slotIn), series: formIn(row.series),
    name: formIn(row.name), unit: formIn(row.unit), marks: row.marks.map(entityAt), percent: entityAt(row.percent),
  }));
  const byRowId = (rows) => lazy(() => new Map(rows.map((row) => [row.id, row])));
  return {
    title: raw.title, base: raw.base, families, classes, types, slots, relations, entities, reports, passages, facts, links, issues, plots,
    entityById: byRowId(entities), factById: byRowId(facts), reportById: byRowId(reports),
  };
})();

// How the address names a passage.
const passageId = ({ report, begin, end }) => `${report ? report.id : ""}:${begin}-${end}`;

const otherEnd = (link, entity) => (link.from === entity ? link.to : link.from);

// The links between two entities, both ways.
const linksBetween = (a, b) => (a.links.length <= b.links.length ? a : b).links
  .filter((link) => (link.from === a && link.to === b) || (link.from === b && link.to === a));

const neighbours = (entity) => [...new Set(entity.links.map((link) => otherEnd(link, entity)))];

const reportName = (report) => report.title || report.file;
