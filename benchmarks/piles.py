"""python -m benchmarks.piles --keep DIR        what is filed to a wrong patient when piles are put together at random and words are lost

Takes what `python -m benchmarks.whose --keep DIR` read, and puts its documents together in piles of its own: one to four documents, a page
of somebody else anywhere among them or in the place of another, a page lost, two pages swapped; and of every second page loses words: the
head, the foot, nearly all, single identifiers, one word in ten. With `--near` the stray page is of somebody with the same family name or
birth date, or with a number one figure off. No station delivers so; what is filed wrongly here shows which rule trusts too much.
"""

from __future__ import annotations

import argparse
import os
import pickle
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from random import Random

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

from benchmarks.whose.__main__ import PEOPLE, PEOPLE_SEED
from benchmarks.whose.files import File, population
from pipeline.assembly import SHIPPED_MODEL, Desk, types_of
from pipeline.classify.classifier import Classifier
from pipeline.classify.linear import load_model
from pipeline.extract import Extractor, load_rules
from pipeline.filing import SqlitePatientIndex
from pipeline.filing.layout import height_of
from pipeline.model.geometry import Box
from pipeline.model.types import Arrival, Findings, PageFailed, PageResult, PageText, Patient
from pipeline.settings import Settings, config_folder

ARRIVAL = Arrival("a", "pile", "0" * 64, None, "2026-11-23T10:00:00Z", 1)
LOST = {"mrn", "name", "birth_date", "sex", "encounter", "account"}


@dataclass(frozen=True)
class Sheet:
    """One page as it was read, and whose it is; None: of nobody in the index."""

    owner: str | None
    page: PageText
    place: str  # file and page, as a person finds it again


@dataclass
class Pile:
    """Pages as a station delivers them, and what was done to them."""

    sheets: list[Sheet] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


Paper = list[Sheet]  # one document


def papers_of(folder: Path) -> list[Paper]:
    """Every document of the kept readings whose pages could all be read."""
    papers: list[Paper] = []
    for path in sorted(folder.glob("*.pickle")):
        read: tuple[File, list[PageResult]] = pickle.loads(path.read_bytes())  # our own
        file, results = read
        for truth in file.documents:
            pages = [results[number - 1] for number in truth.pages if number not in file.guests]
            owner = truth.patient.mpi_id if truth.patient else None
            sheets = [Sheet(owner, one.page, f"{file.name} p{one.page.number}") for one in pages if not isinstance(one, PageFailed)]
            if sheets:
                papers.append(sheets)
    return papers


def pile_of(rng: Random, papers: Sequence[Paper]) -> Pile:
    """One to four documents, sometimes of one patient, with what people do to piles."""
    by_owner: dict[str | None, list[Paper]] = defaultdict(list)
    for paper in papers:
        by_owner[paper[0].owner].append(paper)
    pile, last = Pile(), rng.choice(papers)
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
        pile.sheets += last
        last = rng.choice(by_owner[last[0].owner] if rng.random() < 0.25 else papers)
    if rng.random() < 0.55:
        _stray(rng, pile, rng.choice(rng.choice(papers)), instead=rng.random() < 0.3)
    if rng.random() < 0.15 and len(pile.sheets) > 1:
        at = rng.randrange(len(pile.sheets))
        pile.done.append(f"lost {pile.sheets.pop(at).place}")
    if rng.random() < 0.1 and len(pile.sheets) > 1:
        at = rng.randrange(len(pile.sheets) - 1)
        pile.sheets[at : at + 2] = reversed(pile.sheets[at : at + 2])
        pile.done.append(f"swapped {at + 1} and {at + 2}")
    return pile


def near_pile(rng: Random, papers: Sequence[Paper], near: Sequence[tuple[int, list[int]]]) -> Pile:
    """A document with a page of somebody whose chart is easily taken for it, and perhaps another document behind it."""
    one, others = rng.choice(near)
    pile = Pile(list(papers[one]))
    _stray(rng, pile, rng.choice(papers[rng.choice(others)]), instead=rng.random() < 0.4)
    if rng.random() < 0.3:
        pile.sheets += rng.choice(papers)
    return pile


def _stray(rng: Random, pile: Pile, sheet: Sheet, instead: bool) -> None:
    at = rng.randint(0, len(pile.sheets))
    pile.sheets[at : at + instead] = [sheet]
    pile.done.append(f"page {at + 1} is a stray{' in the place of another' if instead else ''}")


def near_ones(papers: Sequence[Paper], people: Sequence[Patient]) -> list[tuple[int, list[int]]]:
    """The places of documents, and of those of patients near theirs."""
    known = {patient.mpi_id: patient for patient in people}
    whose = [known.get(paper[0].owner or "") for paper in papers]
    near = [
        (at, [other for other, it in enumerate(whose) if own and it and own is not it and _near(own, it)]) for at, own in enumerate(whose)
    ]
    return [(at, others) for at, others in near if others]


def _near(one: Patient, other: Patient) -> bool:
    figures = len(one.mrn) == len(other.mrn) and sum(a != b for a, b in zip(one.mrn, other.mrn, strict=True)) <= 1
    return figures or one.name.family == other.name.family or one.birth_date == other.birth_date


class Reader:
    """Types and identifiers of a page; what was found on the whole page is kept, for it says which words are lost together."""

    def __init__(self) -> None:
        settings = Settings()
        self._classify = Classifier(settings.classify, load_model(SHIPPED_MODEL), types_of(settings))
        self._extract = Extractor(settings.extract, load_rules(config_folder() / "identifiers"))
        self.whole = lru_cache(maxsize=None)(self.read)

    def read(self, page: PageText) -> Findings:
        """The page as filing takes it."""
        return self._extract(self._classify(page))


def with_words_lost(rng: Random, sheet: Sheet, reader: Reader) -> PageText:
    """The page as a bad copy leaves it: every second one as it was."""
    page = sheet.page
    if rng.random() < 0.4:
        return page
    chance = rng.random()
    least, most = next((span for share, span in ((0.10, (0.28, 2)), (0.18, (-1, 0.86)), (0.22, (0.25, 0.88))) if chance < share), (-1, 2))
    kept = 0.08 if chance > 0.96 else rng.choice((1.0, 1.0, 0.97, 0.9))
    holes = [found.box for found in reader.whole(page).identifiers if found.kind in LOST and rng.random() < 0.18]
    words = (word for word in page.words if least < height_of(word.box, page) < most and rng.random() < kept)
    return replace(page, words=tuple(word for word in words if not any(_meet(word.box, hole) for hole in holes)))


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def main() -> int:
    """Put together, file, count. Exit code 1 when something was filed to a wrong patient."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.piles", description=__doc__)
    parser.add_argument("--keep", type=Path, required=True, metavar="DIR", help="where `whose --keep` kept what it read")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--piles", type=int, default=1500)
    parser.add_argument("--near", action="store_true", help="stray pages of patients near the document's own")
    given = parser.parse_args()
    papers, people, reader, count = papers_of(given.keep), population(PEOPLE_SEED, PEOPLE), Reader(), Counter[str]()
    near = near_ones(papers, people) if given.near else []
    with tempfile.TemporaryDirectory() as folder:
        index = SqlitePatientIndex(Path(folder) / "patients.sqlite")
        index.load(people)
        desk = Desk(Settings(), index)
        for number in range(given.piles):
            rng = Random(f"piles {given.seed} {number}")
            pile = near_pile(rng, papers, near) if near else pile_of(rng, papers)
            _file(rng, pile, desk, reader, count)
        index.close()
    print(f"seed {given.seed}, {given.piles} piles of {len(papers)} documents, {len(near)} with somebody near")
    print(f"filed to a wrong patient: {count['wrong']} of {count['filed']} filed, of {count['records']} records")
    return 1 if count["wrong"] else 0


def _file(rng: Random, pile: Pile, desk: Desk, reader: Reader, count: Counter[str]) -> None:
    read = [reader.read(replace(with_words_lost(rng, sheet, reader), number=number)) for number, sheet in enumerate(pile.sheets, 1)]
    for record in desk.records(ARRIVAL, read, False):
        count["records"] += 1
        if record["status"] != "filed" or not record["patient"]:
            continue
        count["filed"] += 1
        whose = record["patient"]["mpi_id"]
        strange = [number for number in record["source"]["pages"] if pile.sheets[number - 1].owner != whose and read[number - 1].page.words]
        if strange:
            count["wrong"] += 1
            places = "; ".join(f"{number} {sheet.place}" for number, sheet in enumerate(pile.sheets, 1))
            print(f"WRONG PATIENT: pages {strange} of {record['source']['pages']} of {places} ({', '.join(pile.done)})", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
