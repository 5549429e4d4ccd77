"""Narrative bodies from a list of headings: each house of the second set names and orders its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.outside import grown, second_stories
from benchmarks.outside.measured import rows_of
from benchmarks.outside.model import Body
from benchmarks.outside.notes import history, listed, sampled, told
from benchmarks.outside.pen import Pen
from benchmarks.outside.prose import ALLERGIES, FAMILY, REVIEW, SOCIAL
from benchmarks.outside.story import Story

GROWN = (
    grown.PNEUMONIA, grown.FRACTURE, grown.HEART, grown.GALL, grown.COLON, grown.STROKE, grown.KNEE, grown.DIABETES,
    second_stories.LUNGS, second_stories.BACK,
)  # fmt: skip
REMARKS = (
    "We went over the results together and {he} had no further questions.",
    "{relname} was in the room and will help with the treatment.",
    "{oth} has been told by phone.",
    "The plan was set out in writing in plain language.",
    "{He} prefers to wait before anything more is done.",
    "Outside films were loaded and looked at again.",
    "More than half of the visit went into teaching.",
    "We will write to {ref} with the outcome.",
)
PROBLEMS: dict[str, tuple[str, str, str]] = {
    "Blood pressure": ("Readings at home run a little high.", "The cuff size was checked and readings agree in both arms.",
        "Salt was talked about."),
    "Breathing": ("Breath sounds are clear today.", "{He} sleeps on one pillow.", "A peak flow was within {his} usual range."),
    "Fluids and kidney function": ("Creatinine is near the old value.", "Intake has been fair.", "Urine is clear and without protein."),
    "Blood counts": ("Hemoglobin is stable.", "No bruises or bleeding gums.", "Iron stores were low normal last year."),
    "Infection": ("No fever for two days.", "Cultures have not grown anything.", "White cells are on their way down."),
    "Blood sugar": ("Fasting values between 96 and 141.", "No lows.", "The meter was compared with the laboratory and agreed."),
    "Nutrition and weight": ("Weight is within a kilogram of the last one.", "{He} eats three meals.", "The dietitian left a sheet."),
    "Comfort": ("Pain is 3 of 10 with movement.", "Heat helps.", "Tablets are needed at bedtime only."),
    "Mobility and falls": ("One stumble, no injury.", "Shoes were looked at and found worn.", "{He} rises from a chair without arms."),
    "Sleep and mood": ("Sleeps six hours.", "Cheerful today.", "Screens off at nine was suggested."),
    "Skin and wounds": ("No open areas.", "The old scar is quiet.", "Dry patches on the shins get cream twice a day."),
    "Vaccines and prevention": ("Due for the next vaccine in the fall.", "Seat belt and sun cream were mentioned.",
        "A dental visit is planned."),
}  # fmt: skip
ORGANS = (
    "Support lines: none.", "Soft tissues: no mass or gas.", "Vessels: normal caliber, scattered calcification.",
        "Joints: age-related change only.",
    "Upper cuts: included portions are unremarkable.", "Lower cuts: included portions are unremarkable.", "Fluid: none free.",
        "Nodes: not enlarged by size.",
    "Bones: no destructive lesion.", "Artifacts: slight motion, not limiting.", "Incidental: a 9 mm simple cyst of no concern.",
)  # fmt: skip
Made = str | list[str]


def tale(pen: Pen) -> Story:
    """A story that fits the house and the patient."""
    fitting = [one for one in pen.house.stories if one.child == (pen.age < 16)]
    if fitting:
        return pen.rng.choice(fitting)
    return told(pen) if pen.age < 16 else pen.rng.choice(GROWN)


def measures(pen: Pen) -> list[str]:
    rng = pen.rng
    head = ("BP", "HR", "RR", "Temp", "O2 sat", "Wt (kg)")
    one = (
        f"{rng.randint(102, 164)}/{rng.randint(56, 94)}" if pen.age > 12 else f"{rng.randint(86, 110)}/{rng.randint(48, 66)}",
            str(rng.randint(56, 112)), str(rng.randint(12, 24)),
        f"{rng.uniform(36.2, 38.4):.1f} C", f"{rng.randint(90, 100)} %",
            f"{(rng.uniform(2.5, 3.5) * (pen.age + 3) if pen.age < 16 else rng.uniform(48, 104)):.1f}",
    )  # fmt: skip
    return [rows_of([one], head)]


def systems(what: Story) -> list[str]:
    rows = [("Pertinent", what.exam), ("General", "No distress"), ("Heart", "Regular, no gallop"), ("Abdomen", "Soft, not tender")]
    return [rows_of([*rows, ("Neuro", "Moves all limbs, speech clear")])]


def problems(pen: Pen, what: Story) -> list[str]:
    """Problem after problem: a few lines mostly, pages for a full document."""
    rng = pen.rng
    blocks: list[str] = []
    for place, problem in enumerate(rng.sample(list(PROBLEMS), 12 if pen.full else rng.randint(0, 2)), 1):
        own = rng.sample(PROBLEMS[problem], rng.randint(2, 3))
        words = [*own, *rng.sample(what.course, 1), *rng.sample(REMARKS, rng.randint(1, 3)), *([history(pen)] if pen.full else [])]
        blocks.append(pen.he(f"<p><b>{place}. {problem}.</b> {' '.join(words)}</p>"))
    return blocks


def organs(pen: Pen) -> list[str]:
    return [f"<p>{line}</p>" for line in pen.rng.sample(ORGANS, len(ORGANS) if pen.full else pen.rng.randint(1, 4))]


def home(pen: Pen) -> str:
    return pen.he(
        pen.rng.choice(SOCIAL)
        if pen.age >= 16
        else "Lives with {his} {rel} {relname}, one brother and a dog. In day care or school. No smokers."
    )


def drug_rows(pen: Pen, what: Story) -> list[str]:
    rows = []
    for drug in what.drugs:
        name, _, rest = drug.partition(" PO ") if " PO " in drug else drug.rpartition(" ")
        rows.append((name, rest, pen.other_day(pen.rng.randint(9, 700)), pen.rng.choice(("continue", "new", "changed", "continue"))))
    return [rows_of(rows, ("Drug and strength", "Directions", "Since", "Action"))]


def eyes(pen: Pen) -> list[str]:
    rng = pen.rng
    acuity = [f"20/{rng.choice((20, 25, 30, 40, 70, 100))}" for _ in range(4)]
    rows = [
        ("VA sc", acuity[0], acuity[1]), ("VA cc", acuity[2], acuity[3]), ("IOP (Tapp)", f"{rng.randint(10, 22)}",
            f"{rng.randint(10, 22)}"),
        ("Lens", "3+ NS", "PCIOL"), ("C/D ratio", "0.3", "0.35"), ("Macula", "flat", "flat"),
    ]  # fmt: skip
    return [rows_of(rows, ("", "OD", "OS"))]


def follow(pen: Pen) -> str:
    return pen.he(
        f"{{oth}}, {pen.after(pen.rng.randint(6, 12))} at 2:45 pm. {{ref}}, {pen.after(20)}. Ride: {{relname}} ({{rel}}), {{relphone}}."
    )


def blood(pen: Pen, what: Story) -> str:
    rng = pen.rng
    return (
        f"WBC {rng.uniform(4, 15):.1f}, Hgb {rng.uniform(8, 15):.1f}, Plt {rng.randint(120, 420)}, Na {rng.randint(131, 145)}, "
        f"K {rng.uniform(3.2, 5.4):.1f}, Cr {rng.uniform(0.6, 2.3):.1f}. {what.imaging[0]} ({pen.other_day(rng.randint(1, 5))}): "
        f"{what.imaging[2]}"
    )


def shown(pen: Pen, what: Story) -> list[str] | str:
    return sampled(pen) or pen.he(" ".join(what.present))


STORIED: dict[str, Callable[[Story], Made]] = {
    "complaint": lambda what: what.complaint + ".",
    "quote": lambda what: f'"{what.complaint}."',
    "exam": lambda what: what.exam,
    "dx": lambda what: what.diagnosis + ".",
    "plan": lambda what: [listed(what.plan)],
    "plantext": lambda what: "; ".join(what.plan) + ".",
    "drugs": lambda what: [listed(what.drugs, ordered=False)],
    "study": lambda what: what.imaging[0] + ".",
    "findings": lambda what: what.imaging[1],
    "impression": lambda what: what.imaging[2],
    "operation": lambda what: what.operation[0] + ".",
    "specimen": lambda what: what.specimen[0] + ".",
    "verdict": lambda what: f"<b>{what.specimen[2]}.</b>",
    "systems": systems,
}  # fmt: skip
WRITTEN: dict[str, Callable[[Pen], Made]] = {
    "history": history,
    "allergies": lambda pen: pen.rng.choice(ALLERGIES) + ".",
    "family": lambda pen: pen.he(pen.rng.choice(FAMILY)),
    "review": lambda pen: pen.rng.choice(REVIEW),
    "remark": lambda pen: pen.he(" ".join(pen.rng.sample(REMARKS, 2))),
    "none": lambda pen: pen.rng.choice(("No earlier study.", f"Study of {pen.other_day(pen.rng.randint(60, 800))}.")),
    "surgeon": lambda pen: pen.provider() + ".",
    "assistant": lambda pen: pen.provider(pen.visit.other) + ".",
    "anesthesia": lambda pen: pen.rng.choice(("General, LMA.", "Monitored care with local.", "Spinal.")),
    "loss": lambda pen: pen.rng.choice(("Minimal.", "20 cc.", "75 cc.", "200 cc.")),
    "micro": lambda pen: pen.he("Slides examined by {oth} as well; levels were cut. Controls stained as expected."),
    "social": home,
    "measures": measures,
    "eyes": eyes,
    "organs": organs,
    "follow": follow,
}  # fmt: skip
BOTH: dict[str, Callable[[Pen, Story], Made]] = {
    "present": lambda pen, what: pen.he(" ".join(what.present)),
    "brief": lambda pen, what: pen.he(" ".join(what.present[:2])),
    "dxlist": lambda pen, what: [listed((what.diagnosis, *[one.rstrip(".") for one in history(pen).split(". ")]))],
    "course": lambda pen, what: pen.he(" ".join(what.course)),
    "steps": lambda pen, what: pen.he("After a time-out the site was prepared and draped. " + " ".join(what.operation[1])),
    "gross": lambda pen, what: f"{what.specimen[1]}. All embedded in {pen.rng.randint(1, 6)} blocks.",
    "shown": shown,
    "blood": blood,
    "problems": problems,
    "drugrows": drug_rows,
}  # fmt: skip


def made_of(key: str, pen: Pen, what: Story) -> Made:
    if key in STORIED:
        return STORIED[key](what)
    return WRITTEN[key](pen) if key in WRITTEN else BOTH[key](pen, what)


def outline(*parts: str, opening: str = "", closing: str = "", sign: bool = True) -> Body:
    """Each part is 'Heading=key'; the keys are those of STORIED, WRITTEN and BOTH. Without a heading the text stands alone.

    `opening` and `closing` are paragraphs as in `fill`.
    """

    def body(pen: Pen) -> list[str]:
        what = tale(pen)
        blocks = [f"<p>{fill(pen, opening, what)}</p>"] if opening else []
        for part in parts:
            heading, _, key = part.rpartition("=")
            made = made_of(key, pen, what)
            if isinstance(made, str):
                blocks += pen.section(heading, made) if heading else [f"<p>{made}</p>"]
            elif made:
                blocks += ([f"<h3>{heading}</h3>"] if heading else []) + made
        blocks += [f"<p>{fill(pen, closing, what)}</p>"] if closing else []
        return [*blocks, pen.sign()] if sign else blocks

    return body


def fill(pen: Pen, text: str, what: Story) -> str:
    """Puts identifiers, dates and the story into a phrase; only what the phrase asks for is noted as printed."""
    marks: Sequence[tuple[str, Callable[[], str]]] = (
        ("{name}", pen.name), ("{mrn}", pen.mrn), ("{dob}", pen.dob), ("{day}", pen.service),
        ("{doctor}", lambda: pen.provider(form="doctor")),
        ("{other}", lambda: pen.provider(pen.visit.other)), ("{sender}", lambda: pen.provider(pen.visit.referring)),
        ("{dear}", lambda: pen.provider(pen.visit.referring, "last")), ("{dx}", lambda: what.diagnosis),
        ("{op}", lambda: what.operation[0]),
        ("{complaint}", what.complaint.lower), ("{study}", lambda: what.imaging[0]), ("{house}", lambda: pen.house.name),
        ("{soon}", lambda: pen.after(14)), ("{year}", lambda: pen.after(364)), ("{past}", lambda: pen.other_day(200)),
    )  # fmt: skip
    for mark, write in marks:
        if mark in text:
            text = text.replace(mark, write())
    return pen.he(text)
