"""What holds no word and is evidence all the same: photographs, x-rays, ultrasound, traces on their paper, drawings of bodies."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.lie.backs import Draw
from benchmarks.lie.scene import Scene

Floats = npt.NDArray[np.float32]
_SKIN = (1.0, 0.78, 0.66)  # share of red, green and blue that it throws back
_GRIDS = ((1.0, 0.62, 0.6), (1.0, 0.75, 0.5), (0.6, 0.85, 0.65), (0.8, 0.8, 0.8))  # red, orange, green, grey lines


def _frame(scene: Scene) -> tuple[slice, slice]:
    """Where the picture lies: all of the sheet, most of it, or a print of 6 to 13 cm anywhere on it."""
    height, width = scene.light.shape
    if scene.rng.random() < 0.2:
        return np.s_[0:height, 0:width]
    if scene.rng.random() < 0.4:
        wide, high = scene.rng.uniform(0.7, 0.95) * width, scene.rng.uniform(0.5, 0.92) * height
    else:
        wide, high = scene.mm(scene.rng.uniform(60, 130)), scene.mm(scene.rng.uniform(60, 130))
    x, y = scene.rng.uniform(0, width - wide), scene.rng.uniform(0, height - high)
    return np.s_[round(y) : round(y + high), round(x) : round(x + wide)]


def _cloud(scene: Scene, shape: tuple[int, int], size: float) -> Floats:
    """Soft lights and darks of about so many millimetres, 0 to 1."""
    side = max(1.0, scene.mm(size))
    coarse = scene.noise.random((max(2, round(shape[0] / side)) + 2, max(2, round(shape[1] / side)) + 2)).astype(np.float32)
    soft = np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), np.float32)
    return np.asarray((soft - soft.min()) / max(1e-6, float(np.ptp(soft))), np.float32)


def _lay(scene: Scene, part: tuple[slice, slice], tone: Floats, hue: Floats | tuple[float, float, float] | None = None) -> None:
    scene.light[part] = tone
    if hue is not None:
        scene.coloured()[part] = hue


def photograph(scene: Scene) -> None:
    """A room, a face, a specimen: lights and darks of every size, in grey or in colour."""
    part = _frame(scene)
    shape = scene.light[part].shape
    low, high = scene.rng.uniform(0.05, 0.35), scene.rng.uniform(0.6, 0.95)
    middle, fine = scene.rng.uniform(0, 0.4), scene.rng.choice((0.0, 0.0, 0.03, 0.1))  # out of focus, or sharp
    large = 1 - middle - fine
    tone = large * _cloud(scene, shape, scene.rng.uniform(25, 60)) + middle * _cloud(scene, shape, 10) + fine * _cloud(scene, shape, 2)
    hues = np.stack([0.6 + 0.4 * _cloud(scene, shape, 30) for _ in range(3)], axis=2) if scene.rng.random() < 0.5 else None
    _lay(scene, part, low + (high - low) * tone, hues)


def wound(scene: Scene) -> None:
    """Light skin and a wound on it, a ruler beside it or none."""
    part = _frame(scene)
    shape = scene.light[part].shape
    skin = scene.rng.uniform(0.55, 0.9) + 0.08 * (_cloud(scene, shape, 30) - 0.5)
    centre = (round(shape[1] * scene.rng.uniform(0.35, 0.65)), round(shape[0] * scene.rng.uniform(0.35, 0.65)))
    axes = (max(1, round(shape[1] * scene.rng.uniform(0.1, 0.3))), max(1, round(shape[0] * scene.rng.uniform(0.08, 0.25))))
    turn = scene.rng.uniform(0, 180)
    within = np.zeros(shape, np.float32)
    cv2.ellipse(within, centre, axes, turn, 0, 360, 1.0, -1, cv2.LINE_AA)
    within = np.asarray(cv2.GaussianBlur(within, (0, 0), scene.mm(1.5)), np.float32)
    flesh = scene.rng.uniform(0.15, 0.45) + scene.rng.choice((0.0, 0.1, 0.25)) * _cloud(scene, shape, 4)
    hue = None
    if scene.rng.random() < 0.6:
        hue = np.asarray(np.array(_SKIN) * (1 - within[..., None]) + np.array((1.0, 0.4, 0.35)) * within[..., None], np.float32)
    _lay(scene, part, np.asarray(skin * (1 - within) + flesh * within, np.float32), hue)


def x_ray(scene: Scene) -> None:
    """A print of an x-ray: ribs and a spine, light on dark, the frame often a part of the sheet."""
    part = _frame(scene)
    shape = scene.light[part].shape
    tone = 0.08 + 0.25 * _cloud(scene, shape, 50)
    bones = np.zeros(shape, np.float32)
    cv2.line(bones, (shape[1] // 2, 0), (shape[1] // 2, shape[0]), 1.0, max(1, shape[1] // 12))
    for rib in range(1, 9):
        for side in (0, 1):
            centre = (shape[1] // 4 + side * shape[1] // 2, rib * shape[0] // 9)
            cv2.ellipse(bones, centre, (shape[1] // 4, shape[0] // 14), 0, 180, 360, 0.6, max(1, shape[0] // 45), cv2.LINE_AA)
    soft = np.asarray(cv2.GaussianBlur(bones, (0, 0), scene.mm(1.2)), np.float32)
    _lay(scene, part, np.asarray(np.clip(tone + 0.55 * soft, 0, 1), np.float32))


def ultrasound(scene: Scene) -> None:
    """A fan of grains on black."""
    part = _frame(scene)
    high, wide = shape = scene.light[part].shape
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    far = np.hypot(xs - wide / 2, ys + 0.1 * high) / high
    fan = (np.abs(np.arctan2(xs - wide / 2, ys + 0.1 * high)) < 0.6) & (far > 0.2) & (far < 1.0)
    grains = 0.15 + 0.75 * _cloud(scene, shape, 12) * (0.5 + 0.5 * _cloud(scene, shape, 0.8))
    _lay(scene, part, np.asarray(np.where(fan, grains, 0.03), np.float32))


def _grid(scene: Scene, part: tuple[slice, slice], step: float, colour: tuple[float, float, float] | None) -> None:
    """Squares of so many millimetres, every fifth line broader."""
    light = scene.light[part]
    mask = np.zeros(light.shape, np.float32)
    for down, side in enumerate(light.shape):
        for number in range(int(side / scene.mm(step)) + 1):
            at, thick = round(number * scene.mm(step)), max(1, round(scene.mm(0.35 if number % 5 == 0 else 0.12)))
            (mask if down == 0 else mask.T)[at : at + thick] = 1.0 if number % 5 == 0 else 0.6
    if colour is None:
        scene.light[part] = light * (1 - mask * scene.rng.uniform(0.15, 0.5))
    else:
        scene.coloured()[part] *= 1 - mask[..., None] * (1 - np.array(colour, np.float32))


def _curve(scene: Scene, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], ink: float, thick: float = 0.35) -> None:
    points = np.stack([x, y], axis=1).round().astype(np.int32)
    cv2.polylines(scene.light, [points], False, ink, max(1, round(scene.mm(thick))), cv2.LINE_AA)


def _beats(scene: Scene, along: npt.NDArray[np.float64], size: float, pace: float) -> npt.NDArray[np.float64]:
    """A heart's beats over millimetres of paper, in millimetres upwards."""
    phase = (along / pace) % 1.0
    wave = 0.12 * np.exp(-(((phase - 0.2) / 0.04) ** 2)) + np.exp(-(((phase - 0.38) / 0.012) ** 2))
    wave += -0.25 * np.exp(-(((phase - 0.41) / 0.012) ** 2)) + 0.25 * np.exp(-(((phase - 0.62) / 0.05) ** 2))
    return np.asarray(size * wave + 0.3 * np.sin(along / 40 + scene.rng.random()), np.float64)


def _strip(scene: Scene) -> tuple[slice, slice]:
    """Where a strip lies: across most of the sheet, down it, or across all of it."""
    height, width = scene.light.shape
    wide, high = scene.rng.uniform(0.55, 1.0) * width, scene.mm(scene.rng.uniform(28, 60))
    x, y = scene.rng.uniform(0, width - wide), scene.rng.uniform(0.05, 0.75) * height
    return np.s_[round(y) : min(height, round(y + high)), round(x) : round(x + wide)]


def _trace(scene: Scene, part: tuple[slice, slice]) -> None:
    """Beats, or breath: slow waves."""
    rows, columns = part
    steps = np.arange(columns.start + scene.mm(2), columns.stop - scene.mm(2), max(1.0, scene.mm(0.2)))
    along, pace = (steps - columns.start) / scene.mm(1), scene.rng.uniform(14, 28)
    slow = scene.rng.uniform(3, 8) * np.sin(along / pace * scene.rng.uniform(1, 3))
    up = slow if scene.rng.random() < 0.25 else _beats(scene, along, scene.rng.uniform(6, 16), pace) + 0.2 * slow
    base = rows.start + (rows.stop - rows.start) * scene.rng.uniform(0.5, 0.75)
    _curve(scene, steps, base - up * scene.mm(1), scene.rng.uniform(0.05, 0.35))


def heart_trace(scene: Scene) -> None:
    """Beats of a heart without squares: the printer had white paper, or the scanner dropped their colour."""
    part = _strip(scene)
    _trace(scene, part)


def heart_strip(scene: Scene) -> None:
    """One strip on squares of a millimetre, in their colour or in grey."""
    part = _strip(scene)
    _grid(scene, part, 1.0, scene.rng.choice((None, *_GRIDS)))
    _trace(scene, part)


def heart_page(scene: Scene) -> None:
    """Three to six traces over squares all over the sheet."""
    height, width = scene.light.shape
    edge = scene.rng.choice((0.0, 0.04, 0.08))
    part = np.s_[round(edge * height) : round((1 - edge) * height), round(edge * width) : round((1 - edge) * width)]
    _grid(scene, part, 1.0, scene.rng.choice((None, *_GRIDS)))
    rows = scene.rng.randint(3, 6)
    high = (part[0].stop - part[0].start) // rows
    for row in range(rows):
        _trace(scene, np.s_[part[0].start + row * high : part[0].start + (row + 1) * high, part[1]])


def fetal_strip(scene: Scene) -> None:
    """A child's heart rate above, the womb's work below, on squares of half a centimetre."""
    height, width = scene.light.shape
    top, edge = scene.rng.uniform(0.05, 0.45) * height, scene.rng.uniform(0, 0.08) * width
    part = np.s_[round(top) : round(top + scene.mm(120)), round(edge) : round(width - edge)]
    _grid(scene, part, 5.0, scene.rng.choice((None, *_GRIDS)))
    x = np.arange(edge + scene.mm(1), width - edge - scene.mm(1), max(1.0, scene.mm(0.3)))
    along = x / scene.mm(1)
    rate = (
        3 * np.sin(along / 9)
        + np.convolve(scene.noise.normal(0, 2.5, len(x)), np.ones(3) / 3, "same")
        + 12 * np.exp(-(((along - 90) / 14) ** 2))
    )
    work = 18 * np.exp(-((((along + scene.rng.uniform(0, 60)) % 70) - 35) ** 2) / 90) + scene.noise.normal(0, 0.3, len(x))
    _curve(scene, x, top + scene.mm(35) + rate * scene.mm(1), 0.2, 0.3)
    _curve(scene, x, top + scene.mm(110) - work * scene.mm(1), 0.2, 0.3)


def hand_drawing(scene: Scene) -> None:
    """A surgeon's sketch: an organ's outline, a cut, hatching."""
    height, width = scene.light.shape
    size, thick = scene.mm(scene.rng.uniform(25, 60)), scene.rng.uniform(0.3, 0.7)
    cx, cy = scene.rng.uniform(0.35, 0.65) * width, scene.rng.uniform(0.3, 0.7) * height
    turn = np.linspace(0, 2 * math.pi * scene.rng.uniform(0.85, 1.03), 300)
    off = 1 + sum(scene.rng.uniform(-0.15, 0.15) * np.sin(wave * turn + scene.rng.uniform(0, 6)) for wave in (2, 3, 5))
    ink = scene.rng.uniform(0.1, 0.5)
    _curve(scene, cx + size * off * np.cos(turn), cy + size * off * np.sin(turn), ink, thick)
    for line in range(scene.rng.randint(0, 8)):
        x = cx - size * 0.4 + line * scene.mm(4)
        _curve(scene, np.array([x, x + size * 0.2]), np.array([cy + size * 0.2, cy - size * 0.1]), ink, thick)


def body_outline(scene: Scene) -> None:
    """The outline of a body from before, printed, with a cross or a patch of hatching where it hurts."""
    height, width = scene.light.shape
    size = scene.mm(scene.rng.uniform(60, 120))
    x, y = scene.rng.uniform(0.3, 0.7) * width, scene.rng.uniform(0.05, 0.9) * max(1.0, height - size)
    half = [(0.0, 0.16), (0.05, 0.19), (0.15, 0.2), (0.2, 0.3), (0.24, 0.5), (0.2, 0.5), (0.14, 0.3), (0.13, 0.5), (0.12, 0.75), (0.13, 1.0), (0.03, 1.0), (0.02, 0.55), (0.0, 0.55)]  # fmt: skip  # noqa: E501
    whole = [*half, *((-across, down) for across, down in reversed(half))]
    points = np.array([(x + size * across, y + size * down) for across, down in whole]).round().astype(np.int32)
    ink, thick = scene.rng.uniform(0.1, 0.4), max(1, round(scene.mm(scene.rng.uniform(0.2, 0.5))))
    cv2.polylines(scene.light, [points], True, ink, thick, cv2.LINE_AA)
    cv2.circle(scene.light, (round(x), round(y + 0.08 * size)), round(0.08 * size), ink, thick, cv2.LINE_AA)
    mark = (round(x + 0.1 * size), round(y + 0.3 * size))
    cv2.drawMarker(scene.light, mark, 0.2, cv2.MARKER_TILTED_CROSS, round(scene.mm(5)), thick)


PICTURES: dict[str, Draw] = {
    "a photograph": photograph,
    "a wound's photograph": wound,
    "an x-ray's print": x_ray,
    "ultrasound": ultrasound,
    "a trace": heart_trace,
    "a trace's strip": heart_strip,
    "traces on squares": heart_page,
    "a fetal strip": fetal_strip,
    "a sketch": hand_drawing,
    "a body's outline": body_outline,
}
TONED = {"a photograph", "a wound's photograph", "an x-ray's print", "ultrasound"}  # in black and white mostly dots
