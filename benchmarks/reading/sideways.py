"""Print that lies on its side: lines and notes up or down either margin, labels glued on sideways, headings of narrow columns.

Each page goes through a scanner as the drawn charts do, at one of their severities. The truth holds only what lies on its side and stands
nowhere else on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from benchmarks.charts import draw_chart
from benchmarks.charts.faces import FAMILIES, Style
from benchmarks.charts.model import Severity
from benchmarks.charts.scanner import machine, scanned
from benchmarks.charts.sheet import Sheet
from benchmarks.reading.odd import words
from benchmarks.reading.sets import DRAWN_FROM, Sample, Split, stored

_DPI = 200
_SIZE = (1700, 2200)
_LEFT, _RIGHT = 70, 1630
_HEADINGS = ("Temperature", "Pulse", "Respirations", "Systolic", "Diastolic", "Oxygen", "Weight", "Intake", "Output", "Glucose")
Draw = Callable[[Random, Image.Image, list[str]], str]


def _face(rng: Random, points: float) -> ImageFont.FreeTypeFont:
    family = rng.choice(tuple(FAMILIES))
    return Style(family, FAMILIES[family][2], _DPI, 1.2).face_of(points, rng.random() < 0.3)


def _body(rng: Random, page: Image.Image, lines: list[str], first: int = 0) -> str:
    pen, face = ImageDraw.Draw(page), _face(rng, 10)
    for row, line in list(enumerate(lines[:36]))[first:]:
        pen.text((230, 200 + 52 * row), line[:78], font=face, fill=15)
    return " ".join(line[:78] for line in lines[first:36])


def _only(text: str, rest: str) -> str:
    elsewhere = set(words(rest))
    return " ".join(word for word in words(text) if word not in elsewhere)


def _block(texts: list[str], face: ImageFont.FreeTypeFont, pitch: float = 1.25) -> Image.Image:
    """These lines, one below the other, upright."""
    high = round(pitch * sum(face.getmetrics()))
    picture = Image.new("L", (round(max(map(face.getlength, texts))) + 8, high * len(texts) + 4), 255)
    for row, text in enumerate(texts):
        ImageDraw.Draw(picture).text((4, 2 + high * row), text, font=face, fill=20)
    return picture


def _into_margin(rng: Random, page: Image.Image, block: Image.Image) -> None:
    turned = block.rotate(90 if rng.random() < 0.5 else 270, expand=True)
    x = _LEFT if rng.random() < 0.5 else _RIGHT - turned.width
    page.paste(turned, (x, rng.randint(150, max(151, 2100 - turned.height))))


def line(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """One line up or down either margin."""
    body = _body(rng, page, lines)
    text = " ".join(" ".join(lines[36:]).split()[:14])[:90]
    _into_margin(rng, page, _block([text], _face(rng, rng.uniform(7, 10))))
    return _only(text, body)


def note(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """Two or three lines side by side."""
    body = _body(rng, page, lines)
    given = " ".join(lines[36:]).split()
    texts = [" ".join(given[9 * row : 9 * row + 9])[:60] for row in range(rng.choice((2, 2, 3)))]
    _into_margin(rng, page, _block(texts, _face(rng, rng.uniform(6.5, 8))))
    return _only(" ".join(texts), body)


def label(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """A patient's label, glued on sideways."""
    body = _body(rng, page, lines)
    names = [word.strip(",.").title() for word in " ".join(lines[36:]).split() if word.strip(",.").isalpha() and len(word) > 4]
    texts = [
        f"{names[0]}, {names[1]}",
        f"MRN {rng.randint(10**6, 10**8)}",
        f"DOB {rng.randint(1, 12):02}/{rng.randint(1, 28):02}/{rng.randint(1930, 2010)}",
        f"Acct {rng.randint(10**7, 10**8)}",
    ]
    rng.shuffle(texts)
    texts = texts[: rng.choice((2, 3, 4))]
    _into_margin(rng, page, _block(texts, _face(rng, rng.uniform(7, 9)), 1.1))
    return _only(" ".join(texts), body)


def headings(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """A flow sheet whose narrow columns have headings that run upwards, ruled or not."""
    body, pen, face = _body(rng, page, lines, 18), ImageDraw.Draw(page), _face(rng, rng.uniform(7, 9))
    told = rng.sample(_HEADINGS, rng.randint(5, 9))
    ruled = rng.random() < 0.6
    for column, text in enumerate(told):
        x = 500 + 110 * column
        turned = _block([text], face, 1.0).rotate(90, expand=True)
        page.paste(turned, (x + (110 - turned.width) // 2, 460 - turned.height))
        for row in range(9):
            pen.text((x + 30, 490 + 60 * row), str(rng.randint(10, 199)), font=face, fill=15)
    if ruled:
        for column in range(len(told) + 1):
            pen.line((500 + 110 * column, 170, 500 + 110 * column, 1020), fill=30, width=2)
        for row in range(10):
            pen.line((230, 475 + 60 * row, 500 + 110 * len(told), 475 + 60 * row), fill=30, width=2)
    return _only(" ".join(told), body)


def sideways(draw: Draw, severity: Severity, _data: Path, work: Path, split: Split, most: int) -> Iterator[Sample]:
    """Pages as the charts' scanner gives them at this severity."""
    for seed in range(DRAWN_FROM[split], DRAWN_FROM[split] + most):
        rng = Random(f"sideways {draw.__name__}:{seed}")
        charts = [draw_chart(other, severity="clean", layouts="all", dpi=100) for other in (seed, seed + 3000, seed + 6000, seed + 9000)]
        lines = [text for chart in charts for text in chart.pages[0].text.split("\n") if len(text) > 12]
        page = Image.new("L", _SIZE, 255)
        truth = draw(rng, page, lines)
        scan, _ = scanned(Sheet(1, page), _DPI, machine(rng, severity), f"{draw.__name__}:{seed}")
        yield Sample(stored(scan, work / f"{draw.__name__}-{severity}-{seed}.png"), truth)


SIDEWAYS: dict[str, Callable[[Path, Path, Split, int], Iterator[Sample]]] = {
    f"{name}, {severity}": partial(sideways, draw, severity)
    for name, draw in (("one line sideways", line), ("note sideways", note), ("label sideways", label), ("headings sideways", headings))
    for severity in ("clean", "typical", "harsh")
}
