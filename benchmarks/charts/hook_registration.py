"""Face sheets: address, relatives, guarantor, coverage. Full of names and birth dates that are not the patient's."""

from __future__ import annotations

from benchmarks.charts.blocks import Block, Cell, Fields, Form, Heading, Space, in_rows
from benchmarks.charts.case import Case
from benchmarks.charts.forms import forms, pairs


def demographics(case: Case, _title: str) -> list[Block]:
    """Three to six sections in one style: ruled boxes or label and value."""
    rng, sections = case.rng, forms()["registration"]
    chosen = [sections[0], *rng.sample(sections[1:], rng.randint(2, 5))]
    boxed, style, columns = rng.random() < 0.45, rng.choice(("bold", "colon", "tab")), rng.choice((2, 2, 3))
    head = rng.choice(("bar", "bold", "rule", "caps"))
    blocks: list[Block] = []
    for section in chosen:
        kept = pairs(case, section["pairs"])
        blocks.append(Heading(rng.choice(section["headings"]), head))
        if boxed:
            boxes = [Cell(label, value) for label, value in kept]
            blocks.append(Form(tuple(in_rows(boxes, columns + 1)), place="body"))
        else:
            blocks.append(Fields(kept, columns, style, place="body"))
        blocks.append(Space(0.5))
    return blocks
