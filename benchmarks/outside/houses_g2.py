"""The last houses of the fifth set: a children's hospital, a psychiatric hospital, an urgent care and its diagnostic centre."""

from __future__ import annotations

from html import escape

from benchmarks.outside import second_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import consent_form, face_form, order_sheet, plan_card, release_form
from benchmarks.outside.third_forms import clock, drawn_list, filled_sheet


def ruled(title: str, text: str) -> list[str]:
    return [f"<p class=ru>{title}</p>", f"<p>{text}</p>"]


def arrowed(title: str, text: str) -> list[str]:
    return [f"<p>&#9642; <b>{title}</b> {text}</p>"]


def tansy_line(pen: Pen) -> str:
    return (
        f"<div class=ln>{pen.name()} &nbsp;|&nbsp; {pen.dob()} ({pen.age} y) &nbsp;|&nbsp; {pen.sex()} &nbsp;|&nbsp; Hosp No "
        f"{pen.mrn()} &nbsp;|&nbsp; Enc {pen.encounter()}</div>"
    )


def tansy_first(pen: Pen) -> str:
    kin, visit = pen.visit.relative, pen.visit
    when = " &nbsp; ".join(f"{key} {value} {clock(pen)}" for key, value in own_dates(pen))
    grown_up = f"With: {kin.name} ({kin.relation}, born {pen.other_day((visit.service - kin.birth).days)}), {kin.phone}"
    return (
        f"{tansy_line(pen)}<div class=tn><span class=lg>{pen.house.name}</span><br>{pen.house.address}</div><h1>{pen.title}</h1>"
        f"<p>{when}</p><p class=small>{grown_up}. Pediatrician: {pen.provider(visit.referring)}</p>"
    )


def tansy_later(pen: Pen) -> str:
    return tansy_line(pen)


def tansy_foot(pen: Pen) -> str:
    return f"<div class=tf>{pen.title.split('|')[0]} &nbsp; [<i class=pg></i> of <i class=np></i>]</div>"


TANSY = House(
    "tansy", "fifth_tuning", "Tansy Street Children's Hospital", "77 Tansy St, Spokane, WA 99202", "(509) 555-0178", "peds",
    tuple(titles(ed="", hp="", prog="", face="", ins="", rn="", ds="")),
    titles(
        ed="Pediatric Emergency Department Note|Emergency Department Physician Note",
        hp="Pediatric History and Physical|Admission Note: H&amp;P",
        prog="Pediatric Progress Note|Daily Resident Progress Note", face="Patient Face Sheet|Pediatric Registration Form",
        ins="Health Insurance Card (copy)|Insurance Card, Both Sides", rn="Pediatric Nursing Assessment|Nursing Note",
        ds="Pediatric Discharge Summary|Hospital Discharge Summary",
    ),
    ".page.h-tansy{padding:.3in .6in .4in} .h-tansy{font:10.5pt/1.4 'Liberation Sans'} .h-tansy .ln{background:#dfe9e2;padding:3px 6px;"
    "font-size:9pt;white-space:nowrap} .h-tansy .tn{margin-top:10px;font-size:8.5pt} .h-tansy .lg{font:bold 15pt 'Carlito';color:#274}"
    " .h-tansy h1{font-size:13pt;margin:10px 0 4px} .h-tansy .tf{text-align:right;font-size:8pt}",
    tansy_first, tansy_later, tansy_foot, "family_caps", "loose", "three_first",
    sex_words=("Girl", "Boy"), children=True,
    date_words={"34111-5": "Seen on", "34117-2": "Admitted", "11506-3": "Written for", "74208-0": "Registered", "34746-8": "Shift of",
        "18842-5": "In|Out"},
    signature="{full} ({npi})|{day} {time}",
    numbers=lambda rng: (f"T{rng.randint(10**6, 10**7 - 1)}", f"{rng.randint(10**8, 10**9 - 1)}"),
    block=arrowed,
    bodies={
        "34111-5": outline("Brought in for:=complaint", "Story:=present", "Past and birth history:=history", "Allergies:=allergies",
            "At triage:=measures", "Exam:=exam", "What was done:=course", "=problems", "Impression:=dx", "Going home with:=plan"),
        "34117-2": outline("Chief complaint:=complaint", "History:=present", "Past:=history", "Allergies:=allergies", "Home:=social",
            "Vitals:=measures", "Examination:=exam", "=problems", "Assessment:=dx", "Plan:=plan"),
        "11506-3": outline("Overnight:=course", "Vitals:=measures", "Exam:=exam", "=problems", "Assessment:=dx", "Plan:=plan"),
        "18842-5": outline("Diagnoses:=dxlist", "Why admitted:=shown", "Hospital course:=course", "=problems", "Medicines:=drugs",
            "Instructions:=plan", "Appointments:=follow"),
        "74208-0": face_form(("Child", ("Street=street", "City=city", "Sex=sex", "Language=tongue")), ("Parent or guardian",
            ("Name=kin", "Relation=relation", "Born=kinborn", "Telephone=kinphone")), ("Guarantor and plan", ("Guarantor=kin",
            "Guarantor's date of birth=kinborn", "Plan=payer", "Policy=policy", "Employer=work", "SSN=ssn")),
            ("Care team", ("Attending=doctor", "Pediatrician=sender", "Reason=complaint"))),
        "64290-0": plan_card("Juniper Kids Health Plan", "PCP visits $0 &nbsp; Urgent care $10 &nbsp; Rx $3/$10"),
    },
)  # fmt: skip


def quillan_first(pen: Pen) -> str:
    visit, one = pen.visit, pen.patient
    pen.name()
    family = escape(one.family, quote=False) + (f" {one.suffix}" if one.suffix else "")
    given = escape(f"{one.given} {one.middle}".strip(), quote=False)
    cells = [("Patient", f"<b>{family},<br>{given}</b>"), ("Unit no.", pen.mrn()), ("Born / age", f"{pen.dob()}<br>{pen.age}"),
        ("Sex", pen.sex()), ("Ward", f"{visit.unit}<br>Rm {visit.bed}")]  # fmt: skip
    heads = "".join(f"<th>{key}</th>" for key, _ in cells)
    values = "".join(f"<td>{value}</td>" for _, value in cells)
    when = "; ".join(f"{key}: {value}" for key, value in own_dates(pen))
    return (
        f"<h1>{pen.title}</h1><div class=qn>{pen.house.name} &ndash; {pen.house.address}</div><table class=qt><tr>{heads}</tr><tr>{values}"
        f"</tr></table><p>{when}{'. ' if when else ''}Psychiatrist: {pen.provider()}. Legal status: voluntary.</p>"
    )


def quillan_later(pen: Pen) -> str:
    return f"<p class=qn>{pen.title} of {pen.name('whole')}, unit no. {pen.mrn()}, born {pen.dob()} (sheet <i class=pg></i>)</p>"


def quillan_foot(_: Pen) -> str:
    return "<p class=small>Protected by 42 CFR Part 2 and state mental health law. Not to be given on without written consent.</p>"


QUILLAN = House(
    "quillan", "fifth_tuning", "Quillan House Behavioral Hospital", "2 Reservoir Rd, Keene, NH 03431", "603-555-0150", "psych",
    tuple(titles(hp="", prog="", con="", ds="", roi="", cst="", ord="")),
    titles(
        hp="Psychiatric Admission Note|Psychiatric Evaluation: History and Physical",
        prog="Psychiatry Progress Note|Therapist's Progress Note",
        con="Medical Consultation|Consultation to Psychiatry", ds="Psychiatric Discharge Summary|Discharge Summary, Adult Unit",
        roi="Release of Information Authorization|Consent to Release Confidential Information",
        cst="Informed Consent for Psychotropic Medication|Informed Consent: ECT", ord="Admission Orders, Psychiatry|Physician Orders",
    ),
    ".page.h-quillan{padding:.6in .75in .4in} .h-quillan{font:10.5pt/1.42 'DejaVu Serif Condensed'} .h-quillan h1{font:14pt 'Carlito';"
    "text-transform:uppercase;letter-spacing:2px;margin:0} .h-quillan .qn{font-size:9pt} .h-quillan .qt th{font:8pt 'Liberation Sans';"
    "text-align:left;border:1px solid #777;border-bottom:0} .h-quillan .qt td{border:1px solid #777;border-top:0;vertical-align:top}"
    " .h-quillan .qt th,.h-quillan .qt td{padding:2px 6px} .h-quillan .ru{border-top:1px dotted #000;font-style:italic;margin-bottom:0}",
    quillan_first, quillan_later, quillan_foot, "whole", "day_month", "first_two",
    sex_words=("Female", "Male"), born_before=2000,
    date_words={"34117-2": "Evaluated", "11506-3": "Session", "11488-4": "Seen", "18842-5": "Arrived|Left", "46209-3": "Ordered"},
    signature="Signed {plain} on {day}",
    block=ruled, stories=(second_stories.DEPRESSION,),
    bodies={
        "34117-2": outline("Reason for admission=quote", "Present illness=present", "Past history=history", "Allergies=allergies",
            "Medication=drugs", "Family=family", "Social and developmental=social", "Review=review", "Mental status and physical=exam",
            "=measures", "=problems", "Formulation=dx", "Treatment plan=plan", closing="Referred by {sender}."),
        "11506-3": outline("Data=course", "Mental status=exam", "=problems", "Assessment=dx", "Plan=plan"),
        "11488-4": outline("Asked about=complaint", "History=present", "Exam=exam", "Laboratory=blood", "=problems", "Opinion=dx",
            "Suggestions=plan", opening="Requested by {other}."),
        "18842-5": outline("Final diagnoses=dxlist", "Circumstances of admission=shown", "Treatment=course", "=problems",
            "Mental status on leaving=exam", "Medication on leaving=drugs", "Aftercare=follow"),
        "64292-6": release_form("I, {name}, allow {house} to give out what is marked:", "{relname} ({rel}) may <u>not</u> be told.",
            "It ends on {year} or when I say so.", kinds=("Attendance only", "Discharge summary", "Medication", "Psychotherapy notes"),
            labels=("Given to", "Where", "Fax"), when="Day"),
        "59284-0": consent_form("{doctor} has explained why the treatment is proposed for {dx}.", "Wanted and unwanted effects, and what "
            "else could be done, were gone through on {day}.", "I may stop at any time without losing other care.",
            "Read to {name} by the nurse, who heard it repeated in own words."),
        "46209-3": order_sheet(("Ordered", "Order", "Taken off"), ("Admit to adult unit, voluntary", "Checks every 15 minutes",
            "Regular diet, finger foods", "Unit restriction", "Fasting glucose and lipids", "TSH, urine drug screen", "Group therapy daily",
            "Melatonin 3 mg at bedtime if asked", "No sharps in room"), last=("JB RN", "")),
    },
)  # fmt: skip


def marlowe_first(pen: Pen) -> str:
    visit, one = pen.visit, pen.patient
    when = "".join(f"<tr><td>{key}</td><td>{value} {pen.time()}</td></tr>" for key, value in own_dates(pen))
    ordered = f"<tr><td>Ordered by</td><td>{pen.provider(visit.referring)}</td></tr>"
    return (
        f"<div class=mh><b>{pen.house.name}</b> <span>{pen.house.address} | T {pen.house.phone} | F 480-555-0145</span></div>"
        f"<div class=mp><b>{pen.name()}</b> (id #{pen.mrn()}, dob: {pen.dob()})<br>{pen.sex()}, {pen.age} yrs &nbsp; {one.street}, "
        f"{one.city} &nbsp; {one.phone}</div><div class=ml>{pen.title}</div><table class=mw>{when}{ordered}"
        f"<tr><td>Read or seen by</td><td>{pen.provider()}</td></tr></table>"
    )


def marlowe_later(pen: Pen) -> str:
    return f"<div class=mp><b>{pen.name()}</b> (id #{pen.mrn()}, dob: {pen.dob()})</div>"


def marlowe_foot(pen: Pen) -> str:
    return f"<div class=mf>{pen.house.name} &middot; printed {pen.after(12)} by front desk &middot; p. <i class=pg></i></div>"


MARLOWE = House(
    "marlowe", "fifth_tuning", "Marlowe Urgent Care and Diagnostic Center", "1810 E Saguaro Rd, Mesa, AZ 85204", "480-555-0144",
    "desk_six",
    tuple(titles(ed="", lab="", rad="", path="", ekg="", ref="", ins="", face="")),
    titles(
        ed="Emergency/Urgent Visit: ED Provider Note|Emergency Room Note", lab="Lab Results|Laboratory Results Report",
        rad="CT / Ultrasound / X-Ray Report|Imaging Report", path="Surgical Pathology Report|Tissue Pathology Report",
        ekg="EKG Interpretation|EKG 12-Lead", ref="Referral to Specialist|Outgoing Referral",
        ins="Insurance Card Scan|Insurance Information",
        face="New Patient Registration|Patient Demographics",
    ),
    ".page.h-marlowe{padding:.45in .5in .35in} .h-marlowe{font:10pt/1.4 'DejaVu Sans Condensed'} .h-marlowe .mh{font-size:12pt}"
    " .h-marlowe .mh span{font-size:8pt;float:right} .h-marlowe .mp{border-top:3px solid #555;border-bottom:1px solid #555;padding:4px 0;"
    "margin:5px 0} .h-marlowe .ml{background:#444;color:#fff;padding:3px 8px;font-size:12pt} .h-marlowe .mw{width:65%;font-size:9pt}"
    " .h-marlowe .mf{text-align:center;font-size:8pt;color:#333} .h-marlowe h3{font-size:10pt;border-bottom:1px solid #bbb}"
    " .h-marlowe .f{display:inline-block;width:48%;margin:4px 1% 4px 0;border-bottom:1px solid #999;font-size:8.5pt}"
    " .h-marlowe .f b{font-size:10pt;margin-left:8px}",
    marlowe_first, marlowe_later, marlowe_foot, "undotted", "slash",
    sex_words=("F", "M"), born_before=2003,
    date_words={"34111-5": "Check-in", "11502-2": "Collected|Resulted", "18748-4": "Performed", "11526-1": "Taken|Reported",
        "11524-6": "Recorded", "57133-1": "Sent", "74208-0": "Check-in"},
    signature="Electronically closed by {full} at {day} {time}",
    bodies={
        "34111-5": outline("Reason for visit=quote", "HPI=present", "Past medical history=history", "Allergies=allergies",
            "Medications=drugs", "Vitals=measures", "Physical exam=exam", "Course=course", "=problems", "Assessment=dx",
            "Disposition=plan"),
        "11502-2": drawn_list(("Analyte", "Result", "Reference", "Flag")),
        "18748-4": outline("Study=study", "Clinical information=complaint", "Comparison=none", "Findings=findings", "=organs",
            "Impression=impression"),
        "11526-1": outline("Specimen=specimen", "Clinical=complaint", "Final diagnosis=verdict", "Gross=gross", "Microscopic=micro",
            "History=history", "=problems"),
        "57133-1": outline("For=dx", "Summary=present", "Past=history", "Exam=exam", "Medications=drugs", "=problems",
            "Please=plan", opening="To {other}: appointment within two weeks (before {soon}), please. Results to {sender}."),
        "74208-0": filled_sheet(("About you", ("Street=street", "City=city", "Cell=phone", "Gender=sex", "E-mail=mail",
            "Pharmacy=drugstore", "Work=work", "Marital=married")), ("Who pays", ("Responsible party=kin",
            "Their birth date=kinborn", "Relation=relation",
            "Phone=kinphone", "Plan=payer", "Member no.=policy")), ("Doctors", ("Regular doctor=sender", "Today's clinician=doctor")),
            closing="I have given true answers. In case of emergency call {relname}, {relphone}.", signer="Patient"),
    },
)  # fmt: skip

HOUSES = [TANSY, QUILLAN, MARLOWE]
