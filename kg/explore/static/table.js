// The facts or names that pass the filters as a table: sorted, searched, copied as CSV. Only the rows in sight are in the
// page.

const ROW_HEIGHT = 34;
const ROWS_BEYOND = 12;

const table = { rows: [], columnsOf: null, box: null, body: null, scroller: null, first: -1, last: -1 };

const periodKey = (fact) => fact.end || fact.start || "";

const COMMON_COLUMNS = {
  fact: { label: "Fact", text: (fact) => fact.label },
  type: { label: "Kind", text: (fact) => fact.type.label },
  period: { label: "Period", text: (fact) => showPeriod(fact.start, fact.end), key: periodKey, csv: (fact) => [fact.start, fact.end].filter(Boolean).join("/") },
  report: { label: "Report", text: (fact) => fact.reports.map(reportName).join("; ") },
  page: { label: "Page", text: (fact) => (fact.evidence[0] && fact.evidence[0].page ? String(fact.evidence[0].page) : ""),
    key: (fact) => (fact.evidence[0] && fact.evidence[0].page) || 0 },
  confidence: { label: "Confidence", text: (fact) => (fact.confidence === null ? "" : `${Math.round(fact.confidence * 100)} %`), key: (fact) => fact.confidence || 0,
    csv: (fact) => (fact.confidence === null ? "" : String(fact.confidence)) },
  evidence: { label: "Evidence", text: (fact) => fact.evidence.map((passage) => passage.text).join(" … ") },
};

const valueText = (value) => (value.entity ? value.entity.label : value.number !== undefined ? showNumber(value.number) : value.text);
const ofSlot = (fact, slot) => fact.values.filter((value) => value.slot === slot);

const slotColumn = (slot) => ({
  label: slot.label,
  text: (fact) => ofSlot(fact, slot).map(valueText).join("; "),
  key: (fact) => { const [first] = ofSlot(fact, slot); return first === undefined ? "" : first.number !== undefined ? first.number : fold(valueText(first)); },
  csv: (fact) => ofSlot(fact, slot).map((value) => (value.number !== undefined ? String(value.number) : valueText(value))).join("; "),
  numeric: graph.facts.some((fact) => ofSlot(fact, slot).some((value) => value.number !== undefined)),
});

const columnsOf = (type) => {
  const { fact, type: kind, period, report, page, confidence, evidence } = COMMON_COLUMNS;
  if (type === NAMES) return NAMES.columns;
  if (type === null) return { fact, kind, period, report, page, confidence, evidence };
  const own = graph.facts.filter((f) => f.type === type);
  const uses = (slot) => own.filter((f) => f.values.some((value) => value.slot === slot)).length;
  const used = graph.slots.map((slot) => [slot, uses(slot)]).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1] || a[0].row - b[0].row).map(([slot]) => slot);
  return { fact, ...Object.fromEntries(used.map((slot) => [`slot-${slot.id}`, slotColumn(slot)])), period, report, page, confidence, evidence };
};

// The kind of the rows: a kind of fact, names, or null for all facts.
const tableType = () => [NAMES, ...graph.types].find((type) => type.id === state.options.get("rows")) || null;

const isChosenRow = (row) => { const chosen = state.selection; return chosen !== null && (chosen.fact === row || chosen.entity === row); };
const openRow = (row) => (tableType() === NAMES ? selectEntity(row) : selectFact(row));

// The column that orders the rows and whether it does so downwards: `slot-value` or `-slot-value` in the address.
const tableOrder = () => {
  const order = state.options.get("order") || "";
  return { key: order.replace(/^-/, ""), descending: order.startsWith("-") };
};

let columns = columnsOf(null);

const sortRows = (rows) => {
  const { key: sorted, descending } = tableOrder();
  const column = columns[sorted];
  if (!column) return rows;
  const key = column.key || ((fact) => fold(column.text(fact)));
  const keyed = rows.map((fact) => [key(fact), fact]);
  const sign = descending ? -1 : 1;
  const isEmpty = (k) => k === "" || (k === 0 && !column.numeric);
  // mixed kinds of keys: numbers before words; what is empty stands last in both directions
  keyed.sort(([a, x], [b, y]) => {
    if (isEmpty(a) !== isEmpty(b)) return isEmpty(a) ? 1 : -1;
    if (typeof a !== typeof b) return typeof a === "number" ? -sign : sign;
    return a < b ? -sign : a > b ? sign : x.row - y.row;
  });
  return keyed.map(([, fact]) => fact);
};

const tableRows = () => {
  const type = tableType();
  const ofType = type === NAMES ? NAMES.rows() : type === null ? shown.facts : shown.facts.filter((fact) => fact.type === type);
  const wanted = fold(state.options.get("find") || "").split(/\s+/).filter(Boolean);
  const texts = Object.values(columns).map((column) => column.text);
  const matching = wanted.length === 0 ? ofType : ofType.filter((fact) => {
    const all = fold(texts.map((text) => text(fact)).join("\n"));
    return wanted.every((word) => all.includes(word));
  });
  return sortRows(matching);
};

// A cell for a spreadsheet: quoted, and never read as a formula.
const csvCell = (text, numeric) => {
  const safe = !numeric && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};

const tableAsCsv = () => {
  const shownColumns = Object.values(columns);
  const line = (cells) => `${cells.join(",")}\r\n`;
  return line(shownColumns.map((column) => csvCell(column.label, false)))
    + table.rows.map((fact) => line(shownColumns.map((column) => csvCell((column.csv || column.text)(fact), column.numeric)))).join("");
};

const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "visually-hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

const saveText = (name, type, text) => {
  const link = el("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

const drawRows = ({ anew = false } = {}) => {
  const { scroller, body } = table;
  const top = scroller.scrollTop;
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - ROWS_BEYOND);
  const last = Math.min(table.rows.length, Math.ceil((top + scroller.clientHeight) / ROW_HEIGHT) + ROWS_BEYOND);
  if (!anew && first === table.first && last === table.last) return;
  table.first = first;
  table.last = last;
  const spacer = (rows) => {
    const row = el("tr", { class: "spacer", "aria-hidden": "true" }, el("td", { colspan: Object.keys(columns).length }));
    row.firstChild.style.height = `${rows * ROW_HEIGHT}px`;
    return row;
  };
  body.replaceChildren(spacer(first), ...table.rows.slice(first, last).map((fact, i) => (
    el("tr", { "aria-rowindex": first + i + 2, "aria-selected": isChosenRow(fact), class: fact.issues && fact.issues.length ? "doubtful" : null, "data-row": fact.id,
      on: { click: () => openRow(fact) } },
    Object.values(columns).map((column, c) => {
      const text = column.text(fact);
      const cell = c === 0 ? button(words(text || "–"), () => openRow(fact), { class: "link" }) : words(text);
      return el("td", { class: column.numeric ? "numeric" : null, title: text.length > 24 ? text.slice(0, 400) : null }, cell);
    })))), spacer(table.rows.length - last));
};

const sortBy = (key) => {
  const { key: sorted, descending } = tableOrder();
  const down = sorted === key ? !descending : Boolean(columns[key].numeric);
  setOption("order", `${down ? "-" : ""}${key}`);
  drawTable();
};

const drawTable = () => {
  const type = tableType();
  if (type !== table.columnsOf) columns = columnsOf(type);
  table.columnsOf = type;
  table.box.querySelector("select").value = type ? type.id : "";
  const filter = table.box.querySelector("input");
  if (document.activeElement !== filter) filter.value = state.options.get("find") || "";
  const order = tableOrder();
  table.rows = tableRows();
  const { box, body } = table;
  const element = body.parentElement;
  element.setAttribute("aria-rowcount", table.rows.length + 1);
  element.tHead.replaceChildren(el("tr", { "aria-rowindex": 1 }, Object.entries(columns).map(([key, column]) => {
    const sorted = order.key === key ? (order.descending ? "descending" : "ascending") : null;
    return el("th", { scope: "col", "aria-sort": sorted, class: column.numeric ? "numeric" : null },
      button([column.label, el("span", { class: "arrow", "aria-hidden": "true" }, sorted ? (order.descending ? " ▼" : " ▲") : "")], () => sortBy(key), { class: "link" }));
  })));
  box.querySelector(".table-count").textContent = count(table.rows.length, "row");
  drawRows({ anew: true });
};

const tableView = () => {
  const types = el("select", { id: "table-type", on: { change: () => {
    setOption("rows", types.value);
    table.scroller.scrollTop = 0;
    drawTable();
  } } }, el("option", { value: "" }, "All facts"), graph.types.map((type) => el("option", { value: type.id }, `${type.label} (${showNumber(type.facts)})`)),
  el("option", { value: NAMES.id }, NAMES.label));
  const filter = el("input", { type: "search", placeholder: "Filter rows …", "aria-label": "Filter rows", on: { input: () => {
    setOption("find", filter.value);
    table.scroller.scrollTop = 0;
    drawTable();
  } } });
  const copy = button("Copy as CSV", async () => {
    await copyText(tableAsCsv());
    announce(`${count(table.rows.length, "row")} copied`);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy as CSV"; }, 1500);
  });
  const save = button("Save as CSV", () => saveText(tableType() === NAMES ? "names.csv" : "facts.csv", "text/csv;charset=utf-8", `\ufeff${tableAsCsv()}`));
  table.body = el("tbody");
  table.scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Table of facts or names", on: { scroll: () => drawRows() } },
    el("table", { class: "facts" }, el("caption", { class: "visually-hidden" }, "What passes the filters"), el("thead"), table.body));
  table.box = el("div", { class: "table-view" }, el("div", { class: "bar" },
    el("label", {}, el("span", { class: "visually-hidden" }, "Rows "), types), filter, el("span", { class: "table-count note", role: "status" }), el("span", { class: "spring" }), copy, save),
  table.scroller);
  new ResizeObserver(() => drawRows()).observe(table.scroller);
  return { box: table.box, refresh: drawTable, reselect: () => drawRows({ anew: true }) };
};
