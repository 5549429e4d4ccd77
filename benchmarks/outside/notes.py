"""Bodies of what people dictate or type: summaries, histories, consultations, reports, letters."""

from __future__ import annotations

import re

from benchmarks.outside.model import Body
from benchmarks.outside.pen import Pen
from benchmarks.outside.prose import ALLERGIES, CHILDHOOD, FAMILY, GENERAL, HISTORY, REVIEW, SOCIAL, Samples, some
from benchmarks.outside.stories import story
from benchmarks.outside.story import Story

LOADED: list[Samples] = []
WITHIN = re.compile("finding|descri|detail|technique|procedure in|indication|anesth", re.I)
AGE = re.compile(r"\b\d{1,2}-year-?(?: |-)?old\b")


def daily(pen: Pen, low: int, high: int) -> list[str]:
    """A stay told problem by problem; nothing for most documents, pages for some."""
    if not pen.full and pen.rng.random() > 0.35:
        return []
    low, high = (high - 1, high + 3) if pen.full else (low, high)
    heads = (
        "Cardiovascular",
        "Respiratory",
        "Infectious disease",
        "Renal and electrolytes",
        "Hematology",
        "Endocrine",
        "Nutrition",
        "Pain",
        "Neurologic",
        "Disposition",
        "Skin",
        "Mobility",
    )
    blocks: list[str] = []
    for head in pen.rng.sample(heads, min(len(heads), pen.rng.randint(low, high))):
        what = told(pen)
        blocks += pen.section(
            head, pen.he(" ".join([*pen.rng.sample(what.course, min(2, len(what.course))), some(pen.rng, GENERAL, 1, 3), history(pen)]))
        )
    return blocks


def told(pen: Pen) -> Story:
    return story(pen.rng, pen.age)


def listed(items: tuple[str, ...], ordered: bool = True) -> str:
    tag = "ol" if ordered else "ul"
    return f"<{tag}>" + "".join(f"<li>{item}.</li>" if ordered else f"<li>{item}</li>" for item in items) + f"</{tag}>"


def vitals(pen: Pen) -> str:
    rng = pen.rng
    return (
        f"BP {rng.randint(98, 168)}/{rng.randint(54, 96)}, pulse {rng.randint(58, 116)}, respirations {rng.randint(12, 26)}, "
        f"temperature {rng.uniform(97, 101.4):.1f} F, SpO2 {rng.randint(90, 100)}% on room air."
    )


def history(pen: Pen) -> str:
    return some(pen.rng, HISTORY if pen.age >= 16 else CHILDHOOD, 2, 5)


def sampled(pen: Pen) -> list[str]:
    """Sections of a transcribed report, for the types that MTSamples labels."""
    if not LOADED or pen.age < 18 or pen.rng.random() > 0.45:
        return []
    blocks: list[str] = []
    for head, found in LOADED[0].sections(pen.rng, pen.code, pen.patient.sex):
        if pen.code in {"18748-4", "11504-8"} and not WITHIN.search(head):
            continue
        text = AGE.sub(f"{pen.age}-year-old", found)
        chunks = [text[at : at + 700] for at in range(0, len(text), 700)] if len(text) > 900 else [text]
        if len(chunks) > 1:
            sentences = text.split(". ")
            chunks = [". ".join(sentences[at : at + 6]) + "." for at in range(0, len(sentences), 6)]
        blocks += pen.section(head, chunks[0]) if head else [f"<p>{chunks[0]}</p>"]
        blocks += [f"<p>{chunk}</p>" for chunk in chunks[1:]]
    return blocks


def medicines(pen: Pen, what: Story) -> str:
    return listed(
        what.drugs + tuple(pen.rng.sample(("Levothyroxine 75 mcg PO daily", "Pantoprazole 40 mg PO daily", "Loratadine 10 mg PO daily"), 2))
    )


def discharge(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    blocks = pen.section(
        rng.choice(("Discharge diagnosis", "Principal diagnosis", "Final diagnoses")), what.diagnosis + ". " + history(pen)
    )
    blocks += sampled(pen) or pen.section("Reason for admission", pen.he(" ".join(what.present)))
    blocks += pen.section("Hospital course", pen.he(" ".join(what.course)))
    blocks += daily(pen, 3, 12)
    if rng.random() < 0.6:
        blocks += pen.section("Pertinent studies", f"{what.imaging[0]} ({pen.other_day(3)}): {what.imaging[1]}")
    blocks += pen.section("Condition at discharge", "Good. " + vitals(pen))
    blocks += [*pen.section("Discharge medications", ""), medicines(pen, what)]
    blocks += [*pen.section("Instructions and follow-up", ""), listed(what.plan)]
    blocks += pen.section(
        "Appointments",
        pen.he(f"{{oth}} on {pen.after(9)} at 10:20 a.m. {{ref}} within two weeks. Arranged with {{relname}} ({{rel}}), {{relphone}}."),
    )
    return [*blocks, pen.sign()]


def admission(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    blocks = pen.section("Chief complaint", what.complaint + ".")
    blocks += pen.section("History of present illness", pen.he(" ".join(what.present)))
    blocks += pen.section("Past medical and surgical history", history(pen))
    blocks += [*pen.section("Home medications", ""), medicines(pen, what)]
    blocks += pen.section("Allergies", rng.choice(ALLERGIES) + ".")
    blocks += pen.section("Family history", pen.he(rng.choice(FAMILY))) + pen.section("Social history", pen.he(rng.choice(SOCIAL)))
    blocks += pen.section("Review of systems", rng.choice(REVIEW))
    blocks += pen.section("Physical examination", vitals(pen) + " " + what.exam)
    blocks += pen.section(
        "Laboratory and imaging",
        f"White count {rng.uniform(5, 17):.1f}, hemoglobin {rng.uniform(8, 15):.1f}. {what.imaging[0]}: {what.imaging[2]}",
    )
    blocks += daily(pen, 3, 9)
    blocks += pen.section("Impression", what.diagnosis + ".") + pen.section("Plan", "") + [listed(what.plan)]
    return [*blocks, f"<p>{pen.he(some(rng, GENERAL, 1, 2))}</p>", pen.sign()]


def consultation(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    pen.providers.append(pen.visit.referring.family)
    blocks = pen.section("Reason for consultation", pen.he(f"I was asked by {{ref}} to see this patient for {what.complaint.lower()}."))
    blocks += pen.section("History", pen.he(" ".join(what.present)))
    blocks += pen.section("Past history", history(pen)) + pen.section("Allergies", rng.choice(ALLERGIES) + ".")
    blocks += pen.section("Social and family history", pen.he(rng.choice(SOCIAL) + " " + rng.choice(FAMILY)))
    blocks += pen.section("Examination", vitals(pen) + " " + what.exam)
    blocks += pen.section("Data reviewed", f"{what.imaging[0]} of {pen.other_day(1)}: {what.imaging[2]}")
    blocks += pen.section("Assessment", pen.he(f"{what.diagnosis}. {some(rng, GENERAL, 1, 2)}"))
    blocks += daily(pen, 2, 8)
    blocks += [*pen.section("Recommendations", ""), listed(what.plan)]
    return [*blocks, pen.he("<p>Thank you for allowing me to take part in {his} care.</p>"), pen.sign()]


def progress(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    if (body := sampled(pen)) and rng.random() < 0.5:
        return [*body, pen.sign()]
    blocks: list[str] = []
    for entry in range(rng.choice((1, 1, 1, 2))):
        if entry:
            blocks.append(f"<p><b>Addendum:</b> {pen.he(some(rng, GENERAL, 2, 3))}</p>")
            continue
        blocks += pen.section("Subjective", pen.he(" ".join(rng.sample(what.present, 3))))
        blocks += pen.section("Objective", vitals(pen) + " " + what.exam)
        blocks += [*pen.section("Current medications", ""), listed(what.drugs)]
        blocks += pen.section("Assessment", what.diagnosis + ". " + rng.choice(HISTORY))
        blocks += daily(pen, 2, 6) + pen.section("Plan", "") + [listed(what.plan)]
    return [*blocks, pen.sign()]


def operation(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    name, steps = what.operation
    blocks = pen.section("Preoperative diagnosis", what.diagnosis + ".") + pen.section("Postoperative diagnosis", "Same.")
    blocks += pen.section(rng.choice(("Procedure", "Operation performed", "Procedure performed")), name + ".")
    blocks += pen.section("Surgeon", pen.provider(form=rng.choice(("full", "doctor"))) + ".")
    blocks += pen.section("Assistant", pen.provider(pen.visit.other) + ".")
    blocks += pen.section("Anesthesia", rng.choice(("General endotracheal.", "Spinal with sedation.", "Regional block with sedation.")))
    blocks += pen.section("Estimated blood loss", f"{rng.choice((10, 25, 50, 150, 300))} mL.") + pen.section(
        "Specimens", what.specimen[0] + "."
    )
    blocks += pen.section(
        "Indications",
        pen.he(" ".join(what.present[:2]) + " Risks including bleeding, infection and injury were explained and consent was signed."),
    )
    blocks += sampled(pen) or pen.section(
        "Description of procedure",
        "The patient was identified in the holding area and brought to the operating room. A time-out was held. " + " ".join(steps),
    )
    blocks.append("<p>Sponge and needle counts were correct twice. The patient was taken to the recovery room in stable condition.</p>")
    return [*blocks, pen.sign()]


def pathology(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    blocks = pen.section("Clinical history", what.diagnosis + ".") + pen.section("Specimen submitted", f"A. {what.specimen[0]}.")
    blocks += pen.section(
        "Gross description",
        f'Received in formalin, labeled with the patient\'s name and "{what.specimen[0].lower()}": {what.specimen[1]}. Representative'
        f" sections are submitted in cassettes A1 to A{rng.randint(2, 9)}.",
    )
    blocks += pen.section(
        "Microscopic description",
        "Sections show features in keeping with the diagnosis below. Immunostains"
        f" {rng.choice(('were not needed', 'with appropriate controls were reviewed'))}. The slides were shown to a second pathologist,"
        f" {pen.provider(pen.visit.other)}, who agrees.",
    )
    blocks += pen.section(
        rng.choice(("Final diagnosis", "Final pathologic diagnosis", "Diagnosis")), f"<b>{what.specimen[0]}:</b> {what.specimen[2]}."
    )
    if rng.random() < 0.4:
        rows = "".join(
            f"<tr><td>{left}</td><td>{right}</td></tr>"
            for left, right in (("Tumor site", "See diagnosis"), ("Margins", "Uninvolved"), ("Lymphovascular invasion", "Not identified"))
        )
        blocks += ["<h3>Synoptic summary</h3>", f"<table class=grid>{rows}</table>"]
    return [*blocks, pen.sign()]


def imaging(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    blocks = pen.section(rng.choice(("Examination", "Exam", "Study")), what.imaging[0] + ".")
    blocks += pen.section(rng.choice(("Clinical indication", "Indication", "Reason for exam")), what.complaint + ".")
    blocks += pen.section("Comparison", rng.choice(("None.", f"{pen.other_day(rng.randint(40, 900))}.")))
    blocks += pen.section("Technique", "Standard departmental protocol. Images were reviewed on a diagnostic workstation.")
    blocks += sampled(pen) or pen.section(
        "Findings", what.imaging[1] + " Visualized bones and soft tissues show no other acute abnormality."
    )
    blocks += pen.section(rng.choice(("Impression", "Conclusion")), what.imaging[2])
    if rng.random() < 0.4:
        blocks.append(f"<p>The result was telephoned to Dr. {pen.visit.referring.family} at {pen.time()}.</p>")
        pen.providers.append(pen.visit.referring.family)
    return [*blocks, pen.sign()]


def emergency(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    blocks = pen.section(
        "Chief complaint",
        what.complaint + f". Triage level {rng.randint(2, 4)}, arrived by {rng.choice(('ambulance', 'private car', 'walk-in'))}.",
    )
    blocks += sampled(pen) or pen.section("History of present illness", pen.he(" ".join(what.present)))
    blocks += pen.section("Past history", history(pen)) + pen.section("Allergies", rng.choice(ALLERGIES))
    blocks += pen.section("Physical exam", vitals(pen) + " " + what.exam)
    blocks += pen.section(
        "ED course and medical decision making", pen.he(f"{what.imaging[0]}: {what.imaging[2]} {some(rng, GENERAL, 1, 2)}")
    )
    blocks += daily(pen, 2, 5)
    blocks += pen.section("ED diagnosis", what.diagnosis + ".")
    blocks += pen.section(
        "Disposition",
        pen.he(
            rng.choice(("Admitted to {oth}, telemetry bed.", "Discharged home with {relname} ({rel}). Follow up with {ref} in two days."))
        ),
    )
    return [*blocks, pen.sign()]


def referral(pen: Pen) -> list[str]:
    what, rng = told(pen), pen.rng
    letter = f"<p>Dear {pen.provider(pen.visit.referring, 'last')}:</p>"
    blocks = [
        letter,
        pen.he(
            f"<p>Thank you for seeing {{mr}}, a {{age}} {{man}} whom I am referring to you for evaluation of {what.diagnosis.lower()}.</p>"
        ),
    ]
    blocks += [
        pen.he(f"<p>{' '.join(what.present)}</p>"),
        f"<p>Past history includes: {history(pen)} Allergies: {rng.choice(ALLERGIES)}.</p>",
    ]
    blocks += [f"<p>On examination: {vitals(pen)} {what.exam}</p>", "<p>Current medications:</p>", listed(what.drugs)]
    blocks += [
        pen.he(
            f"<p>I would appreciate your opinion on further treatment. {rng.choice(GENERAL)} {{relname}}, the {{rel}}, may be called at"
            " {relphone} to set the appointment.</p>"
        )
    ]
    return [*blocks, "<p>Sincerely,</p>", pen.sign()]


NOTES: dict[str, Body] = {
    "18842-5": discharge,
    "34117-2": admission,
    "11488-4": consultation,
    "11506-3": progress,
    "11504-8": operation,
    "11526-1": pathology,
    "18748-4": imaging,
    "34111-5": emergency,
    "57133-1": referral,
}
