"""What a report says survives being written down, and damage is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand_claims import report, sample
from hypothesis import given
from hypothesis import strategies as st

from kg.claims import claims_file, dumps, loads, read_claims, read_claims_folder, write_claims
from kg.errors import ClaimsError
from kg.model import Claim, Mention, Name, Number, Passage, Period, ReportClaims, Term, Text

words = st.text(max_size=12)
locals_ = st.from_regex(r"\A[^\W\d][\w.-]{0,11}\Z")  # of classes and slots, which end an IRI
maybe = st.none() | words
names = st.builds(Name, words, locals_, maybe, st.lists(words, max_size=2).map(tuple), maybe)
numbers = st.builds(Number, st.decimals(-(10**15), 10**15, places=4), words, maybe)
days = st.dates().map(str)
periods = st.builds(Period, days, days, words, maybe)
values = (
    names | numbers | st.builds(Term, locals_.map("https://example.org/{}".format)) | st.builds(Text, words) | periods
)


@st.composite
def reports(draw: st.DrawFn) -> ReportClaims:
    text = draw(st.text(max_size=80))

    def span() -> tuple[int, int]:
        begin, end = sorted(draw(st.tuples(*2 * [st.integers(0, len(text))])))
        return begin, end

    def passage() -> Passage:
        begin, end = span()
        section = draw(st.lists(words, max_size=2).map(tuple))
        return Passage(begin, end, text[begin:end], draw(st.none() | st.integers(1, 9)), section)

    def claim() -> Claim:
        slots = draw(st.dictionaries(locals_, st.lists(values, min_size=1, max_size=2).map(tuple), max_size=3))
        confidence = draw(st.floats(0, 1))
        return Claim(draw(locals_), slots, (passage(), passage()), draw(words), confidence, (passage(),))

    return ReportClaims(
        file=draw(words),
        sha256=draw(words),
        format=draw(words),
        text=text,
        claims=tuple(claim() for _ in range(draw(st.integers(0, 2)))),
        mentions=tuple(Mention(*span(), draw(words), draw(words), draw(maybe)) for _ in range(draw(st.integers(0, 2)))),
        names=tuple(draw(st.lists(names, max_size=2))),
        title=draw(maybe),
        publisher=draw(st.none() | names),
        country=draw(st.none() | names),
        issued=draw(st.none() | days),
        period=draw(st.none() | st.tuples(days, days)),
        fingerprint=draw(words),
    )


@given(reports())
def test_claims_are_read_as_they_were_written(claims: ReportClaims) -> None:
    assert loads(dumps(claims)) == claims


@given(reports())
def test_the_file_is_json_with_a_claim_a_line(claims: ReportClaims) -> None:
    content = dumps(claims)
    data = json.loads(content)
    lines = [line.rstrip(",") for line in content.split("\n")]
    for claim in data["claims"]:
        assert sum(line.startswith("{") and json.loads(line) == claim for line in lines if len(line) > 1) >= 1
    assert json.dumps(data, sort_keys=True) == json.dumps(data)


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_a_file_stays_in_its_folder_and_two_reports_never_share_one(a: tuple[str, str], b: tuple[str, str]) -> None:
    folder = Path("claims")
    first, second = claims_file(folder, *a), claims_file(folder, *b)
    assert first.parent == folder
    assert len(first.name.encode()) < 200
    assert (first == second) == (a == b)


@pytest.mark.parametrize("file", ["../../etc/passwd", "/etc/passwd", "a\x00b", "..", "CON", "a" * 500, "名前.txt"])
def test_no_name_of_a_report_leads_out_of_the_folder(tmp_path: Path, file: str) -> None:
    written = write_claims(tmp_path / "claims", report(file))
    assert written.resolve().parent == tmp_path / "claims"
    assert read_claims(written).file == file


def test_a_folder_is_read_in_the_order_of_its_files(tmp_path: Path) -> None:
    for claims in sample():
        write_claims(tmp_path, claims)
    found = list(read_claims_folder(tmp_path))
    assert sorted(found, key=lambda r: r.file) == sorted(sample(), key=lambda r: r.file)
    assert found == list(read_claims_folder(tmp_path))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="nowhere: no such folder"):
        read_claims_folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda content: content[: len(content) // 2], "not JSON"),
        (lambda content: "", "not JSON"),
        (lambda content: "[" * 100_000, "not JSON"),
        (lambda content: "[]", "not a claims file"),
        (lambda content: content.replace('"version":1', '"version":99'), "version 99"),
        (lambda content: content.replace('"rule":"by-hand",', "", 1), "rule"),
        (lambda content: content.replace('"value":"12"', '"value":"twelve"'), "damaged"),
        (lambda content: content.replace('"value":"12"', '"value":"NaN"'), "not finite"),
        (lambda content: content.replace('"begin":0', '"begin":9000'), "outside the text"),
        (lambda content: content.replace('"begin":0', '"begin":-1'), "whole number"),
        (lambda content: content.replace('"type":"number"', '"type":"colour"'), "damaged"),
        (lambda content: content.replace('"file":"2017/update.txt"', '"file":7'), "expected a string"),
    ],
)
def test_a_damaged_file_is_named_with_what_is_wrong(tmp_path: Path, damage, reason: str) -> None:
    file = write_claims(tmp_path, sample()[0])
    before = file.read_text(encoding="utf-8")
    file.write_text(damage(before), encoding="utf-8")
    assert file.read_text(encoding="utf-8") != before
    with pytest.raises(ClaimsError, match=reason) as caught:
        read_claims(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(ClaimsError, match="not UTF-8"):
        read_claims(file)


def test_evidence_that_is_not_the_text_is_refused_when_written(tmp_path: Path) -> None:
    wrong = Claim("Activity", {}, (Passage(0, 3, "not"),), "by-hand", 1.0)
    claims = ReportClaims("a.txt", "0", "text", "The text.", (wrong,))
    with pytest.raises(ClaimsError, match="is not the report's text"):
        write_claims(tmp_path, claims)
    assert not list(tmp_path.iterdir())


def test_text_that_is_no_unicode_is_refused_when_written(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="not valid Unicode"):
        write_claims(tmp_path, ReportClaims("a.txt", "0", "text", "half a pair: \ud800", ()))
    assert not list(tmp_path.iterdir())
