"""Everyday sentences of charts, and longer texts from MTSamples (CC0)."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

HISTORY = (
    "Hypertension, treated for more than ten years.",
    "Hyperlipidemia on a statin.",
    "Appendectomy as a teenager.",
    "Gastroesophageal reflux.",
    "Hypothyroidism, on replacement.",
    "Migraine without aura.",
    "Right inguinal hernia repair.",
    "Cesarean delivery or other abdominal surgery: none.",
    "Depression, in remission.",
    "Obstructive sleep apnea; uses CPAP most nights.",
    "Chronic kidney disease, stage 3a.",
    "Cataract extraction, both eyes.",
)
CHILDHOOD = (
    "Born at term, normal newborn screen.",
    "Eczema as an infant.",
    "Recurrent ear infections; tubes placed.",
    "Immunizations are up to date.",
    "Hospitalized once for bronchiolitis.",
    "Growth along the 40th percentile.",
    "Peanut allergy suspected, not tested.",
)
SOCIAL = (
    "{He} lives with {his} {rel} {relname} in a two-story house. Never smoked. Wine on weekends.",
    "Retired teacher. Quit tobacco in 2004 after twenty pack-years. No alcohol.",
    "Works in a warehouse. Half a pack a day. Denies drugs. Support person: {relname} ({rel}), {relphone}.",
    "Lives alone; {relname}, {his} {rel}, visits daily and manages the pill box.",
    "Lives at home with family. No smokers in the house.",
)
FAMILY = (
    "Father died at 71 of a heart attack. Mother living, with diabetes.",
    "Mother had breast cancer at 58. Two brothers in good health.",
    "{His} {rel}, {relname}, has high blood pressure. No bleeding disorder in the family.",
    "Noncontributory.",
    "Paternal grandfather had a stroke at 66; a cousin, also named Robert, has epilepsy.",
)
REVIEW = (
    (
        "Constitutional: as above. Eyes: no change in vision. Ears, nose and throat: no sore throat. Cardiac: no palpitations. Respiratory:"
        " as above."
    ),
    "Ten systems were reviewed and are negative except as noted in the history.",
    (
        "Genitourinary: no burning or frequency. Musculoskeletal: as above. Skin: no rash. Neurologic: no headache or weakness."
        " Psychiatric: sleeps poorly."
    ),
)
ALLERGIES = (
    "No known drug allergies",
    "Penicillin (hives)",
    "Sulfa drugs (rash)",
    "Codeine (nausea), latex",
    "Shellfish; iodinated contrast tolerated",
    "NKDA",
)
GENERAL = (
    "The findings were discussed with the patient, who understands and agrees.",
    "A copy of this report goes to {ref}.",
    "All questions were answered. {relname} ({rel}) was present during the discussion.",
    "The case was discussed with {oth} by telephone.",
    "I spent 35 minutes with the patient, more than half of it in counseling.",
    "The patient was advised to return at once if symptoms become worse.",
    "Interpreter services were offered and declined.",
    "Old records from the outside hospital were requested and reviewed.",
)
NURSING = (
    "Resting in bed with eyes closed, easily roused. Call light within reach, side rails up x2.",
    "Ambulated to bathroom with one assist, gait steady.",
    "Dressing to incision clean, dry and intact. No drainage noted.",
    "C/o pain 6/10, medicated per order; 3/10 on reassessment after 45 minutes.",
    "IV to left forearm infusing without redness or swelling.",
    "Voided 350 mL clear yellow urine.",
    "{relname} ({rel}) at bedside, questions answered.",
    "Breath sounds diminished at bases, incentive spirometer encouraged, reaching 1250 mL.",
    "Refused evening meal; took 240 mL of juice.",
    "{oth} notified of blood pressure 168/92; no new orders.",
    "Turned and repositioned, heels floated. Skin intact over bony prominences.",
    "Teaching on medications done with return demonstration.",
    "Telemetry shows sinus rhythm, rate 78, rare PVC.",
    "Report given to oncoming nurse. Safety checks complete.",
)
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "18842-5": ("Discharge Summary",),
    "11504-8": ("Surgery",),
    "34111-5": ("Emergency Room Reports",),
    "18748-4": ("Radiology",),
    "11506-3": ("SOAP / Chart / Progress Notes",),
}
SEX = {
    "F": re.compile(r"\b(he|his|him|male|man|gentleman|boy|mr)\b", re.I),
    "M": re.compile(r"\b(she|her|female|woman|lady|girl|pregnan\w+|mrs|ms)\b", re.I),
}
HEADING = re.compile(r"(?:^|,)\s*([A-Z][A-Z /&'-]{3,48}):\s*,?\s*")


class Samples:
    """MTSamples by type and sex, split at its headings."""

    def __init__(self, data: Path) -> None:
        csv.field_size_limit(sys.maxsize)
        with (data / "mtsamples" / "mtsamples.csv").open(encoding="utf-8", newline="") as rows:
            everything = list(csv.DictReader(rows))
        self.texts: dict[tuple[str, str], list[str]] = {}
        for code, names in CATEGORIES.items():
            chosen = sorted({row["transcription"] for row in everything if row["medical_specialty"].strip() in names})
            for sex in "FM":
                self.texts[code, sex] = [text for text in chosen if 900 < len(text) < 7000 and not SEX[sex].search(text)]

    def sections(self, rng: Random, code: str, sex: str) -> list[tuple[str, str]]:
        pool = self.texts.get((code, sex), [])
        if not pool:
            return []
        parts = HEADING.split(rng.choice(pool))
        pairs = [("", parts[0]), *list(zip(parts[1::2], parts[2::2], strict=True))]
        return [(head.strip().capitalize(), tidy(text)) for head, text in pairs if len(text.strip(" ,.")) > 3]


def tidy(text: str) -> str:
    text = re.sub(r"\.,(?=\S)", ". ", text)
    return re.sub(r"\s+", " ", text).strip(" ,").replace("&", "&amp;").replace("<", "&lt;")


def some(rng: Random, bank: tuple[str, ...], low: int, high: int) -> str:
    return " ".join(rng.sample(bank, min(len(bank), rng.randint(low, high))))
