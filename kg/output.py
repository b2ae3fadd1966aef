"""The folder that a build leaves behind, and how it changes from the old graph to the new one.

A build writes everything into `.building/new` and touches nothing else. When all of it is there, it writes the list of
what is to be moved and removed as `.building/commit.json`, and then moves one entry after the other into place: claims,
store, exports and explorer first, `build.json` last. Until that list is there the folder is the old graph; from then on
it is the new one, because whoever opens the folder next, to read or to build, first finishes the moves. Every move can
be done again. One build at a time holds a lock on `.reportgraph`, which the operating system releases when the build
ends in whatever way.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg.errors import OutputError

MARK = ".reportgraph"
STAGING = ".building"
MANIFEST = "build.json"
GENERATOR = "reportgraph"

_USUAL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
_MARK_TEXT = "This folder is written by kg build, which locks this file while it works.\n"


class OutputFolder:
    """An output folder under construction. Make one with `open_for_build`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.staging = path / STAGING / "new"

    def manifest(self) -> dict[str, Any] | None:
        """The build report of the graph that is there; None where there is none."""
        return _manifest(self.path)

    def leave(self) -> None:
        """Keep the graph that is there: nothing of what is below `staging` is needed."""
        _remove(self.path / STAGING)

    def commit(self, claims: Collection[str]) -> None:
        """Put everything that was written below `staging` into place.

        Args:
            claims: names of the claims files that belong to the new graph; all others are removed.
        """
        new = sorted(p.name for p in (self.staging / "claims").iterdir() if p.name in claims)
        others = sorted(p.name for p in self.staging.iterdir() if p.name not in {"claims", MANIFEST})
        old = self.path / "claims"
        gone = sorted(f"claims/{p.name}" for p in old.iterdir() if p.name not in claims) if old.is_dir() else []
        if "store" not in others and (self.path / "store").exists():  # the new graph is in an endpoint
            gone.append("store")
        plan = {"install": [*(f"claims/{name}" for name in new), *others, MANIFEST], "remove": gone}
        for name in plan["install"]:
            if (self.staging / name).is_file():
                _sync(self.staging / name)
        journal = self.path / STAGING / "commit.json"
        part = journal.with_suffix(".part")
        part.write_text(json.dumps(plan), encoding="utf-8")
        _sync(part)
        part.replace(journal)
        _finish(self.path)


@contextmanager
def open_for_build(path: Path) -> Iterator[OutputFolder]:
    """Take hold of an output folder; it is made if it does not exist.

    Raises:
        OutputError: it is a file, holds something else, cannot be written, or another build is working in it.
    """
    try:
        refuse_foreign(path)
        path.mkdir(parents=True, exist_ok=True)
        with _locked(path, wait=False):
            _finish(path)
            _clear(path)  # of a build that was cut short
            (path / STAGING / "new" / "claims").mkdir(parents=True, exist_ok=True)
            try:
                yield OutputFolder(path)
            except OSError:
                # On a full disk what cannot be used must not take the room that the next build needs.
                with suppress(OSError):
                    _clear(path)
                raise
    except OSError as error:
        raise _failure(path, error) from None


def read_manifest(path: Path) -> dict[str, Any]:
    """The build report of an output folder; a build that was cut short while it put files in place is finished first.

    Raises:
        OutputError: the folder holds no graph.
    """
    try:
        if (path / STAGING / "commit.json").exists():
            with _locked(path, wait=True):
                _finish(path)
        manifest = _manifest(path)
    except OSError as error:
        raise _failure(path, error) from None
    if manifest is None:
        raise OutputError(f"{path}: holds no graph; `kg build REPORTS -o {path}` makes one")
    return manifest


def _manifest(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("generator") == GENERATOR else None


def refuse_foreign(path: Path) -> None:
    """Refuse to write into something that is neither empty nor written by an earlier build.

    Raises:
        OutputError: it is a file, or a folder that holds something else.
    """
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: is a file, not a folder")
    if not path.is_dir():
        return
    entries = {p.name for p in path.iterdir()}
    try:
        # A first build that is cut short at once leaves the mark empty or in part.
        marked = _MARK_TEXT.startswith((path / MARK).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        marked = False
    if entries and not marked and _manifest(path) is None:
        raise OutputError(f"{path}: holds files that kg did not write; give an empty or new folder")


@contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[None]:
    with (path / MARK).open("a+", encoding="utf-8") as mark:
        if not lock(mark.fileno(), wait=wait):
            raise OutputError(f"{path}: another build is working in this folder")
        if mark.seek(0, os.SEEK_END) == 0:
            mark.write(_MARK_TEXT)
            mark.flush()
        yield


if sys.platform == "win32":
    import msvcrt

    def lock(handle: int, *, wait: bool) -> bool:
        """Lock an open file until it is closed; False where another process has locked it."""
        os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the text, which others may read
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock(handle: int, *, wait: bool) -> bool:
        """Lock an open file until it is closed; False where another process has locked it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def _finish(path: Path) -> None:
    """Carry out the moves of a commit, from wherever it was cut short."""
    building = path / STAGING
    journal = building / "commit.json"
    try:
        plan = json.loads(journal.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    for name in plan["install"]:
        source, target = building / "new" / name, path / name
        if not source.exists():
            continue  # moved before the cut
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir() and target.exists():
            aside = building / "old" / name
            _remove(aside)
            aside.parent.mkdir(parents=True, exist_ok=True)
            target.rename(aside)
        source.replace(target)
    for name in plan["remove"]:
        _remove(path / name)
    journal.unlink()
    _remove(building)


def _clear(path: Path) -> None:
    """Remove what an unfinished build left, but for its claims, which the next one uses; a commit stays as it is."""
    staging = path / STAGING / "new"
    if staging.is_dir() and not (path / STAGING / "commit.json").exists():
        for entry in staging.iterdir():
            if entry.name != "claims":
                _remove(entry)


def _failure(path: Path, error: OSError) -> OutputError:
    """What a user is told; the store's errors have no number, and name files that nobody knows."""
    words = error.strerror or str(error)
    known = (os.strerror(code) for code in _USUAL)
    reason = next((reason for reason in known if reason.casefold() in words.casefold()), words)
    return OutputError(f"{error.filename or path}: {reason[:1].lower()}{reason[1:]}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file at once: at every moment it is the old or the new one, whole.

    Raises:
        OSError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
