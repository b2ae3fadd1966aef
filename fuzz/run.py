"""Fuzz one reader, parser or other surface with Atheris: `python fuzz/run.py TARGET [FOLDER] [-max_total_time=300 …]`.

Options are libFuzzer's. Inputs that reach new code are kept in FOLDER, beside the seeds of the repository, which stay
as they are. An input that breaks a law is written to the working folder as `crash-…`, one that takes more than 20
seconds as `timeout-…`; put it into `fuzz/findings/TARGET/`, where `tests/test_fuzz.py` finds it.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

with atheris.instrument_imports(include=["kg", "docx", "openpyxl", "markdown_it", "trafilatura"]):
    from targets import TARGETS


def main() -> None:
    """Run until an input breaks a law or the time is over."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\ntargets: {', '.join(TARGETS)}")
    name, *rest = sys.argv[1:]
    logging.disable()  # libraries log what they skip
    folders = [arg for arg in rest if not arg.startswith("-")]
    options = [arg for arg in rest if arg.startswith("-")]
    arguments = ["-timeout=20", "-rss_limit_mb=3000", "-max_len=6000", *options, *folders, str(HERE / "seeds" / name)]
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
