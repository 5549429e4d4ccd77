"""What a page is made of, before it is drawn. Strings may carry marked identifiers (markup.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

T = TypeVar("T")
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading. `style`: "bold", "caps", "rule" (underlined across), "bar" (white on black), "plain"."""

    text: str
    style: str = "bold"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, wrapped. `lead` is printed bold before it. `size` is relative to the page's text."""

    text: str
    lead: str = ""
    align: Align = "left"
    bold: bool = False
    size: float = 1.0
    indent: float = 0.0  # points
    place: str = "body"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of several cells, each at a share of the width."""

    cells: tuple[str, ...]
    at: tuple[float, ...]  # where each begins, 0 to 1
    bold: bool = False
    size: float = 1.0
    place: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with a header row. `rules`: "grid", "rows", "none"."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]  # shares of the width
    rules: str = "grid"
    size: float = 0.92
    place: str = "body"
    row_height: float = 1.35  # lines


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of a form: its label, small, and its value below."""

    label: str
    value: str
    width: float = 1.0  # relative to the row's other cells


@dataclass(frozen=True, slots=True)
class Form:
    """Ruled boxes, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str = "form"
    label_size: float = 0.68
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Fields:
    """Label: value pairs in columns. `style`: "colon", "bold", "dots", "tab"."""

    pairs: tuple[tuple[str, str], ...]
    columns: int = 2
    style: str = "bold"
    place: str = "header"
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Sticker:
    """A pasted label of small print. `x`, `y`: shares of the page; `angle`: degrees clockwise."""

    lines: tuple[str, ...]
    x: float
    y: float
    angle: float = 0.0
    width: float = 200.0  # points
    barcode: bool = True
    size: float = 8.0  # points


@dataclass(frozen=True, slots=True)
class Sign:
    """Signature lines side by side: what each is for, and whether somebody signed the first."""

    captions: tuple[str, ...]
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Facility name and address. `style`: "center", "left", "logo", "split", "band"."""

    name: str
    lines: tuple[str, ...]
    style: str = "center"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    weight: float = 0.8  # points


@dataclass(frozen=True, slots=True)
class Space:
    """Room, in lines."""

    lines: float = 0.6


@dataclass(frozen=True, slots=True)
class Trace:
    """A twelve-lead electrocardiogram on its grid. `seed` shapes it."""

    seed: int
    rate: int
    rhythm: str = "II"
    irregular: bool = False
    height: float = 300.0  # points


@dataclass(frozen=True, slots=True)
class Card:
    """An insurance card, as photocopied. Lines left and right of it."""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins a new page."""


Block = Heading | Text | Row | Table | Form | Fields | Sticker | Sign | Letterhead | Rule | Space | Trace | Card | Break


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page: above and below, with {page} and {pages} for the numbers. `fax`: a fax machine's line at the very top."""

    top: tuple[Row, ...] = ()
    bottom: tuple[Row, ...] = ()
    fax: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document before it is drawn."""

    title: str
    blocks: tuple[Block, ...]
    furniture: Furniture = field(default_factory=Furniture)


def lines_of(block: Block) -> list[str]:
    """The block's words, line by line, as a reader would read them; marks are kept."""
    for kind, write in _LINES:
        if isinstance(block, kind):
            return write(block)
    return []


def _text_lines(text: Text) -> list[str]:
    return [f"{text.lead} {text.text}".strip()]


def _row_lines(row: Row) -> list[str]:
    return ["   ".join(cell for cell in row.cells if cell)]


def _table_lines(table: Table) -> list[str]:
    return ["   ".join(row) for row in (table.columns, *table.rows) if any(row)]


def _form_lines(form: Form) -> list[str]:
    found: list[str] = []
    for row in form.rows:
        found += ["   ".join(cell.label for cell in row), "   ".join(cell.value for cell in row if cell.value)]
    return [line for line in found if line.strip()]


def _field_lines(fields: Fields) -> list[str]:
    colon = "" if fields.style == "tab" else ":"
    texts = [f"{label}{colon} {value}" if label else value for label, value in fields.pairs]
    return ["   ".join(row) for row in in_rows(texts, fields.columns)]


# How each kind of block reads; rules, spaces and traces have no words.
_LINES: tuple[tuple[type[Any], Callable[[Any], list[str]]], ...] = (
    (Heading, lambda heading: [heading.text]),
    (Text, _text_lines),
    (Row, _row_lines),
    (Table, _table_lines),
    (Form, _form_lines),
    (Fields, _field_lines),
    (Sticker, lambda sticker: list(sticker.lines)),
    (Sign, lambda sign: ["   ".join(sign.captions)]),
    (Letterhead, lambda head: [head.name, *head.lines]),
    (Card, lambda card: [card.title, *card.left, *card.right, *card.below]),
)


def in_rows(items: Sequence[T], columns: int) -> list[tuple[T, ...]]:
    """The items, so many a row."""
    return [tuple(items[at : at + columns]) for at in range(0, len(items), columns)]
