// The names as rows of the table: what was brought together under each, where it is known from, and what may be the same.

const KNOWN = ["reports only", "vocabulary", "gazetteer"]; // by the number in the data block
const LIKE_AT_MOST = 5;

const LITTLE = new Set(["the", "of", "and", "for", "in", "de", "du", "des", "la", "le", "et", "y"]);
const wordsOf = (name) => fold(name).split(/[^\p{L}\p{N}]+/u).filter((word) => word && !LITTLE.has(word));

// Names of which one has all the words of the other (`Kosso`, `Kosso Region`) or that differ in one letter. Two that a
// vocabulary or a gazetteer tells apart are not the same.
const findLike = () => {
  const like = new Map();
  const pair = (a, b) => {
    if (a === b || a.family !== b.family || (a.known > 0 && b.known > 0)) return;
    for (const [one, other] of [[a, b], [b, a]]) {
      if (!like.has(one)) like.set(one, new Set());
      like.get(one).add(other);
    }
  };
  const names = graph.entities.filter((entity) => !entity.cls.concept)
    .flatMap((entity) => [entity.label, ...entity.spellings].map((name) => ({ entity, words: [...new Set(wordsOf(name))] })))
    .filter(({ words: parts }) => /\p{L}/u.test(parts.join(""))); // codes such as 4.2 name nothing by themselves
  const byWord = new Map();
  for (const name of names) for (const word of name.words) { if (!byWord.has(word)) byWord.set(word, []); byWord.get(word).push(name); }
  for (const { entity, words: parts } of names) {
    if (parts.length === 1 && parts[0].length < 4) continue;
    const rarest = parts.reduce((a, b) => (byWord.get(b).length < byWord.get(a).length ? b : a));
    if (byWord.get(rarest).length > 200) continue; // a word of many names tells none of them
    for (const other of byWord.get(rarest)) {
      const within = other.words.length <= Math.max(2, parts.length + 2) && parts.every((word) => other.words.includes(word));
      if (within) pair(entity, other.entity);
    }
  }
  const byLetters = new Map(); // names without one of their letters, where a name of six letters or more is left
  for (const { entity, words: parts } of names) {
    const whole = parts.join(" ");
    if (whole.length < 7 || /\d/.test(whole)) continue;
    const keys = new Set([whole, ...[...whole].map((_, i) => whole.slice(0, i) + whole.slice(i + 1))]);
    for (const key of keys) {
      for (const other of byLetters.get(key) || []) pair(entity, other);
      if (!byLetters.has(key)) byLetters.set(key, []);
      byLetters.get(key).push(entity);
    }
  }
  return like;
};

let likeNames = null;

const namesLike = (entity) => {
  if (likeNames === null) likeNames = findLike();
  return [...(likeNames.get(entity) || [])].slice(0, LIKE_AT_MOST);
};

const numberColumn = (label, of) => ({ label, numeric: true, text: (entity) => showNumber(of(entity)), key: of, csv: (entity) => String(of(entity)) });

const NAMES = {
  id: "names",
  label: "Names",
  columns: {
    name: { label: "Name", text: (entity) => entity.label },
    class: { label: "Kind", text: (entity) => entity.cls.label },
    also: { label: "Also written", text: (entity) => entity.spellings.join("; ") },
    known: { label: "Known from", text: (entity) => KNOWN[entity.known] },
    like: { label: "May be the same as", text: (entity) => namesLike(entity).map((other) => other.label).join("; ") },
    facts: numberColumn("Facts", (entity) => entity.facts.filter(isShown).length),
    neighbours: numberColumn("Neighbours", (entity) => neighbours(entity).length),
    reports: numberColumn("Reports", (entity) => entity.reports.length),
  },
  rows: () => graph.entities.filter((entity) => shown.entityPasses[entity.row] && (entity.links.length > 0 || !entity.cls.concept))
    .map((entity) => [fold(entity.label), entity]).sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x.row - y.row)).map(([, entity]) => entity),
};
