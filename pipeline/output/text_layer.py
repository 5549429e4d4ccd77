"""The invisible text of a page: each word stretched over its box, along its line."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import PageText, Rotation, Word
from pipeline.output.font import ANY, LATIN, WIDTH

_SQUARE = WIDTH / 1000  # a character's width for a height of 1
_BLANK = " "  # behind each word, so that phrases are found and copied
_UNSAFE = re.compile(rb"[()\\]")  # what a string of PDF must have a backslash before (ISO 32000-1, 7.3.4.2)
_LEAST = 0.5  # pixels; nothing is placed smaller
_LATIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u00ff\u20ac\u201a\u201c-\u201e\u2018\u2019\u2013\u2014\u2022\u2026\u2122]+")


_Ways = tuple[tuple[float, float], tuple[float, float]]  # where a line runs, and where lines follow each other


class _Placed(NamedTuple):
    """A word's foot at its left, in pixels, and how long and high it is along its line."""

    x: float
    y: float
    length: float
    height: float


def text_layer(page: PageText, to_paper: Affine) -> bytes:
    """Content stream; `to_paper` carries pixels of the page as scanned to units of the PDF's page, y upwards.

    Words are placed in whole pixels, each from where the one before stands: that is short, and most of a small document's text layer is
    places. The font is as high as the word's box, and stretched along the line.
    """
    upright = _directions(page.upright)
    paper = " ".join(f"{value:.6g}" for value in (to_paper.a, to_paper.d, to_paper.b, to_paper.e, to_paper.c, to_paper.f))
    shown, turn, last = [f"q {paper} cm BT 3 Tr".encode("ascii")], None, (0, 0)
    for word in page.words:
        along, down = _turned(upright, word.turn)
        if turn != word.turn:
            turn, last = word.turn, (0, 0)
            shown.append(" ".join(f"{value:.6g}" for value in (*along, -down[0], -down[1], 0, 0)).encode("ascii") + b" Tm")
        at = _placed(word, along, down)
        place = round(at.x * along[0] + at.y * along[1]), round(-at.x * down[0] - at.y * down[1])
        shown.append(_shown(word.text, at, place[0] - last[0], place[1] - last[1]))
        last = place
    return b"\n".join([*shown, b"ET Q"])


def characters(page: PageText) -> dict[str, set[str]]:
    """What the layer writes, by the font that it is written in."""
    used: dict[str, set[str]] = {}
    for word in page.words:
        used.setdefault(_font(word.text), set()).update(_writable(word.text), _BLANK)
    return used


def _font(text: str) -> str:
    """One byte a character is enough for nearly all."""
    return LATIN if _LATIN.fullmatch(text) else ANY


def _writable(text: str) -> str:
    """Codes are of two bytes: what needs more is written as the replacement character."""
    return "".join(character if ord(character) < 0x10000 else "\ufffd" for character in text)


def _directions(upright: Affine) -> _Ways:
    """Where lines run and where they follow each other, on the page as scanned; of length 1."""
    back = upright.inverse()
    across, below = math.hypot(back.a, back.d) or 1.0, math.hypot(back.b, back.e) or 1.0
    return (back.a / across, back.d / across), (back.b / below, back.e / below)


def _turned(upright: _Ways, turn: Rotation) -> _Ways:
    """The same of words that stand upright once the upright page is turned clockwise by so many degrees."""
    along, down = upright
    back_along, back_down = (-along[0], -along[1]), (-down[0], -down[1])
    return {0: upright, 90: (back_down, along), 180: (back_along, back_down), 270: (down, back_along)}[turn]


def _placed(word: Word, along: tuple[float, float], down: tuple[float, float]) -> _Placed:
    """The box is the upright rectangle around a word that leans; its own sides follow from the lean."""
    length, height = _sides(word.box, abs(along[0]), abs(along[1]))
    x = (word.box.x0 + word.box.x1) / 2 - along[0] * length / 2 + down[0] * height / 2
    y = (word.box.y0 + word.box.y1) / 2 - along[1] * length / 2 + down[1] * height / 2
    return _Placed(x, y, length, height)


def _sides(box: Box, cos: float, sin: float) -> tuple[float, float]:
    spread = cos * cos - sin * sin
    if abs(spread) < 0.2:  # near 45 degrees the two can't be told apart
        return max(box.width, _LEAST), max(box.height, _LEAST)
    length = (box.width * cos - box.height * sin) / spread
    height = (box.height * cos - box.width * sin) / spread
    if length < _LEAST or height < _LEAST:  # a box too narrow for the lean
        return (max(box.width, _LEAST), max(box.height, _LEAST)) if cos > sin else (max(box.height, _LEAST), max(box.width, _LEAST))
    return length, height


def _shown(text: str, at: _Placed, right: int, up: int) -> bytes:
    """The word so far right of and above the last; the blank behind it is over what follows."""
    written, font = _writable(text), _font(text)
    height = max(round(at.height), 1)
    stretched = max(round(100 * at.length / (height * _SQUARE * len(written))), 1)
    codes = (written + _BLANK).encode("cp1252" if font == LATIN else "utf-16-be")
    string = _UNSAFE.sub(rb"\\\g<0>", codes).replace(b"\r", b"\\r")
    return f"{right} {up} Td/{font} {height} Tf {stretched} Tz(".encode("ascii") + string + b")Tj"
