"""Text -> PageText as a scanner and an OCR engine would leave it: wrapped, set in a size, misread here and there."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass

from pipeline.model.geometry import Box
from pipeline.model.types import PageText, Word

CONFUSED = (("l", "1"), ("1", "l"), ("O", "0"), ("0", "O"), ("rn", "m"), ("m", "rn"), ("e", "c"), ("c", "e"), ("i", "l"), ("S", "5"),
            ("I", "l"), ("I", "|"), ("a", "o"), ("h", "b"), ("n", "u"), ("t", "f"), ("cl", "d"), ("vv", "w"), ("g", "q"))  # fmt: skip
FURNITURE = (
    *("Page {n} of 9", "CONFIDENTIAL", "Continued on next page", "Printed 01/02/2019 10:33"),
    *("MEDICAL RECORD COPY", "Scanned by HIM", "FAX 555-0134 P.{n}"),
)


@dataclass(frozen=True, slots=True)
class Wear:
    """How much a page has suffered; shares are of words."""

    misread: float = 0.0
    lost: float = 0.0
    split: float = 0.0
    joined: float = 0.0


def any_wear(rng: random.Random) -> Wear:
    """Mostly clean, sometimes poor."""
    badness = rng.choice((0.0, 0.0, 0.01, 0.03, 0.08))
    return Wear(misread=badness * 2, lost=badness, split=badness / 2, joined=badness / 2)


def page_of(text: str, rng: random.Random, wear: Wear, number: int = 1) -> PageText:
    """One page. Paragraphs are wrapped at a random width; the first lines may be set larger; furniture may stand above and below."""
    wide = rng.choice((60, 72, 80, 88, 96, 110))
    lines = [
        piece for line in text.split("\n") for piece in (textwrap.wrap(line, wide, replace_whitespace=False, drop_whitespace=False) or [""])
    ]
    if rng.random() < 0.2:
        lines.insert(rng.choice((0, len(lines))), rng.choice(FURNITURE).format(n=rng.randint(1, 9)))
    card = len(lines) < 25 and rng.random() < 0.3 and len(text) < 700
    size = rng.choice((26, 32, 38))
    words: list[Word] = []
    top, count = 100, 0
    for row, line in enumerate(lines):
        height = round(size * rng.choice((1.4, 1.7, 2.0))) if row < 6 and len(line) < 45 and rng.random() < 0.2 else size
        found = _line(line, rng, wear, count, top, height)
        words += found
        count += bool(found)
        top += round(height * 1.5)
    return PageText(number, tuple(words), 0.9, 0, 0.0, False, 2550, 1500 if card else max(3300, top), "made")


def _line(line: str, rng: random.Random, wear: Wear, number: int, top: int, height: int) -> list[Word]:
    advance = round(height * 0.6)
    found: list[Word] = []
    for match in re.finditer(r"\S+", line):
        for text in _read(match.group(), rng, wear):
            left = 150 + match.start() * advance
            if found and rng.random() < wear.joined and found[-1].line == number:
                text, left = found.pop().text + text, left - advance  # noqa: PLW2901  # the two words were read as one
            found.append(Word(text, Box(left, top, left + len(text) * advance, top + height), 0.9, number))
    return found


def _read(word: str, rng: random.Random, wear: Wear) -> list[str]:
    """What becomes of one word: gone, split, misread or itself."""
    chance = rng.random()
    if chance < wear.lost:
        return []
    if chance < wear.lost + wear.split and len(word) > 4:
        at = rng.randint(2, len(word) - 2)
        return [word[:at], word[at:]]
    if chance < wear.lost + wear.split + wear.misread:
        right, wrong = rng.choice(CONFUSED)
        if right in word:
            return [word.replace(right, wrong, 1)]
        at = rng.randrange(len(word))
        return [word[:at] + rng.choice("aeiounrtlsc.") + word[at + 1 :]]
    return [word]


def pieces(text: str, rng: random.Random, most_words: int = 420) -> list[str]:
    """A long text cut into page-sized pieces at line ends; each is a page of its own."""
    found: list[str] = []
    current: list[str] = []
    room = rng.randint(most_words // 2, most_words)
    for line in text.split("\n"):
        current.append(line)
        if sum(len(row.split()) for row in current) >= room:
            found.append("\n".join(current))
            current, room = [], rng.randint(most_words // 2, most_words)
    if sum(len(row.split()) for row in current) >= 25 or not found:
        found.append("\n".join(current))
    return found
