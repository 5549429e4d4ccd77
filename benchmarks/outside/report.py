"""Totals and problems as text."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from benchmarks.outside.judge import FIELDS, Score


def totals(score: Score) -> str:
    count = score.counts
    rows = [
        ("documents split exactly right", score.share("split right", "documents")),
        ("filed to a wrong patient, of filed", f"{count['filed wrong']}/{count['filed']}"),
        ("filed, of those a careful clerk could file", score.share("fileable filed", "fileable")),
        ("type accuracy", score.share("type right", "documents")),
        *[
            (
                f"{kind} recall; precision",
                f"{score.share(f'{kind} found', f'{kind} printed')}; {score.share(f'{kind} right', f'{kind} said')}",
            )
            for kind in FIELDS
        ],
        ("misfiles found", score.share("misfiles found", "misfiles")),
        ("of those not found, nobody harmed", score.share("misfiles harmless", "misfiles lost")),
        ("misfile said rightly", score.share("said misfile rightly", "said misfile")),
        ("blank backs right", score.share("backs right", "backs")),
        ("fronts called blank or lost", f"{count['fronts blank']}/{count['fronts']}"),
        ("fronts upright", score.share("upright", "fronts")),
    ]
    return "\n".join(f"| {name} | {value} |" for name, value in rows)


def problems(score: Score, folder: Path) -> str:
    groups: dict[str, list[str]] = defaultdict(list)
    for one in score.problems:
        place = f"{folder / 'scans' / one.file} p{one.pages} [{one.house}]"
        groups[one.what].append(f"- {place}\n  expected: {one.expected}\n  got: {one.got}")
    order = sorted(groups, key=lambda what: (not what.isupper(), what))
    return "\n\n".join(f"### {what}: {len(groups[what])}\n\n" + "\n".join(groups[what]) for what in order)
