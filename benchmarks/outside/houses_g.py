"""The houses of the fifth set, measured before anybody looked: a veterans' centre, a county hospital, a hospice, an orthopaedic group."""

from __future__ import annotations

from html import escape

from benchmarks.outside import grown, houses_g2, second_stories
from benchmarks.outside.heads import bars, own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import consent_form, face_form, order_sheet, profile_sheet, release_form
from benchmarks.outside.third_forms import agreed, clock, taken_list


def tabbed(title: str, text: str) -> list[str]:
    return [f"<p>{title}: {text}</p>"]


def capped(title: str, text: str) -> list[str]:
    return [f"<p class=cap>{title}</p>", f"<p>{text}</p>"]


def sawtelle_first(pen: Pen) -> str:
    lines = "\n".join(f"{key.upper():>16}: {value}@{clock(pen)}" for key, value in own_dates(pen))
    return (
        f"<pre>   LOCAL TITLE: {pen.title}\n{lines}\n        AUTHOR: {pen.provider(form='caps')}      EXP COSIGNER:\n"
        f"       URGENCY:                            STATUS: COMPLETED\n</pre>"
    )


def sawtelle_later(_: Pen) -> str:
    return ""


def sawtelle_foot(pen: Pen) -> str:
    visit, one = pen.visit, pen.patient
    return (
        f"<pre>{'_' * 84}\n{pen.name():<44}{pen.house.name.upper()}\n{'ICN ' + pen.mrn():<44}Printed: {pen.after(6)} {clock(pen)}\n"
        f"{pen.dob() + ' (' + str(pen.age) + ')  ' + pen.sex():<44}Pt Loc: {visit.unit.upper()} {visit.bed}\n"
        f"{one.street:<44}CHART COPY                Pg. <i class=pg></i>\n</pre>"
    )


SAWTELLE = House(
    "sawtelle", "fifth_tuning", "Sawtelle Veterans Health Center", "5500 Armistice Blvd, Ogden, UT 84404", "801-555-0140", "icn",
    tuple(titles(prog="", hp="", ds="", con="", med="", rn="")),
    titles(
        prog="PRIMARY CARE PHYSICIAN PROGRESS NOTE|MEDICINE WARD PROGRESS NOTE",
        hp="MEDICINE HISTORY &amp; PHYSICAL (INPATIENT)|HISTORY AND PHYSICAL EXAMINATION (ATTENDING)",
        ds="DISCHARGE SUMMARY (INPATIENT)|PHYSICIAN DISCHARGE SUMMARY",
        con="NEUROLOGY CONSULT RESULT|OUTPATIENT SPECIALTY CONSULT REPORT",
        med="ACTIVE OUTPATIENT MEDICATION LIST|MEDICATION RECONCILIATION LIST",
        rn="NURSING ADMISSION ASSESSMENT NOTE|NURSING SHIFT NOTE",
    ),
    ".page.h-sawtelle{padding:.5in .55in .35in} .h-sawtelle{font:9.5pt/1.32 'DejaVu Sans Mono'} .h-sawtelle pre{font:inherit;margin:0}"
    " .h-sawtelle h3{font-size:9.5pt;font-weight:normal;text-transform:uppercase} .h-sawtelle .ink{display:none}"
    " .h-sawtelle .grid th{background:#fff}",
    sawtelle_first, sawtelle_later, sawtelle_foot, "whole_caps", "vista",
    sex_words=("FEMALE", "MALE"),
    date_words={"11506-3": "Date of note", "34117-2": "Date of note", "18842-5": "Adm date|Dis date", "11488-4": "Date of note",
        "56445-0": "Date of note", "34746-8": "Date of note"},
    signature="/es/ {caps}|Signed: {day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**6, 10**7 - 1)}", f"K{rng.randint(10**7, 10**8 - 1)}"),
    block=tabbed, born_before=2003,
    bodies={
        "11506-3": outline("S=course", "O=exam", "=measures", "LABS=blood", "=problems", "A/P=dx", "=plan"),
        "34117-2": outline("CC=quote", "HPI=present", "PAST MEDICAL HISTORY=history", "ALLERGIES=allergies", "MEDS=drugs",
            "FAMILY=family", "MILITARY AND SOCIAL=social", "ROS=review", "PE=exam", "=measures", "LABS=blood", "=problems", "IMP=dx",
            "PLAN=plan"),
        "18842-5": outline("DISCHARGE DIAGNOSES=dxlist", "BRIEF HPI=shown", "COURSE BY PROBLEM=course", "=problems",
            "CONDITION AT DISCHARGE=exam", "DISCHARGE MEDICATIONS=drugs", "FOLLOW UP APPOINTMENTS=follow"),
        "11488-4": outline("QUESTION=complaint", "HISTORY=present", "PMH=history", "EXAM=exam", "DATA=blood", "=problems",
            "OPINION=dx", "RECOMMEND=plan", opening="Thank you {dear} for this request."),
        "56445-0": profile_sheet(("Active outpatient medications", "Last filled", "Provider", "Status"),
            "The list was read to {mr}. {relname} ({rel}) fills the pill box."),
    },
)  # fmt: skip


def pruitt_label(pen: Pen) -> str:
    """The registration label as it comes off the roll."""
    visit = pen.visit
    code = bars(pen.misprint or pen.patient.mrn, 20)
    return (
        f"<div class=lb>{code}{pen.name()}<br>MR {pen.mrn()} &nbsp; AC {pen.account()}<br>{pen.dob()} &nbsp; "
        f"{pen.age}Y &nbsp; {pen.sex()}<br>ADM {pen.day(visit.admit)} &nbsp; {visit.unit}<br>{pen.provider(form='caps')}</div>"
    )


def pruitt_first(pen: Pen) -> str:
    when = " &nbsp; ".join(f"<small>{key}: {value}</small>" for key, value in own_dates(pen))
    return (
        f"<div class=tp><div><b>{pen.house.name.upper()}</b><br><small>{pen.house.address}</small><h1>{pen.title}</h1>{when}</div>"
        f"{pruitt_label(pen)}</div>"
    )


def pruitt_later(pen: Pen) -> str:
    return f"<div class=tp><div><small>{pen.title}, reverse side</small></div>{pruitt_label(pen)}</div>"


def pruitt_foot(pen: Pen) -> str:
    return f"<div class=ff><span>PCH-{1000 + int(pen.code[:3])} (Rev. 4/14)</span><span>White: chart &nbsp; Yellow: department</span></div>"


PRUITT = House(
    "pruitt", "fifth_tuning", "Pruitt County Hospital", "300 Courthouse Sq, Pruitt, GA", "229-555-0133", "county",
    tuple(titles(cst="", roi="", ord="", face="", rn="", med="", ekg="", hp="", lab="", ed="")),
    titles(
        cst="Consent to Operation, Anesthetics and Other Procedures|Consent for Treatment",
        roi="Authorization for Release of Health Information|Authorization to Disclose Medical Records",
        ord="Physician's Order Sheet|Doctor's Orders",
        face="Admission Record (Face Sheet)|Registration Summary",
        rn="Nurses' Notes|24 Hour Nursing Assessment",
        med="Medication Administration Record|M.A.R.",
        ekg="Electrocardiogram|12 Lead ECG Report",
        lab="Laboratory Report|Clinical Laboratory: Results",
        ed="Emergency Room Record|Emergency Department Physician's Record",
        hp="History and Physical Examination|Admission History &amp; Physical",
    ),
    ".page.h-pruitt{padding:.4in .55in .4in} .h-pruitt{font:10.5pt/1.35 'Liberation Serif'} .h-pruitt .tp{display:flex;"
    "justify-content:space-between;border-bottom:2px solid #000;padding-bottom:6px} .h-pruitt .lb{width:3in;border:1px solid #aaa;"
    "padding:5px 8px;font:8.5pt/1.3 'Liberation Sans'} .h-pruitt h1{font-size:14pt;margin:8px 0 0} .h-pruitt .ff{display:flex;"
    "justify-content:space-between;font-size:8pt}",
    pruitt_first, pruitt_later, pruitt_foot, "slashed", "hyphen",
    sex_words=("F", "M"), running="bare", born_before=2003,
    date_words={"34746-8": "Date of these notes", "56445-0": "Doses of", "34117-2": "Examined", "11502-2": "Drawn|Received",
        "34111-5": "Visit of"},
    signature="{plain}, {day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**7, 10**8 - 1)}", f"{rng.randint(200000, 999999)}-{rng.randint(1, 9)}"),
    bodies={
        "59284-0": consent_form("I ask {doctor} and those who assist to do the following: <b>{op}</b>.",
            "The reason is: {dx}. I was told of other ways of treatment and of what may happen if nothing is done.",
            "I accept that unforeseen conditions may call for more or different procedures.",
            "I agree to the giving of anesthetics by the department of anesthesia and to blood if needed.",
            "{relname} ({rel}) may be told how the operation went. Telephone {relphone}.",
            marks=("Signature of patient", "Witness to signature")),
        "64292-6": release_form("The hospital named above may give copies of my record for care from {past} until {day} to:",
            "This paper is good until {year}. A copy counts as the original.",
            kinds=("Discharge summary", "History &amp; physical", "X-ray reports", "Laboratory", "Operative report", "Billing"),
            labels=("Person or office", "Street, city", "Fax"), when="Date signed"),
        "46209-3": order_sheet(("Date", "Orders: another brand may be given unless initialed", "Noted by"),
            ("Bed rest with bathroom privileges", "Regular diet", "Vital signs q shift", "CBC, BMP in a.m.", "Saline lock",
            "Chest PA and lateral", "Call for temp over 101.5", "Full code", "SCDs while in bed", "I&amp;O"), last=("ck MW", "", "ck LT")),
        "74208-0": face_form(("PATIENT", ("Street=street", "City / State=city", "Telephone=phone", "Sex=sex", "Marital=married",
            "Church=faith", "Employer=work", "Maiden name=maiden")), ("GUARANTOR", ("Name=kin", "Birth date=kinborn",
            "Relation to patient=relation", "Telephone=kinphone")), ("COVERAGE", ("Carrier=payer", "Policy=policy", "Group=group",
            "Insured=kin")), ("DOCTORS", ("Admitting=doctor", "Family doctor=sender", "Complaint=complaint", "Code status=code"))),
    },
)  # fmt: skip


def vesper_first(pen: Pen) -> str:
    visit = pen.visit
    one = [(escape(f"{pen.patient.family} {pen.patient.suffix}".strip(), quote=False), "last name"), (pen.patient.given, "first name"),
        (pen.dob(), f"birth date (age {pen.age})"), (pen.mrn(), "chart")]  # fmt: skip
    pen.name()
    two = [(pen.provider(visit.referring), "community physician"), (pen.provider(), "hospice physician"),
        (f"{visit.relative.name}, {visit.relative.relation}", "caregiver"), (pen.other_day(60), "start of care")]  # fmt: skip
    when = [(value, key) for key, value in own_dates(pen)] or [(visit.relative.phone, "caregiver phone")]
    rows = "".join(
        "<tr>" + "".join(f"<td><b>{value}</b><br><small>{key}</small></td>" for value, key in cells) + "</tr>"
        for cells in (one, two, [*when, (pen.sex(), "gender"), ("routine home care", "level of care"), ("hospice", "benefit")][:4])
    )
    return f"<div class=vt>{pen.title}</div><table class=vb>{rows}</table>"


def vesper_later(pen: Pen) -> str:
    name = pen.name("bare_comma")
    cells = ((name, "last name, first name"), (pen.dob(), "birth date"), (pen.mrn(), "chart"))
    made = "".join(f"<td><b>{value}</b><br><small>{key}</small></td>" for value, key in cells)
    return f"<table class=vb><tr>{made}</tr></table>"


def vesper_foot(pen: Pen) -> str:
    return f"<div class=vf>{pen.house.name}, {pen.house.address}, {pen.house.phone}, any hour<br><i class=pg></i> | <i class=np></i></div>"


VESPER = House(
    "vesper", "fifth_tuning", "Vesper Hill Hospice and Home Care", "41 Meetinghouse Ln, Brattleboro, VT 05301", "802 555 0166",
    "vh", tuple(titles(rn="", ord="", med="", prog="", cst="", ref="")),
    titles(
        rn="Nursing Visit Note|Skilled Nursing Visit, Home", ord="Physician Orders for Hospice Care|Verbal Order of Physician",
        med="Medication Profile|Current Medication List", prog="Physician Visit: Progress Note|Nurse Practitioner Progress Note",
        cst="Informed Consent for Hospice Care|Consent to Hospice Services", ref="Referral to Hospice|Home Care Referral",
    ),
    ".page.h-vesper{padding:.5in .7in .4in} .h-vesper{font:11pt/1.4 'Carlito'} .h-vesper .vt{font:italic 17pt 'Liberation Serif';"
    "text-align:right;border-bottom:1px solid #555} .h-vesper .vb{margin-top:6px} .h-vesper .vb td{border-bottom:1px solid #bbb;"
    "padding:2px 6px;vertical-align:bottom} .h-vesper .vb small{color:#555;font-size:7.5pt} .h-vesper .vf{text-align:center;"
    "font-size:8.5pt} .h-vesper h3{font-size:11pt;font-variant:small-caps}",
    vesper_first, vesper_later, vesper_foot, "bare_comma", "abbreviated", "first_two",
    sex_words=("woman", "man"), born_before=1975,
    date_words={"34746-8": "visit made", "46209-3": "order date", "56445-0": "reviewed", "11506-3": "visit made", "57133-1": "received"},
    signature="{full}|signed on the tablet {day}, {time}",
    stories=(grown.HEART, grown.COLON, grown.STROKE, second_stories.LUNGS),
    bodies={
        "11506-3": outline("Since the last visit=course", "Comfort and function=remark", "Found today=exam", "=measures", "=problems",
            "Thinking=dx", "Changes=plan"),
        "59284-0": agreed("I choose comfort care for {dx} in place of treatment meant to cure.", "{doctor} will lead the hospice team; "
            "{sender} stays my own physician.", "I may leave hospice at any time by signing another form.",
            "{relname}, my {rel}, may decide for me if I cannot.", marks=("Patient or decision maker", "Hospice nurse"), when="Signed"),
        "57133-1": outline("Why now=complaint", "Story=present", "Other conditions=history", "Taking=drugs", "Allergic to=allergies",
            "=problems", "Asked for=plan", opening="From {sender} to {doctor}: please see {mr} for hospice care."),
        "46209-3": order_sheet(("No.", "Order", "Read back"), ("Oxygen 2 L as needed for comfort", "Hospital bed and table",
            "Nurse twice a week and three visits as needed", "Aide three times a week", "Foley catheter if unable to void",
            "Morphine concentrate 5 mg SL q2h PRN", "Lorazepam 0.5 mg SL q4h PRN", "Chaplain to call", "No more blood tests"),
            numbered=True, last=("yes",)),
        "56445-0": taken_list(("Medication", "How it is taken", "Ordered by"), "Kept in the kitchen box; {relname} gives them."),
    },
)  # fmt: skip


def tolliver_first(pen: Pen) -> str:
    to, when = pen.visit.referring, "".join(f"<br>{key.upper()} {value}" for key, value in own_dates(pen))
    head = f"<div class=th>{pen.house.name}<small>{pen.house.address} &bull; {pen.house.phone}</small></div>"
    who = f"RE: {pen.name()}<br>DOB {pen.dob()} (age {pen.age})<br>OUR FILE {pen.mrn()}{when}"
    if pen.code in {"57133-1", "11488-4"}:
        return (
            f"{head}<p>{pen.service()}</p><p>{pen.provider(to)}<br>{to.specialty}<br>12 Orchard Plaza<br>Salem, VA 24153</p>"
            f"<p class=re>{who}</p><p><b>{pen.title}</b></p>"
        )
    return f"{head}<p class=ti>{pen.title}</p><p class=re>{who}</p>"


def tolliver_later(pen: Pen) -> str:
    return f"<p>{pen.name()}<br>File {pen.mrn()}<br>{pen.title}<br>- <i class=pg></i> -</p>"


def tolliver_foot(pen: Pen) -> str:
    visit = pen.visit
    return f"<p class=small>cc: {pen.provider(visit.referring)}; {pen.provider(visit.other)}; {visit.relative.name} (by request)</p>"


TOLLIVER = House(
    "tolliver", "fifth_tuning", "Tolliver Orthopaedic Associates", "900 Keystone Pike, Suite 2, Roanoke, VA 24014", "540.555.0127",
    "ortho", tuple(titles(ref="", con="", prog="", op="", rad="", cst="")),
    titles(
        ref="Letter of referral|Referral for further care", con="Orthopaedic consultation|Consultation letter",
        prog="Office visit|Clinic follow-up note", op="Operative Note|Report of Surgery",
        rad="X-ray report (in office)|Radiographs: report", cst="Surgical Consent Form|Consent for Surgery",
    ),
    ".page.h-tolliver{padding:.6in .9in .45in} .h-tolliver{font:11pt/1.45 'Liberation Serif'} .h-tolliver .th{font:bold 16pt "
    "'Liberation Sans';color:#233} .h-tolliver .th small{display:block;font:9pt 'Liberation Sans'} .h-tolliver .re{margin-left:2.6in}"
    " .h-tolliver .ti{font-size:14pt;letter-spacing:1px} .h-tolliver .cap{text-transform:uppercase;margin-bottom:0}",
    tolliver_first, tolliver_later, tolliver_foot, "titled", "long", "three_first",
    date_words={"11506-3": "Seen", "11504-8": "Surgery on", "18748-4": "Films of", "59284-0": "Date"},
    signature="{full}|Dictated and reviewed {day}",
    block=capped, born_before=2003, stories=(grown.FRACTURE, grown.KNEE, second_stories.BACK, second_stories.HIP),
    bodies={
        "57133-1": outline("History=present", "Examination=exam", "Request=plan", "=problems", opening="Dear {dear}: I would be glad if "
            "you took over the medical side for {mr}, born {dob}, whom I last saw on {day}.", closing="With thanks and good wishes,"),
        "11488-4": outline("Problem=complaint", "History=present", "Past=history", "Examination=exam", "Films=impression", "=problems",
            "Opinion=dx", "Advice=plan", opening="Dear {dear}: thank you for sending {mr}."),
        "11506-3": outline("Interval history=course", "Examination=exam", "Radiographs=impression", "=problems", "Impression=dx",
            "Plan=plan"),
        "11504-8": outline("Diagnosis before=dx", "Procedure=operation", "Surgeon=surgeon", "Assisting=assistant",
            "Anesthetic=anesthesia", "Reason=brief", "What was done=steps", "Blood lost=loss"),
        "18748-4": outline("Views=study", "Ordered for=complaint", "Findings=findings", "=organs", "Reading=impression"),
        "59284-0": consent_form("I, {name}, want {doctor} to carry out: <b>{op}</b>.", "{other} or another member of the group may help.",
            "Infection, stiffness, clots, nerve injury and a second operation were named among the risks.",
            "{relname} ({rel}) will take me home.", marks=("Patient", "Office witness"), when="Signed on"),
    },
)  # fmt: skip

HOUSES = [SAWTELLE, PRUITT, VESPER, TOLLIVER, *houses_g2.HOUSES]
