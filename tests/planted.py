"""Reports with one planted error each, beside the same report without it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Planted:
    """A sentence or more with an error, the same without it, the kind of issue and words that must be shown."""

    kind: str
    shown: str
    wrong: str
    right: str
    suffix: str = ".md"


_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
HEAD: str = _DATA["head"]
CLEAN: list[str] = _DATA["clean"]
PLANTED = [Planted(**entry) for entry in _DATA["planted"]]
