"""Synthetic scanned charts, drawn from a seed; every person and place in them is invented.

    chart = draw_chart(7)                      # pages with pixels, and the truth about them
    chart_text(7, "18842-5").lines             # the words only, quickly

The same seed and arguments always give the same chart (with the versions of the lock file: letters are drawn by Pillow).
Words come from data/ (its README names the sources). Passages from MTSamples are of texts whose note_id is a multiple of five only.
"""

from benchmarks.charts.chart import chart_text, draw_chart
from benchmarks.charts.compose import NO_TYPE
from benchmarks.charts.content import type_codes
from benchmarks.charts.model import Chart, ChartPage, ChartText, Printed
from benchmarks.charts.people import make_patients, write_patients_csv

__all__ = [
    "NO_TYPE",
    "Chart",
    "ChartPage",
    "ChartText",
    "Printed",
    "chart_text",
    "draw_chart",
    "make_patients",
    "type_codes",
    "write_patients_csv",
]
