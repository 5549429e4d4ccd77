"""Holds the exported records beside the truth."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

SURE = 0.70
FIELDS = ("mrn", "name", "birth_date", "sex", "service_date", "provider", "account", "encounter")
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    what: str
    file: str
    pages: str
    expected: str
    got: str
    house: str = ""


@dataclass
class Score:
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)

    def share(self, good: str, of: str) -> str:
        return f"{self.counts[good] / self.counts[of]:.3f} ({self.counts[good]}/{self.counts[of]})" if self.counts[of] else "- (0)"


def letters(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return [word for word in re.split(r"[^a-z]+", plain) if word]


def same_name(value: str, people: Json) -> bool:
    """Family and first given name as written; middle names and suffixes may be there or not, but not wrong."""
    family, given = letters(people["family"]), letters(people["given"])
    extra = {*letters(people["middle"]), *[word[0] for word in letters(people["middle"])], *SUFFIXES}
    got = letters(value)
    if Counter([*family, *given]) - Counter(got):
        return False
    rest = Counter(got) - Counter([*family, *given])
    return all(word in extra for word in rest)


def right(kind: str, value: str, document: Json) -> bool:
    truth = document["values"]
    if kind == "name":
        return same_name(value, document["people"])
    if kind == "provider":
        names = [*document["providers"], truth["provider"]]
        return any(not Counter(letters(name)) - Counter(letters(value)) for name in names)
    if kind in {"mrn", "account", "encounter"}:
        wanted = {truth[kind], document["misprint"] or truth[kind]} if kind == "mrn" else {truth[kind]}
        return bare(value) in {bare(number) for number in wanted}
    if kind == "sex":
        return bool(value) and value[0].upper() == truth["sex"]
    return bool(value == truth[kind])


def bare(number: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", number.upper()).lstrip("0")


def values_of(record: Json, kind: str) -> list[str]:
    if kind == "service_date":
        return [record["service_date"]] if record["service_date"] else []
    found = [
        one["value"]
        for one in record["identifiers"]
        if kind in one["kind"] and (kind != "provider" or "npi" not in one["kind"]) and one["confidence"] >= SURE
    ]
    return list(dict.fromkeys(value for value in found if value))


class Bench:
    """One run's files and records."""

    def __init__(self, truth: Json, records: list[Json]) -> None:
        self.truth = truth
        self.score = Score()
        self.by_file: dict[str, list[Json]] = defaultdict(list)
        for record in records:
            self.by_file[record["source"]["path"]].append(record)

    def run(self) -> Score:
        for file in self.truth["files"]:
            records = self._records(file["file"])
            self._pages(file, records)
            self._filed(file, records)
            strays = [at + 1 for at, page in enumerate(file["pages"]) if page["misfile"]]
            if strays:
                self._misfile(file, records, strays[0])
            self._false_misfile(file, records, bool(strays))
            for number, document in file["documents"].items():
                if not document["misfile"]:
                    self._document(file, records, int(number), document)
        return self.score

    def _records(self, name: str) -> list[Json]:
        return next((found for path, found in self.by_file.items() if path.endswith(name)), [])

    def note(self, what: str, file: Json, pages: list[int], expected: str, got: str, house: str = "") -> None:
        self.score.problems.append(Problem(what, file["file"], ",".join(map(str, pages)), expected, got, house))

    def _pages(self, file: Json, records: list[Json]) -> None:
        seen = {page["source_page"]: page for record in records for page in record["pages"]}
        for at, page in enumerate(file["pages"], 1):
            got = seen.get(at)
            if page["blank"]:
                self.score.counts["backs"] += 1
                blank = got is None or got["blank"]
                self.score.counts["backs right"] += blank
                if not blank:
                    self.note("back not blank", file, [at], "blank", got["text"][:60] if got else "")
                continue
            self.score.counts["fronts"] += 1
            lost = got is None or got["blank"]
            self.score.counts["fronts blank"] += lost
            if lost:
                self.note("front called blank or lost", file, [at], "a page", "blank" if got else "in no record")
            elif got is not None:
                self.score.counts["upright"] += got["rotation"] == page["rotation"]
                if got["rotation"] != page["rotation"]:
                    self.note("rotation", file, [at], str(page["rotation"]), str(got["rotation"]))

    def _fronts(self, file: Json, record: Json) -> list[int]:
        return [page for page in record["source"]["pages"] if not file["pages"][page - 1]["blank"]]

    def _filed(self, file: Json, records: list[Json]) -> None:
        for record in records:
            if record["status"] != "filed" or not (fronts := self._fronts(file, record)):
                continue
            self.score.counts["filed"] += 1
            owners = {file["pages"][page - 1]["patient"] or f"not indexed {file['pages'][page - 1]['document']}" for page in fronts}
            if owners != {(record["patient"] or {}).get("mpi_id")}:
                self.score.counts["filed wrong"] += 1
                self.note("FILED TO WRONG PATIENT", file, fronts, ", ".join(sorted(owners)), f"{record['patient']}")

    def _misfile(self, file: Json, records: list[Json], stray: int) -> None:
        host = file["pages"][0]["document"]
        pages = {at for at, page in enumerate(file["pages"], 1) if page["document"] == host and not page["blank"]} | {stray}
        held = any("misfile" in record["reasons"] and pages & set(record["source"]["pages"]) for record in records)
        self.score.counts["misfiles"] += 1
        self.score.counts["misfiles found"] += held
        if not held:
            self.score.counts["misfiles lost"] += 1
            self.score.counts["misfiles harmless"] += not any(self._mixed(file, record) for record in records)
            got = "; ".join(f"{record['source']['pages']} {record['status']} {record['reasons']}" for record in records)
            self.note("misfile not found", file, [stray], f"page {stray} of {sorted(pages)} is another patient's", got)

    def _mixed(self, file: Json, record: Json) -> bool:
        owners = {file["pages"][page - 1]["document"] for page in self._fronts(file, record)}
        return record["status"] == "filed" and len({file["documents"][str(number)]["values"]["mrn"] for number in owners}) > 1

    def _false_misfile(self, file: Json, records: list[Json], real: bool) -> None:
        for record in records:
            if "misfile" not in record["reasons"]:
                continue
            self.score.counts["said misfile"] += 1
            owners = {file["pages"][page - 1]["document"] for page in self._fronts(file, record)}
            touched = real and any(file["documents"][str(number)]["misfile"] for number in owners)
            self.score.counts["said misfile rightly"] += touched
            if not touched:
                people = {str(file["pages"][page - 1]["patient"]) for page in self._fronts(file, record)}
                what = "misfile said of two documents taken for one" if len(people) > 1 else "misfile said wrongly"
                self.note(what, file, self._fronts(file, record), "no misfile", f"{record['reasons']} {record['patient']}")

    def _document(self, file: Json, records: list[Json], number: int, document: Json) -> None:
        counts, house = self.score.counts, document["house"]
        pages = [at for at, page in enumerate(file["pages"], 1) if page["document"] == number and not page["blank"]]
        owners = [record for record in records if set(self._fronts(file, record)) & set(pages)]
        record = next((one for one in owners if pages[0] in one["source"]["pages"]), None)
        counts["documents"] += 1
        whole = record is not None and sorted(self._fronts(file, record)) == pages
        counts["split right"] += whole
        if not whole:
            self.note("split", file, pages, f"{pages}", "; ".join(str(one["source"]["pages"]) for one in owners) or "nothing", house)
        good = (
            whole and record is not None and record["status"] == "filed" and (record["patient"] or {}).get("mpi_id") == document["patient"]
        )
        if document["fileable"]:
            counts["fileable"] += 1
            counts["fileable filed"] += good
            if not good and record is not None:
                found = {kind: values_of(record, kind) for kind in ("mrn", "name", "birth_date")}
                self.note("not filed", file, pages, f"{document['printed']}", f"{record['status']} {record['reasons']} {found}", house)
        if record is None:
            return
        code = record["document_type"]["code"] if record["document_type"] else None
        counts["type right"] += code == document["code"]
        self.score.types[document["code"], str(code)] += 1
        if code != document["code"]:
            self.note("type", file, pages, document["code"], f"{code} ({(record['document_type'] or {}).get('confidence')})", house)
        for kind in FIELDS:
            self._field(file, pages, record, kind, document)

    def _field(self, file: Json, pages: list[int], record: Json, kind: str, document: Json) -> None:
        counts = self.score.counts
        values = values_of(record, kind)
        if kind == "sex":
            values = values or [sex for sex in [(record["patient"] or {}).get("sex")] if sex]
        hits = [value for value in values if right(kind, value, document)]
        wrong = [value for value in values if value not in hits]
        if kind in document["printed"]:
            counts[f"{kind} printed"] += 1
            counts[f"{kind} found"] += bool(hits)
            if not hits and not wrong:
                unsure = [f"{one['value']} {one['confidence']}" for one in record["identifiers"] if kind in one["kind"]]
                self.note(f"{kind} missed", file, pages, document["printed"][kind], f"unsure: {unsure}", document["house"])
        counts[f"{kind} said"] += len(values)
        counts[f"{kind} right"] += len(hits)
        for value in wrong:
            raw = [
                f"{one['raw']} p{one['page']} {one['confidence']}"
                for one in record["identifiers"]
                if kind in one["kind"] and one["value"] == value
            ]
            expected = str(document["printed"].get(kind, f"not printed ({document['values'][kind]})"))
            self.note(f"{kind} wrong", file, pages, expected, f"{value} <- {raw}", document["house"])
