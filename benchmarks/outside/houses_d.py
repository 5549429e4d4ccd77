"""The houses of the second set's held-out half: home health, oral surgery, a large hospital, an orthopaedic practice."""

from __future__ import annotations

from html import escape

from benchmarks.outside import grown, houses_d2, second_stories
from benchmarks.outside.heads import own_dates, titles
from benchmarks.outside.measured import box
from benchmarks.outside.model import House
from benchmarks.outside.outline import outline
from benchmarks.outside.pen import Pen
from benchmarks.outside.second_forms import consent_form, face_form, given_sheet, order_sheet, plan_card, profile_sheet
from benchmarks.outside.second_tables import nurse_form, twelve_leads


def plain_block(title: str, text: str) -> list[str]:
    return [f"<p><b>{title}.</b> {text}</p>"]


def ruled(title: str, text: str) -> list[str]:
    return [f"<div class=sec><span>{title}</span>{text}</div>"]


def upper(title: str, text: str) -> list[str]:
    return [f"<p>{title.upper()}:&nbsp; {text}</p>"]


def oakhill_first(pen: Pen) -> str:
    one, woman = pen.patient, pen.woman
    pen.note("name", f"{one.family}|{one.given}")
    pen.note("sex", one.sex)
    extra = "".join(f"<td><i>{key}</i><br>{value}</td>" for key, value in own_dates(pen))
    return (
        f"<div class=ag><span>{pen.house.name}</span><span>{pen.house.phone}</span></div><div class=tt>{pen.title}</div>"
        f"<table class=oas><tr><td colspan=4><i>(M0040) Patient "
        f"Name</i></td></tr><tr><td><i>First</i><br>{escape(one.given, quote=False)}</td><td><i>M "
        f"I</i><br>{one.middle[:1] or '&nbsp;'}</td>"
        f"<td><i>Last</i><br>{escape(one.family, quote=False)}</td><td><i>Suffix</i><br>{one.suffix or '&nbsp;'}</td></tr></table>"
        f"<table class=oas><tr><td><i>(M0020) Patient ID Number</i><br>{pen.mrn()}</td><td><i>(M0066) Birth Date</i><br>{pen.dob()}</td>"
        f"<td><i>(M0069) Gender</i><br>{box(not woman)} 1 - Male {box(woman)} 2 - Female</td><td><i>(M0030) Start of "
        f"Care</i><br>{pen.day(pen.visit.admit)}</td>{extra}"
        f"<td><i>Certifying physician</i><br>{pen.provider(form='last')}</td></tr></table>"
    )


def oakhill_later(pen: Pen) -> str:
    return f"<div class=og>{pen.title} &nbsp; | &nbsp; {pen.name()} &nbsp; | &nbsp; Patient ID Number {pen.mrn()}</div>"


def oakhill_foot(pen: Pen) -> str:
    return (
        f"<div class=ft><span>CMS Cert. No. 45-{pen.rng.randint(1000, 9999)}</span><span>{pen.house.address}</span>"
        "<span><i class=pg></i> of <i class=np></i> pages</span></div>"
    )


OAKHILL = House(
    "oakhill",
    "second_held_out",
    "Oak Hill Home Health and Hospice",
    "19 Dogtrot Lane, Tyler, TX 75701",
    "(903) 555-0155",
    "five",
    tuple(titles(rn="", ord="", med="", cst="", face="", ref="", ds="")),
    titles(
        rn="Skilled Nurse Visit Note|Hospice Nursing Visit Note",
        ord="Home Health Plan of Care / Physician Orders|Physician Verbal Order",
        med="Home Medication Profile|Drug Regimen Review - Medication List",
        cst="Hospice Election and Informed Consent",
        face="Client Intake &amp; Demographics",
        ref="Referral for Home Care|Home Health Referral / Face-to-Face",
        ds="Agency Discharge Summary",
    ),
    ".page.h-oakhill{padding:.5in .4in .4in} .h-oakhill{font:10pt/1.35 'DejaVu Sans Condensed'} .h-oakhill "
        ".ag{display:flex;justify-content:space-between;font-weight:bold} .h-oakhill .tt{border:2px solid #000;text-align:center;font:bold"
    " 12pt 'DejaVu Sans Condensed';padding:3px;margin:4px 0} .h-oakhill .oas td{border:1px solid #000;padding:1px "
        "5px;font-size:9.5pt;vertical-align:top} .h-oakhill .oas i{font-size:7.5pt} .h-oakhill"
    " .og{border:1px solid #000;padding:2px 6px;font-size:9pt} .h-oakhill h3{background:#d9d9d9;font-size:10pt;padding:1px 5px} "
        ".h-oakhill .sec{border-left:4px solid #bbb;padding-left:8px;margin:5px 0} .h-oakhill"
    " .sec span{display:block;font-weight:bold}",
    oakhill_first,
    oakhill_later,
    oakhill_foot,
    "bare_comma",
    "month_dash",
    date_words={"18842-5": "Admit dt|DC dt", "46209-3": "Order date", "56445-0": "Checked", "57133-1": "F2F date",
        "74208-0": "Intake done"},
    signature="Clinician signature/title: {full}|Date: {day}",
    block=ruled,
    stories=(second_stories.LUNGS, second_stories.HIP, grown.HEART, grown.STROKE),
    born_before=1962,
    bodies={
        "34746-8": nurse_form(
            ("Homebound status", (("Leaves home", ("never", "with help", "alone")), ("(M1860) Ambulation", ("0 - independent",
                "1 - one-handed device", "2 - two-handed device", "4 - chairfast")))),
            ("Body systems", (("(M1400) Dyspneic", ("0 - not", "1 - over 20 feet", "2 - moderate exertion", "4 - at rest")),
                ("(M1242) Pain interferes", ("0 - none", "2 - not daily", "3 - daily")), ("Edema", ("none", "1+ pedal", "2+ pedal")))),
            ("Teaching", (("Topic", ("oxygen safety", "weights", "wound care")), ("Learner", ("patient", "caregiver", "both")))),
            log="Narrative of visit", heads=("At", "Narrative", "Initials"), visit="(M0090) Visit date",
        ),
        "46209-3": order_sheet(
            ("#", "Order / goal", "Discipline"),
            ("SN 2w4, 1w5 and 3 PRN for dyspnea", "PT evaluate and treat, 2w6", "OT evaluate", "HHA 2w9 for bathing",
                "Oxygen 2 L/min by cannula", "Foley change monthly", "Notify MD of weight gain over 3 lb in a day",
                "Wound: cleanse with saline, foam dressing every 3 days", "MSW one visit", "Draw CBC and BMP on Mondays",
                "Comfort kit in the home"),
            "Verbal order taken by nurse, read back to {other}. Caregiver: {relname} ({rel}) {relphone}.", numbered=True, last=("SN",
                "SN", "PT", "HHA", "MD"),
        ),
        "56445-0": profile_sheet(("Drug / dose / route / frequency", "Begun", "Prescriber", "N, C, U"),
            "Interactions checked. Caregiver {relname} fills the box weekly. Recheck by {soon}."),
        "59284-0": consent_form(
            "I, {name}, choose hospice care from {house} under Medicare, beginning {day}, and name {doctor} as my attending physician.",
            "I understand that hospice care eases symptoms and does not aim to cure {dx}. I give up other Medicare payment for this "
                "illness while the choice stands, and I may withdraw it on any day.",
            "The 24-hour number was given to {relname}, my {rel}. My rights and the privacy notice were read to me.",
            marks=("Beneficiary or representative", "Agency representative"), when="Effective",
        ),
        "74208-0": face_form(
            ("Home", ("Street and apt=street", "City state zip=city", "Telephone=phone", "Directions / pets=blank", "Speaks=tongue",
                "Advance directive=code")),
            ("Caregiver", ("Primary caregiver=kin", "Tie=relation", "Day and night phone=kinphone", "Caregiver born=kinborn")),
            ("Payment and physicians", ("(M0150) Payment=payer", "(M0063) Medicare no.=policy", "Referring doctor=sender",
                "Pharmacy=drugstore", "Primary diagnosis=dx", "SSN=ssn")),
        ),
        "57133-1": outline("Reason services are needed=brief", "Findings that support homebound status=exam", "Diagnoses=dxlist",
            "Drugs=drugs", "Wanted=plan", opening="Encounter on {day} with {doctor}. Please open {name} to services."),
        "18842-5": outline("Reason for admission to agency=brief", "Services and progress=course", "=problems",
            "Status at discharge=exam", "=measures", "Drugs at discharge=drugrows", "Left with=plan", "Handed over to=follow"),
    },
)  # fmt: skip


def bayside_first(pen: Pen) -> str:
    letter = pen.code in {"11488-4", "57133-1"}
    top = f"<div class=scr>{pen.house.name}</div><div class=sub>{pen.house.address} &bull; {pen.house.phone}</div>"
    sex = f" &nbsp; {pen.sex()}" if pen.rng.random() < 0.6 else ""
    if letter:
        return top + (
            f"<p>{pen.service()}</p><p>{pen.provider(pen.visit.referring)}<br>Family Dentistry of Essex</p>"
            f"<p class=re>Re: {pen.title}<br>Patient: {pen.name()}{sex}<br>D/O/B: {pen.dob()}<br>Our chart: {pen.mrn()}</p>"
        )
    rows = "".join(f"<span>{key}: <b>{value}</b></span>" for key, value in own_dates(pen))
    return top + (
        f"<h1>{pen.title}</h1><div class=ids><span>Patient's name: <b>{pen.name()}</b></span><span>D/O/B: <b>{pen.dob()}</b>{sex}</span>"
        f"<span>Our chart: <b>{pen.mrn()}</b></span>{rows}<span>Surgeon: <b>{pen.provider(form='doctor')}</b></span></div>"
    )


def bayside_later(pen: Pen) -> str:
    return f"<div class=no>{pen.house.name} &nbsp; - <i class=pg></i> -</div>"


def bayside_foot(pen: Pen) -> str:
    return (
        f"<div class=sub>Member, American Association of Oral and Maxillofacial Surgeons &nbsp; Lic. MA "
        f"DN{pen.rng.randint(10000, 29999)}</div>"
    )


BAYSIDE = House(
    "bayside",
    "second_held_out",
    "Bayside Oral &amp; Maxillofacial Surgery",
    "12 Pickering Wharf, Salem, MA 01970",
    "978-555-0162",
    "seven",
    tuple(titles(op="", hp="", con="", cst="", ins="", rad="", ref="")),
    titles(
        op="Oral Surgery Operative Report|Oral Surgery Procedure Report",
        hp="Pre-Sedation History and Physical",
        con="Oral surgery consultation|Consultation Findings",
        cst="Consent for Oral Surgery and IV Sedation|Informed Consent for Removal of Teeth",
        ins="Dental Insurance Card (copy)|Dental &amp; Medical Insurance",
        rad="Cone Beam CT Imaging Report|Panoramic Radiograph Report",
        ref="Referral to physician for clearance|Referral for medical opinion",
    ),
    ".page.h-bayside{padding:.8in 1in .5in} .h-bayside{font:11.5pt/1.4 'Caladea'} .h-bayside .scr{font:italic 22pt 'Liberation "
        "Serif';text-align:center} .h-bayside .sub{text-align:center;font-size:9pt} .h-bayside h1{font:bold 13pt "
        "'Caladea';text-decoration:underline} .h-bayside"
    " .ids{display:flex;flex-wrap:wrap;gap:2px 26px;border:1px dotted #000;padding:4px 8px} .h-bayside "
        ".re{margin-left:1.2in;font-weight:bold} .h-bayside .no{text-align:center} .h-bayside h3{font-size:11.5pt;font-variant:small-caps}",
    bayside_first,
    bayside_later,
    bayside_foot,
    "undotted",
    "month_dot",
    sex_words=("(F)", "(M)"),
    date_words={"11504-8": "Date done", "34117-2": "Date seen", "59284-0": "Date signed", "18748-4": "Date taken"},
    signature="{full}|Oral and maxillofacial surgeon|{day}",
    block=plain_block,
    stories=(second_stories.MOLARS,),
    born_before=2002,
    bodies={
        "11504-8": outline("Diagnosis=dx", "Operation=operation", "Surgeon=surgeon", "Helper=assistant", "Sedation=anesthesia",
            "Need for surgery=brief", "What was done=steps", "Blood loss=loss", "Orders after surgery=plantext"),
        "34117-2": outline("Complaint=complaint", "Story of the illness=present", "Medical history=history", "Reactions=allergies",
            "Habits and home=social", "Relatives=family", "Complete review=review", "=measures", "Mouth and airway=exam", "=problems",
            "ASA class II; finding=dx", "Planned=plan", closing="{relname} ({rel}) will drive; telephone {relphone}."),
        "11488-4": outline("Trouble=present", "Health=history", "Seen in the mouth=exam", "Film=findings", "Finding=dx", "=problems",
            "Advice=plantext", opening="Dear {dear}: I saw {mr} at your request."),
        "59284-0": consent_form(
            "I, {name}, ask {doctor} to carry out: {op}.", "Risks told to me: pain, swelling, bleeding, infection, dry socket, a cracked "
                "jaw, sinus opening, injury to next teeth, and numbness of the lip, chin or tongue that may not go away.",
            "I have had nothing to eat or drink for eight hours. {relname}, my {rel}, will take me home and stay overnight.",
                "I may refuse. No promise has been made about the outcome.",
            marks=("Patient or parent", "Dental assistant"), when="Signed",
        ),
        "64290-0": plan_card("Tidewater Dental Benefit", "Preventive 100% &nbsp; Basic 80% &nbsp; Major 50%"),
        "18748-4": outline("Image=study", "Asked because of=complaint", "Older films=none", "Seen=findings", "Summary=impression"),
        "57133-1": outline("Present illness=present", "Takes now=drugs", "Finding=exam", opening="Dear {dear}: before {op} I ask you to "
            "see {mr} for medical clearance.", closing="A short answer by fax will do. With thanks,"),
    },
)  # fmt: skip


def cardinal_first(pen: Pen) -> str:
    visit = pen.visit
    day = pen.day(visit.service)
    rows = [
        ("Result type", pen.title),
        ("Result date", f"{day} {pen.time()} EDT"),
        ("Result status", "Auth (Verified)"),
        ("Performed by", f"{pen.provider()} on {day}"),
        ("Verified by", f"{pen.provider(visit.other)} on {pen.after(1)}"),
        ("Encounter info", f"{pen.encounter()}, Cardinal Ridge, Inpatient, {pen.day(visit.admit)} - {pen.day(visit.discharge)}"),
    ]
    lines = "".join(f"<tr><td>{key}:</td><td>{value}</td></tr>" for key, value in rows)
    fin = f" &nbsp; FIN: {pen.account()}" if pen.rng.random() < 0.6 else ""
    return (
        f"<div class=who>{pen.name()} - {pen.mrn()}</div><div class=dem>DOB/Age/Sex: &nbsp; {pen.dob()} &nbsp; {pen.age} years &nbsp; "
        f"{pen.sex()}{fin}</div>"
        f"<div class=fin>* Final Report *</div><table class=res>{lines}</table>"
    )


def cardinal_later(pen: Pen) -> str:
    return f"<div class=who>{pen.name()} - {pen.mrn()}</div><div class=fin>* Final Report *</div>"


def cardinal_foot(pen: Pen) -> str:
    more = "<span>(Continued)</span>" if pen.full else "<span></span>"
    return (
        f"<div class=ft><span>Printed by: Ostrander, Kay HIM<br>Printed on: {pen.after(5)} {pen.time()} EDT</span>"
        f"<span>Page: <i class=pg></i> (of <i class=np></i>)</span>{more}</div>"
    )


CARDINAL = House(
    "cardinal",
    "second_held_out",
    "Cardinal Ridge Regional Health",
    "4000 Blackburn Parkway, Roanoke, VA 24014",
    "(540) 555-0110",
    "ten",
    tuple(titles(ds="", hp="", con="", op="", rn="", ekg="", ord="", med="")),
    titles(
        ds="Discharge Summary - Hospitalist|IP Discharge Summary",
        hp="Hospitalist H&amp;P|History &amp; Physical - Inpatient",
        con="Inpatient Consult Note|Consult - Cardiology",
        op="Surgery Op Note|Procedure Note - Operative",
        rn="Shift Assessment Nursing Note|Nursing Admission Assessment",
        ekg="ECG 12 Lead|EKG Report",
        ord="Inpatient Order Summary|Admission Orders (Provider)",
        med="MAR Summary|Medication Administration Summary",
    ),
    ".page.h-cardinal{padding:.5in .5in .5in} .h-cardinal{font:10pt/1.35 'Liberation Sans'} .h-cardinal .who{font-weight:bold} "
        ".h-cardinal .fin{text-align:center;font-weight:bold;margin:5px 0} .h-cardinal .res td{padding:0 8px 0 0;vertical-align:top}"
    " .h-cardinal .res td:first-child{width:1.3in;font-weight:bold} .h-cardinal .dem,.h-cardinal .ft{font-size:9pt} .h-cardinal "
        "h3{font-size:10pt;text-decoration:underline;font-weight:normal}",
    cardinal_first,
    cardinal_later,
    cardinal_foot,
    "caps_whole",
    "day_short",
    sex_words=("Female", "Male"),
    signature="Signature Line|{full}|Electronically Verified: {day} {time}",
    numbers=lambda rng: (f"{rng.randint(10**11, 10**12 - 1)}", f"{rng.randint(10**8, 10**9 - 1)}"),
    stories=(),
    bodies={
        "18842-5": outline("Admitting Reason=complaint", "Brief HPI=shown", "Hospital Events=course", "=problems", "Results Review=blood",
            "Vitals &amp; Measurements=measures", "Discharge Diagnosis List=dxlist", "Discharge Rx=drugrows",
            "Post-hospital Follow Up=follow", "Patient Education=plan"),
        "34117-2": outline("Reason for Admission=complaint", "HPI Narrative=present", "Histories=history",
            "Allergies and Intolerances=allergies", "Social Hx=social", "Family Hx=family", "ROS Summary=review",
            "Vitals &amp; Measurements=measures", "Exam Findings=systems", "Labs / Diagnostics=blood", "=problems", "Assessment/Plan=dx",
            "=plan"),
        "11488-4": outline("Requesting Provider Question=complaint", "HPI Narrative=present", "Histories=history", "Inpatient Meds=drugs",
            "Vitals &amp; Measurements=measures", "Exam Findings=exam", "Diagnostic Results=blood", "=problems",
            "Consultant Impression=dx", "Consultant Plan=plan", closing="Discussed with {other}. Will follow."),
        "11504-8": outline("Pre-Op / Post-Op Dx=dx", "Procedures Performed=operation", "Primary Surgeon=surgeon", "Assist=assistant",
            "Anesthesia Type=anesthesia", "Indication for Procedure=brief", "Operative Details=steps", "EBL=loss",
            "Specimens Removed=specimen"),
        "34746-8": nurse_form(
            ("Neurological", (("Orientation", ("x4", "x3", "x1")), ("Speech", ("clear", "slurred")))),
            ("Cardiopulmonary", (("Rhythm", ("NSR", "AFib", "paced")), ("Breath sounds", ("clear", "diminished", "crackles")),
                ("O2 therapy", ("room air", "nasal cannula", "mask")))),
            ("Precautions", (("Morse score", ("0-24", "25-50", "over 51")), ("Braden", ("19-23", "15-18", "12-14")))),
            log="Interventions", heads=("Time", "Documented event", "Staff"), visit="Charted",
        ),
        "11524-6": twelve_leads("Interpreted by"),
        "46209-3": order_sheet(("Ordered", "Order Details", "Order Status"), ("Admit to Inpatient", "Cardiac Diet", "Vital Signs Q4H",
            "Telemetry Monitoring", "Up with Assistance", "CBC w/ Auto Diff AM Draw", "Basic Metabolic Panel AM Draw",
            "Sequential Compression Devices", "Resuscitation Status: Full", "Incentive Spirometry Q1H WA", "Consult to Case Management"),
            last=("Ordered", "Completed", "Ordered", "Discontinued")),
        "56445-0": given_sheet,
    },
)  # fmt: skip


def westbrook_first(pen: Pen) -> str:
    told = pen.code in {"57133-1", "11488-4", "11506-3"}
    block = f"<p class=re>RE: {pen.name()}"
    if not told or pen.rng.random() < 0.5:
        block += f"<br>Date of birth {pen.dob()}<br>Our number {pen.mrn()}"
    where = f"<br>Date of {'letter' if told else 'record'}: {pen.service()}"
    return (
        f"<div class=wb><b>{pen.house.name}</b><br>{pen.house.address}<br>{pen.house.phone}</div><p "
        f"class=wt>{pen.title}</p>{block}{where}</p>"
    )


def westbrook_later(pen: Pen) -> str:
    return f"<p class=wr>RE: {pen.name()}<br>Page <i class=pg></i></p>"


def westbrook_foot(pen: Pen) -> str:
    return f"<div class=wf>{pen.house.phone}. This letter was dictated and may contain errors of speech recognition.</div>"


WHO = "{name}, born {dob} (our number {mrn}), "
WESTBROOK = House(
    "westbrook",
    "second_held_out",
    "Westbrook Orthopaedic and Spine Group",
    "61 Cathedral Close, Burlington, VT 05401",
    "Secretary 802 555 0137",
    "yeared",
    tuple(titles(ref="", con="", prog="", op="", rad="", cst="")),
    titles(
        ref="Referral to Colleague (Letter)",
        con="Letter of Consultation|Spine Consultation",
        prog="Clinic Note (Return Visit)|Follow-up Clinic Note",
        op="Record of Operation|Operation Note",
        rad="Radiograph Report|Office X-ray Report",
        cst="Consent to Operation",
    ),
    ".page.h-westbrook{padding:.9in 1.1in .7in} .h-westbrook{font:12pt/1.5 'Liberation Serif'} .h-westbrook "
        ".wb{text-align:right;font-size:11pt} .h-westbrook .wt{letter-spacing:2px;text-transform:uppercase} .h-westbrook "
        ".re{font-weight:bold} .h-westbrook"
    " .wf{font-size:8.5pt;font-style:italic} .h-westbrook .wr{font-size:11pt} .h-westbrook "
        "h3{font-size:12pt;font-weight:normal;text-transform:uppercase}",
    westbrook_first,
    westbrook_later,
    westbrook_foot,
    "courtesy",
    "day_month",
    "first_two",
    signature="{full}|(signed {day})",
    block=upper,
    stories=(second_stories.BACK, grown.KNEE, grown.FRACTURE),
    born_before=1990,
    bodies={
        "57133-1": outline("=present", "Earlier illnesses=history", "On examination=exam", "Takes=drugs",
            opening="Dear {dear}, " + WHO + "would like your opinion on {dx}.", closing="{relname} ({rel}) can be reached at {relphone}. "
            "Yours sincerely,"),
        "11488-4": outline("=present", "General health=history", "Home=social", "On examination=exam", "Imaging=findings", "=problems",
            "Opinion=dx", "I suggest=plantext", opening="Dear {dear}, thank you for sending " + WHO + "whom I saw on {day} with {doctor} "
            "of my team."),
        "11506-3": outline("Since last time=course", "Complaint now=brief", "On examination=exam", "=problems", "Opinion=dx", "Next=plan",
            opening=WHO + "came back to clinic on {day}."),
        "11504-8": outline("Operation=operation", "For=dx", "Surgeon=surgeon", "Assisted by=assistant", "Under=anesthesia",
            "Indication=brief", "Procedure=steps", "Blood lost=loss", "After care=plantext"),
        "18748-4": outline("Views=study", "Because of=complaint", "Compared with=none", "Seen=findings", "Conclusion=impression"),
        "59284-0": consent_form("I, {name}, agree to {op}, to be performed by {doctor}.", "The operation, its alternatives and its "
            "dangers have been explained: infection, clots, nerve damage, failure to relieve pain, and further surgery.",
            "I have named {relname}, my {rel}, as the person to be told how it went. Telephone {relphone}.",
            "I may change my mind at any time before the operation.", marks=("Signature", "Witnessed by"), when="Day"),
    },
)  # fmt: skip

HOUSES = [OAKHILL, BAYSIDE, CARDINAL, WESTBROOK, *houses_d2.HOUSES]
