"""Sheets with little on them that must be read all the same."""

from __future__ import annotations

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.charts import draw_chart
from benchmarks.charts.faces import FAMILIES, Style
from benchmarks.charts.marks import stamp
from benchmarks.lie import backs, strokes
from benchmarks.lie.backs import Draw
from benchmarks.lie.scene import Scene

SHORT = (
    "continued",
    "(continued)",
    "continued on next page",
    "see other side",
    "END OF REPORT",
    "Signed: Dr. M. Hale",
    "No further entries.",
    "void",
)
_CLEAR = 0.055  # share of the width at each side
NUMBERS = ("Page {a} of {b}", "Page {a}/{b}", "page {a} of {b}", "- Page {a} -", "PAGE {a} OF {b}")


def words_of(scene: Scene, many: int) -> str:
    """So many consecutive words from a chart."""
    text = draw_chart(scene.rng.randrange(10**6), severity="clean", layouts="all", dpi=100).pages[0].text.split()
    start = scene.rng.randrange(max(1, len(text) - many))
    chosen = " ".join(text[start : start + many])
    return chosen if sum(map(str.isalnum, chosen)) >= 8 else f"{chosen} reviewed and signed"


def put(scene: Scene, text: str, x: float, y: float, points: float | None = None, ink: float | None = None, rough: float = 0.0) -> None:
    """Print at shares of the sheet, moved so that all of it is on it; `rough` is the share of the ink that is missing, in grains."""
    family = scene.rng.choice(tuple(FAMILIES))
    face = Style(family, FAMILIES[family][2], scene.dpi, 1.2).face_of(points or scene.rng.uniform(8, 12), scene.rng.random() < 0.2)
    left, top, right, bottom = (round(value) for value in face.getbbox(text))
    picture = Image.new("L", (right - left + 2, bottom - top + 2), 255)
    ImageDraw.Draw(picture).text((1 - left, 1 - top), text, font=face, fill=0)
    marks = np.asarray(picture, np.float32) / 255
    dark = 1 - (scene.rng.uniform(0.0, 0.3) if ink is None else ink)
    if rough:
        grains = cv2.GaussianBlur(scene.noise.random(marks.shape).astype(np.float32), (0, 0), max(0.5, scene.mm(0.06)))
        marks = np.where(grains < np.quantile(grains, rough), 1.0, marks)
    height, width = scene.light.shape
    across, down = min(marks.shape[1], width), min(marks.shape[0], height)
    clear = 0.0 if x < _CLEAR or x > 1 - _CLEAR else _CLEAR * width  # of dark edges, unless it is to stand there
    at_x = round(max(0.0, min(x * width, width - across - clear)))
    at_y = round(max(0.0, min(y * height, height - down)))
    scene.light[at_y : at_y + down, at_x : at_x + across] *= 1 - (1 - marks[:down, :across]).astype(np.float32) * dark


def line(scene: Scene) -> None:
    """One line of a chart."""
    put(scene, words_of(scene, scene.rng.randint(4, 12)), scene.rng.uniform(0.06, 0.4), scene.rng.uniform(0.05, 0.93))


def page_number(scene: Scene) -> None:
    """Nothing but the page's number."""
    a = scene.rng.randint(1, 20)
    text = scene.rng.choice(NUMBERS).format(a=a, b=a + scene.rng.randint(0, 9))
    put(scene, text, scene.rng.choice((0.08, 0.45, 0.8)), scene.rng.choice((0.035, 0.94, 0.96)), scene.rng.uniform(7, 10))


def short(scene: Scene) -> None:
    """A remark in two words, with or without a line to sign on."""
    y = scene.rng.uniform(0.05, 0.9)
    put(scene, scene.rng.choice(SHORT[:-1]), scene.rng.uniform(0.08, 0.7), y)
    if scene.rng.random() < 0.4:
        height, width = scene.light.shape
        at = round((y + 0.02) * height)
        cv2.line(scene.light, (round(0.1 * width), at), (round(0.6 * width), at), 0.2, max(1, round(scene.mm(0.2))))


def stamped(scene: Scene) -> None:
    """A rubber stamp."""
    grey = np.full(scene.light.shape, 255, np.uint8)
    stamp(grey, scene.rng, scene.dpi)
    scene.darken(np.asarray(grey / 255, np.float32))


def label(scene: Scene) -> None:
    """A sticker with two or three small lines."""
    x, y = scene.rng.uniform(0.03, 0.6), scene.rng.uniform(0.03, 0.9)
    for number in range(scene.rng.randint(2, 3)):
        put(scene, words_of(scene, 3)[:34], x, y + number * 0.014, scene.rng.uniform(6, 8))


def pencil(scene: Scene) -> None:
    """Light grey and grainy."""
    for number in range(scene.rng.randint(1, 3)):
        ink = scene.rng.uniform(0.55, 0.78)
        put(scene, words_of(scene, 5), 0.15, 0.2 + 0.1 * number, scene.rng.uniform(11, 15), ink, scene.rng.uniform(0.05, 0.2))


def faint(scene: Scene) -> None:
    """A ribbon or a toner near its end, sharp but light."""
    for number in range(scene.rng.randint(1, 4)):
        put(scene, words_of(scene, 8), 0.1, 0.3 + 0.03 * number, scene.rng.uniform(9, 12), scene.rng.uniform(0.5, 0.75))


def faint_fax(scene: Scene) -> None:
    """Letters of which the machine lost a part."""
    for number in range(scene.rng.randint(1, 4)):
        put(scene, words_of(scene, 8), 0.1, 0.3 + 0.03 * number, scene.rng.uniform(10, 12), 0.1, scene.rng.uniform(0.2, 0.45))


def corner(scene: Scene) -> None:
    """In a corner, or in the outermost margin."""
    x, y = scene.rng.choice((0.012, 0.99)), scene.rng.choice((0.012, 0.985, scene.rng.random()))
    put(scene, words_of(scene, scene.rng.randint(2, 4)), x, y, scene.rng.uniform(7, 11))


def by_hand(scene: Scene) -> None:
    """A few joined words of a pen, or of a pencil pressed hard."""
    height, width = scene.light.shape
    x, y, size = scene.rng.uniform(0.1, 0.5) * width, scene.rng.uniform(0.1, 0.9) * height, scene.mm(scene.rng.uniform(2.2, 4.0))
    ink, thick = scene.rng.uniform(0.1, 0.55), max(1, round(scene.mm(scene.rng.uniform(0.3, 0.7))))
    rise = scene.rng.uniform(-0.08, 0.08)
    for _ in range(scene.rng.randint(2, 5)):
        points = []
        for _ in range(scene.rng.randint(3, 8)):
            high = scene.rng.choice((1.0, 1.0, 1.0, 1.1, 2.1, -1.2))
            for turn in np.linspace(0, 2 * math.pi, 12, endpoint=False):
                up = (1 - math.cos(turn)) / 2 * high
                points.append((x + size * (0.45 * math.sin(turn) * scene.rng.uniform(0.7, 1.0) + 0.3 * up), y - size * up + rise * x * 0.3))
                x += size * scene.rng.uniform(0.04, 0.08)
        cv2.polylines(scene.light, [np.array(points).round().astype(np.int32)], False, ink, thick, cv2.LINE_AA)
        x += size * 1.2
        if x > 0.8 * width:
            x, y = 0.1 * width, y + 3 * size


def figure(scene: Scene) -> None:
    """A page number of one figure."""
    number = scene.rng.randint(2, 9)
    text = scene.rng.choice((f"- {number} -", f"{number}", f"({number})"))
    put(scene, text, scene.rng.choice((0.49, 0.9, 0.06)), scene.rng.choice((0.03, 0.95, 0.97)), scene.rng.uniform(8, 12))


def fax_header(scene: Scene) -> None:
    """What a fax machine prints along the upper edge."""
    page, hour = scene.rng.randint(1, 9), scene.rng.randint(10, 23)
    text = f"0{page}/1{page}/2024 {hour}:2{page}   FROM: VALLEY CLINIC  TO: 5551230{hour}4   PAGE 0{page} OF 09"
    put(scene, text, 0.02, scene.rng.uniform(0.004, 0.02), scene.rng.uniform(7, 9))


def with_marks(scene: Scene) -> None:
    """A line, a number or handwriting on a sheet that has marks too."""
    backs.mixed(scene)
    scene.bare = scene.light.copy()
    scene.rng.choice((line, short, by_hand))(scene)


def over_print(scene: Scene) -> None:
    """A line on a sheet whose front shines through."""
    backs.bleed(scene)
    scene.bare = scene.light.copy()
    scene.rng.choice((line, short, by_hand, stamped))(scene)


FEW_WORDS: dict[str, Draw] = {
    "one line": line,
    "page number": page_number,
    "a remark": short,
    "a stamp": stamped,
    "a label": label,
    "pencil": pencil,
    "faint": faint,
    "faint fax": faint_fax,
    "corner, margin": corner,
    "by hand": by_hand,
    "a figure": figure,
    "a fax's header": fax_header,
    "a signature": strokes.signature,
    "a drawing": strokes.drawing,
    "a tally": strokes.tally,
    "bars": strokes.bars,
    "line and marks": with_marks,
    "line and shine-through": over_print,
}
GREY_ONLY = {"pencil", "faint"}  # a threshold would leave nothing on the sheet
