"""How a page looks from afar: where its text ends, its largest line, what stands at its head and foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.filing.layout import Line

HEAD_LINES = 2  # lines at the head, and at the foot, that are compared with another page's
BODY_ENDS = 0.9  # share of the page's height below which only footers stand
MARGIN = 0.07  # share of the page's height in which running headers and fax lines stand
TOP = 0.35  # share of the page's height in which a heading is looked for
_LAST = 6  # lines in which a signature is looked for
_SIGNED = re.compile(r"\b(?:signed|signature|dictated|transcribed|end of report|job ?#|[DT]: ?\d|M\.?D\b|D\.?O\b|R\.?N\b)", re.IGNORECASE)
_ADDRESS = re.compile(r"\(?\d{3}[-.)] ?\d{3}[-.]\d{4}|\b[A-Z]{2} \d{5}\b|\b(?:tel|phone|ph|fax)\b", re.IGNORECASE)
_FAX_LINE = re.compile(r"\bfrom\b|\bpage\b|\bp\. ?\d|\brcvd\b|\d:\d\d", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Look:
    """`ends`: share of the page's height where its body ends. `heading`: height of the largest line at the top over the usual one.

    `head`, `foot`: the first and last lines, each figure as 0. `letters`: usual height of words over the page's width.
    `signed`: whether a signature stands in the last lines.
    """

    ends: float = 0.0
    heading: float = 1.0
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    letters: float = 0.0
    signed: bool = False
    address: bool = False  # a telephone number or a street stands in the first lines, as letterheads have them
    begins_small: bool = False  # the first line below the margin begins with a small letter, in the middle of a sentence


def look_of(lines: Sequence[Line]) -> Look:
    """The look of a page with these lines."""
    if not lines:
        return Look()
    usual = median(line.tall for line in lines) or 1.0
    top = [line.tall for line in lines if line.place <= TOP and len(line.text) > 3]
    texts = [_DIGITS.sub("0", line.text) for line in lines]
    return Look(
        ends=max((line.place for line in lines if line.place < BODY_ENDS), default=0.0),
        heading=max(top, default=usual) / usual,
        head=tuple(texts[:HEAD_LINES]),
        foot=tuple(texts[-HEAD_LINES:]),
        letters=usual,
        signed=any(_SIGNED.search(line.text) for line in lines[-_LAST:]),
        address=any(_ADDRESS.search(line.text) for line in lines[:_LAST] if line.place <= TOP and not _FAX_LINE.search(line.text)),
        begins_small=next((line.text[:1].islower() for line in lines if line.place > MARGIN and len(line.text) > 3), False),
    )
