"""A confusion matrix as a picture: what pages are, and what they were taken for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_CELL, _MARGIN, _SIZE = 44, 130, 15  # pixels of a cell, of the labels, of letters
_INK, _RIGHT, _WRONG = (20, 20, 20), (35, 120, 70), (190, 60, 50)


def draw_confusion(counts: Sequence[tuple[str, str, int]], out: Path) -> None:
    """PNG; rows are what pages are, columns what they were taken for, (meant, answered, count) may repeat and are added up."""
    names = sorted({name for meant, answered, _ in counts for name in (meant, answered)})
    total: dict[tuple[str, str], int] = {}
    for meant, answered, count in counts:
        total[meant, answered] = total.get((meant, answered), 0) + count
    rows = {name: sum(count for (meant, _), count in total.items() if meant == name) for name in names}
    side = _MARGIN + _CELL * len(names) + 20
    picture = Image.new("RGB", (side, side), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(_SIZE)
    draw.text((8, 8), "is (rows)\ntaken for (columns)", fill=_INK, font=font)
    for at, name in enumerate(names):
        place = _MARGIN + _CELL * at + _CELL // 2
        draw.text((_MARGIN - 8, place), name, fill=_INK, font=font, anchor="rm")
        label = Image.new("RGB", (_MARGIN - 8, _SIZE + 6), "white")
        ImageDraw.Draw(label).text((0, 2), name, fill=_INK, font=font)
        picture.paste(label.rotate(90, expand=True), (place - _SIZE // 2 - 2, 0))
    for (meant, answered), count in total.items():
        left, top = _MARGIN + _CELL * names.index(answered), _MARGIN + _CELL * names.index(meant)
        colour = _shade(_RIGHT if meant == answered else _WRONG, count / max(1, rows[meant]))
        draw.rectangle((left, top, left + _CELL - 2, top + _CELL - 2), fill=colour)
        draw.text((left + _CELL // 2, top + _CELL // 2), str(count), fill=_INK, font=font, anchor="mm")
    picture.save(out)


def _shade(colour: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    """From nearly white to the colour's own half."""
    weight = 0.12 + 0.5 * share
    red, green, blue = (round(255 - weight * (255 - part)) for part in colour)
    return red, green, blue
