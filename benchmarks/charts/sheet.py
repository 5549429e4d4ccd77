"""A sheet of paper being printed: marked text goes on, and where each identifier stands is kept."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from PIL import Image, ImageDraw, ImageFont

from benchmarks.charts.markup import pieces, plain, tokens
from benchmarks.charts.model import Printed
from pipeline.model.geometry import Box

WHITE, BLACK = 255, 0


@dataclass
class Sheet:
    """One page at the scan's resolution. `picture` is grey; `lines` are its words in the order they were printed."""

    number: int
    picture: Image.Image
    lines: list[str] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)

    @staticmethod
    def blank(number: int, width: int, height: int) -> Sheet:
        """White paper of this size in pixels."""
        return Sheet(number, Image.new("L", (width, height), WHITE))

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """What draws on it."""
        return ImageDraw.Draw(self.picture)

    def put(self, x: float, y: float, text: str, face: ImageFont.FreeTypeFont, place: str, ink: int = BLACK) -> float:
        """Print marked text with its line's top left at (x, y); the x where it ends."""
        base, pen = y + face.getmetrics()[0], self.pen
        for piece in pieces(text):
            pen.text((x, base), piece.text, fill=ink, font=face, anchor="ls")
            if piece.kind:
                left, top, right, bottom = face.getbbox(piece.text, anchor="ls")
                box = _box(x + left, base + top, x + right, base + bottom)
                self.printed.append(Printed(piece.kind, piece.text, piece.value, self.number, box, place))  # type: ignore[arg-type]  # marks name kinds of the model
            x += face.getlength(piece.text)
        return x

    def note(self, *texts: str) -> None:
        """These words stand on the sheet in one line."""
        line = "   ".join(plain(text).strip() for text in texts if plain(text).strip())
        if line:
            self.lines.append(line)

    def paste(self, other: Sheet, x: float, y: float, angle: float) -> None:
        """Glue another sheet on, its upper left corner at (x, y), turned clockwise by `angle` degrees about its middle."""
        turned = other.picture.rotate(-angle, Image.Resampling.BICUBIC, expand=True, fillcolor=WHITE)
        covers = Image.new("L", other.picture.size, 255).rotate(-angle, expand=True, fillcolor=0)
        dx, dy = (turned.width - other.picture.width) / 2, (turned.height - other.picture.height) / 2
        self.picture.paste(turned, (round(x - dx), round(y - dy)), covers)
        middle = (other.picture.width / 2, other.picture.height / 2)
        for one in other.printed:
            corners = [_turned(point, middle, angle) for point in _corners(one.box)]
            box = _box_around((cx + x, cy + y) for cx, cy in corners)
            self.printed.append(replace(one, page=self.number, box=box))
        self.lines += other.lines


def width_of(text: str, face: ImageFont.FreeTypeFont) -> float:
    """Pixels that the marked text takes."""
    return face.getlength(plain(text))


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: float, first: float = 0.0) -> list[str]:
    """Lines no wider than `width` pixels, the first shorter by `first`; an identifier is never cut, a word only if it must."""
    lines: list[str] = []
    line, room = "", width - first
    for token in tokens(text):
        wider = f"{line} {token}" if line else token
        if line and width_of(wider, face) > room:
            lines.append(line)
            line, room = token, width
        else:
            line = wider
    return [*lines, line] if line or not lines else lines


def _box(x0: float, y0: float, x1: float, y1: float) -> Box:
    return Box(math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1))


def _box_around(points: Iterable[tuple[float, float]]) -> Box:
    listed = list(points)
    xs, ys = [x for x, _ in listed], [y for _, y in listed]
    return _box(min(xs), min(ys), max(xs), max(ys))


def _corners(box: Box) -> tuple[tuple[int, int], ...]:
    return (box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)


def _turned(point: tuple[float, float], about: tuple[float, float], degrees: float) -> tuple[float, float]:
    """Clockwise as seen, y downwards."""
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = point[0] - about[0], point[1] - about[1]
    return about[0] + cos * x - sin * y, about[1] + sin * x + cos * y
