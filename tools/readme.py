"""Renew what the commands in README.md print: `python tools/readme.py`.

Each console block whose command calls `kg` is run in a folder that holds a copy of `corpus/`, in the order of
the page; what it prints replaces the rest of the block, cut to what the page can hold.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = 118, 12
EXAMPLE = 'rg:quantity "31206"'  # of the fact that the page shows
PREPARE = {
    # what must be there before a command can be shown
    "kg merge": "mkdir a b && cp corpus/c* a && cp corpus/[!c]* b && kg build a -o east && kg build b -o west",
}


def output(command: str, folder: str) -> list[str]:
    """The lines that a command prints, with `kg` the one beside this Python."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": str(WIDTH)}
    run = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return (run.stdout + run.stderr).replace(f"{folder}/", "").rstrip().splitlines()


def shown(lines: list[str]) -> list[str]:
    """The lines as the page can hold them."""
    cut = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines]
    return cut if len(cut) <= HEIGHT else [*cut[: HEIGHT - 1], "…"]


def example_fact(graph: str) -> list[str]:
    """A fact of the graph with its passage, in Turtle with the report's IRI shortened."""
    nodes = re.split(r"(?m)^(?=<)", graph)
    fact = next(node for node in nodes if EXAMPLE in node)
    passage = re.findall(r"rg:evidence (<[^>]+>)", fact)[0]
    report = re.findall(r"<(\S+?)/fact/", fact)[0]
    text = fact + next(node for node in nodes if node.startswith(passage))
    return text.replace(report, "…").replace("\t", "    ").rstrip().splitlines()


def main() -> None:
    """Write README.md anew."""
    readme = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "corpus", Path(folder, "corpus"))

        def renew(block: re.Match[str]) -> str:
            command = block[1]
            for start, preparation in PREPARE.items():
                if command.startswith(start):
                    output(preparation, folder)
            return "\n".join(["```console", f"$ {command}", *shown(output(command, folder)), "```"])

        text = readme.read_text(encoding="utf-8")
        # `kg serve` does not end by itself.
        text = re.sub(r"```console\n\$ ((?:kg (?!serve)|echo )[^\n]*)\n.*?```", renew, text, flags=re.DOTALL)
        fact = example_fact(Path(folder, "graph", "graph.ttl").read_text(encoding="utf-8"))
        lines = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in fact]
        turtle = "\n".join(["```turtle", *lines, "```"])
        text = re.sub(r"```turtle\n.*?```", lambda _: turtle, text, flags=re.DOTALL)
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
