"""The generator's two doors: words only, or whole pages."""

from __future__ import annotations

from benchmarks.charts.compose import compose, pick_type, text_lines
from benchmarks.charts.model import ChartText


def chart_text(seed: int, type_code: str | None = None) -> ChartText:
    """The words of a chart of this type; NO_TYPE asks for a paper of none, None leaves the type to the seed."""
    code = pick_type(seed, type_code)
    return ChartText(code, text_lines(compose(seed, code, "tuned", None).paper))
