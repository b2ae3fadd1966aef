"""A PDF read in a process of its own, since its parser is native code that a hostile file can exhaust or crash."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

from kg.errors import ReadError
from kg.read.pdf.document import Refusal
from kg.read.pdf.furniture import Sheet

# Seconds for a whole file: pages have limits of their own, which not every system keeps.
_SECONDS = 4 * 3600
_TOO_LONG = "takes too long to read"
_STOPPED = "cannot be read: it is damaged or needs too much memory"


def taken_apart(data: bytes, file: str) -> tuple[str, list[Sheet]]:
    """The title of the document's properties, and the pages as words and drawings.

    Raises:
        ReadError: the file is encrypted, damaged, too long, or needs too much memory or time.
    """
    # Where modules are found must not depend on the folder that the user stands in.
    path = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path if entry)
    command = [sys.executable, "-P", "-m", "kg.read.pdf.worker"]
    try:
        done = subprocess.run(  # noqa: S603 - the program is this package itself
            command,
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired:
        raise ReadError(file, _TOO_LONG) from None
    if done.returncode:
        killed_by_time = done.returncode == -getattr(signal, "SIGXCPU", 0)
        raise ReadError(file, _TOO_LONG if killed_by_time else _STOPPED)
    return _parts(done.stdout, file)


def _parts(output: bytes, file: str) -> tuple[str, list[Sheet]]:
    stream = io.BytesIO(output)
    title, sheets = "", []
    while (part := pickle.load(stream)) is not None:  # noqa: S301 - our own process wrote it
        if isinstance(part, str):
            title = part
        elif isinstance(part, Refusal):
            raise ReadError(file, part.reason)
        else:
            sheets.append(part)
    return title, sheets
