"""What one report says, as a file: the cache of extraction, the unit of parallel work and of `kg merge`.

The file is JSON with one claim, mention or name a line, keys sorted, decimals as strings. Evidence is kept as offsets
into the report's text, which the file holds, so a passage cannot differ from the text it was taken from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import ClaimsError
from kg.model import Claim, Mention, Name, Number, Passage, Period, ReportClaims, Term, Text, Value, is_day
from kg.naming import is_iri, report_name

VERSION = 1
_MOST_DIGITS = 100  # before and behind a number's point; the largest that a report can mean have some fifteen

Json = Any  # what json.loads gives


def claims_file(folder: Path, file: str, sha256: str) -> Path:
    """Where the claims of a report are kept: a safe name that no other name or content shares."""
    return folder / f"{report_name(file, sha256)}.json"


def write_claims(folder: Path, claims: ReportClaims) -> Path:
    """Write the claims of a report into a folder and return the file's path; an older file is replaced at once.

    Raises:
        ClaimsError: a passage is not the stretch of text between its offsets, or a text is not valid Unicode.
        OSError: the file cannot be written.
    """
    target = claims_file(folder, claims.file, claims.sha256)
    try:
        content = dumps(claims).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ClaimsError(f"{claims.file}: text that is not valid Unicode ({error.reason})") from None
    folder.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def read_claims(file: Path) -> ReportClaims:
    """Read a claims file.

    Raises:
        ClaimsError: the file is damaged or of another version.
    """
    try:
        return loads(file.read_text(encoding="utf-8"))
    except ClaimsError as error:
        raise ClaimsError(f"{file}: {error}") from None
    except OSError as error:
        raise ClaimsError(f"{file}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ClaimsError(f"{file}: damaged claims file (not UTF-8)") from None


def claims_files(folder: Path) -> list[Path]:
    """The claims files in a folder, in the order of their names.

    Raises:
        ClaimsError: there is no such folder.
    """
    if not folder.is_dir():
        raise ClaimsError(f"{folder}: no such folder of claims")
    return [file for file in sorted(folder.glob("*.json")) if not file.name.startswith(".")]


def read_claims_folder(folder: Path) -> Iterator[ReportClaims]:
    """The claims of all reports in a folder, in the order of the files' names.

    Raises:
        ClaimsError: there is no such folder, or a file in it is damaged.
    """
    return map(read_claims, claims_files(folder))


# Encoding --------------------------------------------------------------------------------------------------------


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def dumps(claims: ReportClaims) -> str:
    """The content of a claims file."""
    parts: dict[str, Json] = {
        "version": VERSION,
        "file": claims.file,
        "sha256": claims.sha256,
        "format": claims.format,
        "text": claims.text,
        "title": claims.title,
        "publisher": claims.publisher and _name(claims.publisher),
        "country": claims.country and _name(claims.country),
        "issued": claims.issued,
        "period": claims.period and list(claims.period),
        "fingerprint": claims.fingerprint,
    }
    lists: dict[str, list[Json]] = {
        "claims": [_claim(c, claims.text) for c in claims.claims],
        "mentions": [_mention(m) for m in claims.mentions],
        "names": [_name(n) for n in claims.names],
    }
    lines = {k: _line(v) for k, v in parts.items() if v is not None}
    lines |= {k: "[\n" + ",\n".join(map(_line, v)) + "\n]" for k, v in lists.items()}
    return "{\n" + ",\n".join(f'"{k}":{lines[k]}' for k in sorted(lines)) + "\n}\n"


def _value(value: Value) -> Json:
    match value:
        case Name():
            return {"type": "name", **_name(value)}
        case Number():
            return _lean({"type": "number", "value": str(value.value), "text": value.text, "doubt": value.doubt})
        case Term():
            return {"type": "term", "iri": value.iri}
        case Text():
            return {"type": "text", "text": value.text}
        case Period():
            period = {"start": value.start, "end": value.end, "text": value.text, "doubt": value.doubt}
            return _lean({"type": "period", **period})


def _lean(values: dict[str, Json]) -> dict[str, Json]:
    return {k: v for k, v in values.items() if v is not None and v != []}


def _name(name: Name) -> dict[str, Json]:
    spellings = list(name.spellings)
    return _lean({"text": name.text, "cls": name.cls, "ref": name.ref, "spellings": spellings, "code": name.code})


def _mention(mention: Mention) -> Json:
    # The text is kept, not sliced: a mention in wrapped lines reads without the line break.
    begin, end, cls, ref = mention.begin, mention.end, mention.cls, mention.ref
    return _lean({"begin": begin, "end": end, "cls": cls, "text": mention.text, "ref": ref})


def _passage(passage: Passage, text: str) -> Json:
    if not 0 <= passage.begin <= passage.end or text[passage.begin : passage.end] != passage.text:
        raise ClaimsError(f"evidence at {passage.begin}-{passage.end} is not the report's text there")
    section = list(passage.section)
    return _lean({"begin": passage.begin, "end": passage.end, "page": passage.page, "section": section})


def _claim(claim: Claim, text: str) -> Json:
    return _lean(
        {
            "type": claim.type,
            "slots": {k: [_value(v) for v in values] for k, values in claim.slots.items()},
            "evidence": [_passage(p, text) for p in claim.evidence],
            "context": [_passage(p, text) for p in claim.context],
            "rule": claim.rule,
            "confidence": claim.confidence,
        }
    )


# Decoding --------------------------------------------------------------------------------------------------------


def loads(content: str) -> ReportClaims:
    """The claims that a file's content holds.

    Raises:
        ClaimsError: the content is damaged or of another version.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise ClaimsError("damaged claims file (not JSON)") from None
    if not isinstance(data, dict) or "version" not in data:
        raise ClaimsError("not a claims file")
    if data["version"] != VERSION:
        raise ClaimsError(f"claims of version {data['version']!r}, this program reads version {VERSION}")
    try:
        return _report(data)
    except (LookupError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise ClaimsError(f"damaged claims file ({type(error).__name__}: {error})") from None


def _report(data: Mapping[str, Json]) -> ReportClaims:
    text = _text(data["text"])
    period = data.get("period")
    return ReportClaims(
        file=_text(data["file"]),
        sha256=_text(data["sha256"]),
        format=_text(data["format"]),
        text=text,
        claims=tuple(_read_claim(c, text) for c in data["claims"]),
        mentions=tuple(_read_mention(m, text) for m in data["mentions"]),
        names=tuple(_read_name(n) for n in data["names"]),
        title=_optional(data, "title"),
        publisher=_read_name(data["publisher"]) if "publisher" in data else None,
        country=_read_name(data["country"]) if "country" in data else None,
        issued=_day(data["issued"]) if data.get("issued") is not None else None,
        period=(_day(period[0]), _day(period[1])) if period is not None else None,
        fingerprint=_text(data["fingerprint"]),
    )


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a string, not {type(value).__name__}")
    value.encode()  # JSON can hold halves of a character, which no graph can
    return value


def _day(value: Json) -> str:
    if not is_day(_text(value)):
        raise ValueError(f"{value!r} is no day")
    return str(value)


def _iri(value: Json) -> str:
    if not is_iri(_text(value)):
        raise ValueError(f"{value!r} is no IRI")
    return str(value)


@lru_cache(1 << 12)
def _local(value: Json) -> str:
    """The name of a class or of a slot, which becomes the end of an IRI."""
    return _iri(f"a:{_text(value)}").removeprefix("a:")


def _integer(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("expected a whole number")
    return value


def _offsets(data: Mapping[str, Json], text: str) -> tuple[int, int]:
    begin, end = _integer(data["begin"]), _integer(data["end"])
    if not begin <= end <= len(text):
        raise ValueError(f"evidence at {begin}-{end} lies outside the text")
    return begin, end


def _optional(data: Mapping[str, Json], name: str) -> str | None:
    return _text(data[name]) if data.get(name) is not None else None


def _read_name(data: Mapping[str, Json]) -> Name:
    spellings = tuple(_text(s) for s in data.get("spellings", ()))
    return Name(_text(data["text"]), _local(data["cls"]), _optional(data, "ref"), spellings, _optional(data, "code"))


def _read_mention(data: Mapping[str, Json], text: str) -> Mention:
    begin, end = _offsets(data, text)
    return Mention(begin, end, _text(data["cls"]), _text(data["text"]), _optional(data, "ref"))


def _read_number(data: Mapping[str, Json]) -> Number:
    value = Decimal(_text(data["value"]))
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError("a number that is not finite, or beyond all measure")
    return Number(value, _text(data["text"]), _optional(data, "doubt"))


def _read_period(data: Mapping[str, Json]) -> Period:
    return Period(_day(data["start"]), _day(data["end"]), _text(data["text"]), _optional(data, "doubt"))


_VALUES: dict[str, Callable[[Mapping[str, Json]], Value]] = {
    "name": _read_name,
    "number": _read_number,
    "term": lambda data: Term(_iri(data["iri"])),
    "text": lambda data: Text(_text(data["text"])),
    "period": _read_period,
}


def _read_passage(data: Mapping[str, Json], text: str) -> Passage:
    begin, end = _offsets(data, text)
    page = None if data.get("page") is None else _integer(data["page"])
    return Passage(begin, end, text[begin:end], page, tuple(_text(s) for s in data.get("section", ())))


def _confidence(value: Json) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("a confidence that is not between 0 and 1")
    return float(value)


def _read_claim(data: Mapping[str, Json], text: str) -> Claim:
    return Claim(
        type=_local(data["type"]),
        slots={_local(k): tuple(_VALUES[v["type"]](v) for v in values) for k, values in data["slots"].items()},
        evidence=tuple(_read_passage(p, text) for p in data.get("evidence", ())),
        rule=_text(data["rule"]),
        confidence=_confidence(data["confidence"]),
        context=tuple(_read_passage(p, text) for p in data.get("context", ())),
    )
