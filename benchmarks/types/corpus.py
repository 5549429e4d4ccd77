"""What the model is trained, calibrated and measured on: labelled pages from every source, all made from a seed."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.types.mtsamples import PROGRESS, Note, notes
from benchmarks.types.pages import Wear, any_wear, page_of, pieces
from benchmarks.types.writer import fill, grammar, kinds, prose, write
from pipeline.classify.linear import OTHER
from pipeline.model.types import PageText

CLEAN = Wear()


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its true class and where it came from."""

    page: PageText
    label: str
    source: str
    also: frozenset[str] = frozenset()  # other types that would be right too


def note_pages(found: list[Note], seed: int, copies: int) -> Iterator[Page]:
    """Pages of MTSamples texts: whole and in pieces, with a heading of their type and without, clean and worn."""
    for note in found:
        for copy in range(copies):
            rng = random.Random(f"{seed}:{note.source}:{copy}")
            titled = rng.random() < 0.5
            text = note.text.replace(":\n", ": ") if rng.random() < 0.5 else note.text
            for number, piece in enumerate(pieces(text, rng, rng.choice((250, 420, 700))), 1):
                head = _head(note.label, rng) if titled and (number == 1 or rng.random() < 0.3) else ""
                yield Page(page_of(head + piece, rng, any_wear(rng), number), note.label, note.source, note.also)


def plain_note_pages(found: list[Note], seed: int) -> Iterator[Page]:
    """Each text once, whole, without any heading of ours: what is measured."""
    for note in found:
        yield Page(page_of(note.text, random.Random(f"{seed}:{note.source}"), CLEAN), note.label, note.source, note.also)


def _head(label: str, rng: random.Random) -> str:
    """A letterhead, a title and a patient block as they stand above a dictated text."""
    name = next((kind for kind in kinds() if grammar(kind)["code"] == label and "variant" not in grammar(kind)), None)
    titles = grammar(name)["titles"] if name else grammar("slots").get(f"titles_{label.replace('-', '_')}", [""])
    lines = [
        "{place}",
        "{street}, {city}",
        rng.choice(titles),
        "Patient: {person}   MRN: {num}",
        "DOB: {date}   Date: {date}",
        "Physician: {doctor}",
    ]
    kept = [line for line in lines if line in titles or rng.random() < 0.6]
    return fill("\n".join(line for line in kept if line), rng) + "\n"


def written_pages(seed: int, each: int, others: int) -> Iterator[Page]:
    """Pages from the grammar: `each` of every type and `others` of none."""
    for name in kinds():
        for number in range(others if name == "other" else each):
            rng = random.Random(f"{seed}:{name}:{number}")
            text = write(name, rng, title=rng.random() < 0.65)
            first = _thinned(rng.choice(pieces(text, rng)), rng)
            yield Page(page_of(first, rng, any_wear(rng)), grammar(name)["code"], f"written:{name}:{number}")


def _thinned(text: str, rng: random.Random) -> str:
    """Often only some of the page's lines, or words: no single phrase may carry a type."""
    lines = text.split("\n")
    if rng.random() < 0.15:
        lines = lines[: rng.randint(4, 9)]
    if rng.random() < 0.5 and len(lines) > 6:
        start = rng.randrange(len(lines) - 5)
        lines = lines[start : start + rng.randint(5, len(lines))]
    share = rng.choice((0.0, 0.0, 0.15, 0.4))
    return "\n".join(" ".join(word for word in line.split(" ") if rng.random() >= share) for line in lines)


def odd_pages(seed: int, many: int) -> Iterator[Page]:
    """Pages of nothing: scraps of sentences in any order, numbers, noise. None of the types."""
    words = [word for line in prose() for word in line.split()]
    for number in range(many):
        rng = random.Random(f"{seed}:odd:{number}")
        make: Callable[[], str] = rng.choice((
            lambda: strange(" ".join(rng.sample(prose(), rng.randint(3, 20))), rng),  # noqa: B023  # called at once
            lambda: strange(" ".join(rng.sample(prose(), rng.randint(3, 20))), rng),  # noqa: B023  # called at once
            lambda: " ".join(rng.choices(words, k=rng.randint(20, 300))),  # noqa: B023  # called at once
            lambda: "\n".join("  ".join(str(rng.randint(0, 10**5)) for _ in range(6)) for _ in range(rng.randint(3, 30))),  # noqa: B023
            lambda: " ".join("".join(rng.choices("abcdeilmnorstu|.,~", k=rng.randint(1, 7))) for _ in range(rng.randint(10, 120))),  # noqa: B023
        ))  # fmt: skip
        yield Page(page_of(make(), rng, any_wear(rng)), OTHER, f"odd:{number}")


def strange(text: str, rng: random.Random) -> str:
    """The text with a share of its longer words made up: what remains of any book is its small words and many unknown ones."""
    share = rng.uniform(0.1, 0.6)
    return " ".join(_made_up(rng) if len(word) > 4 and rng.random() < share else word for word in text.split())


def _made_up(rng: random.Random) -> str:
    return "".join(
        rng.choice("bcdfghlmnprstvw") + rng.choice("aeiou") + rng.choice(("", "n", "r", "s", "l")) for _ in range(rng.randint(2, 4))
    )


def aci_pages(folder: Path, seed: int) -> Iterator[Page]:
    """aci-bench: clinic notes are progress notes; the talk they were written from is none of the types."""
    for name in ("train.csv", "valid.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            rng = random.Random(f"{seed}:{row['encounter_id']}")
            head = _head(PROGRESS, rng) if rng.random() < 0.6 else ""
            for piece in pieces(head + row["note"], rng):
                yield Page(page_of(piece, rng, any_wear(rng)), PROGRESS, f"aci:{row['encounter_id']}")
            yield Page(page_of(rng.choice(pieces(row["dialogue"], rng, 250)), rng, any_wear(rng)), OTHER, f"aci-talk:{row['encounter_id']}")


def mtsamples(data: Path, part: str) -> list[Note]:
    """The notes of one part of the split."""
    return [note for note in notes(data / "mtsamples" / "mtsamples.csv") if note.part == part]
