"""The patient's name as print-outs, faxes, reports, forms and stickers print it: one name, surely, and whole."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure

PRINTED = [
    ("Patient Name: Smith, John Q Jr    MRN: 00123456", "SMITH, JOHN Q JR"),
    ("PT NAME SMITH, JOHN Q\nMRN 00123456", "SMITH, JOHN Q"),
    ("Pt. SMITH, JOHN   Rm 412-B   MRN 00123456", "SMITH, JOHN"),
    ("Name (Last, First, MI): O'BRIEN, MARY K", "O'BRIEN, MARY K"),
    ("SMITH, JOHN Q JR\nMRN: 00123456  DOB: 1/2/1950", "SMITH, JOHN Q JR"),
    ("Patient: Smith, John (MRN 00123456)", "SMITH, JOHN"),
    ("RE: John Smith DOB 1/2/1950", "SMITH, JOHN"),
    ("RE:  John Q. Smith\n     DOB:  January 2, 1950\n     MRN:  00123456", "SMITH, JOHN Q"),
    ("Re: Smith, John; DOB: 01/02/1950", "SMITH, JOHN"),
    ("PATIENT NAME: DE LA CRUZ, MARIA ELENA    SEX: F", "DE LA CRUZ, MARIA ELENA"),
    ("Patient: VAN DER BERG, PIETER     DOB: 1/2/1950", "VAN DER BERG, PIETER"),
    ("Patient: McDonald, Kevin", "MCDONALD, KEVIN"),
    ("Patient: Mc Donald, Kevin", "MC DONALD, KEVIN"),
    ("Patient: SMITH-JONES, ANNE MARIE", "SMITH-JONES, ANNE MARIE"),
    ("Patient: Anne-Marie Smith-Jones", "SMITH-JONES, ANNE-MARIE"),
    ("Smith, John Q (MR # 00123456) DOB: 01/02/1950 (74 yrs) M", "SMITH, JOHN Q"),
    ("Smith,John Q - MRN: 00123456 - DOB: 01/02/1950", "SMITH, JOHN Q"),
    ("Patient Information\nName          DOB          Sex     MRN\nSmith, John   01/02/1950   Male    00123456", "SMITH, JOHN"),
    ("John Q. Smith | 01/02/1950 | MRN 00123456", "SMITH, JOHN Q"),
    ("PATIENT: SMITH,JOHN Q          ACCT #: V00123456789", "SMITH, JOHN Q"),
    ("NAME: SMITH,JOHN Q            AGE: 74Y  SEX: M\nUNIT #: M000123456", "SMITH, JOHN Q"),
    ("Smith, John Q   DOB: 1/2/1950   MRN: 00123456   Page 1 of 3", "SMITH, JOHN Q"),
    ("Resident: Smith, John   Room: 12A   Physician: Doe, Amy MD", "SMITH, JOHN"),
    ("FAX COVER SHEET\nTo: Dr. Amy Doe\nFrom: Medical Records\nRE: SMITH, JOHN  DOB 01/02/1950\nPages: 4", "SMITH, JOHN"),
    ("Patient Name (Print): John Smith      Date of Birth: 01/02/1950", "SMITH, JOHN"),
    ("Name of Patient (please print): John Smith\nDate of Birth: 01/02/1950", "SMITH, JOHN"),
    ("Patient's Last Name: Smith   First: John   M.I.: Q", "SMITH, JOHN Q"),
    ("LAST NAME            FIRST NAME         MI\nSMITH                JOHN               Q\nDOB 01/02/1950", "SMITH, JOHN Q"),
    (
        "Specimen Report\nPatient: SMITH, JOHN Q          ID: 123-456-7890-0\nDOB: 01/02/1950  Age(y/m/d): 074/03/01\nGender: M",
        "SMITH, JOHN Q",
    ),
    ("Name:SMITH, JOHN Q   DOB:01/02/1950   Sex:M", "SMITH, JOHN Q"),
    ("Patient  SMITH, JOHN Q\nDOB      01/02/1950\nMRN      00123456", "SMITH, JOHN Q"),
    ("Name      John Q Smith Jr.\nDOB       01/02/1950", "SMITH, JOHN Q JR"),
    ("Dear Dr. Doe,\nI had the pleasure of seeing John Smith in clinic.\nRE: John Smith\nMRN: 00123456", "SMITH, JOHN"),
    ("PATIENT: Smith, John Q.  Admit Date: 03/01/2024  Attending: Doe, Amy, MD", "SMITH, JOHN Q"),
    ("PATIENT NAME AND ADDRESS\nSMITH, JOHN Q\n12 Oak St", "SMITH, JOHN Q"),
    ("Exam performed on: SMITH, JOHN Q\nMRN: 00123456", "SMITH, JOHN Q"),
    ("Pt Name: Smith, John Q\tMRN: 00123456", "SMITH, JOHN Q"),
    ("Patient name/MRN: John Smith / 00123456", "SMITH, JOHN"),
    ("I, John Q. Smith, hereby authorize Dr. Doe to perform\nPatient: John Q. Smith", "SMITH, JOHN Q"),
    ("MRN: 00123456   Name: SMITH, JOHN Q   Loc: 4W  Bed: 12", "SMITH, JOHN Q"),
    ("PATIENT: ST. JAMES, ROBERT", "ST JAMES, ROBERT"),
    ("PATIENT: D'ANGELO, GINA M", "D'ANGELO, GINA M"),
    ("Patient: Nguyen, Thi Hoa", "NGUYEN, THI HOA"),
    ("Patient: Garcia Lopez, Maria", "GARCIA LOPEZ, MARIA"),
    ("Patient: Maria Garcia-Lopez", "GARCIA-LOPEZ, MARIA"),
    ("Patient: Smith Jr., John Q", "SMITH, JOHN Q JR"),
    ("Patient: Smith, Jr., John Q", "SMITH, JOHN Q JR"),
    ("Patient: Smith, John Q, Jr.", "SMITH, JOHN Q JR"),
    ("Patient: SMITH,JR, JOHN Q", "SMITH, JOHN Q JR"),
    ("Patient: SMITH, JOHN Q 3RD", "SMITH, JOHN Q III"),
    ("Patient: Smith, John Q IV", "SMITH, JOHN Q IV"),
    ("Smith, John Q III   MRN: 00123456   DOB: 01/02/1950", "SMITH, JOHN Q III"),
    ("Patient ID: 00123456   Patient Name: SMITH^JOHN^Q", "SMITH, JOHN Q"),
    ("Patient: SMITH, JOHN Q  Sex: M  Age: 74 years", "SMITH, JOHN Q"),
    ("Patient: SMITH, JOHN, M, 74", "SMITH, JOHN"),
    ("Patient: SMITH, JOHN 74 M", "SMITH, JOHN"),
    ("Patient: SMITH, JOHN 74YO M", "SMITH, JOHN"),
    ("Patient: SMITH, JOHN (74yo M)", "SMITH, JOHN"),
    ("Surname: SMITH   Given Name(s): JOHN QUINCY", "SMITH, JOHN QUINCY"),
    ("Legal Name: John Q Smith    Preferred Name: Jack", "SMITH, JOHN Q"),
    ("Patient Name: John 'Jack' Smith", "SMITH, JOHN"),
    ('Patient Name: Smith, John "Jack"', "SMITH, JOHN"),
    ("Patient Name: Smith, John (Jack) Q", "SMITH, JOHN"),
    ("Beneficiary Name: John Smith   Medicare Number: 1EG4-TE5-MK73\nPatient Name: John Smith", "SMITH, JOHN"),
    ("ECG\nSMITH, JOHN   ID:00123456   02-JAN-1950 (74 yr)", "SMITH, JOHN"),
    (
        "Radiology Report\nNAME: SMITH, JOHN\nPHYS: DOE, AMY MD\nDOB: 01/02/1950  AGE: 74  SEX: M\nACCT: V001234\nEXAM DATE: 03/01/2024",
        "SMITH, JOHN",
    ),
    ("Patient's Name\nJohn Q. Smith\nDate of Birth\n01/02/1950", "SMITH, JOHN Q"),
    ("Patient Label\nSMITH, JOHN Q\nDOB: 01/02/1950 M 74Y\nMRN: 00123456", "SMITH, JOHN Q"),
]


@pytest.mark.parametrize(("text", "value"), PRINTED)
def test_the_name_is_found_whole(text: str, value: str) -> None:
    assert sure(text, "name") == [value]
