"""A PDF read in a process of its own, since its parser is native code that a hostile file can exhaust or crash."""

from __future__ import annotations

import io
import math
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
# A file that takes so many times its processor time by the clock is waited for no longer.
_HANGS = 6
_TOO_LONG = "takes too long to read"
_TOO_LONG_FOR_A_FILE = f"{_TOO_LONG} (see --timeout)"
_STOPPED = "cannot be read: it is damaged or needs too much memory"


def taken_apart(data: bytes, file: str) -> tuple[str, list[Sheet]]:
    """The title of the document's properties, and the pages as words and drawings.

    Raises:
        ReadError: the file is encrypted, damaged, too long, or needs too much memory or time.
    """
    # Where modules are found must not depend on the folder that the user stands in.
    path = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path if entry)
    left = _time_left()
    command = [sys.executable, "-P", "-m", "kg.read.pdf.worker", str(math.ceil(left))]
    before = _time_of_others()
    try:
        done = subprocess.run(  # noqa: S603 - the program is this package itself
            command,
            input=data,
            capture_output=True,
            timeout=_HANGS * left or _SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired:
        raise ReadError(file, _TOO_LONG_FOR_A_FILE if left else _TOO_LONG) from None
    used = _time_of_others() - before
    if left:
        signal.setitimer(signal.ITIMER_PROF, max(left - used, 0.001))
    if done.returncode:
        killed_by_time = done.returncode == -getattr(signal, "SIGXCPU", 0)
        reason = _TOO_LONG_FOR_A_FILE if left and used > left - 1 else _TOO_LONG
        raise ReadError(file, reason if killed_by_time else _STOPPED)
    return _parts(done.stdout, file)


def _time_left() -> float:
    """Seconds of processor time that are left to this process for the file; 0 where nothing limits it.

    Whoever has it read sets a timer (`kg.build.work`), which counts no other process's time.
    """
    return signal.getitimer(signal.ITIMER_PROF)[0] if sys.platform != "win32" else 0.0


def _time_of_others() -> float:
    """Seconds of processor time that processes took which this one started and which have ended."""
    times = os.times()
    return times.children_user + times.children_system


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
