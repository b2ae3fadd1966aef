"""A temporary folder that does not outlive its server: one that was killed leaves its folder to the next to remove."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import IO

from kg.output import lock

PREFIX = "kg-serve-"
_MARK = "in-use"


class Scratch:
    """The folder of a server, and a lock in it for as long as the server runs."""

    def __init__(self) -> None:
        _sweep()
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            self._mark: IO[bytes] = (self.path / _MARK).open("wb")
            # Another server that starts may take the mark, and the folder, for those of one that was killed.
            if lock(self._mark.fileno(), wait=False) and (self.path / _MARK).exists():
                return
            self._mark.close()

    def close(self) -> None:
        """Remove it."""
        self._mark.close()
        shutil.rmtree(self.path, ignore_errors=True)


def _sweep() -> None:
    """Remove the folders that servers left which were killed; those of other users cannot be opened."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_symlink():
            continue
        with contextlib.suppress(OSError), (folder / _MARK).open("rb+") as mark:
            if lock(mark.fileno(), wait=False):
                shutil.rmtree(folder, ignore_errors=True)
