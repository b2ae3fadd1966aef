// The values of a fact marked inside its evidence. Only the display looks for words: what a fact's evidence is was fixed
// when the report was read, by offsets.

const NUMBER_IN_TEXT = /\d(?:[\d.,'’ \u00a0\u202f]*\d)?/g;
const SCALES = [[/^\s?(?:thousand|k)\b/i, 1e3], [/^\s?(?:million|m)\b/i, 1e6], [/^\s?(?:billion|bn)\b/i, 1e9]];
const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

const spansOfWords = (text, needle, caseMatters) => {
  const found = [];
  if (!needle.trim()) return found;
  const pattern = new RegExp(escapeRegExp(needle.trim()).replace(/\s+/g, "\\s+"), caseMatters ? "gu" : "giu");
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (isWord(match[0][0]) && isWord(text[match.index - 1])) continue;
    if (isWord(text[end - 1]) && isWord(text[end]) && !/^s\b/.test(text.slice(end))) continue;
    found.push([match.index, end]);
  }
  return found;
};

// Every way in which a printed figure can be meant: separators of thousands or of decimals, a scale word behind it.
const readings = (printed, rest) => {
  const digits = printed.replace(/[ '’\u00a0\u202f]/g, "");
  const plain = [Number(digits.replace(/[.,]/g, "")), Number(digits.replace(/,/g, "")), Number(digits.replace(/\./g, "").replace(",", "."))];
  const scaled = SCALES.filter(([word]) => word.test(rest)).flatMap(([word, factor]) => plain.map((n) => ({ value: n * factor, length: rest.match(word)[0].length })));
  return [...scaled, ...plain.map((value) => ({ value, length: 0 }))].filter((reading) => Number.isFinite(reading.value));
};

const spansOfNumber = (text, number) => {
  const close = (value) => Math.abs(value - number) <= Math.abs(number) * 1e-9;
  const found = [];
  for (const match of text.matchAll(NUMBER_IN_TEXT)) {
    const end = match.index + match[0].length;
    const reading = readings(match[0], text.slice(end)).find((r) => close(r.value));
    if (reading) { found.push([match.index, end + reading.length]); continue; }
    let at = match.index; // `2017 1,250`: figures that only a space parts
    for (const piece of match[0].split(/[ \u00a0\u202f]/)) {
      if (piece && readings(piece, "").some((r) => close(r.value))) found.push([at, at + piece.length]);
      at += piece.length + 1;
    }
  }
  if (found.length === 0 && NUMBER_WORDS[number]) return spansOfWords(text, NUMBER_WORDS[number], false);
  return found;
};

const namesOf = (entity) => [entity.label, ...entity.spellings].sort((a, b) => b.length - a.length);

const spansOfEntity = (text, entity) => {
  for (const caseMatters of [true, false]) {
    for (const name of namesOf(entity)) {
      const isAcronym = name.length <= 5 && name === name.toUpperCase();
      const spans = isAcronym && !caseMatters ? [] : spansOfWords(text, name, caseMatters);
      if (spans.length) return spans;
    }
  }
  const [first] = entity.label.split(/[\s,(]/);
  return first.length > 5 && entity.label !== first ? [] : spansOfWords(text, first.replace(/s$/, ""), false);
};

// Spans of a passage with what each stands for: [begin, end, label of the slot, family or null], sorted, none overlapping.
const markSpans = (text, fact) => {
  const spans = [];
  const add = (found, label, family) => found.forEach(([begin, end]) => spans.push([begin, end, label, family]));
  for (const value of fact.values) {
    if (value.entity) add(spansOfEntity(text, value.entity), value.slot.label, value.entity.family);
    else if (value.number !== undefined) add(spansOfNumber(text, value.number), value.slot.label, null);
    else add(spansOfWords(text, value.text, false), value.slot.label, null);
  }
  for (const printed of fact.valueText) add(spansOfWords(text, printed, true), "as printed", null);
  if (fact.dateText) add(spansOfWords(text, fact.dateText, false), "date", null);
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return spans.filter(([begin, end]) => begin >= last && (last = end));
};

const markedText = (text, spans) => {
  const parts = [];
  let at = 0;
  for (const [begin, end, label, family] of spans) {
    parts.push(text.slice(at, begin));
    const marked = el("mark", { title: label }, text.slice(begin, end));
    if (family) {
      marked.style.setProperty("--light", family.light);
      marked.style.setProperty("--dark", family.dark);
    }
    parts.push(marked);
    at = end;
  }
  parts.push(text.slice(at));
  return el("bdi", {}, parts);
};
