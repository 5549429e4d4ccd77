"""An archive of born-digital charts: every page has its own text, so that reading costs little and all other stages run as they do."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reportlab.pdfgen.canvas import Canvas

from benchmarks.charts import chart_text, make_patients, write_patients_csv
from pipeline.model.types import Patient

PAGES_A_FILE, FILES_A_CHART, CHARTS_A_BOX = 10, 2, 25
_SIZE = (400, 520)  # points
_LINES = 6  # of text on a page
_TITLES = ("DISCHARGE SUMMARY", "PROGRESS NOTE", "OPERATIVE REPORT", "CONSULTATION NOTE", "EMERGENCY DEPARTMENT NOTE")


@dataclass(frozen=True)
class Archive:
    """Where it stands: the folder of boxes, its manifest, and the patient index as CSV."""

    folder: Path
    manifest: Path
    patients: Path


def make_archive(at: Path, pages: int, seed: int, people: int = 500) -> Archive:
    """Draw it; the same seed draws the same. Every document has its own words, as on paper: nothing comes twice."""
    rng = Random(seed)
    patients = make_patients(seed, people)[::5]
    archive = Archive(at / "boxes", at / "manifest.csv", at / "patients.csv")
    archive.folder.mkdir(parents=True)
    write_patients_csv(archive.patients, patients)
    lines = [
        line
        for number in range(600)
        for line in chart_text(number).lines
        if len(line) > 20 and not any(char.isdigit() or char in ":," for char in line)
    ]
    with archive.manifest.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(("box", "chart", "file", "pages"))
        for box, chart, name, count in _files(pages):
            path = archive.folder / f"box-{box:04}" / f"chart-{chart:06}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _draw(path, rng.choice(patients), count, lines, rng)
            rows.writerow((f"box-{box:04}", f"chart-{chart:06}", path.relative_to(archive.folder), count))
    return archive


def _files(pages: int) -> Iterator[tuple[int, int, str, int]]:
    """Box, chart, file name and page count of each file."""
    for number in range(-(-pages // PAGES_A_FILE)):
        chart = number // FILES_A_CHART
        count = min(PAGES_A_FILE, pages - number * PAGES_A_FILE)
        yield chart // CHARTS_A_BOX + 1, chart + 1, f"part-{number % FILES_A_CHART + 1}.pdf", count


def _draw(path: Path, patient: Patient, count: int, lines: list[str], rng: Random) -> None:
    canvas = Canvas(str(path), pagesize=_SIZE)
    title, visit = rng.choice(_TITLES), f"{rng.randint(1, 12):02}/{rng.randint(1, 28):02}/{rng.randint(2001, 2024)}"
    for page in range(1, count + 1):
        canvas.setFont("Helvetica", 11)
        head = [title] if page == 1 else []
        head.append(f"Patient Name: {patient.name.family}, {patient.name.given}")
        head.append(f"MRN: {patient.mrn}     DOB: {_american(patient.birth_date)}")
        head.append(f"Date of Service: {visit}     Page {page} of {count}")
        at = rng.randrange(len(lines) - _LINES)
        for row, line in enumerate([*head, *rng.sample(lines, 3), *lines[at : at + _LINES]]):
            canvas.drawString(24, _SIZE[1] - 30 - row * 32, line[:70])
        canvas.showPage()
    canvas.save()


def _american(day: str | None) -> str:
    year, month, date = (day or "1950-01-01").split("-")
    return f"{month}/{date}/{year}"
