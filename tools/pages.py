"""Run the code blocks of README.md and docs/, and renew what they print: `python tools/pages.py [PAGE …]`.

The blocks of a page run in its order, in a folder of its own that holds `corpus/`, `ontology/` and, made of `corpus/`,
`graph/`. What a block does follows from its language:

- `console`: lines that begin with `$ ` are run, and what they print stands below them;
- `python`: run, all blocks of a page with the same names;
- `sparql`: asked of `graph`; one that stands for a question's own file only after the page has asked it by its name;
- `turtle`, `toml`, `json`, `csv`: must be well-formed.

A block `text` right behind one in Python or SPARQL holds what that prints. A block with `title="FILE"` is written to
that file first, a line `--8<-- "FILE"` stands for a file of the repository. Output is cut to what a page can hold.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from click.testing import CliRunner

from kg.cli import main as kg

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WIDTH, HEIGHT = 118, 12
BUILD = "kg build corpus -o graph"
PARTS = {"east": "[a-e]*", "west": "[!a-e]*", "march-2019": "chad-2019-03-*", "year-2020": "chad-2020-*"}
"""Folders of some of the reports, for pages that name them: with `claims/`, and the small ones with a graph too."""
NOT_RUN = {
    "pip install": "asks the package index; .ci/run does it",
    "kg serve": "does not end by itself; tests/test_serve.py asks it",
    "curl": "needs a server; tests/test_serve.py asks one",
    "kg build reports/ -o graph --store": "needs a server; tests/test_store_remote.py starts one",
    "neo4j-admin": "Neo4j is not on the package index; tests/test_export.py checks its files",
}
"""What begins so is not run here, and why."""

_FENCE = re.compile(r"^```(?P<language>\w*)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_SNIPPET = re.compile(r'^--8<-- "(.+)"\n', re.MULTILINE)
_READS = re.compile(r"kg (?:query|export|network|audit|entities|trend) graph (?!--file)[^|&<>]*$")
_EXAMPLE = 'rg:quantity "31206"'  # of the fact that a page shows in Turtle


class PageError(Exception):
    """A block of a page does not do what it says."""


@dataclass(frozen=True)
class Prepared:
    """What pages begin with: a folder with `corpus/`, `ontology/` and `graph/`, and what the build of it printed."""

    folder: Path
    printed: str
    answers: dict[str, str] = field(default_factory=dict)
    """What commands print that only read the graph: run once, whichever pages show them."""


def prepare(folder: Path) -> Prepared:
    """Build the corpus in an empty folder."""
    for name in ("corpus", "ontology"):
        shutil.copytree(ROOT / name, folder / name)
    command = [sys.executable, "-m", "kg", *shlex.split(BUILD)[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(WIDTH)}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise PageError(f"{BUILD}: {run.stderr}")
    return Prepared(folder, run.stdout + run.stderr)


def renewed(page: Path, prepared: Prepared, folder: Path) -> str:
    """The text of a page as it is when its blocks are run.

    Args:
        page: the file.
        prepared: what the page begins with.
        folder: an empty folder to run it in.

    Raises:
        PageError: a block fails.
    """
    text = page.read_text(encoding="utf-8")
    for name in ("corpus", "ontology", "graph"):
        shutil.copytree(prepared.folder / name, folder / name)
    for name, files in PARTS.items():
        if re.search(rf"^\$ kg .*\b{name}\b", text, flags=re.MULTILINE):
            _part(folder, name, files)
    run = _Run(folder, prepared)
    with contextlib.chdir(folder), _environment(folder):
        done, end = "", 0
        for match in _FENCE.finditer(text):
            between = text[end : match.start()]
            line = text.count("\n", 0, match.start()) + 1
            try:
                body = run.block(match["language"], match["info"], match["body"], follows=not between.strip())
            except Exception as error:
                raise PageError(f"{page}:{line}: {error}") from error
            done += f"{between}```{match['language']}{match['info']}\n{body}```"
            end = match.end()
    return done + text[end:]


def _part(folder: Path, name: str, files: str) -> None:
    """Make the folder of a part of the corpus from the claims of all of it."""
    claims = folder / ".parts" / name / "claims"
    claims.mkdir(parents=True)
    for file in (folder / "graph" / "claims").glob(files):
        shutil.copy(file, claims)
    if files.endswith("-*"):
        done = CliRunner().invoke(kg, ["merge", str(claims), "-o", str(folder / name)])
        if done.exit_code:
            raise PageError(f"{name}: {done.output}")
    else:
        claims.parent.rename(folder / name)


@contextlib.contextmanager
def _environment(folder: Path) -> Iterator[None]:
    """A terminal of a known width, and a program `kg` on the path of shells."""
    shell = folder / ".bin" / "kg"
    shell.parent.mkdir()
    shell.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    shell.chmod(0o755)
    before = dict(os.environ)
    path = os.pathsep.join([str(shell.parent), os.environ["PATH"]])
    os.environ.update(COLUMNS=str(WIDTH), PATH=path, PYTHONPATH=str(ROOT))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@dataclass
class _Run:
    """A page that is being run."""

    folder: Path
    prepared: Prepared
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "page"})
    last: str | None = None  # what the block before printed
    asked: set[str] = field(default_factory=set)  # questions that have a name

    def block(self, language: str, info: str, body: str, *, follows: bool) -> str:
        """Run a block; its body anew. `follows` tells that nothing stands between it and the block before."""
        source = _SNIPPET.sub(lambda m: (ROOT / m[1]).read_text(encoding="utf-8"), body)
        if title := re.search(r'title="(.+?)"', info):
            file = self.folder / title[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source, encoding="utf-8")
        before, self.last = self.last, None
        match language:
            case "console":
                return "".join(self._console(body))
            case "python":
                shown = io.StringIO()
                with contextlib.redirect_stdout(shown):
                    exec(compile(source, "block", "exec"), self.names)  # noqa: S102 - our own pages
                self.last = shown.getvalue()
            case "sparql" if named := re.fullmatch(r'--8<-- "ontology/queries/(.+)\.rq"\n', body):
                if named[1] not in self.asked:
                    raise PageError(f"the page asks {named[1]} nowhere above")
            case "sparql":
                question = self.folder / "question.rq"
                question.write_text(source, encoding="utf-8")
                self.last = self._output(f"kg query graph --file {question.name}")
            case "text" if follows and before is not None:
                return _cut(before)
            case "turtle" if _EXAMPLE in body:
                body = _example(self.folder)
                self._turtle(body)
            case "turtle":
                self._turtle(source)
            case "sh":
                if not _reason(body):
                    raise PageError("is not run, and NOT_RUN has no reason")
            case _:
                _parse(language, source)
        return body

    def _turtle(self, source: str) -> None:
        """Parse Turtle with the prefixes that the graph has, where `…` shortens an IRI."""
        graph = (self.folder / "graph" / "graph.ttl").read_text(encoding="utf-8")
        known = "".join(re.findall(r"^@prefix .*\n", graph, flags=re.MULTILINE))
        text = (known + source).encode()
        if not any(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri="https://example.org/")):
            raise PageError("states nothing")

    def _console(self, body: str) -> Iterator[str]:
        """The lines of a block with the output of each command renewed."""
        if not body.startswith("$ "):
            raise PageError("does not begin with a command")
        for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE)[1:]:
            found = re.match(r"\$ (?:.*\\\n)*.*\n", part)
            assert found
            command = found[0]
            yield command
            if _reason(command[2:]):
                yield part[found.end() :]
            else:
                yield _cut(self._output(command[2:].replace("\\\n", " ").strip()))

    def _output(self, command: str) -> str:
        """What a command prints."""
        if asked := re.match(r"kg query graph ([a-z-]+)", command):
            self.asked.add(asked[1])
        if command == BUILD:
            return self.prepared.printed
        if not _READS.match(command):
            return self._run(command)
        if command not in self.prepared.answers:
            self.prepared.answers[command] = self._run(command)
        return self.prepared.answers[command]

    def _run(self, command: str) -> str:
        told = re.fullmatch(r"(?:echo '(?P<input>[^']*)' \| )?kg (?P<words>(?:[^|&<>']|'[^']*')*)", command)
        if told:
            words = shlex.split(told["words"])
            alone = ["--workers", "1"] if words[0] == "build" else []  # the same bytes, sooner
            done = CliRunner().invoke(kg, [*words, *alone], input=told["input"])
            code, output = done.exit_code, done.output
            if done.exception and not isinstance(done.exception, SystemExit):
                raise PageError(f"{command}: {done.exception!r}")
        else:
            run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
            code, output = run.returncode, run.stdout + run.stderr
        if code:
            raise PageError(f"{command}: ends with {code}: {output}")
        _check_written(command)
        return output.replace(f"{self.folder}/", "")


def _check_written(command: str) -> None:
    """Look whether there is something in what a command was to write."""
    words = shlex.split(command)
    if words[0] == "kg" and "-o" in words:
        target = Path(words[words.index("-o") + 1])
        if not (any(target.iterdir()) if target.is_dir() else target.stat().st_size):
            raise PageError(f"{command}: writes nothing to {target}")


def _reason(command: str) -> str | None:
    """Why a command is not run, if it is not."""
    return next((reason for start, reason in NOT_RUN.items() if command.startswith(start)), None)


def _cut(output: str) -> str:
    """Output as a page can hold it."""
    lines = [line.rstrip() for line in output.rstrip().splitlines()]
    lines = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines]
    lines = lines if len(lines) <= HEIGHT else [*lines[: HEIGHT - 1], "…"]
    return "".join(f"{line}\n" for line in lines)


def _parse(language: str, source: str) -> None:
    match language:
        case "toml":
            tomllib.loads(source)
        case "json":
            json.loads(source)
        case "csv":
            if len({len(row) for row in csv.reader(io.StringIO(source), strict=True)}) != 1:
                raise PageError("has rows of different lengths")
        case "text":
            pass
        case _:
            raise PageError(f"nobody knows how to check {language!r}")


def _example(folder: Path) -> str:
    """A fact of the graph with its passage, in Turtle with the report's IRI and the quotation shortened."""
    graph = (folder / "graph" / "graph.ttl").read_text(encoding="utf-8")
    nodes = re.split(r"(?m)^(?=<)", graph)
    fact = next(node for node in nodes if _EXAMPLE in node)
    passage = re.findall(r"rg:evidence (<[^>]+>)", fact)[0]
    report = re.findall(r"<(\S+?)/fact/", fact)[0]
    text = fact + next(node for node in nodes if node.startswith(passage))
    text = re.sub(r'(rg:text ".{60}).*?(?<!\\)"', r'\1…"', text, flags=re.DOTALL)
    return text.replace(report, "…").replace("\t", "    ").rstrip() + "\n"


def main() -> None:
    """Write the pages anew that are named, or all."""
    pages = [Path(name).resolve() for name in sys.argv[1:]] or PAGES
    with tempfile.TemporaryDirectory() as folder:
        (first := Path(folder, "prepared")).mkdir()
        prepared = prepare(first)
        wrong = []
        for number, page in enumerate(pages):
            (own := Path(folder, str(number))).mkdir()
            try:
                page.write_text(renewed(page, prepared, own), encoding="utf-8")
            except PageError as error:
                wrong.append(str(error))
    sys.exit("\n".join(wrong) or None)


if __name__ == "__main__":
    main()
