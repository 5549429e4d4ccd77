"""More houses of the second set's held-out half: children's practice, imaging group, tribal clinic."""

from __future__ import annotations

from benchmarks.outside import grown, second_stories, stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import consent_form, face_form, letter_form, order_sheet, plan_card, profile_sheet, release_form
from benchmarks.outside.second_tables import bench_report, nurse_form, twelve_leads


def lantern_first(pen: Pen) -> str:
    kin = pen.visit.relative
    parent = f"<div>Grown-up with child: {kin.name} ({kin.relation}) {kin.phone}</div>" if pen.rng.random() < 0.6 else ""
    dates = "".join(f"<div>{key}: {value}</div>" for key, value in own_dates(pen))
    return (
        f"<div class=lan><div class=sun></div><div><div class=hn>{pen.house.name}</div><div class=ha>{pen.house.address} / "
        f"{pen.house.phone}</div></div></div>"
        f"<div class=kid><div><b>{pen.name()}</b> &nbsp; {pen.sex()}, {pen.age} y<br>Birthday {pen.dob('loose_dash')}<br>PT No. "
        f"{pen.mrn()}</div><div>{dates}<div>Seen by: {pen.provider(form='last')}</div>{parent}</div></div>"
        f"<h1>{pen.title}</h1>"
    )


def lantern_later(pen: Pen) -> str:
    return f"<div class=kr><span>{pen.name()}</span><span>Birthday {pen.dob('loose_dash')}</span><span>{pen.title}</span></div>"


def lantern_foot(pen: Pen) -> str:
    return f"<div class=kf>Nurse line after hours 319-555-0199 &nbsp;~&nbsp; {pen.house.name} &nbsp;~&nbsp; sheet <i class=pg></i></div>"


LANTERN = House(
    "lantern",
    "second_held_out",
    "Lantern Street Children's Clinic",
    "22 Lantern Street, Iowa City, IA 52240",
    "319-555-0158",
    "duo",
    tuple(titles(prog="", ref="", med="", lab="", face="", roi="", ins="")),
    titles(
        prog="Sick Visit Progress Note|Well-Child Visit - Office Note",
        ref="Referral to Children's Specialist|ENT Referral",
        med="Current Medicines List|Medication List for School",
        lab="Office Lab Results|In-House Laboratory Results",
        face="Family Registration Form",
        roi="Permission to Release Medical Records|Records Release Authorization",
        ins="Child's Insurance Card",
    ),
    ".page.h-lantern{padding:.45in .6in .4in} .h-lantern{font:11pt/1.4 'Open Sans'} .h-lantern "
        ".lan{display:flex;gap:10px;align-items:center} .h-lantern .sun{width:34px;height:34px;border-radius:50%;background:#f2a900} "
        ".h-lantern .hn{font:800 15pt 'Open Sans'} .h-lantern"
    " .kid{display:flex;justify-content:space-between;background:#fdf3d9;border-radius:10px;padding:6px 12px;margin:6px 0} .h-lantern "
        "h1{font:800 13pt 'Open Sans';color:#a35b00} .h-lantern .kr{display:flex;gap:30px;font-size:9.5pt} .h-lantern "
        ".kf{font-size:8.5pt;text-align:center}"
    " .h-lantern h3{font-size:11pt;color:#a35b00}",
    lantern_first,
    lantern_later,
    lantern_foot,
    "last_caps",
    "weekday",
    sex_words=("Girl", "Boy"),
    date_words={"11506-3": "Today is", "57133-1": "Mailed", "56445-0": "As of", "74208-0": "Filled in"},
    signature="{full} -- {day}",
    stories=(second_stories.EAR, stories.ASTHMA),
    children=True,
    bodies={
        "11506-3": outline("What brings you in=complaint", "Parent's report=present", "Birth and past=history", "Allergic to=allergies",
            "Family and home=social", "=measures", "Checkup=exam", "=problems", "What we think=dx", "What to do=plan",
            closing="Next visit {soon}. {relname} agrees."),
        "57133-1": outline("Story=present", "Past=history", "Checkup=exam", "Medicines=drugs",
            opening="Hello {dear}: please see {name} for {dx}.", closing="Family contact: {relname}, {relphone}."),
        "56445-0": profile_sheet(("Medicine", "Since", "Who ordered", "Change"), "May be given at school. Parent: {relname}. Good until "
            "{year}."),
        "11502-2": bench_report(("What was tested", "Answer", "Usual", ""), "Specimen of"),
        "74208-0": face_form(
            ("Child", ("Lives at=street", "Town=city", "Home phone=phone", "Drug store=drugstore")),
            ("Parent or guardian", ("Parent's name=kin", "Is the child's=relation", "Parent's birthday=kinborn", "Parent's cell=kinphone",
                "Parent's job=work", "Parent's SSN=ssn")),
            ("Insurance", ("Company=payer", "Policy=policy", "Group=group", "Card holder=kin")),
        ),
        "64292-6": release_form(
            "I am the {rel} of {name}, birthday {dob}, and I allow {house} to send records to:",
                "This is for a change of doctor. It is good until {year}.", "Signed by {relname}.",
            kinds=("Shot record", "Growth charts", "All visits", "Lab and x-ray"), labels=("New doctor", "Where", "Fax to"), when="When",
        ),
        "64290-0": plan_card("Prairie Kids Health", "Copay $0 well child &nbsp; $20 sick visit"),
    },
)  # fmt: skip


def axis_first(pen: Pen) -> str:
    rows = [
        ("PAT NAME", pen.name()), ("PAT ID", pen.mrn()), ("PAT BIRTH", pen.dob()), ("PAT SEX/AGE", f"{pen.sex_letter()}/{pen.age:03d}Y"),
        *[(key.upper(), value) for key, value in own_dates(pen)], ("ACC NUM", pen.visit.accession.replace("-", "")), ("REQ PHYS",
            pen.provider(form="caps")),
    ]  # fmt: skip
    lines = "".join(f"<tr><td>{key}</td><td>{value}</td></tr>" for key, value in rows)
    return (
        f"<div class=ax><div><b>{pen.house.name}</b><br>{pen.house.address}<br>T {pen.house.phone} &nbsp; F 602 555 0177</div><table "
        f"class=pac>{lines}</table></div><div class=at>{pen.title}</div>"
    )


def axis_later(pen: Pen) -> str:
    return f"<div class=al>{pen.name('caret')} {pen.mrn()} {pen.dob()}</div>"


def axis_foot(pen: Pen) -> str:
    return (
        f"<div class=af>PACS auto-fax {pen.after(1)} {pen.time()} MST queue 4 &nbsp; If received in error call {pen.house.phone} "
        f"&nbsp; <i class=pg></i>|<i class=np></i></div>"
    )


AXIS = House(
    "axis",
    "second_held_out",
    "Axis Imaging Partners",
    "Suite 140, 7700 E Camelback Rd, Scottsdale AZ 85251",
    "602 555 0176",
    "unit",
    tuple(titles(rad="", ekg="", ord="", cst="", ins="", face="")),
    titles(
        rad="RADIOLOGIST'S REPORT|DIAGNOSTIC IMAGING INTERPRETATION",
        ekg="RESTING ELECTROCARDIOGRAM (EKG)",
        ord="IMAGING ORDER FORM (PHYSICIAN ORDER)",
        cst="CONSENT FOR INTRAVENOUS CONTRAST",
        ins="INSURANCE PRIOR AUTHORIZATION APPROVAL|INSURANCE ELIGIBILITY &amp; COVERAGE",
        face="PATIENT REGISTRATION - IMAGING",
    ),
    ".page.h-axis{padding:.5in .7in .4in} .h-axis{font:10.5pt/1.4 'Inconsolata'} .h-axis "
        ".ax{display:flex;justify-content:space-between;gap:20px} .h-axis .pac{width:auto;border:1px solid #000} .h-axis .pac "
        "td{padding:0 6px} .h-axis .pac td:first-child{text-align:right;border-right:1px solid #000}"
    " .h-axis .at{border-top:3px solid #000;margin-top:7px;font:bold 13pt 'Inconsolata'} .h-axis .al{font-size:9.5pt} .h-axis "
        ".af{font-size:8.5pt} .h-axis h3{font-size:10.5pt} .h-axis .trace{height:auto}",
    axis_first,
    axis_later,
    axis_foot,
    "caps_dotted",
    "spaced_caps",
    date_words={"18748-4": "Study dt", "46209-3": "Order dt", "74208-0": "Visit dt", "64290-0": ""},
    signature="RPT BY {caps} {day} {time}",
    stories=(grown.PNEUMONIA, grown.GALL, grown.COLON, grown.STROKE, grown.KNEE, second_stories.BACK),
    born_before=1995,
    bodies={
        "18748-4": outline("EXAM=study", "HX=complaint", "COMPARE=none", "FINDINGS/REPORT=findings", "=organs", "IMPR=impression"),
        "11524-6": twelve_leads("Over-read by"),
        "46209-3": order_sheet(("No", "Exam / instruction", "By"), ("MRI without contrast", "CT with IV contrast",
            "Creatinine before contrast", "Ultrasound, limited", "Plain film, two views", "Fax report same day", "Call critical result",
            "Screen for metal", "Oral contrast 1 h before", "Sedation: none"), numbered=True, drugs=False, last=("routine", "urgent",
            "done")),
        "59284-0": consent_form(
            "I, {name}, have been asked to have {study} with contrast injected in a vein.",
                "Warmth and a metal taste are usual. Hives, trouble breathing, kidney harm and leakage at the needle are uncommon; death "
                "is very rare.",
            "I have told the technologist about allergies, kidney disease, metformin and pregnancy. Ordered by {doctor}.",
                marks=("Patient / guardian", "Technologist"), when="Signed",
        ),
        "64290-0": letter_form("The request of {doctor} for {study} has been approved by the plan. The patient is {name}",
            "This is not a promise to pay. Coverage must be in force on the day of the test.", rows=("Plan=payer", "Member number=policy",
            "Group=group", "Subscriber=kin", "Subscriber's relation=relation"), sign=False),
        "74208-0": face_form(
            ("CONTACT", ("ADDR=street", "CITY ST ZIP=city", "TEL=phone", "EMAIL=mail")), ("ALTERNATE", ("NAME OF CONTACT=kin",
                "REL=relation", "TEL 2=kinphone", "REF BY=sender")),
            ("COVERAGE", ("PLAN=payer", "ID=policy", "GRP=group", "POLICY HOLDER DOB=kinborn")),
        ),
    },
)  # fmt: skip


def redmesa_first(pen: Pen) -> str:
    rule = "=" * 82
    when_text = "   ".join(f"{key.upper()}: {value}" for key, value in own_dates(pen))
    return (
        f"<pre>{rule}\n{pen.house.name.upper():^82}\n{pen.title.upper():^82}\n{rule}\n"
        f"PT: {pen.name():<44}HRN: {pen.mrn()}\nBIRTH: {pen.dob()}  ({pen.age} YRS)  {pen.sex().upper():<22}COMMUNITY: CHINLE\n"
        f"PRV: {pen.provider(form='caps')}\n{when_text}\n{rule}</pre>"
    )


def redmesa_later(pen: Pen) -> str:
    return f"<pre>{pen.name():<48}HRN: {pen.mrn():<14}p.<i class=pg></i>\n{'-' * 82}</pre>"


def redmesa_foot(pen: Pen) -> str:
    return f"<pre>{'-' * 82}\n*** Confidential Patient Data Covered by Privacy Act ***   {pen.after(2)}  JBEGAY</pre>"


REDMESA = House(
    "redmesa",
    "second_held_out",
    "Red Mesa Indian Health Center",
    "Highway 191, Chinle, AZ 86503",
    "928-555-0120",
    "seven",
    tuple(titles(prog="", med="", lab="", rn="", roi="", ref="", con="")),
    titles(
        prog="PCC Visit Progress Note|Ambulatory SOAP Note",
        med="Outpatient Medication Profile|Chronic Medication List",
        lab="Interim Laboratory Results|Lab Results by Visit",
        rn="Public Health Nursing Note|Clinic Nurse Visit Note",
        roi="Authorization for Disclosure of Protected Health Information (IHS-810)",
        ref="Purchased/Referred Care Referral",
        con="Visiting Specialist Consult Note",
    ),
    ".page.h-redmesa{padding:.6in .55in .5in} .h-redmesa{font:10pt/1.3 'Liberation Mono'} .h-redmesa pre{font:10pt/1.25 'Liberation "
        "Mono';margin:0} .h-redmesa h3{font:bold 10pt 'Liberation Mono';text-transform:uppercase} .h-redmesa .grid td,.h-redmesa .grid "
        "th{border:0;border-bottom:1px dotted #777;background:#fff}",
    redmesa_first,
    redmesa_later,
    redmesa_foot,
    "tight_caps",
    "hyphen_short",
    "checked",
    sex_words=("Female", "Male"),
    date_words={"11506-3": "Visit", "56445-0": "Profile run for visit", "57133-1": "Begin date", "11488-4": "Clinic"},
    signature="e-sig {caps}  {day}@{time}",
    stories=(grown.DIABETES, grown.GALL, second_stories.LUNGS, grown.KNEE, second_stories.EAR),
    bodies={
        "11506-3": outline("Chief c/o=complaint", "S=present", "O=exam", "=measures", "Health factors=social", "=problems", "A=dx",
            "POV=history", "P=plantext"),
        "56445-0": profile_sheet(("RX", "LAST FILL", "PROV", "STAT"), "REMINDER: next fill {soon}. Counseled: {relname} ({rel})."),
        "11502-2": bench_report(("TEST", "RESULT", "REF RANGE", "*"), "SPECIMEN TAKEN"),
        "34746-8": nurse_form(
            ("Screens", (("Tobacco", ("never", "former", "ceremonial only", "current")), ("Intimate partner violence", ("negative",
                "positive", "declined")))),
            ("Home visit", (("Water in the house", ("piped", "hauled")), ("Insulin stored", ("yes", "no", "n/a")))),
            log="Narrative", heads=("Hr", "Entry", "By"), visit="Contact date",
        ),
        "64292-6": release_form(
            "I, {name}, DOB {dob}, authorize the facility above to give my information to:",
                "Ends {year}. I may cancel it in writing at any time.", "Purpose: further medical care. Interpreter used: Navajo.",
            kinds=("Only information related to this visit", "Entire record", "Alcohol/drug abuse treatment",
                "Sexually transmitted disease"), labels=("Person/organization", "Address/city", "Fax no."), when="Date signed",
        ),
        "57133-1": outline("Purpose of referral=complaint", "Pertinent history=present", "Findings=exam", "Medication=drugs",
            opening="To: {sender}. Priority II. Please evaluate and treat {mr} for {dx}.", closing="Travel: {relname} ({rel}) {relphone}. "
            "Send the consult report to HRN file room."),
        "11488-4": outline("Asked by clinic about=complaint", "Hx=present", "PMH=history", "Exam=exam", "=problems", "Imp=dx", "Rec=plan"),
    },
)  # fmt: skip

HOUSES = [LANTERN, AXIS, REDMESA]
