"""Words that tell a name from what stands around it. English and Spanish particles, US credentials; written for this project."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUFFIXES = {
    "JR": "JR", "JNR": "JR", "JUNIOR": "JR", "SR": "SR", "SNR": "SR", "SENIOR": "SR",
    "II": "II", "III": "III", "IV": "IV", "2ND": "II", "3RD": "III", "4TH": "IV",
    "ILI": "III", "LII": "III", "IIL": "III", "LLL": "III", "ILL": "III", "LLI": "III",  # as OCR reads it
}  # fmt: skip
# Words that begin a family name (de la Cruz, van der Berg); only these may stand in small letters.
PARTICLES = _words(
    """
    DE DEL DELA DELLA DI DA DO DOS DAS DU DES LA LAS LOS LE VAN VON VOM ZU DER DEN TER TEN SAN SANTA ST STE AL EL BIN IBN BEN ABU
    MAC MC Y E
    """
)
# Before anybody's name.
TITLES = _words(
    """
    MR MRS MS MISS MX SR SRA
    """
)
# Before the name of somebody at work.
DOCTORS = _words(
    """
    DR DRS DOCTOR PROF PROFESSOR
    """
)
# Behind the name of somebody at work.
CREDENTIALS = _words(
    """
    MD MDPHD RN NP APRN ARNP CNP FNP FNPC FNPBC CRNP DNP PAC PHD PSYD PHARMD RPH DPM DDS DMD LPN LVN BSN MSN CRNA CNM LCSW MSW
    LMFT LICSW LPC FACS FACC FACP FAAP FACOG FACEP FAAFP FACR FCCP FCAP FAAN MBBS MBCHB DPT PT OT OTR PTA COTA CNA CMA RT RRT CCC SLP RD
    RDN LDN ATC ESQ MPH MHA AGNP ACNP PMHNP WHNP PNP CPNP RNC CCRN CEN RDCS RDMS RVT RPSGT RDH EMT
    """
)
# Of these, who orders, treats, refers or signs; the name of a nurse or a technician alone does not tell that.
PRACTITIONERS = _words(
    """
    MD MDPHD DO MBBS MBCHB NP APRN ARNP CNP FNP FNPC FNPBC CRNP DNP AGNP ACNP PMHNP WHNP PNP CPNP PAC PA DPM DDS DMD OD CRNA CNM PHD PSYD
    LCSW LMFT LICSW LPC PT DPT OT OTR
    """
)
# The same as words: those whom records are sent to.
PROFESSIONS = _words(
    """
    ATTORNEY ATTORNEYS LAWYER ESQUIRE PARALEGAL ADJUSTER PHYSICIAN SURGEON NURSE PHARMACIST THERAPIST CHIROPRACTOR DENTIST
    OPTOMETRIST PSYCHOLOGIST PSYCHIATRIST RADIOLOGIST PATHOLOGIST CARDIOLOGIST NOTARY
    """
)
# Of both, those who treat nobody.
OF_THE_LAW = _words("ESQ ATTORNEY ATTORNEYS LAWYER ESQUIRE PARALEGAL ADJUSTER NOTARY")
# Also people's names; credentials only behind a comma that follows a whole name.
WEAK_CREDENTIALS = _words(
    """
    DO MA PA OD DC BA BS MS JD
    """
)
# Words that follow a name on a line and are in no name.
ENDS = _words(
    """
    MRN DOB SEX AGE DATE NAME PATIENT PATIENTS GENDER ROOM RM BED ACCT ACCOUNT UNIT MR VISIT ADM PHONE FAX SSN NPI PAGE FIN CSN
    HAR BORN REPORT SIGNATURE INFORMATION ADDRESS NUMBER IS WAS HAS WITH SEEN THE AND OR FOR TO ON AT BY IN OF FROM MALE FEMALE
    NONE UNKNOWN SELF SAME LAST FIRST MIDDLE INITIAL YES NO LABEL STICKER STAMP HERE PRINT PRINTED PHYSICIAN PROVIDER ATTENDING
    FACE SHEET FACESHEET SNAPSHOT DEMOGRAPHICS INSTRUCTIONS CHART
    FORM REGISTRATION RECORD RECORDS SUMMARY NOTE NOTES CONSENT EDUCATION RIGHTS PORTAL IDENTIFICATION LIST COPY
    HOSPITAL CLINIC CENTER MEDICAL HEALTH DEPARTMENT WARD
    """
)
# Before the name of somebody's relative or friend: "wife, Karen".
KIN = _words("WIFE SON SISTER SPOUSE STEPSON STEPMOTHER UNCLE COUSIN WIDOW PARTNER PARENT CAREGIVER SURROGATE PROXY")
# Words of titles, institutions and addresses: what holds one of them is not taken for a name without a label.
NO_PERSON = _words(
    """
    HOSPITAL CENTER CENTRE CLINIC MEDICAL HEALTH REPORT SUMMARY NOTE NOTES DEPARTMENT PAGE CONFIDENTIAL GENERAL REGIONAL COUNTY
    MEMORIAL UNIVERSITY LABORATORY RADIOLOGY PATHOLOGY EMERGENCY STREET ST AVE ROAD SUITE DRIVE INC LLC INSURANCE SERVICES
    ASSOCIATES GROUP FORM RECORD CHART COPY FINAL HISTORY PHYSICAL PROGRESS DISCHARGE OPERATIVE CONSULTATION NORMAL LEFT RIGHT
    RANGE UNITS RESULT RESULTS ORDERS CONSENT MEDICINE SURGERY CARE PRINTED SYSTEM FAMILY PRACTICE COMMUNITY CITY STATE FLOOR WARD
    PATIENT INFORMATION ACCIDENT ABDOMEN ADMISSION AMBULATORY ANESTHESIA ASSESSMENT BILATERAL BONE BRAIN BUYER CARDIOLOGY CERTIFICATE CHEST
    CLAIM CT DERMATOLOGY DIAGNOSTIC ECHO EKG ECG EVALUATION EXAM FOLLOW IMAGING INPATIENT INTERVENTION LAB LIFE LIST MAMMOGRAM
    MEDICATION MRI NEUROLOGY NURSE NURSING OFFICE ONCOLOGY ORTHOPEDICS OUTPATIENT PEDIATRICS PELVIS PHARMACY PLAN POLICY PORT
    PROCEDURE REFERRAL REGISTRATION RELEASE REQUEST SCAN SCREENING SHEET SHIFT SPINE SURGICAL TEST THERAPY TRANSFER TYPE ULTRASOUND
    URGENT UROLOGY VIEW VIEWS VISIT VITAL XRAY AVENUE BLVD BOULEVARD HWY HIGHWAY LN RD
    """
)
# Of these, what a house is called that has somebody's name.
HOUSES = _words("HOSPITAL CLINIC CENTER CENTRE INFIRMARY")
# Of these two lists, what is a family's name too: "Page, David", "MIA WARD".
ALSO_FAMILIES = _words(
    """
    PAGE WARD STREET SELF NURSE BRAIN BONE PORT ROOM COPY LIST PRINT FLOOR
    """
)
# States as addresses print them: "Duluth, MN" is a town and nobody.
STATES = _words(
    """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT
    VT VA WA WV WI WY DC PR
    """
)


@cache
def given_names() -> frozenset[str]:
    """Given names that are common enough to tell a person's name from two words that begin with capitals."""
    return _listed("given_names.txt")


@cache
def only_given_names() -> frozenset[str]:
    """Given names that are hardly any family's."""
    return given_names() - _listed("families_too.txt")


def _listed(name: str) -> frozenset[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return _words(" ".join(line for line in lines if not line.startswith("#")))
