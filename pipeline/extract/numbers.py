"""Numbers with a form of their own: social security, NPI, insurance member, accession."""

from __future__ import annotations

import re

from pipeline.extract.folding import digits_repaired
from pipeline.extract.layout import Row
from pipeline.extract.reading import Reading, View, text_of

REPAIRED = 0.8  # trust where a letter was read for a figure, and the form proves it
NPI_PREFIX = "80840"  # of health applications in the United States (CMS, NPI check digit)
_SSN = re.compile(r"\W{0,3}(?:\d{3}|[*xX#]{3})[-_ .]{0,2}(?:\d{2}|[*xX#]{2})[-_ .]{0,2}(\d{4})\b")
# Medicare Beneficiary Identifier (CMS): no S, L, O, I, B, Z.
_MBI = re.compile(r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d{2}")
_MEMBER = re.compile(r"[A-Z]{0,4}\d[A-Z0-9]{4,18}")
_ACCESSION = re.compile(r"(?=[A-Z0-9-]{4,20}$)[A-Z]{0,4}-?\d{1,4}(?:-?[A-Z]{1,4})?(?:-\d{1,8}){0,2}|\d{4,14}")
_EDGES = ".,;:()[]{}*'\"`_=~#|"


def read_ssn(tokens: Row, view: View) -> Reading | None:
    """The last four figures; what was read is shown masked."""
    del view
    found = _SSN.match(text_of(tokens[:5]))
    if found is None:
        return None
    taken = tokens[: _words_to(tokens[:5], found.end())]
    return Reading(found[1], taken, shown=f"***-**-{found[1]}")


def read_npi(tokens: Row, view: View) -> Reading | None:
    """Ten figures whose check digit is right."""
    del view
    if not tokens:
        return None
    text = tokens[0].text.strip(_EDGES)
    repaired = digits_repaired(text)
    if re.fullmatch(r"[12]\d{9}", repaired) and luhn(NPI_PREFIX + repaired):
        return Reading(repaired, tokens[:1], 1.0 if repaired == text else REPAIRED)
    return None


def read_member_id(tokens: Row, view: View) -> Reading | None:
    """Capitals and figures without separators; a number of Medicare's form must have it wholly."""
    del view
    for count in (3, 2, 1):
        text = "".join(token.text for token in tokens[:count]).upper().strip(_EDGES).replace("-", "")
        if len(tokens) >= count and _MBI.fullmatch(text):
            return Reading(text, tokens[:count])
    text = tokens[0].text.upper().strip(_EDGES).replace("-", "") if tokens else ""
    if _MEMBER.fullmatch(text) and sum(char.isdigit() for char in text) >= 5:
        return Reading(text, tokens[:1])
    return None


def read_accession(tokens: Row, view: View) -> Reading | None:
    """As printed, in capitals: S19-12345, 19-SP-00123, 20190312-114."""
    del view
    for count in (2, 1):
        text = "".join(token.text for token in tokens[:count]).upper().strip(_EDGES).replace("$", "S")
        if len(tokens) >= count and len(text) <= 20 and _ACCESSION.fullmatch(text) and sum(char.isdigit() for char in text) >= 4:
            return Reading(text, tokens[:count])
    return None


def luhn(digits: str) -> bool:
    """Whether the last figure is the check digit of the others (ISO/IEC 7812-1)."""
    doubled = [int(char) * 2 if at % 2 else int(char) for at, char in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _words_to(tokens: Row, end: int) -> int:
    at = 0
    for count, token in enumerate(tokens, 1):
        at += len(token.text) + 1
        if at > end:
            return count
    return len(tokens)
