"""What a separator sheet's barcode says: one grammar, written here and read here.

`CHARTSCAN1;kind=patient;mrn=0123456;dob=1950-02-28;name=DOE, JANE;enc=V77`: keys only where there is a value, each once, in any order;
";", "=", "%" and whatever is not printable ASCII stand percent-encoded as UTF-8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast
from urllib.parse import quote, unquote

Kind = Literal["patient", "type", "batch", "document"]

_MARK = "CHARTSCAN1"  # a change of grammar takes another number; a sheet of an unknown number says nothing
_PLAIN = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in ";=%")
_ENCODED = re.compile(r"(?:[ -$&-:<>-~]|%[0-9A-Fa-f]{2})*")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LONGEST = 1000  # characters; no sheet of ours comes near, and whatever is longer is not one


@dataclass(frozen=True, slots=True)
class Separator:
    """What a sheet tells of the pages behind it; empty where it doesn't say. `mrn` and `name` are patient text, never logged."""

    kind: Kind
    mrn: str = ""  # normalised as the site's format says
    birth_date: str = ""  # ISO 8601
    name: str = ""  # "FAMILY, GIVEN"
    encounter: str = ""
    type_code: str = ""  # LOINC
    box: str = ""
    station: str = ""
    batch: str = ""


_KEYS = {
    "mrn": "mrn",
    "dob": "birth_date",
    "name": "name",
    "enc": "encounter",
    "type": "type_code",
    "box": "box",
    "station": "station",
    "batch": "batch",
}
_OF_KIND: dict[str, tuple[str, ...]] = {
    "patient": ("mrn", "dob", "name", "enc"),
    "type": ("type",),
    "batch": ("box", "station", "batch"),
    "document": (),
}
_NEEDED = {"patient": "mrn", "type": "type", "batch": "box"}


def payload(separator: Separator) -> str:
    """The barcode's text. ValueError, which names the field and no value, for a separator that the grammar can't say."""
    keys = _OF_KIND[separator.kind]
    values = {key: getattr(separator, field) for key, field in _KEYS.items()}
    for key, value in values.items():
        if value and key not in keys:
            raise ValueError(f"a {separator.kind} sheet has no {_KEYS[key]}")
    fault = _fault(separator.kind, values)
    if fault:
        raise ValueError(fault)
    said = [f"{key}={quote(values[key], safe=_PLAIN)}" for key in keys if values[key]]
    text = ";".join([_MARK, f"kind={separator.kind}", *said])
    if len(text) > _LONGEST:
        raise ValueError("more than a sheet can say")
    return text


def parse_payload(text: str) -> Separator | None:
    """What `payload` wrote; None for any other text, however near it comes: half a sheet must not file a page."""
    mark, *parts = text.split(";")
    if mark != _MARK or len(text) > _LONGEST:
        return None
    values: dict[str, str] = {}
    for part in parts:
        key, equals, raw = part.partition("=")
        if not equals or not raw or key in values or not _ENCODED.fullmatch(raw):
            return None
        try:
            values[key] = unquote(raw, errors="strict")
        except UnicodeDecodeError:
            return None
    kind = values.pop("kind", "")
    if kind not in _OF_KIND or not set(values) <= set(_OF_KIND[kind]) or _fault(kind, values):
        return None
    return Separator(cast("Kind", kind), **{_KEYS[key]: value for key, value in values.items()})


def _fault(kind: str, values: dict[str, str]) -> str:
    """What makes the values of this kind unusable; "" where nothing does."""
    needed = _NEEDED.get(kind)
    if needed and not values.get(needed):
        return f"a {kind} sheet without {_KEYS[needed]}"
    born = values.get("dob", "")
    if born and not _is_date(born):
        return "birth_date is not a date"
    if any(len(value) != len(value.strip()) or not value.isprintable() for value in values.values()):
        return "a value with blanks around it or characters that don't print"
    return ""


def _is_date(text: str) -> bool:
    if not _ISO_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
