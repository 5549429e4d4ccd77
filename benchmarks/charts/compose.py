"""A seed -> a whole document before it is drawn: facts, layout, body."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.charts.blocks import Block, Furniture, Letterhead, Paper, Row, Space, Text, lines_of
from benchmarks.charts.case import Case
from benchmarks.charts.content import body_of, kinds, title_of, type_codes
from benchmarks.charts.headers import fax_line, footer, letterhead
from benchmarks.charts.layouts import HELD_OUT, TUNED, Layout
from benchmarks.charts.markup import plain
from benchmarks.charts.model import LayoutChoice
from pipeline.model.types import Patient

NO_TYPE = "none"  # asks for a paper that is none of the types
OF_NO_TYPE = 1 / 19  # share of papers of no type where the type is left open


@dataclass(frozen=True, slots=True)
class Composed:
    """A document with its facts."""

    case: Case
    paper: Paper
    layout: str
    letterhead: str
    has_patient: bool


def rng_for(seed: int, type_code: str | None, what: str) -> Random:
    """A stream of its own for each part of the work, so that a change in drawing doesn't change the words."""
    return Random(f"chart:{seed}:{type_code}:{what}")


def pick_type(seed: int, type_code: str | None) -> str | None:
    """The type asked for. None leaves it to the seed: every type is as likely as the papers of none, NO_TYPE."""
    if type_code is not None:
        return None if type_code == NO_TYPE else type_code
    rng = Random(f"chart:{seed}:type")
    return None if rng.random() < OF_NO_TYPE else rng.choice(type_codes())


def compose(seed: int, type_code: str | None, layouts: LayoutChoice, patient: Patient | None) -> Composed:
    """The document for this seed."""
    case = Case(rng_for(seed, type_code, "content"), type_code, patient)
    title = title_of(case)
    if type_code is None:
        return _without_type(case, title, with_patient=patient is not None or case.rng.random() < 0.2)
    name, layout = _layout(case, layouts)
    blocks, furniture = layout(case, title) if layout else ([], Furniture(bottom=footer(case) if case.rng.random() < 0.3 else ()))
    return _composed(case, title, [*blocks, *body_of(case, title)], furniture, name, has_patient=True)


def _layout(case: Case, layouts: LayoutChoice) -> tuple[str, Layout | None]:
    wanted = kinds()[case.type_code or "other"].get("layouts", sorted({**TUNED, **HELD_OUT}))
    if wanted == ["none"]:
        return "none", None
    allowed = {"tuned": TUNED, "held_out": HELD_OUT, "all": {**TUNED, **HELD_OUT}}[layouts]
    fitting = [name for name in wanted if name in allowed] or sorted(allowed)
    name = case.rng.choice(fitting)
    return name, allowed[name]


def _without_type(case: Case, title: str, with_patient: bool) -> Composed:
    """A paper of no type: a letterhead perhaps, the title, the body; rarely somebody's name and number."""
    head: list[Block] = [letterhead(case), Space(0.5)] if case.rng.random() < 0.6 else []
    head.append(Text(title, align=case.rng.choice(("center", "left")), bold=True, size=1.5))
    if with_patient:
        head += [
            Space(0.4),
            Text(
                f"{case.label('name')}: {case.name()}   {case.label('mrn')}: {case.mrn()}   {case.label('birth_date')}: {case.dob()}",
                place="header",
            ),
        ]
    head.append(Space())
    fax = fax_line(case) if "FAX" in title or case.rng.random() < 0.15 else ""
    bottom = (Row(("Page {page} of {pages}",), (0.45,), size=0.8),) if case.rng.random() < 0.4 else ()
    return _composed(case, title, [*head, *body_of(case, title)], Furniture(bottom=bottom, fax=fax), "plain", with_patient)


def _composed(case: Case, title: str, blocks: list[Block], furniture: Furniture, layout: str, has_patient: bool) -> Composed:
    style = next((block.style for block in blocks if isinstance(block, Letterhead)), "none")
    return Composed(case, Paper(title, tuple(blocks), furniture), layout, style, has_patient)


def text_lines(paper: Paper) -> tuple[str, ...]:
    """The words of the document without drawing it, top furniture first and the foot last."""
    top = [line for row in paper.furniture.top for line in lines_of(row)]
    bottom = [line for row in paper.furniture.bottom for line in lines_of(row)]
    fax = [paper.furniture.fax] if paper.furniture.fax else []
    body = [line for block in paper.blocks for line in lines_of(block)]
    numbered = [
        line.replace("{page}", "1").replace("{pages}", "1").replace("{page:02}", "01").replace("{pages:02}", "01")
        for line in [*fax, *top, *body, *bottom]
    ]
    return tuple(plain(line) for line in numbered if line.strip())
