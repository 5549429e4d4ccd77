"""The houses of the held-out half."""

from __future__ import annotations

from benchmarks.outside.heads import CODES, bare_foot, bars, dates, letterhead, pages, pairs, stacked, titles
from benchmarks.outside.model import House
from benchmarks.outside.pen import Pen


def vista_first(pen: Pen) -> str:
    when = pen.day(pen.visit.service, "vista")
    lines = [
        f" LOCAL TITLE: {pen.title.upper()}",
        f"DATE OF NOTE: {when}@{pen.time()}     ENTRY DATE: {when}@{pen.time()}",
        f"      AUTHOR: {pen.provider(form='caps')}     EXP COSIGNER:",
        "     URGENCY:                            STATUS: COMPLETED",
    ]
    if pen.code == CODES["ds"]:
        lines.insert(1, f"   ADMITTED: {pen.day(pen.visit.admit, 'vista')}   DISCHARGED: {pen.day(pen.visit.discharge, 'vista')}")
    return "<pre>" + "\n".join(lines) + "\n\n</pre>"


def vista_foot(pen: Pen) -> str:
    return (
        "<div class=sf><div><small>PATIENT NAME AND ADDRESS (Mechanical imprinting, if"
        f" available)</small><br>{pen.name('vista')}<br>{pen.patient.street.upper()}<br>{pen.patient.city.upper()}</div>"
        f"<div>{pen.house.name.upper()}<br>ID: {pen.mrn()} &nbsp; DOB: {pen.dob()}<br>Printed {pen.after(5)} {pages(pen)}</div></div>"
    )


def anne_first(pen: Pen) -> str:
    cells = [
        ("PATIENT NAME", pen.name()),
        ("UNIT NUMBER", pen.mrn()),
        ("BIRTH DATE", pen.dob()),
        ("SEX", pen.sex()),
        ("VISIT NO.", pen.encounter()),
        *[(key.upper(), value) for key, value in dates(pen)],
        ("ATTENDING", pen.provider(form="full")),
        ("LOCATION", f"{pen.visit.unit} {pen.visit.bed}"),
    ]
    return f"<div class=top><div class=hn>{pen.house.name}</div><h1>{pen.title}</h1></div>{stacked(cells)}"


def anne_later(pen: Pen) -> str:
    return stacked([("PATIENT NAME", pen.name()), ("UNIT NUMBER", pen.mrn()), ("BIRTH DATE", pen.dob()), ("DOCUMENT", pen.title)])


def sun_first(pen: Pen) -> str:
    left = [("Patient Name", pen.name()), ("DOB", pen.dob()), ("MRN", pen.mrn()), ("Gender", pen.sex())]
    right = [*dates(pen), ("Referring Physician", pen.provider(pen.visit.referring)), ("Accession #", pen.visit.accession)]
    return (
        f"<div class=lh><div class=sunmark>&#9728;</div><div><div class=hn>{pen.house.name}</div><div class=ha>{pen.house.address} | P"
        f" {pen.house.phone} | F (602) 555-0111</div></div></div><div"
        f" class=cols>{pairs(left, 1)}{pairs(right, 1)}</div><h1>{pen.title}</h1>"
    )


def sun_later(pen: Pen) -> str:
    return f"<div class=rh><span>{pen.name()} (DOB {pen.dob()})</span><span>{pen.title}</span></div>"


def bayou_plate(pen: Pen) -> str:
    return (
        f"<pre class=plate>{pen.mrn():<14}{pen.sex_letter()} "
        f" {pen.dob('short')}\n{pen.name('caps')}\n{pen.patient.street.upper()}\n{pen.visit.account} "
        f" {pen.day(pen.visit.admit, 'short')}\n{pen.provider(form='caps')}</pre>"
    )


def bayou_first(pen: Pen) -> str:
    when = "".join(f"<div>{key}: {value}</div>" for key, value in dates(pen))
    return (
        f"<div class=split><div><div class=hn>{pen.house.name}</div><div"
        f" class=ha>{pen.house.address}</div><h1>{pen.title}</h1>{when}</div>{bayou_plate(pen)}</div>"
    )


def bayou_later(pen: Pen) -> str:
    return f"<div class=split><div><b>{pen.title}</b></div>{bayou_plate(pen)}</div>"


def summit_first(pen: Pen) -> str:
    line = (
        f"<div class=line>Patient name <u>&nbsp;&nbsp;{pen.name()}&nbsp;&nbsp;</u> D.O.B."
        f" <u>&nbsp;&nbsp;{pen.dob()}&nbsp;&nbsp;</u></div><div class=line>Record # <u>&nbsp;&nbsp;{pen.mrn()}&nbsp;&nbsp;</u> Age"
        f" <u>&nbsp;{pen.age}&nbsp;</u> Sex <u>&nbsp;{pen.sex()}&nbsp;</u>"
    )
    when = "".join(f" {key} <u>&nbsp;&nbsp;{value}&nbsp;&nbsp;</u>" for key, value in dates(pen))
    return (
        f"{letterhead(pen)}<h1>{pen.title}</h1>{line}{when}</div><div class=line>Surgeon / physician"
        f" <u>&nbsp;&nbsp;{pen.provider(form='doctor')}&nbsp;&nbsp;</u></div>"
    )


def summit_later(pen: Pen) -> str:
    return (
        f"<div class=line>Patient name <u>&nbsp;&nbsp;{pen.name()}&nbsp;&nbsp;</u> Record #"
        f" <u>&nbsp;&nbsp;{pen.mrn()}&nbsp;&nbsp;</u></div>"
    )


def mesa_first(pen: Pen) -> str:
    when = " ".join(f"{key}: {value}" for key, value in dates(pen))
    return (
        f"<div class=mesa><div><b>{pen.house.name}</b><br><small>{pen.house.address}</small></div><div"
        f" class=who><b>{pen.name()}</b><br>MRN: {pen.mrn()}, DOB: {pen.dob()}, Sex: {pen.sex_letter()}<br>Acct #:"
        f" {pen.account()}<br>{when}</div></div><h1>{pen.title}</h1><div class=by>{pen.provider()} ({pen.visit.attending.specialty})</div>"
    )


def mesa_later(pen: Pen) -> str:
    return (
        f"<div class=mesa><div><b>{pen.title} (continued)</b></div><div class=who><b>{pen.name()}</b><br>MRN: {pen.mrn()}, DOB:"
        f" {pen.dob()}, Sex: {pen.sex_letter()}</div></div>"
    )


def mesa_foot(pen: Pen) -> str:
    return f"<div class=ft><span>Generated on {pen.after(2)} {pen.time()}</span><span>{pages(pen)}</span></div>"


def colony_first(pen: Pen) -> str:
    head = (
        f"<div class=lh><div class=hn>{pen.house.name}</div><div class=ha>Board certified in cardiovascular disease</div><div"
        f" class=ha>{pen.house.address} &nbsp; {pen.house.phone}</div></div>"
    )
    if pen.code in {CODES["ref"], CODES["con"]}:
        about = (
            f"<p>{pen.service()}</p><p>{pen.provider(pen.visit.referring)}<br>{pen.house.address.split(',')[0]}, 2nd floor</p><p"
            f" class=re>Re: &nbsp;<b>{pen.name()}</b> &nbsp; Date of birth: {pen.dob()} &nbsp; MR No: {pen.mrn()}</p>"
        )
        return f"{head}{about}<h1>{pen.title}</h1>"
    top = bars(pen.misprint or pen.patient.mrn, 26) if pen.code == CODES["ekg"] else ""
    cells = [
        ("NAME", pen.name()),
        ("ID", pen.mrn()),
        ("D.O.B.", pen.dob()),
        ("SEX", pen.sex()),
        *[(key.upper(), value) for key, value in dates(pen)],
    ]
    return f"{head}{top}<h1>{pen.title}</h1>{pairs(cells, 2, '')}"


def colony_later(pen: Pen) -> str:
    return f"<p class=rh><span>Re: {pen.name()}</span><span>{pen.service()}</span><span>{pages(pen)}</span></p>"


def empty(_pen: Pen) -> str:
    return ""


HOUSES = (
    House(
        "vista",
        "held_out",
        "Harborview Veterans Clinic",
        "600 Liberty Way, Fairhope, AL 36532",
        "(251) 555-0102",
        "nine",
        tuple(CODES[short] for short in ("prog", "con", "rn", "hp", "ds", "ed")),
        titles(
            prog="Primary Care Progress Note|Progress Note",
            con="Consult Report|Cardiology Consult",
            rn="Nursing Note|Nursing Inpatient Assessment",
            hp="History and Physical|Admission History &amp; Physical",
            ds="Discharge Summary",
            ed="Emergency Dept Note",
        ),
        ".h-vista{font:10.5pt/1.25 'Liberation Mono'} .h-vista pre{font:inherit;margin:0} .h-vista .sf{display:flex;border:1.5px solid"
        " #000;font-size:9.5pt} .h-vista .sf div{flex:1;padding:4px;border-left:1px solid #000} .h-vista"
        " .in{text-transform:uppercase;font-weight:normal}",
        vista_first,
        empty,
        vista_foot,
        "vista",
        "slash",
        "plain",
        inline=True,
        signature="/es/ {caps}|{full}|Signed: {day} {time}",
    ),
    House(
        "queenanne",
        "held_out",
        "Queen Anne University Hospital",
        "2200 College Ave, Eastlake, WA 98102",
        "(206) 555-0170",
        "letter",
        tuple(CODES[short] for short in ("ds", "op", "path", "lab", "ed", "face", "rad", "con")),
        titles(
            ds="Hospital Discharge Summary|Discharge Summary",
            op="Operative Report|Procedure Note",
            path="Pathology Report",
            lab="Cumulative Laboratory Report|Laboratory Report",
            ed="Emergency Medicine Note",
            face="Registration Face Sheet|Patient Demographic Sheet",
            rad="Radiology Consultation - Final|Final Radiology Report",
            con="Inpatient Consultation",
        ),
        ".h-queenanne{font:10pt/1.4 'Roboto Condensed'} .h-queenanne .top{display:flex;justify-content:space-between;align-items:center}"
        " .h-queenanne .hn{font-size:13pt;font-weight:700;color:#402060} .h-queenanne h1{font-size:14pt} .h-queenanne"
        " h3{font-size:11pt;text-transform:uppercase;letter-spacing:1px}",
        anne_first,
        anne_later,
        bare_foot,
        "comma",
        "dashcaps",
        sex_words=("Female", "Male"),
        date_words={"11504-8": "Procedure Date", "34111-5": "Arrival Date", "18842-5": "Admitted|Discharged"},
    ),
    House(
        "desertsun",
        "held_out",
        "Desert Sun Imaging &amp; Diagnostics",
        "5050 Saguaro Way, Mesa, AZ 85201",
        "(602) 555-0110",
        "six",
        tuple(CODES[short] for short in ("rad", "ref", "ekg", "ins", "cst", "roi")),
        titles(
            rad="MRI / CT / X-Ray Report|Imaging Report|Radiology Report",
            ref="Referral Letter|Patient Referral",
            ekg="Resting ECG Report|EKG Interpretation",
            ins="Insurance Card|Insurance Verification",
            cst="Informed Consent for Procedure",
            roi="Medical Records Release Authorization",
        ),
        ".h-desertsun{font:11pt/1.4 'Carlito'} .h-desertsun .lh{display:flex;gap:12px;border-bottom:2px solid #c60} .h-desertsun"
        " .sunmark{font-size:34pt;color:#c60;line-height:1} .h-desertsun .hn{font-size:17pt} .h-desertsun .cols{display:flex;gap:40px}"
        " .h-desertsun h1{font-size:13.5pt;background:#f3e6d8;padding:3px 8px}",
        sun_first,
        sun_later,
        bare_foot,
        "reversed",
        "loose",
        "plain",
        sex_words=("F", "M"),
        date_words={"18748-4": "Date of Exam", "57133-1": "Date Referred", "11524-6": "Recorded"},
    ),
    House(
        "bayou",
        "held_out",
        "Bayou Teche General Hospital",
        "12 Levee Rd, Hartsville, SC 29550",
        "(337) 555-0158",
        "eight",
        tuple(CODES[short] for short in ("hp", "ord", "rn", "med", "cst", "prog", "lab", "op")),
        titles(
            hp="History and Physical Record",
            ord="Doctor's Orders|Physicians Order Form",
            rn="Nurses Notes|Nursing Record",
            med="Medication Record|Medication Administration Record",
            cst="Consent for Operation",
            prog="Progress Notes",
            lab="Laboratory Report Summary",
            op="Operative Record",
        ),
        ".h-bayou{font:11pt/1.35 'Liberation Serif'} .h-bayou .split{display:flex;justify-content:space-between;border-bottom:1px solid"
        " #000;padding-bottom:6px} .h-bayou .plate{font:10pt/1.2 'Inconsolata';border:1px dashed"
        " #999;padding:6px;margin:0;width:3in;flex:none} .h-bayou .hn{font-size:14pt;font-weight:bold} .h-bayou"
        " h1{font-size:13pt;text-transform:uppercase}",
        bayou_first,
        bayou_later,
        bare_foot,
        "caps",
        "short",
        "pairs",
        signature="{full}  {day}",
    ),
    House(
        "summit",
        "held_out",
        "Summit Surgical Pavilion",
        "8 Alpine Ct, Ashford, CT 06278",
        "(860) 555-0129",
        "nine",
        tuple(CODES[short] for short in ("op", "cst", "rn", "face", "ord", "hp")),
        titles(
            op="Operative Report|Operation Record",
            cst="Consent to Surgery and Anesthesia|Surgical Consent",
            rn="Perioperative Nursing Record|Post-Anesthesia Nursing Notes",
            face="Patient Registration Form",
            ord="Post-Operative Orders|Physician Orders",
            hp="Pre-operative History and Physical",
        ),
        ".h-summit{font:10.5pt/1.4 'Liberation Sans'} .h-summit .lh{text-align:right} .h-summit"
        " .hn{font-size:16pt;letter-spacing:3px;text-transform:uppercase} .h-summit h1{font-size:13pt;text-align:center;border:1.5px solid"
        " #000;padding:3px} .h-summit .line{margin:7px 0} .h-summit .line u{font-weight:bold}",
        summit_first,
        summit_later,
        bare_foot,
        "plain",
        "hyphen",
        "threes",
        running="full",
        date_words={"11504-8": "Date of Procedure", "59284-0": "Date of Surgery"},
        signature="{full}  {day}  {time}",
    ),
    House(
        "bluemesa",
        "held_out",
        "Blue Mesa Health System",
        "7100 Rio Vista Dr, Lamar, CO 81052",
        "(970) 555-0183",
        "letter",
        tuple(CODES[short] for short in ("face", "med", "lab", "prog", "ed", "ds", "roi")),
        titles(
            face="Demographics|Patient Face Sheet",
            med="Medication Summary|Outpatient Medication List",
            lab="Results Review - Laboratory|Lab Results",
            prog="Progress Notes",
            ed="ED Provider Notes",
            ds="Discharge Summary",
            roi="Authorization for Use or Disclosure of Health Information",
        ),
        ".h-bluemesa{font:10.5pt/1.4 'Carlito'} .h-bluemesa .mesa{display:flex;justify-content:space-between;border-bottom:1px solid #000}"
        " .h-bluemesa .who{text-align:right} .h-bluemesa h1{font-size:13pt;margin:8px 0 2px} .h-bluemesa h3{font-size:11pt} .h-bluemesa"
        " .by{color:#444}",
        mesa_first,
        mesa_later,
        mesa_foot,
        "comma",
        "loose",
        date_words={"18842-5": "Adm|D/C", "11506-3": "Visit date", "34111-5": "Date of service"},
    ),
    House(
        "colony",
        "held_out",
        "Old Colony Cardiology Group",
        "41 Mill Pond Rd, Ashford, CT 06278",
        "(860) 555-0151",
        "eight",
        tuple(CODES[short] for short in ("ekg", "con", "ref", "prog", "rad", "lab", "ins")),
        titles(
            ekg="Electrocardiogram Report|ECG",
            con="Cardiology Consultation|Consultation",
            ref="Referral",
            prog="Office Visit|Follow-up Note",
            rad="Chest X-Ray Report|Radiology Report",
            lab="Laboratory Results",
            ins="Insurance Card - Front and Back",
        ),
        ".h-colony{font:11.5pt/1.4 'Caladea'} .h-colony .lh{text-align:center} .h-colony .hn{font-size:18pt;font-style:italic} .h-colony"
        " h1{font-size:13pt;text-align:center} .h-colony .re{padding-left:30px}",
        colony_first,
        colony_later,
        empty,
        "plain",
        "long",
        sex_words=("Female", "Male"),
        date_words={"11502-2": "Collected|Reported"},
        signature="{full}, FACC|Dictated {day}",
    ),
)
