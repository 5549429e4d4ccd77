"""Writes pages from the grammar: titles, fields and sections picked at random, slots filled; one TOML a type.

The wording is this project's own. Nothing here is a real person or place.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "grammar"
SLOT = re.compile(r"\{(\w+)\}")
FIELDS = ("Patient: {person}", "Patient name: {family}, {given}", "Name: {person}", "MRN: {num}", "MR #: {num}", "DOB: {date}",
          "Date of birth: {date}", "Sex: {sex}", "Age: {one}0", "Account: {num}", "Medical record no: {num}", "Visit #: {num}", "{doctor}",
          "Physician: {doctor}", "Patient ID: {num}", "{family}, {given}", "Printed: {date} {time}", "Location: {num}")  # fmt: skip


@cache
def grammar(name: str) -> dict[str, Any]:
    """One file of the grammar."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def prose() -> tuple[str, ...]:
    """Sentences that have nothing to do with a hospital."""
    return tuple((FOLDER / "prose.txt").read_text(encoding="utf-8").split("\n")[:-1])


def kinds() -> list[str]:
    """Names of the files that write pages."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "slots")


def write(name: str, rng: random.Random, title: bool = True) -> str:
    """One page's text of this kind, with its title or without."""
    body = grammar(name)
    if "variant" in body:
        chosen = rng.choices(body["variant"], [variant["weight"] for variant in body["variant"]])[0]
        body = {**body, "part": chosen["part"], "titles": chosen.get("titles", body["titles"])}
    head = [rng.choice(body["titles"])] if title else []
    letterhead = rng.sample(["{place}", "{place}\n{street}, {city}", "{city}, ST {num}   Tel {phone}"], rng.choice((0, 0, 1, 1, 2)))
    block = _fields(body, rng)
    top = [*letterhead, *head, *block] if rng.random() < 0.7 else [*letterhead, *block, *head]
    parts = [_part(part, rng) for part in body["part"] if rng.random() < part.get("chance", 1.0)]
    if name not in ("consent", "referral") and rng.random() < 0.3:
        rng.shuffle(parts)
    return fill("\n".join(line for line in [*top, *parts] if line), rng)


def _fields(body: dict[str, Any], rng: random.Random) -> list[str]:
    common = rng.sample(FIELDS, rng.randint(0, 6))
    own = rng.sample(body["fields"], rng.randint(0, min(5, len(body["fields"]))))
    fields = [*common, *own]
    rng.shuffle(fields)
    lines: list[str] = []
    while fields:
        together = rng.choice((1, 1, 2, 2, 3))
        lines.append("     ".join(fields[:together]))
        fields = fields[together:]
    return lines


def _part(part: dict[str, Any], rng: random.Random) -> str:
    lines = list(prose()) if part.get("source") == "prose" else part["lines"]
    low, high = part["pick"]
    many = min(rng.randint(low, high), len(lines))
    at = sorted(rng.sample(range(len(lines)), many))
    if not part.get("keep_order"):
        rng.shuffle(at)
    picked = [lines[i] for i in at]
    body = " ".join(picked) if part.get("style") == "prose" and rng.random() < 0.7 else "\n".join(picked)
    heading = rng.choice(part.get("heading", [""])) if rng.random() < part.get("heading_chance", 0.8) else ""
    return _headed(heading, body, rng)


def _headed(heading: str, body: str, rng: random.Random) -> str:
    if not heading:
        return body
    styled = heading if "{" in heading else rng.choice((heading, heading, heading.upper(), heading.title()))
    return rng.choice((f"{styled}:\n{body}", f"{styled}: {body}", f"{styled}\n{body}"))


def fill(text: str, rng: random.Random) -> str:
    """The text with its slots filled; slots inside what fills a slot too."""
    for _ in range(4):
        if not SLOT.search(text):
            break
        text = SLOT.sub(lambda match: _slot(match[1], rng), text)
    return text


def _slot(name: str, rng: random.Random) -> str:
    listed = grammar("slots").get(name)
    if listed:
        return str(rng.choice(listed))
    made: dict[str, Callable[[], str]] = {
        "num": lambda: str(rng.randint(10, 10 ** rng.randint(2, 7))),
        "one": lambda: str(rng.randint(1, 9)),
        "dec": lambda: f"{rng.uniform(0.1, 40):.1f}",
        "money": lambda: f"${rng.uniform(5, 5000):,.2f}",
        "bp": lambda: f"{rng.randint(90, 180)}/{rng.randint(50, 100)}",
        "temp": lambda: f"{rng.uniform(97, 102):.1f}",
        "time": lambda: f"{rng.randint(0, 23):02}{rng.choice((':', ''))}{rng.randint(0, 59):02}",
        "date": lambda: _date(rng),
        "phone": lambda: f"({rng.randint(200, 989)}) 555-{rng.randint(1000, 9999)}",
        "ini": lambda: "".join(rng.choices("ABCDEFGHJKLMNPRSTW", k=2)),
        "person": lambda: rng.choice(("{given} {family}", "{given} {ini} {family}", "{family}, {given}")),
        "doctor": lambda: rng.choice(("Dr. {family}", "{given} {family}, MD", "{given} {family} M.D.", "Dr. {given} {family}")),
    }
    return made[name]()


def _date(rng: random.Random) -> str:
    month, day, year = rng.randint(1, 12), rng.randint(1, 28), rng.randint(1940, 2024)
    return rng.choice((f"{month:02}/{day:02}/{year}", f"{month}/{day}/{year % 100:02}", f"{year}-{month:02}-{day:02}"))
