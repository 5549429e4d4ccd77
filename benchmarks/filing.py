"""Is a document ever filed to a wrong patient, and how fast is the patient index?

    python -m benchmarks.filing --documents 20000 --seed 1     counts wrong patients among filed documents (must be 0)
    python -m benchmarks.filing --patients 1000000             milliseconds a lookup

The population is made to be confused: 40 % of the patients have somebody whose MRN is one edit away and who shares the
birth date, the name, or all but the generation. Identifiers are misread as scanners and engines do, often with high confidence.
Exit code 1 when a document was filed to a wrong patient.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.misreading import Scanned, scanned_document
from benchmarks.people import population
from pipeline.filing import Filer, FilingSettings, SqlitePatientIndex
from pipeline.model.types import Arrival, Document, Findings, Patient, TypeGuess

ARRIVAL = Arrival("bench", "bench.tif", "0" * 64, None, "2026-01-01T00:00:00Z", 1)


@dataclass
class Tally:
    """What became of the documents."""

    documents: int = 0
    filed: int = 0
    wrong: int = 0
    clean: int = 0  # documents without any misreading, and of one patient
    clean_filed: int = 0

    def __str__(self) -> str:
        return (
            f"{self.documents} documents, {self.filed} filed ({self.filed / max(1, self.documents):.1%}), "
            f"{self.wrong} to a wrong patient; of {self.clean} read without error {self.clean_filed / max(1, self.clean):.1%} filed"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Both measurements; the arguments say how much."""
    arguments = _arguments(argv)
    if arguments.patients:
        measure_lookups(arguments.patients, arguments.seed)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        with_index, reasons = simulate(Path(folder), arguments.documents, arguments.seed)
    print(f"with a patient index:    {with_index}")
    print("held because of:         " + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
    with tempfile.TemporaryDirectory() as folder:
        without, _ = simulate(Path(folder), arguments.documents, arguments.seed, index_filled=False)
    print(f"without a patient index: {without}  (a surely misread MRN can't be noticed)")
    return 1 if with_index.wrong else 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.filing", description="Wrong patients, and lookup times.")
    parser.add_argument("--documents", type=int, default=20_000, help="documents to file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patients", type=int, default=0, help="measure lookups in an index of so many patients instead")
    return parser.parse_args(argv)


def simulate(
    folder: Path, documents: int, seed: int, index_filled: bool = True, settings: FilingSettings | None = None
) -> tuple[Tally, Counter[str]]:
    """File random documents of a population a quarter their number; what became of them, and why some were held."""
    random = Random(seed)
    people = population(random, max(100, documents // 4))
    index = SqlitePatientIndex(folder / "patients.sqlite")
    index.load(people if index_filled else [])
    filer = Filer(settings or FilingSettings(), index, _surest_type)
    tally, reasons = Tally(), Counter[str]()
    for _ in range(documents):
        scan = scanned_document(random, people)
        filed = filer.file(ARRIVAL, scan.pages)
        _count(tally, scan, filed)
        reasons.update(reason for document in filed for reason in document.reasons)
    index.close()
    return tally, reasons


def _count(tally: Tally, scan: Scanned, filed: Sequence[Document]) -> None:
    tally.documents += len(filed)
    for document in filed:
        if document.patient is None:
            continue
        tally.filed += 1
        owners = {scan.owners[page.page.number].mrn for page in document.pages if isinstance(page, Findings)}
        tally.wrong += owners != {document.patient.mrn}
    if scan.clean:
        tally.clean += 1
        tally.clean_filed += all(document.status == "filed" for document in filed)


def _surest_type(guesses: Sequence[TypeGuess]) -> TypeGuess:
    return max(guesses, key=lambda guess: guess.confidence)


def measure_lookups(patients: int, seed: int) -> None:
    """Milliseconds for each lookup, cold pages of the file cache apart."""
    random = Random(seed)
    people = population(random, patients)
    with tempfile.TemporaryDirectory() as folder:
        index = SqlitePatientIndex(Path(folder) / "patients.sqlite")
        begun = time.perf_counter()
        index.load(people)
        print(f"{index.count()} patients loaded in {time.perf_counter() - begun:.1f} s")
        asked = random.choices(people, k=1000)
        gc.freeze()  # or the collector's walks over a million patients of the benchmark are measured
        lookups: dict[str, Callable[[Patient], object]] = {
            "count": lambda _: index.count(),
            "by_mrn": lambda p: index.by_mrn(p.mrn),
            "by_name_and_birth_date": lambda p: index.by_name_and_birth_date(p.name, p.birth_date or ""),
            "near_mrn": lambda p: index.near_mrn(p.mrn),
            "namesakes": lambda p: index.namesakes(p.name),
            "born_on": lambda p: index.born_on(p.birth_date or ""),
        }
        for name, lookup in lookups.items():
            _report(name, lookup, asked)
        filer = Filer(FilingSettings(), index, _surest_type)
        scans = {id(person): scanned_document(random, people) for person in asked}
        _report("file a document", lambda p: filer.file(ARRIVAL, scans[id(p)].pages), asked)
        index.close()


def _report(name: str, lookup: Callable[[Patient], object], asked: Sequence[Patient]) -> None:
    times = []
    for person in asked:
        begun = time.perf_counter()
        lookup(person)
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    print(f"{name:24} mean {sum(times) / len(times):7.3f} ms   p95 {times[len(times) * 95 // 100]:7.3f} ms   worst {times[-1]:7.3f} ms")


if __name__ == "__main__":
    sys.exit(main())
