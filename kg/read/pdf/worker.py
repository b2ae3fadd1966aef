"""The process in which a PDF is taken apart: it may fail, run out of memory or time, and nothing else is lost.

Reads the file from standard input and writes to standard output, pickled one after the other: the title of the
document's properties, each page, and at the end `None`; or a `Refusal`.
"""

from __future__ import annotations

import ctypes
import pickle
import signal
import sys

from kg.errors import ReadError
from kg.read.pdf.document import Refusal, opened, sheets_of

# Bytes beside those of the file; a page that takes more to read is a map or an attack.
MEMORY = 1_000_000_000
# Seconds of work on one page.
PAGE_SECONDS = 60


def main(seconds: int) -> None:
    """Read one PDF within some seconds of processor time; 0 is no limit beside that of each page."""
    _end_with_parent()
    data = sys.stdin.buffer.read()
    _limit_memory(MEMORY + len(data))
    _limit_time(seconds)
    out = sys.stdout.buffer
    try:
        with opened(data, "") as document:
            pickle.dump(str(document.get_metadata_value("Title") or ""), out)
            for sheet in sheets_of(document, ""):
                pickle.dump(sheet, out)
                _limit_time(seconds)
        pickle.dump(None, out)
    except ReadError as error:
        pickle.dump(Refusal(error.reason), out)


def _end_with_parent() -> None:
    """Let the system end this process when the one that waits for it is ended, so that none is left to work in vain."""
    if sys.platform == "linux":
        set_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL, 0, 0, 0)


def _limit_memory(limit: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX has it only

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _limit_time(seconds: int) -> None:
    """Let the system end this process when the next page takes too long, or the file."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - POSIX has it only

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        limit = int(used.ru_utime + used.ru_stime) + PAGE_SECONDS
        limit = min(limit, seconds) if seconds else limit
        resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    main(int(sys.argv[1]))
