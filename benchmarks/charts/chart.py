"""The generator's two doors: words only, or whole pages."""

from __future__ import annotations

from benchmarks.charts.compose import Composed, compose, pick_type, rng_for, text_lines
from benchmarks.charts.model import Chart, ChartPage, ChartText, LayoutChoice, Printed, Severity
from benchmarks.charts.paper import printed, style_for
from benchmarks.charts.scanner import machine, scanned
from pipeline.model.types import Patient

# How archives look by and large: most pages have been scanned decently.
SEVERITIES: tuple[Severity, ...] = ("clean", "typical", "typical", "typical", "harsh")


def chart_text(seed: int, type_code: str | None = None) -> ChartText:
    """The words of a chart of this type; NO_TYPE asks for a paper of none, None leaves the type to the seed."""
    code = pick_type(seed, type_code)
    return ChartText(code, text_lines(compose(seed, code, "tuned", None).paper))


def draw_chart(
    seed: int,
    type_code: str | None = None,
    severity: Severity | None = None,
    layouts: LayoutChoice = "tuned",
    patient: Patient | None = None,
    dpi: int | None = None,
    held_out_font: bool = False,
) -> Chart:
    """A whole chart as scanned, of this patient or one of its own. None leaves a choice to the seed; NO_TYPE asks for a paper of no type.

    `dpi`: of the scanner; 200 or 300 unless told. `held_out_font`: in a typeface that is never used for tuning.
    """
    code = pick_type(seed, type_code)
    composed = compose(seed, code, layouts, patient)
    rng = rng_for(seed, type_code, "drawing")
    drawn = rng.choice(SEVERITIES)
    degree = drawn if severity is None else severity
    resolution = dpi or rng.choice((200, 300, 300))
    style = style_for(rng, composed.layout, resolution, held_out_font)
    sheets = printed(composed.paper, style, rng)
    steps = machine(rng_for(seed, type_code, f"machine:{degree}"), degree)
    pages, done = zip(*(scanned(sheet, resolution, steps, f"{seed}:{degree}:{sheet.number}") for sheet in sheets), strict=True)
    return _chart(seed, code, composed, pages, (degree, style.family, tuple(dict.fromkeys(name for one in done for name in one))))


def _chart(
    seed: int, code: str | None, composed: Composed, pages: tuple[ChartPage, ...], drawn: tuple[Severity, str, tuple[str, ...]]
) -> Chart:
    case, boxes = composed.case, [box for page in pages for box in page.boxes]
    severity, font, done = drawn
    return Chart(
        seed=seed,
        type_code=code,
        title=composed.paper.title,
        pages=pages,
        patient=case.patient if composed.has_patient else None,
        encounter=_value(boxes, "encounter"),
        account=_value(boxes, "account"),
        service_date=_value(boxes, "service_date"),
        layout=composed.layout,
        font=font,
        letterhead=composed.letterhead,
        severity=severity,
        degradations=done,
    )


def _value(boxes: list[Printed], kind: str) -> str | None:
    return next((box.value for box in boxes if box.kind == kind), None)
