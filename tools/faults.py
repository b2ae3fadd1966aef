"""Kill builds at any moment and count what is lost: `python tools/faults.py random --kills 200` or `events --every 5`.

A process of its own builds reports into a folder, again and again the same two sets in turn, and is killed with
SIGKILL: at a moment drawn by chance, or just before its Nth change to the disk. Then the folder must hold the old graph
or the new one, whole, and the next build must finish with the new one. Ends with 1 if anything was lost.

The graph is compared file by file with one that was built in peace, and so is what the store holds.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kg.build import build, open_graph, work
from kg.ontology import load
from kg.output import read_manifest

COMMON = "The agency has a Field Office in Gao. In May 2021, UNHCR distributed 40 tents in Kidal.\n"
TEXTS = {
    "old": {"a.txt": "Mali Update, May 2021\n\n" + COMMON, "b.txt": "Niger Update\n\nSweden gave UNHCR USD 2,000.\n"},
    "new": {"a.txt": "Mali Update, May 2021\n\n" + COMMON, "c.txt": "Chad Update\n\n300 refugees arrived in Abéché.\n"},
}
CHANGES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree"}
FILES = ("graph.ttl", "graph.trig", "explorer.html", "build.json")


def child(work: Callable[[], None]) -> int:
    """Start a process that does some work and ends."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is this process's end
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)


def ended(pid: int) -> int:
    """Wait for a process; its exit status, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def die_at(event: int, out: Path) -> None:
    """Kill this process just before its change number `event` below a folder."""
    left = [event]

    def hook(name: str, args: tuple[object, ...]) -> None:
        if name not in CHANGES or str(out) not in str(args[0]):
            return
        if name == "open" and isinstance(args[1], str) and not set(args[1]) & set("wax+"):
            return
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def state(out: Path) -> str:
    """A digest of all that a graph is; an unfinished commit is finished first, as any reader does."""
    read_manifest(out)
    digest = hashlib.sha256()
    for file in (*(out / name for name in FILES), *sorted((out / "claims").iterdir())):
        digest.update(b"%s\0%d\0" % (file.name.encode(), file.stat().st_size) + file.read_bytes())
    digest.update("\n".join(sorted(map(str, open_graph(out)))).encode())
    return digest.hexdigest()


class Bench:
    """Two sets of reports, the graphs that they make in peace, and the folder that is built under fire."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, texts in TEXTS.items():
            (root / name).mkdir()
            for file, text in texts.items():
                (root / name / file).write_text(text, encoding="utf-8")
        # The model is loaded once, before the processes that use it part.
        annotator = work.load_annotator(load(), None)
        work.load_annotator = lambda *_: annotator
        self.took = 0.0
        for name in TEXTS:
            begun = time.monotonic()
            assert ended(child(lambda name=name: self.build(name, root / f"out-{name}"))) == 0
            self.took = max(self.took, time.monotonic() - begun)
            assert ended(child(lambda name=name: self.note(name))) == 0
        self.states = {name: (root / f"state-{name}").read_text(encoding="utf-8") for name in TEXTS}

    def note(self, name: str) -> None:
        """Write down what the graph of a set is."""
        (self.root / f"state-{name}").write_text(state(self.root / f"out-{name}"), encoding="utf-8")

    def build(self, name: str, out: Path) -> None:
        """Build one set."""
        build([self.root / name], out)

    def check(self, out: Path, allowed: set[str], *, nothing: bool) -> str:
        """What a folder holds after a kill: one of the graphs, nothing if that is allowed, or a loss."""
        if nothing and not (out / "build.json").exists() and not (out / ".building" / "commit.json").exists():
            return "nothing yet"
        now = state(out)
        return next((name for name in sorted(allowed) if now == self.states[name]), "LOST")

    def strike(self, before: str | None, after: str, kill: Callable[[Path], int]) -> tuple[str, bool]:
        """Kill one build of `after` over `before`; what was there then, and whether it was killed at all."""
        out = self.root / "out"
        shutil.rmtree(out, ignore_errors=True)
        if before:
            shutil.copytree(self.root / f"out-{before}", out)
        killed = kill(out) == -signal.SIGKILL
        allowed = {after} | ({before} if before else set())
        report = self.root / "found"

        def look() -> None:
            report.write_text(self.check(out, allowed, nothing=before is None), encoding="utf-8")
            self.build(after, out)
            assert state(out) == self.states[after], "the next build gives another graph"
            assert not (out / ".building").exists(), "something is left behind"

        report.unlink(missing_ok=True)
        status = ended(child(look))
        found = report.read_text(encoding="utf-8") if status == 0 else "LOST"
        return found, killed


def main() -> None:
    """Run one of the two series and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series", choices=["random", "events"])
    parser.add_argument("--kills", type=int, default=200, help="of the random series")
    parser.add_argument("--seed", type=int, default=1, help="of the random series")
    parser.add_argument("--every", type=int, default=1, help="of the series of events: each, each second, …")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder).resolve())
        seen: Counter[tuple[str, str]] = Counter()
        if options.series == "random":
            at_random(bench, options.kills, random.Random(options.seed), seen)  # noqa: S311 - no secret
        else:
            at_events(bench, options.every, seen)
    for (case, found), number in sorted(seen.items()):
        print(f"{case:<14} {found:<12} {number:>5}")
    lost = sum(number for (_, found), number in seen.items() if found == "LOST")
    print(f"{sum(seen.values())} kills, {lost} losses")
    sys.exit(1 if lost else 0)


def at_random(bench: Bench, kills: int, chance: random.Random, seen: Counter[tuple[str, str]]) -> None:
    """Kill builds at moments drawn by chance, a fourth of them first builds."""
    while sum(seen.values()) < kills:
        before = chance.choice(["old", "old", "new", None])
        after = "new" if before == "old" else "old"
        delay = chance.uniform(0, bench.took)

        def kill(out: Path, after: str = after, delay: float = delay) -> int:
            pid = child(lambda: bench.build(after, out))
            time.sleep(delay)
            os.kill(pid, signal.SIGKILL)
            return ended(pid)

        found, killed = bench.strike(before, after, kill)
        if killed or found == "LOST":
            seen["over a graph" if before else "first build", found] += 1


def at_events(bench: Bench, every: int, seen: Counter[tuple[str, str]]) -> None:
    """Kill builds just before each change to the disk, or each `every`th."""
    for before in (None, "old"):
        event, killed = 0, True
        while killed:

            def work(out: Path, event: int = event) -> None:
                die_at(event, out)
                bench.build("new", out)

            found, killed = bench.strike(before, "new", lambda out, work=work: ended(child(lambda: work(out))))
            if killed or found == "LOST":
                seen["over a graph" if before else "first build", found] += 1
            event += every


if __name__ == "__main__":
    main()
