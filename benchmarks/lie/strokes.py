"""What nobody can read and everybody sees: a signature, a tally, a drawing, bars; and a page number of one figure."""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.lie.scene import Scene

Points = npt.NDArray[np.float64] | list[tuple[float, float]]


def _stroke(scene: Scene, points: Points, thick: float | None = None) -> None:
    wide = max(1, round(scene.mm(scene.rng.uniform(0.3, 0.8) if thick is None else thick)))
    cv2.polylines(scene.light, [np.array(points).round().astype(np.int32)], False, scene.rng.uniform(0.1, 0.5), wide, cv2.LINE_AA)


def _anywhere(scene: Scene) -> tuple[float, float]:
    height, width = scene.light.shape
    return scene.rng.uniform(0.1, 0.6) * width, scene.rng.uniform(0.1, 0.85) * height


def signature(scene: Scene) -> None:
    """One joined stroke, in loops or in zigzags, a third of them on a line."""
    (x, y), size = _anywhere(scene), scene.mm(scene.rng.uniform(2.5, 5))
    if scene.rng.random() < 0.5:
        turns = np.linspace(0, scene.rng.uniform(5, 10), 600)
        lean, high, beat = scene.rng.uniform(0.5, 1.2), scene.rng.uniform(0.3, 1.0), scene.rng.uniform(1.0, 2.5)
        across = x + size * (0.9 * turns + lean * np.sin(2 * math.pi * turns))
        up = size * np.sin(2 * math.pi * turns + 0.7) * (1 - turns / 14) * (1 + high * np.sin(beat * turns))
        _stroke(scene, np.stack([across, y + up], axis=1))
    else:
        points = []
        for _ in range(scene.rng.randint(8, 18)):
            points.append((x + scene.rng.uniform(-0.4, 0.4) * size, y + scene.rng.uniform(-1.4, 0.8) * size))
            x += size * scene.rng.uniform(0.3, 0.8)
        _stroke(scene, points)
    if scene.rng.random() < 0.33:
        left = scene.rng.uniform(0.1, 0.3) * scene.light.shape[1]
        cv2.line(scene.light, (round(left), round(y)), (round(left + scene.mm(90)), round(y)), 0.2, max(1, round(scene.mm(0.25))))


def drawing(scene: Scene) -> None:
    """An oval, closed or open, and an arrow to it."""
    (x, y), turn, end = _anywhere(scene), scene.rng.uniform(0, 40), scene.rng.choice((300, 360))
    size = (round(scene.mm(scene.rng.uniform(10, 25))), round(scene.mm(scene.rng.uniform(15, 35))))
    cv2.ellipse(scene.light, (round(x), round(y)), size, turn, 0, end, 0.3, max(1, round(scene.mm(0.5))), cv2.LINE_AA)
    tip = x + scene.mm(40), y - scene.mm(20)
    _stroke(scene, [(x, y), tip, (tip[0] - scene.mm(4), tip[1] - scene.mm(1))])


def tally(scene: Scene) -> None:
    """Two to five strokes side by side, in a corner."""
    height, width = scene.light.shape
    x, y = scene.rng.choice((0.04, 0.1, 0.8)) * width, scene.rng.choice((0.03, 0.08, 0.9)) * height
    for _ in range(scene.rng.randint(2, 5)):
        _stroke(scene, [(x, y), (x + scene.mm(scene.rng.uniform(-0.6, 0.6)), y + scene.mm(scene.rng.uniform(6, 9)))], 0.5)
        x += scene.mm(3)


def bars(scene: Scene) -> None:
    """A label of which only the bars are there."""
    (x, y), thin, high = _anywhere(scene), scene.mm(0.33), scene.mm(scene.rng.uniform(8, 14))
    for _ in range(scene.rng.randint(30, 60)):
        wide = thin * scene.rng.choice((1, 1, 2))
        scene.light[round(y) : round(y + high), round(x) : round(x + wide)] = 0.05
        x += wide + thin * scene.rng.choice((1, 1, 2))
