// The reports as they were read, with what was found in them: so that one sees what was missed.

// Each report's text is a block of its own, which is read when the report is.
const textOf = (report) => {
  const block = byId(`text-${report.row}`);
  return block ? JSON.parse(block.textContent) : null;
};

const reading = { box: null, report: null };

// Cuts a text where any span begins or ends; each piece knows the passages and the mention that cover it.
const pieces = (text, passages, mentions) => {
  const cuts = new Set([0, text.length]);
  for (const { begin, end } of [...passages, ...mentions]) { cuts.add(begin); cuts.add(end); }
  for (const match of text.matchAll(/\n\s*\n/g)) cuts.add(match.index);
  const at = [...cuts].filter((cut_) => cut_ >= 0 && cut_ <= text.length).sort((a, b) => a - b);
  const sorted = [...passages].sort((a, b) => a.begin - b.begin);
  const named = [...mentions].sort((a, b) => a.begin - b.begin || b.end - a.end);
  let nextPassage = 0;
  let nextMention = 0;
  let open = [];
  let mention = null;
  return at.slice(0, -1).map((begin, i) => {
    const end = at[i + 1];
    open = open.filter((passage) => passage.end > begin);
    while (nextPassage < sorted.length && sorted[nextPassage].begin <= begin) {
      if (sorted[nextPassage].end > begin) open.push(sorted[nextPassage]);
      nextPassage += 1;
    }
    if (mention && mention.end <= begin) mention = null;
    while (nextMention < named.length && named[nextMention].begin <= begin) {
      if (!mention && named[nextMention].end > begin) mention = named[nextMention];
      nextMention += 1;
    }
    return { begin, end, passages: open, mention };
  });
};

const statingPassages = (report) => report.passages.filter((passage) => passage.facts.some(isShown) || passage.issues.length > 0);

const openMention = (mention) => {
  const [, , , row] = mention.source;
  if (row !== null) selectEntity(graph.entities[row]);
};

// A stretch that states facts; one of its passages opens when it is clicked.
const statedNode = (passages, opened, ...content) => {
  const facts = [...new Set(passages.flatMap((passage) => passage.facts))];
  const doubtful = passages.some((passage) => passage.issues.length > 0) || facts.some((fact) => fact.issues.length > 0);
  return el("span", { class: doubtful ? "stated doubtful" : "stated", "data-passage": opened.row, title: count(facts.length, "fact"),
    on: { click: () => select({ kind: "passage", passage: opened }) } }, content);
};

const pieceNode = (text, piece) => {
  const content = text.slice(piece.begin, piece.end);
  let node = content;
  if (piece.mention) {
    const [, , family, row, cls] = piece.mention.source;
    node = el("span", { class: row === null ? "mention" : "mention known", title: cls, "data-entity": row }, content);
    if (family !== null) {
      node.style.setProperty("--light", graph.families[family].light);
      node.style.setProperty("--dark", graph.families[family].dark);
    }
    if (row !== null && piece.passages.length === 0) node.addEventListener("click", () => openMention(piece.mention));
  }
  if (piece.passages.length === 0) return node;
  const inner = piece.passages.reduce((a, b) => (b.end - b.begin < a.end - a.begin ? b : a));
  return statedNode(piece.passages, inner, node);
};

const covered = (report, length) => {
  const spans = statingPassages(report).map((passage) => [passage.begin, passage.end]).sort((a, b) => a[0] - b[0]);
  let sum = 0;
  let reach = 0;
  for (const [begin, end] of spans) {
    sum += Math.max(0, end - Math.max(begin, reach));
    reach = Math.max(reach, end);
  }
  return length ? sum / length : 0;
};

// Right and left: the next or last stretch that states a fact.
const readingKeys = (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = [...new Set([...reading.box.querySelectorAll("[data-passage]")].map((node) => Number(node.dataset.passage)))];
  const chosen = state.selection && state.selection.kind === "passage" ? state.selection.passage.row : null;
  const at = rows.indexOf(chosen);
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (next === undefined) return;
  const passage = graph.passages[next];
  select({ kind: "passage", passage });
  announce(`${passage.facts.map((fact) => fact.label).join("; ")}: ${passage.text}`);
};

const asRead = (report, source) => {
  const mentions = source.mentions.map((row) => ({ begin: row[0], end: row[1], source: row }));
  const cutText = pieces(source.text, statingPassages(report), mentions);
  const box = el("div", { class: "as-read", dir: "auto", tabindex: "0", role: "region", on: { keydown: readingKeys },
    "aria-label": "Text of the report. The right and left arrow keys go from stated fact to stated fact." });
  for (const piece of cutText) box.append(pieceNode(source.text, piece));
  return box;
};

// Without the report's text only the passages that state facts are known.
const asQuoted = (report) => el("div", { class: "as-read quoted", tabindex: "0", role: "region", on: { keydown: readingKeys },
  "aria-label": "Passages of the report. The right and left arrow keys go from stated fact to stated fact." },
  growing(statingPassages(report), 60, (passage) => el("p", {}, statedNode([passage], passage, words(passage.text))), "passages"));

const reportList = () => el("ul", { class: "report-list" }, graph.reports.map((report) => el("li", {},
  button([el("span", { class: "name" }, words(reportName(report))), el("span", { class: "sub" }, [report.publisher, report.issued && showDay(report.issued)].filter(Boolean).map((part, i) => [i ? ", " : "", words(part)])),
    el("span", { class: "number" }, showNumber(report.facts.filter(isShown).length))], () => openReport(report),
  { "aria-current": report === reading.report ? "true" : null, title: report.file }))));

const drawReading = () => {
  const { box, report } = reading;
  const source = report && textOf(report);
  const scroll = box.querySelector(".as-read") ? box.querySelector(".as-read").scrollTop : 0;
  const same = box.dataset.report === (report ? report.id : "");
  box.dataset.report = report ? report.id : "";
  box.replaceChildren(el("nav", { class: "report-nav", "aria-label": "Reports" }, reportList()), report ? el("article", { class: "report" },
    el("header", {}, el("h2", {}, words(reportName(report))),
      el("p", { class: "note" }, [count(report.facts.filter(isShown).length, "fact"), source ? ` from ${Math.round(100 * covered(report, source.text.length))} % of the text` : "",
        source ? `, ${count(source.mentions.length, "name")} marked` : ""], " ", button("Details", () => select({ kind: "report", report }), { class: "link" })),
      el("p", { class: "key" }, el("span", { class: "stated" }, "states a fact"), " ", el("span", { class: "stated doubtful" }, "doubted"), " ",
        source ? el("span", { class: "mention" }, "name") : null)),
    source ? asRead(report, source) : asQuoted(report)) : el("p", { class: "nothing" }, "No reports."));
  if (same && box.querySelector(".as-read")) box.querySelector(".as-read").scrollTop = scroll;
};

const openReport = (report) => {
  reading.report = report;
  setOption("read", report.id);
  drawReading();
};

// Brings a stretch into the middle of what is in sight of the text; nothing around the text is moved.
const scrollToMiddle = (node) => {
  const box = node.closest(".as-read");
  const [inner, outer] = [node.getBoundingClientRect(), box.getBoundingClientRect()];
  box.scrollTop += inner.top - outer.top - Math.max(20, (outer.height - coveredHeight() - inner.height) / 2);
};

const showPassage = (passage) => {
  const node = reading.box.querySelector(`[data-passage="${passage.row}"]`);
  for (const old of reading.box.querySelectorAll(".stated.chosen")) old.classList.remove("chosen");
  for (const part of reading.box.querySelectorAll(`[data-passage="${passage.row}"]`)) part.classList.add("chosen");
  if (node) queueMicrotask(() => scrollToMiddle(node)); // when the details are drawn, which take room
};

const reselectReading = () => {
  const chosen = state.selection;
  const passage = chosen && (chosen.kind === "passage" ? chosen.passage : chosen.kind === "fact" ? chosen.fact.evidence[0] : null);
  const report = passage ? passage.report : chosen && chosen.kind === "report" ? chosen.report : null;
  if (report && report !== reading.report) openReport(report);
  if (passage) showPassage(passage);
  for (const node of reading.box.querySelectorAll(".mention.chosen")) node.classList.remove("chosen");
  for (const node of mentionsOf(chosen && chosen.kind === "entity" ? chosen.entity : null)) node.classList.add("chosen");
};

const mentionsOf = (entity) => (entity ? [...reading.box.querySelectorAll(`.as-read [data-entity="${entity.row}"]`)] : []);

const showMention = (entity) => {
  const [first] = mentionsOf(entity);
  if (first) scrollToMiddle(first);
};

const openPassage = (passage) => {
  openView("reports");
  select({ kind: "passage", passage });
};

const reportsView = () => {
  reading.box = el("div", { class: "reports-view" });
  return { box: reading.box, refresh: () => {
    reading.report = graph.reportById().get(state.options.get("read")) || reading.report || graph.reports[0] || null;
    drawReading();
    reselectReading();
  }, reselect: reselectReading, centre: showMention };
};
