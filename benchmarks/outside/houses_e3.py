"""The last houses of the third set: a military clinic, the front desk of a group practice."""

from __future__ import annotations

from benchmarks.outside import third_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.third_forms import agreed, card_copy, clock, filled_sheet, released, taken_list


def paired(title: str, text: str) -> list[str]:
    return [f"<p><b>{title.upper()}</b>&nbsp; {text}</p>"]


def dalton_first(pen: Pen) -> str:
    lines = "".join(f"<td><small>{key}</small>{value} {clock(pen)}</td>" for key, value in own_dates(pen))
    return (
        f"<table class=sf><tr><td colspan=2 class=st>HEALTH RECORD</td><td colspan=2 class=st>{pen.title}</td></tr><tr>{lines}"
        f"<td><small>TREATMENT FACILITY</small>{pen.house.name}</td><td><small>CLINIC</small>Family Practice {pen.rng.choice('ABC')}</td>"
        f"<td><small>PROVIDER</small>{pen.provider(form='caps')}</td></tr></table>"
    )


def dalton_later(_: Pen) -> str:
    return ""


def dalton_foot(pen: Pen) -> str:
    kin = pen.visit.relative
    rank = pen.rng.choice(("SSG", "SFC", "CPT", "SPC", "CIV", "MSG") if pen.age < 50 else ("CIV", "MSG (RET)", "LTC (RET)"))
    return (
        f"<table class=sf><tr><td rowspan=3 class=im><small>PATIENT'S IDENTIFICATION (Typed or written entries: name - last, first, "
        f"middle; DoD ID; sex; date of birth; grade)</small>{pen.name()}<br>{pen.mrn()} &nbsp; {pen.sex()}<br>{pen.dob()} &nbsp; "
        f"{rank}</td>"
        f"<td><small>SPONSOR'S NAME</small>{kin.name.upper()}</td><td><small>SPONSOR'S "
        f"SSN</small>XXX-XX-{pen.rng.randint(1000, 9999)}</td></tr>"
        f"<tr><td><small>RELATIONSHIP</small>{kin.relation}</td><td><small>ORGANIZATION</small>2-14 FA BN</td></tr><tr><td><small>RECORDS "
        f"MAINTAINED AT</small>{pen.house.address}</td><td><small>PRESCRIBED BY</small>GSA/ICMR</td></tr></table>"
    )


DALTON = House(
    "dalton",
    "third_held_out",
    "Dalton Army Health Clinic",
    "Bldg 4410, Fort Dalton, OK",
    "DSN 639-0155",
    "dod",
    tuple(titles(prog="", con="", roi="", med="", ref="")),
    titles(
        prog="CHRONOLOGICAL RECORD OF MEDICAL CARE|CHRONOLOGICAL RECORD - SOAP ENTRY",
        con="CONSULTATION SHEET",
        roi="AUTHORIZATION FOR DISCLOSURE OF MEDICAL OR DENTAL INFORMATION",
        med="MEDICATION PROFILE (OUTPATIENT)",
        ref="REFERRAL TO CIVILIAN NETWORK PROVIDER",
    ),
    ".page.h-dalton{padding:.5in .6in .4in} .h-dalton{font:9pt/1.35 'DejaVu Sans Mono'} .h-dalton .sf td{border:1px solid "
    "#000;padding:1px 5px "
    "3px;vertical-align:top} .h-dalton .sf small{display:block;font:7.5pt 'Liberation Sans'} .h-dalton .st{font:bold 11pt "
    "'Liberation Sans';"
    "text-align:center;vertical-align:middle} .h-dalton .im{width:42%} .h-dalton .lines td,.h-dalton .lines th{border-bottom:1px "
    "solid #000;"
    "text-align:left;padding:1px 6px}",
    dalton_first,
    dalton_later,
    dalton_foot,
    "caps_whole",
    "military",
    sex_words=("Female", "Male"),
    date_words={"11506-3": "DATE", "11488-4": "DATE OF REQUEST", "56445-0": "AS OF", "57133-1": "DATE"},
    signature="Signed By {caps} @ {day} {time}",
    block=paired,
    stories=(third_stories.SHOULDER, third_stories.RADICULAR),
    sees=lambda one: 1950 < one.birth.year < 2001,
    bodies={
        "11506-3": outline("Reason for appointment=complaint", "S=present", "PMHx=history", "Active medications=drugs",
            "Allergen information=allergies", "Vitals=measures", "O=exam", "Rad=impression", "=problems", "A=dx", "P=plan",
            closing="Released w/ work/duty limitations. Follow up: as needed with PCM."),
        "11488-4": outline("Provisional diagnosis=dx", "Reason for request=complaint", "Consultation report=present", "History=history",
            "Examination=exam", "Films=findings", "=problems", "Opinion=dx", "Recommend=plan",
            opening="TO: {other} &nbsp; FROM: {sender} &nbsp; PLACE OF CONSULTATION: bedside / on call [ ] routine [X]"),
        "64292-6": released("SECTION I. {name}, born {dob}, asks that the medical record be given out as below, on {day}.",
            kinds=("Outpatient", "Inpatient", "Dental", "Behavioral health", "Immunizations"),
            parties=("I authorize (facility)", "To disclose to"), closing="Reason: continued care. Expires {year}, or on action "
            "completed. {relname} ({rel}) may act for me. This form is governed by the Privacy Act.",
            signer=("SIGNATURE OF PATIENT/PARENT/LEGAL REPRESENTATIVE", "DATE (DD MMM YYYY)")),
        "56445-0": taken_list(("DRUG", "SIG", "HCP / LAST FILL"), "Duty pharmacist counseled. Dependent file of {relname} kept apart."),
        "57133-1": outline("Complaint=complaint", "Clinical history=present", "Previous illness=history", "Findings=exam",
            "Films=impression",
            "Provisional diagnosis=dx", "Services asked for=plan", opening="Referred by {doctor} to {other}, network orthopedics, "
            "authorization pending with regional contractor."),
    },
)  # fmt: skip


def amity_first(pen: Pen) -> str:
    one = pen.patient
    extra = "".join(f"<span class=f>{key}<b>{value}</b></span>" for key, value in own_dates(pen))
    top = f"<div class=am>{pen.house.name}</div><div class=an>{pen.house.address} &#9670; {pen.house.phone}</div><h1>{pen.title}</h1>"
    if pen.code == "57133-1":
        return (
            f"{top}<p>TO: {pen.provider(pen.visit.other)} &nbsp; FROM: {pen.provider()}<br>SENT: {pen.service()}<br>PATIENT: {pen.name()}"
            f" ({pen.sex()}), d.o.b. {pen.dob()}, our no. {pen.mrn()}</p>"
        )
    pen.note("name", f"{one.family}|{one.given}")
    parts = (("Last", one.family), ("First", one.given), ("Middle", one.middle or "-"), ("Suffix", one.suffix or "-"))
    name = "".join(f"<span class=f>{key}<b>{value}</b></span>" for key, value in parts)
    return (
        f"{top}<div class=fl>{name}<span class=f>D.O.B.<b>{pen.dob()}</b></span><span class=f>M/F<b>{pen.sex()}</b></span><span "
        f"class=f>Patient no.<b>{pen.mrn()}</b></span>{extra}<span class=f>Doctor<b>{pen.provider(form='last')}</b></span></div>"
    )


def amity_later(pen: Pen) -> str:
    return f"<div class=an>{pen.title} &#9670; {pen.name()} &#9670; no. {pen.mrn()}</div>"


def amity_foot(_: Pen) -> str:
    return "<div class=an>Scanned to chart by front desk ____ &#9670; rev. 02.2019 &#9670; <i class=pg></i> of <i class=np></i></div>"


AMITY = House(
    "amity",
    "third_held_out",
    "Port Amity Medical Associates",
    "350 Breakwater Ave, New Bedford, MA 02740",
    "508.555.0114",
    "desk",
    tuple(titles(face="", ins="", roi="", cst="", ref="")),
    titles(
        face="Patient Information Update|Annual Patient Information Form",
        ins="Copy of Health Plan Card|Insurance Card - Scanned Copy",
        roi="Permission to Share Medical Records|Records Transfer Authorization (HIPAA)",
        cst="Consent to Treat and Vaccine Consent|General Treatment Consent",
        ref="Specialist Referral Request|Referral Letter",
    ),
    ".page.h-amity{padding:.6in .7in .45in} .h-amity{font:10.5pt/1.45 'Caladea'} .h-amity .am{font:bold 17pt 'Roboto "
    "Condensed';text-align:right}"
    " .h-amity .an{font-size:9pt;text-align:right} .h-amity h1{font:bold 13pt 'Roboto Condensed'} .h-amity .fl{display:flex;flex-wrap:wrap;"
    "gap:7px 14px;margin:5px 0} .h-amity .f{display:flex;flex-direction:column-reverse;font-size:7.5pt;min-width:1.25in} .h-amity "
    ".f b{font:10.5pt "
    "'Inconsolata';border-bottom:1px solid #000;padding:0 4px} .h-amity h3{font:bold 11pt 'Roboto Condensed'} .h-amity "
    ".ag{margin-left:.2in}",
    amity_first,
    amity_later,
    amity_foot,
    "bare_comma",
    "dots",
    date_words={"74208-0": "Updated", "59284-0": "Visit"},
    signature="{full}  sent {day}",
    born_before=2001,
    bodies={
        "74208-0": filled_sheet(
            ("About you", ("Street=street", "Town, state, zip=city", "Cell=phone", "E-mail=mail", "Language at home=tongue",
                "Marital status=married", "Former name=maiden", "Employer=work", "Soc. Sec.=ssn")),
            ("Person responsible for the bill", ("Guarantor=kin", "Guarantor D.O.B.=kinborn", "Relationship=relation", "Phone=kinphone")),
            ("Plan", ("Primary plan=payer", "Policy no.=policy", "Group=group", "Subscriber=kin", "Secondary=blank")),
            ("Care", ("Other doctor=sender", "Pharmacy=drugstore", "Allergies=allergy", "In an emergency call=kin", "At=kinphone")),
            closing="I assign benefits to {house}. Written notice of privacy practices was offered to me.", signer="Patient or guarantor",
        ),
        "64290-0": card_copy("Mariner Mutual Choice PPO", lambda pen: f"Copay PCP $25 / SPEC $50 / ER $200. Issued {pen.other_day(400)}"),
        "64292-6": released("I, {name}, let {house} and the office at the right share what is marked.", kinds=("Office notes",
            "Lab reports",
            "X-ray reports", "Vaccine record", "HIV test results", "Whole chart"), parties=("From", "To"),
            closing="It ends on {year}. {relname}, my {rel}, may pick up copies. I can cancel this in writing.",
            signer=("Sign here", "Today's date")),
        "59284-0": agreed("I agree to be examined and treated by {doctor} and the staff of {house}.",
            "I agree to the vaccine given today and have read its information sheet (edition of {past}).",
            "A photo may be taken for the chart. My {rel} {relname} may be told results at {relphone}.",
            marks=("Patient or guardian", "Staff"), when="When"),
        "57133-1": outline("Please see for=dx", "Story=present", "Other conditions=history", "Takes=drugs", "Allergic to=allergies",
            "Found=exam", "=problems", "I ask for=plantext", opening="Dear {oth}, thank you for seeing {mr}.",
            closing="{relname} ({rel}) makes the appointments: {relphone}."),
    },
)  # fmt: skip

HOUSES = [DALTON, AMITY]
