"""The concepts that rules give by themselves: a rule names their role, `[roles]` of the patterns their code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.ontology.problems import Problem, line_of_word, suggestion

ROLES: Mapping[str, tuple[str, ...]] = {
    "ActivityType": ("unspecific", "built"),
    "Measure": ("stated", "aimed", "former"),
    "Status": ("prospective", "progressive"),
    "Unit": ("counted", "share"),
}
"""The roles that rules ask for, by the class of the concepts."""
NEEDED_BY = "activities"
"""The table of patterns without which those rules find nothing."""


def check_roles(patterns: Mapping[Path, Mapping[str, Any]]) -> Iterator[Problem]:
    """Roles that no rule asks for, and rules that lack one; whether the codes are declared is told by `ids.toml`."""
    given: set[tuple[str, str]] = set()
    for file, data in patterns.items():
        text = file.read_text(encoding="utf-8")
        for cls, own in data.get("roles", {}).items():
            if cls not in ROLES:
                yield Problem(file, line_of_word(text, cls), f"no rule asks for roles of {cls}", suggestion(cls, ROLES))
                continue
            given |= {(cls, role) for role in own}
            for role in own:
                if role not in ROLES[cls]:
                    what = f"no rule asks for {role!r} of {cls}"
                    yield Problem(file, line_of_word(text, role), what, suggestion(role, ROLES[cls]))
    user = next((file for file, data in patterns.items() if NEEDED_BY in data), None)
    if user is None:
        return
    for cls, roles in ROLES.items():
        for role in roles:
            if (cls, role) not in given:
                line = line_of_word(user.read_text(encoding="utf-8"), NEEDED_BY)
                what = f"[{NEEDED_BY}] needs to know which {cls} is {role}"
                yield Problem(user, line, what, f'write {role} = "CODE" under [roles.{cls}] in a pattern file')
