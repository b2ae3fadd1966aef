// The panel: what is known of the selected thing, and for every fact where it is said.

const FACTS_AT_ONCE = 20;
const NEIGHBOURS_AT_ONCE = 12;

const entityButton = (entity, attributes = {}) => button([mark(entity.family), words(entity.label)], () => selectEntity(entity),
  { class: "chip", title: entity.cls.label, ...attributes });

const shownValue = (value) => {
  if (value.entity) return entityButton(value.entity);
  return value.number !== undefined ? showNumber(value.number) : words(value.text);
};

// The values of a fact by slot, a slot with several values once.
const slotRows = (fact) => [...groupBy(fact.values, (value) => value.slot)];

const sourceLine = (passage) => {
  const { report, page, section } = passage;
  return el("footer", { class: "source" },
    report ? button(words(reportName(report)), () => openPassage(passage), { class: "link", title: report.file }) : "source unknown",
    page ? `, page ${page}` : null,
    report && report.issued ? `, issued ${showDay(report.issued)}` : null,
    section ? el("span", { class: "section" }, words(section)) : null);
};

const LONG_QUOTE = 700; // letters, from which on a quote scrolls in its box

const quote = (passage, text, { tag = null, source = true } = {}) => el("blockquote", { class: tag ? "quote context" : "quote" },
  el("p", {
    class: `${passage.text.length > LONG_QUOTE ? "long" : ""} ${/[|\t]/.test(passage.text) ? "lines" : ""}`, tabindex: passage.text.length > LONG_QUOTE ? "0" : null,
  }, tag ? [el("span", { class: "tag" }, tag), " "] : null, text),
  source ? sourceLine(passage) : null);

const evidence = (fact) => [
  ...fact.evidence.map((passage) => quote(passage, markedText(passage.text, markSpans(passage.text, fact)))),
  ...fact.context.map((passage) => quote(passage, markedText(passage.text, markSpans(passage.text, fact)), { tag: "context", source: false })),
];

const doubts = (issues) => issues.map((issue) => el("div", { class: "doubt" },
  el("strong", {}, "Doubt: "), words(issue.label || issue.kind), " ", el("span", { class: "tag" }, words(issue.kind)),
  issue.passages.map((passage) => quote(passage, words(passage.text)))));

const confidenceSign = (fact) => (fact.confidence === null ? null
  : el("span", { class: "confidence", title: `found by the rule ${fact.rule || "unknown"}` }, `confidence ${Math.round(fact.confidence * 100)} %`));

const factCard = (fact, { heading = "h3" } = {}) => el("article", { class: "fact", "data-fact": fact.id },
  el(heading, {}, words(fact.label)),
  el("p", { class: "meta" }, el("span", { class: "tag" }, fact.type.label), " ",
    showPeriod(fact.start, fact.end) ? el("span", { title: fact.dateText || "" }, showPeriod(fact.start, fact.end)) : null, " ", confidenceSign(fact)),
  el("dl", { class: "slots" }, slotRows(fact).map(([slot, values]) => [el("dt", {}, slot.label), el("dd", {}, values.map(shownValue))])),
  evidence(fact),
  doubts(fact.issues));

// A list that shows its first members and a button for more.
const growing = (members, atOnce, draw, noun) => {
  const list = el("div", { class: "list" });
  let at = 0;
  const more = button("", () => grow(), { class: "more" });
  const grow = () => {
    const first = members.slice(at, at + atOnce).map(draw);
    more.before(...first);
    at += first.length;
    more.hidden = at >= members.length;
    more.textContent = `Show ${Math.min(atOnce, members.length - at)} more of ${members.length - at} ${noun}`;
    return first[0];
  };
  list.append(more);
  grow();
  return list;
};

const factGroups = (facts, { open = 2 } = {}) => {
  return [...groupBy(facts, (fact) => fact.type)].sort((a, b) => b[1].length - a[1].length || (a[0].label < b[0].label ? -1 : 1)).map(([type, own], rank) => (
    el("details", { class: "group", open: rank < open }, el("summary", {}, el("span", {}, type.label), el("span", { class: "number" }, showNumber(own.length))),
      growing(own, FACTS_AT_ONCE, (fact) => factCard(fact), "facts"))));
};

const filteredNote = (all, passing) => (passing.length === all.length ? null
  : el("p", { class: "note" }, `${count(all.length - passing.length, "fact")} hidden by filters. `, button("Clear filters", clearFilters, { class: "link" })));

const linkGroups = (entity) => {
  const groups = new Map();
  for (const link of entity.links) {
    const direction = link.mutual ? "↔" : link.from === entity ? "→" : "←";
    const key = `${link.relation.row} ${direction}`;
    if (!groups.has(key)) groups.set(key, { relation: link.relation, direction, links: [] });
    groups.get(key).links.push(link);
  }
  return [...groups.values()].map(({ relation, direction, links }) => el("div", { class: "links" },
    el("h3", {}, direction === "←" ? `← ${relation.label}` : `${relation.label} ${direction}`),
    growing([...links].sort((a, b) => b.facts.length - a.facts.length), NEIGHBOURS_AT_ONCE, (link) => el("span", { class: "pair" },
      entityButton(otherEnd(link, entity)),
      link.facts.length ? button(showNumber(link.facts.length), () => select({ kind: "pair", a: entity, b: otherEnd(link, entity) }),
        { class: "number", "aria-label": `${count(link.facts.length, "fact")} that say so` }) : null), "others")));
};

const entityPanel = (entity) => {
  const passing = entity.facts.filter(isShown);
  const hidden = neighbours(entity).filter((other) => !isDrawn(other)).length;
  return [
    el("p", { class: "kind" }, mark(entity.family), entity.cls.label, entity.roles.map((role) => el("span", { class: "tag" }, role.label)),
      entity.known || entity.cls.concept ? null : el("span", { class: "tag unknown", title: "No vocabulary and no gazetteer has this name; it is as the reports spell it." }, KNOWN[0])),
    el("h2", {}, words(entity.label)),
    entity.spellings.length ? el("p", { class: "spellings" }, "Also written ", entity.spellings.slice(0, 20).map((name, i) => [i ? ", " : "", words(name)]),
      entity.merged.length ? `; taken for one by ${entity.merged.slice(0, -1).join(", ")} (score ${entity.merged.at(-1)})` : "") : null,
    el("p", { class: "actions" },
      button("Show in the network", () => { openView("network"); centre(entity); }),
      hidden ? button(`Add ${count(hidden, "neighbour")}`, () => { openView("network"); expand(entity); }) : null,
      state.about === entity ? button("Show all facts", () => changeFilters(() => { state.about = null; }))
        : button("Only facts about this", () => changeFilters(() => { state.about = entity; }))),
    entity.links.length ? el("details", { class: "group", open: true },
      el("summary", {}, el("span", {}, "Linked to"), el("span", { class: "number" }, showNumber(neighbours(entity).length))), linkGroups(entity)) : null,
    filteredNote(entity.facts, passing),
    factGroups(passing),
    entity.reports.length ? el("details", { class: "group", open: entity.facts.length === 0 },
      el("summary", {}, el("span", {}, "Named in"), el("span", { class: "number" }, showNumber(entity.reports.length))),
      el("ul", { class: "relations" }, entity.reports.map((report) => el("li", {}, button(words(reportName(report)),
        () => { openView("reports"); select({ kind: "report", report }); }, { class: "link", title: report.file }))))) : null,
  ];
};

const pairPanel = (a, b) => {
  const links = linksBetween(a, b);
  const facts = [...new Set(links.flatMap((link) => link.facts))];
  const passing = facts.filter(isShown);
  return [
    el("p", { class: "kind" }, "Link"),
    el("h2", { class: "pair-heading" }, entityButton(a), entityButton(b)),
    el("ul", { class: "relations" }, links.map((link) => el("li", {}, words(link.from.label), ` ${link.mutual ? "↔" : "→"} `,
      el("strong", {}, link.relation.label), " ", words(link.to.label)))),
    facts.length ? null : el("p", { class: "note" }, "This link comes from the vocabulary or from place data; no fact of a report states it."),
    filteredNote(facts, passing),
    factGroups(passing),
  ];
};

const reportPanel = (report) => [
  el("p", { class: "kind" }, "Report"),
  el("h2", {}, words(reportName(report))),
  el("dl", { class: "slots" }, [["file", report.file], ["publisher", report.publisher], ["issued", report.issued && showDay(report.issued)],
    ["period", showPeriod(report.start, report.end)]].filter(([, text]) => text).map(([label, text]) => [el("dt", {}, label), el("dd", {}, words(text))])),
  el("p", { class: "actions" }, button("Read it", () => { openView("reports"); select({ kind: "report", report }); }), button("Only this report", () => changeFilters(() => { state.reports = new Set([report]); }))),
  factGroups(report.facts.filter(isShown)),
];

// All facts that a stretch of a report states, also where their passages overlap.
const passagePanel = (passage) => {
  const around = passage.report ? passage.report.passages.filter((other) => other.begin < passage.end && passage.begin < other.end) : [passage];
  const facts = [...new Set(around.flatMap((other) => other.facts))];
  return [
    el("p", { class: "kind" }, "Passage"),
    quote(passage, words(passage.text)),
    doubts(passage.issues),
    filteredNote(facts, facts.filter(isShown)),
    factGroups(facts.filter(isShown), { open: 9 }),
  ];
};

const panelContent = () => {
  const chosen = state.selection;
  if (!chosen) return null;
  if (chosen.kind === "entity") return entityPanel(chosen.entity);
  if (chosen.kind === "pair") return pairPanel(chosen.a, chosen.b);
  if (chosen.kind === "passage") return passagePanel(chosen.passage);
  if (chosen.kind === "facts") return [el("h2", {}, words(chosen.title)), factGroups(chosen.facts)];
  if (chosen.kind === "report") return reportPanel(chosen.report);
  return [el("p", { class: "kind" }, "Fact"), factCard(chosen.fact, { heading: "h2" })];
};

const closePanel = () => select(null);

const drawPanel = () => {
  const panel = byId("panel");
  const content = panelContent();
  panel.hidden = content === null;
  document.body.classList.toggle("with-panel", content !== null);
  panel.replaceChildren(...(content === null ? [] : [
    button("×", closePanel, { class: "close", "aria-label": "Close the details" }), ...present(content)]));
  panel.scrollTop = 0;
};

// How much of a view the details cover from below: on a phone they lie on it.
const coveredHeight = () => (narrow.matches && !byId("panel").hidden ? byId("panel").clientHeight : 0);

const startPanel = () => {
  drawPanel();
  onChange("selection", drawPanel);
  onChange("filters", drawPanel);
  onChange("expanded", drawPanel);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selection && document.activeElement !== byId("search")) closePanel();
  });
};
