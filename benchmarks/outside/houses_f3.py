"""The fourth set, continued: a pathology and laboratory group, a birth centre, a heart centre."""

from __future__ import annotations

from benchmarks.outside import grown
from benchmarks.outside.fourth_forms import analytes, order_sheet, permission, strip, ward_log
from benchmarks.outside.fourth_stories import LABOR
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.third_forms import filled_sheet, taken_list


def ironwood_name(pen: Pen) -> str:
    """The family on the first line, the rest below it, as a narrow cell breaks them."""
    family, _, rest = pen.name().partition(", ")
    return f"{family},<br>{rest}"


def ironwood_first(pen: Pen) -> str:
    days = own_dates(pen)
    heads = ("PATIENT", "D.O.B.", "AGE/SEX", "MED REC NO", "CASE NO", *(key for key, _ in days))
    values = (
        f"<b>{ironwood_name(pen)}</b>",
        pen.dob(),
        f"{pen.age}/{pen.sex()}",
        pen.mrn(),
        pen.visit.accession,
        *(day for _, day in days),
    )
    rows = "<tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr><tr>" + "".join(f"<td>{value}</td>" for value in values) + "</tr>"
    return (
        f"<div class=ih>{pen.house.name}</div><div class=ia>{pen.house.address} &nbsp; CLIA 38D0555012 &nbsp; {pen.house.phone}</div>"
        f"<div class=it>{pen.title}</div><table class=iw>{rows}</table>"
        f"<p class=ia>SUBMITTED BY: {pen.provider(pen.visit.referring)} &nbsp;&nbsp; COPIES: {pen.provider(pen.visit.other)}</p>"
    )


def ironwood_later(pen: Pen) -> str:
    return f"<div class=it>{pen.title}</div><p class=ia>{pen.visit.accession} &nbsp; {pen.name()} &nbsp; MED REC NO {pen.mrn()}</p>"


def ironwood_foot(_: Pen) -> str:
    return "<div class=ia>[<i class=pg></i> of <i class=np></i>] &nbsp; This report is not complete without all of its sheets.</div>"


IRONWOOD = House(
    "ironwood",
    "fourth_held_out",
    "Ironwood Pathologists, P.C.",
    "31 Assay Blvd, Salem, OR 97301",
    "503-555-0112",
    "case",
    tuple(titles(path="", lab="")),
    titles(
        path="ANATOMIC PATHOLOGY - FINAL DIAGNOSIS REPORT|HISTOPATHOLOGY REPORT|TISSUE EXAMINATION REPORT",
        lab="CLINICAL CHEMISTRY AND HEMATOLOGY RESULTS|LABORATORY REPORT - COMPLETE",
    ),
    ".page.h-ironwood{padding:.45in .5in} .h-ironwood{font:10pt/1.38 'Liberation Sans'} .h-ironwood .ih{font:bold 16pt 'Liberation Serif'}"
    " .h-ironwood .ia{font-size:8.5pt} .h-ironwood .it{margin:8px 0;text-align:center;font-weight:bold;border:1px solid #000;padding:3px}"
    " .h-ironwood .iw th{font-size:7.5pt;text-align:left;border-bottom:1px solid #000;padding:0 8px 0 0} .h-ironwood .iw td{padding:3px 8px"
    " 3px 0;vertical-align:top}",
    ironwood_first,
    ironwood_later,
    ironwood_foot,
    "caps_dotted",
    "slash",
    date_words={"11526-1": "TAKEN|REC'D|SIGNED OUT", "11502-2": "DRAWN|REC'D|REPORTED"},
    signature="{full}, Pathologist, electronic signature {day} {time}",
    born_before=2003,
    bodies={
        "11526-1": outline("Final diagnosis=verdict", "Clinical history=complaint", "Tissue=specimen", "Gross=gross", "Microscopic=micro",
            "Earlier history=history", "=problems"),
        "11502-2": analytes(("ANALYTE", "RESULT", "EXPECTED", "FLAG")),
    },
)  # fmt: skip


def seagrove_first(pen: Pen) -> str:
    """The mother's band at the upper right; on some papers the baby's below it, of another number and born on the day itself."""
    visit, rng = pen.visit, pen.rng
    band = f"<b>{pen.name()}</b><br>{pen.dob()} &nbsp; {pen.sex()} &nbsp; {pen.age}<br>MR# {pen.mrn()}<br>{pen.provider(form='caps')}"
    baby = ""
    if pen.code in {"34746-8", "18842-5", "11504-8"} and rng.random() < 0.6:
        word = rng.choice(("BOY", "GIRL"))
        baby = f"<div class=bb>Infant: BABY {word}, MR# NB{rng.randint(100000, 999999)}, {rng.randint(2600, 3900)} g, 8/9</div>"
    when = " &nbsp; ".join(f"{key} {value}" for key, value in own_dates(pen))
    return (
        f"<div class=gh><div><b>{pen.title}</b><br>{pen.house.name}<br>{when}<br>Support person: {visit.relative.name}</div>"
        f"<div class=gb>{band}{baby}</div></div>"
    )


def seagrove_later(pen: Pen) -> str:
    return (
        f"<div class=gh><div>{pen.title} / <i class=pg></i></div><div class=gb>{pen.name()}<br>{pen.dob()}<br>MR# {pen.mrn()}</div></div>"
    )


def seagrove_foot(pen: Pen) -> str:
    return f"<div class=gf>{pen.house.name}, {pen.house.address}</div>"


SEAGROVE = House(
    "seagrove",
    "fourth_held_out",
    "Seagrove Birth Center",
    "5 Lighthouse Ave, Astoria, OR 97103",
    "503-555-0187",
    "band",
    tuple(titles(hp="", op="", ds="", rn="", ord="", cst="", prog="")),
    titles(
        hp="Labor and Delivery Admission H&amp;P|Obstetric History and Physical",
        op="Cesarean Section Operative Note|Cesarean Delivery Operative Report",
        ds="Obstetric Discharge Summary|Maternity Discharge Summary",
        rn="Labor Nursing Notes|Postpartum Nursing Assessment",
        ord="Postpartum Order Set|Labor Admission Orders",
        cst="Consent for Delivery and Anesthesia|Informed Consent for Cesarean Delivery",
        prog="Labor Progress Note|Postpartum Progress Note",
    ),
    ".page.h-seagrove{padding:.4in .6in} .h-seagrove{font:10.5pt/1.4 'Liberation Sans'} .h-seagrove .gh{display:flex;justify-content:"
    "space-between} .h-seagrove .gb{border:1px dashed #333;border-radius:8px;padding:6px 12px;font:10pt/1.25 'Liberation Mono';width:3.1in}"
    " .h-seagrove .bb{border-top:1px dashed #333;margin-top:4px;font-size:8.5pt} .h-seagrove .gf{font-size:8pt;text-align:right}"
    " .h-seagrove h3{font-size:10.5pt;text-transform:uppercase;letter-spacing:1px}",
    seagrove_first,
    seagrove_later,
    seagrove_foot,
    "tight_caps",
    "hyphen",
    date_words={"34117-2": "Admitted", "11504-8": "Delivered", "18842-5": "Admitted|Discharged", "11506-3": "Written"},
    signature="{caps} {day} {time}",
    stories=(LABOR,),
    sees=lambda one: one.sex == "F" and 1978 < one.birth.year < 2002,
    bodies={
        "34117-2": outline("Chief complaint=complaint", "This pregnancy=present", "Past=history", "Allergies=allergies", "Vitals=measures",
            "Exam=exam", "Labs=blood", "=problems", "Assessment=dx", "Plan=plan"),
        "11504-8": outline("Preop dx=dx", "Postop dx=dx", "Procedure=operation", "Surgeon=surgeon", "Assistant=assistant",
            "Anesthesia=anesthesia", "Technique=steps", "To pathology=specimen", "EBL=loss"),
        "18842-5": outline("Diagnosis=dx", "Labor and delivery=course", "=problems", "Exam=exam", "Medicines=drugs", "Visits=follow",
            "Instructions=plan"),
        "34746-8": ward_log(("Time", "Note", "Initial"), "Date"),
        "46209-3": order_sheet("Dx:", "RN"),
        "59284-0": permission(
            "I consent to delivery by {doctor} and, should it be needed, to {op}.",
            "Epidural or spinal anesthesia has been explained, with headache, low pressure and nerve injury as risks.",
            "{relname}, my {rel}, may be with me. The newborn may be given vitamin K and eye ointment.",
            lines=(("Mother's signature", "{day}"), ("Nurse", "S. Brandt, RN")),
        ),
        "11506-3": outline("S=course", "O=measures", "Exam=exam", "=problems", "A=dx", "P=plantext"),
    },
)  # fmt: skip


def cromwell_first(pen: Pen) -> str:
    visit = pen.visit
    left = f"<div class=ch>{pen.house.name}</div><div class=cb>{pen.title}</div>"
    rows = [("Name", pen.name()), ("Born", f"{pen.dob()} / {pen.sex()}"), ("Hospital no.", pen.mrn()), ("Fin", pen.encounter())]
    rows += [*own_dates(pen), ("Cardiologist", pen.provider()), ("Ordered by", pen.provider(visit.referring))]
    lines = "".join(f"<tr><td class=k>{key}</td><td>{value}</td></tr>" for key, value in rows)
    return f"<table class=cw><tr><td>{left}{strip(pen, visit.accession)}</td><td><table>{lines}</table></td></tr></table>"


def cromwell_foot(pen: Pen) -> str:
    last = "" if pen.code == "11524-6" else f"<br>Transcribed {pen.after(1)} &nbsp; Printed {pen.after(6)}"
    return f"<div class=cf>{pen.name()} &nbsp; {pen.mrn()} &nbsp; {pen.dob()} &nbsp; <i class=pg></i>/<i class=np></i>{last}</div>"


CROMWELL = House(
    "cromwell",
    "fourth_held_out",
    "Cromwell Heart &amp; Vascular Institute",
    "12 Exchange Pl, Providence, RI 02903",
    "401-555-0106",
    "fin",
    tuple(titles(ekg="", rad="", con="", op="", med="", face="", ref="", lab="")),
    titles(
        ekg="Resting 12-Lead Electrocardiogram|ECG Interpretation",
        rad="Diagnostic Imaging Report - Final|Noninvasive Imaging and Radiology Report",
        con="Cardiovascular Consultation|Cardiology Inpatient Consult",
        op="Cardiac Procedure Note|Vascular Surgery Operative Report",
        med="Outpatient Medication Reconciliation List|Cardiac Medication List",
        face="Patient Demographic Record|Encounter Face Sheet",
        ref="Referral to Cardiac Surgery|Outgoing Referral",
        lab="Cardiac Laboratory Results|Laboratory Results - Final",
    ),
    ".page.h-cromwell{padding:.5in .6in .4in} .h-cromwell{font:10pt/1.4 'DejaVu Sans';font-size:9pt} .h-cromwell .ch{font:"
    "bold 14pt 'Liberation Serif';color:#702} .h-cromwell .cb{font-size:11pt;margin:5px 0} .h-cromwell .cw td{vertical-align:top;"
    "padding:0 6px 1px 0} .h-cromwell .cw>tbody>tr>td{width:50%} .h-cromwell .k{color:#555;width:1.05in}"
    " .h-cromwell .cf{border-top:1px solid #702;font-size:8pt;padding-top:2px}"
    " .h-cromwell .strip{width:180px;text-align:center;font-size:8pt} .h-cromwell h3{font-size:9.5pt;color:#702}"
    " .h-cromwell .f{display:inline-block;width:48%;border-bottom:1px solid #888;margin:3px 1% 0 0} .h-cromwell .f b{margin-left:8px}",
    cromwell_first,
    lambda _: "",
    cromwell_foot,
    "last_caps",
    "day_short",
    mrn_form="checked",
    sex_words=("FEMALE", "MALE"),
    date_words={"11524-6": "Recorded", "18748-4": "Performed", "11488-4": "Consulted", "11504-8": "Procedure day", "56445-0": "As of",
        "57133-1": "Sent", "11502-2": "Collected|Received|Final", "74208-0": "Visit"},
    signature="Finalized by {full} on {day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**11, 10**12 - 1)}", f"A{rng.randint(10**6, 10**7 - 1)}"),
    stories=(grown.HEART, grown.STROKE),
    born_before=1985,
    bodies={
        "18748-4": outline("Examination=study", "Indication=complaint", "Comparison=none", "Findings=findings", "=organs",
            "Conclusion=impression"),
        "11488-4": outline("Reason=complaint", "History=present", "Past history=history", "Drugs=drugs", "Social=social",
            "Vital signs=measures", "Examination=exam", "Data=blood", "=problems", "Opinion=dx", "Suggestions=plan"),
        "11504-8": outline("Diagnosis=dx", "Procedure=operation", "Operator=surgeon", "Assistant=assistant", "Sedation=anesthesia",
            "Steps=steps", "Loss=loss", "Result=brief"),
        "56445-0": taken_list(("Drug", "How to take", "Prescribed"), "Reviewed with {relname} ({rel})."),
        "74208-0": filled_sheet(
            ("Contact", ("Address=street", "Town=city", "Phone=phone", "Work=work", "Maiden name=maiden")),
            ("Next of kin", ("Name=kin", "Relationship=relation", "DOB=kinborn", "Phone=kinphone")),
            ("Coverage", ("Primary=payer", "Policy=policy", "Group=group")),
        ),
        "57133-1": outline("Reason=complaint", "History=present", "Findings=findings", "Diagnosis=dx", "Drugs=drugs",
            opening="To {sender}: we would like {mr} to be seen for {dx}.", closing="Contact {relname} ({rel}), {relphone}."),
        "11502-2": analytes(("Component", "Value", "Range", "Note")),
    },
)  # fmt: skip
HOUSES = [IRONWOOD, SEAGROVE, CROMWELL]
