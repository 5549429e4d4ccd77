"""What became of a file beside the truth about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.whose.files import File, Truth
from pipeline.extract import format_name, parse_name
from pipeline.model.record import Record

KINDS = ("mrn", "name", "birth_date", "sex", "encounter", "account", "service_date")
SURE = 0.7  # what filing goes by


@dataclass(slots=True)
class Tally:
    """Counts over files of one severity."""

    count: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    found: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong_files: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> str:
        """As a share with its counts."""
        a, b = self.count[part], self.count[whole]
        return f"{a / b:.3f} ({a}/{b})" if b else "-"


def judge(file: File, records: list[Record], tally: Tally) -> list[str]:
    """Count one file; what went wrong, in words for a developer (the people are invented)."""
    problems = [*_split(file, records, tally), *_verdicts(file, records, tally), *_misfiles(file, records, tally)]
    tally.count["files"] += 1
    _pages(file, records, tally)
    _fields(file, records, tally)
    return problems


def _split(file: File, records: list[Record], tally: Tally) -> list[str]:
    found = {frozenset(set(record["source"]["pages"]) - file.backs) for record in records}
    wanted = {
        frozenset((*truth.pages, *(page for page, at in file.strays.items() if at == index))) for index, truth in enumerate(file.documents)
    }
    tally.count["documents"] += len(wanted)
    tally.count["split right"] += len(wanted & found)
    together, meant = _pairs(found), _pairs(wanted)
    tally.count["pairs found"] += len(together)
    tally.count["pairs meant"] += len(meant)
    tally.count["pairs both"] += len(together & meant)
    if wanted == found:
        return []
    return [f"split {sorted(map(sorted, found))}, not {sorted(map(sorted, wanted))}"]


def _pairs(groups: set[frozenset[int]]) -> set[tuple[int, int]]:
    return {(a, b) for group in groups for a, b in combinations(sorted(group), 2)}


def _verdicts(file: File, records: list[Record], tally: Tally) -> list[str]:
    problems = []
    for record in records:
        tally.count["records"] += 1
        if record["status"] != "filed":
            tally.held.update(record["reasons"])
            continue
        tally.count["filed"] += 1
        strangers = _strangers(file, record)
        tally.count["right patient"] += not strangers
        if strangers:
            tally.count["wrong patient"] += 1
            tally.wrong_files.append(file.name)
            problems.append(f"WRONG PATIENT: pages {strangers} of {record['source']['pages']}")
    for truth in file.documents:
        if not truth.fileable:
            continue
        tally.count["fileable"] += 1
        record = _record_of(truth, records)
        if record["status"] == "filed":
            tally.count["fileable filed"] += 1
        else:
            problems.append(f"held {record['reasons']}: pages {truth.pages} {truth.type_code} {truth.layout}")
    return problems


def _strangers(file: File, record: Record) -> list[int]:
    """Pages of a filed record that are another patient's; none of a held one."""
    if record["status"] != "filed":
        return []
    mpi = record["patient"]["mpi_id"] if record["patient"] else None
    return [page for page in sorted(set(record["source"]["pages"]) - file.backs) if _owner(file, page) != mpi]


def _owner(file: File, page: int) -> str | None:
    patient = file.guests.get(page) or next(truth.patient for truth in file.documents if page in truth.pages)
    return patient.mpi_id if patient else None


def _record_of(truth: Truth, records: list[Record]) -> Record:
    return next(record for record in records if truth.pages[0] in record["source"]["pages"])


def _misfiles(file: File, records: list[Record], tally: Tally) -> list[str]:
    problems = []
    for stray, at in file.strays.items():
        tally.count["misfiles"] += 1
        both = [record for record in records if {stray, *file.documents[at].pages} & set(record["source"]["pages"])]
        if any("misfile" in record["reasons"] for record in both):
            tally.count["misfiles found"] += 1
        else:
            tally.count["misfiles missed"] += 1
            tally.count["misfiles harmless"] += not any(_strangers(file, record) for record in both)
            problems.append(f"misfile at page {stray} not seen: {[(r['source']['pages'], r['reasons']) for r in records]}")
    for record in records:
        if "misfile" in record["reasons"]:
            tally.count["misfile said"] += 1
            if file.strays:
                tally.count["misfile said rightly"] += 1
            else:
                problems.append(f"misfile said of {record['source']['pages']}")
    return problems


def _pages(file: File, records: list[Record], tally: Tally) -> None:
    for record in records:
        for page in record["pages"]:
            number = page["source_page"]
            if number in file.backs:
                tally.count["backs"] += 1
                tally.count["backs blank"] += page["blank"]
            else:
                tally.count["fronts"] += 1
                tally.count["fronts blank"] += page["blank"]
                tally.count["fronts upright"] += page["rotation"] == file.turns[number]


def _fields(file: File, records: list[Record], tally: Tally) -> None:
    for index, truth in enumerate(file.documents):
        record = _record_of(truth, records)
        tally.confusion[truth.type_code or "none", record["document_type"]["code"] or "none"] += 1
        if not truth.printed or index in file.strays.values():
            continue
        # drawn discharge summaries are dated by their admission; the program dates them by the discharge, and they are left out here
        if truth.service_date and truth.type_code != "18842-5" and any(box.kind == "service_date" for box in truth.printed):
            tally.count["dated"] += 1
            tally.count["dated right"] += record["service_date"] == truth.service_date
        for kind in KINDS:
            meant = {_normal(box.kind, box.value) for box in truth.printed if box.kind == kind}
            got = {i["value"] for i in record["identifiers"] if i["kind"] == kind and i["page"] in truth.pages and i["confidence"] >= SURE}
            if kind == "sex" and not meant and truth.patient:
                got -= {truth.patient.sex}  # sentences say it too ("a 61-year-old woman"), which the truth does not list
            tally.found[kind]["documents"] += bool(meant)
            tally.found[kind]["exact"] += bool(meant & got)
            tally.found[kind]["read"] += len(got)
            tally.found[kind]["right"] += len(got & meant)


def _normal(kind: str, value: str) -> str:
    name = parse_name(value) if kind == "name" else None
    return value if name is None else format_name(name)
