"""The typefaces charts are set in: those of Debian's fonts-dejavu-core and fonts-liberation.

HELD_OUT (fonts-crosextra-carlito, fonts-crosextra-caladea: drawn like Word's Calibri and Cambria) are never used for tuning or training.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path("/usr/share/fonts/truetype")
# name: (regular, bold, points of ordinary text)
FAMILIES: dict[str, tuple[str, str, float]] = {
    "sans": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf", 9.5),
    "serif": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf", 10.5),
    "mono": ("liberation/LiberationMono-Regular.ttf", "liberation/LiberationMono-Bold.ttf", 9.5),
    "narrow": ("liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationSansNarrow-Bold.ttf", 10.5),
    "dejavu": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf", 8.8),
    "dejavu_serif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf", 9.0),
    "dejavu_mono": ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf", 8.6),
}
HELD_OUT: dict[str, tuple[str, str, float]] = {
    "carlito": ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf", 10.5),
    "caladea": ("crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf", 10.0),
}
TYPED = ("mono", "dejavu_mono")


@dataclass(frozen=True, slots=True)
class Style:
    """How one document is set: family, points of ordinary text, dots an inch, distance of lines in ems."""

    family: str
    points: float
    dpi: int
    leading: float

    def face(self, size: float = 1.0, bold: bool = False) -> ImageFont.FreeTypeFont:
        """The face at `size` times ordinary text."""
        return self.face_of(self.points * size, bold)

    def face_of(self, points: float, bold: bool = False) -> ImageFont.FreeTypeFont:
        """The face in so many points."""
        return _face({**FAMILIES, **HELD_OUT}[self.family][1 if bold else 0], max(5.0, round(points * self.dpi / 72, 1)))

    def px(self, points: float) -> float:
        """Points in pixels."""
        return points * self.dpi / 72

    def line(self, size: float = 1.0) -> float:
        """Pixels from one line of text to the next."""
        return self.px(self.points * size * self.leading)


@cache
def _face(name: str, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, pixels, layout_engine=ImageFont.Layout.BASIC)
