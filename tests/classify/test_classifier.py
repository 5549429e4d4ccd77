"""The shipped model with the shipped types, on pages written for this test: not with the training grammar's words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.classify.classifier import Classifier
from pipeline.classify.document_types import DocumentType, load_types
from pipeline.classify.linear import load_model
from pipeline.classify.settings import ClassifySettings
from pipeline.model.types import PageText, TypeGuess
from tests.support.pagetext import page_from_text

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "pipeline" / "classify" / "model" / "types.npz"


@cache
def classifier(min_confidence: float = 0.5, own: tuple[DocumentType, ...] = ()) -> Classifier:
    return Classifier(
        ClassifySettings(min_confidence=min_confidence), load_model(MODEL), (*load_types(ROOT / "config" / "document_types"), *own)
    )


def guess(text: str) -> TypeGuess:
    return classifier()(page_from_text(text)).type


PAGES = {
    "18842-5": "DISCHARGE SUMMARY\nPatient: ROE, RICHARD\nDate of Admission: 01/02/2019  Date of Discharge: "
    "01/05/2019\nADMITTING DIAGNOSIS: Pneumonia\n"
    "HOSPITAL COURSE: The patient was treated with antibiotics and improved over three days.\nDISCHARGE MEDICATIONS: "
    "amoxicillin\nFollow up in clinic in one week.",
    "11502-2": "Quest Hill Laboratories\nLaboratory Report\nTest Result Flag Reference Range\nSodium 139 136-145\nPotassium 5.6 "
    "H 3.5-5.1\nCreatinine 0.9 0.6-1.2\nHemoglobin 13.2",
    "59284-0": "INFORMED CONSENT FOR SURGERY\nI authorize Dr. Lee to perform a hernia repair. The risks and benefits have been "
    "explained to me.\nPatient signature ______ Witness ______",
    "64292-6": "AUTHORIZATION TO RELEASE MEDICAL RECORDS\nI authorize the hospital to disclose my records to the person named "
    "below. This authorization expires in one year and may be revoked in writing.",
    "11504-8": "OPERATIVE REPORT\nPREOPERATIVE DIAGNOSIS: Acute appendicitis\nPOSTOPERATIVE DIAGNOSIS: Same\nANESTHESIA: "
    "General\nPROCEDURE: The abdomen was prepped and draped. An incision was made.",
    "11524-6": "ECG\nVent. rate 72 BPM\nPR interval 160 ms\nQRS duration 90 ms\nQT/QTc 400/420 ms\nNormal sinus rhythm\nNormal ECG",
    "46209-3": "PHYSICIAN ORDERS\nAdmit to telemetry\nDiet: cardiac\nVitals every 4 hours\nCBC and BMP in the morning\nHeparin "
    "5000 units SC q8h\nPhysician signature ______",
}


@pytest.mark.parametrize("code", PAGES)
def test_plain_pages_have_their_type(code: str) -> None:
    found = guess(PAGES[code])
    assert found.code == code
    assert found.confidence == found.scores[0][1]
    assert found.confidence >= 0.5
    assert found.evidence


OTHERS = (
    "LUNCH MENU\nTomato soup 4.50\nGrilled cheese sandwich 7.25\nCoffee 2.00\nCherry pie with cream 5.00\nAsk your "
    "waiter for the specials of the day",
    "It was a bright cold day in April, and the clocks were striking thirteen. The old man walked along the shore, "
    "thinking of his boat and of the sea.",
    "INVOICE\nBill to: Acme Hardware\n12 boxes nails 34.00\n3 hammers 51.00\nSubtotal 85.00\nTax 6.80\nTotal due "
    "91.80\nPayment within 30 days",
)


@pytest.mark.parametrize("text", OTHERS, ids=["menu", "novel", "invoice"])
def test_what_is_none_of_the_types_is_not_forced(text: str) -> None:
    assert guess(text).code is None


def test_every_known_code_has_a_score_best_first() -> None:
    scores = guess(PAGES["18842-5"]).scores
    shares = [share for _, share in scores]
    assert {code for code, _ in scores} == {kind.code for kind in load_types(ROOT / "config" / "document_types")}
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.0 + 1e-9


def test_evidence_is_words_a_person_can_read() -> None:
    found = guess(PAGES["18842-5"])
    assert "title: Discharge summary" in found.evidence
    assert len(found.evidence) <= ClassifySettings().evidence_words


def test_a_blank_or_nearly_blank_page_has_no_type() -> None:
    blank = PageText(1, (), 1.0, 0, 0.0, True, 2550, 3300, "test")
    assert classifier()(blank).type.code is None
    assert classifier()(page_from_text("CONSENT signed")).type.code is None
    assert all(share == 0.0 for _, share in classifier()(blank).type.scores)


def test_under_the_wanted_confidence_the_answer_is_none() -> None:
    strict = classifier(min_confidence=1.0)(page_from_text(PAGES["46209-3"])).type
    assert strict.code is None
    assert strict.scores[0][0] == "46209-3"


def test_a_sites_own_type_needs_no_training() -> None:
    own = DocumentType(
        "72170-4", "Wound photograph record", titles=("wound photograph record",), cues=("wound", "photograph", "camera", "ruler")
    )
    text = "WOUND PHOTOGRAPH RECORD\nDate 01/02/2019 taken by the wound team\nwound on left heel, ruler in picture, camera 2"
    found = classifier(own=(own,))(page_from_text(text)).type
    assert found.code == "72170-4"
    assert found.evidence == ("title: Wound photograph record",)
    assert classifier(own=(own,))(page_from_text(PAGES["18842-5"])).type.code == "18842-5"


def test_a_type_that_a_site_took_away_is_never_answered() -> None:
    fewer = tuple(kind for kind in load_types(ROOT / "config" / "document_types") if kind.code != "18842-5")
    found = Classifier(ClassifySettings(), load_model(MODEL), fewer)(page_from_text(PAGES["18842-5"])).type
    assert found.code != "18842-5"
    assert "18842-5" not in dict(found.scores)


def test_the_model_file_is_small() -> None:
    assert MODEL.stat().st_size < 3_000_000
    assert (MODEL.parent / "DATA_CARD.md").is_file()
