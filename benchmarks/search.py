"""How quickly the embedded index answers: `python -m benchmarks.search --pages 200000`.

Pages are made of the generator's charts: each takes whole lines from several of them, so that common words stay common and rare ones rare;
one word in forty is misread as OCR would. Patients are the generator's; every document has one to six pages. Queries are drawn from the
pages themselves. Milliseconds of wall time, one query after the other, on a file index with a warm page cache.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from benchmarks.charts import chart_text, make_patients, type_codes
from pipeline.index import Change, SearchIndex, SearchQuery, SqliteIndex
from pipeline.model.record import EncounterJson, IdentifierJson, NameJson, PageJson, PatientJson, PipelineJson, Record, SourceJson, TypeJson
from pipeline.model.types import Patient
from pipeline.settings import Settings

CHARTS = 3_000  # charts whose lines are shuffled into pages
MISREAD = 1 / 40  # words
BATCH = 500  # documents a transaction
LOOKALIKES = {
    "m": "rn",
    "o": "0",
    "l": "1",
    "i": "l",
    "e": "c",
    "c": "e",
    "a": "o",
    "n": "u",
    "u": "n",
    "s": "5",
    "b": "h",
    "h": "b",
    "t": "f",
}


def main() -> None:
    """Build, ask, print."""
    given = _arguments()
    rng = Random(given.seed)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "index.sqlite"
        names = {code: code for code in type_codes()}
        index = SqliteIndex(path, Settings().index, names, lambda mrn: mrn)
        people = make_patients(given.seed, max(10, given.pages // 60))
        pages = _Pages(rng)
        began = time.perf_counter()
        written = _build(index, pages, people, given.pages, rng)
        took = time.perf_counter() - began
        print(f"{written} pages, {len(people)} patients: {took:.0f} s to build, {written / took:.0f} pages/s", end=", ")
        print(f"{path.stat().st_size / 2**20:.0f} MB")
        _ask(index, pages, people, given.queries, rng)
        index.close()


class _Pages:
    """Texts of pages, and words to ask for."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        charts = [chart_text(seed).lines for seed in range(CHARTS)]
        self._lines = [line for lines in charts for line in lines if len(line) > 20]
        self.last = ""

    def text(self) -> str:
        """About three hundred words: runs of lines from several charts."""
        rng = self._rng
        lines: list[str] = []
        while sum(len(line) for line in lines) < rng.gauss(1_900, 500):
            at = rng.randrange(len(self._lines))
            lines += self._lines[at : at + rng.randint(1, 4)]
        words = " ".join(lines).split(" ")
        for at in rng.sample(range(len(words)), int(len(words) * MISREAD)):
            words[at] = _misread(words[at], rng)
        self.last = " ".join(words)
        return self.last

    def words(self) -> list[str]:
        """The words of some line."""
        return [word.strip(".,:;()[]") for word in self._rng.choice(self._lines).split() if word.strip(".,:;()[]").isalpha()]

    def rare(self) -> str:
        """A long word of some line."""
        found = [word for _ in range(6) for word in self.words() if len(word) > 6]
        return max(found, key=len) if found else "metformin"


def _build(index: SearchIndex, pages: _Pages, people: list[Patient], most: int, rng: Random) -> int:
    written, number, batch = 0, 0, []
    codes = type_codes()
    while written < most:
        many = rng.choice((1, 1, 2, 2, 3, 6))
        batch.append(_record(number, rng.choice(people), rng.choice(codes), [pages.text() for _ in range(many)], rng))
        written, number = written + many, number + 1
        if len(batch) == BATCH:
            index.upsert([Change(made["document_id"], 1, made) for made in batch])
            batch = []
    index.upsert([Change(made["document_id"], 1, made) for made in batch])
    return written


def _record(number: int, patient: Patient, code: str, texts: list[str], rng: Random) -> Record:
    name, held = patient.name, rng.random() < 0.15
    identifiers = [
        IdentifierJson(kind=kind, raw=value, value=value, confidence=0.9, page=1, box=[0, 0, 9, 9])
        for kind, value in (("mrn", patient.mrn), ("name", f"{name.family}, {name.given}"), ("birth_date", patient.birth_date or ""))
    ]
    return Record(
        document_id=f"d{number:07}",
        arrival_id=f"a{number:07}",
        source=SourceJson(
            path=f"box{number % 400}/{number}.tif",
            sha256="0" * 64,
            station=f"station-{number % 5}",
            received_at="2026-01-01T00:00:00.000Z",
            pages=list(range(1, len(texts) + 1)),
        ),
        document_type=TypeJson(system="http://loinc.org", code=code, name=code, confidence=0.9),
        patient=None
        if held
        else PatientJson(
            mpi_id=patient.mpi_id,
            mrn=patient.mrn,
            name=NameJson(family=name.family, given=name.given),
            birth_date=patient.birth_date,
            sex=patient.sex,
        ),
        encounter=EncounterJson(number=None),
        service_date=f"{rng.randint(1999, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        status="review" if held else "filed",
        reasons=["no_patient"] if held else [],
        identifiers=identifiers,
        pages=[
            PageJson(source_page=at, text=text, confidence=0.9, rotation=0, skew=0.0, blank=False, width=2550, height=3300, failed=None)
            for at, text in enumerate(texts, 1)
        ],
        pipeline=PipelineJson(version="0", engine="benchmark"),
    )


def _kinds(pages: _Pages, people: list[Patient], rng: Random) -> dict[str, Callable[[], SearchQuery]]:
    def some(many: int) -> list[str]:
        found = pages.words()
        while len(found) < many:
            found += pages.words()
        at = rng.randrange(len(found) - many + 1)
        return found[at : at + many]

    def one() -> Patient:
        return rng.choice(people)

    return {
        "a common word": lambda: SearchQuery(rng.choice(("patient", "the", "history", "pain", "date", "name"))),
        "a rare word": lambda: SearchQuery(pages.rare()),
        "two words": lambda: SearchQuery(" ".join(some(2))),
        "a phrase": lambda: SearchQuery(f'"{" ".join(some(3))}"'),
        "a prefix": lambda: SearchQuery(f"{pages.rare()[:5]}*"),
        "or, not": lambda: SearchQuery(f"({pages.rare()} OR {pages.rare()}) -{some(1)[0]}"),
        "a misspelt word": lambda: SearchQuery(_misread(pages.rare(), rng)),
        "a name": lambda: SearchQuery(one().name.family),
        "a name, misspelt": lambda: SearchQuery(_misread(one().name.family, rng)),
        "by MRN": lambda: SearchQuery(mrn=one().mrn),
        "words of a patient": lambda: SearchQuery(some(1)[0], mrn=one().mrn),
        "type and dates": lambda: SearchQuery(
            some(1)[0], document_type=rng.choice(type_codes()), date_from=f"{rng.randint(2000, 2015)}-03-05", date_to="2019-07-11"
        ),
        "held, common word": lambda: SearchQuery("patient", status="review"),
        "everything": lambda: SearchQuery(""),
    }


def _ask(index: SearchIndex, pages: _Pages, people: list[Patient], queries: int, rng: Random) -> None:
    kinds = _kinds(pages, people, rng)
    each = max(5, queries // len(kinds))
    everything: list[float] = []
    print(f"{'query':20} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'pages found':>12}")
    for name, make in kinds.items():
        times, found = zip(*_timed(index, make, each), strict=True)
        everything += times
        print(_line(name, list(times), sum(found) / len(found)), flush=True)
    print(_line("all", everything, 0))


def _timed(index: SearchIndex, make: Callable[[], SearchQuery], each: int) -> Iterator[tuple[float, int]]:
    for _ in range(each):
        query = make()
        began = time.perf_counter()
        results = index.search(query)
        yield 1000 * (time.perf_counter() - began), results.total_pages


def _misread(word: str, rng: Random) -> str:
    """One slip: a look-alike, a letter lost, doubled or swapped with the next."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    slips = (
        word[:at] + LOOKALIKES.get(word[at], "e") + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return rng.choice((slips[0], slips[0], *slips))


def _line(name: str, times: list[float], found: float) -> str:
    ordered = sorted(times)
    p50, p95 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{name:20} {p50:8.1f} {p95:8.1f} {ordered[-1]:8.1f} {found:12.0f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=700)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to build the index; it is removed afterwards")
    return parser.parse_args()


if __name__ == "__main__":
    main()
