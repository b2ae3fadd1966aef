// Numbers as plots. Every mark is a fact and leads to it. Which facts are drawn, and how, is declared by the ontology: a
// plot has one of four kinds, and names the slots that hold what is drawn.

const entityIn = (fact, slot) => { const [value] = slot ? ofSlot(fact, slot) : []; return value && value.entity ? value.entity : null; };
const numberIn = (fact, slot) => { const value = slot && ofSlot(fact, slot).find((v) => v.number !== undefined); return value ? value.number : null; };
const textIn = (fact, slot) => { const [value] = slot ? ofSlot(fact, slot) : []; return value ? valueText(value) : ""; };
const allIn = (fact, slot) => (slot ? ofSlot(fact, slot).map(valueText).join(", ") : "");
const factsOf = (plot) => shown.facts.filter((fact) => fact.type === plot.type);

// What a declared form says of a fact: texts around slots, of which those that the fact does not fill are left out.
const worded = (fact, form, between) => form.map(([before, slot, behind]) => {
  const text = slot ? allIn(fact, slot) : "";
  return slot && !text ? "" : before + text + behind;
}).filter(Boolean).join(between);

// Facts by the unit of their numbers; where its slot holds none, it is not stated. One group where no unit is declared.
const byUnit = (facts, plot) => {
  if (!plot.unit || plot.unit.length === 0) return facts.length ? [["", facts]] : [];
  return [...groupBy(facts, (fact) => worded(fact, plot.unit, " ") || `${plot.unit[0][1].label} not stated`)];
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const titleOf = (plot, unit) => (unit ? `${plot.title}, ${unit}` : plot.title);

const SERIES_SHAPES = ["dot", "square", "diamond", "triangle", "star", "hexagon", "triangleDown"];
const SERIES = 7;

const SHORT = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

const niceStep = (span, wanted) => {
  const raw = span / wanted || 1;
  const size = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((m) => m * size).find((step) => step >= raw);
};

// Opens the facts behind a mark: one fact by itself, several as a list.
const openFacts = (facts, title) => (facts.length === 1 ? selectFact(facts[0]) : select({ kind: "facts", facts, title }));

const factLink = (facts, title, ...children) => {
  const open = () => openFacts(facts, title);
  return svg("g", { class: "leads", tabindex: "0", role: "button", "aria-label": title, on: { click: open,
    keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } } } }, svg("title", {}, title), children);
};

const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / 864e5;

const seriesMark = (rank, x, y, size = 5) => {
  const shape = svg("path", { class: `series series-${rank % SERIES}`, d: MARK_PATHS[SERIES_SHAPES[rank % SERIES]] });
  shape.setAttribute("transform", `translate(${x} ${y}) scale(${size / 6}) translate(-8 -8)`);
  return shape;
};

const seriesSign = (rank) => svg("svg", { class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true" },
  svg("path", { class: `series series-${rank % SERIES}`, d: MARK_PATHS[SERIES_SHAPES[rank % SERIES]] }));

const plotBox = (title, note, ...children) => el("section", { class: "plot" }, el("h2", {}, title), note ? el("p", { class: "note" }, note) : null, children);

const chooser = (label, entities, current, onChoose) => {
  const list = el("select", { on: { change: () => onChoose(entities[Number(list.value)]) } }, entities.map((entity, i) => el("option", { value: i }, entity.label)));
  list.value = String(Math.max(0, entities.indexOf(current)));
  return el("label", { class: "field" }, `${label} `, list);
};

// Lines: values over time -------------------------------------------------------------------------------------------

// Ticks at whole months or years, some six of them; a single day is named itself.
const timeAxis = (low, high, x, bottom) => {
  const tick = (day, label) => svg("g", { class: "tick" }, svg("line", { x1: x(day), x2: x(day), y1: 12, y2: bottom }),
    svg("text", { x: x(day), y: bottom + 16, "text-anchor": "middle" }, label));
  const date = new Date(low * 864e5);
  if (high - low < 31) return [tick(low, showDay(date.toISOString().slice(0, 10)))];
  const every = [1, 3, 6, 12, 24, 60, 120, 240].find((months) => (high - low) / 30.4 / months < 7) || 480;
  const ticks = [];
  for (let month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / every) * every; ; month += every) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / 864e5;
    if (day > high + 1) return ticks;
    const year = String(Math.floor(month / 12));
    if (day >= low - 1) ticks.push(tick(day, month % 12 === 0 ? year : `${MONTHS[month % 12].slice(0, 3)} ${year}`));
  }
};

// Those of some places in which no other of them lies: `Lac, Chad` speaks of Lac.
const narrowest = (values) => {
  const places = values.map((value) => value.entity).filter(Boolean);
  const isWithin = (inner, outer, steps = 6) => steps > 0 && inner.links.some((link) => link.relation.id === "within" && link.from === inner
    && (link.to === outer || isWithin(link.to, outer, steps - 1)));
  return places.filter((place) => !places.some((other) => other !== place && isWithin(other, place)));
};

const valueAxis = (high, y, left, right) => {
  const step = niceStep(high, 4);
  const ticks = [];
  for (let value = 0; value <= high; value += step) ticks.push(value);
  return ticks.map((value) => svg("g", { class: "tick" }, svg("line", { x1: left, x2: right, y1: y(value), y2: y(value) }),
    svg("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, SHORT.format(value))));
};

const linesPlot = (plot) => {
  const { value, choose } = plot;
  const first = plot.series[0][1];
  const dated = factsOf(plot).filter((fact) => (fact.end || fact.start) && numberIn(fact, value) !== null && (!first || entityIn(fact, first)));
  if (dated.length === 0) return null;
  const places = [...groupBy(dated.flatMap((fact) => (choose ? narrowest(ofSlot(fact, choose)) : []).map((entity) => ({ entity, fact }))), ({ entity }) => entity)]
    .map(([entity, at]) => ({ entity, days: new Set(at.map(({ fact }) => periodKey(fact))).size, figures: at.length }))
    .sort((a, b) => b.days - a.days || b.figures - a.figures || (a.entity.label < b.entity.label ? -1 : 1)).map(({ entity }) => entity);
  const chosen = choose ? graph.entityById().get(state.options.get(plotOption(choose))) : null;
  const where = places.includes(chosen) ? chosen : places[0] || null;
  const facts = where ? dated.filter((fact) => narrowest(ofSlot(fact, choose)).includes(where)) : dated;
  const series = [...groupBy(facts, (fact) => worded(fact, plot.series, " "))]
    .map(([name, own]) => [name, own.sort((a, b) => (periodKey(a) < periodKey(b) ? -1 : periodKey(a) > periodKey(b) ? 1 : numberIn(b, value) - numberIn(a, value) || a.row - b.row))])
    .sort((a, b) => Math.max(...b[1].map((f) => numberIn(f, value))) - Math.max(...a[1].map((f) => numberIn(f, value))));
  // of several figures for one day the line follows the largest; the others stand beside it
  const onLine = (own) => own.filter((fact, i) => i === 0 || periodKey(fact) !== periodKey(own[i - 1]));
  const [width, height, left, right, bottom] = narrow.matches ? [400, 300, 46, 390, 270] : [760, 340, 56, 500, 300];
  const days = facts.map((fact) => dayNumber(periodKey(fact)));
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const top = Math.max(...facts.map((fact) => numberIn(fact, value)), 1) * 1.05;
  const x = (day) => left + 12 + (high === low ? 0.5 : (day - low) / (high - low)) * (right - left - 24);
  const y = (number) => bottom - (number / top) * (bottom - 12);
  let labelAt = -Infinity;
  const labelled = series.slice(0, SERIES).map(([name, own], rank) => ({ name, own, rank, y: y(numberIn(onLine(own).pop(), value)) })).sort((a, b) => a.y - b.y);
  for (const one of labelled) { labelAt = Math.max(one.y, labelAt + 15); one.labelY = labelAt; }
  const notes = [series.length > SERIES ? `The ${SERIES} largest of ${series.length} lines.` : "",
    series.some(([, own]) => onLine(own).length < own.length) ? "Where figures for one day differ, the line follows the largest." : ""];
  return plotBox(plot.title, notes.filter(Boolean).join(" ") || null,
    places.length > 1 ? chooser(capital(choose.label), places, where, (entity) => { setOption(plotOption(choose), entity.id); drawPlots(); }) : null,
    svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": plot.title },
      valueAxis(top, y, left, right), timeAxis(low, high, x, bottom),
      labelled.map(({ name, own, rank, labelY }) => svg("g", {},
        svg("path", { class: `line series-${rank}`, d: onLine(own).map((fact, i) => `${i ? "L" : "M"}${x(dayNumber(periodKey(fact))).toFixed(1)} ${y(numberIn(fact, value)).toFixed(1)}`).join("") }),
        own.map((fact) => factLink([fact], `${name}: ${showNumber(numberIn(fact, value))}, ${showPeriod(fact.start, fact.end)}`, seriesMark(rank, x(dayNumber(periodKey(fact))).toFixed(1), y(numberIn(fact, value)).toFixed(1)))),
        narrow.matches ? null : [seriesMark(rank, right + 14, labelY, 4), svg("text", { class: "name", x: right + 24, y: labelY + 4 }, svg("title", {}, name), cut(name, 33))]))),
    narrow.matches ? el("p", { class: "key" }, labelled.map(({ name, rank }) => el("span", { class: "series-name" }, seriesSign(rank), words(name)))) : null);
};

// Bars -----------------------------------------------------------------------------------------------------------

const BARS = 30;
// On a narrow screen the name stands above its bar instead of beside it.
const bars = () => (narrow.matches ? { left: 0, top: 18, height: 40, width: 400 } : { left: 250, top: 4, height: 26, width: 760 });
const THICK = 18;

const barRow = (label, at, parts, number) => {
  const { left, top } = bars();
  const name = left ? { x: left - 8, y: at + top + 13, "text-anchor": "end" } : { x: 0, y: at + top - 5 };
  return svg("g", {}, svg("text", { class: "name", ...name }, cut(label, left ? 34 : 52)), parts,
    svg("text", { class: "value", x: number.x + 6, y: at + top + 13 }, number.text));
};

const barScale = (highest) => {
  const { left, width } = bars();
  return (value) => left + (highest ? value / highest : 0) * (width - left - 150);
};

const barChart = (label, rows) => {
  const { height, width } = bars();
  return svg("svg", { viewBox: `0 0 ${width} ${rows.length * height + 8}`, role: "group", "aria-label": label }, rows);
};

// Parts: how much of a whole there is, a bar for each fact.
const partsPlots = (plot) => {
  const wholeOf = (fact) => numberIn(fact, plot.whole);
  const partOf = (fact) => numberIn(fact, plot.part);
  const facts = factsOf(plot).filter((fact) => wholeOf(fact) !== null && partOf(fact) !== null);
  const chart = (unit, own) => {
    const sorted = own.sort((a, b) => wholeOf(b) - wholeOf(a) || a.row - b.row).slice(0, BARS);
    const scale = barScale(Math.max(...sorted.map((fact) => Math.max(wholeOf(fact), partOf(fact)))));
    return [own.length > BARS ? el("p", { class: "note" }, `The ${BARS} largest of ${own.length}`) : null,
      barChart(plot.title, sorted.map((fact, i) => {
        const { left, top, height } = bars();
        const [whole, part, at] = [wholeOf(fact), partOf(fact), i * height];
        const name = worded(fact, plot.name, ", ");
        const share = whole > 0 ? ` (${Math.round((100 * part) / whole)} %)` : "";
        const title = `${name}: ${showNumber(part)} of ${[showNumber(whole), unit].filter(Boolean).join(" ")}${share}, ${showPeriod(fact.start, fact.end)}`;
        return factLink([fact], title, barRow(name, at, [
          svg("rect", { class: "whole", x: left, y: at + top, width: Math.max(1, scale(whole) - left).toFixed(1), height: THICK }),
          svg("rect", { class: "got", x: left, y: at + top, width: Math.max(0.5, scale(part) - left).toFixed(1), height: THICK })],
        { x: scale(Math.max(whole, part)), text: `${SHORT.format(part)} of ${SHORT.format(whole)}${share}` }));
      }))];
  };
  return byUnit(facts, plot).map(([unit, own]) => {
    if (!plot.by_report) return plotBox(titleOf(plot, unit), null, chart(unit, own));
    const reports = [...groupBy(own, (fact) => fact.reports[0])].map(([report, list]) => ({ report, list, most: Math.max(...list.map(wholeOf)) }))
      .sort((a, b) => b.most - a.most || a.report.row - b.report.row);
    return plotBox(titleOf(plot, unit), reports.length > 1 ? "Each report has its own scale." : null,
      growing(reports, 6, ({ report, list }) => el("div", { class: "of-report" },
        el("h3", {}, button(words(reportName(report)), () => select({ kind: "report", report }), { class: "link", title: report.file })), chart(unit, list)), "reports"));
  });
};

// Of several facts about one thing the one with the largest number.
const largestOfEach = (facts, plot) => [...groupBy(facts, (fact) => entityIn(fact, plot.once) || fact)]
  .map(([, own]) => own.reduce((most, fact) => (numberIn(fact, plot.value) > numberIn(most, plot.value) ? fact : most)));

// Sums: the values of one thing added up, a bar for each.
const sumsPlots = (plot) => {
  const numberOf = (fact) => numberIn(fact, plot.value);
  const holders = (fact) => ofSlot(fact, plot.by).map((v) => v.entity).filter(Boolean);
  const facts = factsOf(plot).filter((fact) => numberOf(fact) !== null && holders(fact).length > 0);
  return byUnit(facts, plot).map(([unit, own]) => {
    const total = (list) => list.reduce((sum, fact) => sum + numberOf(fact), 0);
    const held = own.flatMap((fact) => holders(fact).map((entity) => ({ entity, fact })));
    const things = [...groupBy(held, ({ entity }) => entity)].map(([entity, at]) => [entity, at.map(({ fact }) => fact)])
      .map(([entity, list]) => [entity, plot.once ? largestOfEach(list, plot) : list])
      .sort((a, b) => total(b[1]) - total(a[1]) || (a[0].label < b[0].label ? -1 : 1));
    const drawn = things.slice(0, BARS);
    const scale = barScale(Math.max(...drawn.map(([, list]) => total(list))));
    const repeated = plot.once ? `Of several facts about one ${plot.once.label} the largest counts.` : graph.reports.length > 1 ? "What two reports state counts twice here." : "";
    const shared = held.length > own.length ? "What several have together counts for each." : "";
    return plotBox(titleOf(plot, unit), [things.length > BARS ? `The ${BARS} largest of ${things.length}.` : "", repeated, shared].filter(Boolean).join(" ") || null,
      barChart(plot.title, drawn.map(([entity, list], i) => {
        const { left, top, height } = bars();
        const at = i * height;
        let from = left;
        const parts = list.sort((a, b) => numberOf(b) - numberOf(a) || a.row - b.row).map((fact) => {
          const to = from + scale(numberOf(fact)) - left;
          const number = [showNumber(numberOf(fact)), unit].filter(Boolean).join(" ");
          const part = factLink([fact], `${entity.label}: ${number}${fact.end ? `, ${showPeriod(fact.start, fact.end)}` : ""}`,
            svg("rect", { class: "got part", x: from.toFixed(1), y: at + top, width: Math.max(0.8, to - from).toFixed(1), height: THICK }));
          from = to;
          return part;
        });
        return barRow(entity.label, at, parts, { x: from, text: `${SHORT.format(total(list))}${list.length > 1 ? `, ${list.length} times` : ""}` });
      })));
  });
};

// Marks: the values of one thing side by side on a rail, told apart by a concept --------------------------------------

const marksPlot = (plot) => {
  const { by, value } = plot;
  const rankOf = (fact) => { const entity = entityIn(fact, plot.mark); return entity ? plot.marks.indexOf(entity) : -1; };
  const kindOf = (fact) => plot.marks[rankOf(fact)].label.toLowerCase();
  const isMain = (fact) => rankOf(fact) === plot.main;
  const facts = factsOf(plot).filter((fact) => entityIn(fact, by) && numberIn(fact, value) !== null && rankOf(fact) >= 0);
  if (facts.length === 0) return null;
  const apart = (fact) => plot.apart.map((slot) => textIn(fact, slot));
  const rows = [...groupBy(facts, (fact) => [entityIn(fact, by).row, ...apart(fact), fact.reports.map((r) => r.row)].join("|"))].map(([, own]) => own)
    .sort((a, b) => b.length - a.length || a[0].row - b[0].row);
  const full = (own) => new Set(own.map(rankOf)).size;
  rows.sort((a, b) => full(b) - full(a) || a[0].row - b[0].row);
  const [left, right, width, height, middle] = [40, 400, 460, 46, 23];
  const draw = (own) => {
    const values = own.map((fact) => numberIn(fact, value));
    const isShare = plot.percent !== null && entityIn(own[0], plot.unit[0][1]) === plot.percent;
    const high = isShare ? Math.max(100, ...values) : Math.max(...values, 1);
    const x = (number) => left + (number / high) * (right - left);
    const label = [textIn(own[0], by), ...apart(own[0])].filter(Boolean).join(" · ");
    const [from, to] = [Math.min(...values), Math.max(...values)];
    return el("div", { class: "rails" }, el("p", {}, entityButton(entityIn(own[0], by)), el("span", { class: "note" }, [...apart(own[0]), showPeriod(own[0].start, own[0].end)].filter(Boolean).join(" · "))),
      svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label },
        svg("line", { class: "rail", x1: left, x2: right, y1: middle, y2: middle }), svg("line", { class: "span", x1: x(from), x2: x(to), y1: middle, y2: middle }),
        svg("text", { class: "end", x: right + 12, y: middle + 4 }, isShare ? `${showNumber(high)} %` : SHORT.format(high)),
        own.map((fact) => {
          const others = own.filter((other) => !isMain(other)).map((other) => numberIn(other, value));
          // all but the main one stand below, the least and the others each on their own side
          const side = isMain(fact) || Math.min(...others) === Math.max(...others) ? "middle" : numberIn(fact, value) === Math.min(...others) ? "end" : "start";
          const number = `${showNumber(numberIn(fact, value))}${isShare ? " %" : ""}`;
          return factLink([fact], `${kindOf(fact)}: ${number}`, seriesMark(rankOf(fact), x(numberIn(fact, value)).toFixed(1), middle, 6),
            svg("text", { class: "value", x: x(numberIn(fact, value)).toFixed(1), y: isMain(fact) ? middle - 11 : middle + 19, "text-anchor": side }, number));
        })));
  };
  const key = plot.marks.map((entity, rank) => (entity ? el("span", { class: "series-name" }, seriesSign(rank), entity.label.toLowerCase()) : null));
  return plotBox(plot.title, null, el("p", { class: "key" }, key), growing(rows, 24, draw, "rails"));
};

// When the facts are from, for any domain -------------------------------------------------------------------------

const yearsPlot = () => {
  const years = [...groupBy(shown.facts, (fact) => periodKey(fact).slice(0, 4))].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  if (years.length < 2) return null;
  const [width, height, bottom] = [narrow.matches ? 400 : 760, 190, 160];
  const high = Math.max(...years.map(([, facts]) => facts.length));
  const step = Math.min(60, (width - 60) / years.length);
  return plotBox("Facts by year", "The year in which a fact's period ends.", svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Facts by year" },
    years.map(([year, facts], i) => {
      const tall = (facts.length / high) * (bottom - 20);
      const title = `${year}: ${count(facts.length, "fact")}`;
      return factLink(facts, title, svg("rect", { class: "got", x: 40 + i * step + step * 0.15, y: bottom - tall, width: step * 0.7, height: tall }),
        svg("text", { class: "value", x: 40 + (i + 0.5) * step, y: bottom - tall - 4, "text-anchor": "middle" }, SHORT.format(facts.length)),
        years.length < 16 || i % Math.ceil(years.length / 12) === 0 ? svg("text", { class: "name", x: 40 + (i + 0.5) * step, y: bottom + 16, "text-anchor": "middle" }, year) : null);
    })));
};

const PLOTS = { lines: linesPlot, parts: partsPlots, sums: sumsPlots, marks: marksPlot };

const plots = { box: null };

const drawPlots = () => {
  const made = present([...graph.plots.map((plot) => PLOTS[plot.kind](plot)), yearsPlot()]);
  plots.box.replaceChildren(...(made.length ? made : [el("p", { class: "nothing" }, "No fact that passes the filters can be drawn as a number.")]));
};

const plotsView = () => {
  plots.box = el("div", { class: "plots-view", tabindex: "0", role: "region", "aria-label": "Plots" });
  narrow.addEventListener("change", drawPlots);
  return { box: plots.box, refresh: drawPlots };
};
