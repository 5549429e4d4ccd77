"""Charts as files, in the formats that scanners write, and the record each should end in."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from benchmarks.charts.model import Chart, ChartPage
from pipeline.model.types import Patient

Format = Literal["pdf", "tiff_g4", "tiff_lzw", "tiff_jpeg", "jpeg", "png"]
SUFFIX: dict[Format, str] = {"pdf": ".pdf", "tiff_g4": ".tif", "tiff_lzw": ".tiff", "tiff_jpeg": ".tif", "jpeg": ".jpg", "png": ".png"}
QUALITY = 60  # of JPEG; office scanners sit between 50 and 75
LOINC = "http://loinc.org"


def fitting_formats(chart: Chart) -> tuple[Format, ...]:
    """What a scanner would write this chart as; JPEG and PNG hold one page."""
    if chart.pages[0].bitonal:
        return ("tiff_g4", "pdf") if len(chart.pages) > 1 else ("tiff_g4", "pdf", "png")
    if chart.severity == "clean":
        return ("tiff_lzw", "pdf")
    return ("pdf", "tiff_jpeg") if len(chart.pages) > 1 else ("pdf", "jpeg", "tiff_jpeg")


def write_chart(chart: Chart, stem: Path, kind: Format) -> Path:
    """Write the chart beside `stem` with the format's suffix; the path written. ValueError: several pages in a format that holds one."""
    path = stem.with_name(stem.name + SUFFIX[kind])
    pictures = [_picture(page, kind) for page in chart.pages]
    dpi = (round(chart.pages[0].dpi_x), round(chart.pages[0].dpi_y))
    if kind in ("jpeg", "png") and len(pictures) > 1:
        raise ValueError(f"{kind} holds one page, the chart has {len(pictures)}")
    options: dict[str, Any] = {"dpi": dpi, **_options(kind)}
    if pictures[0].mode != "1" and kind in ("pdf", "tiff_jpeg", "jpeg"):
        options["quality"] = QUALITY
    if len(pictures) > 1:
        options |= {"save_all": True, "append_images": pictures[1:]}
    pictures[0].save(path, **options)
    return path


def _options(kind: Format) -> dict[str, Any]:
    if kind == "pdf":
        written = time.struct_time((2020, 1, 1, 0, 0, 0, 2, 1, 0))  # fixed, so that the same seed gives the same file
        return {"creationDate": written, "modDate": written, "title": ""}
    compression = {"tiff_g4": "group4", "tiff_lzw": "tiff_lzw", "tiff_jpeg": "jpeg"}
    return {"compression": compression[kind]} if kind in compression else {}


def _picture(page: ChartPage, kind: Format) -> Image.Image:
    picture = Image.fromarray(page.pixels)
    return picture.convert("1", dither=Image.Dither.NONE) if page.bitonal or kind == "tiff_g4" else picture


def expected_record(chart: Chart, path: str, known: dict[str, Patient]) -> dict[str, Any]:
    """What a perfect reader would record, as ../shared/record.md shapes it; `known`: the patient index by MRN.

    Filed where the MRN and one of name and birth date are printed and agree with the index; otherwise for review.
    """
    kinds = {one.kind for one in chart.identifiers}
    patient = known.get(chart.patient.mrn) if chart.patient else None
    agrees = patient is not None and patient == chart.patient
    fileable = agrees and chart.type_code is not None and "mrn" in kinds and bool(kinds & {"name", "birth_date"})
    return {
        "source": {"path": path, "pages": list(range(1, len(chart.pages) + 1))},
        "document_type": {"system": LOINC, "code": chart.type_code},
        "patient": _patient(chart.patient) if chart.patient else None,
        "encounter": {"number": chart.encounter or chart.account} if chart.encounter or chart.account else None,
        "service_date": chart.service_date,
        "status": "filed" if fileable else "review",
        "identifiers": [
            {
                "kind": one.kind,
                "raw": one.raw,
                "value": one.value,
                "page": one.page,
                "box": [one.box.x0, one.box.y0, one.box.x1, one.box.y1],
            }
            for one in chart.identifiers
        ],
        "pages": [_page(number, page) for number, page in enumerate(chart.pages, 1)],
        "drawn": {
            "seed": chart.seed,
            "layout": chart.layout,
            "font": chart.font,
            "severity": chart.severity,
            "done": list(chart.degradations),
        },
    }


def _patient(patient: Patient) -> dict[str, Any]:
    name = patient.name
    return {
        "mpi_id": patient.mpi_id,
        "mrn": patient.mrn,
        "name": {"family": name.family, "given": name.given, "middle": name.middle, "suffix": name.suffix},
        "birth_date": patient.birth_date,
        "sex": patient.sex,
    }


def _page(number: int, page: ChartPage) -> dict[str, Any]:
    height, width = page.pixels.shape[:2]
    return {
        "source_page": number,
        "text": page.text,
        "rotation": page.rotation,
        "skew": round(page.skew, 2),
        "width": width,
        "height": height,
    }
