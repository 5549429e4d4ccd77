from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.model.errors import ConfigError
from pipeline.model.separators import Separator
from pipeline.run import separating
from pipeline.run.home import Home
from pipeline.run.importing import import_patients
from pipeline.settings import Settings

ROWS = "mpi_id,mrn,family,given,middle,suffix,birth_date,sex,address,phone\nM1,00801058,Reed,Michelle,F,,1925-05-13,F,,\n"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    (tmp_path / "patients.csv").write_text(ROWS, encoding="utf-8")
    with Home(tmp_path / "home", Settings()) as opened:
        list(import_patients(opened, [tmp_path / "patients.csv"]))
        yield opened


def test_a_patient_is_looked_up(home: Home) -> None:
    (sheet,) = separating.for_patients(home, ["00801058"], "V7")
    assert sheet.separator == Separator("patient", mrn="00801058", birth_date="1925-05-13", name="REED, MICHELLE", encounter="V7")
    assert ("Name", "REED, MICHELLE F") in sheet.fields


def test_an_unknown_mrn_is_refused_with_advice_and_not_repeated(home: Home) -> None:
    with pytest.raises(ConfigError, match="MRN 2 of 2 is not in the patient index") as caught:
        separating.for_patients(home, ["00801058", "77777777"])
    assert "77777777" not in caught.value.message
    assert "patients import" in caught.value.advice


def test_an_encounter_goes_with_one_patient(home: Home) -> None:
    with pytest.raises(ConfigError, match="one --mrn"):
        separating.for_patients(home, ["00801058", "00801058"], "V7")


def test_types_are_those_of_the_site(home: Home) -> None:
    assert [sheet.separator.type_code for sheet in separating.for_types(home, ["18842-5"])] == ["18842-5"]
    assert len(separating.for_types(home, [])) > 10
    with pytest.raises(ConfigError, match="document type"):
        separating.for_types(home, ["1-1"])


def test_what_no_barcode_can_say_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no sheet can say this"):
        separating.write([separating.for_batch("B\x07")], "letter", tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []
