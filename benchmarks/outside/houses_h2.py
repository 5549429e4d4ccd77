"""The sixth set, continued: a typing pool, records exchanged between systems, a nursing home, a university's wards."""

from __future__ import annotations

from html import escape

from benchmarks.outside import grown, second_stories, sixth_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import face_form, given_sheet, month_sheet, order_sheet, plan_card, release_form
from benchmarks.outside.sixth_forms import flowsheet, order_summary, transfer_sheet
from benchmarks.outside.third_forms import clock, dictated, filled_sheet


def underlined(title: str, text: str) -> list[str]:
    return [f"<p><u>{title.upper()}</u>: &nbsp;{text}</p>"]


def sectioned(title: str, text: str) -> list[str]:
    return [f"<h3>{title}</h3>", f"<ul class=cc><li>{text}</li></ul>"]


ON_TOP = frozenset({"18748-4", "11526-1"})  # the departments' own typists begin with the patient; the record room's end with him


def ottoway_first(pen: Pen) -> str:
    town = pen.house.address.upper()
    head = f"<pre class=oc>{pen.house.name.upper()}\n{town}\n\n<u>{pen.title.upper().replace('&AMP;', '&amp;')}</u></pre>"
    if pen.code not in ON_TOP:
        return head
    when = "\n".join(f"{key + ':':<15}{value}" for key, value in own_dates(pen))
    return (
        f"{head}<pre>\n{'PATIENT:':<15}{pen.name():<34}AGE: {pen.age}\n{'HOSP. NO.:':<15}{pen.mrn():<34}SEX: {pen.sex()}\n"
        f"{'D.O.B.:':<15}{pen.dob('hyphen')}\n{'PHYSICIAN:':<15}{pen.provider(pen.visit.referring)}\n{when}</pre>"
    )


def ottoway_later(pen: Pen) -> str:
    if pen.code not in ON_TOP:
        return ""
    return f"<pre>{pen.name()}   {pen.mrn()}\nPage <i class=pg></i>\n</pre>"


def ottoway_foot(pen: Pen) -> str:
    """The form's boxes at the bottom, typed into."""
    if pen.code in ON_TOP:
        return "<pre class=oc>OTTOWAY VALLEY HOSPITAL - DEPARTMENT COPY</pre>"
    when = own_dates(pen)
    dates = "".join(f"<td><small>{key}</small><br>{value}</td>" for key, value in when)
    cells = (
        f"<td colspan=2><small>Name</small><br>{pen.name()}</td><td><small>Hosp. No.</small><br>{pen.mrn()}</td><td><small>Birthdate"
        f"</small><br>{pen.dob('hyphen')}</td>"
    )
    rest = f"<td><small>Physician</small><br>{pen.provider(form='last')}</td>{dates}<td><small>Page</small><br><i class=pg></i></td>"
    return f"<table class=ob><tr>{cells}</tr></table><table class=ob><tr>{rest}</tr></table>"


OTTOWAY = House(
    "ottoway", "sixth_held_out", "Ottoway Valley Hospital", "Concho Springs, Nebraska", "308-555-0121", "typed",
    tuple(titles(ds="", hp="", op="", con="", rad="", path="", prog="")),
    titles(
        ds="Discharge Summary|Summary of Hospitalization (Discharge)", hp="History and Physical|History and Physical Examination",
        op="Report of Operation|Operative Report", con="Consultation|Report of Consultation", rad="X-Ray Report|Roentgenologic Report",
        path="Surgical Pathology Report|Report of Tissue Examination", prog="Progress Notes|Progress Note (Dictated)",
    ),
    ".page.h-ottoway{padding:.75in .9in .45in 1.1in} .h-ottoway,.h-ottoway pre{font:11pt/1.45 'Liberation Mono';margin:0} .h-ottoway .oc{"
    "text-align:center} .h-ottoway .ob td{border:1px solid #000;padding:1px 7px 3px;vertical-align:top} .h-ottoway .ob+.ob td{border-top:0}"
    " .h-ottoway .ob small{font:7pt 'Liberation Sans'} .h-ottoway h3{font:inherit;text-decoration:underline} .h-ottoway .marks{margin-top:"
    "10px}",
    ottoway_first, ottoway_later, ottoway_foot, "caps_dotted", "long", "three_first",
    sex_words=("FEMALE", "MALE"), born_before=2003,
    date_words={"18842-5": "Admitted|Discharged", "34117-2": "Admitted", "11504-8": "Date of Operation", "11488-4": "Date Seen",
        "18748-4": "DATE OF EXAM", "11526-1": "REMOVED|RECEIVED", "11506-3": "Date of Note"},
    signature="________________________________|{full}",
    block=underlined,
    bodies={
        "18842-5": dictated("Final diagnosis=dx", "History=shown", "Hospital course=course", "=problems", "Condition on discharge=exam",
            "Medications=drugs", "Disposition=plantext"),
        "34117-2": dictated("Chief complaint=complaint", "Present illness=present", "Past history=history", "Allergies=allergies",
            "Family history=family", "Social history=social", "Systemic review=review", "Physical examination=exam", "Laboratory=blood",
            "=problems", "Impression=dx", "Plan=plantext"),
        "11504-8": dictated("Preoperative diagnosis=dx", "Postoperative diagnosis=dx", "Operation=operation", "Surgeon=surgeon",
            "Assistant=assistant", "Anesthesia=anesthesia", "Indications=brief", "Procedure=steps", "=problems", "Blood loss=loss"),
        "11488-4": dictated("Reason=complaint", "History=present", "Past history=history", "Examination=exam", "Laboratory=blood",
            "=problems", "Opinion=dx", "Suggestions=plantext", closing="Thank you for letting me see this patient."),
        "18748-4": dictated("Examination=study", "History=complaint", "Findings=findings", "=organs", "Impression=impression"),
        "11526-1": dictated("Tissue submitted=specimen", "Clinical diagnosis=complaint", "Gross=gross", "Microscopic=micro",
            "Diagnosis=verdict", "Remarks=history"),
        "11506-3": dictated("=course", "Examination=exam", "=problems", "Impression=dx", "Plan=plantext"),
    },
)  # fmt: skip


def browser_line(pen: Pen) -> str:
    return f"<div class=cl><span>{pen.after(9)}</span><span>{pen.title}</span><span></span></div>"


def clearwater_rows(pen: Pen) -> list[tuple[str, str]]:
    one, kin, visit = pen.patient, pen.visit.relative, pen.visit
    home = f"Home:<br>{escape(one.street, quote=False)}<br>{one.city}<br>Tel: {one.phone}"
    stay = f"From {pen.day(visit.admit)} to {pen.day(visit.discharge)}" if pen.code == "18842-5" else f"{pen.service()}, {pen.time()}"
    number = "-".join(f"{pen.rng.randint(0, 16**4 - 1):04x}" for _ in range(4))
    return [
        ("Patient", pen.name()), ("Date of birth", pen.dob()), ("Sex", pen.sex()),
        ("Race", pen.rng.choice(("White", "Black or African American", "Asian", "Unknown"))), ("Contact info", home),
        ("Patient IDs", f"{pen.mrn()} &nbsp; 2.16.840.1.113883.3.4829.7"), ("Document Id", f"{number} 2.16.840.1.113883.3.4829"),
        ("Document Created:", f"{pen.after(2)}, {pen.time()}"), ("Performer (primary care physician)", pen.provider(visit.referring)),
        ("Author", f"{pen.provider()}, {pen.house.name}"), ("Encounter Id", f"{pen.encounter()} 2.16.840.1.113883.3.4829.9"),
        ("Encounter Date", stay), ("Next of kin", f"{escape(kin.name, quote=False)} ({kin.relation}), {kin.phone}"),
        ("Document maintained by", f"{pen.house.name}, {pen.house.address}"),
    ]  # fmt: skip


def clearwater_first(pen: Pen) -> str:
    rows = "".join(f"<tr><td>{key}</td><td>{value}</td></tr>" for key, value in clearwater_rows(pen))
    return f"{browser_line(pen)}<h1>{pen.title}</h1><table class=ct>{rows}</table>"


def clearwater_foot(pen: Pen) -> str:
    return f"<div class=cl><span>file:///C:/Inbound/{pen.visit.accession}.xml</span><span><i class=pg></i>/<i class=np></i></span></div>"


CLEARWATER = House(
    "clearwater", "sixth_held_out", "Clearwater Regional Health System", "800 Aqueduct Way, Lewiston, ID 83501", "208-555-0144", "ccd",
    tuple(titles(ds="", con="", prog="", ref="", hp="", ed="")),
    titles(
        ds="Discharge Summary|Continuity of Care: Discharge Summary", con="Consultation Note|Consultation Note - Clearwater Regional",
        prog="Progress Note|Progress Note - Office Visit", ref="Referral Note|Referral Note (Transition of Care)",
        hp="History and Physical|History and Physical Note", ed="Emergency Department Note|ED Note - Provider",
    ),
    ".page.h-clearwater{padding:.25in .5in .25in} .h-clearwater{font:10pt/1.34 'Liberation Sans'} .h-clearwater h1{font-size:15pt;"
    "text-align:center;margin:8px 0} .h-clearwater .cl{display:flex;justify-content:space-between;font:8pt 'Liberation Serif'}"
    " .h-clearwater .ct td{border:1px solid #bbb;padding:2px 6px;vertical-align:top} .h-clearwater .ct td:first-child{background:#dbe5f1;"
    "font-weight:bold;width:22%} .h-clearwater .cc{margin:2px 0 2px 20px} .h-clearwater h3{color:#036;font-size:11pt}",
    clearwater_first, browser_line, clearwater_foot, "whole", "long",
    running="number", sex_words=("Female", "Male"),
    signature="Electronically signed by {full}|{day}, {time}",
    numbers=lambda rng: (f"{rng.randint(10**8, 10**9 - 1)}", f"{rng.randint(10**7, 10**8 - 1)}"),
    block=sectioned,
    bodies={
        "18842-5": outline("Allergies, Adverse Reactions, Alerts=allergies", "Hospital Discharge Diagnosis=dx",
            "Hospital Course=course", "=problems", "Hospital Discharge Medications=drugrows", "Vital Signs=measures",
            "Plan of Care=plan", "Hospital Discharge Instructions=follow"),
        "11488-4": outline("Reason for Referral=complaint", "History of Present Illness=present", "Past Medical History=history",
            "Allergies=allergies", "Medications=drugrows", "Physical Examination=exam", "Results=blood", "=problems", "Assessment=dx",
            "Plan of Treatment=plan"),
        "11506-3": outline("Subjective=present", "Vital Signs=measures", "Objective=exam", "Medications=drugrows", "=problems",
            "Assessment=dx", "Plan of Treatment=plan"),
        "57133-1": outline("Reason for Referral=complaint", "History of Present Illness=present", "Allergies=allergies",
            "Medications=drugrows", "Problems=dx", "=problems", "Plan of Treatment=plan", opening="Referred to: {other}"),
        "34117-2": outline("Chief Complaint=complaint", "History of Present Illness=present", "Past Medical History=history",
            "Social History=social", "Family History=family", "Review of Systems=review", "Medications=drugrows",
            "Vital Signs=measures", "Physical Exam=exam", "Results=blood", "=problems", "Assessment=dx", "Plan of Treatment=plan"),
        "34111-5": outline("Chief Complaint=quote", "History of Present Illness=present", "Allergies=allergies", "Vital Signs=measures",
            "Physical Exam=exam", "Results=blood", "Emergency Department Course=course", "=problems", "Diagnosis=dx",
            "Disposition=plan"),
    },
)  # fmt: skip


def cedarbrook_first(pen: Pen) -> str:
    visit = pen.visit
    top = f"<div class=bf><span>{pen.house.name}</span><span>Date: {pen.after(1)}<br>Time: {pen.time()} ET</span></div><h1>{pen.title}</h1>"
    when = own_dates(pen) or [("Effective Date", pen.service())]
    rows = (
        (("Resident", f"{pen.name()} ({pen.mrn()})"), ("Location", f"{visit.bed}"), *when[:1]),
        (("Date of Birth", f"{pen.dob()} ({pen.age})"), ("Gender", pen.sex()), ("Physician", pen.provider(form="doctor"))),
    )
    lines = "".join("<tr>" + "".join(f"<td><b>{key}:</b> {value}</td>" for key, value in row) + "</tr>" for row in rows)
    late = "".join(f"<p><b>{key}:</b> {value}</p>" for key, value in when[1:])
    return f"{top}<table class=bt>{lines}</table>{late}"


def cedarbrook_later(pen: Pen) -> str:
    return f"<div class=bf><span>{pen.title}</span><span>Resident: {pen.name()} ({pen.mrn()})</span></div>"


def cedarbrook_foot(pen: Pen) -> str:
    return f"<div class=bf><span>{pen.house.address}</span><span>Fac 0128 &nbsp; Page <i class=pg></i> of <i class=np></i></span></div>"


CEDARBROOK = House(
    "cedarbrook", "sixth_held_out", "Cedarbrook Nursing and Rehabilitation", "2 Fernhill Dr, Greenville, PA 16125", "724-555-0175", "bed",
    tuple(titles(face="", ord="", med="", rn="", prog="", ref="", ds="", hp="", roi="")),
    titles(
        face="RESIDENT FACE SHEET|ADMISSION RECORD (FACE SHEET)", ord="Order Summary Report|Physician Order Summary",
        med="Medication Administration Record|Medication Admin Record (MAR)", rn="Nursing Daily Skilled Note|Nurses Note",
        prog="Physician Progress Note|Practitioner Visit - Progress Note", ref="Referral and Transfer Form|Hospital Transfer Referral Form",
        ds="Discharge Summary and Recap of Stay|SNF Discharge Summary", hp="Admission History and Physical|Physician Admission H&amp;P",
        roi="Authorization for Release of Health Information|Release of Information",
    ),
    ".page.h-cedarbrook{padding:.4in .5in .35in} .h-cedarbrook{font:9.6pt/1.36 'DejaVu Sans Condensed'} .h-cedarbrook .bf{display:flex;"
    "justify-content:space-between;font-size:8.5pt;border-bottom:1px solid #999} .h-cedarbrook h1{font-size:13pt;text-align:center;margin:"
    "6px 0} .h-cedarbrook .bt td{border:1px solid #777;padding:3px 6px;background:#f2f2f2} .h-cedarbrook h3{font-size:10pt;background:#ddd;"
    "padding:1px 5px} .h-cedarbrook .month td,.h-cedarbrook .flow td{font-size:8pt;padding:2px 3px} .h-cedarbrook .f{display:inline-block;"
    "width:48%;margin:3px 1% 3px 0;border-bottom:1px solid #aaa} .h-cedarbrook .f b{margin-left:8px}",
    cedarbrook_first, cedarbrook_later, cedarbrook_foot, "bare_comma", "loose",
    sex_words=("Female", "Male"), born_before=1965,
    date_words={"74208-0": "Admission Date", "46209-3": "Active Orders As Of", "56445-0": "Review Date", "34746-8": "Effective Date",
        "11506-3": "Visit Date", "18842-5": "Admission Date|Discharge Date", "34117-2": "Admission Date", "57133-1": "Transfer Date"},
    signature="{full} [e-SIGNED]|{day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**4, 10**5 - 1)}", f"{rng.randint(10**5, 10**6 - 1)}"),
    stories=(sixth_stories.BLADDER, second_stories.HIP, second_stories.LUNGS, grown.HEART, grown.STROKE),
    bodies={
        "74208-0": filled_sheet(
            ("Resident information", ("Previous address=street", "City=city", "Previous phone=phone", "Marital status=married",
                "Religion=faith", "Primary language=tongue", "Social security no.=ssn", "Occupation=work")),
            ("Payer information", ("Primary payer=payer", "Policy no.=policy", "Group no.=group")),
            ("Contacts", ("Responsible party=kin", "Relationship=relation", "Birth date of party=kinborn", "Phone=kinphone")),
            ("Care providers", ("Attending=doctor", "Referring=sender", "Pharmacy=drugstore", "Advance directive=code")),
            ("Diagnosis information", ("Admitting diagnosis=dx", "Allergies=allergy")),
        ),
        "46209-3": order_summary,
        "56445-0": month_sheet,
        "34746-8": flowsheet("Shift of", ("Day", "Eve", "Night"), notes="Narrative"),
        "11506-3": outline("Chief complaint=complaint", "HPI=present", "Medications=drugs", "Vitals=measures", "Exam=exam", "=problems",
            "Assessment=dx", "Plan=plan"),
        "57133-1": transfer_sheet(("Code status", ("Full code", "DNR", "DNI", "DNH")), ("Mental status", ("alert", "confused", "drowsy")),
            ("Devices", ("IV", "catheter", "oxygen", "feeding tube")), ("Sent with", ("glasses", "dentures", "hearing aid", "MAR copy")),
            reason="<b>Reason for referral</b> {complaint}. <b>To</b> emergency department, care of {other}.",
            report="{relname} ({rel}, {relphone}) told of transfer at once. Report called to charge nurse."),
        "18842-5": outline("Diagnoses=dxlist", "Recap of stay=course", "=problems", "Status at discharge=exam", "Medications=drugrows",
            "Post-discharge plan=plan", "Appointments=follow"),
        "34117-2": outline("Reason for admission=complaint", "HPI=present", "Past medical history=history", "Medications=drugs",
            "Allergies=allergies", "Social=social", "Vitals=measures", "Exam=exam", "=problems", "Assessment=dx", "Plan=plan"),
        "64292-6": release_form("I authorize {house} to disclose health information about {name}.", "Signed by the resident or by"
            " {relname}, {rel}. Ends {year}.", kinds=("Face sheet", "MAR / TAR", "Therapy notes", "Whole record"),
            labels=("Disclose to", "Address", "Fax"), when="Date"),
    },
)  # fmt: skip


def halcyon_band(pen: Pen) -> str:
    visit = pen.visit
    return (
        f"<div class=hb><div><b>{pen.name()}</b><br>{pen.age}y ({pen.dob()}) {pen.sex()}</div><div>MRN / Visit<br>{pen.mrn()} / "
        f"{pen.encounter()}</div><div>{visit.unit} {visit.bed}<br>Attending: {pen.provider(form='last')}</div></div>"
    )


def halcyon_first(pen: Pen) -> str:
    when = " &nbsp;&nbsp; ".join(f"{key}: <b>{value}</b>" for key, value in own_dates(pen))
    return (
        f"<div class=hl>{pen.house.name}</div>{halcyon_band(pen)}<div class=ht>{pen.title}</div><div>{when} &nbsp;&nbsp; Note status: "
        f"Complete</div>"
    )


def halcyon_foot(pen: Pen) -> str:
    who = pen.rng.choice(("Sorensen, C (RN)", "Unit Clerk 3", "HIM, Release"))
    return (
        f"<div class=hf><span>Requested by: {who}</span><span>{pen.after(4)} {clock(pen)}</span><span>Page <i class=pg></i> of "
        f"<i class=np></i></span></div>"
    )


HALCYON = House(
    "halcyon", "sixth_held_out", "Halcyon University Hospital", "1 Campus Loop, Stony Ridge, NY 11790", "631-555-0108", "sunrise",
    tuple(titles(rn="", med="", ord="", prog="", hp="", ds="", con="", ins="", face="")),
    titles(
        rn="Nursing Flowsheet - Adult Med/Surg|Nursing Assessment Flowsheet", med="eMAR Summary: Medication Administration|MAR Summary",
        ord="Order Summary - Active Orders|Physician Orders", prog="Hospitalist Progress Note|Progress Note-Medicine Attending",
        hp="H&amp;P Adult|Admission H&amp;P Note", ds="Discharge Summary-Provider|Discharge Summary",
        con="Consult Note-Initial|Inpatient Consult Note", ins="Insurance Card Image|Insurance Verification Card Copy",
        face="Registration Face Sheet|Patient Profile / Face Sheet",
    ),
    ".page.h-halcyon{padding:.4in .55in .35in} .h-halcyon{font:9.8pt/1.36 'Liberation Sans'} .h-halcyon .hl{font-size:9pt;color:#444}"
    " .h-halcyon .hb{display:flex;justify-content:space-between;border:1px solid #000;background:#eee;padding:3px 8px;margin:3px 0}"
    " .h-halcyon .ht{font:bold 13pt 'Liberation Sans';margin:6px 0 3px} .h-halcyon .hf{display:flex;justify-content:space-between;"
    "font-size:8pt;border-top:1px solid #000} .h-halcyon h3{font-size:10pt} .h-halcyon .flow td,.h-halcyon .flow th{font-size:8pt;"
    "padding:2px 3px} .h-halcyon .ink{display:none}",
    halcyon_first, halcyon_band, halcyon_foot, "comma_initial", "dash", "spaced",
    date_words={"34746-8": "Flowsheet date", "46209-3": "Entered", "11506-3": "Date of Service", "34117-2": "Admit Date",
        "18842-5": "Admit Date|Discharge Date", "11488-4": "Date of Service", "56445-0": "For", "74208-0": "Admit Date"},
    signature="Electronic Signatures:|{full} (Signed {day} {time})|Authored: All sections",
    numbers=lambda rng: (f"{rng.randint(10**9, 10**10 - 1)}", f"{rng.randint(10**6, 10**7 - 1)}"),
    bodies={
        "34746-8": flowsheet("Recorded", ("0000", "0200", "0400", "0600", "0800", "1000", "1200", "1400", "1600"), notes="Annotations"),
        "56445-0": given_sheet,
        "46209-3": order_sheet(("#", "Order", "Status"), ("Vital signs every 4 hours", "Regular diet", "Ambulate three times a day",
            "Complete blood count daily", "Basic metabolic panel daily", "Telemetry", "Fall precautions", "Enoxaparin 40 mg subcut daily",
            "Oxygen titrate to 92 %", "Physical therapy consult", "Strict intake and output"), numbered=True,
            last=("Active", "Pending", "Completed")),
        "11506-3": outline("Interval events=course", "Vital signs=measures", "Physical exam=exam", "Labs=blood", "=problems",
            "Assessment=dx", "Plan=plan"),
        "34117-2": outline("Chief complaint=complaint", "History of present illness=present", "Past medical history=history",
            "Home medications=drugs", "Allergies=allergies", "Social history=social", "Family history=family", "Vital signs=measures",
            "Physical exam=exam", "Labs=blood", "=problems", "Impression=dx", "Plan=plan"),
        "18842-5": outline("Discharge diagnosis=dx", "Presentation=shown", "Hospital course=course", "=problems", "Exam=exam",
            "Discharge medications=drugrows", "Follow up=follow", "Instructions=plan"),
        "11488-4": outline("Reason for consult=complaint", "History=present", "Past medical history=history", "Exam=exam", "Data=blood",
            "=problems", "Assessment=dx", "Recommendations=plan", opening="Requested by {other}."),
        "64290-0": plan_card("Empire Shore Health", "PCP $15 &nbsp; Specialist $35 &nbsp; Inpatient $250"),
        "74208-0": face_form(("Demographics", ("Street=street", "City=city", "Phone=phone", "Marital=married", "Language=tongue",
            "Religion=faith", "SSN=ssn", "Email=mail")), ("Emergency contact", ("Name=kin", "Relation=relation", "Phone=kinphone",
            "Birth date=kinborn")), ("Coverage", ("Plan=payer", "Subscriber=kin", "Policy=policy", "Group=group")),
            ("Visit", ("Attending=doctor", "Referring=sender", "Reason=complaint", "Code status=code"))),
    },
)  # fmt: skip
HOUSES = [OTTOWAY, CLEARWATER, CEDARBROOK, HALCYON]
