"""Forms of the second set's houses: consents, releases, face sheets, coverage papers, orders, medicine sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.outside.measured import box, rows_of
from benchmarks.outside.model import Body
from benchmarks.outside.outline import fill, tale
from benchmarks.outside.pen import Pen, scribble
from benchmarks.outside.prose import ALLERGIES

CREW = ("B. Okafor", "L. Tran", "S. Whitlow", "D. Marsh")


def consent_form(*paragraphs: str, marks: tuple[str, str] = ("Patient / legal representative", "Witness"), when: str = "Date") -> Body:
    """Paragraphs as in `fill`; the signatures are the patient's and a witness's, with the day of service."""

    def body(pen: Pen) -> list[str]:
        what = tale(pen)
        blocks = [f"<p>{fill(pen, text, what)}</p>" for text in paragraphs]
        kin = pen.visit.relative
        witness = pen.rng.choice((pen.rng.choice(CREW), f"{kin.name} ({kin.relation})"))
        rows = [
            f"<tr><td>{scribble(pen.rng)}<hr>{marks[0]}</td><td>{pen.service()}<hr>{when}</td></tr>",
            f"<tr><td>{witness}<hr>{marks[1]}</td><td>{pen.time()}<hr>Time</td></tr>",
        ]
        return [*blocks, f"<table class=sig>{''.join(rows)}</table>"]

    return body


def release_form(opening: str, *closing: str, kinds: Sequence[str], labels: tuple[str, str, str], when: str) -> Body:
    """An authorization: whom it goes to under `labels`, what under `kinds`."""

    def body(pen: Pen) -> list[str]:
        rng, what = pen.rng, tale(pen)
        ticks = "".join(f"<li style='list-style:none'>{box(rng.random() < 0.45)} {kind}</li>" for kind in kinds)
        fax = f"({rng.randint(203, 979)}) 555-01{rng.randint(10, 99)}"
        rows = [(labels[0], pen.provider(pen.visit.other)), (labels[1], "88 Wharf Street, Portland, ME 04101"), (labels[2], fax)]
        sign = (
            f"<table class=sig><tr><td>{scribble(rng)}<hr>Signed</td><td>{pen.service()}<hr>{when}</td></tr>"
            f"<tr><td>{pen.visit.relative.name}<hr>If signed by another: "
            f"name</td><td>{pen.visit.relative.relation}<hr>Authority</td></tr></table>"
        )
        texts = [f"<p>{fill(pen, text, what)}</p>" for text in closing]
        return [f"<p>{fill(pen, opening, what)}</p>", rows_of(rows, css="cells two"), f"<ul>{ticks}</ul>", *texts, sign]

    return body


def face_form(*groups: tuple[str, tuple[str, ...]], closing: str = "") -> Body:
    """Groups of 'Label=key' cells; the keys are those of `cell`."""

    def body(pen: Pen) -> list[str]:
        blocks: list[str] = []
        for heading, cells in groups:
            made = [(label, cell(pen, key)) for label, _, key in (one.rpartition("=") for one in cells)]
            rows = [(*made[at], *(made[at + 1] if at + 1 < len(made) else ("", ""))) for at in range(0, len(made), 2)]
            blocks += [f"<h3>{heading}</h3>", rows_of(rows, css="cells")]
        return [*blocks, f"<p class=small>{fill(pen, closing, tale(pen))}</p>"] if closing else blocks

    return body


def cell(pen: Pen, key: str) -> str:
    rng, one, kin, visit = pen.rng, pen.patient, pen.visit.relative, pen.visit
    made: dict[str, Callable[[], str]] = {
        "street": lambda: one.street,
        "city": lambda: one.city,
        "phone": lambda: one.phone,
        "kin": lambda: kin.name,
        "relation": lambda: kin.relation,
        "kinphone": lambda: kin.phone,
        "kinborn": lambda: pen.other_day((visit.service - kin.birth).days),
        "sex": pen.sex,
        "married": lambda: rng.choice(("Married", "Single", "Widowed", "Divorced", "Unknown")),
        "faith": lambda: rng.choice(("Baptist", "None given", "Roman Catholic", "Jewish")),
        "tongue": lambda: rng.choice(("English", "Spanish")),
        "work": lambda: rng.choice(("Retired", "Coastal Freight Inc.", "Not employed", "Harlow Schools")),
        "payer": lambda: rng.choice(("Medicare Part A/B", "Granite Peak HMO", "Evergreen Choice PPO", "State Medicaid")),
        "policy": lambda: f"{rng.choice('HJN')}{rng.randint(10**7, 10**8 - 1)}{rng.choice('AB')}",
        "group": lambda: f"GRP{rng.randint(1000, 9999)}",
        "doctor": pen.provider,
        "sender": lambda: pen.provider(visit.referring),
        "other": lambda: pen.provider(visit.other),
        "time": pen.time,
        "dx": lambda: tale(pen).diagnosis,
        "complaint": lambda: tale(pen).complaint,
        "account": pen.account,
        "ssn": lambda: f"***-**-{rng.randint(1000, 9999)}",
        "maiden": lambda: rng.choice(("Parrish", "Lindqvist", "Tate", "Abernathy")) if one.sex == "F" and pen.age > 30 else "n/a",
        "mail": lambda: f"{one.given[:1].lower()}{rng.randint(10, 99)}@postbox.example",
        "allergy": lambda: rng.choice(ALLERGIES),
        "code": lambda: rng.choice(("Full code", "DNR / DNI")),
        "drugstore": lambda: "Fenwick Pharmacy, (614) 555-0122",
        "blank": lambda: "",
    }
    return made[key]()


def letter_form(*paragraphs: str, rows: tuple[str, ...] = (), sign: bool = True) -> Body:
    """A letter or notice: paragraphs as in `fill`, and 'Label=key' lines after the first of them."""

    def body(pen: Pen) -> list[str]:
        what = tale(pen)
        blocks = [f"<p>{fill(pen, text, what)}</p>" for text in paragraphs]
        if rows:
            made = [(label, cell(pen, key)) for label, _, key in (one.rpartition("=") for one in rows)]
            blocks.insert(1, rows_of(made, css="cells two"))
        return [*blocks, pen.sign()] if sign else blocks

    return body


def plan_card(plan: str, extra: str) -> Body:
    """Both sides of a coverage card, one above the other."""

    def body(pen: Pen) -> list[str]:
        rng = pen.rng
        line = "<div class=two><div><small>{}</small><br><b>{}</b></div><div><small>{}</small><br>{}</div></div>"
        member = f"{rng.choice(('YPN', 'QGM'))}{rng.randint(10**8, 10**9 - 1)}"
        front = (
            f"<div class=plan>{plan}</div>"
            + line.format("Subscriber ID", member, "Dependent", "00" if rng.random() < 0.6 else "01")
            + line.format("Name", pen.name(), "Born", pen.dob())
            + line.format("Group no.", f"{rng.randint(100000, 999999)}", "Effective", pen.other_day(rng.randint(30, 500)))
            + f"<small>{extra}</small>"
        )
        back = (
            f"<p>Members: 1-888-555-0{rng.randint(100, 199)}. Pharmacists: 1-888-555-0{rng.randint(100, 199)}.</p><p>Send claims to "
            f"{plan}, PO Box {rng.randint(100, 999)}, Tulsa, OK 74101.</p>"
        )
        return [f"<div class=card>{front}</div>", f"<div class='card back'>{back}</div>"]

    return body


def order_sheet(
    heads: tuple[str, ...],
    bank: Sequence[str],
    foot: str = "",
    *,
    numbered: bool = False,
    drugs: bool = True,
    last: tuple[str, ...] = ("active",),
) -> Body:
    """Orders in rows under `heads`: number or day, order, one of `last`. The drugs of the story are among them."""

    def body(pen: Pen) -> list[str]:
        rng, what = pen.rng, tale(pen)
        lines = [*rng.sample(list(bank), min(len(bank), rng.randint(6, 10))), *(what.drugs if drugs else ())]
        day = pen.service()
        rows = []
        for place, line in enumerate(lines, 1):
            first = str(place) if numbered else (day if place == 1 else '"')
            rows.append((first, line, rng.choice(last)))
        blocks = [f"<p><b>Dx:</b> {what.diagnosis}. <b>Allergies:</b> {rng.choice(ALLERGIES)}</p>", rows_of(rows, heads)]
        return [*blocks, *([f"<p class=small>{fill(pen, foot, what)}</p>"] if foot else []), pen.sign()]

    return body


MEDICINES = (
    "Acetaminophen 325 mg PO q6h PRN", "Bisacodyl 10 mg PR PRN", "Furosemide 20 mg PO daily", "Omeprazole 20 mg PO qAM",
    "Lisinopril 5 mg PO daily", "Miralax 17 g PO daily", "Metformin 500 mg PO BID", "Atorvastatin 40 mg PO qHS",
        "Vitamin D3 1000 units PO daily",
    "Amlodipine 5 mg PO daily", "Ferrous sulfate 325 mg PO daily", "Tamsulosin 0.4 mg PO qHS", "Sertraline 50 mg PO daily",
        "Latanoprost 0.005% OU qHS",
    "Senna 8.6 mg PO BID", "Ondansetron 4 mg IV q6h PRN", "Enoxaparin 40 mg SQ daily", "Ceftriaxone 1 g IV q24h",
)  # fmt: skip


YOUNG = (
    "Acetaminophen 160 mg/5 mL, 10 mL PO q6h PRN", "Fluticasone 44 mcg 2 puffs BID", "Albuterol HFA 2 puffs q4h PRN",
        "Polyethylene glycol 8.5 g PO daily",
    "Multivitamin with iron 1 tab PO daily", "Montelukast 4 mg PO qHS", "Hydrocortisone 1% cream BID", "Epinephrine 0.15 mg IM PRN",
        "Loratadine 5 mg PO daily",
)  # fmt: skip


def drugs_of(pen: Pen, *extra: int) -> list[str]:
    if pen.age < 16:
        return [*tale(pen).drugs, *pen.rng.sample(YOUNG, len(YOUNG) if pen.full else min(extra))]
    return [*tale(pen).drugs, *pen.rng.sample(MEDICINES, 14 if pen.full else pen.rng.choice(extra))]


def month_sheet(pen: Pen) -> list[str]:
    """A nursing home's month: a column for each of the days around the day of service, initials in the boxes."""
    rng = pen.rng
    days = tuple(f"{day:02d}" for day in range(1, 16))
    rows = []
    for drug in drugs_of(pen, 3, 5, 8):
        hour = rng.choice(("0600", "0900", "1300", "1700", "2100"))
        rows.append(
            (
                f"<span class=small>{drug}<br>start {pen.other_day(rng.randint(20, 300))}</span>",
                hour,
                *[rng.choice(("bo", "lt", "sw", "dm", "R")) for _ in days],
            )
        )
    return [
        f"<p>Days 1 to 15 of the month &nbsp; Administration reviewed on {pen.service()} by {pen.provider()}</p>",
        rows_of(rows, ("Medication order", "Hr", *days), "grid month"),
        f"<p class=small>bo {CREW[0]} LPN &nbsp; lt {CREW[1]} LPN &nbsp; sw {CREW[2]} RN &nbsp; dm {CREW[3]} RN &nbsp; R = refused, see "
        f"nurse's note</p>",
    ]


def given_sheet(pen: Pen) -> list[str]:
    """A hospital's list of doses as charted."""
    rng = pen.rng
    rows = []
    for drug in drugs_of(pen, 3, 6, 9):
        done = rng.choice(("Given", "Given", "Not given: NPO", "Refused"))
        rows.append((drug, f"{pen.service()} {pen.time()}", done, f"{rng.choice(CREW)}, RN"))
    return [
        rows_of(rows, ("Medication", "Charted", "Action", "Performed by")),
        f"<p class=small>Ordered by {pen.provider()}. End of list.</p>",
    ]


def profile_sheet(heads: tuple[str, str, str, str], closing: str) -> Body:
    """A list of what the patient takes, with since when and who prescribed."""

    def body(pen: Pen) -> list[str]:
        rng = pen.rng
        who = (pen.visit.attending, pen.visit.referring)
        rows = [
            (
                drug,
                pen.other_day(rng.randint(10, 900)),
                pen.provider(rng.choice(who), "last"),
                rng.choice(("(N)ew", "(C)hanged", "(U)nchanged")),
            )
            for drug in drugs_of(pen, 2, 4, 7)
        ]
        what = tale(pen)
        return [
            f"<p>Allergies/intolerances: {rng.choice(ALLERGIES)}</p>",
            rows_of(rows, heads),
            f"<p>{fill(pen, closing, what)}</p>",
            pen.sign(),
        ]

    return body
