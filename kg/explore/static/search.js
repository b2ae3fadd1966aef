// Search as you type over all names and spellings, results by class.

const RESULTS_PER_CLASS = 6;
const RESULTS = 40;

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const searchIndex = lazy(() => [
  ...graph.entities.map((entity) => ({
    entity, group: entity.family.label, names: [entity.label, ...entity.spellings].map(fold), weight: entity.facts.length + entity.links.length,
  })),
  ...graph.reports.map((report) => ({ report, group: "Report", names: [report.title, report.file].filter(Boolean).map(fold), weight: -1 })),
]);

// 0 the name itself, 1 its beginning, 2 the beginning of a word in it, 3 anywhere, 4 all words in any order, none otherwise.
const matchRank = (name, sought, parts) => {
  const at = name.indexOf(sought);
  if (at < 0) return parts.length > 1 && parts.every((part) => name.includes(part)) ? 4 : null;
  if (at === 0) return name.length === sought.length ? 0 : 1;
  return name.includes(` ${sought}`) ? 2 : 3;
};

const findNames = (query) => {
  const sought = fold(query.trim());
  if (!sought) return [];
  const parts = sought.split(/\s+/);
  const found = [];
  for (const entry of searchIndex()) {
    let best = null;
    entry.names.forEach((name, i) => {
      const rank = matchRank(name, sought, parts);
      if (rank !== null && (best === null || rank < best.rank)) best = { entry, rank, spelling: i };
    });
    if (best) found.push(best);
  }
  return found.sort((a, b) => a.rank - b.rank || b.entry.weight - a.entry.weight || (a.entry.names[0] < b.entry.names[0] ? -1 : 1));
};

// The place in which a place lies: what tells it from another of the same name.
const around = (entity) => entity.links.filter((link) => link.relation.id === "within" && link.from === entity).slice(0, 1).map((link) => link.to.label);

const startSearch = () => {
  const input = byId("search");
  const box = byId("results");
  let options = [];
  let active = -1;

  const close = () => {
    box.hidden = true;
    options = [];
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = ({ entity, report }) => {
    close();
    input.value = "";
    if (narrow.matches) input.blur(); // a phone's keyboard would cover what was found
    if (entity) {
      selectEntity(entity);
      centreInView(entity);
    } else {
      select({ kind: "report", report });
    }
  };

  const move = (to) => {
    if (options.length === 0) return;
    active = (to + options.length) % options.length;
    options.forEach((option, i) => option.node.setAttribute("aria-selected", String(i === active)));
    options[active].node.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].node.id);
  };

  const draw = () => {
    const found = findNames(input.value);
    if (!input.value.trim()) { close(); return; }
    const groups = groupBy(found, (hit) => hit.entry.group);
    options = [];
    const sections = [...groups].map(([label, hits]) => {
      const nodes = hits.slice(0, RESULTS_PER_CLASS).filter(() => options.length < RESULTS).map(({ entry, spelling }) => {
        const label_ = entry.entity ? entry.entity.label : reportName(entry.report);
        const also = entry.entity && spelling > 0 ? entry.entity.spellings[spelling - 1] : null;
        const node = el("div", { class: "option", role: "option", id: `option-${options.length}`, "aria-selected": "false",
          on: { mousedown: (event) => { event.preventDefault(); choose(entry); } } },
        entry.entity ? mark(entry.entity.family) : null, words(label_),
        el("span", { class: "sub" }, entry.entity ? [entry.entity.cls.label, ...around(entry.entity)].join(" in ") : ""),
        also ? el("span", { class: "also" }, "also ", words(also)) : null);
        options.push({ node, entry });
        return node;
      });
      const rest = hits.length - nodes.length;
      return nodes.length ? el("div", { role: "group", "aria-label": label, class: "option-group" },
        el("div", { class: "option-heading", role: "presentation" }, label, rest ? el("span", { class: "sub" }, `and ${showNumber(rest)} more`) : null), nodes) : null;
    });
    box.replaceChildren(...present(sections));
    if (options.length === 0) box.append(el("p", { class: "nothing" }, "No name like this."));
    box.hidden = false;
    active = -1;
    input.setAttribute("aria-expanded", "true");
    announce(count(found.length, "name"));
  };

  setTimeout(searchIndex, 500); // ready before the first letter is typed, but after the page is drawn
  input.addEventListener("input", draw);
  input.addEventListener("focus", () => { if (input.value) draw(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); move(active + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); move(active - 1); }
    else if (event.key === "Enter" && options.length) { event.preventDefault(); choose(options[Math.max(active, 0)].entry); }
    else if (event.key === "Escape") { close(); input.value = ""; }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); input.focus(); }
  });
};
