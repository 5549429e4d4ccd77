"""A sheet of paper under the scanner: what it is drawn on, and what the machine makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from benchmarks.charts.model import Pixels

_LUMINANCE = np.array((0.299, 0.587, 0.114), np.float32)  # ITU-R BT.601
DPIS = (90, 100, 150, 200, 240, 300, 300)


@dataclass
class Scene:
    """`light` is float32 (height, width): the share of light that the sheet throws back, 1 being white. Drawn on in place.

    `front`: what stands on the sheet's other side, as it is seen there, where it shines through. `bare`: the sheet before it was
    written on, where there are marks on it too. `hue`: the share of red, green and blue of that light, where something has a colour.
    """

    light: npt.NDArray[np.float32]
    dpi: int
    rng: Random
    noise: np.random.Generator
    front: npt.NDArray[np.float32] | None = None
    bare: npt.NDArray[np.float32] | None = None
    hue: npt.NDArray[np.float32] | None = None

    @staticmethod
    def empty(seed: str) -> Scene:
        """A white letter or A4 sheet."""
        rng = Random(seed)
        dpi = rng.choice(DPIS)
        wide, high = rng.choice(((8.5, 11.0), (8.27, 11.69)))
        light = np.ones((round(high * dpi), round(wide * dpi)), np.float32)
        return Scene(light, dpi, rng, np.random.default_rng(rng.getrandbits(32)))

    def mm(self, length: float) -> float:
        """Millimetres in pixels."""
        return length * self.dpi / 25.4

    def darken(self, marks: npt.NDArray[np.float32]) -> None:
        """Multiply: ink on what is there already."""
        self.light *= marks

    def coloured(self) -> npt.NDArray[np.float32]:
        """The sheet's hues, float32 (height, width, 3), to be drawn on in place."""
        if self.hue is None:
            self.hue = np.ones((*self.light.shape, 3), np.float32)
        return self.hue


def scanned(scene: Scene, bitonal: str | None) -> Pixels:
    """As the scanner stores it: paper's tone, a lean, the sensor's blur and noise, JPEG or a threshold ("fixed", "adaptive", "dithered").

    (height, width) grey, or (height, width, 3) RGB where the paper is coloured.
    """
    rng, light, hue = scene.rng, scene.light, scene.hue
    white, black = rng.uniform(225, 255), rng.uniform(0, 50)
    if rng.random() < 0.6:
        degrees, lid = rng.uniform(-2.0, 2.0), 1.0 if rng.random() < 0.8 else 0.15
        light = _leaning(light, degrees, lid)
        hue = None if hue is None else _leaning(hue, degrees, 1.0)
    if hue is not None and (bitonal or rng.random() < 0.4):  # a scanner that knows no colours
        light, hue = light * (hue @ _LUMINANCE), None
    blurred = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.4, 0.8))
    noisy = black + blurred * (white - black) + scene.noise.normal(0, rng.uniform(1, 6), light.shape).astype(np.float32)
    grey = np.clip(noisy, 0, 255).astype(np.uint8)
    if bitonal == "fixed":
        return np.where(grey > rng.uniform(0.5, 0.62) * float(np.median(grey)), 255, 0).astype(np.uint8)
    if bitonal == "dithered":
        return np.asarray(Image.fromarray(grey).convert("1").convert("L"), np.uint8)
    if bitonal == "adaptive":
        block = round(scene.dpi / 6) | 1
        return np.asarray(cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, 18), np.uint8)
    if rng.random() < 0.4:
        _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(35, 80)])
        grey = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
    if hue is not None:
        return np.asarray(np.clip(grey[..., None] * hue, 0, 255), np.uint8)
    return _coloured(grey, rng) if rng.random() < 0.2 else grey


def _leaning(light: npt.NDArray[np.float32], degrees: float, lid: float) -> npt.NDArray[np.float32]:
    height, width = light.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(light, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(lid, lid, lid)), np.float32)


def _coloured(grey: Pixels, rng: Random) -> Pixels:
    """Pink, yellow, blue and green sheets, as forms and carbon copies have them."""
    tint = np.array(rng.choice(((1.0, 0.8, 0.82), (1.0, 0.95, 0.6), (0.7, 0.85, 1.0), (0.75, 0.95, 0.75))), np.float32)
    return (grey[..., None] * tint).astype(np.uint8)
