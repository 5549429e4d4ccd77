"""Sheets with nothing to read on them: white backs, and what paper, office and scanner leave there."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from benchmarks.charts import draw_chart
from benchmarks.charts.faces import Style
from benchmarks.lie.scene import Scene

Draw = Callable[[Scene], None]
CODE39 = {  # narrow 0, wide 1: bar, gap, bar, gap… of a character
    "*": "010010100", "A": "100001001", "P": "001010010", "S": "001000011", "1": "100100001", "2": "001100001",
    "4": "000110001", "7": "000100101",
}  # fmt: skip


def white(_scene: Scene) -> None:
    """Nothing at all."""


def toned(scene: Scene) -> None:
    """Grey or old paper, its fibres seen, its light uneven."""
    scene.light *= scene.rng.uniform(0.5, 0.9)
    rough = cv2.GaussianBlur(scene.noise.normal(0, 1, scene.light.shape).astype(np.float32), (0, 0), scene.rng.uniform(0.8, 2.5))
    scene.light *= 1 + rough * scene.rng.uniform(0.0, 0.04)


def bleed(scene: Scene, strength: tuple[float, float] = (0.04, 0.25)) -> None:
    """The front of a chart shines through: mirrored, blurred by the paper's depth."""
    chart = draw_chart(scene.rng.randrange(10**6), severity="clean", layouts="all", dpi=scene.dpi)
    shine(scene, np.asarray(scene.rng.choice(chart.pages).pixels / 255, np.float32), scene.rng.uniform(*strength))


def shine(scene: Scene, front: npt.NDArray[np.float32], strength: float) -> None:
    """What stands on the front, seen from the back; some duplexers turn the sheet over its short edge."""
    flip = 1 if scene.rng.random() < 0.8 else 0
    mirrored = np.ascontiguousarray(cv2.flip(front, flip))
    height, width = scene.light.shape
    fitted = np.ones((height, width), np.float32)
    part = mirrored[:height, :width]
    fitted[: part.shape[0], : part.shape[1]] = part
    scene.front = np.asarray(cv2.flip(fitted, flip), np.float32)
    seen = cv2.GaussianBlur(fitted, (0, 0), scene.mm(scene.rng.uniform(0.17, 0.4)))
    scene.darken(1 - (1 - np.asarray(seen, np.float32)) * strength)


def dust(scene: Scene) -> None:
    """Specks, dark and light, and a fibre or two."""
    height, width = scene.light.shape
    for _ in range(round(10 ** scene.rng.uniform(1.0, 3.0))):
        x, y = scene.rng.randrange(width), scene.rng.randrange(height)
        size = max(0, round(scene.mm(scene.rng.uniform(0.03, 0.22))))
        cv2.circle(scene.light, (x, y), size, scene.rng.uniform(0.05, 0.8), -1)
    for _ in range(scene.rng.choice((0, 0, 1, 2, 4))):
        _fibre(scene)


def _fibre(scene: Scene) -> None:
    height, width = scene.light.shape
    x, y, angle = scene.rng.uniform(0, width), scene.rng.uniform(0, height), scene.rng.uniform(0, 2 * math.pi)
    points, bend = [], scene.rng.uniform(-0.3, 0.3)
    for _ in range(scene.rng.randint(5, 20)):
        points.append((round(x), round(y)))
        x, y, angle = x + scene.mm(0.6) * math.cos(angle), y + scene.mm(0.6) * math.sin(angle), angle + bend + scene.rng.uniform(-0.2, 0.2)
    line = np.array(points, np.int32)
    cv2.polylines(scene.light, [line], False, scene.rng.uniform(0.2, 0.7), max(1, round(scene.mm(0.12))), cv2.LINE_AA)


def holes(scene: Scene) -> None:
    """Two, three or seven punch holes at a side or at the top, the lid dark or grey behind them; some torn."""
    height, width = scene.light.shape
    radius, colour, off = round(scene.mm(3.3)), scene.rng.choice((0.0, 0.15, 0.8)), scene.mm(scene.rng.uniform(7, 12))
    top = scene.rng.random() < 0.3
    for share in scene.rng.choice(((0.12, 0.5, 0.88), (0.37, 0.63), (0.06, 0.2, 0.35, 0.5, 0.65, 0.8, 0.94))):
        at = (round(width * share), round(off)) if top else (round(off), round(height * share))
        cv2.circle(scene.light, at, radius, colour, -1, cv2.LINE_AA)
        if scene.rng.random() < 0.15:
            end = (at[0], 0) if top else (0, at[1])
            cv2.line(scene.light, at, end, colour, max(1, radius // 2))


def staples(scene: Scene) -> None:
    """A staple, its two holes or its shadow in a corner."""
    height, width = scene.light.shape
    for _ in range(scene.rng.choice((1, 1, 2, 3))):
        x, y = scene.mm(scene.rng.uniform(6, 22)), scene.mm(scene.rng.uniform(6, 22))
        x = x if scene.rng.random() < 0.7 else width - x
        y = y if scene.rng.random() < 0.9 else height - y
        angle, long = scene.rng.uniform(0, math.pi), scene.mm(12)
        ends = [(round(x + way * math.cos(angle) * long / 2), round(y + way * math.sin(angle) * long / 2)) for way in (-1, 1)]
        if scene.rng.random() < 0.5:
            cv2.line(scene.light, ends[0], ends[1], scene.rng.uniform(0.1, 0.6), max(1, round(scene.mm(0.5))), cv2.LINE_AA)
        else:
            for end in ends:
                cv2.circle(scene.light, end, max(1, round(scene.mm(0.45))), scene.rng.uniform(0.1, 0.5), -1, cv2.LINE_AA)


def edges(scene: Scene) -> None:
    """Dark borders, ragged, and a shadow falling in from a side or the book's spine."""
    width = scene.light.shape[1]
    for _ in range(scene.rng.randint(1, 3)):
        turns = scene.rng.randrange(4)
        view = np.rot90(scene.light, turns)
        deep = scene.mm(scene.rng.uniform(1, 6))
        slope = np.linspace(0, deep * scene.rng.uniform(-0.8, 0.8), view.shape[0])
        ragged = np.clip(deep + scene.noise.normal(0, deep / 8, view.shape[0]) + slope, 1, None)
        view[np.arange(view.shape[1])[None, :] < ragged[:, None]] = scene.rng.uniform(0.0, 0.2)
    if scene.rng.random() < 0.5:
        across = np.linspace(0, 1, width, dtype=np.float32) if scene.rng.random() < 0.5 else np.linspace(1, 0, width, dtype=np.float32)
        scene.light *= 1 - scene.rng.uniform(0.2, 0.6) * np.exp(-across * scene.rng.uniform(4, 20))[None, :]


def creased(scene: Scene) -> None:
    """Folds of a letter, a dog's ear, crumples."""
    height, width = scene.light.shape
    for _ in range(scene.rng.randint(1, 5)):
        if scene.rng.random() < 0.6:
            y = round(height * scene.rng.choice((0.333, 0.5, 0.667)) + scene.mm(scene.rng.uniform(-3, 3)))
            ends = (0, y), (width, y + round(scene.mm(scene.rng.uniform(-2, 2))))
        else:
            ends = tuple((scene.rng.randrange(width), scene.rng.randrange(height)) for _ in range(2))  # type: ignore[assignment]  # two ends
        thick = max(1, round(scene.mm(scene.rng.uniform(0.1, 0.5))))
        cv2.line(scene.light, ends[0], ends[1], scene.rng.uniform(0.4, 0.85), thick, cv2.LINE_AA)
        cv2.line(scene.light, (ends[0][0], ends[0][1] + thick), (ends[1][0], ends[1][1] + thick), 1.0, 1, cv2.LINE_AA)


def lined(scene: Scene) -> None:
    """Ruled or squared writing paper, with or without a margin, faint or strong."""
    height, width = scene.light.shape
    ink, thick = scene.rng.uniform(0.25, 0.85), max(1, round(scene.mm(scene.rng.uniform(0.1, 0.4))))
    apart = scene.mm(scene.rng.choice((5, 7.1, 8.7)))
    lead = scene.mm(scene.rng.uniform(5, 30))
    for number in range(int((height - lead) / apart)):
        y = round(lead + number * apart)
        cv2.line(scene.light, (0, y), (width, y), ink, thick)
    if scene.rng.random() < 0.4:
        x = round(scene.mm(scene.rng.uniform(15, 32)))
        cv2.line(scene.light, (x, 0), (x, height), ink, thick)
    if scene.rng.random() < 0.25:
        for number in range(int(width / apart)):
            cv2.line(scene.light, (round(number * apart), 0), (round(number * apart), height), ink, thick)


def separator(scene: Scene) -> None:
    """The back of a separator sheet: its bars and its large words shine through."""
    front = np.ones_like(scene.light)
    height, width = front.shape
    for top in (0.06, 0.84) if scene.rng.random() < 0.5 else (0.4,):
        _patch(scene, front, round(height * top))
    y, x, thin = round(height * scene.rng.uniform(0.25, 0.35)), width * 0.15, scene.mm(0.4)
    for sign in "*" + "".join(scene.rng.choice("APS1247") for _ in range(6)) + "*":
        for at, wide in enumerate(CODE39[sign] + "0"):
            step = thin * (2.5 if wide == "1" else 1.0)
            if at % 2 == 0:
                front[y : y + round(scene.mm(18)), round(x) : round(x + step)] = 0
            x += step
    picture = Image.fromarray((front * 255).astype(np.uint8))
    words = scene.rng.choice(("SEPARATOR", "PATCH II", "DOCUMENT SEPARATOR", "NEW PATIENT"))
    ImageDraw.Draw(picture).text((width * 0.15, height * 0.6), words, font=Style("sans", 36, scene.dpi, 1.2).face(bold=True), fill=0)
    shine(scene, np.asarray(np.asarray(picture) / 255, np.float32), scene.rng.uniform(0.05, 0.3))


def _patch(scene: Scene, front: npt.NDArray[np.float32], top: int) -> None:
    """Patch code: four bars across the sheet, wide or narrow."""
    y = float(top)
    for wide in scene.rng.choice(("1001", "1010", "0110", "1100")):
        thick = scene.mm(5.1 if wide == "1" else 2.0)
        front[round(y) : round(y + thick), round(front.shape[1] * 0.1) : round(front.shape[1] * 0.9)] = 0
        y += thick + scene.mm(2.0)


def stains(scene: Scene) -> None:
    """Rings and drops of coffee, light brown, darker along their rims."""
    height, width = scene.light.shape
    for _ in range(scene.rng.randint(1, 3)):
        at, radius = (scene.rng.randrange(width), scene.rng.randrange(height)), scene.mm(scene.rng.uniform(4, 42))
        disc, ring = np.zeros_like(scene.light), np.zeros_like(scene.light)
        axes = (max(1, round(radius)), max(1, round(radius * scene.rng.uniform(0.85, 1.0))))
        cv2.ellipse(disc, at, axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA)
        cv2.ellipse(
            ring,
            at,
            axes,
            0,
            scene.rng.uniform(0, 90),
            scene.rng.uniform(270, 360),
            1.0,
            max(1, round(scene.mm(scene.rng.uniform(0.5, 3)))),
        )
        soft = scene.mm(scene.rng.uniform(0.3, 1.0))
        stain = scene.rng.uniform(0.0, 0.14) * cv2.GaussianBlur(disc, (0, 0), soft) + scene.rng.uniform(0.06, 0.3) * cv2.GaussianBlur(
            ring, (0, 0), soft
        )
        scene.darken(np.asarray(1 - stain, np.float32))


def laid_small(scene: Scene) -> None:
    """A smaller sheet than the picture, or one with a corner folded in: the lid, dark or grey, beside it."""
    height, width = scene.light.shape
    lid = scene.rng.choice((0.02, 0.12, 0.35, 0.6))
    if scene.rng.random() < 0.5:
        turns, far = scene.rng.randrange(4), scene.mm(scene.rng.uniform(12, 45))
        view = np.rot90(scene.light, turns)
        corner = np.add.outer(np.arange(view.shape[0]) / far, np.arange(view.shape[1]) / (far * scene.rng.uniform(0.6, 1.6))) < 1
        view[corner] = lid
        return
    lean = math.tan(math.radians(scene.rng.uniform(-3, 3)))
    below, beside = scene.rng.uniform(0.45, 0.95) * height, scene.rng.uniform(0.6, 0.97) * width
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    outside = (ys - lean * xs > below) | (xs + lean * ys > beside if scene.rng.random() < 0.6 else False)
    scene.light[outside] = lid


def shaded(scene: Scene) -> None:
    """A shadow over a corner or across the middle, as a lid that stands open and a book's spine throw it."""
    height, width = scene.light.shape
    ys, xs = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    if scene.rng.random() < 0.5:
        far = np.hypot(xs - scene.rng.choice((0, 1)), ys - scene.rng.choice((0, 1)))
        scene.light *= 1 - scene.rng.uniform(0.2, 0.55) * np.exp(-((far / scene.rng.uniform(0.2, 0.6)) ** 2))
    else:
        lean, wide = scene.rng.uniform(-0.05, 0.05), scene.rng.uniform(0.01, 0.08)
        scene.light *= 1 - scene.rng.uniform(0.2, 0.6) * np.exp(-(((xs - 0.5 + lean * ys) / wide) ** 2))


MARKS: tuple[Draw, ...] = (toned, bleed, dust, holes, staples, edges, creased, lined)


def mixed(scene: Scene) -> None:
    """Two to four of them on one sheet; what is on the paper first."""
    for draw in sorted(scene.rng.sample(MARKS, scene.rng.randint(2, 4)), key=MARKS.index):
        draw(scene)


BACKS: dict[str, Draw] = {
    "white": white,
    "toned": toned,
    "shining through": bleed,
    "dust": dust,
    "holes": holes,
    "staples": staples,
    "dark edges": edges,
    "creases": creased,
    "lined": lined,
    "separator's back": separator,
    "mixed": mixed,
    "stains": stains,
    "a small sheet": laid_small,
    "shadows": shaded,
}
