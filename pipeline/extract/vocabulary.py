"""Words that tell a name from what stands around it. English and Spanish particles, US credentials; written for this project."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUFFIXES = {
    "JR": "JR", "JNR": "JR", "JUNIOR": "JR", "SR": "SR", "SNR": "SR", "SENIOR": "SR",
    "II": "II", "III": "III", "IV": "IV", "2ND": "II", "3RD": "III", "4TH": "IV",
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
    LMFT FACS FACC FACP FAAP MBBS MBCHB DPT PT OT OTR CNA CMA RT RRT CCC SLP RD LDN ATC ESQ MPH MHA
    """
)
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
    HOSPITAL CLINIC CENTER MEDICAL HEALTH DEPARTMENT
    """
)
# Words of titles, institutions and addresses: what holds one of them is not taken for a name without a label.
NO_PERSON = _words(
    """
    HOSPITAL CENTER CENTRE CLINIC MEDICAL HEALTH REPORT SUMMARY NOTE NOTES DEPARTMENT PAGE CONFIDENTIAL GENERAL REGIONAL COUNTY
    MEMORIAL UNIVERSITY LABORATORY RADIOLOGY PATHOLOGY EMERGENCY STREET ST AVE ROAD SUITE DRIVE INC LLC INSURANCE SERVICES
    ASSOCIATES GROUP FORM RECORD CHART COPY FINAL HISTORY PHYSICAL PROGRESS DISCHARGE OPERATIVE CONSULTATION NORMAL LEFT RIGHT
    RANGE UNITS RESULT RESULTS ORDERS CONSENT MEDICINE SURGERY CARE PRINTED SYSTEM FAMILY PRACTICE COMMUNITY CITY STATE FLOOR WARD
    PATIENT INFORMATION
    """
)
