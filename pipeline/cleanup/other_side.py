"""What stands on the other side of a sheet, taken off the side through which it shines.

The other side's picture is laid over this one in the mirror where both agree best, as Tan et al. (IEEE PAMI 24, 2002) and Dubois and
Pathak (IS&T PICS 2001) do; what it explains becomes paper. Print of a page's own is darker than anything that shines through paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.grey import grey
from pipeline.cleanup.sketch import paper_of, reduced

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

Floats = npt.NDArray[np.float32]

_BLACK_AND_WHITE = 0.98  # share of pixels at both ends of the scale: there own print and the other side's can't be told apart
_LEANS = np.arange(-4.0, 4.01, 0.5)  # degrees that one side may lie otherwise than the other
_MOST_SHIFT = 0.12  # of the page's longer side
_ALIKE, _SURELY_ALIKE = 0.3, 0.5  # correlation from which both sides may hold the same, and do, once the one lies on the other to the pixel
_DARKEST = 0.42  # share of the light that print on the other side takes away at most
_NOISE = 0.07  # share of the light that paper and scanner vary by
_BLUR = 11  # pixels of the sketch, 1.7 mm: as wide does paper spread a stroke
_FRONT = 0.3  # share of the light that print on the other side takes away there


def without_other_side(page: Pixels, other: Pixels) -> Pixels | None:
    """The page, grey, with paper where the other side shines through; None where nothing of `other` does, or it can't be told."""
    page, other = grey(page), grey(other)
    if not 0.9 < (page.shape[0] * other.shape[1]) / (page.shape[1] * other.shape[0]) < 1.1 or is_black_and_white(page):
        return None
    small = reduced(page)
    paper = paper_of(small)
    seen, front = _darkness(small, paper), _front(other, small.shape)
    own = cv2.dilate((seen > _DARKEST).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    placed = _placed(np.where(own, 0, seen).astype(np.float32), front)
    if placed is None:
        return None
    explained = _explained(seen, placed)
    size = (page.shape[1], page.shape[0])
    mask = cv2.resize(explained.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    return np.where(mask, cv2.resize(paper, size, interpolation=cv2.INTER_LINEAR), page).astype(np.uint8)


def is_black_and_white(page: Pixels) -> bool:
    """Whether hardly any pixel of a grey page is grey."""
    part = page[::7, ::7]
    return bool(((part < 3) | (part > 252)).mean() > _BLACK_AND_WHITE)


def _darkness(small: Pixels, paper: Pixels) -> Floats:
    """The share of the paper's light that is missing, 0 to 1."""
    return np.clip(1 - small / np.maximum(paper, 1).astype(np.float32), 0, 1).astype(np.float32)


def _front(other: Pixels, shape: tuple[int, ...]) -> Floats:
    small = reduced(other)
    dark = _darkness(small, paper_of(small))
    return np.asarray(cv2.resize(dark, (shape[1], shape[0]), interpolation=cv2.INTER_AREA), np.float32)


def _placed(seen: Floats, front: Floats) -> Floats | None:
    """The front as it lies behind the page; None where the two have nothing in common."""
    coarse, best, place = _half(_half(seen)), _ALIKE, None
    pattern = _print_of(coarse)
    for flip in (1, 0):
        turned_over = np.asarray(cv2.flip(front, flip), np.float32)
        for lean in _LEANS:
            alike, across, down = _shift(pattern, _print_of(_leant(_half(_half(turned_over)), lean)))
            if alike > best:
                best, place = alike, (turned_over, lean, 4 * across, 4 * down)
    if place is None:
        return None
    placed = _fitted(seen, *place)
    return placed if _alike(_print_of(_half(seen)), _print_of(_half(placed))) > _SURELY_ALIKE else None


def _half(picture: Floats) -> Floats:
    """Half as large."""
    return np.asarray(cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.float32)


def _print_of(picture: Floats) -> Floats:
    """What is darker than its surroundings, its mean nought: shadows, tone and dark edges say nothing."""
    print_ = picture - cv2.blur(picture, (21, 21))
    rim = max(4, round(0.03 * max(picture.shape)))
    print_[:rim] = print_[-rim:] = 0
    print_[:, :rim] = print_[:, -rim:] = 0
    return np.asarray(cv2.GaussianBlur(print_, (0, 0), 1.0), np.float32)


def _leant(picture: Floats, degrees: float, across: float = 0.0, down: float = 0.0) -> Floats:
    high, wide = picture.shape
    turn = _turn(picture, degrees, across, down)
    return np.asarray(cv2.warpAffine(picture, turn, (wide, high), flags=cv2.INTER_LINEAR), np.float32)


def _turn(picture: Floats, degrees: float, across: float, down: float) -> npt.NDArray[np.float64]:
    high, wide = picture.shape
    turn = np.asarray(cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0), np.float64)
    turn[:, 2] += np.array([across, down])
    return turn


def _shift(pattern: Floats, other: Floats) -> tuple[float, int, int]:
    """The largest correlation of the two over all shifts of `other`, and that shift."""
    high, wide = (cv2.getOptimalDFTSize(2 * side) for side in pattern.shape)
    one, two = (cv2.dft(cv2.copyMakeBorder(p, 0, high - p.shape[0], 0, wide - p.shape[1], cv2.BORDER_CONSTANT)) for p in (pattern, other))
    together = cv2.idft(cv2.mulSpectrums(one, two, 0, conjB=True), flags=cv2.DFT_SCALE)
    most = round(_MOST_SHIFT * max(pattern.shape))
    near = np.roll(together, (most, most), (0, 1))[: 2 * most + 1, : 2 * most + 1]
    _, peak, _, (x, y) = cv2.minMaxLoc(np.ascontiguousarray(near))
    length = float(np.linalg.norm(pattern) * np.linalg.norm(other))
    return (peak / length if length else 0.0), x - most, y - most


def _alike(one: Floats, other: Floats) -> float:
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float((one * other).sum()) / length if length else 0.0


def _fitted(seen: Floats, front: Floats, lean: float, across: float, down: float) -> Floats:
    """The front laid behind the page to the pixel, by the enhanced correlation of Evangelidis and Psarakis (IEEE PAMI 30, 2008)."""
    high, wide = front.shape
    matrix: Any = cv2.invertAffineTransform(_turn(front, lean, across, down)).astype(np.float32)
    ends = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 1e-4)
    halves = matrix.copy()
    halves[:, 2] /= 2
    try:
        _, halves = cv2.findTransformECC(_half(seen), _half(front), halves, cv2.MOTION_AFFINE, ends)
        matrix = halves.copy()
        matrix[:, 2] *= 2
    except cv2.error:
        pass  # it found no better place
    return np.asarray(cv2.warpAffine(front, matrix, (wide, high), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP), np.float32)


def _explained(seen: Floats, front: Floats) -> npt.NDArray[np.bool_]:
    """Where the page is no darker than print on the other side makes it."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_BLUR, _BLUR))
    near = np.asarray(cv2.dilate(front, kernel), np.float32)
    strongest = near > 0.5
    share = min(_DARKEST, float(np.quantile(seen[strongest], 0.98)) + _NOISE) if strongest.any() else 0.0
    return np.asarray((near > _FRONT) & (seen <= share * np.minimum(1.0, 1.3 * near)), np.bool_)
