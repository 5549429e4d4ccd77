"""The houses of the tuning half."""

from __future__ import annotations

from benchmarks.outside.heads import CODES, bare_foot, bars, dates, letterhead, pages, pairs, stacked, titles
from benchmarks.outside.model import House
from benchmarks.outside.pen import Pen


def brigid_first(pen: Pen) -> str:
    cells = [
        ("Patient", f"<b>{pen.name()}</b>"),
        ("MRN", pen.mrn()),
        ("Birthdate", pen.dob()),
        ("Sex", pen.sex()),
        *dates(pen),
        ("Acct #", pen.account()),
        ("Attending", pen.provider(form="full")),
    ]
    return letterhead(pen) + f"<h1>{pen.title}</h1>" + pairs(cells)


def brigid_later(pen: Pen) -> str:
    return f"<div class=rh><span>{pen.name()}</span><span>MRN {pen.mrn()}</span><span>{pen.title}</span></div>"


def lakeshore_first(pen: Pen) -> str:
    lines = [
        ("PATIENT NAME", pen.name()),
        ("MEDICAL RECORD #", pen.mrn()),
        ("DATE OF BIRTH", pen.dob()),
        *[(key.upper(), value) for key, value in dates(pen)],
        ("PHYSICIAN", pen.provider(form="caps")),
    ]
    if pen.rng.random() < 0.5:
        lines.insert(3, ("ACCOUNT #", pen.account()))
    pad = max(len(key) for key, _ in lines) + 2
    body = "\n".join(f"{key + ':':<{pad}}{value}" for key, value in lines)
    return (
        f"<div class=mid>{pen.house.name.upper()}<br>{pen.house.address}</div><div"
        f" class=mid><u>{pen.title.upper()}</u></div><pre>{body}</pre>"
    )


def lakeshore_later(pen: Pen) -> str:
    return f"<pre>{pen.title.upper()}\n{pen.name()}\n#{pen.mrn()}\nPAGE <i class=pg></i></pre>"


def lakeshore_foot(pen: Pen) -> str:
    job = pen.rng.randint(100000, 999999)
    return f"<pre>JOB {job}  D: {pen.after(0 if pen.code != '18842-5' else 1)}  T: {pen.after(2)}</pre>"


def cottonwood_first(pen: Pen) -> str:
    line = (
        f"{pen.name()} &nbsp;|&nbsp; {pen.age} y.o. &nbsp;|&nbsp; {pen.sex()} &nbsp;|&nbsp; DOB: {pen.dob()} &nbsp;|&nbsp; MRN: {pen.mrn()}"
    )
    when = " &nbsp; ".join(f"{key}: {value}" for key, value in dates(pen))
    return (
        f"<div class=bar><b>{pen.house.name}</b><span>{pen.house.phone}</span></div><div class=pl>{line}</div><h1>{pen.title}</h1><div"
        f" class=when>{when} &nbsp; Provider: {pen.provider()}</div>"
    )


def cottonwood_later(pen: Pen) -> str:
    return f"<div class=pl>{pen.name()} &nbsp;|&nbsp; DOB: {pen.dob()} &nbsp;|&nbsp; MRN: {pen.mrn()}</div>"


def cottonwood_foot(pen: Pen) -> str:
    return f"<div class=ft><span>Printed by J. Alvarado, MA on {pen.after(3)} {pen.time()}</span><span>{pages(pen)}</span></div>"


def northgate_sticker(pen: Pen) -> str:
    return (
        f"<div class=sticker><b>{pen.name('caps')}</b><br>MR# {pen.mrn()} &nbsp; {pen.sex_letter()} &nbsp; {pen.age}Y<br>DOB"
        f" {pen.dob()}<br>ACCT {pen.account()} &nbsp; ADM {pen.day(pen.visit.admit)}<br>DR"
        f" {pen.provider(form='caps')}{bars(pen.misprint or pen.patient.mrn, 24) if pen.patient.mrn[-1] in '02468' else ''}</div>"
    )


def northgate_first(pen: Pen) -> str:
    when = "".join(f"<span>{key}: <u>&nbsp;{value}&nbsp;</u></span> &nbsp; " for key, value in dates(pen))
    return (
        f"<div class=split><div><div class=hn>{pen.house.name}</div><div"
        f" class=ha>{pen.house.address}</div><h1>{pen.title}</h1>{when}</div>{northgate_sticker(pen)}</div>"
    )


def northgate_later(pen: Pen) -> str:
    return f"<div class=split><div><b>{pen.title}</b> (continued)</div>{northgate_sticker(pen)}</div>"


def northgate_foot(pen: Pen) -> str:
    return (
        f"<div class=ft><span>Form {sum(map(ord, pen.code)) % 900 + 100}-{len(pen.title)} (Rev. 6/14)</span><span>CHART"
        f" COPY</span><span>{pages(pen)}</span></div>"
    )


def tricounty_first(pen: Pen) -> str:
    left = [("Patient", pen.name()), ("DOB", pen.dob()), ("Sex", pen.sex()), ("Age", str(pen.age)), ("Patient ID", pen.mrn())]
    right = [
        ("Accession", pen.visit.accession),
        ("Ordering provider", pen.provider(form="full")),
        ("Client", "Ridge Internal Medicine"),
        *dates(pen),
    ]
    note = "<div class=ha>CLIA 36D0998877 &nbsp; CAP 1284401</div>" if pen.code in {"11502-2", "11526-1"} else ""
    return (
        f"<div class=lh><div class=hn>{pen.house.name}</div><div class=ha>{pen.house.address} &nbsp;"
        f" {pen.house.phone}</div>{note}</div><div class=cols>{pairs(left, 1)}{pairs(right, 1)}</div><h1>{pen.title}</h1>"
    )


def tricounty_later(pen: Pen) -> str:
    return (
        f"<div class=rh><span>Patient: {pen.name()}</span><span>DOB: {pen.dob()}</span><span>Accession: {pen.visit.accession}</span></div>"
    )


def granite_first(pen: Pen) -> str:
    kin = pen.visit.relative
    cells = [("Patient name", pen.name()), ("Med Rec No", pen.mrn()), ("Date of birth", pen.dob()), ("Gender", pen.sex())]
    cells += [*dates(pen), ("Parent / guardian", kin.name), ("Parent phone", kin.phone), ("Provider", pen.provider(form="full"))]
    return (
        f"<div class=logo><span class=circle>GS</span><div><div class=hn>{pen.house.name}</div><div"
        f" class=ha>{pen.house.address}</div></div></div><h1>{pen.title}</h1>{stacked(cells)}"
    )


def granite_later(pen: Pen) -> str:
    return f"<div class=rh><span>{pen.house.name}</span><span>{pen.name()} &nbsp; {pen.mrn()} &nbsp; {pen.dob()}</span></div>"


def pineridge_first(pen: Pen) -> str:
    head = (
        f"<div class=lh><div class=hn>{pen.house.name}</div><div class=ha>{pen.house.address}<br>Telephone {pen.house.phone} &nbsp; Fax"
        " (814) 555-0190</div></div>"
    )
    if pen.code in {CODES["ref"], CODES["con"]}:
        to = (
            f"<p>{pen.service()}</p><p>{pen.provider(pen.visit.referring)}<br>{pen.visit.referring.specialty} Associates<br>88 Medical"
            " Plaza, Suite 4<br>Dunmore, PA 18512</p>"
        )
        about = f"<div class=re><b>RE:</b> {pen.name()}<br>DOB: {pen.dob()}<br>Chart no.: {pen.mrn()}</div>"
        return f"{head}{to}{about}" + (f"<p class=subject>{pen.title}</p>" if pen.code == CODES["con"] or pen.rng.random() < 0.6 else "")
    cells = [
        ("Name", pen.name()),
        ("Date of Birth", pen.dob()),
        ("Chart no.", pen.mrn()),
        *dates(pen),
        ("Physician", pen.provider(form="full")),
    ]
    return f"{head}<h1>{pen.title}</h1>{pairs(cells, 1)}"


def pineridge_later(pen: Pen) -> str:
    return f"<p>{pen.name()}<br>{pen.service()}<br>Page <i class=pg></i></p>"


def empty(_pen: Pen) -> str:
    return ""


HOUSES = (
    House(
        "brigid",
        "tuning",
        "St. Brigid Regional Medical Center",
        "4100 Abbey Road, Bellweather, OH 44805",
        "(419) 555-0100",
        "eight",
        tuple(CODES[short] for short in ("ds", "hp", "con", "prog", "op", "ord", "ekg", "roi")),
        titles(
            ds="Discharge Summary",
            hp="History &amp; Physical|History and Physical Examination",
            con="Consultation Report|Cardiology Consultation",
            prog="Progress Note|Daily Progress Note",
            op="Operative Report",
            ord="Physician's Orders",
            ekg="12-Lead Electrocardiogram",
            roi="Authorization for Release of Health Information",
        ),
        ".h-brigid{font:11.5pt/1.32 'Liberation Serif'} .h-brigid .lh{text-align:center;border-bottom:3px double #222;padding-bottom:6px}"
        " .h-brigid .hn{font-size:19pt;font-variant:small-caps} .h-brigid h1{font-size:14pt;text-align:center;text-transform:uppercase}"
        " .h-brigid h3{font-size:11.5pt;text-decoration:underline} .h-brigid .pairs{border:1px solid #333}",
        brigid_first,
        brigid_later,
        bare_foot,
        "caps",
        "slash",
        "pairs",
        sex_words=("Female", "Male"),
    ),
    House(
        "lakeshore",
        "tuning",
        "Lakeshore Community Hospital",
        "77 Harbor Street, Eastlake, WA 98102",
        "(360) 555-0122",
        "six",
        tuple(CODES[short] for short in ("ds", "hp", "con", "op", "path", "rad", "ed")),
        titles(
            ds="Discharge Summary",
            hp="History and Physical",
            con="Consultation",
            op="Report of Operation|Operative Note",
            path="Surgical Pathology Report|Tissue Report",
            rad="Radiology Report|Diagnostic Imaging Report",
            ed="Emergency Department Report|Emergency Room Note",
        ),
        ".h-lakeshore{font:11pt/1.3 'Courier Prime'} .h-lakeshore pre{font:inherit;margin:8px 0} .h-lakeshore"
        " .mid{text-align:center;margin-bottom:10px} .h-lakeshore .in{text-transform:uppercase;font-weight:normal}",
        lakeshore_first,
        lakeshore_later,
        lakeshore_foot,
        "caps",
        "slash",
        inline=True,
        date_words={
            "18842-5": "Date of Admission|Date of Discharge",
            "34117-2": "Admit Date",
            "11504-8": "Date of Surgery",
            "18748-4": "Date of Exam",
            "34111-5": "Date of Service",
        },
        signature="____________________________|{caps}|",
    ),
    House(
        "cottonwood",
        "tuning",
        "Cottonwood Family Practice",
        "210 N Main St, Lamar, CO 81052",
        "(719) 555-0166",
        "letter",
        tuple(CODES[short] for short in ("prog", "ref", "med", "lab", "face", "cst", "roi")),
        titles(
            prog="Office Visit|Progress Notes|Clinic Note",
            ref="Referral|Referral to Specialist",
            med="Medication List|Current Medications",
            lab="Lab Results|Laboratory Results",
            face="Patient Demographics|Registration Summary",
            cst="Consent for Treatment / Procedure|Informed Consent",
            roi="Authorization to Disclose Protected Health Information",
        ),
        ".h-cottonwood{font:10pt/1.4 'Open Sans'} .h-cottonwood .bar{background:#285a84;color:#fff;padding:6px"
        " 10px;display:flex;justify-content:space-between} .h-cottonwood .pl{background:#e8eef4;padding:5px 10px;font-weight:600}"
        " .h-cottonwood h1{font-size:15pt;margin:10px 0 2px;color:#285a84} .h-cottonwood h3{font-size:11pt;color:#285a84;border-bottom:1px"
        " solid #bbb} .h-cottonwood .when{color:#333;margin-bottom:8px}",
        cottonwood_first,
        cottonwood_later,
        cottonwood_foot,
        "plain",
        "loose",
        sex_words=("female", "male"),
        date_words={"11506-3": "Encounter date", "57133-1": "Referral date"},
    ),
    House(
        "northgate",
        "tuning",
        "Mercy-Northgate Health",
        "1 Northgate Plaza, Glenwood, MN 56334",
        "(320) 555-0144",
        "nine",
        tuple(CODES[short] for short in ("rn", "ord", "cst", "med", "ed", "prog", "ds", "ekg")),
        titles(
            rn="Nursing Flowsheet|24-Hour Nursing Record|Nursing Notes",
            ord="Physician Orders|Doctor's Order Sheet",
            cst="Consent to Operation, Anesthetics and Other Procedures",
            med="Medication Administration Record",
            ed="Emergency Department Physician Record",
            prog="Progress Record|Physician Progress Notes",
            ds="Summary of Hospital Discharge|Discharge Summary",
            ekg="Electrocardiogram",
        ),
        ".h-northgate{font:10.5pt/1.35 'Liberation Sans'} .h-northgate"
        " .split{display:flex;justify-content:space-between;align-items:flex-start;border-bottom:2px solid #000;padding-bottom:6px}"
        " .h-northgate .sticker{border:1px solid #888;border-radius:6px;padding:5px 8px;font:8.5pt/1.25 'Liberation Sans"
        " Narrow';width:2.9in;flex:none} .h-northgate .hn{font-size:14pt;font-weight:bold} .h-northgate h1{font-size:12.5pt;margin:6px 0}"
        " .h-northgate h3{background:#ddd;padding:2px 6px;font-size:10.5pt}",
        northgate_first,
        northgate_later,
        northgate_foot,
        "caps",
        "short",
        "threes",
        signature="{full} &nbsp; {day} {time}".replace("&nbsp;", " "),
    ),
    House(
        "tricounty",
        "tuning",
        "Tri-County Reference Laboratories",
        "900 Industrial Pkwy, Ironton, MO 63650",
        "1-800-555-0177",
        "six",
        tuple(CODES[short] for short in ("lab", "path", "face", "ins")),
        titles(
            lab="Laboratory Report|Final Laboratory Report|Clinical Laboratory Results",
            path="Surgical Pathology|Anatomic Pathology Report",
            face="Patient Registration|Registration Form",
            ins="Insurance Card Copy|Insurance Information",
        ),
        ".h-tricounty{font:9.5pt/1.35 'Roboto'} .h-tricounty"
        " .lh{display:flex;justify-content:space-between;align-items:flex-end;border-bottom:4px solid #777} .h-tricounty"
        " .hn{font-size:15pt;font-weight:700} .h-tricounty .cols{display:flex;gap:30px;border-bottom:1px solid #777} .h-tricounty"
        " h1{font-size:12pt;text-align:center} .h-tricounty .k{color:#444}",
        tricounty_first,
        tricounty_later,
        bare_foot,
        "caps",
        "slash",
        date_words={"11502-2": "Date collected|Date received|Date reported"},
        signature="Reported by {full}  {day} {time}",
    ),
    House(
        "granite",
        "tuning",
        "Granite State Children's Hospital",
        "15 Quarry Lane, Kenmore, NY 14217",
        "(716) 555-0133",
        "eight",
        tuple(CODES[short] for short in ("ed", "rn", "face", "ins", "hp", "rad", "prog")),
        titles(
            ed="Emergency Department Note|ED Provider Note",
            rn="Nursing Assessment|Nurse's Notes",
            face="Face Sheet|Admission Face Sheet",
            ins="Coverage Information|Health Insurance Card",
            hp="Admission History and Physical|Pediatric H&amp;P",
            rad="Imaging Report|Ultrasound / X-Ray Report",
            prog="Clinic Progress Note|Subjective, Objective, Assessment and Plan (SOAP) Note",
        ),
        ".h-granite{font:10.5pt/1.38 'Lato'} .h-granite .logo{display:flex;gap:14px;align-items:center} .h-granite .circle{border:3px solid"
        " #2a7;border-radius:50%;padding:12px 9px;font-weight:900;color:#2a7} .h-granite .hn{font-size:16pt;font-weight:900} .h-granite"
        " h1{font-size:14pt;border-top:2px solid #2a7;padding-top:6px} .h-granite h3{font-size:11pt;font-weight:900}",
        granite_first,
        granite_later,
        bare_foot,
        "comma",
        "dash",
        "plain",
        sex_words=("Female", "Male"),
    ),
    House(
        "pineridge",
        "tuning",
        "Pine Ridge Orthopaedic Associates, P.C.",
        "3300 Ridgecrest Blvd, Dunmore, PA 18512",
        "(814) 555-0188",
        "six",
        tuple(CODES[short] for short in ("ref", "con", "op", "rad", "prog", "cst")),
        titles(
            ref="Letter of Referral|Referral",
            con="Consultation|Orthopaedic Consultation",
            op="Operative Note",
            rad="X-Ray Report",
            prog="Follow-up Visit|Office Note",
            cst="Consent for Surgery",
        ),
        ".h-pineridge{font:11.5pt/1.42 'DejaVu Serif Condensed','DejaVu Serif';font-size:10.5pt} .h-pineridge .lh{border-bottom:1px solid"
        " #373} .h-pineridge .hn{font-size:15pt;color:#252} .h-pineridge .re{margin:10px 0 10px 40px} .h-pineridge h1{font-size:13pt}"
        " .h-pineridge .subject{font-weight:bold;text-decoration:underline}",
        pineridge_first,
        pineridge_later,
        empty,
        "plain",
        "long",
        inline=True,
        signature="|{full}|Dictated but not read",
    ),
)
