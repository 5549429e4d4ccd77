"""python -m benchmarks.lean --data ../shared/data      how exactly the lean of a page is found

Pages of the deskew set have no written truth: each is turned by known angles, and what its lean changes by is compared with the turn.
Drawn charts are straight before they are turned, so there the lean itself is compared. Degrees, clockwise.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.charts import draw_chart
from benchmarks.charts.model import Pixels
from pipeline.cleanup import Cleaner, CleanupSettings
from pipeline.model.types import PageImage, Rotation

_TURNS = (-6.0, -3.3, -1.0, -0.4, 0.7, 2.1, 4.5, 7.0)
_MOST = 15.0


def main() -> None:
    """Print the errors of both kinds of pages."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lean", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--pages", type=int, default=40, help="drawn charts of each severity")
    given = parser.parse_args()
    cleaner = Cleaner(CleanupSettings(least_skew=0.0))
    _told("deskew set, turned", list(_scanned(cleaner, given.data)))
    for severity in ("clean", "typical"):
        _told(f"drawn {severity}", list(_drawn(cleaner, severity, given.pages)))


def _scanned(cleaner: Cleaner, data: Path) -> Iterator[float]:
    for path in sorted((data / "deskew").glob("*.png")):
        page = np.asarray(Image.open(path).convert("L"))
        own, turn = _lean(cleaner, page)
        print(f"  {path.name}: {own:.2f} degrees, turned {turn}")
        for angle in _TURNS:
            if abs(own + angle) <= _MOST:
                yield _lean(cleaner, _leaning(page, angle), turn)[0] - own - angle


def _drawn(cleaner: Cleaner, severity: str, pages: int) -> Iterator[float]:
    for seed in range(70_000, 70_000 + pages):
        page = draw_chart(seed, severity="clean", layouts="all").pages[0].pixels
        angle = float(np.random.default_rng(seed).uniform(-_MOST, _MOST))
        turned = _leaning(page, angle)
        if severity == "typical":
            noise = np.random.default_rng(seed).normal(0, 25, turned.shape)
            turned = np.clip(cv2.GaussianBlur(turned, (0, 0), 1.0) + noise, 0, 255).astype(np.uint8)
        yield _lean(cleaner, turned, 0)[0] - angle


def _lean(cleaner: Cleaner, page: Pixels, turn: Rotation | None = None) -> tuple[float, Rotation]:
    clean = cleaner.clean(PageImage(1, page, 200, 200), turn)
    return clean.skew, clean.rotation


def _leaning(page: Pixels, degrees: float) -> Pixels:
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255), np.uint8)


def _told(name: str, errors: list[float]) -> None:
    sizes = np.abs(errors)
    within = np.mean(sizes <= 0.2)
    print(
        f"{name:20} {len(errors)} pages: within 0.2 degrees {within:.1%}, 99 of 100 {np.quantile(sizes, 0.99):.2f}, worst {sizes.max():.2f}"
    )


if __name__ == "__main__":
    main()
