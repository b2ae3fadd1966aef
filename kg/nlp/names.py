"""Names that a report introduces itself: acronyms with long forms, and organisations told by head noun or cue.

Acronyms follow Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
(PSB 2003), with one addition: a capitalised name right before the bracket is taken even if the letters do not agree, as
when the acronym is that of another language (`National Commission for Refugees (CNCR)`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.document import NameBook, NewName

_CAP = r"(?:[A-ZÀ-Þ][\w’'&.-]*\w|[A-Z])(?![\w’'&-])"  # a whole word
_JOIN = r"(?:of|for|on|and|the|against|to|in|de|des|du|la|le|les|pour|et|d['’]|l['’]|&)"
# Words behind a participle that no active verb with an object has before it.
_AFTER_GIVEN = (
    r"(?:to|by|in|at|for|and|or|with|through|from|during|on|under|per|so|as|is|are|was|were|has|have|had|will)"
)
_AFTER_NAME = r"(?:to|by|in|at|for|and|with|from|during|on|under|as|since|who|which|has|have|had|was|were|is|are)"
_NUMBER = re.compile(r"\s?\d")
_ACRONYM = r"[A-Z](?:[a-z]?[A-Z]){1,9}"  # also `MoPH`
_LONGEST = 6  # words of a name before `and` that is looked up
_REACH = 1000  # characters before an acronym in which its long form stands
_COUNTRY = re.compile(rf"(?P<name>\s{_CAP}(?:\s{_CAP}){{0,2}})(?=\s*(?:[,.;)]|$)|\s+and\b)")
_SHORT = re.compile(r"\(\s*(?P<short>[A-ZÀ-Þ][\w&/.-]{1,11}?)\s*\)")
_OPENS_INSIDE = re.compile(rf"{_JOIN}\s")
_LONG_BEFORE = re.compile(rf"{_CAP}(?:\s*[,]?\s+(?:{_JOIN}\s+){{0,3}}{_CAP}|\s+(?:[a-z]+\s+)?(?={_CAP}))*\s*$")


def find_acronyms(text: str) -> Iterator[tuple[str, str, int]]:
    """(long form, acronym, offset of the long form) for each bracketed acronym."""
    for match in _SHORT.finditer(text):
        short = match.group("short").strip(".")
        if sum(c.isupper() for c in short) < 2 or short.isdigit():
            continue
        begin = max(0, match.start() - _REACH)
        before = text[begin : match.start()].rstrip()
        letters, capitals = _by_letters(short, before), _by_capitals(before, short)
        inner = letters is not None and _OPENS_INSIDE.match(letters)  # `and Energy in Chad` begins no name
        long = capitals if capitals and (inner or not (letters and capitals.endswith(letters))) else letters
        if long:
            yield long, short, begin + len(before) - len(long)


def _by_letters(short: str, before: str) -> str | None:
    letters = re.sub(r"[^A-Za-z]", "", short)
    if letters.endswith("s") and letters[:-1].isupper():
        letters = letters[:-1]
    words = before.split()
    window = " ".join(words[-min(len(letters) + 5, len(letters) * 2) :])
    i, j = len(letters) - 1, len(window) - 1
    while i >= 0:
        char = letters[i].casefold()
        while j >= 0 and (window[j].casefold() != char or (i == 0 and j > 0 and window[j - 1].isalnum())):
            j -= 1
        if j < 0:
            return None
        i, j = i - 1, j - 1
    long = window[j + 1 :]
    if re.search(r"[.;:()]\s", long) or len(long) <= len(short):
        return None
    return long


def _by_capitals(before: str, short: str) -> str | None:
    match = None
    for start in re.finditer(rf"(?<![\w’'-]){_CAP}", before[-120:]):
        tail = before[-120:][start.start() :]
        if re.fullmatch(rf"{_CAP}(?:,?\s+(?:{_JOIN}\s+){{0,3}}{_CAP})+", tail):
            match = tail
            break
    if match is None or len(match.split()) < 2:
        return None
    match = re.sub(r"^(?:The|This|In|At|On|With|For|By|From)\s+", "", match)
    return match if len(match.split()) > 1 and len(match) > len(short) else None


@dataclass(frozen=True)
class NameFinder:
    """Finds names of organisations by head nouns (`Ministry`, `Directorate`) and cue nouns (`partner`, `NGO`).

    The nouns come from the ontology's patterns (`[names]`).
    """

    heads: Sequence[str]
    cues: Sequence[str]
    stop: Sequence[str] = ()  # capitalised words that never begin a name
    fields: Sequence[str] = ()  # nouns that end what a body is for: `Women and Child Development`
    joining: Sequence[str] = ()  # words before one who works together with others
    acts: Sequence[str] = ()  # what only organisations do, in the past: `distributed`
    deeds: Sequence[str] = ()  # the same, but for what places do too
    doers: Sequence[str] = ()  # nouns of those who do it and are none: `volunteer`
    runs: Sequence[str] = ()  # participles before `by` and one who acts, beside those of `acts`
    bodies: Sequence[str] = ()  # nouns for what organisations say to be

    @cached_property
    def _with_head(self) -> re.Pattern[str]:
        heads = "|".join(map(re.escape, self.heads))
        # A head noun followed by `of` opens the next name.
        part = rf"(?!(?:{heads})\s+(?:of|for)\b){_CAP}"
        words = rf"{part}(?:\s+{part})*"
        # `the Promotion of Women, Children and the Family`: a list goes on, but not into an acronym
        # nor into the next name (`Ministry of Health and the Red Cross`), which an article tells of two words.
        ends = "|".join(map(re.escape, self.fields)) or "(?!)"
        last = rf"(?:{part}(?!\s+(?:(?:de|des|du|la|le|les|sans)\s+)*{_CAP})|(?<!the\s){part}\s+(?:{ends})\b)"
        more = rf"(?:,\s+(?![A-Z]{{2,}}s?\b){words})*,?\s+and\s+(?:the\s+)?(?!(?:[A-Z]{{2,}}s?)\b){last}"
        who = rf"(?:\s+with\s+{words})?"  # `for Persons with Disabilities`
        field = rf"\s+(?:of|for|on|against|in\scharge\sof|to)\s+(?:the\s+)?{words}{who}(?:{more})?"
        # What is for something with a digit is no longer the name: `Ministry of Health for the COVID-19 vaccination`.
        numbered = r"(?!\s+(?:for|on|against|to)\s+(?:the\s+)?[A-Z]+-\d)"
        tail = rf"(?:{field}(?:{numbered}{field})*)?"
        # An acronym before `and` is a name of its own: `MSF and the Danish Refugee Council`.
        first = rf"(?!(?:{heads})\b|[A-Z]{{2,}}\s+and\s){_CAP}"
        return re.compile(
            rf"(?<![\w’'-])(?:{first}\s+(?:(?:and|&)\s+{first}\s+)?){{0,5}}(?:{heads})\b(?:\s+(?:{heads}|General)\b)*{tail}"
        )

    @cached_property
    def _office(self) -> re.Pattern[str]:
        # `the Office of the Commissioner for Refugees`: one with an office of its own is no country office.
        title = rf"{_CAP}(?:\s+{_CAP}){{0,3}}(?:\s+(?:of|for|on)\s+(?:the\s+)?{_CAP}(?:\s+{_CAP}){{0,2}}){{0,2}}"
        return re.compile(rf"\bOffice\s+of\s+the\s+{title}")

    @cached_property
    def _behind_cue(self) -> re.Pattern[str]:
        cues = "|".join(map(re.escape, self.cues))
        name = rf"{_CAP}(?:\s+(?:(?:de|des|du|la|le|les|en|aux|et|y|e|und|sans|pour|of|for|the)\s+)*{_CAP}){{0,5}}"
        opening = rf"(?<!\w)(?:{cues})(?:\s+NGOs?)?(?:[,:]?\s+(?:such\s+as|including|like|namely))?(?:,|:|\s+the)?\s+"
        listed = rf"{name}(?:\s*,\s*(?:the\s+)?{name})*(?:\s*,?\s+and\s+(?:the\s+)?{name})?"
        return re.compile(rf"{opening}(?P<list>{listed})")

    def organizations(self, text: str) -> Iterator[str]:
        """Names of organisations, as printed."""
        if "Office of the " in text:
            yield from (match.group() for match in self._office.finditer(text))
        if not any(head in text for head in self.heads):
            return
        for match in self._with_head.finditer(text):
            # A currency before its amount is no part of the name.
            printed = re.sub(r"\s+[A-Z]{3}$", "", match.group()) if _NUMBER.match(text, match.end()) else match.group()
            name = self._trim(printed)
            if len(name.split()) > 1 and name not in self.heads:
                yield name

    def cued(self, text: str) -> Iterator[str]:
        """Names behind a cue: `partners AMSS and Stop Sahel`, `the NGO X`."""
        if not any(cue in text for cue in (*self.cues, *self.joining)):
            return
        for match in (*self._behind_cue.finditer(text), *self._joined.finditer(text)):
            for item in re.split(r"\s*,\s*(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?", match.group("list")):
                trimmed = self._trim(item)
                if len(trimmed) > 1:
                    yield trimmed

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        joining = "|".join(map(re.escape, self.joining)) or "(?!)"
        name = rf"{_CAP}(?:\s+(?:(?:de|des|du|la|le|les|en|sans|pour|of|for)\s+)*{_CAP}){{0,5}}"
        # A word in lower case behind it would be what the capitals only describe: `with District authorities`.
        ends = rf"(?=\s*(?:[,.;:()]|$)|\s+(?:{_AFTER_NAME})\b)"
        return re.compile(rf"(?<!\w)(?:{joining})\s+(?:the\s+)?(?P<list>{name}(?:\s+and\s+(?:the\s+)?{name})?){ends}")

    @cached_property
    def _before_deed(self) -> re.Pattern[str]:
        # `JHF, with support from X and Y, distributed`
        how = (
            r"with|through|together|along|alongside|supported|led|under"
            r"|in\s+(?:\w+\s+)?(?:collaboration|partnership|co-?ordination|co-?operation|conjunction)"
        )
        aside = rf"(?:,\s+(?:{how})\b[^.;:()]{{3,90}}(?:,|(?<=[A-Z]))\s+)?"
        helping = rf"{aside}(?:(?:has|have|had|is|are|also|jointly|recently|continued?|to)\s+)*"
        acts = "|".join(map(re.escape, self.acts))
        # `PPE provided to nurses`: what was provided, not who did it.
        deed = rf"{helping}(?:{acts})\s+(?!{_AFTER_GIVEN}\b)(?=[\w“\"])"
        return re.compile(
            rf"(?<![\w’'./(-])(?P<names>{_ACRONYM}(?:(?:,\s*{_ACRONYM})*,?\s+and\s+{_ACRONYM})?)(?![\w’'&/-])"
            rf"\s*{helping}(?:{acts})(?:\s+(?!{_AFTER_GIVEN}\b)(?=[\w“\"])|:$)"
            rf"|\((?P<short>[A-Z]{{2,10}})\)\s+{deed}"
            # `JHF's mobile clinics provided`
            rf"|(?<![\w’'./(-])(?P<whose>[A-Z]{{2,10}})[’']s\s+(?:[a-z-]+\s+){{1,3}}{deed}"
        )

    @cached_property
    def _done_by(self) -> re.Pattern[str]:
        # `were given kits by JHF`, `supported with kits by JHF`
        between = r"(?:(?:with|to|for|on|in|at|across|near)\s+)?(?:[a-z-]+\s+){0,5}?"
        return self._by(r"(?P<name>[A-Z]{3,10})(?=\s*(?:[.,;:)]|$|in\b|and\b))", between)

    @cached_property
    def _done_by_name(self) -> re.Pattern[str]:
        word = r"[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]"
        ends = rf"(?=\s*(?:[.,;)]|$)|\s+(?:{_AFTER_NAME})\b)"
        return self._by(rf"(?P<name>{word}(?:\s+{word}){{1,3}}){ends}")

    def _by(self, name: str, between: str = "") -> re.Pattern[str]:
        """What organisations do, done by one whose name an expression tells; `between` may stand before `by`."""
        acts = "|".join(map(re.escape, (*self.acts, *self.runs))) or "(?!)"
        where = rf"(?:(?:in|at|across|near)\s+(?:{_CAP}\s+){{1,3}})?"
        return re.compile(rf"\b(?:{acts})\s+(?:{where}|{between})by\s+(?:the\s+)?{name}")

    def done_by(self, text: str) -> Iterator[str]:
        """Names of some words of those by whom it was done what organisations do: `rebuilt by Green Hands`."""
        if " by " in text:
            yield from filter(self._may_act, (m.group("name") for m in self._done_by_name.finditer(text)))

    def _may_act(self, name: str) -> bool:
        """Whether a name may be an organisation's: its first word opens no sentence, its last is no noun for people."""
        words = name.split()
        ending = words[-1].casefold()
        return words[0] not in self.stop and not any(ending in {d, f"{d}s"} for d in self.doers)

    @cached_property
    def _itself(self) -> re.Pattern[str]:
        # `Green Hands (GH) is a Kenyan non-profit organisation`
        bodies = "|".join(map(re.escape, self.bodies)) or "(?!)"
        return re.compile(
            rf"\((?P<name>[A-Z]{{2,10}})\)\s+(?:is|was)\s+(?:an?|the)\s+(?:[\w-]+,?\s+){{0,6}}?(?:{bodies})\b"
        )

    @cached_property
    def _heads_point(self) -> re.Pattern[str]:
        deeds = "|".join(map(re.escape, self.deeds)) or "(?!)"
        word = r"[A-ZÀ-Þ][a-zà-ÿ’'-]+[a-zà-ÿ]"
        name = rf"{word}(?:\s+{word}){{1,3}}"
        helping = r"(?:(?:has|have|also|jointly|recently)\s+)*"
        return re.compile(rf"\W*(?P<name>{name}(?:\s+and\s+{name})?)\s+{helping}(?:{deeds})\s+(?:\d|a\s)(?!\S*\s*%)")

    def heading(self, text: str) -> Iterator[str]:
        """Names of some words at the head of a text that do what organisations do: `Green Hands rebuilt 3 wells`."""
        found = self._heads_point.match(text)
        names = found.group("name").split(" and ") if found else []
        yield from (" ".join(name.split()) for name in names if self._may_act(name))

    def acting(self, text: str) -> Iterator[str]:
        """Acronyms that do what only organisations do: `JHF distributed 300 kits`."""
        if any(act in text for act in self.acts):
            for match in self._before_deed.finditer(text):
                found = re.findall(_ACRONYM, match.group("names") or match.group("short") or match.group("whose"))
                yield from (name for name in found if name not in self.stop)  # `An NGO distributed …`
        if " by " in text:
            yield from (match.group("name") for match in self._done_by.finditer(text))
        if ") is " in text or ") was " in text:
            yield from (match.group("name") for match in self._itself.finditer(text))

    @cached_property
    def _label(self) -> re.Pattern[str]:
        acts = "|".join(map(re.escape, self.acts))
        return re.compile(rf"\W*(?P<name>[A-Z]{{2,10}})(?::|\s[–—])\s+(?=.*\d|(?i:{acts})\b)")

    def labelling(self, text: str) -> str | None:
        """The acronym before the colon of an item that tells of deeds: `IRC: 40 nurses trained`."""
        match = self._label.match(text)
        return match.group("name") if match and any(act in text.casefold() for act in self.acts) else None

    def opened(self, name: str) -> str:
        """A name of several words without those before it that begin none: `NGOs Blue River Relief`."""
        words = name.split()
        while words[2:] and words[0] in self.stop:
            words.pop(0)
        return " ".join(words) if len(words) < len(name.split()) else name

    def _trim(self, name: str) -> str:
        words = name.split()
        while words and words[0] in self.stop:
            words.pop(0)
        while words and (words[-1] in self.stop or words[-1].casefold() in {"of", "for", "the", "and"}):
            words.pop()
        return " ".join(words).strip(" .,;’'").removesuffix("’s").removesuffix("'s")


def read_names(
    texts: Iterable[str],
    finder: NameFinder,
    known: frozenset[str],
    labels: Callable[[str], bool] = lambda _: False,
    acronyms: Callable[[str], str | None] = lambda _: None,
    alone: Callable[[str], str | None] = lambda _: None,
) -> NameBook:
    """The names that the texts of a report introduce.

    Args:
        texts: of the report.
        finder: of names that no vocabulary holds.
        known: names that stand for something else.
        labels: whether a name is an organisation's in the vocabulary, whose acronym may be new.
        acronyms: the name of an organisation that an acronym stands for where it does what these do, if it may be one.
        alone: the same for one that labels an item, where it is no other thing's that items are labelled with.
    """
    book = NameBook()
    texts = list(texts)
    further: list[tuple[str, str]] = []  # organisations whose acronym stands for something else before
    for text in texts:
        for printed, short, _ in find_acronyms(text):
            long = finder.opened(printed)
            book.acronyms.setdefault(short, long)
            if labels(long) and not labels(book.acronyms[short]):
                further.append((short, long))
    _add_named(book, texts, finder, known, labels)
    _complete(book, texts, labels)
    for short, long in [*book.acronyms.items(), *further]:
        # What its acronym shows to go on is one name: `Agency for Rehabilitation and Energy Saving (ARES)`.
        goes_on = _is_capitalised(long) and any(long.startswith(f"{name} ") for name in book.organizations)
        if long in book.organizations or goes_on or labels(long):
            book.organizations[long] = NewName(long, short)
            book.organizations[short] = NewName(long, short)
        elif short in book.organizations:
            if any(w[0].isupper() for w in long.split()):
                book.organizations[long] = book.organizations[short] = NewName(long, short)
            else:
                del book.organizations[short]
    _add_acting(book, texts, finder, known, acronyms)
    for short in filter(None, map(finder.labelling, texts)):
        if short not in book.organizations and short not in book.acronyms and (meant := alone(short)):
            book.organizations[short] = NewName(meant, short)
    _add_listed(book, texts, labels, alone)
    return book


_PAIR = re.compile(r"(?<![\w-])(?P<first>[A-Z][\w-]*)(?:,?\s+(?:and|&)\s+|,\s+)(?=(?P<second>[A-Z][\w-]*))")


def _add_listed(
    book: NameBook, texts: Iterable[str], labels: Callable[[str], bool], alone: Callable[[str], str | None]
) -> None:
    """Add the organisations of acronyms that stand beside another in a list: `Oxfam, CARE and IRC`."""
    for text in texts:
        for pair in _PAIR.finditer(text):
            first, second = pair.group("first", "second")
            for short, other in ((first, second), (second, first)):
                if short.isupper() and short not in book.organizations and short not in book.acronyms:
                    meant = alone(short)
                    if meant is not None and (other in book.organizations or labels(other)):
                        book.organizations[short] = NewName(meant, short)


def _add_acting(
    book: NameBook,
    texts: Iterable[str],
    finder: NameFinder,
    known: frozenset[str],
    acronyms: Callable[[str], str | None],
) -> None:
    """Add the organisations of acronyms that do what these do, or that a cue tells: `our partner DRC`."""
    for short, new in [*book.organizations.items()]:
        if new.text == short and short.isupper() and (meant := acronyms(short)) and meant != short:
            book.organizations[short] = NewName(meant, short)
    for short in {short: None for text in texts for short in finder.acting(text)}:
        if short in book.organizations or not (meant := acronyms(short)):
            continue
        whole = book.acronyms.get(short)
        if whole is None or whole.casefold() in known:
            book.organizations[short] = NewName(meant, short)
        elif _is_capitalised(whole):  # `Blue River Relief (BRR) runs a clinic. BRR also …`
            book.organizations[whole] = book.organizations[short] = NewName(whole, short)


def _is_capitalised(name: str) -> bool:
    """Whether all words of a name that are not short begin with a capital."""
    return all(word[0].isupper() for word in name.split() if len(word) > 3)


_NEXT = re.compile(r"(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?")
_NEXT_WORDS = 4  # of the name behind another one, as many as are looked up


def _up_to_known(name: str, text: str, labels: Callable[[str], bool]) -> str:
    """A name up to the next one of its list: `Ministry of Health` of `Ministry of Health, Oxfam and …`.

    The next one may reach further into the text: `Ministry of Health and Save` of `… and Save the Children`.
    """
    if (first := _NEXT.search(name)) is None:
        return name
    at = text.find(name)
    for cut in _NEXT.finditer(name, first.start()):
        words = re.findall(r"[^\s,;:.()]+", text[at + cut.end() : at + len(name) + 40])[:_NEXT_WORDS]
        if any(labels(" ".join(words[:count])) for count in range(1, len(words) + 1)):
            return name[: cut.start()]
    return name


def _behind_known(name: str, text: str, labels: Callable[[str], bool]) -> str:
    """A name behind the one before it in a list: `Sunrise Network` of `Save the Children and Sunrise Network`."""
    before, conjunction, rest = name.partition(" and ")
    if not conjunction:
        return name
    words = text[: text.find(name) + len(before)].split()[-_LONGEST:]
    return rest if any(labels(" ".join(words[i:])) for i in range(len(words))) else name


def _with_country(name: str, text: str, countries: frozenset[str]) -> str:
    """A name in a list with the country that ends it, if one does: `World Vision, Hope Network Rwanda and …`."""
    begin = text.find(name)
    if not text[:begin].endswith((", ", "and ")):
        return name
    ending = _COUNTRY.match(text, begin + len(name))
    return name + ending.group("name") if ending and ending.group("name").strip().casefold() in countries else name


def _add_named(
    book: NameBook, texts: Iterable[str], finder: NameFinder, known: frozenset[str], labels: Callable[[str], bool]
) -> None:
    """Add the organisations that a head noun or a cue tells."""
    for text in texts:
        for found in finder.organizations(text):
            name = _with_country(_behind_known(_up_to_known(found, text, labels), text, labels), text, known)
            book.organizations.setdefault(name, NewName(name))
        for name in (*finder.cued(text), *finder.heading(text), *finder.done_by(text)):
            if name.casefold() not in known and name not in book.organizations:
                book.organizations[name] = NewName(name)


def _complete(book: NameBook, texts: Iterable[str], labels: Callable[[str], bool]) -> None:
    """Give acronyms the whole names whose ends they stand for: `National Commission for Refugees (CR)`."""
    for text in texts:
        for long, short, at in find_acronyms(text):
            if book.acronyms[short] != long or long in book.organizations or labels(long):
                continue
            before = text[: at + len(long)]
            whole = [name for name in book.organizations if name.endswith(f" {long}") and before.endswith(name)]
            book.acronyms[short] = max(whole, key=len, default=long)
