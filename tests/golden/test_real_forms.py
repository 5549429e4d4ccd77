"""Filled forms that are not ours, page picture to identifiers: what a person reads there is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.assembly import Hallway
from pipeline.model.types import Findings
from pipeline.pages import open_scan
from pipeline.settings import Settings

FORMS = Path(__file__).resolve().parents[3] / "shared" / "data" / "medical-forms" / "insurance"
PRINTED = {
    "CMS1500.png": {
        ("name", "DOE, JOHN"),
        ("sex", "M"),
        ("address", "123 ANY STREET"),
        ("phone", "8585550100"),
        ("member_id", "11223410190"),
        ("service_date", "2021-10-11"),
        ("provider", "JACKSON, MATEO"),
    },
    "insurance_card.png": {("name", "DOE, JOHN"), ("member_id", "11223410190"), ("provider", "JACKSON, MATEO")},
    "discharge-summary.png": {
        ("name", "DOE, JOHN"),
        ("mrn", "NARH36640"),
        ("sex", "M"),
        ("admission_date", "2020-09-07"),
        ("discharge_date", "2020-09-08"),
        ("provider", "JACKSON, MATEO"),
    },
    "dr-note-sample.png": {("name", "DOE, JOHN"), ("sex", "M"), ("provider", "JACKSON, MATEO")},
}


@pytest.mark.data
def test_the_fields_that_a_person_reads_are_found() -> None:
    if not FORMS.is_dir():
        pytest.skip("needs ../shared/data/medical-forms")
    hallway, settings = Hallway(Settings()), Settings()
    for name, printed in PRINTED.items():
        with open_scan(FORMS / name, settings.pages) as scan:
            page = hallway.read(scan, 1)
        assert isinstance(page, Findings)
        found = {(one.kind, one.value) for one in page.identifiers}
        assert printed <= found, f"{name}: missing {sorted(printed - found)}"
        others = {
            one.value for one in page.identifiers if one.kind == "name" and one.confidence >= settings.filing.min_identifier_confidence
        }
        assert others <= {"DOE, JOHN"}, name
