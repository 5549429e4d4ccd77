"""Identifiers marked inside ordinary strings, so that templates stay strings until they are drawn.

A mark is START kind SEP value SEP raw END; the signs are control characters that no chart prints.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

START, SEP, END = "\x02", "\x1f", "\x03"
MARK = re.compile(f"{START}([^{SEP}]*){SEP}([^{SEP}]*){SEP}([^{END}]*){END}")
TOKEN = re.compile(rf"(?:{START}[^{END}]*{END}|[^\s{START}])+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` and `value` are empty where it is no identifier."""

    text: str
    kind: str = ""
    value: str = ""


def mark(kind: str, value: str, raw: str) -> str:
    """`raw` as printed, carrying what it is and its normalised value."""
    return f"{START}{kind}{SEP}{value}{SEP}{raw}{END}"


def plain(text: str) -> str:
    """The text as a reader sees it."""
    return MARK.sub(lambda found: found[3], text)


def upper(text: str) -> str:
    """Capitals as printed; kinds and values stay."""
    return "".join(_marked_upper(piece) for piece in pieces(text))


def _marked_upper(piece: Piece) -> str:
    return mark(piece.kind, piece.value, piece.text.upper()) if piece.kind else piece.text.upper()


def pieces(text: str) -> list[Piece]:
    """The text cut at its marks."""
    found: list[Piece] = []
    at = 0
    for match in MARK.finditer(text):
        if match.start() > at:
            found.append(Piece(text[at : match.start()]))
        found.append(Piece(match[3], match[1], match[2]))
        at = match.end()
    if at < len(text):
        found.append(Piece(text[at:]))
    return found


def tokens(text: str) -> list[str]:
    """The text cut at blanks; a marked identifier is never cut."""
    return TOKEN.findall(text)


def marks(text: str) -> list[Piece]:
    """The identifiers in the text."""
    return [piece for piece in pieces(text) if piece.kind]
