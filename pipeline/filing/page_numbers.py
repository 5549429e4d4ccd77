"""The page number that a page prints on itself: "Page 2 of 3", "Pg 2/3", "2 of 3" on a line of its own, "2/3", a sign and "2 of 3" or
"- 2 -" at the end of the foot, "Page 2" or "sheet 2".

Fax machines count the pages of a transmission in the top margin; such counters say nothing about documents and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.filing.layout import Line

HEAD, FOOT, LAST_LINES = 0.25, 0.85, 3  # shares of the page's height; a short page's foot is its last lines
FAX_MARGIN = 0.08  # share of the page's height in which fax machines print

_DIGITS = r"([0-9IlO|]{1,4})"  # with what OCR makes of 1 and 0
_LABELLED = re.compile(rf"\b(?:page|sheet|pg|p)(?![a-km-z])[\s.:#-]*{_DIGITS}\s*(?:of|0f|oi)\s*{_DIGITS}(?![\w/])", re.IGNORECASE)
_SLASHED = re.compile(rf"\b(?:page|pg|p\.)[\s.:#]*{_DIGITS}\s*/\s*{_DIGITS}(?![\w/])", re.IGNORECASE)
_ALONE = re.compile(rf"^\W*{_DIGITS}\s+of\s+{_DIGITS}\W*$", re.IGNORECASE)
_UNTOTALLED = re.compile(r"(?<!\bsee )(?<!\bon )(?<!\bto )\b(?:page|sheet|pg)[\s.:#]*([1-9]\d{0,3})\W*$", re.IGNORECASE)
_BRACKETED = re.compile(r"^\W?[(\[](?:page|pg)[\s.:#]*([1-9]\d{0,3})\s?[)\]]", re.IGNORECASE)  # whatever stands in the column beside it
_BARE = re.compile(r"(?<!rev)(?<!rev\.)(?<!date)(?<!date:)(?:^|\s)([1-9]\d?)/([1-9]\d?)\s*$", re.IGNORECASE)
# "rev. 02.2019 ◆ 1 of 2" at the foot: a lone sign parts the count from what else stands there; "copy 1 of 2" is none
_ENDING = re.compile(rf"\s[^\w\s(\[]\s?{_DIGITS}\s+of\s+{_DIGITS}\s*$", re.IGNORECASE)
_DASHED = re.compile(r"(?:^|\s)[-–—~]\s?([1-9]\d?)\s?[-–—~]\W*$")
MOST_BARE = 40  # pages; "9/98" at the foot is when the form was printed
_FAX = re.compile(r"\bfax\b|\bfrom\b|\bto\s*:|\bp\.\s*\d", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}: ?\d{2}\b")
_PHONE = re.compile(r"\d{3}[-. ]\d{3}[-. ]\d{4}")
_AS_DIGITS = str.maketrans({"I": "1", "i": "1", "l": "1", "L": "1", "|": "1", "O": "0", "o": "0"})


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Page `number` of `total`; `total` is None where the page does not say."""

    number: int
    total: int | None


def page_number(lines: Iterable[Line]) -> PageNumber | None:
    """The page's number, None where it prints none or several that differ."""
    found = {number for line in lines if _in_margin(line) for number in _numbers(line)}
    totalled = {number for number in found if number.total is not None}
    best = totalled or found
    return best.pop() if len(best) == 1 else None


def is_fax_line(line: Line) -> bool:
    """Whether a fax machine printed the line: it counts the pages of a transmission, or has a clock and a telephone number."""
    return _is_fax_counter(line, _UNTOTALLED.search(line.text))


def _in_margin(line: Line) -> bool:
    return line.place <= HEAD or line.place >= FOOT or line.from_end < LAST_LINES


def _numbers(line: Line) -> Iterator[PageNumber]:
    totalled = [*_LABELLED.findall(line.text), *_SLASHED.findall(line.text), *_ALONE.findall(line.text)]
    single = (
        None if totalled else _BRACKETED.search(line.text) or _UNTOTALLED.search(line.text)
    )  # never "Page 02": only fax machines write that
    if _is_fax_counter(line, single):
        return
    ends = line.place >= FOOT and line.from_end == 0 and not (totalled or single)  # the foot; what counts there needs no word beside it
    bare = _BARE.search(line.text) or _ENDING.search(line.text) if ends else None
    if bare and int(bare[2].translate(_AS_DIGITS)) <= MOST_BARE:
        totalled.append((bare[1], bare[2]))
    for number, total in totalled:
        k, n = (int(digits.translate(_AS_DIGITS)) for digits in (number, total))
        if 1 <= k <= n:
            yield PageNumber(k, n)
    alone = single or (_DASHED.search(line.text) if ends else None)
    if alone:
        yield PageNumber(int(alone[1]), None)


def _is_fax_counter(line: Line, single: re.Match[str] | None) -> bool:
    if line.place > FAX_MARGIN:
        return False
    counter = _SLASHED.search(line.text) or single
    padded = counter is not None and counter[1].startswith("0")
    clock = _CLOCK.search(line.text)
    return padded or bool(_FAX.search(line.text) and (counter or clock)) or bool(clock and _PHONE.search(line.text))
