"""Worker processes: what one of them suffers costs one report, and the result is that of one process."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from kg.build import build
from kg.build.cluster import run as run_on_cluster
from kg.build.pool import run
from kg.build.work import TIMEOUT, Extractor, Outcome, Task, TooSlowError, time_limit, too_slow
from kg.errors import ClusterError, OntologyError

REPORTS = {
    f"{place.lower()}.txt": f"{place} Update\nMay 2022\n\nUNICEF distributed {n} hygiene kits to 35 women in {place}.\n"
    for n, place in enumerate(("Gulu", "Arua", "Goma", "Juba"), 20)
}


def written(folder: Path) -> dict[str, bytes]:
    """All files of an output folder but those of the store, whose bytes are the database's own."""
    files = (p for p in folder.rglob("*") if p.is_file() and "store" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_workers_write_what_one_process_writes(tmp_path: Path) -> None:
    for name, text in REPORTS.items():
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / name).write_text(text, encoding="utf-8")
    (tmp_path / "reports" / "broken.docx").write_bytes(b"PK\x03\x04")
    alone = build([tmp_path / "reports"], tmp_path / "one")
    assert build([tmp_path / "reports"], tmp_path / "two", workers=2) == alone
    assert written(tmp_path / "two") == written(tmp_path / "one")


def test_a_cluster_writes_what_one_process_writes(tmp_path: Path) -> None:
    (tmp_path / "reports" / "deep").mkdir(parents=True)
    for name, text in REPORTS.items():
        (tmp_path / "reports" / "deep" / name).write_text(text, encoding="utf-8")
    (tmp_path / "reports" / "broken.docx").write_bytes(b"PK\x03\x04")
    alone = build([tmp_path / "reports"], tmp_path / "one")
    with LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        protocol="tcp://",
        dashboard_address=None,
        host="127.0.0.1",
        memory_limit=0,
    ) as cluster:
        address = cluster.scheduler_address
        assert build([tmp_path / "reports"], tmp_path / "two", cluster=address) == alone
        assert written(tmp_path / "two") == written(tmp_path / "one")
        other = Extractor(tmp_path, "other")
        with pytest.raises(ClusterError, match="another version"):
            list(run_on_cluster([Task(tmp_path / "reports" / "broken.docx", "x", "", 0)], other, address, TIMEOUT))


def test_a_cluster_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORTS["gulu.txt"], encoding="utf-8")
    with pytest.raises(ClusterError, match="no such address"):
        build([tmp_path], tmp_path / "out", cluster="no such address")


def test_workers_say_that_the_model_is_missing(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORTS["gulu.txt"], encoding="utf-8")
    with pytest.raises(OntologyError, match="no_such_model"):
        build([tmp_path], tmp_path / "out", model="no_such_model", workers=2)


class Trouble(Extractor):
    """Does to its process what the name of the report says."""

    def load(self) -> Any:
        """Nothing, so that the workers start at once."""

    def __call__(self, task: Task) -> Outcome:
        """Suffer."""
        if task.file == "crash":
            os.abort()
        if task.file == "exit":
            os._exit(7)
        if task.file == "hang":
            time.sleep(600)
        if task.file == "work":
            while True:
                pass
        if task.file == "memory":
            return Outcome(task, str(len(bytearray(1 << 40))))
        if task.file == "error":
            raise OSError(28, "no space")
        return Outcome(task)


def outcomes(folder: Path, *files: str, timeout: float = TIMEOUT) -> dict[str, str | None]:
    tasks = [Task(folder / file, file, "", 0) for file in files]
    return {o.task.file: o.reason for o in run(tasks, Trouble(folder, ""), 2, timeout)}


def test_a_reader_that_crashes_costs_its_report_only(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "a", "crash", "b", "exit", "c") == {
        "a": None,
        "b": None,
        "c": None,
        "crash": "ended the process that read it (SIGABRT)",
        "exit": "ended the process that read it (exit status 7)",
    }


def test_a_reader_that_hangs_or_works_without_end_is_ended(tmp_path: Path) -> None:
    reason = too_slow(0.2)
    assert outcomes(tmp_path, "hang", "work", "a", timeout=0.2) == {"hang": reason, "work": reason, "a": None}


def test_a_reader_that_wants_all_memory_gets_none(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "memory", "a") == {"memory": "needs too much memory", "a": None}


def test_what_is_no_fault_of_the_report_ends_the_build(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no space"):
        outcomes(tmp_path, "error")


def test_a_larger_file_may_take_longer_but_not_without_end() -> None:
    limits = [Task(Path("x"), "x", "", size).limit(10) for size in (0, 20_000, 60_000, 10**9)]
    assert limits == [10, 10, 30, 600]


def test_the_time_of_one_process_is_limited_too() -> None:
    with pytest.raises(TooSlowError), time_limit(0.05):
        forever()


def forever() -> None:
    while True:
        pass


def test_one_process_goes_on_after_a_report_that_takes_too_long(tmp_path: Path) -> None:
    trouble = Trouble(tmp_path, "")
    assert trouble.within(Task(tmp_path, "work", "", 0), 0.05).reason == too_slow(0.05)
    assert trouble.within(Task(tmp_path, "a", "", 0), 0.05).reason is None
