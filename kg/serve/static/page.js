// The page that asks the endpoint beside it. What comes from the graph is only ever set as text.

const MOST_SHOWN = 1000;
const at = (id) => document.getElementById(id);
const make = (name, text, attributes = {}) => {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

let questions = new Map();

async function begin() {
  const [known, exports] = await Promise.all(["question", "export"].map(async (at) => (await fetch(at)).json()));
  questions = new Map(known.map((question) => [question.name, question]));
  for (const { name, description } of known) at("question").append(make("option", `${name}: ${description}`, { value: name }));
  for (const { name, file } of exports) at("exports").append(" ", make("a", name, { href: `export/${name}`, download: file }));
}

function choose() {
  const question = questions.get(at("question").value);
  const fields = at("parameters");
  fields.querySelectorAll("div").forEach((field) => field.remove());
  fields.hidden = !question?.parameters.length;
  at("query").readOnly = Boolean(question);
  if (!question) return;
  at("query").value = question.sparql;
  for (const { name, description } of question.parameters) {
    const field = make("div");
    const [input, note] = [make("input", undefined, { id: `value-${name}`, name }), make("small", description, { id: `note-${name}` })];
    input.setAttribute("aria-describedby", note.id);
    field.append(make("label", name, { for: input.id }), input, note);
    fields.append(field);
  }
}

function address() {
  const name = at("question").value;
  const values = new URLSearchParams();
  if (!name) {
    values.set("query", at("query").value);
    return ["sparql", values];
  }
  for (const input of at("parameters").querySelectorAll("input")) if (input.value.trim()) values.set(input.name, input.value.trim());
  return [`question/${encodeURIComponent(name)}`, values];
}

async function ask(event) {
  event?.preventDefault();
  const [path, values] = address();
  const button = document.querySelector("button");
  const say = (text, wrong = false) => {
    at("status").textContent = text;
    at("status").className = wrong ? "wrong" : "";
  };
  button.disabled = true;
  say("Asking …");
  at("answer").replaceChildren();
  at("downloads").hidden = true;
  try {
    const headers = { Accept: "application/sparql-results+json, text/turtle;q=0.5" };
    const sent = path === "sparql" ? fetch(path, { method: "POST", body: values, headers }) : fetch(`${path}?${values}`, { headers });
    const response = await sent;
    if (!response.ok) say(await response.text(), true);
    else if (response.headers.get("Content-Type").startsWith("text/turtle")) {
      at("answer").append(make("pre", await response.text()));
      say("Turtle");
    } else show(await response.json(), say, path, values);
  } catch (error) {
    say(`The server does not answer: ${error.message}`, true);
  } finally {
    button.disabled = false;
  }
}

function show(answer, say, path, values) {
  if ("boolean" in answer) {
    say(answer.boolean ? "Yes" : "No");
    return;
  }
  const { vars } = answer.head;
  const rows = answer.results.bindings;
  const table = make("table");
  const head = make("tr");
  for (const name of vars) head.append(make("th", name, { scope: "col" }));
  table.append(make("thead"), make("tbody"));
  table.tHead.append(head);
  for (const row of rows.slice(0, MOST_SHOWN)) {
    const line = make("tr");
    for (const name of vars) {
      const value = row[name]?.value;
      line.append(make("td", value ?? "", value && /^-?\d+(\.\d+)?$/.test(value) ? { class: "number" } : {}));
    }
    table.tBodies[0].append(line);
  }
  at("answer").append(table);
  const more = rows.length > MOST_SHOWN ? `, of which ${MOST_SHOWN} are shown` : "";
  say(rows.length === 1 ? "1 row" : `${rows.length} rows${more}`);
  at("downloads").hidden = false;
  for (const link of at("downloads").querySelectorAll("a")) {
    link.href = `${path}?${new URLSearchParams([...values, ["format", link.dataset.form]])}`;
    link.download = `answer.${link.dataset.form}`;
  }
}

at("question").addEventListener("change", choose);
at("form").addEventListener("submit", ask);
at("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask(event);
});
begin();
