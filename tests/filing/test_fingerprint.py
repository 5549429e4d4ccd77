"""The same document scanned twice, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import __version__
from pipeline.filing.fingerprint import NEAR_PICTURE, bands_of, is_same
from pipeline.model.record import Record, record_of
from pipeline.model.types import Findings
from tests.filing.support import DISCHARGE, JANE, JOHN, file_one, found, of, page

WORDS = """The patient was admitted with chest pain and shortness of breath. Troponin was 0.04 and 0.05 at 06:30. She was given aspirin
325 mg and heparin. An echocardiogram showed an ejection fraction of 55 percent without wall motion abnormality. Discharged home on
metoprolol 25 mg twice daily with follow-up in the clinic on 03/12/2019. Call for fever, bleeding or worsening symptoms."""
MISREAD = WORDS.replace("shortness", "shortncss").replace("wall", "wail").replace("325 mg", "325 rng").replace("0.05", "0.06")


def record(text: str = WORDS, who: Findings | None = None, *, date: str = "2019-03-05", patient: object = JANE) -> Record:
    says = (*of(JANE if patient is JANE else JOHN), found("service_date", date))
    return record_of(file_one([page(1, says, text)]), {DISCHARGE: "Discharge summary"}, __version__)


def same(one: Record, other: Record, pictures: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> bool:
    return bool(set(bands_of(one, pictures)) & set(bands_of(other, others))) and is_same(one, other, pictures, others)


def test_another_scan_reads_a_little_differently() -> None:
    assert same(record(), record(MISREAD))


@pytest.mark.parametrize(
    "other",
    [
        record(patient=JOHN),  # the same form of another patient
        record(date="2019-03-06"),  # the next day's note, copied forward
        record(WORDS.replace("325", "81").replace("25 mg", "50 mg").replace("06:30", "09:15").replace("0.04", "0.4").replace("55", "40")),
        record(
            "An operation was done under general anaesthesia without complication and the patient was taken to recovery in stable state."
        ),
        record(WORDS + " ".join(["Continued on the next page with further findings and plans"] * 8)),
    ],
    ids=["another patient", "another day", "other figures", "another text", "longer"],
)
def test_what_only_resembles_it(other: Record) -> None:
    assert not same(record(), other)


def test_pages_of_few_words_are_told_by_their_pictures() -> None:
    one, other = record("EKG"), record("ECG 12")
    picture = "f0" * 32
    near = f"{int(picture, 16) ^ ((1 << 20) - 1):064x}"
    far = f"{int(picture, 16) ^ ((1 << (NEAR_PICTURE + 40)) - 1):064x}"
    assert same(one, other, (picture,), (near,))
    assert not same(one, other, (picture,), (far,))
    assert not same(one, other)


def test_a_document_of_nobody_is_compared_with_those_of_nobody() -> None:
    nobody = record_of(file_one([page(1, (), WORDS)]), {}, __version__)
    assert same(nobody, record_of(file_one([replace(page(1, (), MISREAD))]), {}, __version__))
    assert not same(nobody, record())
