// Building elements. Text from reports enters the page here and nowhere else, always as text nodes, never as markup.

const byId = (id) => document.getElementById(id);

const setAttributes = (node, attributes) => {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
};

const present = (children) => children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);

// An element with attributes, listeners (`on`) and children; a string becomes a text node.
const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  setAttributes(node, attributes);
  node.append(...present(children));
  return node;
};

const svg = (name, attributes = {}, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAttributes(node, attributes);
  node.append(...present(children));
  return node;
};

// Words of a report, kept apart from the page's own so that a right-to-left mark in them turns nothing else around.
const words = (text) => el("bdi", {}, text);

const button = (label, onClick, attributes = {}) => el("button", { type: "button", on: { click: onClick }, ...attributes }, label);

const count = (number, one, many = `${one}s`) => `${showNumber(number)} ${number === 1 ? one : many}`;

const NUMBERS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });
const showNumber = (number) => NUMBERS.format(number);

const MONTHS = ["January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December"];

const showDay = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return month && day ? `${day} ${MONTHS[month - 1].slice(0, 3)} ${year}` : iso;
};

const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

// A period in the words that its precision allows: a year, a month, a day, or from … to ….
const showPeriod = (start, end) => {
  if (!start && !end) return "";
  if (!start || !end) return start ? `from ${showDay(start)}` : `until ${showDay(end)}`;
  if (start === end) return showDay(start);
  const [y1, m1, d1] = start.split("-").map(Number);
  const [y2, m2, d2] = end.split("-").map(Number);
  const whole = d1 === 1 && d2 === lastDay(y2, m2);
  if (whole && m1 === 1 && m2 === 12) return y1 === y2 ? `${y1}` : `${y1} – ${y2}`;
  if (whole && y1 === y2 && m1 === m2) return `${MONTHS[m1 - 1]} ${y1}`;
  return `${showDay(start)} – ${showDay(end)}`;
};

// A name cut to a length that fits beside a node or in a chip.
const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

// Members by what `key` says of them, in the order in which they come; those of which it says nothing are left out.
const groupBy = (members, key) => {
  const groups = new Map();
  for (const member of members) {
    const group = key(member);
    if (group === null || group === undefined || group === "") continue;
    if (groups.has(group)) groups.get(group).push(member);
    else groups.set(group, [member]);
  }
  return groups;
};

// A value that is made when it is first asked for, so that a large graph opens at once.
const lazy = (make) => {
  let value;
  return () => {
    if (value === undefined) value = make();
    return value;
  };
};

const MARK_PATHS = {
  dot: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1.5l6.5 6.5L8 14.5L1.5 8z",
  triangle: "M8 2l6.5 11.5h-13z",
  triangleDown: "M8 14L1.5 2.5h13z",
  star: "M8 1l2.1 4.6l5 .6l-3.7 3.4l1 4.9L8 12l-4.4 2.5l1-4.9L.9 6.2l5-.6z",
  hexagon: "M4.5 2h7l3.5 6l-3.5 6h-7L1 8z",
};

// The sign of a family of classes: the shape and colour of its nodes. The colour is a class of the style sheet's making.
const mark = (family) => {
  const shape = svg("path", { d: MARK_PATHS[family.shape] || MARK_PATHS.dot });
  const sign = svg("svg", { class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, shape);
  sign.style.setProperty("--light", family.light);
  sign.style.setProperty("--dark", family.dark);
  return sign;
};

// Whether a box (left, top, right, bottom) covers a part of any of the others.
const overlapsAny = (box, boxes) => boxes.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]);

const announce = (text) => { byId("announcer").textContent = text; };

const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const narrow = window.matchMedia("(max-width: 60rem)");
