"""More houses of the third set: a cancer centre, a women's practice, a pain clinic."""

from __future__ import annotations

from benchmarks.outside import third_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.third_forms import agreed, chair_record, cycle_orders, drawn_list, prenatal, taken_list


def railed(title: str, text: str) -> list[str]:
    return [f"<div class=rl><b>{title}</b><div>{text}</div></div>"]


def starred(title: str, text: str) -> list[str]:
    return [f"<p>** {title} **</p>", f"<p>{text}</p>"]


def larkfield_label(pen: Pen) -> str:
    """The patient's label, as on the infusion bags."""
    return (
        f"<div class=lb><b>{pen.name()}</b><br>LCI# {pen.mrn()} &nbsp; {pen.sex()}<br>Born {pen.dob()} &nbsp; {pen.age} y<br>"
        f"Onc: {pen.provider(form='last')}</div>"
    )


def larkfield_first(pen: Pen) -> str:
    lines = " &nbsp;&bull;&nbsp; ".join(f"{key} {value}" for key, value in own_dates(pen))
    chart = f" &nbsp;&bull;&nbsp; Trial ID 0{pen.rng.randint(100, 999)}-{pen.rng.randint(10, 99)}" if pen.rng.random() < 0.4 else ""
    return (
        f"<div class=tp>{larkfield_label(pen)}<div class=nm>{pen.house.name}<small>{pen.house.address}<br>Triage nurse "
        f"{pen.house.phone}</small></div></div><div class=bn>{pen.title}</div><div class=dt>{lines}{chart} &nbsp;&bull;&nbsp; Sent by "
        f"{pen.provider(pen.visit.referring)}</div>"
    )


def larkfield_later(pen: Pen) -> str:
    return f"<div class=tp>{larkfield_label(pen)}<div class=nm><small>{pen.title}, sheet <i class=pg></i></small></div></div>"


def larkfield_foot(pen: Pen) -> str:
    return (
        f"<div class=dt>LCI form {sum(map(ord, pen.title)) % 70 + 20:03d}C &nbsp; Chart stamp {pen.after(1)} &nbsp; Hazardous drug "
        f"area</div>"
    )


LARKFIELD = House(
    "larkfield",
    "third_held_out",
    "Larkfield Cancer Institute",
    "5 Prairie View Terrace, Sioux Falls, SD 57105",
    "605.555.0128",
    "onc",
    tuple(titles(prog="", ord="", rn="", cst="", con="", lab="", med="")),
    titles(
        prog="Medical Oncology Return Visit Note|Oncology Follow-up: Treatment Day Note",
        ord="Antineoplastic Treatment Orders|Chemotherapy Order Set (R-CHOP)",
        rn="Infusion Nurse Record|Chair-side Nursing Documentation",
        cst="Consent for Antineoplastic Therapy",
        con="New Patient Oncology Consultation|Hematology/Oncology Consult",
        lab="Treatment Day Lab Panel|Oncology Lab Results",
        med="Oncology Medication Reconciliation List",
    ),
    ".page.h-larkfield{padding:.45in .6in .4in} .h-larkfield{font:10.5pt/1.36 'Lato'} .h-larkfield "
    ".tp{display:flex;gap:22px;align-items:center}"
    " .h-larkfield .lb{border:1.5px dashed #000;padding:5px 10px;font:9.5pt/1.3 'Liberation Sans';min-width:2.5in} .h-larkfield "
    ".nm{font-size:16pt}"
    " .h-larkfield small{display:block;font-size:9pt} .h-larkfield .bn{background:#333;color:#fff;padding:3px 9px;margin:7px 0 "
    "4px;font-size:12.5pt}"
    " .h-larkfield .dt{font-size:9pt} .h-larkfield .rl{display:flex;gap:12px;margin:6px 0} .h-larkfield .rl b{flex:none;width:1.35in}"
    " .h-larkfield h3{font-size:10.5pt}",
    larkfield_first,
    larkfield_later,
    larkfield_foot,
    "family_shouted",
    "no_comma",
    sex_words=("Fem", "Male"),
    date_words={"11506-3": "Seen", "34746-8": "Infused", "46209-3": "Start", "59284-0": "Discussed", "11488-4": "Seen",
        "11502-2": "Drawn", "56445-0": "Reconciled"},
    signature="{full}|Attested {day} {time}",
    block=railed,
    stories=(third_stories.LYMPHOMA,),
    born_before=2001,
    bodies={
        "11506-3": outline("Treatment goal=dx", "Since last cycle=present", "Current drugs=drugs", "Reactions=allergies",
            "Exam today=exam", "=measures", "Counts=blood", "=problems", "Response so far=course", "Going forward=plan"),
        "46209-3": cycle_orders,
        "34746-8": chair_record,
        "59284-0": agreed("I, {name}, agree to be treated for {dx}, as {doctor} has explained it.",
            "Possible harms: infection, bleeding, hair loss, weak heart muscle, numbness, infertility, second cancers, death.",
            "Other choices, a clinical trial, and comfort care without chemotherapy were talked over.",
            "{relname}, my {rel}, was with me and may be given news at {relphone}.",
            "I was told not to become pregnant or father a child during treatment.",
            marks=("Person receiving treatment", "Oncology nurse"), when="Signed"),
        "11488-4": outline("Why seen=complaint", "Illness to date=present", "Other illness=history", "Kin with cancer=family",
            "Life at home=social", "Current drugs=drugs", "Reactions=allergies", "Systems=review", "Exam today=exam", "=measures",
            "Images=findings", "Tissue=verdict", "Counts=blood", "=problems", "Opinion=dx", "Offered=plan",
            closing="{dear}, I am grateful for this referral."),
        "11502-2": drawn_list(("Measure", "Found", "Usual", "Out")),
        "56445-0": taken_list(("Agent", "How taken", "Ordered by / since"), "Pill box checked with {relname}. Next review {soon}."),
    },
)  # fmt: skip


def willow_first(pen: Pen) -> str:
    kin, rng = pen.visit.relative, pen.rng
    baby = rng.choice(("Ivy", "Theodore", "Boy", "Girl"))
    born = pen.code in {"18842-5", "11504-8"}
    infant = f"Newborn: {baby} {pen.patient.family}, nursery no. WB9{rng.randint(1000, 9999)}" if born else f"Father of baby: {kin.name}"
    if not born and kin.relation != "husband":
        infant = f"Support person: {kin.name} ({kin.relation})"
    lines = "".join(f"<div>{key} .... {value}</div>" for key, value in own_dates(pen))
    return (
        f"<div class=wl>{pen.house.name}</div><div class=wa>{pen.house.address} | {pen.house.phone}</div><div class=w2><div>"
        f"<div>Mother / patient .... <b>{pen.name()}</b></div><div>Her date of birth .... {pen.dob()}</div><div>Practice no. .... "
        f"{pen.mrn()}"
        f"</div></div><div>{lines}<div>OB provider .... {pen.provider()}</div><div>{infant}</div></div></div><h1>{pen.title}</h1>"
    )


def willow_later(pen: Pen) -> str:
    return f"<div class=w2><div>{pen.name()}, DOB {pen.dob()}</div><div>{pen.title}, p. <i class=pg></i></div></div>"


def willow_foot(pen: Pen) -> str:
    born = pen.code in {"18842-5", "11504-8"}
    due = pen.other_day(-5) if born else pen.after(pen.rng.randint(40, 60))
    return (
        f"<div class=wa>EDD {due} &nbsp; Blood type O positive &nbsp; Delivery hospital: Saint Brendan's &nbsp; Pediatrician: Dr. "
        f"Ulrich</div>"
    )


WILLOW = House(
    "willow",
    "third_held_out",
    "Willow Bend Obstetrics &amp; Midwifery",
    "240 Magnolia Row, Suite 3, Macon, GA 31201",
    "478/555-0166",
    "womens",
    tuple(titles(prog="", hp="", op="", ds="", rad="", cst="")),
    titles(
        prog="Prenatal Visit Progress Note|Return OB Visit Note",
        hp="Labor Admission H&amp;P|Obstetric History and Physical",
        op="Cesarean Delivery Operative Note|Operative Report: Cesarean",
        ds="Postpartum Discharge Summary|Maternal Discharge Summary",
        rad="Obstetrical Ultrasound Report|Fetal Growth Ultrasound",
        cst="Consent: Trial of Labor After Cesarean|Consent to Cesarean Birth",
    ),
    ".page.h-willow{padding:.6in .75in .45in} .h-willow{font:11pt/1.4 'Open Sans'} .h-willow .wl{font:italic 20pt 'DejaVu Serif Condensed'}"
    " .h-willow .wa{font-size:8.5pt} .h-willow .w2{display:flex;justify-content:space-between;gap:20px;margin:8px 0;font-size:10pt}"
    " .h-willow h1{font-size:14pt;border-top:1px solid #888;padding-top:5px} .h-willow h3{font-size:11pt;font-style:italic}",
    willow_first,
    willow_later,
    willow_foot,
    "undotted",
    "boxed",
    date_words={"11506-3": "Seen on", "34117-2": "Came to L&amp;D", "11504-8": "Born / delivered on", "18842-5": "In|Out",
        "18748-4": "Scanned on", "59284-0": "Reviewed on"},
    signature="{full}|{day}, {time}",
    stories=(third_stories.PREGNANCY,),
    sees=lambda one: one.sex == "F" and 1976 < one.birth.year < 2002,
    bodies={
        "11506-3": prenatal("Today=present", "On exam=exam", "=problems", "So far in this pregnancy=course", "Impression=dx", "Next=plan"),
        "34117-2": outline("Pregnancy story=present", "Course of pregnancy=course", "Past health=history",
            "Tablets=drugs", "Allergic to=allergies", "Relatives=family", "Home=social", "Vitals=measures", "On exam=exam",
            "Bloods=blood", "=problems",
            opening="{mr} came at night with contractions every four minutes and a gush of clear fluid. {other} was called.",
            closing="Term labor. Admit, continuous monitoring, epidural when wished, type and screen, repeat exam in two hours."),
        "11504-8": outline("Operation=operation", "Surgeon=surgeon", "Second=assistant", "Anesthesia=anesthesia",
            "Account=steps", "Blood lost=loss", "To pathology=specimen",
            opening="Reason for surgery: earlier cesarean, breech again, and the wish of {mr} not to labor. Consent of {day} in chart."),
        "18842-5": outline("Delivery=operation", "=problems", "Leaving=measures", "Tablets to take=drugs", "To be seen=follow",
            opening="{mr}, {age}, came in at 39 weeks for a planned repeat cesarean, as the baby lay breech again. {other} assisted. "
            "The stay was smooth: she walked the first evening, nursed every three hours with the lactation nurse, and passed a "
            "trial of voiding. Fundus firm at the navel, lochia scant, incision dry. Hemoglobin went from 11.9 to 10.2. "
            "Rubella immune. Baby took the breast well and went home with {relname} ({rel}) driving.",
            closing="No lifting over the weight of the baby for six weeks. Call for fever, foul lochia, headache or low mood."),
        "18748-4": outline("Scan=study", "Asked because=dx", "Seen=findings", "Reading=impression"),
        "59284-0": agreed("I, {name}, have talked with {doctor} about how my baby may be born.",
            "A trial of labor carries about a one in 150 chance that the scar opens, which can harm my baby and me.",
            "A planned cesarean carries bleeding, infection, injury to bladder or bowel, and trouble with later placentas.",
            "My choice is written in the chart. {relname} ({rel}) was present. I may change my mind in labor.",
            marks=("Patient", "Midwife or nurse"), when="Date and time"),
    },
)  # fmt: skip


def basalt_first(pen: Pen) -> str:
    when = f"{pen.service()} {pen.rng.randint(8, 11)}:{pen.rng.choice(('00', '15', '30', '45'))} AM"
    extra = "".join(f"<br>{key} {value}" for key, value in own_dates(pen))
    payer = pen.rng.choice(("Workers' Comp", "Medicare B", "Cascade Select", "Self"))
    return (
        f"<div class=bs><div><b>{pen.house.name}</b><br>{pen.house.address}<br>Ph {pen.house.phone}</div><div class=br>Encounter {when}"
        f"{extra}<br>Claim / adjuster: {pen.rng.randint(10**6, 10**7 - 1)} / T. Brandvold<br>Payer: {payer}</div></div>"
        f"<div class=bt>{pen.title}</div><div class=bp>Patient {pen.name()} (Person Nbr {pen.mrn()}) &nbsp; Birthdate {pen.dob()} "
        f"&nbsp; Age "
        f"{pen.age} &nbsp; Birth sex {pen.sex()}<br>Rendering {pen.provider()} &nbsp; Referred by {pen.provider(pen.visit.referring)}</div>"
    )


def basalt_later(pen: Pen) -> str:
    """The page line of the record system: values without words."""
    return f"<div class=bp>{pen.name()} {pen.mrn()} {pen.dob()} {pen.service()} Page: <i class=pg></i>/<i class=np></i></div>"


def basalt_foot(pen: Pen) -> str:
    return (
        f"<div class=ft><span>Document generated by: M. Petrosyan, CMA {pen.after(1)} {pen.time()}</span><span>Basalt EHR template 4.2"
        "</span></div>"
    )


BASALT = House(
    "basalt",
    "third_held_out",
    "Basalt Interventional Pain Specialists",
    "1440 Columbia Rim Dr Ste 210, Richland WA 99352",
    "509 555 0143",
    "padded",
    tuple(titles(prog="", op="", con="", cst="", ref="", med="")),
    titles(
        prog="Office Visit (Established) - Pain Follow Up Note|Pain Management Progress Note",
        op="Interventional Procedure Note|Procedure Report: Epidural Steroid Injection",
        con="New Patient Pain Consultation|Pain Medicine Consult",
        cst="Opioid Treatment Agreement and Consent|Procedure Consent - Spinal Injection",
        ref="Referral for Surgical Opinion|Outgoing Referral - Physical Therapy",
        med="Controlled Substance and Medication List",
    ),
    ".page.h-basalt{padding:.5in .55in .4in} .h-basalt{font:10pt/1.4 'Roboto'} .h-basalt .bs{display:flex;justify-content:space-between}"
    " .h-basalt .br{text-align:right;font-size:9pt} .h-basalt .bt{font:bold 15pt 'Roboto Condensed';color:#702;margin-top:8px}"
    " .h-basalt .bp{border-top:1px solid #702;border-bottom:1px solid #702;padding:3px 0;font-size:9.5pt} .h-basalt .lines "
    "td{padding:2px 8px}",
    basalt_first,
    basalt_later,
    basalt_foot,
    "parted",
    "slash",
    sex_words=("Female", "Male"),
    signature="Provider: {full} {day} {time}|Document finalized",
    block=starred,
    stories=(third_stories.RADICULAR,),
    born_before=2001,
    bodies={
        "11506-3": outline("Subjective / interim history=course", "Pain story=brief", "Medications=drugs", "Objective=exam", "=measures",
            "=problems", "Assessment=dx", "Plan=plan"),
        "11504-8": outline("Procedure=operation", "Diagnosis=dx", "Proceduralist=surgeon", "Assistant=assistant", "Need=brief",
            "Details=steps", "Blood loss=loss", "After care=plantext"),
        "11488-4": outline("Reason for visit=quote", "Pain history=present", "Past history=history", "Medications=drugs",
            "Allergies=allergies", "Family=family", "Social and substance history=social", "Review=review", "Objective=exam", "=measures",
            "Imaging=findings", "=problems", "Assessment=dx", "Plan=plan", opening="Consultation requested by {sender}."),
        "59284-0": agreed("I, {name}, agree to one prescriber and one pharmacy while {doctor} treats my pain.",
            "I consent to {op} when it is scheduled, and know of headache, bleeding, infection and nerve injury.",
            "I will bring my bottles when called and give urine for testing. Lost tablets are not replaced.",
            "I keep medicine locked from others in the house, among them {relname} ({rel}).",
            marks=("Patient", "Clinic staff"), when="Signed"),
        "57133-1": outline("Question=plantext", "Story=present", "Background=history", "Findings=exam", "Images=impression",
            opening="To {other}: please see {name}, born {dob}, for {dx}.", closing="Records go by fax. Adjuster approval is on file."),
        "56445-0": taken_list(("Medication", "Sig", "Prescribed / start"), "State monitoring program looked up on {day}."),
    },
)  # fmt: skip

HOUSES = [LARKFIELD, WILLOW, BASALT]
