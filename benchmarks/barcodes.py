"""python -m benchmarks.barcodes --data ../shared/data      separator sheets read back, pages without barcodes, and what looking costs

Sheets go through the machines of benchmarks.charts (a new seed each): read is a sheet whose payload came back by QR or Data Matrix, whose
Patch code was seen, and misread one that said anything else. On ordinary pages every barcode is a false read.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import get_args

import cv2
import numpy as np
from PIL import Image

from benchmarks.charts import draw_chart
from benchmarks.charts.model import Pixels, Severity
from benchmarks.charts.scanner import Scan, machine
from pipeline.model.separators import Separator, parse_payload, payload
from pipeline.model.types import PageImage
from pipeline.output.separator_sheet import DPI, SheetText, draw_sheet
from pipeline.pages import read_barcodes

_PATCH = {"patient": "patch_t", "batch": "patch_t", "type": "patch_2", "document": "patch_2"}
_RESOLUTIONS = (150, 200, 300)


def main() -> None:
    """Print read rates, false reads and times."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.barcodes", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--sheets", type=int, default=200, help="separator sheets of each severity")
    parser.add_argument("--charts", type=int, default=200, help="drawn chart pages without barcodes")
    given = parser.parse_args()
    for severity in get_args(Severity):
        _read_back(severity, given.sheets)
    _ordinary("funsd", _files(given.data / "funsd" / "images", "*.png"))
    _ordinary("old-books", _files(given.data / "old-books", "*.tiff"))
    _ordinary("drawn charts", _charts(given.charts))


def delivered(separator: Separator, severity: Severity, seed: int, dpi: int) -> tuple[PageImage, list[str]]:
    """A sheet as a machine of this severity delivers it, and what was done to it."""
    rng = Random(seed)
    sheet = np.array(draw_sheet(SheetText(separator, (("Sheet", separator.kind),)), rng.choice(("letter", "a4"))).convert("L"))
    size = round(sheet.shape[1] * dpi / DPI), round(sheet.shape[0] * dpi / DPI)
    grey = sheet if dpi == DPI else np.asarray(cv2.resize(sheet, size, interpolation=cv2.INTER_AREA), np.uint8)
    scan = Scan(grey, float(dpi), float(dpi), rng, np.random.default_rng(seed))
    for step in machine(rng, severity):
        step(scan)
    return PageImage(1, scan.grey, scan.dpi_x, scan.dpi_y), scan.done


def separators(seed: int) -> Separator:
    """One of each kind in turn, about invented people."""
    rng = Random(seed)
    number = "".join(rng.choices("0123456789", k=8))
    if seed % 4 == 0:
        name = f"{rng.choice(_FAMILIES)}, {rng.choice(_GIVEN)}"
        born = f"{rng.randint(1920, 2020)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        return Separator("patient", mrn=number, birth_date=born, name=name, encounter=rng.choice(("", f"V{number[::-1]}")))
    if seed % 4 == 1:
        return Separator("type", type_code=f"{number[:5]}-{number[5]}")
    if seed % 4 == 2:
        return Separator("batch", box=f"B-{number[:4]}", station=rng.choice(("", "north")), batch=number[4:])
    return Separator("document")


_FAMILIES = ("KENNEDY", "NÚÑEZ", "OKONKWO-HALVORSEN", "LI", "O'BRIEN")
_GIVEN = ("RACHEL", "BARTHOLOMEW", "JO", "ZOË")


def _read_back(severity: Severity, count: int) -> None:
    counted: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for seed in range(count):
        separator = separators(seed)
        page, done = delivered(separator, severity, 500_000 + seed, _RESOLUTIONS[seed % 3])
        read = read_barcodes(page)
        texts = {one.text for one in read if parse_payload(one.text) is not None}
        patches = {one.format for one in read if one.format.startswith("patch")}
        counted["payload"] += payload(separator) in texts
        counted["qr"] += any(one.format == "qr_code" for one in read)
        counted["matrix"] += any(one.format == "data_matrix" for one in read)
        counted["patch"] += _PATCH[separator.kind] in patches
        counted["either"] += payload(separator) in texts or _PATCH[separator.kind] in patches
        counted["misread"] += bool(texts - {payload(separator)}) or bool(patches - {_PATCH[separator.kind]})
        counted["other"] += any(one.format not in ("qr_code", "data_matrix", *patches) for one in read)
        if payload(separator) not in texts:
            lost.update(done)
    told = ", ".join(f"{name} {counted[name]}" for name in ("payload", "qr", "matrix", "patch", "either", "misread", "other"))
    print(f"sheets {severity:8} {count}: {told}; what lost ones went through: {dict(lost)}", flush=True)


def _ordinary(name: str, pages: Iterator[PageImage]) -> None:
    times, false = [], Counter[str]()
    for page in pages:
        began = time.perf_counter()
        false.update(one.format for one in read_barcodes(page))
        times.append(1000 * (time.perf_counter() - began))
    if times:
        mean, high, worst = np.mean(times), np.quantile(times, 0.95), np.max(times)
        print(
            f"{name:13} {len(times)} pages: {mean:.1f} ms mean, 95 of 100 {high:.1f}, worst {worst:.1f}; false reads {dict(false)}",
            flush=True,
        )


def _files(folder: Path, pattern: str) -> Iterator[PageImage]:
    for path in sorted(folder.glob(pattern)):
        pixels: Pixels = np.array(Image.open(path).convert("L"))
        yield PageImage(1, pixels, None, None)


def _charts(count: int) -> Iterator[PageImage]:
    drawn = 0
    for seed in range(600_000, 600_000 + count):
        severity = get_args(Severity)[seed % len(get_args(Severity))]
        for page in draw_chart(seed, severity=severity, layouts="all").pages:
            if drawn == count:
                return
            drawn += 1
            yield PageImage(1, page.pixels, page.dpi_x, page.dpi_y)


if __name__ == "__main__":
    main()
