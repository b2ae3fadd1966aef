"""What a build made."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What became of one report; `reason` says why it failed and is None where it did not."""

    file: str
    sha256: str | None
    claims: int = 0
    reason: str | None = None
    rules: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class BuildResult:
    """What a build made.

    `entities` and `facts` count by class; `extracted` counts the reports that were read anew, `reused` those whose
    claims were there. `unused` are names in the user's decisions that no report has.
    """

    reports: tuple[ReportResult, ...]
    entities: dict[str, int]
    facts: dict[str, int]
    issues: int
    triples: int
    extracted: int
    reused: int
    unused: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[ReportResult, ...]:
        """The reports that are not in the graph."""
        return tuple(r for r in self.reports if r.reason is not None)
