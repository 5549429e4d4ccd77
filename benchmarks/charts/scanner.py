"""Clean sheets -> pages as a scanner, a copier or a fax machine delivers them. Boxes follow every turn and stretch."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import cv2
import numpy as np

from benchmarks.charts.marks import creases, hand_notes, holes, stamp
from benchmarks.charts.model import ChartPage, Pixels, Printed, Severity
from benchmarks.charts.sheet import Sheet
from pipeline.model.geometry import Affine, Box


@dataclass
class Scan:
    """A page on its way through the machines. `grey` is uint8 (height, width); `place` maps the sheet's pixels to its own."""

    grey: Pixels
    dpi_x: float
    dpi_y: float
    rng: Random
    noise: np.random.Generator
    place: Affine = field(default_factory=Affine)
    rotation: int = 0
    skew: float = 0.0
    bitonal: bool = False
    done: list[str] = field(default_factory=list)


Step = Callable[[Scan], None]


def lean(scan: Scan, degrees: float) -> None:
    """Turn the paper clockwise about its middle; beyond its edges the scanner's lid shows."""
    height, width = scan.grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    lid = 255 if scan.rng.random() < 0.7 else scan.rng.choice((10, 60))
    scan.grey = np.asarray(cv2.warpAffine(scan.grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=lid), np.uint8)
    scan.place = scan.place.then(Affine(*(float(value) for value in matrix.ravel())))
    scan.skew += degrees
    scan.done.append("skew")


def slight_lean(scan: Scan) -> None:
    """Up to two degrees, as feeders do."""
    lean(scan, scan.rng.uniform(-2.0, 2.0))


def strong_lean(scan: Scan) -> None:
    """Laid on the glass by hand."""
    lean(scan, scan.rng.choice((-1, 1)) * scan.rng.uniform(3.0, 8.0))


def turned(scan: Scan) -> None:
    """Fed sideways or head down."""
    quarter = scan.rng.choice((1, 2, 2, 3))  # quarter turns counter-clockwise of the picture
    height, width = scan.grey.shape
    turns = {1: Affine(0, 1, 0, -1, 0, width), 2: Affine(-1, 0, width, 0, -1, height), 3: Affine(0, -1, height, 1, 0, 0)}
    scan.grey = np.ascontiguousarray(np.rot90(scan.grey, quarter))
    scan.place = scan.place.then(turns[quarter])
    if quarter in (1, 3):
        scan.dpi_x, scan.dpi_y = scan.dpi_y, scan.dpi_x
    scan.rotation = 90 * quarter
    scan.done.append("turned")


def grain(scan: Scan) -> None:
    """The sensor's noise, a little blur."""
    blurred = cv2.GaussianBlur(scan.grey, (0, 0), scan.rng.uniform(0.4, 0.9))
    noisy = blurred + scan.noise.normal(0, scan.rng.uniform(2, 8), scan.grey.shape).astype(np.float32)
    scan.grey = np.clip(noisy, 0, 255).astype(np.uint8)
    scan.done.append("noise")


def paper_tone(scan: Scan) -> None:
    """Old paper is not white, nor old ink black."""
    black, white = scan.rng.uniform(20, 80), scan.rng.uniform(205, 248)
    scan.grey = (black + scan.grey.astype(np.float32) * ((white - black) / 255)).astype(np.uint8)
    scan.done.append("toned")


def faded(scan: Scan) -> None:
    """A ribbon or toner near its end."""
    scan.grey = (255 - (255 - scan.grey.astype(np.float32)) * scan.rng.uniform(0.35, 0.55)).astype(np.uint8)
    scan.done.append("faded")


def uneven_light(scan: Scan) -> None:
    """A shadow across the page, as from a camera or a book's spine."""
    height, width = scan.grey.shape
    angle, dark = scan.rng.uniform(0, 2 * math.pi), scan.rng.uniform(0.4, 0.7)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    along = (math.cos(angle) * (xs / width - 0.5) + math.sin(angle) * (ys / height - 0.5) + 0.7) / 1.4
    light = 1 - (1 - dark) * np.clip(along, 0, 1) ** scan.rng.uniform(1.0, 2.5)
    scan.grey = (scan.grey * light).astype(np.uint8)
    scan.done.append("uneven_light")


def speckle(scan: Scan) -> None:
    """Dust and toner: dark dots on paper, light ones in ink."""
    height, width = scan.grey.shape
    for colour, share in ((0, scan.rng.uniform(1e-5, 6e-5)), (255, 2e-5)):
        many = int(height * width * share)
        ys, xs = scan.noise.integers(0, height, many), scan.noise.integers(0, width, many)
        sizes = scan.noise.integers(1, max(2, round(scan.dpi_x / 90)) + 1, many)
        for x, y, size in zip(xs.tolist(), ys.tolist(), sizes.tolist(), strict=True):
            cv2.rectangle(scan.grey, (x, y), (x + size - 1, y + size - 1), colour, -1)
    scan.done.append("speckle")


def copied(scan: Scan) -> None:
    """A copy of a copy: black edges where the lid stood open, thickened letters."""
    height, width = scan.grey.shape
    for side in scan.rng.sample(("left", "right", "top", "bottom"), scan.rng.randint(1, 3)):
        deep = round(scan.rng.uniform(0.008, 0.03) * width)
        wavy = deep + (scan.noise.normal(0, deep / 8, height if side in ("left", "right") else width)).astype(int)
        _dark_edge(scan.grey, side, np.clip(wavy, 2, None))
    if scan.rng.random() < 0.5:
        scan.grey = np.asarray(cv2.erode(scan.grey, np.ones((2, 2), np.uint8)), np.uint8)
    scan.done.append("copied")


def _dark_edge(grey: Pixels, side: str, depth: np.ndarray) -> None:
    height, width = grey.shape
    if side in ("left", "right"):
        inside = np.arange(width)[None, :] < depth[:, None]
        grey[inside if side == "left" else inside[:, ::-1]] = 12
    else:
        inside = np.arange(height)[:, None] < depth[None, :]
        grey[inside if side == "top" else inside[::-1, :]] = 12


def bleed(scan: Scan) -> None:
    """The back of the sheet shines through."""
    back = cv2.GaussianBlur(scan.grey[:, ::-1], (0, 0), 2.2).astype(np.float32)
    scan.grey = np.clip(scan.grey - (255 - back) * scan.rng.uniform(0.1, 0.2), 0, 255).astype(np.uint8)
    scan.done.append("bleed")


def fax(scan: Scan) -> None:
    """Through a fax machine: 204 by 196 or 98 dots an inch, black and white, with lines lost or torn."""
    fine = scan.rng.random() < 0.75
    dpi_x, dpi_y = 204.0, 196.0 if fine else 98.0
    height, width = scan.grey.shape
    stretch_x, stretch_y = dpi_x / scan.dpi_x, dpi_y / scan.dpi_y
    small = cv2.resize(scan.grey, (round(width * stretch_x), round(height * stretch_y)), interpolation=cv2.INTER_AREA)
    scan.place = scan.place.then(Affine(small.shape[1] / width, 0, 0, 0, small.shape[0] / height, 0))
    ink, paper = (float(value) for value in np.percentile(small, (1, 60)))
    scan.grey = np.where(small > ink + (paper - ink) * scan.rng.uniform(0.5, 0.75), 255, 0).astype(np.uint8)
    for _ in range(scan.rng.randint(0, 4)):
        y = scan.rng.randrange(scan.grey.shape[0] - 3)
        scan.grey[y : y + scan.rng.randint(1, 2)] = scan.rng.choice((255, 255, 0))
    scan.dpi_x, scan.dpi_y, scan.bitonal = dpi_x, dpi_y, True
    scan.done.append("fax")


def black_and_white(scan: Scan) -> None:
    """The scanner's own threshold, adaptive as most are."""
    block = round(scan.dpi_x / 6) | 1
    scan.grey = np.asarray(cv2.adaptiveThreshold(scan.grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, 18), np.uint8)
    scan.bitonal = True
    scan.done.append("bitonal")


def camera_jpeg(scan: Scan) -> None:
    """Stored with too much compression."""
    _, data = cv2.imencode(".jpg", scan.grey, [cv2.IMWRITE_JPEG_QUALITY, scan.rng.randint(25, 45)])
    scan.grey = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
    scan.done.append("jpeg")


def stamped(scan: Scan) -> None:
    """RECEIVED, COPY and the like, across whatever stands there."""
    stamp(scan.grey, scan.rng, scan.dpi_x)
    scan.done.append("stamp")


def punched(scan: Scan) -> None:
    """Holes of the binder."""
    holes(scan.grey, scan.rng, scan.dpi_x)
    scan.done.append("holes")


def folded(scan: Scan) -> None:
    """Creases of a letter."""
    creases(scan.grey, scan.rng, scan.dpi_x)
    scan.done.append("folded")


def annotated(scan: Scan) -> None:
    """A pen's ticks and rings."""
    hand_notes(scan.grey, scan.rng, scan.dpi_x)
    scan.done.append("pen")


# On the paper, before it is scanned; each with its chance on a typical and a harsh chart.
PAPER: tuple[tuple[Step, float, float], ...] = (
    (punched, 0.15, 0.3),
    (stamped, 0.15, 0.35),
    (annotated, 0.1, 0.3),
    (folded, 0.05, 0.25),
    (faded, 0.08, 0.25),
    (bleed, 0.05, 0.25),
    (paper_tone, 0.5, 0.5),
)
# By the scanner, in this order.
SCANNER: tuple[tuple[Step, float, float], ...] = (
    (slight_lean, 0.8, 0.5),
    (strong_lean, 0.0, 0.35),
    (copied, 0.1, 0.35),
    (uneven_light, 0.05, 0.35),
    (grain, 0.8, 0.9),
    (speckle, 0.15, 0.5),
    (camera_jpeg, 0.1, 0.35),
)
FAXED, BITONAL, TURNED = {"typical": 0.12, "harsh": 0.35}, {"typical": 0.4, "harsh": 0.25}, {"typical": 0.03, "harsh": 0.2}


def machine(rng: Random, severity: Severity) -> tuple[Step, ...]:
    """What this document goes through; all its pages the same."""
    if severity == "clean":
        return (black_and_white,) if rng.random() < 0.4 else ()
    steps = [step for step, typical, harsh in (*PAPER, *SCANNER) if rng.random() < (harsh if severity == "harsh" else typical)]
    if strong_lean in steps and slight_lean in steps:
        steps.remove(slight_lean)
    if rng.random() < FAXED[severity]:
        steps.append(fax)
    elif rng.random() < BITONAL[severity]:
        steps.append(black_and_white)
    if rng.random() < TURNED[severity]:
        steps.append(turned)
    return tuple(steps)


def scanned(sheet: Sheet, dpi: int, steps: tuple[Step, ...], seed: str) -> tuple[ChartPage, tuple[str, ...]]:
    """The page as scanned and what was done to it."""
    rng = Random(seed)
    scan = Scan(np.array(sheet.picture), float(dpi), float(dpi), rng, np.random.default_rng(rng.getrandbits(32)))
    for step in steps:
        step(scan)
    boxes = tuple(replace(one, box=_carried(one, scan)) for one in sheet.printed)
    page = ChartPage(scan.grey, scan.dpi_x, scan.dpi_y, "\n".join(sheet.lines), scan.rotation, scan.skew, boxes, scan.bitonal)
    return page, tuple(scan.done)


def _carried(one: Printed, scan: Scan) -> Box:
    height, width = scan.grey.shape
    return scan.place.box(one.box).clipped(width, height)
