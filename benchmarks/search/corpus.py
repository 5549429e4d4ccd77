"""Synthetic pages and the questions that are asked of them.

Pages are made of the generator's charts: each takes whole lines from several of them, so that common words stay common and rare ones rare;
one word in forty is misread as OCR would. Patients are the generator's; every document has one to six pages. Questions are drawn from the
pages themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.charts import chart_text, type_codes
from pipeline.index import SearchQuery
from pipeline.model.record import EncounterJson, IdentifierJson, NameJson, PageJson, PatientJson, PipelineJson, Record, SourceJson, TypeJson
from pipeline.model.types import Patient

CHARTS = 3_000  # charts whose lines are shuffled into pages
MISREAD = 1 / 40  # words
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


class Pages:
    """Texts of pages, and words to ask for."""

    def __init__(self, rng: Random, charts: int = CHARTS) -> None:
        self._rng = rng
        made = [chart_text(seed).lines for seed in range(charts)]
        self._lines = [line for lines in made for line in lines if len(line) > 20]
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


def records(pages: Pages, people: list[Patient], most: int, rng: Random) -> Iterator[Record]:
    """Documents of at least `most` pages in all."""
    written, number = 0, 0
    codes = type_codes()
    while written < most:
        many = rng.choice((1, 1, 2, 2, 3, 6))
        yield _record(number, rng.choice(people), rng.choice(codes), [pages.text() for _ in range(many)], rng)
        written, number = written + many, number + 1


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


def kinds(pages: Pages, people: list[Patient], rng: Random) -> dict[str, Callable[[], SearchQuery]]:
    """Each kind of question, to be drawn again and again."""

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
