"""Separator sheets for the pile of paper: made from the patient index and the site's document types, written to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline import assembly
from pipeline.model.errors import ConfigError
from pipeline.model.separators import Separator, payload
from pipeline.output import Paper, SheetText, write_sheets
from pipeline.run.delivering import whole
from pipeline.run.home import Home


def for_patients(home: Home, mrns: Sequence[str], encounter: str = "") -> list[SheetText]:
    """One sheet for each MRN, with what the patient index says of it. ConfigError, which counts the MRNs and names none."""
    if encounter and len(mrns) > 1:
        raise ConfigError("--encounter goes with one --mrn only", "Print the sheets of other patients by themselves.")
    return [_for_patient(home, mrn, f"MRN {number} of {len(mrns)}", encounter.strip()) for number, mrn in enumerate(mrns, 1)]


def for_types(home: Home, codes: Sequence[str]) -> list[SheetText]:
    """One sheet for each code, or for every document type of the site. ConfigError for a code that the site has not."""
    names = assembly.document_types(home.settings)
    unknown = [code for code in codes if code not in names]
    if unknown:
        raise ConfigError("not every CODE is a document type of this site", f"It knows {', '.join(names)}.")
    return [
        SheetText(Separator("type", type_code=code), (("Document type", names[code]), ("LOINC code", code))) for code in (codes or names)
    ]


def for_batch(box: str, station: str = "", batch: str = "") -> SheetText:
    """The sheet for what is taken from a box."""
    separator = Separator("batch", box=box.strip(), station=station.strip(), batch=batch.strip())
    return SheetText(separator, _said(("Box", separator.box), ("Station", separator.station), ("Batch", separator.batch)))


def for_document() -> SheetText:
    """The sheet behind which a new document begins."""
    return SheetText(Separator("document"), (("Behind this sheet", "A new document begins"),))


def write(sheets: list[SheetText], paper: Paper, out: Path) -> None:
    """All sheets as one PDF, whole or not at all. ConfigError when a value can't stand in a barcode."""
    for sheet in sheets:
        try:
            payload(sheet.separator)
        except ValueError as error:
            raise ConfigError(f"no sheet can say this: {error}", "Use printable characters, and fewer of them.") from None
    with whole(out) as part:
        write_sheets(part, sheets, paper)


def _for_patient(home: Home, given: str, which: str, encounter: str) -> SheetText:
    mrn = assembly.mrn_normaliser(home.settings)(given)
    if mrn is None:
        raise ConfigError(f"{which} is not of the form this site uses", "Type it as it stands on the chart; extract.mrn holds the form.")
    known = home.patients.by_mrn(mrn)
    if not known:
        raise ConfigError(
            f"{which} is not in the patient index", "Check its digits, or bring the index up to date: `chartscan patients import FILE.csv`."
        )
    if len(known) > 1:
        raise ConfigError(f"{which} belongs to {len(known)} patients of the index", "Mend the index first: a sheet must name one patient.")
    patient = known[0]
    name = patient.name
    short = " ".join(f"{name.family}, {name.given}".upper().split()).strip(", ")
    shown = " ".join(f"{name.family} {name.suffix}".split()) + ", " + " ".join(f"{name.given} {name.middle}".split())
    separator = Separator("patient", mrn=patient.mrn, birth_date=patient.birth_date or "", name=short, encounter=encounter)
    return SheetText(
        separator,
        _said(
            ("Name", shown.upper().strip(", ")),
            ("MRN", patient.mrn),
            ("Birth date", separator.birth_date),
            ("Sex", patient.sex or ""),
            ("Encounter", encounter),
        ),
    )


def _said(*fields: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((caption, value) for caption, value in fields if value)
