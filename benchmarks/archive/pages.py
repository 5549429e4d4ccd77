"""An archive of born-digital charts: every page has its own text, so that reading costs little and all other stages run as they do."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.charts import chart_text, make_patients, write_patients_csv
from pipeline.model.types import Patient

PAGES_A_FILE, FILES_A_CHART, CHARTS_A_BOX = 10, 2, 25
_SIZE = (400, 520)  # points
_LINES = 3  # of text on a page, beside those of its head
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
        for number in range(200)
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
    title, visit = rng.choice(_TITLES), f"{rng.randint(1, 12):02}/{rng.randint(1, 28):02}/{rng.randint(2001, 2024)}"
    pages = []
    for page in range(1, count + 1):
        head = [title] if page == 1 else []
        head.append(f"Patient Name: {patient.name.family}, {patient.name.given}")
        head.append(f"MRN: {patient.mrn}     DOB: {_american(patient.birth_date)}")
        head.append(f"Date of Service: {visit}     Page {page} of {count}")
        at = rng.randrange(len(lines) - _LINES)
        pages.append([*head, *rng.sample(lines, 2), *lines[at : at + _LINES]])
    path.write_bytes(_pdf(pages))


def _pdf(pages: list[list[str]]) -> bytes:
    """A small PDF, written by hand: a hundred times quicker than by a library."""
    width, height = _SIZE
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        own = f"/Contents {5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {own} >>".encode())
        shown = "".join(f"({_escaped(line[:70])}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 40 TL 24 {height - 30} Td {shown}ET".encode("cp1252", "replace")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    """Header, objects, their table, trailer."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + end.encode()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _american(day: str | None) -> str:
    year, month, date = (day or "1950-01-01").split("-")
    return f"{month}/{date}/{year}"
