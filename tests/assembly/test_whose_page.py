"""Drawn pages of a pile that means ill, from pixels to verdicts: nothing goes to a patient whose it isn't."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from pipeline.assembly import Desk, Hallway
from pipeline.filing import SqlitePatientIndex
from pipeline.model.record import Record
from pipeline.model.separators import Separator, payload
from pipeline.model.types import Arrival, Patient, PersonName
from pipeline.output.separator_sheet import SheetText, draw_sheet
from pipeline.pages import open_scan
from pipeline.settings import Settings

ARRIVAL = Arrival("a1", "pile.tif", "0" * 64, None, "2026-11-23T10:00:00Z", 1)
FACE = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
DPI, POINTS, PITCH, MARGIN = 200, 26, 46, 150
JANE = Patient("M1", "4812067", PersonName("DOE", "JANE", "MARIE"), "1957-03-14", "F")
JOHN = Patient("M2", "7654321", PersonName("SMITH", "JOHN", "", "JR"), "1980-12-01", "M")
SENIOR = Patient("M3", "7654327", PersonName("SMITH", "JOHN", "", "SR"), "1950-02-02", "M")
ROSA = Patient("M4", "2468101", PersonName("ORTIZ", "ROSA"), "1999-09-09", "F")
NAMESAKE = Patient("M5", "9043366", PersonName("DOE", "JANE"), "1990-01-21", "F")

LETTERHEAD = ("GENERAL HOSPITAL", "120 Oak Street, Fairview, OH 43210   Tel 555-555-0100")
STORY = (
    "The patient was seen this morning and reports that the pain in the left knee is better.",
    "Temperature is 98.6 F, blood pressure 130/80, heart regular, lungs clear, abdomen soft.",
    "She tolerates a regular diet and walks with the physical therapist twice a day.",
    "Assessment: recovering well after the operation; no sign of infection of the wound.",
    "Plan: continue the present treatment, laboratory tests tomorrow, discharge on Friday.",
)


def header(mrn: str, name: str, born: str = "") -> tuple[str, ...]:
    return (f"Patient Name: {name}      MRN: {mrn}", f"Date of Birth: {born}      Date of Service: 02/01/2019" if born else "")


def note(*head: str, title: str = "PROGRESS NOTE", foot: str = "", more: tuple[str, ...] = ()) -> list[str]:
    """A first page."""
    return [*LETTERHEAD, "", title, "", *head, "", *STORY, *more, "", "Electronically signed: Mark Wilson, MD", *[""] * 18, foot]


def going_on(foot: str = "") -> list[str]:
    """A page that goes on, full of text."""
    return [*(STORY * 7)[:34], *[""] * 3, foot]


FOR_JANE = header("4812067", "Doe, Jane M", "03/14/1957")
FOR_JOHN = header("7654321", "Smith, John Jr", "12/01/1980")


def drawn(lines: list[str], barcode: str = "") -> Image.Image:
    sheet = Image.new("L", (1700, 2200), 255)
    pen, face = ImageDraw.Draw(sheet), ImageFont.truetype(FACE, POINTS)
    for row, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + row * PITCH), line, font=face, fill=0)
    if barcode:
        form = zxingcpp.BarcodeFormat.QRCode if ";" in barcode else zxingcpp.BarcodeFormat.Code128
        bars = np.asarray(zxingcpp.create_barcode(barcode, form).to_image(scale=4, add_quiet_zones=True))
        sheet.paste(Image.fromarray(bars), (1000, 40))
    return sheet


@pytest.fixture(scope="module")
def hallway() -> Hallway:
    return Hallway(Settings())


Judge = Callable[[Sequence[Image.Image]], list[str]]


@pytest.fixture
def verdicts(hallway: Hallway, tmp_path: Path) -> Iterator[Judge]:
    index = SqlitePatientIndex(tmp_path / "patients.sqlite")
    index.load([JANE, JOHN, SENIOR, ROSA, NAMESAKE])
    desk = Desk(Settings(), index)

    def judged(sheets: Sequence[Image.Image]) -> list[str]:
        path = tmp_path / "pile.tif"
        sheets[0].save(path, save_all=True, append_images=list(sheets[1:]), dpi=(DPI, DPI))
        with open_scan(path, Settings().pages) as scan:
            results = [hallway.read(scan, number) for number in range(1, len(sheets) + 1)]
        return [_verdict(record) for record in desk.records(ARRIVAL, results, False)]

    yield judged
    index.close()


def _verdict(record: Record) -> str:
    whose = record["patient"]["mpi_id"] if record["patient"] else ",".join(record["reasons"])
    return f"{' '.join(map(str, record['source']['pages']))}: {whose}"


ROSTER = (
    "MRN         Patient              Room    Time",
    "4812067   Doe, Jane M          204A    08:00",
    "7654321   Smith, John Jr       204B    08:30",
    "2468101   Ortiz, Rosa          205     09:00",
)

SHEET = payload(Separator("patient", mrn="4812067", name="DOE, JANE", birth_date="1957-03-14"))
MOTHER = "Her mother, Ann Doe, born 02/02/1930, had breast cancer."
BABY = ("Baby: Doe, Baby Girl   MRN: 5518822   DOB: 02/01/2019", "Mother: Doe, Jane M   MRN: 4812067")
CASES = {
    "a roster, of which labels show one": ([note(*ROSTER, title="WARD SCHEDULE")], ["1: ambiguous_patient"]),
    "a roster behind a note": ([note(*FOR_JANE), note(*ROSTER, title="")], ["1: M1", "2: ambiguous_patient"]),
    "a roommate's name": ([note(*FOR_JANE, more=("Roommate: Smith, John (204B). Visitors: her son Robert Doe.",))], ["1: M1"]),
    "a roommate's number": ([note(*FOR_JANE, more=("Roommate in 204B: Smith, John Jr, MRN 7654321",))], ["1: ambiguous_patient"]),
    "a letter about her, and about her mother": (
        [note("RE: Jane Doe   DOB: 03/14/1957   MRN: 4812067", title="REFERRAL LETTER", more=(MOTHER,))],
        ["1: M1"],
    ),
    "father or son": ([note(*header("7654327", "Smith, John"))], ["1: ambiguous_patient"]),
    "the father, by his birth date": ([note(*header("7654327", "Smith, John", "02/02/1950"))], ["1: M3"]),
    "his page in her note, by its foot": ([note(*FOR_JANE), going_on("SMITH, JOHN JR   MRN 7654321   DOB 12/01/1980")], ["1 2: misfile"]),
    "by its foot without a label": ([note(*FOR_JANE), going_on("Smith, John     7654321     Form 12-B")], ["1 2: misfile"]),
    "another's number misprinted": ([note(*header("7654321", "Ortiz, Rosa", "09/09/1999"))], ["1: ambiguous_patient"]),
    "a namesake of hers whom nobody knows": ([note(*header("5518822", "Doe, Jane", "06/18/1973"))], ["1: ambiguous_patient"]),
    "mother and baby": ([note(*BABY)], ["1: ambiguous_patient"]),
    "two on a page": ([[*note(*FOR_JANE)[:14], "", *note(*FOR_JOHN)[3:14]]], ["1: ambiguous_patient"]),
    "nobody's page between": (
        [note(*FOR_JANE, foot="Page 1 of 1"), going_on(), note(*FOR_JOHN, foot="Page 1 of 1")],
        ["1: M1", "2: no_patient,misfile", "3: M2"],
    ),
    "fed backwards": (
        [going_on("Page 2 of 2"), note(*FOR_JANE, foot="Page 1 of 2"), going_on("Page 2 of 2"), note(*FOR_JOHN, foot="Page 1 of 2")],
        ["1: no_patient,low_confidence,page_order", "2 3: low_confidence", "4: page_order"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_nothing_goes_to_somebody_whose_it_is_not(case: str, verdicts: Judge) -> None:
    pages, expected = CASES[case]
    assert verdicts([drawn(lines) for lines in pages]) == expected


def test_the_barcode_names_one_and_the_print_another(verdicts: Judge) -> None:
    assert verdicts([drawn(note(*FOR_JANE), "MRN:7654321")]) == ["1: ambiguous_patient"]


def test_behind_a_sheet_of_hers_lies_his_note_and_then_what_names_nobody(verdicts: Judge) -> None:
    pile = [drawn(["SEPARATOR SHEET"], SHEET), drawn(note(*FOR_JOHN)), drawn(note(title="INFORMED CONSENT"))]
    assert verdicts(pile) == ["2: misfile", "3: no_patient"]


def test_a_sheet_of_his_that_came_out_faded_still_parts_his_pages_from_hers(verdicts: Judge) -> None:
    his = SheetText(Separator("patient", mrn="7654321", name="SMITH, JOHN", birth_date="1980-12-01"), (("Name", "SMITH, JOHN JR"),))
    sheet = draw_sheet(his, "letter").convert("L").resize((1700, 2200))
    faded = sheet.point(lambda grey: round(235 + 15 * grey / 255))
    assert verdicts([drawn(note(*FOR_JANE)), faded, drawn(note(title="INFORMED CONSENT"))]) == ["1: M1", "3: M2"]
