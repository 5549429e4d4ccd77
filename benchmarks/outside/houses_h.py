"""The sixth set, all held out, seen by nobody: a county's line printer, an emergency room's paper, two offices."""

from __future__ import annotations

from html import escape

from benchmarks.outside import grown, houses_h2, second_stories, sixth_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import consent_form, face_form, order_sheet, plan_card, release_form
from benchmarks.outside.second_tables import bench_report, twelve_leads
from benchmarks.outside.sixth_forms import flowsheet, scoped, spooled, template_chart
from benchmarks.outside.third_forms import taken_list


def typed(title: str, text: str) -> list[str]:
    return [f"<p class=ty>{title.upper()}:</p>", f"<p class=in>{text}</p>"]


def columned(title: str, text: str) -> list[str]:
    return [f"<table class=co><tr><td>{title}:</td><td>{text}</td></tr></table>"]


def brantley_first(pen: Pen) -> str:
    visit = pen.visit
    when = "  ".join(f"{key.upper() + ' ':.<8}: {value}" for key, value in own_dates(pen))
    spooled_at = f"{pen.after(3)} {pen.time()}"
    return (
        f"<pre>{spooled_at:<24}{pen.house.name.upper():^38}{'PAGE ':>18}<i class=pg></i>\n{'':<24}{pen.house.address.upper():^38}\n"
        f"{'':<24}{pen.title.upper().replace('&AMP;', '&amp;'):^38}\n{'-' * 84}\n"
        f"NAME..: {pen.name():<36}PT NO.: {pen.account():<12}MR NO.: {pen.mrn()}\n"
        f"DOB...: {pen.dob():<12}AGE: {pen.age:03d}   SEX: {pen.sex():<9}ROOM..: {visit.bed:<12}FC: {pen.rng.choice('BMS')}\n"
        f"DR....: {pen.provider(form='caps'):<36}{when}\n{'-' * 84}\n</pre>"
    )


def brantley_later(pen: Pen) -> str:
    return (
        f"<pre>{pen.title.upper().replace('&AMP;', '&amp;'):<66}{'PAGE ':>14}<i class=pg></i>\nNAME..: {pen.name():<36}PT NO.: "
        f"{pen.account():<12}MR NO.: {pen.mrn()}\n{'-' * 84}\n</pre>"
    )


def brantley_foot(_: Pen) -> str:
    return "<pre>CHART COPY - PROPERTY OF HEALTH INFORMATION MANAGEMENT</pre>"


BRANTLEY = House(
    "brantley", "sixth_held_out", "Brantley County Medical Center", "14 Depot Rd, Nahunta, GA 31553", "912-555-0137", "spool",
    tuple(titles(lab="", rad="", hp="", ds="", con="", face="", ekg="")),
    titles(
        lab="Laboratory Results - Chart Copy|Laboratory Summary Report", rad="Radiology Report|Diagnostic Radiology Report",
        hp="History &amp; Physical|Admission History and Physical", ds="Discharge Summary|Clinical Discharge Summary",
        con="Consultation Report|Consultation", face="Admission Face Sheet|Patient Registration Face Sheet",
        ekg="Electrocardiogram Report|EKG Report",
    ),
    ".page.h-brantley{padding:.45in .6in .35in} .h-brantley,.h-brantley pre{font:9.6pt/1.3 'Liberation Mono';margin:0} .h-brantley"
    " .ty{margin:8px 0 0} .h-brantley .in{margin:0 0 0 24px} .h-brantley h3{font:inherit;text-decoration:underline} .h-brantley"
    " .grid th{background:#fff} .h-brantley .cells td:nth-child(odd){background:#fff} .h-brantley .ink{display:none}",
    brantley_first, brantley_later, brantley_foot, "unmarked_short", "slash",
    date_words={"11502-2": "COLLECT|RESULT", "18748-4": "EXAM", "34117-2": "ADMIT", "18842-5": "ADMIT|DISCH", "11488-4": "CONSULT",
        "74208-0": "ADMIT", "11524-6": "TEST"},
    signature="{caps}|Signed electronically {day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**5, 10**6 - 1)}", f"{rng.randint(1000000, 4999999)}"),
    block=typed, born_before=2003,
    bodies={
        "11502-2": spooled,
        "18748-4": outline("Procedure=study", "Reason=complaint", "Compared with=none", "Findings=findings", "=organs",
            "Impression=impression", closing="Ordered by {sender}."),
        "34117-2": outline("Chief complaint=complaint", "History of present illness=present", "Past history=history",
            "Medications=drugs", "Allergies=allergies", "Social history=social", "Family history=family", "Review of systems=review",
            "Vital signs=measures", "Physical exam=exam", "Lab data=blood", "=problems", "Impression=dx", "Plan=plan"),
        "18842-5": outline("Final diagnosis=dx", "Brief history=shown", "Hospital course=course", "=problems",
            "Discharge medications=drugs", "Instructions=plan", "Follow up=follow", "Condition=exam"),
        "11488-4": outline("Reason for consult=complaint", "History=present", "Past history=history", "Exam=exam", "Data=blood",
            "=problems", "Impression=dx", "Recommendations=plan", opening="Requested by {sender}."),
        "74208-0": face_form(("Patient", ("Address=street", "City=city", "Phone=phone", "Marital=married", "Religion=faith",
            "Employer=work", "SSN=ssn")), ("Guarantor", ("Name=kin", "DOB=kinborn", "Relation=relation", "Phone=kinphone")),
            ("Insurance", ("Carrier=payer", "Policy=policy", "Group=group")), ("Admission", ("Admitting Dx=complaint",
            "Family Dr=sender", "Attending=doctor"))),
        "11524-6": twelve_leads("OVERREAD BY"),
    },
)  # fmt: skip


def pellham_sticker(pen: Pen) -> str:
    """The label that registration prints, laid a little askew on the space for it."""
    visit = pen.visit
    turn = -1.4 + sum(map(ord, pen.title + visit.account)) % 29 / 10
    return (
        f"<div class=sp><small>PLACE PATIENT LABEL HERE</small><div class=sk style='transform:rotate({turn:.1f}deg)'>"
        f"<b>{pen.name()}</b><br>MR {pen.mrn()} &nbsp; AC {pen.account()}<br>{pen.dob()} &nbsp; {pen.age}Y &nbsp; {pen.sex()}<br>"
        f"ER {pen.day(visit.admit)}<br>{pen.provider(form='caps')}</div></div>"
    )


def pellham_first(pen: Pen) -> str:
    head, _, line = pen.title.partition(" / ")
    when = "".join(f"<br>{key}: {value}" for key, value in own_dates(pen))
    return f"<div class=ph><div><span>{pen.house.name}</span><h1>{head}</h1>{line}{when}</div>{pellham_sticker(pen)}</div>"


def pellham_later(pen: Pen) -> str:
    return f"<div class=ph><div>{pen.title.partition(' / ')[0]}<br>(page <i class=pg></i>)</div>{pellham_sticker(pen)}</div>"


def pellham_foot(pen: Pen) -> str:
    number = f"PGH-ED {sum(map(ord, pen.title)) % 60 + 11} &nbsp; rev 08/17"
    return f"<div class=pf><span>{number}</span><span>MEDICAL RECORD</span><span>page <i class=pg></i> of <i class=np></i></span></div>"


PELLHAM = House(
    "pellham", "sixth_held_out", "Pellham General Hospital", "1 Hospital Hill, Pellham, MA", "413-555-0152", "sticker",
    tuple(titles(ed="", rn="", ord="", cst="", roi="", ekg="", med="")),
    titles(
        ed="EMERGENCY PHYSICIAN RECORD|EMERGENCY DEPARTMENT RECORD / physician documentation",
        rn="EMERGENCY NURSING RECORD|NURSING FLOWSHEET / emergency and observation",
        ord="PHYSICIAN ORDERS / emergency department|OBSERVATION ADMISSION ORDERS",
        cst="CONSENT FOR PROCEDURE / and for anesthesia|INFORMED CONSENT",
        roi="RELEASE OF MEDICAL INFORMATION|AUTHORIZATION TO RELEASE INFORMATION", ekg="ELECTROCARDIOGRAM|12 LEAD ECG REPORT",
        med="MEDICATION RECONCILIATION FORM|HOME MEDICATION LIST",
    ),
    ".page.h-pellham{padding:.35in .5in} .h-pellham{font:9.6pt/1.42 'Liberation Sans'} .h-pellham .ph{display:flex;justify-content:"
    "space-between;border-bottom:2px solid #000;padding-bottom:6px} .h-pellham h1{font-size:14pt;margin:4px 0} .h-pellham .sp{border:1px"
    " solid #888;width:3.3in;height:1.16in;padding:2px 6px;color:#999;flex:none} .h-pellham .sp small{font-size:6.5pt;display:block}"
    " .h-pellham .sk{background:#fff;color:#000;border:1px solid #ccc;padding:2px 8px;width:3in;height:.94in;font:9.4pt/1.28"
    " 'Liberation Sans'} .h-pellham .ci{border:1.4px solid #124;border-radius:50%;padding:0 5px} .h-pellham p{margin:4px 0} .h-pellham"
    " i{font-family:'Caladea';font-size:10.5pt} .h-pellham .pf{display:flex;justify-content:space-between;font-size:8pt} .h-pellham"
    " .flow td{font-size:8.2pt;padding:2px 3px} .h-pellham .ts{table-layout:fixed} .h-pellham .ts td{vertical-align:top;border:1px solid"
    " #000;padding:2px 7px}",
    pellham_first, pellham_later, pellham_foot, "whole_caps", "loose", "pairs",
    date_words={"46209-3": "Date ordered", "56445-0": "Reviewed"},
    signature="{full}|{day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**6, 10**7 - 1)}", f"E{rng.randint(10**7, 10**8 - 1)}"),
    stories=(sixth_stories.CHEST, grown.GALL, grown.FRACTURE, sixth_stories.BLADDER, second_stories.EAR), children=False,
    bodies={
        "34111-5": template_chart,
        "34746-8": flowsheet("DATE", ("07", "08", "09", "10", "11", "12", "13", "14"), notes="NURSES NOTES"),
        "46209-3": order_sheet(("Date", "Order", "Noted"), ("Cardiac monitor", "Saline lock", "Portable chest film",
            "Troponin now, 3 and 6 hours", "CBC, BMP, lipase", "Urinalysis with reflex culture", "Oxygen to keep above 92 %", "NPO",
            "Repeat tracing in two hours", "Place in observation", "Vital signs every 30 minutes"), last=("jk", "ta", "")),
        "59284-0": consent_form("I give {doctor} and the staff leave to carry out: <b>{op}</b>.",
            "What it is for ({dx}), what can go wrong and what else could be done were explained in words I understand.",
            "I agree to local anesthesia or sedation as the physician sees fit.", "I was free to ask, and signed on {day}.",
            marks=("Patient or person responsible", "Witness"), when="Date"),
        "64292-6": release_form("I request {house} to release records of my care on {day} as marked below.",
            "This is good for ninety days. {relname} ({rel}) may pick them up.", kinds=("ER record", "X-ray reports", "Lab", "Bill"),
            labels=("Release to", "Address", "Fax"), when="Date"),
        "11524-6": twelve_leads("Read by"),
        "56445-0": taken_list(("Medicine", "Dose and how often", "Prescriber / last taken"), "List given by {relname} ({rel})."),
    },
)  # fmt: skip


def juniper_first(pen: Pen) -> str:
    one, kin = pen.patient, pen.visit.relative
    if not pen.misprint:
        pen.account()  # what it calls so is the record number
    guarantor = escape(kin.name, quote=False)
    who = (
        f"<b>{pen.name()}</b><br>{pen.age} Y old {pen.sex()}, DOB: {pen.dob()}<br>Account Number: {pen.mrn()}<br>{one.street}, "
        f"{one.city}<br>Home: {one.phone}<br>Guarantor: {guarantor} &nbsp; Insurance: {pen.rng.choice(('Medicare', 'Aetna', 'BCBS'))}<br>"
        f"PCP: {pen.provider(pen.visit.referring)}<br>Appointment Facility: {pen.house.name}"
    )
    when = own_dates(pen)
    lines = "".join(f"<br>{key}: {value}" for key, value in when)
    right = f"<b>{pen.title}</b>: {pen.provider()}{lines}"
    return (
        f"<div class=jh><b>{pen.house.name}</b><br>{pen.house.address}<br>Tel: {pen.house.phone} &nbsp; Fax: 856-555-0117</div>"
        f"<div class=jw><div>{who}</div><div>{right}</div></div>"
    )


def juniper_foot(pen: Pen) -> str:
    return (
        f"<div class=jf><b>Patient: {pen.name()} &nbsp; DOB: {pen.dob()} &nbsp; Acc No: {pen.mrn()} &nbsp; {pen.title}: "
        f"{pen.provider()} &nbsp; {pen.service()}</b><br><i>Note generated by OfficeSuite EMR/PM Software</i></div>"
    )


JUNIPER = House(
    "juniper", "sixth_held_out", "Juniper Street Family Medicine LLC", "415 Juniper St, Suite B, Vineland, NJ 08360", "856-555-0116", "ecw",
    tuple(titles(prog="", ref="", med="", lab="", ins="", con="", roi="")),
    titles(
        prog="Progress Notes|Progress Note", ref="Referral Letter|Outgoing Referral", med="Medication List|Current Medication Summary",
        lab="Lab Report|Laboratory Results", ins="Insurance Card|Scanned Insurance Card", con="Consultation Notes|Consult Note",
        roi="Medical Records Release Authorization|Authorization for Release of Records",
    ),
    ".page.h-juniper{padding:.4in .6in .35in} .h-juniper{font:10pt/1.36 'Liberation Sans'} .h-juniper .jh{text-align:center;font-size:9pt;"
    "border-bottom:1px solid #000;padding-bottom:3px} .h-juniper .jw{display:flex;justify-content:space-between;gap:24px;margin-top:6px;"
    "border-bottom:1px solid #000;padding-bottom:5px} .h-juniper .jw>div:last-child{text-align:right} .h-juniper .jf{border-top:1px solid"
    " #000;text-align:center;font-size:8pt} .h-juniper h3{font-size:10.5pt;margin:7px 0 2px}",
    juniper_first, lambda _: "", juniper_foot, "family_plain", "slash",
    sex_words=("Female", "Male"),
    date_words={"11506-3": "Date of Service", "57133-1": "Date", "56445-0": "Printed for visit", "11502-2": "Collection Date|Received Date",
        "11488-4": "Date of Service"},
    signature="Electronically signed by {full} on {day} at {time} EST|Sign off status: Completed",
    one_number=True,
    bodies={
        "11506-3": outline("Reason for Appointment=complaint", "History of Present Illness=present", "Current Medications=drugs",
            "Past Medical History=history", "Social History=social", "Family History=family", "Allergies=allergies",
            "Review of Systems=review", "Vital Signs=measures", "Examination=exam", "=problems", "Assessments=dx", "Treatment=plan",
            "Follow Up=follow"),
        "57133-1": outline("Reason for referral=complaint", "Clinical notes=present", "Diagnosis=dx", "Medications=drugs",
            "Allergies=allergies", opening="Referral to {other}. From {doctor}. Visits allowed: 6, good until {soon}."),
        "56445-0": taken_list(("Taking", "Sig", "Prescribed by"), "Medication list reviewed and reconciled with the patient."),
        "11502-2": bench_report(("Name", "Value", "Reference Range", "Flag"), "Specimen taken"),
        "64290-0": plan_card("Garden State Mutual", "Office visit $20 &nbsp; Specialist $40 &nbsp; ER $100"),
        "11488-4": outline("Reason for Appointment=complaint", "History of Present Illness=present", "Past Medical History=history",
            "Examination=exam", "Results=blood", "=problems", "Assessments=dx", "Recommendations=plan", opening="Referred by {sender}."),
        "64292-6": release_form("I, {name}, authorize {house} to release my medical records.", "This authorization ends on {year}.",
            kinds=("Progress notes", "Labs", "Immunizations", "All records"), labels=("To", "Address", "Fax"), when="Date"),
    },
)  # fmt: skip


def fairmont_first(pen: Pen) -> str:
    dates = own_dates(pen) or [("Date", pen.service())]
    left = [("Patient Name", pen.name()), ("MRN", pen.mrn()), ("Date of Birth", pen.dob()), ("Age", str(pen.age)), ("Gender", pen.sex())]
    right = [*[(key, f"{value} {pen.time()}") for key, value in dates], ("Account #", pen.account()), ("Admit Type", "Outpatient"),
        ("Room", f"Procedure Room {pen.rng.randint(1, 4)}"), ("Attending MD", pen.provider())]  # fmt: skip
    sides = ["".join(f"<b>{key}:</b> {value}<br>" for key, value in side) for side in (left, right)]
    return (
        f"<div class=fa>{pen.house.name}</div><div class=fb>{pen.house.address} &nbsp; {pen.house.phone}</div>"
        f"<div class=fc><div>{sides[0]}</div><div>{sides[1]}</div></div><div class=fe>{pen.title}</div>"
    )


def fairmont_later(pen: Pen) -> str:
    return f"<div class=fl>{pen.name()} &nbsp; MRN: {pen.mrn()} &nbsp; Date of Birth: {pen.dob()}</div>"


def fairmont_foot(pen: Pen) -> str:
    return f"<div class=fb>Referring: {pen.provider(pen.visit.referring)} &nbsp;&nbsp; Page <i class=pg></i> of <i class=np></i></div>"


FAIRMONT = House(
    "fairmont", "sixth_held_out", "Fairmont Digestive Disease &amp; Endoscopy Center", "2600 Locust Ave, Fairmont, WV 26554",
    "304-555-0163", "scope",
    tuple(titles(op="", path="", cst="", con="", rn="", hp="", ref="")),
    titles(
        op="Endoscopy Operative Report|Operative Procedure Report", path="Pathology Report|GI Biopsy Pathology Report",
        cst="Consent for Endoscopy and Sedation|Informed Consent for Endoscopic Procedure", con="Gastroenterology Consultation|GI Consult",
        rn="Endoscopy Nursing Record|Pre- and Post-Procedure Nursing Notes", hp="Pre-Procedure History and Physical|History &amp; Physical",
        ref="Referral for Endoscopy|Open Access Referral Form",
    ),
    ".page.h-fairmont{padding:.5in .7in .4in} .h-fairmont{font:10pt/1.4 'Carlito';font-size:11pt} .h-fairmont .fa{font-size:16pt;"
    "font-weight:bold;color:#253} .h-fairmont .fb{font-size:9pt} .h-fairmont .fc{display:flex;border-top:1.5px solid #253;border-bottom:"
    "1.5px solid #253;margin-top:5px;padding:4px 0} .h-fairmont .fc>div{width:50%} .h-fairmont .fe{font-size:13pt;font-weight:bold;"
    "margin-top:6px} .h-fairmont .fl{border-bottom:1px solid #253;font-size:10pt} .h-fairmont .co td{vertical-align:top;padding:2px 6px"
    " 2px 0} .h-fairmont .co td:first-child{width:1.5in;font-weight:bold} .h-fairmont .flow td{font-size:8.5pt;padding:2px 4px}"
    " .h-fairmont h3{font-size:11pt}",
    fairmont_first, fairmont_later, fairmont_foot, "plain", "loose", "first_two",
    sex_words=("Female", "Male"), born_before=1990,
    date_words={"11504-8": "Procedure Date", "11526-1": "Collected|Received|Reported", "59284-0": "Date", "11488-4": "Visit Date",
        "34746-8": "Procedure Date", "34117-2": "Procedure Date", "57133-1": "Referral Date"},
    signature="{full}|{day} {time}|This report has been signed electronically.",
    numbers=lambda rng: (f"{rng.randint(10**6, 10**7 - 1)}", f"{rng.randint(40000000, 49999999)}"),
    block=columned, stories=(sixth_stories.POLYPS, sixth_stories.SWALLOW),
    bodies={
        "11504-8": scoped("Procedure=operation", "Indications=complaint", "Providers=surgeon", "Assistant=assistant",
            "Medicines=anesthesia", "History=brief", "Procedure details=steps", "Specimens=specimen", "Blood loss=loss",
            "Impression=dx", "=problems", "Recommendation=plantext"),
        "11526-1": outline("Specimen=specimen", "Clinical data=complaint", "Diagnosis=verdict", "Gross description=gross",
            "Microscopic=micro", "Past history=history", "=problems"),
        "59284-0": consent_form("I, {name}, consent to {op} by {doctor}.", "Bleeding, perforation, missed lesions and reactions to"
            " sedation can occur. I have had time to ask.", "{relname} ({rel}) will take me home after sedation.",
            marks=("Patient", "Endoscopy nurse"), when="Date signed"),
        "11488-4": outline("Reason=complaint", "History=present", "Past history=history", "Medications=drugs", "Allergies=allergies",
            "Family history=family", "Examination=exam", "Data=blood", "=problems", "Assessment=dx", "Plan=plantext",
            opening="Seen at the request of {sender}."),
        "34746-8": flowsheet("Procedure date", ("Pre", "5", "10", "15", "20", "25", "Rec 1", "Rec 2"), notes="Remarks", brief=True),
        "34117-2": outline("Planned procedure=operation", "Indication=complaint", "History=present", "Past history=history",
            "Medications=drugs", "Allergies=allergies", "=measures", "Exam=exam", "=problems", "Plan=plantext"),
        "57133-1": outline("Reason=complaint", "History=present", "Medications=drugs", "Allergies=allergies", "Diagnosis=dx",
            opening="From {sender}. Please schedule {mr} before {soon}. Driver: {relname} ({rel}), {relphone}."),
    },
)  # fmt: skip
HOUSES = [BRANTLEY, PELLHAM, JUNIPER, FAIRMONT, *houses_h2.HOUSES]
