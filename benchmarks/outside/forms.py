"""Bodies of forms: flowsheets, medication records, orders, consents, face sheets, cards."""

from __future__ import annotations

from benchmarks.outside.measured import box, laboratory, rows_of, tracing
from benchmarks.outside.model import Body
from benchmarks.outside.notes import told
from benchmarks.outside.pen import Pen, scribble
from benchmarks.outside.prose import ALLERGIES, NURSING


def nursing(pen: Pen) -> list[str]:
    rng = pen.rng
    hours = sorted(rng.sample(range(24), rng.randint(5, 9)))
    flow = [
        (
            f"{hour:02d}00",
            f"{rng.uniform(97, 100.8):.1f}",
            str(rng.randint(58, 112)),
            str(rng.randint(12, 24)),
            f"{rng.randint(98, 160)}/{rng.randint(54, 92)}",
            f"{rng.randint(91, 100)}%",
            f"{rng.randint(0, 8)}/10",
        )
        for hour in hours
    ]
    blocks = ["<h3>Vital signs</h3>", rows_of(flow, ("Time", "Temp", "Pulse", "Resp", "B/P", "SpO2", "Pain"))]
    if rng.random() < 0.6:
        checks = (
            ("Neuro", "Alert, oriented x4"),
            ("Cardiac", "Regular rate"),
            ("Respiratory", "Unlabored"),
            ("GI", "Soft, active bowel sounds"),
            ("Skin", "Braden score 19"),
            ("Fall risk", "Morse 45"),
        )
        blocks += ["<h3>Nursing assessment</h3>", rows_of([(left, box(rng.random() < 0.7) + " WNL", right) for left, right in checks])]
    intake = [
        (shift, str(rng.randint(200, 1400)), str(rng.randint(0, 1000)), str(rng.randint(200, 1800)))
        for shift in ("07-15", "15-23", "23-07")
    ]
    blocks += ["<h3>Intake and output (mL)</h3>", rows_of(intake, ("Shift", "PO", "IV", "Urine"))]
    entries = [
        (
            f"{hour:02d}{rng.randint(0, 59):02d}",
            pen.he(" ".join(rng.sample(NURSING, rng.randint(1, 3)))),
            rng.choice(("K. Dole RN", "M. Ruiz RN", "T. Obi LPN")),
        )
        for hour in sorted(rng.sample(range(24), 24 if pen.full else rng.choice((4, 7, 11, 20))))
    ]
    blocks += ["<h3>Narrative notes</h3>", rows_of(entries, ("Time", "Nursing note", "Initials"))]
    return blocks


def medication(pen: Pen) -> list[str]:
    rng, what = pen.rng, told(pen)
    extra = (
        "Lorazepam 0.5 mg IV q6h PRN",
        "Cefazolin 1 g IV q8h",
        "Famotidine 20 mg IV BID",
        "Insulin lispro sliding scale SQ AC",
        "Metoclopramide 10 mg IV q6h PRN",
        "Hydralazine 10 mg IV q4h PRN",
        "Tamsulosin 0.4 mg PO nightly",
        "Folic acid 1 mg PO daily",
        "Heparin 5000 units SQ q8h",
        "Pantoprazole 40 mg PO daily",
        "Morphine 2 mg IV q4h PRN",
        "Levothyroxine 50 mcg PO daily",
        "Potassium chloride 20 mEq PO daily",
        "Sodium chloride 0.9% IV 75 mL/h",
        "Melatonin 3 mg PO nightly",
    )
    drugs = list(what.drugs) + rng.sample(extra, 12 if pen.full else rng.choice((2, 4, 6)))
    if pen.house.key in {"cottonwood", "bluemesa"}:
        current = [
            (
                drug.rsplit(" PO", 1)[0],
                drug,
                rng.choice(("Active", "Active", "Discontinued")),
                pen.other_day(rng.randint(30, 900)),
                rng.choice((pen.visit.attending.family, pen.visit.referring.family)),
            )
            for drug in drugs
        ]
        return [
            f"<p>Allergies: {rng.choice(ALLERGIES)}</p>",
            rows_of(current, ("Medication", "Sig", "Status", "Start date", "Prescriber")),
            "<p>Reviewed with patient at check-in. Pharmacy: Corner Drug, (419) 555-0161.</p>",
        ]
    rows: list[tuple[str, ...]] = []
    for drug in drugs:
        times = [f"{rng.choice((6, 8, 9, 14, 21)):02d}00 {rng.choice(('KD', 'MR', 'TO', 'held'))}" for _ in range(3)]
        rows.append((drug, pen.other_day(rng.randint(1, 4)), *times))
    blocks = [
        f"<p><b>Allergies:</b> {rng.choice(ALLERGIES)} &nbsp; <b>Weight:</b> {rng.randint(18, 110)} kg</p>",
        rows_of(rows, ("Medication / dose / route", "Start", "0700-1459", "1500-2259", "2300-0659")),
    ]
    return [
        *blocks,
        rows_of([("KD", "K. Dole RN"), ("MR", "M. Ruiz RN"), ("TO", "T. Obi LPN")], ("Initials", "Nurse")),
        "<p class=small>Injection sites: 1 = R deltoid, 2 = L deltoid, 3 = abdomen. Circle time if dose not given.</p>",
    ]


def orders(pen: Pen) -> list[str]:
    rng, what = pen.rng, told(pen)
    plain = [
        "Admit to inpatient, service of attending",
        "Vital signs every 4 hours",
        "Activity: up with assistance",
        "Diet: cardiac, 2 g sodium",
        "IV: D5 half normal saline at 75 mL/h",
        "CBC and BMP in the morning",
        "Incentive spirometer every hour while awake",
        "Notify physician for SBP under 90 or HR over 120",
        "Code status: full",
    ]
    picked = rng.sample(plain, rng.randint(5, 9)) + [f"{drug}" for drug in what.drugs]
    day = pen.service()
    rows = [
        (
            day if place in {0, 5} else "",
            pen.time() if place in {0, 5} else "",
            f"{box(True)} {text}",
            rng.choice(("noted KD", "", "faxed")),
        )
        for place, text in enumerate(picked)
    ]
    blocks = [
        f"<p>Diagnosis: {what.diagnosis} &nbsp;&nbsp; Allergies: {rng.choice(ALLERGIES)}</p>",
        rows_of(rows, ("Date", "Time", "Orders (generic may be substituted unless checked)", "RN")),
    ]
    return [
        *blocks,
        pen.sign(),
        f"<p class=small>{box(False)} Telephone order read back &nbsp; {box(True)} Written &nbsp; Nurse: M. Ruiz RN</p>",
    ]


def consent(pen: Pen) -> list[str]:
    rng, what = pen.rng, told(pen)
    name = pen.name("plain")
    blocks = [
        (
            f"<p>1. I, <u>&nbsp;{name}&nbsp;</u>, authorize {pen.provider(form='doctor')} and such assistants as may be selected to perform"
            f" the following: <b>{what.operation[0]}</b>.</p>"
        ),
        (
            "<p>2. The nature and purpose of the operation, possible alternatives, the risks involved and the possibility of complications"
            f" have been explained to me by {pen.provider(pen.visit.other, 'doctor')}. I acknowledge that no guarantee has been given as to"
            " the results.</p>"
        ),
        (
            "<p>3. I consent to the administration of anesthesia as deemed advisable by the anesthesiologist, and to the transfusion of"
            " blood products if needed.</p>"
        ),
        (
            f"<p>4. {box(rng.random() < 0.5)} I do &nbsp; {box(rng.random() < 0.5)} do not consent to the presence of students and"
            " observers. Tissue removed may be examined and disposed of by the hospital.</p>"
        ),
        "<p>5. I have read this form or it has been read to me. I understand it and have had my questions answered.</p>",
    ]
    if rng.random() < 0.5:
        blocks += [
            (
                "<p>6. Risks that were discussed include bleeding, infection, injury to nerves and vessels, blood clots, reaction to"
                " anesthesia, need for further operation, and death.</p>"
            ),
            "<p>7. Photographs may be taken for the medical record provided that my identity is not shown.</p>",
        ]
    day = pen.service()
    signs = (
        f"<table class=sig><tr><td>{scribble(pen.rng)}<hr>Signature of patient or representative</td><td>{day} {pen.time()}<hr>Date /"
        f" time</td></tr><tr><td>{pen.visit.relative.name} ({pen.visit.relative.relation})<hr>Witness (print"
        f" name)</td><td>{day}<hr>Date</td></tr></table>"
    )
    return [*blocks, signs]


def release(pen: Pen) -> list[str]:
    rng = pen.rng
    day = pen.service()
    kinds = ("Discharge summary", "Operative reports", "Laboratory results", "X-ray reports", "Immunization record", "Entire record")
    ticks = " &nbsp; ".join(f"{box(rng.random() < 0.4)} {kind}" for kind in kinds)
    return [
        f"<p>I hereby authorize <b>{pen.house.name}</b> to disclose the protected health information of the patient named above to:</p>",
        rows_of(
            [
                ("Name / facility", f"{pen.provider(pen.visit.other)}"),
                ("Address", "1200 Commerce Park, Suite 310, Dayton, OH 45402"),
                ("Phone / fax", "(937) 555-0148 / (937) 555-0149"),
            ]
        ),
        f"<p>Dates of service: {pen.other_day(400)} to {pen.other_day(6)}</p><p>Information to be released: {ticks}</p>",
        (
            f"<p>Purpose: {box(True)} Continuing care &nbsp; {box(False)} Legal &nbsp; {box(False)} Insurance &nbsp; {box(False)} Personal"
            " use</p>"
        ),
        (
            "<p>I understand that this authorization is voluntary and that I may revoke it in writing at any time, except to the extent"
            " that action has already been taken. Information disclosed may be subject to redisclosure by the recipient.</p>"
        ),
        (
            f"<p>This authorization expires on {pen.after(365)} unless otherwise specified. HIV, mental health and substance use records"
            " are released only where initialed: ____</p>"
        ),
        (
            f"<table class=sig><tr><td>{scribble(pen.rng)}<hr>Signature of patient or legal representative</td><td>{day}<hr>Date"
            f" signed</td></tr><tr><td>{pen.visit.relative.name}, {pen.visit.relative.relation}<hr>Name and relationship if not the"
            f" patient</td><td>{pen.visit.relative.phone}<hr>Telephone</td></tr></table>"
        ),
    ]


def facesheet(pen: Pen) -> list[str]:
    rng, one, kin = pen.rng, pen.patient, pen.visit.relative
    return [
        "<h3>Patient information</h3>",
        rows_of(
            [
                ("Home address", one.address, "Home phone", one.phone),
                ("Marital status", rng.choice(("Married", "Single", "Widowed")), "Religion", rng.choice(("None", "Catholic", "Lutheran"))),
                ("Employer", rng.choice(("Retired", "Kessler Tool & Die", "Unified School District 9")), "Language", "English"),
            ],
            css="cells",
        ),
        "<h3>Emergency contact / next of kin</h3>",
        rows_of(
            [("Name", kin.name, "Relationship", kin.relation.title()), ("Phone", kin.phone, "Address", "Same as patient")], css="cells"
        ),
        "<h3>Guarantor</h3>",
        rows_of(
            [
                ("Guarantor name", kin.name, "Guarantor DOB", pen.other_day((pen.visit.service - kin.birth).days)),
                ("SSN", f"XXX-XX-{rng.randint(1000, 9999)}", "Employer", "Midstate Utilities"),
            ],
            css="cells",
        ),
        "<h3>Insurance</h3>",
        rows_of(
            [
                (
                    "Primary payer",
                    rng.choice(("Medicare", "Blue Heron Health Plan", "Keystone Mutual")),
                    "Policy no.",
                    f"{rng.choice('WXK')}{rng.randint(10**8, 10**9 - 1)}",
                ),
                ("Subscriber", kin.name, "Group", str(rng.randint(10000, 99999))),
            ],
            css="cells",
        ),
        "<h3>Visit</h3>",
        rows_of(
            [
                ("Attending", pen.provider(), "Referring", pen.provider(pen.visit.referring)),
                ("Diagnosis on arrival", told(pen).complaint, "Unit / bed", f"{pen.visit.unit} {pen.visit.bed}"),
            ],
            css="cells",
        ),
    ]


def insurance(pen: Pen) -> list[str]:
    rng, one = pen.rng, pen.patient
    plan = rng.choice(("Blue Heron Health Plan", "Keystone Mutual", "Prairie Care PPO", "Atlantic Shield"))
    member = f"{rng.choice('WXK')}{rng.choice('ABCD')}{rng.randint(10**8, 10**9 - 1)}"
    front = (
        f"<div class=card><div class=plan>{plan}</div><div><small>Member name</small><br><b>{pen.name('plain').upper()}</b></div><div"
        " class=two><div><small>Member"
        f" ID</small><br><b>{member}</b></div><div><small>Group</small><br>{rng.randint(10000, 999999)}</div></div><div"
        " class=two><div><small>Date of"
        f" birth</small><br>{pen.dob()}</div><div><small>RxBIN</small><br>{rng.randint(100000, 699999)}</div></div><div><small>PCP copay"
        " $25 &nbsp; Specialist $50 &nbsp; ER $250</small></div></div>"
    )
    back = (
        f"<div class='card back'><p>Customer service: 1-800-555-0{rng.randint(100, 199)} &nbsp; Provider line:"
        f" 1-800-555-0{rng.randint(100, 199)}</p><p>Claims: {plan}, P.O. Box {rng.randint(1000, 9999)}, Lexington, KY"
        " 40512</p><p>Preauthorization is required for hospital admission. Possession of this card does not guarantee eligibility for"
        " benefits.</p></div>"
    )
    return [front, back, f"<p class=small>Copy of insurance card, front and back. Address on file: {one.address}</p>"]


FORMS: dict[str, Body] = {
    "11502-2": laboratory,
    "34746-8": nursing,
    "56445-0": medication,
    "46209-3": orders,
    "59284-0": consent,
    "64292-6": release,
    "74208-0": facesheet,
    "64290-0": insurance,
    "11524-6": tracing,
}
