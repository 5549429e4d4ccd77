"""More houses of the second set's tuning half: emergency center, county behavioral health, reference laboratory, eye practice."""

from __future__ import annotations

from random import Random

from benchmarks.outside import grown, second_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import consent_form, face_form, order_sheet, plan_card, release_form
from benchmarks.outside.second_tables import bench_report, nurse_form, reference_report, twelve_leads


def lakeway_first(pen: Pen) -> str:
    cells = [
        ("LAST,FIRST MI", pen.name()),
        ("AGE-SEX", f"{pen.age} {pen.sex_letter()}"),
        ("BIRTH", pen.dob()),
        ("M.R. NUMBER", pen.mrn()),
        *([("VISIT NO", pen.encounter())] if pen.rng.random() < 0.7 else []),
        *[(key.upper(), value) for key, value in own_dates(pen)],
    ]
    heads = "".join(f"<th>{key}</th>" for key, _ in cells)
    values = "".join(f"<td>{value}</td>" for _, value in cells)
    return (
        f"<table class=blk><tr>{heads}</tr><tr>{values}</tr></table><div class=ttl>{pen.title}</div>"
        f"<div class=ha>{pen.house.name} &nbsp; {pen.house.address} &nbsp; ER MD: {pen.provider()}</div>"
    )


def lakeway_later(pen: Pen) -> str:
    return f"<table class=blk><tr><td>{pen.name()}</td><td>M.R. NUMBER {pen.mrn()}</td><td>BIRTH {pen.dob()}</td></tr></table>"


def lakeway_foot(pen: Pen) -> str:
    return (
        f"<div class=ft><span>Template {pen.title[:3].upper()}-{len(pen.title) + 30} &copy; "
        f"2017</span><span>{pen.house.name}</span><span>pg. <i class=pg></i></span></div>"
    )


def lakeway_numbers(rng: Random) -> tuple[str, str]:
    return f"LW{rng.randint(10**6, 10**7 - 1)}", f"{rng.randint(10**7, 10**8 - 1)}"


LAKEWAY = House(
    "lakeway",
    "second_tuning",
    "Lakeway Freestanding Emergency Center",
    "8800 Ranch Road 620, Lakeway, TX 78734",
    "(512) 555-0146",
    "seven",
    tuple(titles(ed="", rn="", rad="", lab="", ekg="", cst="", ord="", face="")),
    titles(
        ed="EMERGENCY PHYSICIAN RECORD|ER Visit - Physician Documentation",
        rn="EMERGENCY NURSING RECORD|Nursing Triage &amp; Assessment",
        rad="RADIOLOGY - PRELIMINARY READ|X-Ray Wet Reading",
        lab="STAT LAB RESULTS|Point-of-Care Laboratory Results",
        ekg="12-LEAD EKG|EKG Tracing and Reading",
        cst="CONSENT TO EMERGENCY TREATMENT",
        ord="ED PHYSICIAN ORDERS|Emergency Order Sheet",
        face="QUICK REGISTRATION",
    ),
    ".page.h-lakeway{padding:.5in .4in .35in} .h-lakeway{font:10pt/1.35 'Liberation Sans Narrow'} .h-lakeway .blk "
        "th{background:#000;color:#fff;font-size:8pt;padding:1px 6px;text-align:left} .h-lakeway .blk"
    " td{border:1.5px solid #000;padding:3px 6px;font-size:11pt} .h-lakeway .ttl{font:bold 15pt 'Liberation Sans Narrow';margin:7px 0 1px} "
        ".h-lakeway h3{font-size:10.5pt;display:inline-block;border:1px solid #000;padding:0 5px;border-radius:8px}"
    " .h-lakeway .ask td:first-child{width:1.5in}",
    lakeway_first,
    lakeway_later,
    lakeway_foot,
    "tight",
    "joined",
    date_words={"34111-5": "Arrived", "34746-8": "Arrived", "18748-4": "Taken", "46209-3": "Written", "74208-0": "Arrived"},
    signature="Physician signature: {plain} {day} {time}",
    numbers=lakeway_numbers,
    stories=(grown.PNEUMONIA, grown.FRACTURE, grown.GALL, second_stories.LUNGS),
    bodies={
        "34111-5": outline("CC=complaint", "HPI=present", "PMHx=history", "Allergies/ADR=allergies", "Social=social",
            "Triage vitals=measures", "PE=systems", "Results=blood", "MDM=remark", "=problems", "Clinical impression=dx",
            "Discharge plan=plantext"),
        "34746-8": nurse_form(
            ("Triage", (("Acuity", ("ESI 2", "ESI 3", "ESI 4")), ("Mode of arrival", ("walked", "wheelchair", "EMS")), ("Tetanus",
                ("current", "unknown", "given")))),
            ("Safety screen", (("Feels safe at home", ("yes", "no")), ("Fall risk", ("low", "high")), ("Isolation", ("none", "droplet")))),
            log="Timeline", heads=("Clock", "Event", "By"), visit="Arrival",
        ),
        "18748-4": outline("Study=study", "History=complaint", "Prelim findings=findings", "Prelim impression=impression",
            closing="Preliminary reading only; the final reading will follow from the radiology group."),
        "11502-2": bench_report(("Assay", "Value", "Normal", "Flag"), "Drawn"),
        "11524-6": twelve_leads("Read by"),
        "59284-0": consent_form(
            "I ask for and consent to emergency examination and treatment of {name} at {house} by {doctor} and the staff on duty.",
            "This is not a hospital. If I need to stay in one I may be moved by ambulance. I have been told that the charges may be "
                "higher than those of an urgent care clinic.",
            "I give my benefits to the center and I am responsible for what is not covered. A copy of the privacy notice was "
                "offered to me.",
            marks=("Patient, parent or guardian", "Registrar"), when="Signed on",
        ),
        "46209-3": order_sheet(("Day", "Order", "Initials"), ("IV saline lock", "Normal saline 1 L bolus", "CBC, CMP",
            "Troponin now and in 3 hours", "Chest film, portable", "Urinalysis", "Ketorolac 15 mg IV once", "Cardiac monitor",
            "Ondansetron 4 mg ODT", "CT abdomen with contrast"), "Read back by {other}.", last=("BO", "LT", "SW", "-")),
        "74208-0": face_form(
            ("Who you are", ("Street=street", "Town=city", "Cell phone=phone", "E-mail=mail", "Sex=sex", "Time in=time")),
            ("Who we call", ("Contact=kin", "Is your=relation", "Their phone=kinphone", "Why you came=complaint")),
            ("Who pays", ("Plan=payer", "Member no.=policy", "Policy holder=kin", "Holder's birthday=kinborn")),
        ),
    },
)  # fmt: skip


def stillwater_first(pen: Pen) -> str:
    rows = [
        ("Client Name", pen.name()),
        ("Client No.", pen.mrn()),
        ("Born on", pen.dob()),
        ("Gender Identity / Sex", pen.sex()),
        ("Program", "Adult Outpatient"),
        *own_dates(pen),
        ("Assigned Clinician", pen.provider()),
    ]
    lines = "".join(f"<div class=dot><span>{key}</span><i></i><span>{value}</span></div>" for key, value in rows)
    return (
        f"<div class=seal>{pen.house.name}<br><small>{pen.house.address} &nbsp; 24-hour crisis line "
        f"{pen.house.phone}</small></div><h1>{pen.title}</h1><div class=dots>{lines}</div>"
    )


def stillwater_later(pen: Pen) -> str:
    return f"<div class=rt>Client No. {pen.mrn()}<br>{pen.name()}</div>"


def stillwater_foot(pen: Pen) -> str:
    return (
        "<div class=law>CONFIDENTIAL CLIENT INFORMATION. See California Welfare and Institutions Code 5328 and 42 CFR Part 2, which"
        " prohibit further disclosure without specific written consent.</div>"
        f"<div class=law>BHS {len(pen.title) + 100} <i class=pg></i>-<i class=np></i></div>"
    )


STILLWATER = House(
    "stillwater",
    "second_tuning",
    "Stillwater County Department of Behavioral Health",
    "1450 Civic Center Plaza, Building C",
    "(530) 555-0119",
    "yeared",
    tuple(titles(hp="", prog="", ds="", roi="", cst="", face="", ref="")),
    titles(
        hp="Psychiatric Admission History and Physical|Intake History &amp; Physical - Psychiatry",
        prog="Clinician Progress Note - Individual|Medication Support Progress Note",
        ds="Program Discharge Summary|Discharge Summary - Termination of Services",
        roi="Authorization to Use, Exchange and Disclose Information",
        cst="Consent for Psychotropic Medication|Consent to Receive Services",
        face="Client Registration and Demographics",
        ref="Referral to Outside Provider|Interagency Referral",
    ),
    ".page.h-stillwater{padding:.7in .9in .5in} .h-stillwater{font:11pt/1.4 'Caladea'} .h-stillwater "
        ".seal{text-align:right;font-size:12pt;border-right:6px double #000;padding-right:8px} .h-stillwater"
    " h1{font-size:15pt;font-weight:normal;border-top:1px solid;border-bottom:1px solid;padding:3px 0} .h-stillwater "
        ".dots{columns:2;column-gap:24px} .h-stillwater"
    " .dot{display:flex;break-inside:avoid} .h-stillwater .dot i{flex:1;border-bottom:1.5px dotted #444;margin:0 4px 5px} .h-stillwater"
    " .law{font-size:7.5pt;text-align:center} .h-stillwater .rt{text-align:right;font-size:10pt} .h-stillwater "
        "h3{font-style:italic;font-size:11.5pt}",
    stillwater_first,
    stillwater_later,
    stillwater_foot,
    "short",
    "abbreviated",
    "first_two",
    sex_words=("Woman / Female", "Man / Male"),
    date_words={"34117-2": "Intake", "11506-3": "Session", "18842-5": "Opened|Closed", "74208-0": "Opened", "57133-1": "Referred"},
    signature="{full}|Clinician / Prescriber   Signed: {day}",
    stories=(second_stories.DEPRESSION,),
    born_before=2002,
    bodies={
        "34117-2": outline("Presenting problem in client's words=quote", "How it began=present", "Psychiatric and medical past=history",
            "Substances and daily life=social", "Kin=family", "Reactions to medicine=allergies", "Mental status=exam", "=measures",
            "Formulation=remark", "=problems", "Diagnostic impression=dx", "Treatment plan=plan"),
        "11506-3": outline("Data=present", "Assessment=exam", "Response to treatment=course", "=problems", "Next steps=plan"),
        "18842-5": outline("Why services began=brief", "What was done=course", "=problems", "Diagnosis at closing=dx",
            "Medicines at closing=drugs", "Aftercare=follow", "Advice to client=plan"),
        "64292-6": release_form(
            "I, {name}, born {dob}, allow {house} and the party below to share information about my care in both directions.",
            "Purpose: coordination of care. This permission ends {year} or when I take it back in writing, whichever comes first.",
            "I may have a copy. Treatment does not depend on my signing. Contact person: {relname} ({rel}).",
            kinds=("Attendance and diagnosis", "Medicines prescribed", "Substance use treatment", "Psychological testing",
                "HIV test results (initial here) ____"),
            labels=("Exchange with", "Mailing address", "Facsimile"), when="Day",
        ),
        "59284-0": consent_form(
            "{doctor} has talked with me, {name}, about taking medicine for {dx}.",
            "We spoke about the reason for it, the dose, the likely length of treatment, side effects that are common and those that are "
                "dangerous, and other ways of treatment.",
            "I know that I may stop at any time, and that I should not stop suddenly without asking.",
            marks=("Client", "Prescriber's witness"), when="Day signed",
        ),
        "74208-0": face_form(
            ("Client", ("Lives at=street", "City, zip=city", "Message phone=phone", "Language preferred=tongue", "Birth name=maiden",
                "Employment=work")),
            ("Emergency notification", ("Person=kin", "How related=relation", "Reach at=kinphone", "Their birthdate=kinborn")),
            ("Coverage", ("Payor=payer", "Beneficiary no.=policy", "SSN=ssn", "Referred in by=sender")),
        ),
        "57133-1": outline("Reason=present", "Status=exam", "Medication=drugs", opening="To {sender}: we refer the above client, treated "
            "here for {dx}.", closing="Please call the clinician named above. Release on file since {past}."),
    },
)  # fmt: skip


def corelab_first(pen: Pen) -> str:
    rng = pen.rng
    collected = own_dates(pen) or [("Date written", pen.service())]
    specimen = "".join(f"<div>{key}: {value}</div>" for key, value in collected)
    number = f"{rng.randint(100, 365)}-{rng.randint(100, 999)}-{rng.randint(1000, 9999)}-0"
    return (
        f"<div class=logo><b>{pen.house.name}</b><span>{pen.title}</span></div>"
        f"<div class=sub><span>Specimen ID: {number}</span><span>Control ID: {rng.choice('BLR')}{rng.randint(10**7, 10**8 - 1)}</span>"
        f"<span>Client Acct: {rng.randint(20000000, 39999999)}</span><span>Rte: 0{rng.randint(1, 9)}</span></div>"
        f"<div class=three><div><b>Patient Details</b><br>{pen.name()}<br>DOB: {pen.dob()}<br>Age(y): {pen.age:03d}<br>Sex (at birth): "
        f"{pen.sex_letter()}<br>Alternate Pt. ID: {pen.mrn()}</div>"
        f"<div><b>Specimen Details</b>{specimen}</div>"
        f"<div><b>Physician Details</b><br>Ordering: {pen.provider(form='caps')}<br>Referring: "
        f"{pen.provider(pen.visit.referring, 'caps')}<br>NPI: {pen.visit.attending.npi}</div></div>"
    )


def corelab_later(pen: Pen) -> str:
    return (
        f"<div class=sub><span>Pt: {pen.name()}</span><span>DOB: {pen.dob()}</span><span>Alternate Pt. ID: "
        f"{pen.mrn()}</span><span>{pen.title}</span></div>"
    )


def corelab_foot(pen: Pen) -> str:
    return (
        f"<div class=ft><span>Issued {pen.after(3)} {pen.time()} ET</span><span>This document contains private and confidential health "
        f"information</span>"
        "<span>Pg <i class=pg></i></span></div>"
    )


CORELAB = House(
    "corelab",
    "second_tuning",
    "Meridian Reference Laboratories",
    "3100 Genome Way, Burlington, NC 27215",
    "(800) 555-0127",
    "ten",
    tuple(titles(lab="", path="", ord="", cst="", roi="")),
    titles(
        lab="Laboratory Report - Final|Patient Laboratory Results",
        path="Tissue Pathology Report|Dermatopathology / Surgical Pathology Report",
        ord="Laboratory Test Orders (Requisition)|Physician Test Order Form",
        cst="Informed Consent for Genetic Testing",
        roi="Authorization for Release of Laboratory Results",
    ),
    ".page.h-corelab{padding:.55in .45in .35in} .h-corelab{font:9.5pt/1.35 'Roboto'} .h-corelab "
        ".logo{display:flex;justify-content:space-between;align-items:baseline;font-size:15pt} .h-corelab .logo span{font-size:12pt}"
    " .h-corelab .sub{display:flex;justify-content:space-between;background:#e8ecef;padding:2px 6px;margin:4px 0;font-size:9pt} "
        ".h-corelab .three{display:flex;gap:14px} .h-corelab"
    " .three>div{flex:1;border-top:2px solid #246;padding-top:2px} .h-corelab .open td,.h-corelab .open th{padding:1px "
        "4px;text-align:left;font-size:9pt} .h-corelab"
    " .open th{border-bottom:1px solid #000} .h-corelab h3{font-size:10pt;background:#f3f3f3}",
    corelab_first,
    corelab_later,
    corelab_foot,
    "unmarked",
    "year_first",
    date_words={"11502-2": "Coll. date|Entry date|Rpt. date", "11526-1": "Date obtained|Date in lab|Date signed out"},
    signature="Pathologist / Director of record: {full} {day}",
    stories=(grown.COLON, grown.GALL, second_stories.LUNGS, grown.DIABETES),
    bodies={
        "11502-2": reference_report,
        "11526-1": outline("DIAGNOSIS=verdict", "SOURCE=specimen", "CLINICAL DATA=dx", "GROSS=gross", "MICROSCOPIC=micro",
            "COMMENT=remark"),
        "46209-3": order_sheet(("#", "Tests ordered", "Status"), ("005009 CBC With Differential", "322000 Comp. Metabolic Panel",
            "001453 Hemoglobin A1c", "303756 Lipid Panel", "004259 TSH", "008847 Urine Culture", "081950 Vitamin D, 25-Hydroxy",
            "005199 Prothrombin Time", "006072 RPR", "140285 CRP, Cardiac"), "Bill to: patient's plan. Fasting: yes. Courier pick-up "
            "{soon}.", numbered=True, drugs=False, last=("routine", "routine", "STAT")),
        "59284-0": consent_form(
            "My provider {doctor} has ordered a genetic test for {name}. It looks for changes in genes that are linked to {dx}.",
            "A result can be positive, negative or of unknown meaning. It may also tell something about my relatives. The sample is kept "
                "for 60 days and then destroyed.",
            "Federal law (GINA) protects against use of the result by employers and health insurers, not by life insurers.",
            marks=("Person tested or guardian", "Person obtaining consent"), when="Date signed",
        ),
        "64292-6": release_form(
            "I direct {house} to send the results of the person above to the recipient below.",
                "The right to see completed reports is given by 45 CFR 164.524. Allow up to 30 days.",
            kinds=("All results since the first visit", "Only results of the specimen above", "Images of slides", "Invoices"),
            labels=("Recipient", "Send to", "Secure fax"), when="Dated",
        ),
    },
)  # fmt: skip


def lumen_first(pen: Pen) -> str:
    extra = "".join(f"<td>{key}<br><b>{value}</b></td>" for key, value in own_dates(pen))
    number = f"<td>Person no.<br><b>{pen.mrn()}</b></td>" if pen.rng.random() < 0.8 else ""
    return (
        f"<div class=eye><div class=hn>{pen.house.name}</div><div class=ha>{pen.house.address}<br>tel {pen.house.phone}</div></div>"
        f"<div class=tl>{pen.title}</div><table class=strip><tr><td>Name of patient<br><b>{pen.name()}</b></td><td>Date "
        f"born<br><b>{pen.dob()}</b></td>"
        f"<td>Age / sex<br><b>{pen.age} yrs / "
        f"{pen.sex()}</b></td>{number}{extra}<td>Doctor<br><b>{pen.provider(form='last')}</b></td></tr></table>"
    )


def lumen_later(pen: Pen) -> str:
    return f"<div class=rl>{pen.name()}, born {pen.dob()} &mdash; {pen.title} &mdash; <i class=pg></i></div>"


def lumen_foot(pen: Pen) -> str:
    return f"<div class=fl>{pen.house.name} &bull; Optical shop (803) 555-0190 &bull; LASIK line (803) 555-0191</div>"


LUMEN = House(
    "lumen",
    "second_tuning",
    "Lumen Eye Associates, P.A.",
    "75 Palmetto Court, Columbia, SC 29201",
    "(803) 555-0188",
    "five",
    tuple(titles(op="", prog="", con="", cst="", face="", ins="", ref="")),
    titles(
        op="Ophthalmic Operative Report|Cataract Operation Report",
        prog="Comprehensive Eye Exam - Office Note|Post-op Day 1 Office Visit Note",
        con="Ophthalmology Consultation",
        cst="Informed Consent for Cataract Surgery with Lens Implant",
        face="New Patient Registration",
        ins="Vision &amp; Medical Insurance Card Copy|Insurance Coverage Sheet",
        ref="Referral to Retina Specialist",
    ),
    ".page.h-lumen{padding:.5in .7in .4in} .h-lumen{font:10.5pt/1.4 'Lato'} .h-lumen .eye{display:flex;justify-content:space-between} "
        ".h-lumen .hn{font:300 20pt 'Lato';color:#06606b} .h-lumen .ha{text-align:right} .h-lumen"
    " .tl{background:#06606b;color:#fff;padding:3px 8px;font-size:12.5pt;margin:5px 0} .h-lumen .strip td{border-right:1px solid "
        "#aaa;padding:0 7px;font-size:9.5pt;vertical-align:top} .h-lumen"
    " .rl{border-bottom:1px solid #06606b;font-size:9.5pt} .h-lumen .fl{text-align:center;font-size:8.5pt} .h-lumen "
        "h3{color:#06606b;font-size:11pt}",
    lumen_first,
    lumen_later,
    lumen_foot,
    "shouted",
    "loose_dash",
    sex_words=("female", "male"),
    date_words={"11504-8": "Surgery", "11506-3": "Seen", "11488-4": "Seen", "59284-0": "Today", "74208-0": "Today", "57133-1": "Sent"},
    signature="finalized by {full}, {day} {time}",
    stories=(second_stories.CATARACT,),
    born_before=1965,
    bodies={
        "11504-8": outline("Diagnosis before and after=dx", "Procedure done=operation", "Eye surgeon=surgeon",
            "Anesthesia type=anesthesia", "Reason for surgery=brief", "Details=steps", "Blood lost=loss", "Afterwards=plantext"),
        "11506-3": outline("Why here=complaint", "Eye history=present", "Health history=history", "Sensitivities=allergies", "=eyes",
            "Slit lamp=exam", "Imaging=findings", "=problems", "Impression / diagnoses=dxlist", "Plan today=plan"),
        "11488-4": outline("What the patient notices=present", "General health=history", "=eyes", "Examination of the eyes=exam",
            "=problems", "My opinion=dx", "My advice=plantext", opening="Requested by {sender} on account of {complaint}."),
        "59284-0": consent_form(
            "I, {name}, have a cataract: {dx}. {doctor} has offered {op}.",
            "I understand that there is no need to decide in a hurry and that glasses may still be needed. Infection, bleeding, swelling "
                "of the cornea or retina, a lost lens fragment and loss of the eye are among the risks.",
            "The lens to be implanted was picked with me. My questions were answered by the doctor and not only by staff.",
            marks=("Patient's signature", "Surgical coordinator"), when="Date signed",
        ),
        "74208-0": face_form(
            ("About you", ("Mailing address=street", "City and zip=city", "Best phone=phone", "Email=mail", "Occupation=work",
                "Marital=married")),
            ("In an emergency", ("Call=kin", "Relation to you=relation", "Number=kinphone", "Family doctor=sender")),
            ("Vision and health plan", ("Plan name=payer", "ID number=policy", "Insured's name=kin", "Insured's date of birth=kinborn")),
        ),
        "64290-0": plan_card("BrightView Vision", "Exam copay $10 &nbsp; Frames every 24 months"),
        "57133-1": outline("Findings=exam", "=eyes", "Treatment so far=course", opening="Dear {dear}, would you kindly see {mr}, a {age} "
            "{man}, about {complaint}?", closing="Kind regards, and thank you."),
    },
)  # fmt: skip

HOUSES = [LAKEWAY, STILLWATER, CORELAB, LUMEN]
