"""Whatever happens while a folder is written, it holds the old graph or the new, whole, and the next build finishes.

`tests/test_build.py` cuts a merge short at each of its changes to the disk; here processes are killed, disks are full,
folders cannot be written, and others hold what is replaced. `tools/faults.py` does more of it than a test has time for.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Event

import pyoxigraph as ox
import pytest
from hand_claims import sample

import kg.store
from kg.build import merge, open_graph
from kg.claims import write_claims
from kg.errors import OutputError

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with claims `old` and `new` and their graphs `out-old` and `out-new`."""
    path = tmp_path_factory.mktemp("graphs")
    for name, reports in (("old", sample()[:2]), ("new", sample()[1:])):
        for claims in reports:
            write_claims(path / name, claims)
        merge([path / name], path / f"out-{name}")
    return path


@pytest.fixture
def out(graphs: Path, tmp_path: Path) -> Path:
    """The graph of `old`, to be written over."""
    shutil.copytree(graphs / "out-old", tmp_path / "out")
    return tmp_path / "out"


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same graph, in the store and in every file."""
    names = [*sorted(p.relative_to(one) for p in one.glob("claims/*")), Path("graph.ttl"), Path("explorer.html")]
    files = all((other / name).is_file() and (one / name).read_bytes() == (other / name).read_bytes() for name in names)
    return files and set(open_graph(one)) == set(open_graph(other))


def run(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(a) for a in args], capture_output=True, text=True, check=False, env=ENVIRONMENT, **options
    )


def test_builds_that_are_killed_lose_nothing() -> None:
    done = run(sys.executable, ROOT / "tools" / "faults.py", "events", "--every", 13)
    assert done.returncode == 0, done.stdout + done.stderr
    *_, last = done.stdout.splitlines()
    kills, losses = (int(word) for word in last.split() if word.isdigit())
    assert losses == 0
    assert kills >= 5


# A disk that is full ---------------------------------------------------------------------------------------------

# The system refuses to let a file grow beyond a size, as it does when the disk is full: the claims, the store, which is
# not written by Python, the page and the Turtle files.
FULL = """
import json, resource, sys
from kg.build import merge, open_graph
from kg.errors import OutputError
new, out = sys.argv[1:]
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
for size in (40, 3_000, 60_000, 400_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        merge([new], out)
        told = None
    except OutputError as error:
        told = str(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(json.dumps([size, told, len(open_graph(out))]), flush=True)
"""


def test_a_full_disk_leaves_the_old_graph_and_says_so_in_one_line(graphs: Path, out: Path) -> None:
    done = run(sys.executable, "-c", FULL, graphs / "new", out)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    failed = [reason for _, reason, _ in told if reason is not None]
    assert len(failed) >= 3
    for reason in failed:
        assert reason.startswith(str(out))
        assert reason.endswith(": file too large")
        assert "\n" not in reason
    assert {triples for _, reason, triples in told if reason} == {len(open_graph(graphs / "out-old"))}
    # What was written in vain does not fill the disk.
    assert sum(p.stat().st_size for p in (out / ".building").rglob("*") if p.is_file()) < 20_000
    merge([graphs / "new"], out)
    assert same(out, graphs / "out-new")
    assert not (out / ".building").exists()


# A thread writes the store while others write the files -------------------------------------------------------------


def test_a_store_that_cannot_be_written_leaves_the_old_graph(
    graphs: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(import_module("kg.build.dataset"), "write_store", full)
    with pytest.raises(OutputError, match="no space left"):
        merge([graphs / "new"], out)
    assert same(out, graphs / "out-old")
    monkeypatch.undo()
    merge([graphs / "new"], out)
    assert same(out, graphs / "out-new")


def test_who_interrupts_a_build_does_not_wait_for_the_store(
    graphs: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = []

    def write(quads: Sequence[ox.Quad], path: Path, stop: Event) -> None:
        assert stop.wait(60)
        kg.store.write_store(quads, path, stop)
        ended.append(path)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("kg.build.dataset"), "write_store", write)
    monkeypatch.setattr("kg.explore.write_explorer", interrupted)
    with pytest.raises(KeyboardInterrupt):
        merge([graphs / "new"], out)
    assert [path.exists() for path in ended] == [False]  # told to stop, it wrote nothing
    assert same(out, graphs / "out-old")
    monkeypatch.undo()
    merge([graphs / "new"], out)
    assert same(out, graphs / "out-new")
    assert sorted(path.name for path in out.glob("store*")) == ["store"]


# A folder that cannot be written ---------------------------------------------------------------------------------


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    paths = [folder, *folder.rglob("*")]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def as_a_user() -> list[str]:
    """What takes from root, whom modes do not stop, the right to write everywhere."""
    return ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []


def test_a_folder_that_cannot_be_written_is_one_line_and_can_still_be_asked(graphs: Path, out: Path) -> None:
    kg_ = [*as_a_user(), sys.executable, "-m", "kg"]
    with read_only(out):
        done = run(*kg_, "merge", graphs / "new", "-o", out)
        asked = run(*kg_, "query", out, "ASK { ?contact a rg:Contact }")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"kg: {out}/.reportgraph: permission denied\n"
    assert (asked.returncode, asked.stderr) == (0, "")
    assert same(out, graphs / "out-old")
    merge([graphs / "new"], out)
    assert same(out, graphs / "out-new")


# Others who work in the folder -----------------------------------------------------------------------------------

HOLD_FOLDER = """
import sys
from pathlib import Path
from kg.output import open_for_build
with open_for_build(Path(sys.argv[1])) as folder:
    (folder.staging / "graph.ttl").write_text("half of")
    print("held", flush=True)
    sys.stdin.read()
"""
HOLD_STORE = """
import sys
import pyoxigraph as ox
store = ox.Store(sys.argv[1]) if sys.argv[2] == "write" else ox.Store.read_only(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
print(len(list(store)))
"""


@contextmanager
def another(code: str, *args: object) -> Iterator[subprocess.Popen[str]]:
    """Another process, which has begun to hold something."""
    command = [sys.executable, "-c", code, *map(str, args)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_of_two_builds_the_second_is_refused_and_one_that_was_killed_bars_nobody(graphs: Path, out: Path) -> None:
    with another(HOLD_FOLDER, out) as first:
        with pytest.raises(OutputError, match="another build is working in this folder"):
            merge([graphs / "new"], out)
        assert same(out, graphs / "out-old")  # which can be read while it is built over
        first.kill()
        first.wait()
        merge([graphs / "new"], out)
    assert same(out, graphs / "out-new")


@pytest.mark.parametrize("way", ["read", "write"])
def test_a_store_that_another_process_holds_is_replaced_and_stays_whole_for_the_other(
    graphs: Path, out: Path, way: str
) -> None:
    with another(HOLD_STORE, out / "store", way) as holder:
        merge([graphs / "new"], out)
        assert same(out, graphs / "out-new")
        seen, _ = holder.communicate("")
    assert int(seen) == len(open_graph(graphs / "out-old"))


@pytest.fixture
def first_opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], object]], None]:
    """Sets what is done instead of opening a store for the first time."""

    def instead(do: Callable[[Path], object]) -> None:
        steps = iter([do])
        opened = kg.store.embedded.open_store

        def open_store(path: Path) -> object:
            return next(steps, opened)(path)

        monkeypatch.setattr(kg.store.embedded, "open_store", open_store)

    return instead


def test_who_opens_a_graph_in_the_moment_in_which_it_is_replaced_gets_the_new_one(
    graphs: Path, out: Path, first_opened
) -> None:
    new = set(open_graph(graphs / "out-new"))

    def replaced(path: Path) -> ox.Store:
        store = ox.Store.read_only(str(path))
        merge([graphs / "new"], out)
        return store

    first_opened(replaced)
    assert set(open_graph(out)) == new


def test_who_finds_no_store_in_that_moment_looks_again(graphs: Path, out: Path, first_opened) -> None:
    new = set(open_graph(graphs / "out-new"))

    def gone(path: Path) -> None:
        path.rename(out / "aside")
        shutil.copytree(graphs / "out-new" / "store", path)
        raise OutputError("no store here")

    first_opened(gone)
    assert set(open_graph(out)) == new


def test_a_store_that_is_not_there_is_one_line(out: Path) -> None:
    kept = set(open_graph(out))
    shutil.rmtree(out / "store")
    assert set(open_graph(out)) == kept  # the files hold the graph too
    (out / "graph.trig").unlink()
    with pytest.raises(OutputError) as caught:
        open_graph(out)
    assert "\n" not in str(caught.value)
