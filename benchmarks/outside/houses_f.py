"""The fourth set, all held out, seen by nobody: a coastal hospital, a county's paper forms, a children's hospital."""

from __future__ import annotations

from benchmarks.outside import houses_f2, houses_f3
from benchmarks.outside.forms import facesheet
from benchmarks.outside.fourth_forms import captioned, given_grid, order_sheet, permission, strip, ward_log
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.third_forms import released


def saltmarsh_line(pen: Pen) -> str:
    visit = f"HAR {pen.account()}" if not pen.later else f"{pen.house.name}"
    return (
        f"<div class=rl>{pen.name()} (MRN {pen.mrn()}) &nbsp; DOB: {pen.dob()} ({pen.age} y.o. {pen.sex()}) &nbsp; {visit}"
        " &nbsp; pg <i class=pg></i></div>"
    )


def saltmarsh_first(pen: Pen) -> str:
    rows = " &nbsp;|&nbsp; ".join([pen.house.name, *(f"{key}: {value}" for key, value in own_dates(pen))])
    who = f"Responsible provider: {pen.provider()} &nbsp;|&nbsp; Primary care: {pen.provider(pen.visit.referring)}"
    return f"{saltmarsh_line(pen)}<div class=st>{pen.title}</div><div class=sm>{rows}</div><div class=sm>{who}</div>"


def saltmarsh_foot(pen: Pen) -> str:
    return f"<div class=sm>Faxed to outside organization via RightFax on {pen.after(12)} {pen.time()}. Confidential.</div>"


SALTMARSH = House(
    "saltmarsh",
    "fourth_held_out",
    "Saltmarsh Coastal Hospital",
    "77 Jetty Rd, Morehead City, NC 28557",
    "252-555-0190",
    "coast",
    tuple(titles(ds="", hp="", con="", prog="", ed="", op="", med="")),
    titles(
        ds="Hospital Course and Discharge Summary|Discharge Summary by Inpatient Medicine",
        hp="Inpatient H&amp;P Note|History and Physical - Adult Admission",
        con="Consult Note - Inpatient Specialty|Inpatient Consultation Note (New)",
        prog="Progress Note (Hospitalist)|Medicine Progress Note",
        ed="ED Physician Notes|Emergency Department Encounter - Provider Note",
        op="Operative Note - Full|Op Note (Surgeon)",
        med="Current Medication List|Discharge Medication List",
    ),
    ".page.h-saltmarsh{padding:.3in .7in .4in} .h-saltmarsh{font:10.5pt/1.36 'Liberation Serif'} .h-saltmarsh .rl{font:8.5pt"
    " 'Liberation Sans';border-bottom:1px solid #777;padding-bottom:2px} .h-saltmarsh .st{font:bold 15pt 'Liberation Serif';margin:9px 0"
    " 2px} .h-saltmarsh .sm{font-size:9pt;color:#222} .h-saltmarsh h3{font-size:11pt;text-decoration:underline}",
    saltmarsh_first,
    saltmarsh_line,
    saltmarsh_foot,
    "comma",
    "loose",
    date_words={"18842-5": "Admit|Discharge", "34117-2": "Admit", "11488-4": "Seen on", "11506-3": "Date of service", "34111-5": "Arrived",
        "11504-8": "Date of surgery"},
    signature="Electronically signed: {full}|{day} at {time} hrs",
    numbers=lambda rng: (f"{rng.randint(10**8, 10**9 - 1)}", f"6{rng.randint(10**7, 10**8 - 1)}"),
    born_before=2003,
    bodies={
        "18842-5": outline("Discharge Diagnoses=dx", "Presentation=brief", "Hospital Course by Problem=course", "=problems",
            "Exam at Discharge=exam", "Medications at Discharge=drugs", "Appointments=follow"),
        "34117-2": outline("Reason for Admission=complaint", "History=present", "Past Medical History=history", "Home Medications=drugs",
            "Allergies=allergies", "Social=social", "Family=family", "Vitals=measures", "Exam=exam", "Labs=blood", "=problems",
            "Impression and Plan=dx", "=plan"),
        "11488-4": outline("Question=complaint", "History of Present Illness=present", "Background=history", "Exam=exam", "Results=blood",
            "=problems", "Assessment=dx", "Recommendations=plan", opening="Asked by {other} to see {mr}."),
        "11506-3": outline("Overnight=remark", "S=course", "O=measures", "Exam=exam", "Results=blood", "=problems", "A/P=dx", "=plan"),
        "34111-5": outline("Presenting Complaint=quote", "History=present", "Past History=history", "Vitals on arrival=measures",
            "Exam=exam", "Workup=blood", "Course in the department=course", "=problems", "Diagnosis=dx", "Disposition=plantext"),
        "11504-8": outline("Diagnosis before=dx", "Diagnosis after=dx", "Operation=operation", "Surgeon=surgeon", "Helper=assistant",
            "Anesthesia=anesthesia", "Findings=brief", "Details=steps", "Specimen=specimen", "Blood loss=loss"),
        "56445-0": outline("Take these=drugrows", "Allergies=allergies", opening="List as of {day}, reviewed by {doctor}.", sign=False),
    },
)  # fmt: skip


def fenwick_first(pen: Pen) -> str:
    return f"<div class=fh><span>{pen.house.name}<br><small>{pen.house.address}</small></span><b>{pen.title}</b></div>"


def fenwick_foot(pen: Pen) -> str:
    """The form's number on the left, the addressograph's imprint on the right."""
    visit = pen.visit
    imprint = (
        f"{pen.name()}<br>{pen.mrn()} &nbsp; {pen.account()}<br>DOB {pen.dob()} &nbsp; {pen.age} {pen.sex()}<br>"
        f"{pen.provider(form='caps')}<br>ADM {pen.day(visit.admit)} &nbsp; {visit.unit.upper()}"
    )
    form = f"FCGH-{100 + sum(map(ord, pen.title)) % 800} (Rev. 4/11)<br>White: chart &nbsp; Yellow: pharmacy"
    return f"<div class=fd><span>{form}</span><div class=im>{imprint}</div></div>"


FENWICK = House(
    "fenwick",
    "fourth_held_out",
    "Fenwick County General Hospital",
    "Court Square, Poplar Bluff, Missouri",
    "573-555-0133",
    "imprint",
    tuple(titles(ord="", rn="", med="", cst="", roi="", con="", prog="")),
    titles(
        ord="PHYSICIAN'S ORDER SHEET|DOCTOR'S ORDERS - GENERAL ADMISSION",
        rn="NURSES' PROGRESS NOTES|24 HOUR NURSING CARE RECORD",
        med="MEDICATION ADMINISTRATION RECORD (MAR)|SCHEDULED MEDICATIONS - MAR",
        cst="CONSENT TO SURGERY OR SPECIAL PROCEDURE|CONSENT TO OPERATION AND ANESTHETIC",
        roi="AUTHORIZATION TO RELEASE HOSPITAL RECORDS|PATIENT AUTHORIZATION FOR DISCLOSURE",
        con="CONSULTATION REQUEST AND REPORT|CONSULTANT'S REPORT",
        prog="PHYSICIAN'S PROGRESS NOTES|PROGRESS NOTES - INTERDISCIPLINARY",
    ),
    ".page.h-fenwick{padding:.45in .6in .4in} .h-fenwick{font:10.5pt/1.5 'Liberation Sans Narrow'} .h-fenwick .fh{display:flex;"
    "justify-content:space-between;border:2px solid #000;padding:5px 9px;font-size:12pt} .h-fenwick .fd{display:flex;justify-content:"
    "space-between;align-items:flex-end;font-size:8pt} .h-fenwick .im{width:3.3in;height:1.18in;border:1px solid #000;padding:6px 9px;"
    "font:11pt/1.25 'Liberation Mono'}",
    fenwick_first,
    lambda _: "",
    fenwick_foot,
    "unmarked",
    "hyphen_short",
    mrn_form="first_two",
    signature="{plain}|{day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**5, 10**6 - 1)}", f"{rng.randint(20, 23)}{rng.randint(10**5, 10**6 - 1)}"),
    born_before=2003,
    bodies={
        "46209-3": order_sheet("Working diagnosis:", "Noted by"),
        "34746-8": ward_log(("HOUR", "OBSERVATIONS AND CARE", "SIGNATURE"), "DATE"),
        "56445-0": given_grid(("No", "Drug - dose - route", "06", "10", "14", "18", "22"), "Day 2 of record"),
        "59284-0": permission(
            "I, {name}, ask {doctor} and those he or she chooses to perform: {op}.",
            "My condition has been explained to me as {dx}. I know of the risks, which include bleeding, infection and death.",
            "Blood may be given if needed. No promise has been made to me about the result.",
            "I agree that tissue may be kept for study.",
            lines=(("Signature of patient", "{day}"), ("Witness", "{relname}, {rel}")),
        ),
        "64292-6": released("I permit {house} to send the records of my stay of {day} to the person below.",
            kinds=("Operative report", "X-rays", "Laboratory", "Complete chart"), parties=("From", "To"),
            closing="Good for one year, until {year}. {relname} ({rel}) may collect the copies.",
            signer=("Patient's signature", "Date signed")),
        "11488-4": outline("Reason=complaint", "History=present", "Past history=history", "Findings=exam", "Laboratory=blood",
            "=problems", "Opinion=dx", "Advice=plan", opening="Requested by {other} &nbsp; Seen {day}"),
        "11506-3": outline("=brief", "Exam=exam", "Course=course", "Laboratory=blood", "=problems", "Impression=dx", "Plan=plantext",
            opening="{day} &nbsp; Note:"),
    },
)  # fmt: skip


def kittredge_first(pen: Pen) -> str:
    kin, visit = pen.visit.relative, pen.visit
    born = pen.other_day((visit.service - kin.birth).days)
    dates = tuple(own_dates(pen)) or (("Unit", visit.unit),)
    top = captioned(
        (("Child's name", f"<b>{pen.name()}</b>"), ("Birth date / age", f"{pen.dob()} / {age_words(pen)}"), ("Sex", pen.sex())),
        (("Guardian", f"{kin.name} ({kin.relation})"), ("Guardian birth date", born), ("Guardian phone", kin.phone)),
        (("Attending", pen.provider()), ("Pediatrician", pen.provider(visit.referring)), *dates[:2]),
    )
    return f"<div class=kh><div>{pen.house.name}<br><b>{pen.title}</b></div>{strip(pen, pen.mrn())}</div>{top}"


def age_words(pen: Pen) -> str:
    return f"{pen.age} y" if pen.age >= 2 else pen.age_text.replace("-month-old", " mo")


def kittredge_later(pen: Pen) -> str:
    return f"<div class=kh><div>{pen.name()} &nbsp; {pen.dob()}<br>{pen.title}</div>{strip(pen, pen.mrn())}</div>"


def kittredge_foot(pen: Pen) -> str:
    return f"<div class=kf>{pen.house.address} &nbsp; {pen.house.phone} &nbsp; - <i class=pg></i> -</div>"


KITTREDGE = House(
    "kittredge",
    "fourth_held_out",
    "Kittredge Hospital for Children",
    "400 Playhouse Ln, Akron, OH 44308",
    "330-555-0177",
    "child",
    tuple(titles(hp="", prog="", ed="", rn="", cst="", face="", ref="", ds="")),
    titles(
        hp="Pediatric Admission H&amp;P|History and Physical (Pediatrics)",
        prog="Pediatric Clinic Note|Inpatient Pediatrics Progress Note",
        ed="Pediatric Emergency Department Note|Pediatric ED Physician Record",
        rn="Pediatric Nursing Shift Assessment|Nursing Notes - Pediatrics",
        cst="Parental Consent for Procedure|Parent / Guardian Informed Consent",
        face="Patient Information Face Sheet|Pediatric Registration Record",
        ref="Referral to Pediatric Specialty Clinic|Specialty Referral Request",
        ds="Pediatric Discharge Summary|Discharge Summary - Pediatrics",
    ),
    ".page.h-kittredge{padding:.4in .55in} .h-kittredge{font:10pt/1.4 'Carlito'} .h-kittredge .kh{display:flex;justify-content:"
    "space-between;font-size:12pt;color:#134b6b;margin-bottom:6px} .h-kittredge .strip{text-align:center;font:10pt 'Liberation Mono';"
    "color:#000} .h-kittredge .capt td{border:1px solid #8aa;padding:2px 6px} .h-kittredge .c{font-size:7.5pt;color:#466;border-top:1px"
    " dotted #8aa} .h-kittredge .v{min-height:15px} .h-kittredge .kf{text-align:center;font-size:8.5pt} .h-kittredge h3{font-size:11pt;"
    "color:#134b6b}",
    kittredge_first,
    kittredge_later,
    kittredge_foot,
    "short",
    "abbreviated",
    sex_words=("Girl", "Boy"),
    date_words={"18842-5": "Came in|Went home", "34117-2": "Admitted", "11506-3": "Visit date", "34111-5": "Arrival date",
        "57133-1": "Date of referral", "74208-0": "Registered"},
    signature="Signed {full}, {day}, {time}",
    children=True,
    sees=lambda one: one.birth.year > 2003,
    bodies={
        "34117-2": outline("Why the child came=complaint", "Story=present", "Birth and past history=history", "Allergies=allergies",
            "Home=social", "Vital signs=measures", "Examination=exam", "Studies=blood", "=problems", "Assessment=dx", "Plan=plan"),
        "11506-3": outline("Concern=complaint", "Since last seen=course", "Vital signs=measures", "Examination=exam", "=problems",
            "Assessment=dx", "Plan=plan"),
        "34111-5": outline("Complaint=quote", "History from parent=present", "Past=history", "Triage vital signs=measures",
            "Examination=exam", "Course=course", "=problems", "Diagnosis=dx", "Disposition=plan"),
        "34746-8": ward_log(("Time", "Nursing note", "Nurse"), "Shift date"),
        "59284-0": permission(
            "I am the {rel} or legal guardian of {name} and consent to {op} by {doctor}.",
            "The reason, {dx}, and the risks, which include bleeding, infection and reactions to anesthesia, were explained to me.",
            "I may ask to stop at any time before the procedure begins.",
            lines=(("Parent or guardian", "{relname}, {rel}"), ("Witness", "{day}")),
        ),
        "74208-0": facesheet,
        "57133-1": outline("Reason for referral=complaint", "Story=present", "Examination=exam", "Medicines=drugs", "Question=dx",
            opening="Dear {dear}, please see {name} in your clinic.", closing="{relname} ({rel}, {relphone}) will call for a time."),
        "18842-5": outline("Diagnosis=dx", "Before admission=brief", "Course=course", "=problems", "Condition=exam", "Medicines=drugs",
            "Follow up=follow", "Instructions=plan"),
    },
)  # fmt: skip
HOUSES = [SALTMARSH, FENWICK, KITTREDGE, *houses_f2.HOUSES, *houses_f3.HOUSES]
