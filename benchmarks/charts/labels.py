"""How hospitals print the labels of identifiers, and of what is no identifier of the patient."""

from __future__ import annotations

from random import Random

LABELS: dict[str, tuple[str, ...]] = {
    "name": (
        "Patient Name",
        "Patient",
        "Name",
        "Pt. Name",
        "Pt",
        "PATIENT NAME",
        "Patient's Name",
        "Pt Name",
        "NAME",
        "Name of Patient",
        "Patient (Last, First)",
    ),
    "mrn": (
        "MRN",
        "MR #",
        "MR#",
        "Med Rec No",
        "Medical Record Number",
        "Medical Record #",
        "Unit No",
        "Unit #",
        "Patient ID",
        "Chart #",
        "Hosp No",
        "MRN #",
        "Med. Rec. #",
        "M.R. No.",
        "MR No",
        "Hospital #",
        "UNIT NUMBER",
        "Med Rec #",
        "Chart No.",
    ),
    "birth_date": ("DOB", "D.O.B.", "Date of Birth", "Birth Date", "Birthdate", "DOB", "DATE OF BIRTH", "Born", "B/D", "Patient DOB"),
    "sex": ("Sex", "Gender", "SEX", "Sex", "Legal Sex", "Patient Sex"),
    "encounter": ("Encounter", "Visit #", "CSN", "FIN", "Encounter #", "Visit No", "FIN #", "Encounter No.", "Visit Number", "Case No."),
    "account": ("Acct #", "Account No", "HAR", "Account #", "Acct No.", "Hospital Account", "Account Number", "ACCT"),
}
# The date a document is about is called by what the document is.
DATE_LABELS: dict[str | None, tuple[str, ...]] = {
    "18842-5": ("Adm Date", "Admit Date", "Date of Admission", "Admission Date", "Admitted", "DATE OF ADMISSION", "Date Admitted"),
    "34117-2": ("Adm Date", "Date of Admission", "Date of Service", "Admit Date", "DOS", "Date of Exam"),
    "11488-4": ("Date of Consultation", "Consult Date", "Date of Service", "DOS", "DATE OF CONSULT"),
    "11506-3": ("Date of Service", "DOS", "Visit Date", "Date of Visit", "Encounter Date", "Date Seen"),
    "11504-8": ("Date of Surgery", "Date of Operation", "Procedure Date", "Date of Procedure", "DATE OF OPERATION", "Surgery Date"),
    "11526-1": ("Date Collected", "Collected", "Date of Procedure", "Collection Date", "Date Obtained"),
    "18748-4": ("Exam Date", "Date of Exam", "Exam date", "Study Date", "Date of Service", "Date of Study"),
    "11502-2": ("Date Collected", "Collected", "Collection Date", "Coll. Date", "Drawn", "Collected Date"),
    "34111-5": ("Date of Service", "Arrival Date", "Visit Date", "DOS", "Date of Visit", "ED Arrival"),
    "34746-8": ("Date", "Date of Service", "Shift Date", "Service Date"),
    "56445-0": ("Date", "Date of Service", "Adm Date", "Service Date"),
    "46209-3": ("Date", "Order Date", "Adm Date", "Date of Order"),
    "59284-0": ("Date of Procedure", "Date of Service", "Date of Surgery", "Procedure Date"),
    "64292-6": ("Date of Service", "Date(s) of Service"),
    "74208-0": ("Adm Date", "Admit Date", "Admission Date", "Date of Admission", "Registration Date", "Date of Service"),
    "64290-0": ("Date of Service", "DOS", "Service Date"),
    "57133-1": ("Date of Visit", "Date of Service", "Date Seen", "Visit Date"),
    "11524-6": ("Date of Test", "Test Date", "Date of Study", "Exam Date", "Date Recorded", "Acquired"),
}
PHYSICIANS = ("Attending", "Attending Physician", "Attending MD", "Physician", "Provider", "Dr.", "Attending Provider", "ATT DR")
ORDERING = ("Ordering Physician", "Ordering Provider", "Ordered by", "Ordering MD", "Requesting Physician")
REFERRING = ("Referring Physician", "Ref Phys", "Referring Provider", "Referred By", "PCP", "Primary Care Physician", "Fam Dr")


def label(rng: Random, kind: str, type_code: str | None = None) -> str:
    """A printed label of this kind, without its colon."""
    if kind == "service_date":
        return rng.choice(DATE_LABELS.get(type_code, ("Date of Service", "DOS", "Visit Date")))
    return rng.choice(LABELS[kind])
