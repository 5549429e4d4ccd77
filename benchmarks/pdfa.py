"""python -m benchmarks.pdfa      whether searchable PDFs are what they claim: veraPDF judges PDF/A-2b, over every kind of file that is read

veraPDF is fetched once by Maven's own client into --tools and is no part of the program. Documents that hold more than pictures claim
nothing; they are judged too, and told apart.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

import numpy as np
import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from benchmarks.charts import draw_chart
from benchmarks.charts.model import Chart
from benchmarks.reading.sets import DRAWN_FROM
from pipeline.assembly import page_reader
from pipeline.model.types import PageImage, PageText
from pipeline.output import SourcePage, write_pdf
from pipeline.pages import PagesSettings, open_scan
from pipeline.settings import Settings

ARTIFACT = "org.verapdf.apps:greenfield-apps:1.28.2"
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
_EXIF_ORIENTATION = 274
Reader = Callable[[Any], PageText]


@dataclass
class Tally:
    """Of one kind of file: how many, how many claim and are PDF/A-2b, sizes beside the scans', and the rules that were broken."""

    files: int = 0
    claimed: int = 0
    valid: int = 0
    ratios: list[float] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Print each kind of file with what veraPDF says of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pdfa", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--each", type=int, default=3, help="files of each kind")
    parser.add_argument("--tools", type=Path, default=Path(tempfile.gettempdir()) / "verapdf", help="where veraPDF is put")
    given = parser.parse_args()
    jar, read = _verapdf(given.tools), page_reader(Settings())
    print(f"seeds from {DRAWN_FROM['report']}, {given.each} files of each kind", flush=True)
    for kind, write in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            tally = Tally()
            for seed in range(DRAWN_FROM["report"], DRAWN_FROM["report"] + given.each):
                source = write(seed, Path(folder) / f"{seed}-scan")
                out = Path(folder) / f"{seed}.out.pdf"
                _searchable(source, out, read)
                tally.files += 1
                tally.claimed += _claims(out)
                tally.ratios.append(out.stat().st_size / source.stat().st_size)
            _judge(jar, Path(folder), tally)
            print(_told(kind, tally), flush=True)


def _verapdf(tools: Path) -> Path:
    name = "{1}-{2}.jar".format(*ARTIFACT.split(":"))
    if not (tools / name).exists():
        tools.mkdir(parents=True, exist_ok=True)
        options = [f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={tools.absolute()}"]
        subprocess.run(["mvn", "-q", "dependency:copy", *options], check=True, cwd=tools)
    return tools / name


def _searchable(source: Path, out: Path, read: Reader) -> None:
    with open_scan(source, PagesSettings()) as scan:
        pages = []
        for number in range(1, scan.page_count + 1):
            page = scan.page(number)
            dpi = (page.dpi_x, page.dpi_y) if isinstance(page, PageImage) else (None, None)
            pages.append(SourcePage(number, read(page), scan.encoded(number), dpi))
    write_pdf(out, source, pages, "Document 1-0001", "2026-01-01T00:00:00Z")


def _claims(out: Path) -> bool:
    with pikepdf.open(out) as pdf, pdf.open_metadata() as metadata:
        return metadata.pdfa_status == "2B"


def _judge(jar: Path, folder: Path, tally: Tally) -> None:
    command = ["java", "-cp", str(jar), _MAIN, "--flavour", "2b", "--format", "xml", *map(str, sorted(folder.glob("*.out.pdf")))]
    answer = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    for job in ET.fromstring(answer).iter("job"):  # veraPDF's own report
        report = job.find("validationReport")
        tally.valid += report is not None and report.get("isCompliant") == "true"
        tally.broken.update(f"{rule.get('clause')}-{rule.get('testNumber')}" for rule in job.iter("rule") if rule.get("status") == "failed")
        if report is None:
            tally.broken["could not be judged"] += 1


def _told(kind: str, tally: Tally) -> str:
    broken = ", ".join(f"{rule} ({count})" for rule, count in sorted(tally.broken.items()))
    return f"{kind:34} {tally.files} files, {tally.claimed} claim PDF/A-2b, {tally.valid} are; size x {max(tally.ratios):.2f} at most" + (
        f"; rules broken: {broken}" if broken else ""
    )


def _chart(seed: int, severity: str = "typical", most: int = 3) -> list[Image.Image]:
    chart: Chart = draw_chart(seed, severity=severity, layouts="all")  # type: ignore[arg-type]  # one of the severities
    return [Image.fromarray(page.pixels) for page in chart.pages[:most]]


def _saved(suffix: str, mode: str | None, severity: str = "typical", **options: Any) -> Callable[[int, Path], Path]:
    """One page of a chart as a picture file."""

    def write(seed: int, stem: Path) -> Path:
        path = stem.with_suffix(suffix)
        picture = _chart(seed, severity)[0]
        (_tinted(picture) if mode == "RGB" else picture.convert(mode or picture.mode)).save(path, dpi=(300, 300), **options)
        return path

    return write


def _tinted(picture: Image.Image) -> Image.Image:
    light = np.asarray(picture.convert("L"), np.float32)[..., None]
    return Image.fromarray((light * np.array((1.0, 0.95, 0.7), np.float32)).astype(np.uint8))


def _pages(suffix: str, mode: str, **options: Any) -> Callable[[int, Path], Path]:
    """Three pages of charts in one file."""

    def write(seed: int, stem: Path) -> Path:
        path = stem.with_suffix(suffix)
        first, *more = [picture.convert(mode) for picture in (*_chart(seed), *_chart(seed + 500), *_chart(seed + 900))][:3]
        dpi: dict[str, Any] = {"resolution": 300} if suffix == ".pdf" else {"dpi": (300, 300)}
        first.save(path, save_all=True, append_images=more, **dpi, **options)
        return path

    return write


def _turned(seed: int, stem: Path) -> Path:
    path = stem.with_suffix(".png")
    _chart(seed)[0].convert("L").rotate(90 * (1 + seed % 3), expand=True, fillcolor=255).save(path, dpi=(300, 300))
    return path


def _camera(seed: int, stem: Path) -> Path:
    path, exif = stem.with_suffix(".jpg"), Image.Exif()
    exif[_EXIF_ORIENTATION] = 6
    _chart(seed)[0].convert("L").rotate(90, expand=True).save(path, exif=exif, dpi=(300, 300), quality=80)
    return path


def _transparent(seed: int, stem: Path) -> Path:
    path, picture = stem.with_suffix(".png"), _chart(seed)[0].convert("L")
    picture.putalpha(picture.point(lambda grey: 255 * (grey < 250)))
    picture.save(path, dpi=(300, 300))
    return path


def _deep(seed: int, stem: Path) -> Path:
    path = stem.with_suffix(".png")
    Image.fromarray(np.asarray(_chart(seed)[0].convert("L"), np.uint16) * 257).save(path, dpi=(300, 300))
    return path


def _pdf_turned(seed: int, stem: Path) -> Path:
    path = _pages(".pdf", "L", quality=60)(seed, stem)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for number, page in enumerate(pdf.pages):
            page.rotate(90 * number, relative=False)
        pdf.save(path)
    return path


def _born_digital(seed: int, stem: Path) -> Path:
    path = stem.with_suffix(".pdf")
    canvas = Canvas(str(path), invariant=1)
    text = canvas.beginText(54, 740)
    text.setFont("Helvetica", 9)
    text.textLines(draw_chart(seed, severity="clean", layouts="all").pages[0].text)
    canvas.drawText(text)
    canvas.save()
    return path


KINDS: dict[str, Callable[[int, Path], Path]] = {
    "JPEG, grey": _saved(".jpg", "L", quality=60),
    "JPEG, colour": _saved(".jpg", "RGB", quality=60),
    "JPEG, progressive": _saved(".jpg", "L", quality=60, progressive=True),
    "JPEG, CMYK": _saved(".jpg", "CMYK", quality=60),
    "JPEG, turned by a camera's note": _camera,
    "PNG, grey": _saved(".png", "L"),
    "PNG, colour": _saved(".png", "RGB"),
    "PNG, palette": _saved(".png", "P"),
    "PNG, black and white": _saved(".png", "1", "clean"),
    "PNG, transparent": _transparent,
    "PNG, 16 bits": _deep,
    "PNG, lying on its side": _turned,
    "TIFF, group 4": _saved(".tif", "1", "clean", compression="group4"),
    "TIFF, group 3": _saved(".tif", "1", "clean", compression="group3"),
    "TIFF, group 4, three pages": _pages(".tif", "1", compression="group4"),
    "TIFF, LZW, three pages": _pages(".tif", "L", compression="tiff_lzw"),
    "TIFF, JPEG, three pages": _pages(".tif", "L", compression="jpeg"),
    "TIFF, JPEG, colour": _saved(".tif", "RGB", compression="jpeg"),
    "PDF of scans, grey": _pages(".pdf", "L", quality=60),
    "PDF of scans, black and white": _pages(".pdf", "1"),
    "PDF of scans, pages turned": _pdf_turned,
    "PDF, born digital": _born_digital,
}


if __name__ == "__main__":
    main()
