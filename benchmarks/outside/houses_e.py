"""The houses of the third set, all held out: an academic centre, a community hospital, a laboratory, a radiology group."""

from __future__ import annotations

from benchmarks.outside import grown, houses_e2, houses_e3, second_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.third_forms import agreed, clock, dictated, ranged, released


def dashed(title: str, text: str) -> list[str]:
    return [f"<p>{title.upper()}<br>{text}</p>"]


def led(title: str, text: str) -> list[str]:
    return [f"<p><u>{title}</u> &mdash; {text}</p>"]


def hollins_first(pen: Pen) -> str:
    visit, kin = pen.visit, pen.visit.relative
    csn = f"<dt>CSN</dt><dd>{pen.encounter()}</dd>" if pen.rng.random() < 0.7 else ""
    lines = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in own_dates(pen))
    side = (
        f"<b class=who>{pen.name()}</b><dl><dt>Legal sex</dt><dd>{pen.sex()}, {pen.age} yrs</dd><dt>Birth date</dt><dd>{pen.dob()}</dd>"
        f"<dt>Medical Record #</dt><dd>{pen.mrn()}</dd>{csn}{lines}<dt>Attending</dt><dd>{pen.provider()}</dd>"
        f"<dt>PCP</dt><dd>{pen.provider(visit.referring)}</dd><dt>Bed</dt><dd>{visit.unit} / {visit.bed}</dd>"
        f"<dt>Emergency contact</dt><dd>{kin.name}<br>{kin.relation}, {kin.phone}</dd><dt>Code status</dt><dd>Full</dd></dl>"
    )
    return f"<div class=sb>{side}</div><div class=tt><i>{pen.house.name}</i><br><b>{pen.title}</b></div>"


def hollins_later(pen: Pen) -> str:
    side = f"<b class=who>{pen.name()}</b><dl><dt>Birth date</dt><dd>{pen.dob()}</dd><dt>Medical Record #</dt><dd>{pen.mrn()}</dd></dl>"
    return f"<div class=sb>{side}</div><div class=tt>{pen.title}, <i>continued</i></div>"


def hollins_foot(pen: Pen) -> str:
    user = pen.rng.choice(("Reyes, Tamika [HIM44]", "Sorensen, Beth [ROI12]"))
    return f"<div class=ft><span>Printed by {user} at {pen.after(9)} {clock(pen)}</span><span>Page <i class=pg></i></span></div>"


HOLLINS = House(
    "hollins",
    "third_held_out",
    "Hollins University Medical Center",
    "1 Founders Circle, Lexington, KY 40536",
    "859-555-0100",
    "zero",
    tuple(titles(ds="", hp="", ed="", con="", prog="", op="")),
    titles(
        ds="Discharge Summaries by Hospital Medicine|Discharge Summary (Team B)",
        hp="H&amp;P by Hospital Medicine|H&amp;P (Resident and Attending)",
        ed="ED Provider Notes by Emergency Medicine|ED Notes (Provider)",
        con="Consults by Subspecialty Service|Initial Consult Note",
        prog="Progress Notes by Hospital Medicine|Daily Progress (Inpatient)",
        op="Op Note by Surgery|Brief Op Note",
    ),
    ".page.h-hollins{display:grid;grid-template-columns:1.75in 1fr;grid-template-rows:auto minmax(0,1fr) auto;column-gap:.2in;"
    "padding:.4in .5in} .h-hollins{font:10pt/1.38 'Carlito'} .h-hollins .head{display:contents} .h-hollins "
    ".sb{grid-row:1/3;grid-column:1;background:#eef2f6;padding:8px;font-size:9pt} .h-hollins .who{font-size:12pt} .h-hollins "
    "dl{margin:6px 0}"
    " .h-hollins dt{color:#456;font-size:8pt} .h-hollins dd{margin:0 0 5px} .h-hollins .tt{grid-row:1;grid-column:2;border-bottom:2px solid"
    " #246;font-size:12pt;padding-bottom:3px} .h-hollins .body{grid-row:2;grid-column:2} .h-hollins .foot{grid-row:3;grid-column:1/3}"
    " .h-hollins h3{font-size:10.5pt;color:#246}",
    hollins_first,
    hollins_later,
    hollins_foot,
    "suffix_last",
    "loose",
    sex_words=("female", "male"),
    date_words={"18842-5": "Admitted on|Discharged on", "34117-2": "Admitted on", "34111-5": "Arrival", "11488-4": "Note date",
        "11506-3": "Note date", "11504-8": "Surgery date"},
    signature="Author: {full}  Service: Attending|Filed: {day} {time}  Status: Signed",
    numbers=lambda rng: (f"{rng.randint(300000000, 799999999)}", f"{rng.randint(10**7, 10**8 - 1)}"),
    born_before=2003,
    bodies={
        "18842-5": outline("Reason for Hospitalization=complaint", "Presenting Story=shown", "Active Hospital Problems=dxlist",
            "What Happened in the Hospital=course", "=problems", "Last Recorded Vitals=measures", "Discharge Medication Changes=drugrows",
            "Outpatient Follow-Up=follow", "Pending / To Do=plan"),
        "34117-2": outline("CC=complaint", "HPI=present", "PMH / PSH=history", "Allergies=allergies", "Meds Prior to Admission=drugs",
            "Family Hx=family", "Social Hx=social", "ROS=review", "Objective=measures", "Physical Exam=systems", "Data Reviewed=blood",
            "=problems", "A/P=dx", "=plan"),
        "34111-5": outline("Chief Complaint=quote", "HPI=present", "Past History=history", "Allergies=allergies", "Triage Vitals=measures",
            "Physical Exam=exam", "ED Course and MDM=course", "Results=blood", "=problems", "Clinical Impression=dx", "Disposition=plan"),
        "11488-4": outline("Reason for Consult=complaint", "HPI=present", "PMH=history", "Current Inpatient Medications=drugs",
            "Physical Exam=exam", "Data=blood", "=problems", "Impression=dx", "Recommendations=plan",
            opening="Consult requested by {other}."),
        "11506-3": outline("Interval Events / Subjective=course", "Objective=measures", "Exam=exam", "Labs and Imaging=blood",
            "=problems", "Assessment &amp; Plan=dx", "=plan"),
        "11504-8": outline("Preoperative Diagnosis=dx", "Postoperative Diagnosis=dx", "Procedure(s)=operation", "Surgeon(s)=surgeon",
            "Assistant(s)=assistant", "Anesthesia=anesthesia", "Indications=brief", "Description=steps", "Specimens=specimen",
            "Estimated Blood Loss=loss"),
    },
)  # fmt: skip


def column(items: list[tuple[str, str]], width: int) -> list[str]:
    return [f"{key}: {value}".ljust(width) for key, value in items]


def tamarack_first(pen: Pen) -> str:
    visit = pen.visit
    status = "ADM IN" if pen.code != "18842-5" else "DIS IN"
    left = column([("PATIENT", pen.name()), ("REG DR", pen.provider(form="caps")), ("", "")], 37)
    left[2] = " " * 37
    mid = column([("ACCT #", pen.account()), ("AGE/SX", f"{pen.age}/{pen.sex()}"), ("DOB", pen.dob())], 25)
    right = column([("U #", pen.mrn()), ("LOC", f"{visit.unit.upper()} {visit.bed}"), ("STATUS", status)], 24)
    rows = "\n".join("".join(cells) for cells in zip(left, mid, right, strict=True))
    when = "\n".join(f"{key}: {value}" for key, value in own_dates(pen))
    report = f"REPORT #: {visit.service:%m%d}-{pen.rng.randint(10, 990):04d}"
    return (
        f"<pre>RUN DATE: {pen.after(3)}      {pen.house.name.upper()}      PAGE <i class=pg></i>\n"
        f"RUN TIME: {clock(pen)}            {pen.house.address.upper()}\n{'-' * 86}\n{rows}\n{'-' * 86}</pre>"
        f"<div class=mt>{pen.title}</div><pre>{when}\n{report}</pre>"
    )


def tamarack_later(pen: Pen) -> str:
    return f"<pre>{pen.name():<37}U #: {pen.mrn():<20}PAGE <i class=pg></i>\n{pen.title} (CONTINUED)\n{'-' * 86}</pre>"


def tamarack_foot(_: Pen) -> str:
    return "<pre>*** CONFIDENTIAL - PERMANENT MEDICAL RECORD COPY ***</pre>"


TAMARACK = House(
    "tamarack",
    "third_held_out",
    "Tamarack Community Hospital",
    "620 N Birch St, Rhinelander WI",
    "715-555-0119",
    "jay",
    tuple(titles(ds="", hp="", con="", op="", rad="", ed="")),
    titles(
        ds="DISCHARGE SUMMARY REPORT|DISCHARGE REPORT (SUMMARY)",
        hp="HISTORY AND PHYSICAL REPORT|ADMISSION H AND P",
        con="CONSULTATION REPORT|REPORT OF CONSULTATION",
        op="REPORT OF OPERATION|OPERATIVE/PROCEDURE REPORT",
        rad="MEDICAL IMAGING REPORT|DEPARTMENT OF IMAGING SERVICES",
        ed="EMERGENCY PROVIDER REPORT|EMERGENCY DEPARTMENT DICTATION",
    ),
    ".page.h-tamarack{padding:.55in .6in .45in} .h-tamarack{font:10pt/1.3 'Liberation Mono'} .h-tamarack pre{font:inherit;margin:0}"
    " .h-tamarack .mt{text-align:center;margin:10px 0 6px} .h-tamarack .body{text-transform:uppercase} .h-tamarack .foot{text-align:center}"
    " .h-tamarack .marks{margin-top:14px} .h-tamarack .ink{display:none} .h-tamarack .grid td,.h-tamarack .grid "
    "th{border:0;background:#fff}"
    " .h-tamarack h3{font-size:10pt;font-weight:normal}",
    tamarack_first,
    tamarack_later,
    tamarack_foot,
    "vista",
    "slash",
    date_words={"18842-5": "ADM DATE|DIS DATE", "34117-2": "ADM DATE", "11488-4": "CONS DATE", "11504-8": "PROC DATE",
        "18748-4": "EXAM DATE", "34111-5": "SVC DATE"},
    signature="<Electronically signed by {plain}> {day} {time}",
    numbers=lambda rng: (f"E{rng.randint(10**6, 10**7 - 1)}", f"H0000{rng.randint(10**6, 10**7 - 1)}"),
    block=dashed,
    born_before=2003,
    bodies={
        "18842-5": dictated("Final diagnoses=dxlist", "Brief history=shown", "Course in hospital=course", "=problems",
            "Condition on discharge=exam", "Medications on discharge=drugs", "Disposition and follow up=follow"),
        "34117-2": dictated("Chief complaint=complaint", "Present illness=present", "Past history=history", "Allergies=allergies",
            "Medications=drugs", "Family history=family", "Personal and social history=social", "Systems review=review",
            "Physical=exam", "=measures", "Laboratory=blood", "=problems", "Impression=dx", "Plan=plan"),
        "11488-4": dictated("Reason for consultation=complaint", "Present illness=present", "Past history=history", "Physical=exam",
            "Laboratory=blood", "=problems", "Impression=dx", "Recommendation=plan", closing="Thank you {dear} for asking us to see {mr}."),
        "11504-8": dictated("Preop diagnosis=dx", "Postop diagnosis=dx", "Operation performed=operation", "Surgeon=surgeon",
            "First assistant=assistant", "Anesthesia=anesthesia", "Clinical note=brief", "Technique=steps", "Blood loss=loss"),
        "18748-4": dictated("Examination=study", "Reason=complaint", "Comparison=none", "Report=findings", "=organs",
            "Conclusion=impression"),
        "34111-5": dictated("Chief complaint=complaint", "Present illness=present", "Past history=history", "Allergies=allergies",
            "Physical=exam", "=measures", "Emergency department course=course", "Laboratory=blood", "=problems", "Diagnosis=dx",
            "Disposition=plan"),
    },
)  # fmt: skip


def pathfinder_first(pen: Pen) -> str:
    visit, rng = pen.visit, pen.rng
    drawn = own_dates(pen)
    one = [("DOB", f"{pen.dob()} &nbsp; AGE: {pen.age}"), ("Gender", pen.sex()), ("Phone", pen.patient.phone), ("Patient ID", pen.mrn()),
        ("Health ID", f"85{rng.randint(10**12, 10**13 - 1)}")]  # fmt: skip
    two = [("Specimen", f"KC{rng.randint(100000, 999999)}{rng.choice('ABCD')}"), ("Requisition", f"{rng.randint(1000000, 9999999)}"),
        *[(key, f"{value} / {pen.time()} CT") for key, value in drawn]]  # fmt: skip
    three = [("Client #", f"{rng.randint(10000000, 99999999)}"), ("", pen.provider(form="caps")), ("", "FLINT HILLS FAMILY MEDICINE"),
        ("", "2210 POYNTZ AVE STE 4"), ("", "MANHATTAN, KS 66502")]  # fmt: skip
    cols = (("Patient Information", f"<b>{pen.name()}</b><br>", one), ("Specimen Information", "", two), ("Client Information", "", three))
    cells = "".join(
        f"<td><b class=c>{head}</b>{lead}{'<br>'.join(f'{key}: {value}' if key else value for key, value in rows)}</td>"
        for head, lead, rows in cols
    )
    return (
        f"<div class=pf><span>{pen.house.name}</span><span class=rs>{pen.title}</span></div><table class=three><tr>{cells}</tr></table>"
        f"<p class=small>Copy to: {pen.provider(visit.referring)} &nbsp; COMMENTS: FASTING: {rng.choice(('YES', 'NO', 'UNKNOWN'))}</p>"
    )


def pathfinder_later(pen: Pen) -> str:
    return (
        f"<div class=pf><span>{pen.house.name}</span><span class=rs>{pen.title}</span></div><table class=three><tr><td><b class=c>Patient "
        f"Information</b><b>{pen.name()}</b><br>DOB: {pen.dob()}</td><td>Patient ID: {pen.mrn()}</td></tr></table>"
    )


def pathfinder_foot(_: Pen) -> str:
    return (
        "<div class=ft><span>CLIENT SERVICES: 866.555.0175</span><span>PAGE <i class=pg></i> OF <i class=np></i></span><span>"
        "Pathfinder and the compass mark are trademarks.</span></div>"
    )


PATHFINDER = House(
    "pathfinder",
    "third_held_out",
    "Pathfinder Diagnostics",
    "900 Technology Dr, Lenexa, KS 66219",
    "866.555.0175",
    "lab",
    tuple(titles(lab="", path="")),
    titles(lab="Report Status: Final|Laboratory Test Report", path="Surgical Pathology (Final)|Pathology Consultation Report"),
    ".page.h-pathfinder{padding:.4in .45in} .h-pathfinder{font:9pt/1.32 'Liberation Sans'} .h-pathfinder .lines{table-layout:fixed} "
    ".h-pathfinder .lines th:first-child{width:38%} "
    ".h-pathfinder .pf{display:flex;"
    "justify-content:space-between;font:bold 15pt 'Liberation Sans Narrow'} .h-pathfinder .rs{font-size:10pt}"
    " .h-pathfinder .three td{width:33%;vertical-align:top;border-top:1.5px solid #000;border-bottom:1.5px solid #000;padding:4px "
    "8px 4px 0}"
    " .h-pathfinder .c{display:block;font-size:8.5pt;background:#ddd;padding:0 3px} .h-pathfinder .lines td,.h-pathfinder .lines th"
    "{text-align:left;border-bottom:1px dotted #aaa;padding:1px 4px} .h-pathfinder h3{font-size:9.5pt}",
    pathfinder_first,
    pathfinder_later,
    pathfinder_foot,
    "caps_whole",
    "slash",
    sex_words=("F", "M"),
    date_words={"11502-2": "Collected|Received|Reported", "11526-1": "Obtained|Received|Reported"},
    signature="Electronic Signature: {full}, Pathologist ({day} {time} CT)",
    born_before=2003,
    bodies={
        "11502-2": ranged,
        "11526-1": outline("CLINICAL INFORMATION=complaint", "SPECIMEN SUBMITTED=specimen", "DIAGNOSIS=verdict", "COMMENT=micro",
            "GROSS DESCRIPTION=gross", "RELATED HISTORY=history", "=problems"),
    },
)  # fmt: skip


def copperfield_first(pen: Pen) -> str:
    to = pen.visit.referring
    top = f"<div class=cf>{pen.house.name}</div><div class=cs>{pen.house.address} / Reading room {pen.house.phone} / Fax 541.555.0182</div>"
    if pen.code != "18748-4":
        return f"{top}<h1>{pen.title}</h1><p>Patient: {pen.name()} / Born: {pen.dob()} / Chart {pen.mrn()}</p>"
    return (
        f"{top}<p>{pen.day(pen.visit.service, 'letter') if pen.rng.random() < 0.5 else pen.after(1)}</p>"
        f"<p>{pen.provider(to)}<br>{to.specialty}<br>18 Cascade Court<br>Bend, OR 97701</p>"
        f"<p class=rx>{pen.title}<br>Patient: {pen.name()}<br>Born: {pen.dob()} / {pen.sex()}<br>Chart {pen.mrn()} / Accession "
        f"{pen.visit.accession}<br>Performed: {pen.service()}</p>"
    )


def copperfield_later(pen: Pen) -> str:
    day = f"<br>Performed {pen.service()}" if pen.code == "18748-4" else ""
    return f"<p>{pen.name()}, Chart {pen.mrn()}{day}<br>Sheet <i class=pg></i></p>"


def copperfield_foot(_: Pen) -> str:
    return "<div class=cs>Images may be viewed by referring offices at the group's portal. A lay summary was mailed to the patient.</div>"


COPPERFIELD = House(
    "copperfield",
    "third_held_out",
    "Copperfield Radiologists, P.A.",
    "77 Obsidian Way, Bend, OR 97702",
    "541.555.0181",
    "lab",
    tuple(titles(rad="", roi="", cst="")),
    titles(
        rad="Report of imaging|Radiologic consultation",
        roi="Request to Release Films and Reports|Patient Authorization: Send My Images",
        cst="Contrast Injection Screening and Consent|Contrast Dye Consent Form",
    ),
    ".page.h-copperfield{padding:.7in .95in .5in} .h-copperfield{font:11pt/1.45 'DejaVu Serif Condensed'} .h-copperfield "
    ".cf{font-size:19pt;"
    "letter-spacing:1px;border-bottom:3px double #000} .h-copperfield .cs{font-size:8.5pt} .h-copperfield .rx{border-left:3px solid #000;"
    "padding-left:10px} .h-copperfield h1{font-size:13pt;font-weight:normal;font-style:italic}",
    copperfield_first,
    copperfield_later,
    copperfield_foot,
    "short",
    "dots",
    "fours",
    sex_words=("Woman", "Man"),
    signature="{full}|Diagnostic radiologist|Approved {day} at {time}",
    block=led,
    stories=(grown.PNEUMONIA, grown.GALL, grown.STROKE, grown.KNEE, second_stories.BACK, second_stories.HIP),
    born_before=2003,
    bodies={
        "18748-4": outline("Test=study", "Because of=complaint", "Earlier images=none", "What the images show=findings",
            "=organs", "Bottom line=impression", opening="Dear {dear}: thank you for sending {mr} to us.",
            closing="I reached your office about this result. With regards,"),
        "64292-6": released("I, {name}, ask {house} to give out the images and reports marked below.", kinds=("CT", "MRI", "X-ray films",
            "Ultrasound", "Reports only", "CD by mail"), parties=("Held by", "Send to"), closing="Valid for one year, until {year}. I may "
            "take this back in writing. {relname} ({rel}) may pick up the disc.", signer=("Patient or guardian", "Day signed")),
        "59284-0": agreed("I have told the technologist of allergies, asthma, kidney trouble and diabetes medicines.",
            "{doctor} or a partner will inject iodine or gadolinium contrast for today's scan.",
            "I know that hives, fainting and, rarely, death have followed such injections.",
            "My questions were answered. My ride home is {relname}, {relphone}.",
            marks=("Patient", "Technologist"), when="Signed on"),
    },
)  # fmt: skip

HOUSES = [HOLLINS, TAMARACK, PATHFINDER, COPPERFIELD, *houses_e2.HOUSES, *houses_e3.HOUSES]
