"""What was found on a page beside what is printed on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.fresh.kinds import Page
from pipeline.model.types import Identifier
from pipeline.settings import Settings

SURE = Settings().filing.min_identifier_confidence
KINDS = (
    "mrn", "name", "birth_date", "sex", "encounter", "account", "service_date", "admission_date", "discharge_date",
    "address", "phone", "ssn", "member_id", "accession", "npi", "provider",
)  # fmt: skip
# Every doctor on a page is a provider, also where the layout remembers only some: only what is missing can be judged.
UNJUDGED_PRECISION = frozenset({"provider", "service_date"})


@dataclass
class Tally:
    """Counts of one column. A value counts once a page; sure is what filing goes by."""

    found: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    types: Counter[tuple[str, str]] = field(default_factory=Counter)


def judge(page: Page, code: str | None, identifiers: Iterable[Identifier], tally: Tally) -> Iterator[str]:
    """Counts one page; what went wrong, in words for a developer."""
    found = list(identifiers)
    tally.types[page.type_code or "none", code or "none"] += 1
    problems = [] if page.type_code == code else [f"type {code}, not {page.type_code}"]
    for kind in KINDS:
        printed = {_plain(kind, value) for one, value in page.printed if one == kind}
        any_ = {_plain(kind, one.value) for one in found if one.kind == kind}
        sure = {_plain(kind, one.value) for one in found if one.kind == kind and one.confidence >= SURE}
        counts = tally.found[kind]
        counts.update(
            printed=len(printed), found=len(printed & any_), surely=len(printed & sure), sure=len(sure), right=len(sure & printed)
        )
        wrong = sure - printed if kind not in UNJUDGED_PRECISION else set()
        if printed - sure or wrong:
            seen = ", ".join(f"{one.value} {one.confidence} {one.rule}" for one in found if one.kind == kind)
            problems.append(f"{'WRONG ' if wrong else ''}{kind} {sorted(printed)}: found {seen or 'nothing'}")
    return iter(problems)


def _plain(kind: str, value: str) -> str:
    return value.replace(",", "") if kind == "address" else value


def print_tables(tallies: dict[str, Tally]) -> None:
    """One column for each severity and sort of layout: found surely of what is printed; precision of what is sure."""
    columns = sorted(tallies)
    print(f"{'surely found / precision':26}" + "".join(f"{column:>22}" for column in columns))
    for kind in KINDS:
        print(f"{kind:26}" + "".join(f"{_cell(tallies[column].found[kind], kind):>22}" for column in columns))
    print(f"{'type accuracy':26}" + "".join(f"{_accuracy(tallies[column].types):>22}" for column in columns))
    pairs = sum((tally.types for tally in tallies.values()), Counter[tuple[str, str]]())
    wrong = [(count, truth, said) for (truth, said), count in pairs.items() if truth != said]
    print("types confused: " + (", ".join(f"{truth} as {said} {count}" for count, truth, said in sorted(wrong, reverse=True)) or "none"))


def _cell(counts: Counter[str], kind: str) -> str:
    if not counts["printed"]:
        return "-" if not counts["sure"] else f"- ({counts['sure']} sure)"
    precision = "   -" if kind in UNJUDGED_PRECISION else f"{counts['right'] / max(1, counts['sure']):.3f}"
    return f"{counts['surely'] / counts['printed']:.3f} / {precision} ({counts['printed']})"


def _accuracy(types: Counter[tuple[str, str]]) -> str:
    right = sum(count for (truth, said), count in types.items() if truth == said)
    return f"{right / max(1, types.total()):.3f} ({types.total()})"
