"""Files as a scanning station delivers them: one document or a batch of many patients', backs, misfiled pages, strangers, misprints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal

import numpy as np

from benchmarks.charts import NO_TYPE, draw_chart, make_patients, type_codes
from benchmarks.charts.model import Chart, ChartPage, LayoutChoice, Printed, Severity
from benchmarks.charts.people import make_patient, one_digit_off
from benchmarks.lie.sheets import sheet
from pipeline.model.types import PageImage, Patient

# What a file is drawn in: layouts and typefaces of tuning, or layouts, or typefaces, that were never used for it.
Drawing = Literal["tuned", "held_out", "fonts"]
KINDS = ("single", "batch", "same_patient", "misfile", "duplex")
WEIGHTS = (46, 26, 10, 9, 9)
STRANGERS, MISPRINTS, TYPELESS = 0.06, 1 / 60, 0.03  # shares of the documents
# dark pixels at 200 dpi for each printed letter under which nothing of a page's print is left: drawn pages have 20 and more, or 1 at most
LEAST_INK = 8.0
BLACK = 72  # of 255; a page whose middle grey is darker came out black: it is no back, and nobody can file it
LONGEST = 5  # pages of one document
FIRST = 0.25  # share of the misfiled pages that are first pages; the others come from within a document


@dataclass(frozen=True, slots=True)
class Truth:
    """One document of a file. `pages` are 1-based pages of the file, without backs; `fileable`: a careful clerk could file it."""

    pages: tuple[int, ...]
    type_code: str | None
    patient: Patient | None
    service_date: str | None
    fileable: bool
    printed: tuple[Printed, ...] = ()  # with the file's page numbers
    layout: str = ""


@dataclass(slots=True)
class File:
    """What arrives. `strays`: misfiled pages and the document (index of `documents`) that each lies in; `guests`: whose they are.

    `backs`: pages with nothing on them. `turns`: degrees clockwise that turn each page upright.
    """

    name: str
    kind: str
    severity: Severity
    images: list[PageImage] = field(default_factory=list)
    documents: list[Truth] = field(default_factory=list)
    strays: dict[int, int] = field(default_factory=dict)
    guests: dict[int, Patient] = field(default_factory=dict)
    backs: set[int] = field(default_factory=set)
    turns: dict[int, int] = field(default_factory=dict)


def population(seed: int, count: int) -> list[Patient]:
    """The patient index: every fourth has somebody near."""
    return make_patients(seed, count)


def draw_file(seed: int, severity: Severity, drawing: Drawing, people: Sequence[Patient], kind: str | None = None) -> File:
    """The file of this seed."""
    rng = Random(f"whose:{seed}:{severity}")
    chosen = rng.choices(KINDS, WEIGHTS)[0]
    pile = _Pile(File(f"{seed}-{severity}", kind or chosen, severity), rng, drawing, people, seed)
    {
        "single": pile.single,
        "batch": pile.batch,
        "same_patient": pile.same_patient,
        "misfile": pile.misfile,
        "duplex": pile.duplex,
    }[pile.file.kind]()
    return pile.file


@dataclass
class _Pile:
    """A file while it is put together."""

    file: File
    rng: Random
    drawing: Drawing
    people: Sequence[Patient]
    seed: int
    drawn: int = 0

    def single(self) -> None:
        self.add(self.chart(self.somebody()))

    def batch(self) -> None:
        for _ in range(self.rng.randint(2, 5)):
            self.add(self.chart(self.somebody()))

    def same_patient(self) -> None:
        one = self.somebody()
        codes = self.rng.sample(type_codes(), self.rng.randint(2, 3))
        for code in codes:
            self.add(self.chart(one, code))

    def duplex(self) -> None:
        for _ in range(self.rng.randint(1, 3)):
            self.add(self.chart(self.somebody()), backs=True)

    def misfile(self) -> None:
        """One page of somebody else inside a document, or in the place of one of its pages.

        Where nobody can tell that from a batch, it is one: the page came out black or white, or it is a first page and nothing of the
        document that it interrupts came out behind it.
        """
        chart = self.long_chart(self.somebody()[0])
        other = self.rng.choice(self.people)
        first = self.rng.random() < FIRST
        stray_chart = self.chart((other, True))[0] if first else self.long_chart(other)
        named = [page for page in stray_chart.pages[not first :] if any(box.kind in ("name", "mrn") for box in page.boxes)]
        stray, first = (self.rng.choice(named), first) if named else (stray_chart.pages[0], True)
        # a first page at the end of a file is simply the next document
        at = self.rng.randint(1, len(chart.pages) - first) if len(chart.pages) > 1 else 1
        replaced = at < len(chart.pages) - 1 and self.rng.random() < 0.5
        pages = [*chart.pages[:at], stray, *chart.pages[at + replaced :]]
        numbers = [self.put(page) for page in pages]
        black = {number for number, page in zip(numbers, pages, strict=True) if is_black(page)}
        white = {number for number, page in zip(numbers, pages, strict=True) if washed_out(page)} - black
        seen = set(numbers) - black - white
        begins = stray is stray_chart.pages[0]
        guest, before, behind = numbers[at], seen & set(numbers[:at]), seen & set(numbers[at + 1 :])
        if guest in seen and before and (behind or not begins):
            self.file.strays[guest] = len(self.file.documents)
            self.file.guests[guest] = other
        else:
            self._lay(stray_chart, other, {guest} - white)
        self.file.backs |= white
        self._lay(chart, chart.patient, set(numbers) - {guest} - white)

    def _lay(self, chart: Chart, patient: Patient | None, pages: set[int]) -> None:
        """Pages of a document that nobody is to file."""
        if pages:
            self.file.documents.append(
                Truth(tuple(sorted(pages)), chart.type_code, patient, chart.service_date, False, layout=chart.layout)
            )

    def somebody(self) -> tuple[Patient, bool]:
        """A patient, and whether the index knows them."""
        if self.rng.random() < STRANGERS:
            return make_patient(self.rng, 900_000 + self.rng.randint(1, 99_999)), False
        return self.rng.choice(self.people), True

    def chart(self, who: tuple[Patient, bool], code: str | None = None) -> tuple[Chart, Patient, bool]:
        """A document of this patient, or one that prints a wrong digit; whether it can be filed as far as that goes."""
        patient, known = who
        printed = patient
        if self.rng.random() < MISPRINTS:
            printed, known = replace(patient, mrn=one_digit_off(self.rng, patient.mrn)), False
        if code is None:
            code = NO_TYPE if self.rng.random() < TYPELESS else self.rng.choice(type_codes())
        return self._draw(code, printed, LONGEST), patient, known

    def long_chart(self, patient: Patient) -> Chart:
        """A document of two pages or more."""
        for _ in range(12):
            chart = self._draw(self.rng.choice(("18842-5", "34117-2", "11506-3", "34111-5", "11488-4", "11504-8")), patient, LONGEST)
            if len(chart.pages) > 1:
                break
        return chart

    def _draw(self, code: str, patient: Patient, longest: int) -> Chart:
        for _ in range(8):
            self.drawn += 1
            layouts: LayoutChoice = "held_out" if self.drawing == "held_out" else "tuned"
            number = self.seed * 1000 + self.drawn
            chart = draw_chart(number, code, self.file.severity, layouts, patient, held_out_font=self.drawing == "fonts")
            if len(chart.pages) <= longest:
                break
        return chart

    def add(self, drawn: tuple[Chart, Patient, bool], backs: bool = False) -> None:
        chart, patient, known = drawn
        pages, printed = [], []
        for page in chart.pages:
            number = self.put(page)
            if is_black(page):
                known = False
            elif washed_out(page):
                self.file.backs.add(number)
                continue
            pages.append(number)
            printed += [replace(box, page=number) for box in page.boxes]
            if backs:
                self.file.backs.add(self.put_back())
        if not pages:
            return
        kinds = {box.kind for box in printed}
        whole = "mrn" in kinds and bool(kinds & {"name", "birth_date"})
        fileable = known and whole and chart.type_code is not None
        truth = Truth(tuple(pages), chart.type_code, patient, chart.service_date, fileable, tuple(printed), chart.layout)
        self.file.documents.append(truth)

    def put(self, page: ChartPage) -> int:
        number = len(self.file.images) + 1
        self.file.images.append(PageImage(number, page.pixels, page.dpi_x, page.dpi_y))
        self.file.turns[number] = page.rotation
        return number

    def put_back(self) -> int:
        number = len(self.file.images) + 1
        kind = self.rng.choice(("white", "toned", "shining through", "dust", "holes"))
        image = sheet(self.seed * 50 + number, kind, blank=True).image
        self.file.images.append(PageImage(number, image.pixels, image.dpi_x, image.dpi_y))
        return number


def is_black(page: ChartPage) -> bool:
    """Whether the machine made the whole page dark."""
    return float(np.median(page.pixels)) < BLACK


def washed_out(page: ChartPage) -> bool:
    """Whether the machine left nothing of the print: a signature or a page number alone is something."""
    height, width = page.pixels.shape[:2]
    inside = page.pixels[height * 3 // 100 : -height * 3 // 100, width * 3 // 100 : -width * 3 // 100]
    dark = np.count_nonzero(inside < np.median(inside) - 25) * 200 * 200 / (page.dpi_x * page.dpi_y)
    return bool(dark < LEAST_INK * sum(not char.isspace() for char in page.text))
