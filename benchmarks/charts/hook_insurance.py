"""Insurance papers: cards, claim forms, explanations of benefits, verifications."""

from __future__ import annotations

from benchmarks.charts.blocks import Block, Card, Fields, Form, Heading, Row, Sign, Space, Table, Text
from benchmarks.charts.case import Case
from benchmarks.charts.forms import cells, forms, pairs
from benchmarks.charts.headers import all_pairs, letterhead
from benchmarks.charts.slots import fill


def insurance(case: Case, title: str) -> list[Block]:
    """Whatever the title says."""
    if "Card" in title:
        return _cards(case)
    if "CLAIM" in title:
        return _claim(case)
    if "Explanation" in title:
        return _benefits(case, title)
    return _verification(case, title)


def _cards(case: Case) -> list[Block]:
    """Front and back of a card, photocopied onto a sheet; sometimes the registrar wrote who it belongs to."""
    rng, words = case.rng, forms()["coverage"]
    right = [fill(case, line) for line in words["card_right"]][: rng.randint(3, 7)]
    plan = rng.choice(("PPO", "HMO", "Point of Service", "Medicare Advantage"))
    front = Card(fill(case, "{insurer}"), tuple(fill(case, line) for line in words["card_left"]), tuple(right), (plan,))
    back = Card("", tuple(fill(case, line) for line in words["card_back"]), ())
    blocks: list[Block] = [Space(2), front, Space(1.5), *([back] if rng.random() < 0.7 else [])]
    if rng.random() < 0.5:
        heading = rng.choice(("COPY OF INSURANCE CARD", "Insurance card - front and back", "Scanned at registration"))
        blocks = [letterhead(case), Text(heading), Fields(tuple(all_pairs(case)[:3]), 2), *blocks]
    return blocks


def _claim(case: Case) -> list[Block]:
    """A claim form laid out like the CMS-1500: numbered boxes, service lines, signatures."""
    rng, form = case.rng, forms()["claim"]
    day = case.service_date(rng.choice(("us", "us_short")))
    rows = tuple(
        (day if at == 0 else case.after(0), "11", *(fill(case, cell) for cell in ("{cpt}", "A", "{money}", "1", "{npi}")))
        for at in range(rng.randint(1, 5))
    )
    table = Table(tuple(form["columns"]), rows, tuple(form["widths"]), "grid", 0.85, "form", 1.6)
    top = Row(("PLEASE DO NOT STAPLE", fill(case, "{insurer}"), "PICA"), (0.0, 0.6, 0.94), size=0.8)
    title = Text("HEALTH INSURANCE CLAIM FORM", bold=True, size=1.3)
    foot = Text("APPROVED BY NATIONAL UNIFORM CLAIM COMMITTEE     PLEASE PRINT OR TYPE     FORM 1500 (02-12)", size=0.65)
    upper, lower = (Form(cells(case, form[part]), size=0.9, label_size=0.58) for part in ("top", "bottom"))
    return [top, title, upper, table, lower, foot]


def _benefits(case: Case, title: str) -> list[Block]:
    """An explanation of benefits: not a bill."""
    rng, words = case.rng, forms()["coverage"]
    day = case.service_date()
    rows = tuple(
        (day if at == 0 else case.after(0), *(fill(case, cell) for cell in words["benefits_row"])) for at in range(rng.randint(2, 6))
    )
    table = Table(tuple(words["benefits_columns"]), rows, tuple(words["benefits_widths"]), rng.choice(("grid", "rows")))
    head: list[Block] = [
        Text(fill(case, "{insurer}"), bold=True, size=1.4),
        Text(fill(case, "P.O. Box {int:100:9999}, {city}   Member Services {phone}"), size=0.9),
        Space(),
        Text(title.upper(), bold=True, size=1.2),
        Text("THIS IS NOT A BILL", bold=True),
        Space(0.4),
    ]
    notes = [Text(fill(case, line)) for line in words["benefits_notes"]]
    return [*head, Fields(pairs(case, words["benefits_facts"], 1.0), 2), Space(0.5), table, Space(), *notes]


def _verification(case: Case, title: str) -> list[Block]:
    """What the registrar learnt on the telephone."""
    rng = case.rng
    patient = Fields(tuple(all_pairs(case)), 2, rng.choice(("bold", "colon")))
    heading = Heading(rng.choice(("COVERAGE", "Primary Insurance", "BENEFITS")), "bar")
    known = Fields(pairs(case, forms()["coverage"]["verification"]), 2, place="body")
    note = Text("Benefits quoted are not a guarantee of payment.")
    top: list[Block] = [letterhead(case), Text(title, bold=True, size=1.3), Space(0.4), patient, Space(0.5)]
    return [*top, heading, known, Space(), note, Sign(("Verified by", "Date"), True)]
