"""The fourth set, continued: a hospice, an urgent care chain, a bone and joint practice."""

from __future__ import annotations

from benchmarks.outside import grown, second_stories
from benchmarks.outside.fourth_forms import analytes, given_grid, order_sheet, permission, ward_log
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.third_forms import card_copy, filled_sheet, released


def colon_block(title: str, text: str) -> list[str]:
    return [f"<p>{title.upper()}: {text}</p>"]


def side_block(title: str, text: str) -> list[str]:
    return [f"<table class=side><tr><td>{title}</td><td>{text}</td></tr></table>"]


def magnolia_first(pen: Pen) -> str:
    visit, kin = pen.visit, pen.visit.relative
    when = "".join(f"<br>{key} <b>{value}</b>" for key, value in own_dates(pen))
    left = f"<i>Patient</i><br><b>{pen.name()}</b><br>born {pen.dob()}<br>{pen.sex()}<br>{pen.patient.street}"
    mid = f"<i>Agency record</i><br>Client no. <b>{pen.mrn()}</b>{when}<br>Team {visit.bed[-1]}"
    doctors = f"Hospice MD {pen.provider()}<br>Referred by {pen.provider(visit.referring)}"
    right = f"<i>People</i><br>{doctors}<br>Health proxy {kin.name}, {kin.phone}"
    return (
        f"<div class=mh>{pen.house.name}</div><table class=mg><tr><td>{left}</td><td>{mid}</td><td>{right}</td></tr></table>"
        f"<div class=mt>{pen.title}</div>"
    )


def magnolia_later(pen: Pen) -> str:
    return f"<div class=mg>{pen.name()} &nbsp;&bull;&nbsp; Client no. {pen.mrn()} &nbsp;&bull;&nbsp; {pen.title} (cont.)</div>"


def magnolia_foot(_: Pen) -> str:
    return "<div class=mf>A not-for-profit hospice &nbsp;&bull;&nbsp; sheet <i class=pg></i></div>"


MAGNOLIA = House(
    "magnolia",
    "fourth_held_out",
    "Magnolia Hospice &amp; Palliative Care",
    "19 Chapel Rd, Natchez, MS 39120",
    "601-555-0141",
    "hospice",
    tuple(titles(ds="", prog="", rn="", med="", ord="", cst="", face="")),
    titles(
        ds="Hospice Discharge Summary|Discharge Summary (Live Discharge)",
        prog="Hospice Physician Visit Note|Palliative Care Progress Note",
        rn="RN Visit Note|Skilled Nursing Visit Note",
        med="Hospice Medication Profile|Medication Profile and Reconciliation",
        ord="Hospice Physician Orders|Interim Physician Order",
        cst="Informed Consent for Hospice Care|Consent to Hospice Services",
        face="Client Face Sheet|Hospice Referral Demographics (Face Sheet)",
    ),
    ".page.h-magnolia{padding:.5in .7in} .h-magnolia{font:10.5pt/1.42 'DejaVu Serif';font-size:9.5pt} .h-magnolia .mh{text-align:right;"
    "font-size:14pt;font-style:italic;border-bottom:3px double #555} .h-magnolia .mg td{width:33%;vertical-align:top;padding:4px 8px 4px"
    " 0} .h-magnolia .mg{border-bottom:1px solid #555} .h-magnolia .mt{font-size:13pt;margin-top:8px} .h-magnolia .mf{text-align:center;"
    "font-size:8pt} .h-magnolia h3{font-size:10pt;font-style:italic}"
    " .h-magnolia .f{display:inline-block;width:48%;border-bottom:1px solid #888;margin:3px 1% 0 0} .h-magnolia .f b{margin-left:8px}",
    magnolia_first,
    magnolia_later,
    magnolia_foot,
    "whole",
    "day_month",
    sex_words=("Woman", "Man"),
    date_words={"18842-5": "Start of care|End of care", "11506-3": "Visited", "34746-8": "Visited", "46209-3": "Order date",
        "74208-0": "Start of care"},
    signature="{full}|signed {day}, {time}",
    stories=(grown.HEART, grown.COLON, grown.STROKE, second_stories.LUNGS),
    born_before=1975,
    bodies={
        "18842-5": outline("Terminal or chronic diagnosis=dx", "Course of care=course", "=problems", "Condition=exam", "Medicines=drugs",
            "Handed over to=follow"),
        "11506-3": outline("Reason for visit=complaint", "Story=present", "Symptoms=review", "Examination=exam", "=problems",
            "Prognosis and plan=dx", "=plan"),
        "34746-8": ward_log(("Clock", "What was seen and done", "By"), "Visit"),
        "56445-0": given_grid(("#", "Medicine and directions", "Morning", "Noon", "Evening", "Night"), "Comfort kit in refrigerator"),
        "46209-3": order_sheet("For:", "Taken down by"),
        "59284-0": permission(
            "{name} chooses {house} for comfort rather than cure.",
            "I understand that care is directed by {doctor} and the hospice team, and that I may leave hospice on any day.",
            "My attending outside hospice is {sender}.",
            "{relname}, my {rel}, may decide for me when I cannot.",
            lines=(("Signature", "{day}"), ("Hospice nurse", "A. Okonjo, RN")),
        ),
        "74208-0": filled_sheet(
            ("Home", ("Street=street", "Town=city", "Telephone=phone", "Marital state=married", "Faith=faith", "Language=tongue")),
            ("Health proxy", ("Name=kin", "Bond=relation", "Birth date=kinborn", "Telephone=kinphone")),
            ("Payer", ("Payer=payer", "Number=policy", "Drug store=drugstore", "Code status=code")),
        ),
    },
)  # fmt: skip


def quickmed_first(pen: Pen) -> str:
    visit = pen.visit
    when = "".join(f"<br>{key}: {value}" for key, value in own_dates(pen))
    return (
        f"<div class=qf>FROM: QUICKMED PECAN ST &nbsp; FAX 512-555-0160 &nbsp; {pen.after(2)} {pen.time()} &nbsp; P.<i class=pg></i></div>"
        f"<div class=qh><div><b>{pen.house.name}</b><br>{pen.house.address}<br>{pen.house.phone}</div><div>Pt: {pen.name()}<br>"
        f"Chart: {pen.mrn()}<br>Bday: {pen.dob()} ({pen.age}y) {pen.sex()}{when}<br>Seen by: {pen.provider()}<br>"
        f"Guarantor: {visit.relative.name} {pen.other_day((visit.service - visit.relative.birth).days)}</div></div><h1>{pen.title}</h1>"
    )


def quickmed_later(pen: Pen) -> str:
    return (
        f"<div class=qf>FROM: QUICKMED PECAN ST &nbsp; FAX 512-555-0160 &nbsp; P.<i class=pg></i></div><p>Pt: {pen.name()} &nbsp; Bday:"
        f" {pen.dob()}</p>"
    )


def quickmed_foot(pen: Pen) -> str:
    return f"<div class=qf>Printed {pen.after(2)} {pen.time()} by FRONTDESK3 &nbsp; Referring: {pen.provider(pen.visit.referring)}</div>"


QUICKMED = House(
    "quickmed",
    "fourth_held_out",
    "QuickMed Urgent Care &amp; Occupational Health",
    "2200 Pecan St, Pflugerville, TX 78660",
    "512-555-0159",
    "walkin",
    tuple(titles(prog="", lab="", rad="", ekg="", roi="", ins="", face="")),
    titles(
        prog="Urgent Care Visit Note|Office Visit - Walk In",
        lab="In-House Lab Results|Point of Care Laboratory Results",
        rad="Imaging Interpretation Report|Radiology Report (Outside Read)",
        ekg="12-Lead EKG Interpretation|EKG Report (In Office)",
        roi="Authorization for Release of Medical Information|Release of Records Authorization",
        ins="Insurance Card Scan|Insurance Card (Front / Back)",
        face="New Patient Registration|Patient Registration and Demographics",
    ),
    ".page.h-quickmed{padding:.25in .6in .35in} .h-quickmed{font:10pt/1.35 'DejaVu Sans Condensed','DejaVu Sans'} .h-quickmed .qf{font:8pt"
    " 'Liberation Mono'} .h-quickmed .qh{display:flex;justify-content:space-between;margin:8px 0;border-top:4px solid #c33;padding-top:5px}"
    " .h-quickmed h1{font-size:13pt;background:#eee;padding:2px 6px} .h-quickmed .side td{padding:3px 6px;vertical-align:top;border-bottom:"
    "1px solid #ddd} .h-quickmed .side td:first-child{width:1.5in;font-weight:bold}"
    " .h-quickmed .f{display:inline-block;width:48%;border-bottom:1px solid #888;margin:3px 1% 0 0} .h-quickmed .f b{margin-left:8px}",
    quickmed_first,
    quickmed_later,
    quickmed_foot,
    "reversed",
    "tiny",
    sex_words=("Fem", "Male"),
    date_words={"11506-3": "DOS", "11502-2": "Drawn|Rec'd|Resulted", "18748-4": "DOS", "11524-6": "DOS", "74208-0": "Registered"},
    signature="eSigned {caps} {day} {time} CST",
    block=side_block,
    born_before=2003,
    bodies={
        "11506-3": outline("CC=complaint", "HPI=present", "PMHx=history", "Allergies=allergies", "=measures", "PE=exam", "=problems",
            "Dx=dx", "Treatment=plantext", "Follow up=follow"),
        "11502-2": analytes(("Test", "Result", "Normal", "Flag")),
        "18748-4": outline("View=study", "Indication=complaint", "Prior=none", "Read=findings", "=organs", "Impression=impression"),
        "64292-6": released("I, {name}, request that the clinic send my chart to the party named here.",
            kinds=("Visit notes", "X-ray disc", "Drug screen", "Labs"), parties=("Records held by", "Send records to"),
            closing="Expires {year} or on my written word. Reason: new doctor.", signer=("Sign here", "Today's date")),
        "64290-0": card_copy("Lone Star Benefit Trust", lambda pen: f"Office $30 &nbsp; Urgent $60 &nbsp; Effective {pen.other_day(300)}"),
        "74208-0": filled_sheet(
            ("About you", ("Street=street", "City=city", "Cell=phone", "E-mail=mail", "Former name=maiden", "Work=work", "SSN=ssn")),
            ("Who pays", ("Guarantor=kin", "Guarantor born=kinborn", "Bond=relation", "Plan=payer", "ID=policy", "Group=group")),
            ("In an emergency", ("Call=kin", "At=kinphone")),
            closing="I agree to pay what the plan does not.", signer="Patient",
        ),
    },
)  # fmt: skip


def tiller_first(pen: Pen) -> str:
    visit, to = pen.visit, pen.visit.referring
    head = f"<div class=th>{pen.house.name}</div><div class=tc>{pen.house.address} &nbsp; {pen.house.phone}</div>"
    about = f"<b>{pen.name()}</b><br>Date of birth {pen.dob()}<br>Our file {pen.mrn()}"
    if pen.code in {"11488-4", "57133-1"}:
        return (
            f"{head}<p>{pen.day(visit.service)}</p><p>{pen.provider(to)}<br>{to.specialty}<br>6 Depot Street</p>"
            f"<table class=re><tr><td>RE:</td><td>{about}</td></tr></table><p class=tt>{pen.title}</p>"
        )
    rows = "".join(f"<br>{key} {value}" for key, value in own_dates(pen))
    return f"{head}<p class=tt>{pen.title}</p><p>{about}{rows}<br>Surgeon {pen.provider()}</p>"


def tiller_later(pen: Pen) -> str:
    return f"<p>{pen.name()}<br>{pen.service()}<br>Page <i class=pg></i></p>"


def tiller_foot(pen: Pen) -> str:
    partners = "T. Ostrander MD, R. Villanueva MD, K. Abernathy DO"
    return f"<div class=tc>cc: {pen.provider(pen.visit.other)}; file &nbsp; &mdash; &nbsp; {partners}</div>"


TILLER = House(
    "tiller",
    "fourth_held_out",
    "Tiller Ridge Bone &amp; Joint",
    "88 Granary Way, Suite 2, Bozeman, MT 59715",
    "406-555-0128",
    "file",
    tuple(titles(con="", ref="", op="", rad="", prog="", cst="")),
    titles(
        con="Orthopedic Consultation Letter|Consultation - New Problem",
        ref="Referral Letter for Physical Therapy|Letter of Referral - Specialist",
        op="Outpatient Operative Report|Operative Report - Surgery Center",
        rad="Office Imaging Report|Musculoskeletal Imaging Report",
        prog="Orthopedic Follow-Up Visit|Post-Operative Office Visit",
        cst="Informed Consent for Orthopedic Surgery|Surgical Consent and Acknowledgment",
    ),
    ".page.h-tiller{padding:.7in 1in .5in} .h-tiller{font:11.5pt/1.42 'Liberation Serif'} .h-tiller .th{font-size:18pt;letter-spacing:1px;"
    "text-align:center} .h-tiller .tc{text-align:center;font-size:9pt} .h-tiller .tt{font-weight:bold} .h-tiller .re td{padding:2px 10px;"
    "vertical-align:top} .h-tiller .re td:first-child{width:.5in}",
    tiller_first,
    tiller_later,
    tiller_foot,
    "courtesy",
    "long",
    date_words={"11504-8": "Date of procedure", "18748-4": "Date of study", "11506-3": "Seen", "59284-0": "Date"},
    signature="Sincerely,|{full}|Dictated but not read. {day}",
    block=colon_block,
    stories=(grown.FRACTURE, grown.KNEE, second_stories.BACK),
    born_before=2003,
    bodies={
        "11488-4": outline("=present", "Past history=history", "Medicines=drugs", "Examination=exam", "Imaging=findings", "=problems",
            "Impression=dx", "Plan=plantext", opening="Dear {dear}: Thank you for sending {mr} for my opinion.",
            closing="I will keep you posted."),
        "57133-1": outline("History=present", "Examination=exam", "Diagnosis=dx", "Medicines=drugs",
            opening="Dear {dear}: I am referring {mr} to you for evaluation and treatment.", closing="Reports may be faxed to my office."),
        "11504-8": outline("Preoperative diagnosis=dx", "Postoperative diagnosis=dx", "Procedure=operation", "Assistant=assistant",
            "Anesthesia=anesthesia", "Indication=brief", "Procedure in detail=steps", "Blood loss=loss"),
        "18748-4": outline("Study=study", "History=complaint", "Comparison=none", "Findings=findings", "=organs",
            "Impression=impression"),
        "11506-3": outline("History=course", "Examination=exam", "X-rays=findings", "=problems", "Impression=dx", "Plan=plantext",
            "Next=follow"),
        "59284-0": permission(
            "I authorize {doctor} to perform {op} on me for {dx}.",
            "Other treatment, and no treatment, have been talked over with me. Stiffness, infection, clots and nerve injury can happen.",
            "Device makers' staff may be in the room.",
            lines=(("Patient", "{day}"), ("Witness", "K. Lund, MA")),
        ),
    },
)  # fmt: skip
HOUSES = [MAGNOLIA, QUICKMED, TILLER]
