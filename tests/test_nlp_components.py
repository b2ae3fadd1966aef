"""The components of the annotator, each on a `Doc` built by hand."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from extraction import annotator, ontology
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.document import Clock, NameBook, NewName, ReportContext
from kg.nlp.components import ATTRIBUTES, COMPONENTS, FIRST, PARSED
from kg.nlp.entities import EntityStep
from kg.nlp.lexicon import Lexicon
from kg.nlp.mentions import choose_mentions, find_dates_in, find_labels, find_names, find_quantities, merge_numbers
from kg.read import read_report


def doc(text: str, context: ReportContext | None = None) -> Doc:
    """Tokens parted by spaces, without any annotation."""
    made = Doc(annotator().nlp.vocab, words=text.split())
    made.user_data["report"] = context or ReportContext()
    made.spans["dates"] = []
    return made


def told(spans: list[Span]) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in spans]


def test_a_number_in_pieces_is_one_token() -> None:
    merged = merge_numbers(doc("some 6, 483 tents"), annotator().numbers)
    assert [token.text for token in merged] == ["some", "6, 483", "tents"]


def test_words_between_numbers_keep_them_apart() -> None:
    text = "from 6 to 9 tents"
    assert [token.text for token in merge_numbers(doc(text), annotator().numbers)] == text.split()


def test_dates_are_spans_with_their_period() -> None:
    found = find_dates_in(doc("wells dug on 4 May 2022 in Gulu"))
    assert told(found.spans["dates"]) == [("4 May 2022", "Date")]
    (value,) = found.user_data["dates"].values()
    assert (value.period.start, value.period.end) == ("2022-05-04", "2022-05-04")


def test_a_date_without_year_is_in_the_time_of_the_report() -> None:
    context = ReportContext(clock=Clock("2021-01-01", "2021-12-31"))
    (value,) = find_dates_in(doc("wells dug in March", context)).user_data["dates"].values()
    assert (value.period.start, value.period.end) == ("2021-03-01", "2021-03-31")


def test_a_text_without_dates_has_none() -> None:
    found = find_dates_in(doc("some people may march to the market"))
    assert told(found.spans["dates"]) == []


def test_quantities_are_no_parts_of_dates() -> None:
    found = find_quantities(find_dates_in(doc("on 4 May 2022 some 300 tents arrived")), annotator().numbers)
    assert told(found.spans["quantities"]) == [("300", "Quantity")]


@pytest.mark.parametrize(
    "text",
    [
        "under Resolution 1325 all agreed",
        "tents went to Camp 4 again",
        "the COVID 19 crisis",
        "see Table 3 below",
        "No. 7 won",
    ],
)
def test_a_number_that_names_is_no_quantity(text: str) -> None:
    found = find_quantities(doc(text), annotator().numbers, annotator().resources.numbered)
    assert told(found.spans["quantities"]) == []


def lexicon() -> Lexicon:
    nlp = annotator().nlp
    return Lexicon(nlp.make_doc, nlp.vocab, ontology())


def test_labels_of_the_ontology_are_found_with_their_reference() -> None:
    found = find_labels(doc("UNICEF met refugees in Chad"), lexicon())
    labels = {span.text: (span.label_, span.kb_id_) for span in found.spans["labels"]}
    assert labels["UNICEF"][0] == "UNAgency"
    assert labels["refugees"][0] == "PopulationGroup"
    assert labels["Chad"] == ("Country", "iso3166:TCD")


def test_a_label_inside_a_word_is_none() -> None:
    found = find_labels(doc("Chadwick likes childishness"), lexicon())
    assert told(found.spans["labels"]) == []


def test_names_that_the_report_introduces_are_found_in_all_spellings() -> None:
    name = NewName("Bright Paths Initiative", "BPI")
    context = ReportContext(names=NameBook(organizations={"BPI": name, "Bright Paths Initiative": name}))
    found = find_names(doc("BPI and the Bright Paths Initiative are one", context))
    assert told(found.spans["names"]) == [("BPI", "Organization"), ("Bright Paths Initiative", "Organization")]


def test_a_name_that_goes_on_is_another() -> None:
    context = ReportContext(names=NameBook(organizations={"BPI": NewName("BPI")}))
    assert told(find_names(doc("BPIX is not it", context)).spans["names"]) == []


def chosen(text: str, **groups: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """What is chosen among spans given as (first token, token behind the last, class)."""
    made = doc(text)
    for name, spans in groups.items():
        made.spans[name] = [Span(made, begin, end, label=label) for begin, end, label in spans]
    return told(choose_mentions(made).spans["mentions"])


def test_of_overlapping_spans_the_longest_is_chosen() -> None:
    assert chosen(
        "the Ministry of Health of Chad",
        labels=[(5, 6, "Country"), (3, 4, "Sector")],
        names=[(1, 6, "Organization")],
    ) == [("Ministry of Health of Chad", "Organization")]


def test_at_equal_length_the_ontology_speaks_first() -> None:
    assert chosen(
        "aid for Jordan now", places=[(2, 3, "Settlement")], names=[(2, 3, "Organization")], labels=[(2, 3, "Country")]
    ) == [("Jordan", "Country")]


def test_spans_that_do_not_overlap_are_all_chosen_in_order() -> None:
    assert chosen("Oxfam in Gulu", places=[(2, 3, "Settlement")], labels=[(0, 1, "NGO")]) == [
        ("Oxfam", "NGO"),
        ("Gulu", "Settlement"),
    ]


def test_a_date_is_no_mention() -> None:
    assert chosen("in May they met", dates=[(1, 2, "Date")], places=[(1, 2, "Settlement")]) == []


def test_what_a_number_opens_is_no_place() -> None:
    assert chosen("Two schools opened", quantities=[(0, 1, "Quantity")], places=[(0, 2, "Site")]) == []


def test_components_ask_only_for_what_others_give() -> None:
    assert annotator().nlp.analyze_pipes()["problems"] == {name: [] for name in annotator().nlp.pipe_names}


def test_spacy_knows_every_component_by_its_name() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"]["spacy_factories"]
    assert set(declared) == {*FIRST, PARSED, ATTRIBUTES, *COMPONENTS}
    for name, target in declared.items():
        module, function = target.split(":")
        assert Language.get_factory_meta(name).factory == name
        assert callable(getattr(import_module(module), function))


def test_a_component_added_by_its_name_reads_the_default_ontology() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_labels")
    doc = nlp("UNICEF met refugees in Chad")
    assert ("refugees", "PopulationGroup") in told(doc.spans["labels"])


def test_no_sentence_begins_within_words_that_go_on() -> None:
    text = "Médecins du Monde conducted 1,930 consultations in Kumba. It goes on."
    sentences = [s.text for s in annotator().nlp(text).sents]
    assert sentences == ["Médecins du Monde conducted 1,930 consultations in Kumba.", "It goes on."]


@pytest.mark.parametrize("report", sorted((Path(__file__).parents[1] / "corpus").iterdir()), ids=lambda path: path.stem)
def test_where_the_recogniser_is_not_asked_it_would_change_nothing(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = read_report(report, report.name)

    def mentions() -> list[tuple[str, str, str]]:
        docs = [block.doc for block in annotator().annotate(source).blocks]
        return [(span.text, span.label_, span.kb_id_) for doc in docs for span in doc.spans["mentions"]]

    spared = mentions()
    assert spared
    asked = EntityStep._asked

    def every_sentence(step: EntityStep, doc: Doc) -> list[Span]:
        asked(step, doc)  # which also notes what names it judges
        return [*doc.sents]

    monkeypatch.setattr(EntityStep, "_asked", every_sentence)
    assert mentions() == spared
