"""A composed document -> clean printed sheets."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.charts.artwork import card, letterhead, sign, sticker, trace
from benchmarks.charts.blocks import (
    Break,
    Card,
    Fields,
    Form,
    Heading,
    Letterhead,
    Paper,
    Row,
    Rule,
    Sign,
    Space,
    Sticker,
    Table,
    Text,
    Trace,
)
from benchmarks.charts.faces import FAMILIES, HELD_OUT, TYPED, Style
from benchmarks.charts.flow import Flow
from benchmarks.charts.sheet import BLACK, Sheet
from benchmarks.charts.typeset import fields, form, heading, put_row, row, table, text

MOST_PAGES = 12  # a document never grows beyond this; what is left over is not printed


def style_for(rng: Random, layout: str, dpi: int, held_out: bool = False) -> Style:
    """A typeface and its size for this document; `held_out` takes one of those that are never used for tuning."""
    family = rng.choice(tuple(HELD_OUT) if held_out else TYPED if layout == "typed" else tuple(FAMILIES))
    points = {**FAMILIES, **HELD_OUT}[family][2] * rng.choice((0.92, 1.0, 1.0, 1.08, 1.15))
    return Style(family, points, dpi, rng.choice((1.15, 1.22, 1.3, 1.45)))


def rule(flow: Flow, block: Rule) -> None:
    """A line across."""
    flow.need(flow.style.px(6))
    weight = max(1, round(flow.style.px(block.weight)))
    flow.sheet.pen.line((flow.left, flow.y + flow.style.px(2), flow.left + flow.width, flow.y + flow.style.px(2)), fill=BLACK, width=weight)
    flow.y += flow.style.px(5)


def space(flow: Flow, block: Space) -> None:
    """Room."""
    flow.y += flow.style.line(block.lines)


def turn(flow: Flow, _block: Break) -> None:
    """A new sheet."""
    flow.turn()


PRINTERS: dict[type, Callable[[Flow, Any], None]] = {
    Heading: heading,
    Text: text,
    Row: row,
    Table: table,
    Form: form,
    Fields: fields,
    Sticker: sticker,
    Sign: sign,
    Letterhead: letterhead,
    Rule: rule,
    Space: space,
    Trace: trace,
    Card: card,
    Break: turn,
}


def printed(paper: Paper, style: Style, rng: Random) -> list[Sheet]:
    """The document's sheets, with its furniture."""
    margin = style.dpi * rng.uniform(0.55, 0.9)
    furniture = paper.furniture
    flow = Flow(style, rng, margin, len(furniture.top), len(furniture.bottom))
    for block in paper.blocks:
        if not isinstance(block, Sticker) or not flow.sheets or len(flow.sheets) == 1:
            PRINTERS[type(block)](flow, block)
        if len(flow.sheets) >= MOST_PAGES:
            break
    many, body = len(flow.sheets), flow.sheets
    for number, sheet in enumerate(body, 1):
        _furnish(flow, paper, sheet, number, many)
    return body


def _furnish(flow: Flow, paper: Paper, sheet: Sheet, number: int, many: int) -> None:
    """Fax line, top and bottom rows of one sheet; their words go before and after the others."""
    style, body = flow.style, sheet.lines
    page = Flow(style, flow.rng, flow.margin, 0, 0, [sheet])
    sheet.lines = []
    if paper.furniture.fax:
        put_row(page, Row((numbered(paper.furniture.fax, number, many),), (0.0,), size=0.85), style.px(12))
    for at, line in enumerate(paper.furniture.top):
        put_row(page, _numbered_row(line, number, many), flow.margin + (at - 0.3) * style.line())
    sheet.lines += body
    foot = flow.size[1] - flow.margin - len(paper.furniture.bottom) * style.line() + style.line(0.4)
    for at, line in enumerate(paper.furniture.bottom):
        put_row(page, _numbered_row(line, number, many), foot + at * style.line())


def _numbered_row(line: Row, number: int, many: int) -> Row:
    cells = tuple(numbered(cell, number, many) for cell in line.cells)
    return Row(cells, line.at, line.bold, line.size, line.place)


def numbered(text: str, number: int, many: int) -> str:
    """The page's numbers in their places."""
    for sign_, value in (("{page:02}", f"{number:02}"), ("{pages:02}", f"{many:02}"), ("{page}", str(number)), ("{pages}", str(many))):
        text = text.replace(sign_, value)
    return text
