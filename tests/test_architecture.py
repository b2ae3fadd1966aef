"""The architecture holds in the code itself: who imports whom, what users find described, what is never committed."""

from __future__ import annotations

import ast
import re
import subprocess
import zipfile
from collections.abc import Iterator
from graphlib import TopologicalSorter
from io import BytesIO
from pathlib import Path

import click
import pytest

from kg.cli import main as cli

ROOT = Path(__file__).parents[1]
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
ONTOLOGY_PAGE = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")

SHARED = [
    *("errors", "forms", "text", "alternation", "console", "package", "sparql"),
    *("model", "ontology", "places", "naming", "document"),
]
"""What every stage may import, each only those before it.

`text` and `console` show texts of reports safely, `package` and `sparql` look at what is untrusted before libraries
do, `forms` names the forms of answers, `alternation` makes expressions of words, `places` wraps the gazetteer, `naming`
makes IRIs, `document` is what annotation hands to the rules: spaCy documents, which `model`, read also where no report
is, must not load.
"""
STAGES = set(
    "read nlp relate claims resolve graph derive validate audit store output query explore network export".split()
)
COMPOSERS = ["build", "api", "serve", "cli", "", "__main__"]
"""What puts stages together, each only with those before it.

`api` is what Python programs use; `""` is the package itself, `kg/__init__.py`, which names it.
"""

MODULES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted((ROOT / "kg").rglob("*.py"))
}


def imported(module: str) -> Iterator[str]:
    """The modules of `kg` that a module imports anywhere in its code, for types only or not."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno} imports relatively"
            deeper = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in MODULES else str(node.module) for name in deeper]
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            names = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        for name in names:
            if name == "kg" or name.startswith("kg."):
                assert name in MODULES, f"{module} imports {name}, which is not there"
                yield name


def part(module: str) -> str:
    """The stage, shared module or composer that a module belongs to; empty for the package itself."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_nothing_but_its_own_stage_and_what_all_share(module: str) -> None:
    own = part(module)
    used = {part(name) for name in imported(module)} - {own}
    if own in STAGES:
        assert used <= set(SHARED)
    elif own in SHARED:
        assert used <= set(SHARED[: SHARED.index(own)])
    else:
        assert own in COMPOSERS, f"{module} is no part of the architecture"
        assert used <= STAGES | set(SHARED) | set(COMPOSERS[: COMPOSERS.index(own)])


def test_no_module_imports_itself_through_others() -> None:
    order = TopologicalSorter({module: set(imported(module)) - {module} for module in MODULES}).static_order()
    assert set(order) == set(MODULES)


def commands(group: click.Group = cli, path: str = "kg") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words by which it is called."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_is_explained_by_its_help_and_by_an_example(name: str, command: click.Command) -> None:
    assert command.help
    assert f"\n$ {name} " in COMMANDS_PAGE + ONTOLOGY_PAGE or f"| {name} " in COMMANDS_PAGE, (
        f"no page has an example of {name}"
    )
    unexplained = [p.opts for p in command.params if isinstance(p, click.Option) and not p.help]
    assert not unexplained


def test_no_page_calls_a_command_that_is_not_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    called = set(re.findall(r"^\$? ?kg ([a-z-]+)|`kg ([a-z-]+)", text, flags=re.MULTILINE))
    assert {one or other for one, other in called} <= {name.split()[1] for name, _ in commands()}


def committed() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def contents(data: bytes) -> Iterator[bytes]:
    """The bytes of a file and, when it is an archive such as a DOCX, of its members."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.namelist():
                yield archive.read(member)


def test_no_committed_file_names_a_path_of_a_machine() -> None:
    folders = b"|".join([b"farm", b"home", b"root", b"tmp", b"work", b"Users", b"var/folders"])
    path = re.compile(rb"(?<![\w.:/-])/(?:" + folders + rb")/[\w.]")
    found = {str(file.relative_to(ROOT)) for file in committed() for c in contents(file.read_bytes()) if path.search(c)}
    assert not found
