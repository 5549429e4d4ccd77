"""python -m benchmarks.matching --data ../shared/data      how surely records are matched, and what a threshold costs

Two record-linkage sets with known duplicates (FEBRL 4: 5,000 originals and their distorted copies, the "social security" number taken for
the MRN; Office Ally: small families of near-identical records), and one that is made (people of whom 40 of 100 have a twin, a namesake or a
neighbouring number, misread as pages are, 6 of 100 not in the index), matched by the program's own Matcher against an index of the
originals, with and without the number. Beside it plain rules: the number alone; name and birth date exactly; and a fuzzy ratio of all
fields; and with `--peers VENV`, a virtual environment in which `pip install splink` was done, Splink.

`--calibrate` files documents of a population full of twins, namesakes and neighbouring numbers, misread now and then, at several
thresholds: the smallest whose rate of wrong patients lies below 1 in 3,000 with 95 % confidence (Clopper and Pearson) is what to set.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from rapidfuzz import fuzz, process
from scipy.stats import beta

from benchmarks import filing
from benchmarks.misreading import misread_record
from benchmarks.people import population
from pipeline.filing import FilingSettings, SqlitePatientIndex
from pipeline.filing.evidence import Evidence
from pipeline.filing.matching import Matcher
from pipeline.model.types import Patient, PersonName

ASKED = 1 / 3000  # wrong patients among filed documents
THRESHOLDS = (2.0, 5.0, 8.0, 12.0, 16.0)
SURE = 0.9  # of every field: these sets have no readings
CHANCES = (0.5, 0.9, 0.99, 0.999)  # of Splink
PEOPLE, ASKED_OF, STRANGERS = 5_000, 10_000, 0.06  # of the made set; of those asked for, who is not in the index


@dataclass(frozen=True, slots=True)
class Case:
    """A record and whose it is."""

    record: Patient
    owner: str


Answer = Callable[[Patient], str | None]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.matching", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="the folder of shared data")
    parser.add_argument("--calibrate", action="store_true", help="what each threshold costs, instead")
    parser.add_argument("--documents", type=int, default=20_000, help="filed at each threshold")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--peers", type=Path, help="a virtual environment with splink, measured too")
    given = parser.parse_args()
    if given.calibrate:
        calibrate(given.documents, given.seed)
        return
    if given.data is None:
        parser.error("--data is needed")
    sets = (("FEBRL 4", *febrl(given.data / "febrl")), ("Office Ally", *officeally(given.data / "officeally")), ("Made", *made(given.seed)))
    for name, people, cases in sets:
        for what, strip in (("with the number", False), ("without", True)):
            asked = [replace(case, record=replace(case.record, mrn="")) if strip else case for case in cases]
            print(f"\n{name}, {what}: {len(people)} in the index, {len(asked)} records")
            _compare(people, asked, given.peers)


def _compare(people: Sequence[Patient], cases: Sequence[Case], peers: Path | None) -> None:
    print(f"{'':34}{'matched':>9}{'wrong':>7}{'precision':>11}{'recall':>8}")
    with tempfile.TemporaryDirectory() as folder:
        index = SqlitePatientIndex(Path(folder) / "patients.sqlite")
        index.load(people)
        for threshold in THRESHOLDS:
            match = Matcher(FilingSettings(min_score=threshold), index)
            _line(f"this program, {threshold:g} bits and more", partial(_filed, match), cases)
        for name, rule in _rules(people).items():
            _line(name, rule, cases)
        index.close()
    for name, rule in _splink(peers, people, cases).items() if peers else ():
        _line(name, rule, cases)


def _splink(venv: Path, people: Sequence[Patient], cases: Sequence[Case]) -> dict[str, Answer]:
    """Its answers at several probabilities, where one patient alone has so much; its answer is sought by the record's identity."""
    asked = json.dumps({"people": list(map(_fields, people)), "records": [_fields(case.record) for case in cases]})
    # -P: this folder has a package "types", which must not stand before Python's own
    peer = [str(venv / "bin" / "python"), "-P", str(Path(__file__).with_name("splink_peer.py"))]
    found = json.loads(subprocess.run(peer, input=asked, capture_output=True, text=True, check=True).stdout)

    def answer(record: Patient, chance: float) -> str | None:
        likely = [person for person, probability in found.get(record.mpi_id, ()) if probability >= chance]
        return likely[0] if len(likely) == 1 else None

    return {f"Splink, probability {chance:g} and more": partial(answer, chance=chance) for chance in CHANCES}


def _fields(one: Patient) -> dict[str, str]:
    return {"id": one.mpi_id, "family": one.name.family, "given": one.name.given, "born": one.birth_date or "", "number": one.mrn}


def _filed(match: Matcher, record: Patient) -> str | None:
    evidence = Evidence(
        {record.mrn: SURE} if record.mrn else {},
        {record.name: SURE} if record.name.family else {},
        {record.birth_date: SURE} if record.birth_date else {},
        {record.sex: SURE} if record.sex else {},
    )
    found = match([evidence], [])
    return found.patient.mpi_id if found.patient else None


def _rules(people: Sequence[Patient]) -> dict[str, Answer]:
    """What one would do in an afternoon; each answers only where one patient fits."""
    numbers, persons = _unique(people, lambda one: one.mrn), _unique(people, _person)
    texts = {one.mpi_id: _text(one) for one in people}

    def fuzzy(record: Patient) -> str | None:
        best = process.extract(_text(record), texts, scorer=fuzz.token_sort_ratio, limit=2, score_cutoff=90)
        return best[0][2] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None

    return {
        "the number alone": lambda record: numbers.get(record.mrn) if record.mrn else None,
        "name and birth date exactly": lambda record: persons.get(_person(record)),
        "rapidfuzz of all fields, 90 and more": fuzzy,
    }


def _unique(people: Sequence[Patient], key: Callable[[Patient], str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in people:
        found.setdefault(key(one), []).append(one.mpi_id)
    return {value: ids[0] for value, ids in found.items() if len(ids) == 1 and value}


def _person(one: Patient) -> str:
    return f"{one.name.family} {one.name.given} {one.birth_date or ''}".upper()


def _text(one: Patient) -> str:
    return f"{one.name.family} {one.name.given} {one.birth_date or ''} {one.mrn}".upper()


def _line(name: str, answer: Answer, cases: Sequence[Case]) -> None:
    found = [(answer(case.record), case.owner) for case in cases]
    matched = [(said, owner) for said, owner in found if said is not None]
    right = sum(said == owner for said, owner in matched)
    precision = right / len(matched) if matched else 1.0
    print(f"{name:34}{len(matched):9}{len(matched) - right:7}{precision:11.4f}{right / len(cases):8.3f}")


def febrl(folder: Path) -> tuple[list[Patient], list[Case]]:
    """The originals, and their copies; "rec-12-dup-0" is of "rec-12-org"."""
    people = [_febrl(row) for row in _rows(folder / "dataset4a.csv")]
    copies = [_febrl(row) for row in _rows(folder / "dataset4b.csv")]
    return people, [Case(copy, f"{copy.mpi_id.rsplit('-dup', 1)[0]}-org") for copy in copies]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, skipinitialspace=True)


def _febrl(row: dict[str, str]) -> Patient:
    born = row["date_of_birth"]
    iso = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else None
    return Patient(row["rec_id"], row["soc_sec_id"], PersonName(row["surname"].upper(), row["given_name"].upper()), iso, None)


def officeally(folder: Path) -> tuple[list[Patient], list[Case]]:
    """Of each family of records the first stands in the index, the others are asked for."""
    text = (folder / "Patient Matching Data.csv").read_text(encoding="utf-8", errors="replace")
    people: list[Patient] = []
    cases: list[Case] = []
    for row in csv.DictReader(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        name = PersonName(row["Last Name"].upper(), row["First Name"].upper(), row["MI"].upper())
        number = "".join(filter(str.isdigit, row["Patient Acct #"]))
        one = Patient(row["PatientID"], number, name, _iso(row["Date of Birth"]), row["Sex"][:1].upper() or None)
        if people and people[-1].phone == row["GroupID"]:
            cases.append(Case(one, people[-1].mpi_id))
        else:
            people.append(replace(one, phone=row["GroupID"]))
    return people, cases


def made(seed: int) -> tuple[list[Patient], list[Case]]:
    """People who are easily confused, and pages' readings of them; the owner of a record of nobody in the index is ""."""
    random = Random(seed)
    people = population(random, PEOPLE)
    gone = {one.mpi_id for one in people if random.random() < STRANGERS}
    cases = []
    for number in range(ASKED_OF):
        at = random.randrange(len(people))
        near = people[at ^ 1] if at ^ 1 < len(people) else people[0]
        read = misread_record(random, people[at], near.mrn)
        cases.append(Case(replace(read, mpi_id=f"page-{number}"), "" if people[at].mpi_id in gone else people[at].mpi_id))
    return [one for one in people if one.mpi_id not in gone], cases


def _iso(text: str) -> str | None:
    parts = text.split("/")
    try:
        return date(int(parts[2]), int(parts[0]), int(parts[1])).isoformat()
    except (ValueError, IndexError):
        return None


def calibrate(documents: int, seed: int) -> None:
    """What each threshold files, and how often wrongly at most."""
    print(f"{'bits':>5}{'documents':>11}{'filed':>8}{'wrong':>7}{'95 % below':>12}")
    chosen: float | None = None
    for threshold in THRESHOLDS:
        with tempfile.TemporaryDirectory() as folder:
            tally, _ = filing.simulate(Path(folder), documents, seed, settings=FilingSettings(min_score=threshold))
        most = float(beta.ppf(0.95, tally.wrong + 1, max(1, tally.filed - tally.wrong)))
        print(f"{threshold:5g}{tally.documents:11}{tally.filed:8}{tally.wrong:7}{'1 in ' + str(round(1 / most)):>12}", flush=True)
        if chosen is None and most < ASKED:
            chosen = threshold
    print(f"filing.min_score = {chosen:g}" if chosen is not None else "too few documents, or no threshold is enough: take more --documents")


if __name__ == "__main__":
    main()
