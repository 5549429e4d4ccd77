"""Draw sample_docs anew: `python -m benchmarks.charts.samples --data ../shared/data`.

charts/: two of each of the 18 types and four papers that must be held, each with its expected record beside it; patients.csv: the
patient index they are checked against; bad/: files that must be refused; forms/: real ones that may be shipped.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.charts.badfiles import write_bad_files
from benchmarks.charts.chart import draw_chart
from benchmarks.charts.compose import NO_TYPE
from benchmarks.charts.content import kinds, type_codes
from benchmarks.charts.model import Chart, Severity
from benchmarks.charts.people import make_patients, write_patients_csv
from benchmarks.charts.writing import expected_record, fitting_formats, write_chart
from pipeline.model.types import Patient

ROOT = Path(__file__).resolve().parents[2]
SEED, PEOPLE, OF_INTEREST = 2026, 48, 16  # the drawing's seed, the patients of the index, those who have charts
SEVERITIES: tuple[Severity, ...] = ("clean", "typical", "typical", "harsh", "typical")
LONGEST = 4  # pages; longer charts are drawn with another seed, to keep the samples small
FORMS = {
    "insurance/discharge-summary.png": "aws-samples, MIT-0",
    "insurance/insurance_card.png": "aws-samples, MIT-0",
    "insurance/CMS1500.png": "aws-samples, MIT-0",
    "insurance/dr-note-sample.jpg": "aws-samples, MIT-0",
    "samples/hand_written_note.pdf": "aws-samples, MIT-0",
    "government/ssa-827.pdf": "US Social Security Administration, public domain",
    "government/ssa-795.pdf": "US Social Security Administration, public domain",
}


README = """# Sample documents

Every person in them is invented. `python -m benchmarks.charts.samples --data ../shared/data` draws them anew.

- `charts/`: forty drawn charts, two of each of the 18 types and four that must be held, each with its expected record beside it.
- `patients.csv`: the patient index they are checked against.
- `bad/`: what a drop folder gets to see on a bad day. Each is put in quarantine with a reason and what to do about it
  (`chartscan quarantine list`), and the rest goes on. So are this page and `patients.csv`, which are no scans.
- `forms/`: real forms, blank or filled for people who don't exist:

| file | from |
|---|---|
{rows}
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sample to draw."""

    name: str
    seed: int
    type_code: str
    severity: Severity
    patient: Patient | None
    dpi: int


def wanted(people: list[Patient]) -> Iterator[Wanted]:
    """The samples: every type twice, then what must be held."""
    number = 0
    for again in range(2):
        for code in type_codes():
            number += 1
            severity, dpi = SEVERITIES[(number + again) % len(SEVERITIES)], 300 if number % 3 == 0 else 200
            name = f"{number:02}-{_slug(str(kinds()[code]['titles'][0]))}"
            yield Wanted(name, SEED + number, code, severity, people[number % OF_INTEREST], dpi)
    stranger = make_patients(SEED + 1, 1)[0]
    mixed = replace(people[0], mrn=people[20].mrn)
    yield Wanted("37-of-a-stranger", SEED + 37, "18842-5", "clean", stranger, 200)
    yield Wanted("38-number-of-another", SEED + 38, "11506-3", "clean", mixed, 200)
    yield Wanted("39-of-no-type", SEED + 39, NO_TYPE, "typical", None, 200)
    yield Wanted("40-of-no-type", SEED + 40, NO_TYPE, "clean", None, 200)


def drawn(one: Wanted) -> Chart:
    """The chart; another seed where it grew too long."""
    for attempt in range(20):
        chart = draw_chart(one.seed + 1000 * attempt, one.type_code, one.severity, "tuned", one.patient, one.dpi)
        if len(chart.pages) <= LONGEST:
            break
    return chart


def write_samples(out: Path) -> None:
    """charts/ and patients.csv."""
    people = make_patients(SEED, PEOPLE)
    known = {one.mrn: one for one in people}
    charts = out / "charts"
    shutil.rmtree(charts, ignore_errors=True)
    charts.mkdir(parents=True)
    write_patients_csv(out / "patients.csv", people)
    for at, one in enumerate(wanted(people)):
        chart = drawn(one)
        formats = fitting_formats(chart)
        path = write_chart(chart, charts / one.name, formats[at % len(formats)])
        expected = expected_record(chart, f"charts/{path.name}", known)
        text = json.dumps(expected, indent=1, ensure_ascii=False)
        (charts / f"{one.name}.expected.json").write_text(text + "\n", encoding="utf-8")


def write_readme(out: Path) -> None:
    """What stands here and whose it is."""
    rows = "\n".join(f"| {Path(name).name} | {source} |" for name, source in FORMS.items())
    (out / "README.md").write_text(README.replace("{rows}", rows), encoding="utf-8")


def copy_forms(data: Path, out: Path) -> None:
    """The real forms."""
    folder = out / "forms"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in FORMS:
        shutil.copy(data / "medical-forms" / name, folder / Path(name).name)


def _slug(title: str) -> str:
    words = "".join(char if char.isalnum() else " " for char in title.split("{", maxsplit=1)[0].lower()).split()
    return "-".join(words[:3])


def main() -> None:
    """Draw everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of real data; without it forms/ stays as it is")
    parser.add_argument("--out", type=Path, default=ROOT / "sample_docs")
    given = parser.parse_args()
    write_samples(given.out)
    write_readme(given.out)
    write_bad_files(given.out / "bad", given.out / "charts")
    if given.data:
        copy_forms(given.data, given.out)


if __name__ == "__main__":
    main()
