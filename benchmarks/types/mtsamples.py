"""MTSamples: unique texts, their types by specialty and wording, and the split by text.

A type is given only where the source says so; a text that could be several things is left out, or kept for `other`.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipeline.classify.linear import OTHER

DISCHARGE, HISTORY, CONSULT, PROGRESS, OPERATION = "18842-5", "34117-2", "11488-4", "11506-3", "11504-8"
PATHOLOGY, IMAGING, EMERGENCY, REFERRAL, EKG = "11526-1", "18748-4", "34111-5", "57133-1", "11524-6"

BY_SPECIALTY = (
    ("Discharge Summary", DISCHARGE),
    ("Letters", REFERRAL),
    ("Emergency Room Reports", EMERGENCY),
    ("SOAP / Chart / Progress Notes", PROGRESS),
    ("Office Notes", PROGRESS),
    ("Lab Medicine - Pathology", PATHOLOGY),
    ("Radiology", IMAGING),
    ("Surgery", OPERATION),
)
CONSULTED = re.compile(r"consult|asked (by|to see|to evaluate)|thank you (very much )?for (the|this|asking|allowing|referring|your)|"
                       r"(referred|request) (by|of|for)|reason for (referral|evaluation)", re.IGNORECASE)  # fmt: skip
CONSULT_NAME = re.compile(r"consult|evaluation", re.IGNORECASE)
ADMITTED = re.compile(r"H&P|history (and|&) physical|well[- ]child|physical exam|admission", re.IGNORECASE)
TEMPLATE = re.compile(r"template|sample note|v/s", re.IGNORECASE)
CUTTING = re.compile(r"(pre-?\s?operative diagnos|procedures? (performed|in detail)|name of procedure|description of (the )?procedure|"
                     r"operation performed|pre-?procedure)", re.IGNORECASE)  # fmt: skip
BREAK = re.compile(r"(?<=[.:])\s*,(?=\s*\S)|,(?=\d+\. )|,(?=[A-Z][A-Z &/()'-]{3,}:)")
SHIPPED_EXTRACT = 5  # sample_docs carry texts whose note_id is a multiple of this: never measured on


@dataclass(frozen=True, slots=True)
class Note:
    """One unique text with newlines put back. `part` is "train", "validation" or "test"."""

    source: str
    text: str
    label: str
    part: str
    also: frozenset[str]  # every type that one of the text's specialties stands for; `label` is among them


def notes(path: Path) -> list[Note]:
    """Every unique text that has a type, in a fixed order."""
    csv.field_size_limit(10**8)
    rows_of: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows_of[_key(row["transcription"])].append(row)
    found = []
    for key, rows in sorted(rows_of.items()):
        label = label_of(rows)
        if label and len(key) > 100:
            found.append(
                Note(f"mtsamples:{key_hash(key)}", lines_of(rows[0]["transcription"]), label, _part(key, rows), _also(label, rows))
            )
    return found


def label_of(rows: list[dict[str, str]]) -> str | None:  # noqa: PLR0911  # a decision list: one return a rule
    """The type of one text from all its rows; None where the source doesn't tell."""
    specialties = {row["medical_specialty"].strip() for row in rows}
    name = " ".join(row["sample_name"] + " " + row["description"] for row in rows)
    text = rows[0]["transcription"]
    if "IME-QME-Work Comp etc." in specialties:
        return None
    if "Autopsy" in specialties or "sample note on" in name.lower():
        return OTHER
    if re.search(r"holter|electrocardiogram|\bEKG\b", rows[0]["sample_name"], re.IGNORECASE) and "Consult" not in name:
        return EKG
    if "Consult - History and Phy." in specialties and re.search("consult", rows[0]["sample_name"], re.IGNORECASE):
        return CONSULT
    if {"Surgery", "Radiology"} <= specialties or {"Surgery", "SOAP / Chart / Progress Notes"} <= specialties:
        return OPERATION if CUTTING.search(text) else None
    if "Office Notes" in specialties and TEMPLATE.search(name):
        return HISTORY
    for specialty, code in BY_SPECIALTY:
        if specialty in specialties:
            return None if specialty == "Office Notes" and len(specialties) > 2 else code
    if "Consult - History and Phy." in specialties:
        return _history_or_consult(rows[0]["sample_name"], text)
    return OPERATION if CUTTING.search(text[:1200]) else None


def _also(label: str, rows: list[dict[str, str]]) -> frozenset[str]:
    specialties = {row["medical_specialty"].strip() for row in rows}
    return frozenset({label, *(code for specialty, code in BY_SPECIALTY if specialty in specialties)})


def _history_or_consult(name: str, text: str) -> str:
    if re.search("consult", name, re.IGNORECASE):
        return CONSULT
    if ADMITTED.search(name):
        return HISTORY
    return CONSULT if CONSULTED.search(text[:900]) or CONSULT_NAME.search(name) else HISTORY


def lines_of(text: str) -> str:
    """The text with the newlines that the source turned into commas."""
    return "\n".join(line.strip(" ,") for line in BREAK.sub("\n", text).split("\n") if line.strip(" ,"))


def _key(text: str) -> str:
    """What makes two texts one: letters only, and only the beginning (copies differ in spacing and in their last lines)."""
    return re.sub(r"[^a-z]", "", text.lower())[:600]


def key_hash(key: str) -> str:
    """A text's name in the split; says nothing of the text."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _part(key: str, rows: list[dict[str, str]]) -> str:
    bucket = int(key_hash(key), 16) % 10
    if bucket < 3 and all(int(row["note_id"]) % SHIPPED_EXTRACT for row in rows):
        return "test"
    return "validation" if bucket == 9 else "train"
