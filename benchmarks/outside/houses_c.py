"""The houses of the second set's tuning half: nursing home, dialysis, Canadian hospital."""

from __future__ import annotations

from benchmarks.outside import grown, houses_c2, second_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.measured import box
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import consent_form, face_form, month_sheet, order_sheet, profile_sheet
from benchmarks.outside.second_tables import cumulative_report, nurse_form, treatment


def side(title: str, text: str) -> list[str]:
    return [f"<div class=side><b>{title}</b><div>{text}</div></div>"]


def underlined(title: str, text: str) -> list[str]:
    return [f"<p><u>{title}</u> &ndash; {text}</p>"]


def pinecrest_first(pen: Pen) -> str:
    cells = [
        ("Resident", f"<b>{pen.name()}</b>"),
        ("Resident #", pen.mrn()),
        ("Birthdate / Age", f"{pen.dob()} &nbsp; ({pen.age})"),
        ("Gender", pen.sex()),
        ("Unit / Room / Bed", f"North {pen.visit.bed}"),
        ("Primary Physician", pen.provider(form="doctor")),
        *own_dates(pen),
    ]
    cells += [("", "")] * (-len(cells) % 4)
    lines = ["".join(f"<td><small>{key}</small><br>{value}</td>" for key, value in cells[at : at + 4]) for at in range(0, len(cells), 4)]
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f"<div class=top><div><b>{pen.house.name}</b><br>{pen.house.address}</div><div>Run {pen.after(1)} {pen.time()}<br>User "
        "bokafor</div></div>"
        f"<h1>{pen.title}</h1><table class=res>{rows}</table>"
    )


def pinecrest_later(pen: Pen) -> str:
    pen.name()
    pen.mrn()
    return f"<div class=cont>{pen.title}, continued</div>"


def pinecrest_foot(pen: Pen) -> str:
    return (
        f"<table class=res><tr><td>Resident {pen.name()} ({pen.mrn()})</td><td>Facility 0417</td>"
        "<td>Pg <i class=pg></i> / <i class=np></i></td></tr></table>"
    )


PINECREST = House(
    "pinecrest",
    "second_tuning",
    "Pinecrest Manor Rehabilitation &amp; Nursing",
    "310 Orchard Hill Road, Galion, OH 44833",
    "(419) 555-0133",
    "five",
    tuple(titles(face="", rn="", med="", ord="", prog="", cst="", hp="")),
    titles(
        face="Resident Admission Record|Resident Profile Face Sheet",
        rn="Weekly Skilled Nursing Summary|Nursing Note - Skilled Evaluation",
        med="Monthly Medication Administration Sheet (eMAR)|eMAR - Scheduled Medications",
        ord="Physician Order Summary (POS)|Active Orders Summary",
        prog="Attending Physician Visit - Progress Note|SNF Follow-up Progress Note",
        cst="Informed Consent - Psychoactive Medication|Resident Consent for Influenza Vaccine",
        hp="Admission H&amp;P (Skilled Nursing)",
    ),
    ".page.h-pinecrest{padding:.4in .5in .35in} .h-pinecrest{font:10pt/1.35 'Open Sans'} .h-pinecrest "
        ".top{display:flex;justify-content:space-between;font-size:9pt} .h-pinecrest"
    " h1{font-size:13pt;text-align:center;margin:6px 0} .h-pinecrest .res td{border:1px solid #777;padding:2px 6px} .h-pinecrest "
        "small{color:#444}"
    " .h-pinecrest h3{font-size:10.5pt;border-bottom:1.5px solid #555} .h-pinecrest .cont{font-size:9pt;font-style:italic} "
        ".h-pinecrest .month"
    " td,.h-pinecrest .month th{padding:1px 2px;font-size:7.5pt} .h-pinecrest .month td:first-child{width:2.1in}",
    pinecrest_first,
    pinecrest_later,
    pinecrest_foot,
    "dotted",
    "tiny",
    sex_words=("Female", "Male"),
    date_words={"11506-3": "Visited", "34117-2": "Admitted", "74208-0": "Admitted", "46209-3": "Orders as of"},
    signature="E-signed: {full} | {day} {time} | NPI {npi}".replace(" | ", "|"),
    stories=(second_stories.HIP, grown.STROKE, grown.HEART),
    born_before=1956,
    bodies={
        "74208-0": face_form(
            ("Resident information", ("Prior address=street", "City / State / Zip=city", "Marital status=married", "Religion=faith",
                "Maiden name=maiden", "Code status=code")),
            ("Contacts", ("Responsible party=kin", "Relationship=relation", "Cell=kinphone", "Billing account no.=account")),
            ("Payer information", ("Primary payer=payer", "Policy #=policy", "SSN=ssn", "Pharmacy=drugstore")),
            ("Care providers", ("Attending=doctor", "Podiatrist=other", "Admitting diagnosis=dx", "Allergies=allergy")),
        ),
        "34746-8": nurse_form(
            ("Cognition and mood", (("Memory", ("intact", "short-term loss", "long-term loss")), ("Mood", ("even", "anxious", "tearful")))),
            ("Self-care", (("Bed mobility", ("independent", "1 assist", "2 assist")), ("Eating", ("set-up only", "supervised", "fed")),
                ("Toileting", ("continent", "scheduled", "incontinent")))),
            ("Skin", (("Pressure areas", ("none", "stage 1", "stage 2 sacrum")), ("Incision", ("n/a", "healed", "open")))),
            log="Notes of the day", heads=("Hour", "Observation", "Nurse"), visit="Effective Date",
        ),
        "56445-0": month_sheet,
        "46209-3": order_sheet(
            ("Order date", "Order", "Status"),
            ("Regular diet, thin liquids", "Weekly weight on shower day", "PT / OT evaluate and treat", "House supplement 120 mL BID",
                "Low air loss mattress", "Float heels in bed", "Vital signs each shift for 72 hours, then weekly",
                "CBC, BMP every 3 months", "May go out on pass with family", "Podiatry as needed", "TB skin test on admission"),
            "Orders noted by nurse and reviewed with {other}. Telephone confirmation to {relname}, {rel}.", last=("active", "active",
                "active", "on hold"),
        ),
        "11506-3": outline("Reason for visit=complaint", "Interval history=present", "=measures", "Examination today=exam",
            "Active diagnoses=dxlist", "=problems", "Orders and plan=plan"),
        "34117-2": outline("Source and reason=complaint", "History leading to admission=present", "Prior illnesses=history",
            "Adverse reactions=allergies", "Living situation=social", "Functional examination=exam", "Hospital data=blood",
            "Medicines on arrival=drugs", "=problems", "Diagnoses=dxlist", "Care plan=plan"),
        "59284-0": consent_form(
            "I have been told by {doctor} why the treatment named above is advised for {name}: {dx}.",
            "The expected benefit, common side effects, and what may happen without it were explained in words that I understood. I can "
                "take back this consent at any time by telling a nurse.",
            "A printed information sheet was handed to me. Informant: {relname} ({rel}), telephone {relphone}.",
            marks=("Resident or responsible party", "Facility nurse"), when="Day signed",
        ),
    },
)  # fmt: skip


def harborpoint_first(pen: Pen) -> str:
    woman = pen.woman
    pen.note("sex", pen.patient.sex)
    blank = "&nbsp;" * 18  # left empty
    fill = "<span class=fill>&nbsp;{}&nbsp;</span>"
    extra = " &nbsp; ".join(f"{key} {fill.format(value)}" for key, value in own_dates(pen))
    return (
        f"<div class=band>{pen.house.name}<span>{pen.house.phone}</span></div><h1>{pen.title}</h1>"
        f"<div class=ln>Pt Name {fill.format(pen.name())} &nbsp; Chart # {fill.format(pen.mrn())}</div>"
        f"<div class=ln>Birth Dt {fill.format(pen.dob() if pen.rng.random() < 0.88 else blank)} &nbsp; Sex {box(woman)} Female "
        f"{box(not woman)} Male &nbsp; MD {fill.format(pen.provider(form='last'))}</div>"
        f"<div class=ln>{extra}</div>"
    )


def harborpoint_later(pen: Pen) -> str:
    fill = "<span class=fill>&nbsp;{}&nbsp;</span>"
    return f"<div class=ln>Pt Name {fill.format(pen.name())} &nbsp; Chart # {fill.format(pen.mrn())} &nbsp; {pen.title}</div>"


def harborpoint_foot(pen: Pen) -> str:
    number = sum(map(ord, pen.title)) % 80 + 11
    return (
        f"<div class=ft><span>HP-{number} rev 01/16</span><span>white: chart &nbsp; yellow: billing</span><span>Sheet <i class=pg></i> "
        f"of <i class=np></i></span></div>"
    )


HARBORPOINT = House(
    "harborpoint",
    "second_tuning",
    "Harbor Point Kidney Care",
    "55 Breakwater Drive, New Bedford, MA 02740",
    "(508) 555-0171",
    "duo",
    tuple(titles(prog="", rn="", lab="", med="", ord="", cst="", ref="")),
    titles(
        prog="Nephrology Progress Note - Monthly Comprehensive Visit|Dialysis Rounding Note (MCP Visit)",
        rn="Hemodialysis Nursing Treatment Record|Nursing Flow Sheet - In-Center Hemodialysis",
        lab="Monthly Laboratory Results - Cumulative",
        med="Dialysis Medication Profile|Home &amp; In-Center Medication List",
        ord="Hemodialysis Orders|Standing Dialysis Orders - Annual",
        cst="Consent for Hemodialysis",
        ref="Referral for Transplant Evaluation|Vascular Access Referral",
    ),
    ".page.h-harborpoint{padding:.6in .8in .5in} .h-harborpoint{font:11pt/1.4 'Liberation Serif'} .h-harborpoint .band{border-top:5px "
        "solid #000;border-bottom:1px solid #000;display:flex;justify-content:space-between;font-weight:bold}"
    " .h-harborpoint h1{font:bold 14pt 'Liberation Sans';margin:8px 0} .h-harborpoint .fill{border-bottom:1px solid #000;font:italic "
        "11.5pt 'Lato';color:#123a86}"
    " .h-harborpoint .ln{margin:5px 0} .h-harborpoint h3{font:bold 11pt 'Liberation Sans';text-transform:uppercase} .h-harborpoint "
        ".ft{font-size:8.5pt}"
    " .h-harborpoint .grid td{font-size:9.5pt} .h-harborpoint .side{display:flex;margin:5px 0} .h-harborpoint .side "
        "b{width:1.5in;flex:none;padding-right:8px}",
    harborpoint_first,
    harborpoint_later,
    harborpoint_foot,
    "whole",
    "boxed",
    "first_two",
    date_words={"11506-3": "Seen on", "57133-1": "Written", "46209-3": "Effective", "56445-0": "Reviewed", "59284-0": "Given"},
    signature="{plain}, {npi} (NPI)|reviewed and signed {day}",
    block=side,
    stories=(second_stories.KIDNEY,),
    born_before=1998,
    bodies={
        "11506-3": outline("Today=present", "=measures", "Access and volume=exam", "Adequacy, anemia, bone=blood", "Course=course",
            "=problems", "Medicines=drugs", "Changes=plan"),
        "34746-8": treatment,
        "11502-2": cumulative_report,
        "56445-0": profile_sheet(("Medication", "Start", "Ordered by", "Status"), "List gone over with the patient at chairside. Next "
            "review {soon}."),
        "46209-3": order_sheet(
            ("No.", "Order", "By"),
            ("Run time 4:00, three times weekly", "Dialyzer F180, single use", "Blood flow 450, dialysate 800",
                "Bath 2 K, 2.5 Ca, bicarbonate 35", "Heparin 3000 unit bolus, stop 60 min before end", "15 gauge needles, buttonhole",
                "Normal saline 200 mL for cramps", "Monthly bloods with spKt/V", "Hepatitis B antigen monthly until immune",
                "Oxygen 2 L as needed", "Influenza vaccine in season"),
            "Good for twelve months, until {year}, unless changed.", numbered=True, last=("MD", "MD", "RN protocol"),
        ),
        "59284-0": consent_form(
            "I, {name}, agree to have hemodialysis at {house}, ordered by {doctor}, because my kidneys no longer work well enough to keep "
                "me alive ({dx}).",
            "Treatment clears waste and water by passing my blood through a filter. Low blood pressure, cramps, bleeding, infection, "
                "reactions to the filter, air in the line and, rarely, death can happen.",
            "I have heard about peritoneal dialysis, transplantation, home treatment and care without dialysis. I may stop at any time.",
            marks=("Patient", "Staff witness"),
        ),
        "57133-1": outline("Problem=present", "Background=history", "On examination=exam", "Recent results=blood", "Takes=drugs",
            opening="To {sender}: please see our patient {mr}, {age}, with {dx}.", closing="Please send your findings to {house}. "
            "{relname} ({rel}, {relphone}) can help with dates."),
    },
)  # fmt: skip


def imprint(pen: Pen) -> str:
    """What an addressograph plate leaves: hardly a label."""
    return (
        f"<pre class=plate>{pen.mrn()}      {pen.sex_letter()} {pen.age}Y\n{pen.name()}\n{pen.dob()}\nACCT {pen.account()}\n"
        f"HC {pen.rng.randint(1000, 9999)} {pen.rng.randint(100, 999)} {pen.rng.randint(100, 999)} VC "
        f"{pen.rng.choice(('AB', 'KT', 'ZN'))}</pre>"
    )


def maplegrove_first(pen: Pen) -> str:
    lines = "".join(f"<div>{key}: {value}</div>" for key, value in own_dates(pen))
    who = f"<div>Most responsible physician: {pen.provider(form='doctor')}</div>"
    return (
        f"<div class=hd><div><div class=hn>{pen.house.name}</div><div "
        f"class=ha>{pen.house.address}</div><h1>{pen.title}</h1>{lines}{who}</div>{imprint(pen)}</div>"
    )


def maplegrove_later(pen: Pen) -> str:
    return f"<div class=hd><div>{pen.title}<br>(page <i class=pg></i>)</div>{imprint(pen)}</div>"


def maplegrove_foot(pen: Pen) -> str:
    return (
        f"<div class=ft><span>D: {pen.after(1)} / T: {pen.after(2)} / Job {pen.rng.randint(10000, 99999)}</span><span>HEALTH RECORDS "
        f"ORIGINAL</span></div>"
    )


MAPLEGROVE = House(
    "maplegrove",
    "second_tuning",
    "Maple Grove District Health Centre",
    "200 Lakefield Avenue, Orillia, Ontario L3V 2Z7",
    "(705) 555-0184",
    "unit",
    tuple(titles(ds="", con="", op="", ed="", rad="", path="")),
    titles(
        ds="Discharge Summary Note|Summary of Hospital Stay (Discharge)",
        con="Consultation - Inpatient|Specialist Consultation Note",
        op="Operative Dictation Note|Record of Surgical Operation",
        ed="Emergency Department Physician Note|Emergency Visit Record",
        rad="Diagnostic Imaging - Final Report",
        path="Anatomical Pathology Report|Surgical Pathology - Tissue Examination",
    ),
    ".page.h-maplegrove{padding:.45in .75in .5in} .h-maplegrove{font:10.5pt/1.4 'Carlito'} .h-maplegrove "
        ".hd{display:flex;justify-content:space-between;border-bottom:1px dashed #666;padding-bottom:5px}"
    " .h-maplegrove .hn{font-size:13pt;font-weight:bold;color:#7a1420} .h-maplegrove .plate{font:bold 10pt/1.25 'Courier "
        "Prime';border:1px solid"
    " #999;padding:6px 10px;margin:0;letter-spacing:.3px} .h-maplegrove h1{font-size:13pt;font-variant:small-caps} .h-maplegrove"
    " h3{font-size:11pt;color:#7a1420} .h-maplegrove .ft{font-size:8pt}",
    maplegrove_first,
    maplegrove_later,
    maplegrove_foot,
    "family_caps",
    "year_month",
    date_words={
        "18842-5": "Date admitted|Date discharged", "11488-4": "Consulted", "11504-8": "OR date",
        "34111-5": "Registered", "18748-4": "Examined",
        "11526-1": "Specimen taken|Accessioned|Issued",
    },
    signature="Authenticated by {full}|{day}, {time} hrs",
    numbers=lambda rng: (f"E{rng.randint(10**6, 10**7 - 1)}", f"MG{rng.randint(10**6, 10**7 - 1)}"),
    born_before=1985,
    stories=(grown.GALL, grown.COLON, second_stories.LUNGS, grown.KNEE, second_stories.BACK, grown.STROKE),
    bodies={
        "18842-5": outline("Most responsible diagnosis=dx", "Presentation=present", "Course in hospital=course",
            "Problems in hospital=problems", "Investigations=blood", "Prescriptions on leaving=drugs", "Advice=plan",
            "Follow-up arranged=follow"),
        "11488-4": outline("Thank you for asking me to see=brief", "Past illnesses=history", "Drug reactions=allergies", "At home=social",
            "Findings=exam", "Tests to hand=blood", "=problems", "Opinion=dx", "Suggestions=plantext",
            closing="Thank you, {dear}, for this interesting referral."),
        "11504-8": outline("Pre- and postoperative diagnosis=dx", "Operation=operation", "Operator=surgeon", "First assistant=assistant",
            "Anaesthetic=anesthesia", "Why=brief", "How it was done=steps", "Lost=loss", closing="Counts were right. To recovery in good "
            "condition."),
        "34111-5": outline("Presenting complaint=complaint", "Story=present", "Past health=history", "=measures", "On examination=exam",
            "Work-up=blood", "=problems", "Working diagnosis=dx", "Disposition and advice=plantext"),
        "18748-4": outline("Procedure=study", "Clinical=complaint", "Previous=none", "Report=findings", "=organs", "Opinion=impression"),
        "11526-1": outline("Clinical information=dx", "Tissue=specimen", "Macroscopic=gross", "Microscopic=micro",
            "Pathologist's diagnosis=verdict"),
    },
)  # fmt: skip


HOUSES = [PINECREST, HARBORPOINT, MAPLEGROVE, *houses_c2.HOUSES]
