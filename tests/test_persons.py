"""Contact persons: kept by default, and on demand in no file that a build leaves behind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hand_claims import WELLS, fact, org, report, sample
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.build import build, merge, open_graph, work
from kg.build.persons import MASK, without_persons
from kg.claims import dumps, read_claims_folder, write_claims
from kg.cli import main
from kg.export import FORMATS, export_files
from kg.forms import ISSUES, NETWORKS, TRENDS
from kg.forms import NAMES as NAMES_SHOWN
from kg.model import Mention, Name, Passage, ReportClaims, Text
from kg.ontology import Ontology, load

ROOT = Path(__file__).parents[1]
ONTOLOGY = load()  # Hypothesis would print the fixture

LETTER = """Emergency Update

Agency of the North, March 2021

# Results

In March 2021, UNHCR distributed 263 education kits to refugees in Kayes. The kits were a gift of Japan.
Ms. Traoré thanked all partners; Awa **Traoré** opened the school. Sales rose by +12 000 000 dollars.

# Contacts

Awa Traoré, Reporting Officer, awa.traore@agency.example, +223 20 00 11 22
For pictures ask our photographer Moussa Diallo (diallom@agency.example) or call Tel: 2000 33 44.
"""
NAMES = ("Traoré", "Traore", "traore", "Diallo", "diallo")
NUMBERS = ("00 11 22", "2000 33 44", "66 00 11 22")
CORPUS = ("Rimadjita", "rimadjita", "Mariam Haroun", "harounm")  # of chad-2020-annual-results.md


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The graph of two reports as it is by default, and without persons."""
    path = tmp_path_factory.mktemp("persons")
    (path / "letter.md").write_text(LETTER, encoding="utf-8")
    build([path / "letter.md", ROOT / "corpus" / "chad-2020-annual-results.md"], path / "all")
    done = CliRunner().invoke(main, ["merge", str(path / "all"), "-o", str(path / "none"), "--no-persons"])
    assert done.exit_code == 0, done.output
    return path / "all", path / "none"


def files(out: Path) -> Iterator[tuple[str, str]]:
    """The files of an output folder and what its store holds, with their names."""
    for file in sorted(p for p in out.rglob("*") if p.is_file()):
        yield file.relative_to(out).as_posix(), file.read_bytes().decode("utf-8", errors="replace")
    yield "the store, unpacked", "\n".join(map(str, open_graph(out)))


def exports(out: Path) -> Iterator[tuple[str, str]]:
    """All that can be made of a graph, with the names of its files."""
    graph = kg.open(out)
    quads = list(graph.store)
    for form in FORMATS:
        for name, content in export_files(quads, graph.ontology, form).items():
            yield f"{form} {name}", content.decode("utf-8", errors="replace")
    yield from ((f"table {name}", "\n".join(str(dict(row)) for row in graph.table(name))) for name in graph.tables)
    yield "network", "\n".join(map(str, graph.networkx().nodes(data=True)))


def holding(contents: Iterable[tuple[str, str]], words: tuple[str, ...]) -> set[str]:
    """The names of contents that hold one of the words, as it is or as JSON and Turtle may escape it."""
    forms = {form for word in words for form in (word, json.dumps(word)[1:-1], word.replace("é", "\\u00E9"))}
    return {name for name, content in contents if any(form in content for form in forms)}


def test_persons_are_kept_unless_they_are_unwanted(built: tuple[Path, Path]) -> None:
    found = holding(files(built[0]), NAMES + CORPUS)
    assert {"graph.ttl", "graph.trig", "explorer.html", "the store, unpacked"} <= found
    assert [name for name in found if name.startswith("claims/")]
    assert len(kg.open(built[0]).query("contacts")) >= 3
    assert json.loads((built[0] / "build.json").read_text(encoding="utf-8"))["persons"] is True


def test_no_file_names_a_person_or_address_that_is_unwanted(built: tuple[Path, Path]) -> None:
    words = (*NAMES, *NUMBERS, *CORPUS, "@agency.example", "@unicef.example")
    assert holding(files(built[1]), words) == set()
    assert holding(exports(built[1]), words) == set()
    assert len(kg.open(built[1]).query("contacts")) == 0
    assert json.loads((built[1] / "build.json").read_text(encoding="utf-8"))["persons"] is False


def test_all_that_is_said_of_others_stays_as_it_was(built: tuple[Path, Path]) -> None:
    whole, rest = (set(open_graph(out)) for out in built)
    added = rest - whole
    assert {q.predicate.value.rpartition("#")[2] for q in added} <= {"text"}  # of a passage with a name in it
    gone = {q.subject.value for q in whole - rest}
    assert {q.object.value.rpartition("#")[2] for q in whole if q.subject.value in gone and "#type" in str(q)} <= {
        *("Contact", "Fact", "Person", "Entity", "Passage", "Report")
    }
    (letter,) = (c for c in read_claims_folder(built[1] / "claims") if c.file == "letter.md")
    assert len(letter.text) == len(LETTER)
    assert "263 education kits" in letter.text
    assert "+12 000 000 dollars" in letter.text
    assert f"{MASK * 3}" in letter.text


def test_a_build_without_persons_leaves_none_of_an_earlier_one_and_one_with_them_reads_anew(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    build([tmp_path / "letter.md"], tmp_path / "out")
    without = build([tmp_path / "letter.md"], tmp_path / "out", persons=False)
    assert (without.extracted, without.reused) == (0, 1)
    assert holding(files(tmp_path / "out"), NAMES + NUMBERS) == set()
    back = build([tmp_path / "letter.md"], tmp_path / "out")
    assert (back.extracted, back.facts["Contact"]) == (1, 2)


def test_claims_are_never_written_with_the_persons_that_are_unwanted(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")

    def interrupt(done: int, total: int, file: str) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([tmp_path / "letter.md"], tmp_path / "out", persons=False, progress=interrupt)
    kept = [p.read_text(encoding="utf-8") for p in (tmp_path / "out").rglob("*.json")]
    assert len(kept) == 1
    assert not any(name in text for name in NAMES for text in kept)


def test_a_decision_about_a_person_puts_the_name_into_no_file(built: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("same,Awa Traoré,A. Traoré\nis,Moussa Diallo,https://people.example/diallo\n")
    command = ["merge", str(built[0]), "-o", str(tmp_path / "out"), "--decisions", str(tmp_path / "d.csv")]
    done = CliRunner().invoke(main, [*command, "--no-persons"])
    assert done.exit_code == 0, done.output
    assert "no report has the name" in done.output  # who gave the file is told so
    assert holding(files(tmp_path / "out"), NAMES + NUMBERS) == set()
    assert holding(exports(tmp_path / "out"), NAMES) == set()


@pytest.mark.parametrize(
    "command",
    [
        *(["audit", "--format", form] for form in ISSUES),
        *(["trend", "--all", "--format", form] for form in TRENDS),
        *(["network", "--format", form] for form in NETWORKS),
        *(["entities", "--format", form] for form in NAMES_SHOWN),
        *(["query", "SELECT * { ?s ?p ?o }", "--format", form] for form in ("table", "csv", "json")),
        ["validate"],
    ],
    ids=" ".join,
)
def test_no_command_shows_a_person_who_is_in_no_file(built: tuple[Path, Path], command: list[str]) -> None:
    done = CliRunner().invoke(main, [command[0], str(built[1]), *command[1:]])
    assert done.exit_code == 0, done.output
    assert holding([("shown", done.output)], (*NAMES, *NUMBERS, *CORPUS, "@agency.example")) == set()


# What is masked --------------------------------------------------------------------------------------------------


def of(text: str, *names: Name, person: str = "Awa Example") -> ReportClaims:
    """A report whose first line is a contact and whose second is a text."""
    contact = fact(
        f"Contact: {person}, Officer, awa@agency.example",
        "Contact",
        person=Name(person, "Person"),
        role=Text("Officer"),
    )
    other = fact(text, "Presence", organization=WELLS, kind=Text("office"))
    return report("a.txt", contact, other, names=names)


@pytest.mark.parametrize(
    "marked",
    [
        "<AWA EXAMPLE> signed.",
        "<Example, Awa> signed.",
        "<Mr Example> signed, and <Dr. Example>.",
        "An example by <Awa\n  Example>.",
        "Write to <press@agency.example>.",
        "Write to <press [at] agency.example>.",
        "It is 12 @ 5.50 each.",
        "Call <+223 20 00 11 22> or <00223 20001122>.",
        "<Mobile: 7012 3344>, by day",
        "It rose by +1 200 000 to 0012 wells.",
        "Please ask <Jane Q. Doering> (<jane.doering@a.example>).",
        "It is by <Cristina de la Fuente-Ruiz>, <fuente@a.example>",
        "The Ministry (<info@ministry.example>) agreed.",
    ],
)
def test_what_is_masked_and_what_stays(marked: str, ontology: Ontology) -> None:
    clean = without_persons(of(re.sub("[<>]", "", marked)), ontology)
    (claim,) = clean.claims
    assert claim.evidence[0].text == re.sub("<(.*?)>", lambda m: re.sub(".", MASK, m[1]), marked, flags=re.DOTALL)
    dumps(clean)  # evidence is the text at its offsets


def test_accents_and_line_ends_hide_no_name(ontology: Ontology) -> None:
    printed = of("Mme Elo\u0301ise Be-\nnoit and Eloïse Benoit came.", person="Eloise Benoit")
    assert without_persons(printed, ontology).claims[0].evidence[0].text.replace(MASK, "") == "Mme \n and  came."


def test_a_contact_whose_name_is_not_found_in_its_words_is_masked_whole(ontology: Ontology) -> None:
    made = of("The commission has an office.")
    contact = replace(made.claims[0], slots={"person": (Name("Aïcha Other", "Person"),)})
    clean = without_persons(replace(made, claims=(contact, made.claims[1])), ontology)
    assert clean.text.splitlines()[0] == MASK * len("Contact: Awa Example, Officer, awa@agency.example")


def test_names_mentions_titles_and_sections_lose_persons_too(ontology: Ontology) -> None:
    made = of("Awa Example runs the Example Fund.", Name("Awa Example", "Person"), org("Awa Example Fund"), WELLS)
    begin = made.text.index("Awa Example runs")
    mentions = (Mention(begin, begin + 11, "Person", "Awa Example"), Mention(begin + 4, begin + 11, "Place", "Example"))
    fund = Mention(begin + 21, begin + 33, "Fund", "Example Fund")
    section = Passage(begin, begin + 3, "Awa", 1, ("Letter of Awa Example",))
    presence = replace(made.claims[1], evidence=(section,))
    by_her = replace(made.claims[1], slots={"organization": (org("Awa Example Fund"),)})
    made = replace(
        made,
        title="Diary of Awa Example",
        publisher=org("Awa Example"),
        mentions=(*mentions, fund),
        claims=(made.claims[0], presence, by_her),
    )
    clean = without_persons(made, ontology)
    assert "Awa" not in dumps(clean).replace("AwaExample", "")
    assert clean.mentions == (fund,)
    assert clean.names == (WELLS,)
    assert (clean.publisher, clean.title) == (None, f"Diary of {MASK * 11}")
    assert len(clean.claims) == 1


def test_leaving_persons_out_twice_is_leaving_them_out(ontology: Ontology) -> None:
    for claims in sample():
        once = without_persons(claims, ontology)
        assert without_persons(once, ontology) is once


@given(
    st.text(max_size=80),
    st.sampled_from(["Awa Example", "Ng", "Example", "Ould El-Awa d’Example"]),
    st.text(max_size=9),
)
def test_the_text_keeps_its_length_and_loses_the_name(before: str, name: str, behind: str) -> None:
    before, behind = (text.encode("utf-8", "replace").decode() for text in (before, behind))
    made = of(f"{before}\n{name} {behind}", person=name)
    clean = without_persons(made, ONTOLOGY)
    assert len(clean.text) == len(made.text)
    for at in (len("Contact: "), made.text.index("\n") + 1 + len(before) + 1):
        assert made.text[at : at + len(name)] == name
        assert clean.text[at : at + len(name)] == MASK * len(name)
    assert [c for c in clean.claims if c.type == "Contact"] == []
    for claim in clean.claims:
        assert all(clean.text[p.begin : p.end] == p.text for p in claim.evidence)


def test_masked_and_whole_claims_of_one_report_are_one_without_persons(tmp_path: Path) -> None:
    for claims in sample():
        write_claims(tmp_path / "in", claims)
    merge([tmp_path / "in"], tmp_path / "clean", persons=False)
    both = merge([tmp_path / "in", tmp_path / "clean"], tmp_path / "both", persons=False)
    assert len(both.reports) == 3
    assert (tmp_path / "both" / "graph.ttl").read_bytes() == (tmp_path / "clean" / "graph.ttl").read_bytes()


def test_a_reason_that_quotes_a_report_loses_addresses_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*args: object) -> None:
        raise ValueError("cannot make sense of 'Awa, awa@agency.example'")

    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    monkeypatch.setattr(work, "extract", stumble)
    done = build([tmp_path / "letter.md"], tmp_path / "out", persons=False)
    assert "ValueError" in (done.failed[0].reason or "")
    assert holding(files(tmp_path / "out"), ("awa@agency",)) == set()


def test_long_texts_are_masked_in_a_time_that_grows_with_their_length(ontology: Ontology) -> None:
    letters = of("a" * 2_000_000 + "\n" + "a@" * 200_000 + "\n" + "+1" * 200_000 + "\n" + "Mr " * 200_000)
    assert "Awa" not in without_persons(letters, ontology).text
