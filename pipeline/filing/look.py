"""How a page looks from afar: where its text ends, its largest line, what stands at its head and foot."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.filing.layout import Line

HEAD_LINES = 2  # lines at the head, and at the foot, that are compared with another page's
BODY_ENDS = 0.9  # share of the page's height below which only footers stand
MARGIN = 0.07  # share of the page's height in which running headers and fax lines stand
FAX_LINE = 0.1  # share of the page's height in which a fax line may stand
TOP = 0.35  # share of the page's height in which a heading is looked for
_LAST = 6  # lines in which a signature is looked for
_SIGNED = re.compile(r"\b(?:signed|signature|dictated|transcribed|end of report|job ?#|[DT]: ?\d|M\.?D\b|D\.?O\b|R\.?N\b)", re.IGNORECASE)
_ADDRESS = re.compile(r"\(?\d{3}[-.)] ?\d{3}[-.]\d{4}|\b[A-Z]{2} \d{5}\b|\b(?:tel|phone|ph|fax)\b", re.IGNORECASE)
_FAX_LINE = re.compile(r"\bfrom\b|\bpage\b|\bp\. ?\d|\brcvd\b|\d:\d\d", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# within a sentence (a short line in small letters may be a letterhead's), or a list behind its first item
_INSIDE = re.compile(r"\W*[a-z](?:.*\.$|\S*(?:\s+\S+){4,})|[,;)]|\(?(?:[2-9]|[1-9]\d)[.),] [A-Z]")
# what no document begins with: the parts of an examination and what ends a report; a title has no colon
_SECTION = re.compile(
    r"\W*(?:heent|head|eyes|ears|nose|mouth|throat|neck|chest|breasts?|lungs|respiratory|heart|cardiovascular|cardiac|abdomen|abdominal"
    r"|gastrointestinal|genitourinary|pelvic|rectal|back|spine|extremities|musculoskeletal|neuro|neurological?|cns|skin|lymphatics?"
    r"|psychiatric|vital signs|vitals|physical exam(?:ination)?|review of systems|hospital course|assessment|plan|assessment and plan"
    r"|impression and plan|disposition|prognosis|follow-?up|(?:discharge )?instructions"
    r"|discharge (?:medications|diagnos[ei]s|condition|diet)) ?:",
    re.IGNORECASE,
)
# and headings of an examination that stand in a line of their own and are no department's, picture's or form's name
_HEADING = re.compile(
    r"(?:general|heent|lungs|extremities|hospital course|plan|(?:assessment|impression) and plan|disposition)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
PROSE = 8  # words


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
    # of the first line that says nothing of whose the page is: it stands in the middle of a sentence, a list or an examination
    begins_inside: bool = False
    begins_prose: bool = False  # or is plain text: no title, heading or label before it
    lines: int = 0
    words: int = 0


def look_of(lines: Sequence[Line], header: Collection[str] = ()) -> Look:
    """The look of a page with these lines; `header`: what stands there of whose it is, as it was read."""
    if not lines:
        return Look()
    usual = median(line.tall for line in lines) or 1.0
    top = [line.tall for line in lines if line.place <= TOP and len(line.text) > 3]
    first = _first_of_body(lines, {held.casefold() for held in header})
    texts = [_DIGITS.sub("0", line.text) for line in lines]
    return Look(
        ends=max((line.place for line in lines if line.place < BODY_ENDS), default=0.0),
        heading=max(top, default=usual) / usual,
        head=tuple(texts[:HEAD_LINES]),
        foot=tuple(texts[-HEAD_LINES:]),
        letters=usual,
        signed=any(_SIGNED.search(line.text) for line in lines[-_LAST:]),
        address=any(_ADDRESS.search(line.text) for line in lines[:_LAST] if line.place <= TOP and not _FAX_LINE.search(line.text)),
        begins_inside=bool(_INSIDE.match(first) or _SECTION.match(first) or _HEADING.fullmatch(first.strip())),
        begins_prose=_is_prose(first),
        lines=len(lines),
        words=sum(line.text.count(" ") + 1 for line in lines),
    )


def _first_of_body(lines: Sequence[Line], header: Collection[str]) -> str:
    """The first line that is neither a fax machine's nor holds what stands of whose the page is."""
    for line in lines:
        text = line.text.casefold()
        furniture = len(text) <= 3 or (line.place <= FAX_LINE and _FAX_LINE.search(text))
        if not furniture and not any(held in text for held in header):
            return line.text
    return ""


def _is_prose(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= PROSE and ":" not in text and sum(word[0].islower() for word in words) * 3 >= len(words) * 2
