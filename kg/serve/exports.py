"""The graph in the formats of other tools: each is made once, in a process of its own, when it is first asked for."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from kg.errors import ExportError
from kg.export import FORMATS
from kg.output import MANIFEST
from kg.serve.scratch import Scratch

LONGEST = 1800.0
"""Seconds in which an export must be made."""


class Exports:
    """The exports of an output folder, kept in a temporary folder until the graph is built anew."""

    def __init__(self, out: Path, ontology: Path | None) -> None:
        self._out, self._ontology = out, ontology
        self._folder = Scratch()
        self._made: dict[str, tuple[int, Path]] = {}
        self._turn = asyncio.Lock()

    def close(self) -> None:
        """Remove them."""
        self._folder.close()

    async def file(self, form: str) -> Path:
        """The file of a format.

        Raises:
            ExportError: it cannot be made.
        """
        async with self._turn:
            state = (self._out / MANIFEST).stat().st_mtime_ns
            made = self._made.get(form)
            if made is None or made[0] != state:
                path = self._folder.path / f"{state}-{form}{FORMATS[form].suffix}"
                await self._make(form, path)
                if made is not None:
                    made[1].unlink(missing_ok=True)
                self._made[form] = (state, path)
            return self._made[form][1]

    async def _make(self, form: str, path: Path) -> None:
        options = ["--ontology", str(self._ontology)] if self._ontology else []
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg", "export", str(self._out), "--format", form, "-o", str(path), *options,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            async with asyncio.timeout(LONGEST):
                _, said = await process.communicate()
        except BaseException:  # too long, or the server stops
            process.kill()
            await process.wait()
            raise
        if process.returncode:
            raise ExportError(said.decode(errors="replace").strip().removeprefix("kg: ") or f"{form} cannot be made")
