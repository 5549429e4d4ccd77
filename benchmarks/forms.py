"""The real forms: what a person reads there, found or not, and what else is found: `python -m benchmarks.forms --data ../shared/data`.

The truth was written down from the pictures by eye: the patient's own fields, and who treated them. What belongs to an insured person, a
relative, a supplier or a letterhead is none of them; found as one it is wrong. The government's forms are blank: whatever is found there is
wrong. The type is that of the first page. `--scans N` prints forms of one page on letter paper and scans them N times.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from benchmarks.fresh.scanner import DPI, scan
from pipeline.assembly import Hallway
from pipeline.model.types import Findings, Identifier, PageImage
from pipeline.pages import ScanFile, open_scan
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

LETTER = 8.5  # inches across
Field = tuple[str, str]  # kind and value
JOHN, JACKSON = ("name", "DOE, JOHN"), ("provider", "JACKSON, MATEO")
INSURANCE, DISCHARGE, NOTE = "64290-0", "18842-5", "11506-3"
STAY: frozenset[Field] = frozenset(
    {
        JOHN,
        JACKSON,
        ("mrn", "NARH36640"),
        ("account", "00988277891"),
        ("sex", "M"),
        ("admission_date", "2020-09-07"),
        ("discharge_date", "2020-09-08"),
        ("service_date", "2020-09-08"),
    }
)
ADMITTED: Field = ("service_date", "2020-09-07")  # also said of a stay; no field of its own


@dataclass(frozen=True)
class Form:
    """A file's fields, and the type code that a person would give its first page; "" for none of the eighteen."""

    type_code: str
    fields: frozenset[Field] = frozenset()
    tuned: bool = True  # whether rules were made for what it showed; the others are marked with an asterisk


FORMS = {
    "insurance/CMS1500.png": Form(
        INSURANCE,
        frozenset(
            {
                JOHN,
                JACKSON,
                ("sex", "M"),
                ("address", "123 ANY STREET"),
                ("phone", "8585550100"),
                ("member_id", "11223410190"),
                ("service_date", "2021-10-11"),
            }
        ),
    ),
    "insurance/insurance_card.png": Form(INSURANCE, frozenset({JOHN, JACKSON, ("member_id", "11223410190")})),
    "insurance/insurance_invoice.png": Form("", frozenset({JOHN, JACKSON, ("address", "123 ANY STREET"), ("service_date", "2022-04-01")})),
    "insurance/discharge-summary.png": Form(DISCHARGE, STAY),
    "insurance/dr-note-sample.png": Form(NOTE, frozenset({JOHN, JACKSON, ("sex", "M")})),
    "insurance/dr-note-sample.jpg": Form(NOTE, frozenset({JOHN, JACKSON, ("sex", "M")}), tuned=False),
    "samples/discharge-summary.png": Form(DISCHARGE, STAY, tuned=False),
    "samples/birth_cert.jpeg": Form(
        "", frozenset({("name", "SANTOS, PAULO SOUZA"), ("birth_date", "1981-03-23"), ("sex", "M"), ("provider", "JACKSON, M")})
    ),
    "samples/hand_written_note.pdf": Form("", frozenset({JOHN}), tuned=False),
    "samples/health_plan.pdf": Form("", tuned=False),
    "claims/failedtest.png": Form(
        INSURANCE,
        frozenset(
            {
                ("name", "TEST, FAILED"),
                ("birth_date", "1979-07-22"),
                ("address", "1 TEST ST"),
                ("phone", "1111111111"),
                ("member_id", "A1840546661"),
            }
        ),
    ),
    "claims/successtest.png": Form(
        INSURANCE,
        frozenset(
            {
                ("name", "NAME1, TEST1"),
                ("birth_date", "1975-07-20"),
                ("address", "1 TEST1 ST"),
                ("phone", "7126743619"),
                ("member_id", "A184054222"),
            }
        ),
        tuned=False,
    ),
    "government/ssa-454.pdf": Form(""),
    "government/ssa-827.pdf": Form("64292-6", tuned=False),
    **{f"government/{name}.pdf": Form("", tuned=False) for name in ("ssa-3373", "ssa-795", "ssa-820", "ssa-821", "va-21p-0969")},
}


def main() -> None:
    """Read every form, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forms", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds medical-forms/")
    parser.add_argument("--scans", type=int, default=0, help="scan each form of one page so many times, as typical scanners do")
    parser.add_argument("--seed", type=int, default=90_000, help="the first scan's; below 10000 is for tuning")
    parser.add_argument("--misses", action="store_true", help="print every difference (fictional people)")
    given = parser.parse_args()
    settings = Settings()
    least, hallway = settings.filing.min_identifier_confidence, Hallway(settings)
    if given.scans:
        print(f"seed {given.seed}, {given.scans} scans of each form; counts are of all of them")
    print("| form | fields a person reads | found | found surely | wrong | wrong surely | type |")
    print("|---|---|---|---|---|---|---|")
    totals = [0] * 5
    for number, (name, form) in enumerate(FORMS.items()):
        counts, judged = [0] * 5, Counter[str]()
        for pages in _readings(hallway, given.data / "medical-forms" / name, settings, given.scans, given.seed + 1000 * number):
            found = [identifier for page in pages for identifier in page.identifiers]
            counts = [total + count for total, count in zip(counts, _counts(form, found, least), strict=True)]
            judged[_judged(pages, form)] += 1
            if given.misses:
                _print_differences(form, found)
        if judged:
            types = ", ".join(f"{answer} ({times})" if given.scans else answer for answer, times in sorted(judged.items()))
            print(f"| {name}{'' if form.tuned else ' *'} | {' | '.join(map(str, counts))} | {types} |")
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
    print(f"| together | {' | '.join(map(str, totals))} | |")


class _Scanned(ScanFile):
    """A form that was printed and scanned once more."""

    format = "png"

    def __init__(self, image: PageImage) -> None:
        self._image = image

    @property
    def page_count(self) -> int:
        return 1

    def _page(self, number: int) -> PageImage:
        del number  # there is one
        return self._image

    def close(self) -> None:
        """Nothing is open."""


def _readings(hallway: Hallway, path: Path, settings: Settings, scans: int, seed: int) -> Iterator[list[Findings]]:
    """The file's pages as read, once or once for each scan; of several pages nothing is scanned."""
    with open_scan(path, settings.pages) as file:
        if not scans:
            yield [_read(hallway, file, number) for number in range(1, file.page_count + 1)]
        elif file.page_count == 1:
            paper = _printed(file.picture(1))
            for number in range(scans):
                yield [_read(hallway, _Scanned(scan(paper, "typical", seed + number)), 1)]


def _printed(image: PageImage) -> Pixels:
    """The picture in grey across a letter page, at the scanner's resolution."""
    pixels = image.pixels if image.pixels.ndim == 2 else cv2.cvtColor(image.pixels, cv2.COLOR_RGB2GRAY)
    size = LETTER * DPI / image.width
    way = cv2.INTER_CUBIC if size > 1 else cv2.INTER_AREA
    return np.ascontiguousarray(cv2.resize(pixels, None, fx=size, fy=size, interpolation=way), np.uint8)


def _read(hallway: Hallway, file: ScanFile, number: int) -> Findings:
    page = hallway.read(file, number)
    if not isinstance(page, Findings):
        raise SystemExit(f"page {number}: {page.stage} failed ({page.reason})")
    return page


def _counts(form: Form, found: Iterable[Identifier], least: float) -> tuple[int, int, int, int, int]:
    surest: dict[Field, float] = {}
    for one in found:
        surest[one.kind, one.value] = max(one.confidence, surest.get((one.kind, one.value), 0.0))
    sure = {field for field, confidence in surest.items() if confidence >= least}
    right, wrong = form.fields & set(surest), set(surest) - form.fields - {ADMITTED}
    return len(form.fields), len(right), len(right & sure), len(wrong), len(wrong & sure)


def _judged(pages: list[Findings], form: Form) -> str:
    """Of the first page, which is what a form is told by."""
    guess = pages[0].typed.type
    if guess.code is None:
        return "none of ours, rightly" if not form.type_code else "not told"
    return "right" if guess.code == form.type_code else f"wrong ({guess.code}, {guess.confidence:.2f})"


def _print_differences(form: Form, found: Iterable[Identifier]) -> None:
    read = {(one.kind, one.value): one for one in found}
    for field in sorted(form.fields - set(read)):
        print(f"  missed {field}")
    for field in sorted(set(read) - form.fields - {ADMITTED}):
        print(f"  wrong {field} {read[field].confidence} {read[field].rule} page {read[field].page}")


if __name__ == "__main__":
    main()
