"""The figures as tables."""

from __future__ import annotations

from collections import Counter

from benchmarks.whose.judge import KINDS, Tally

ROWS = (
    ("documents split right", "split right", "documents"),
    ("page pairs together: precision", "pairs both", "pairs found"),
    ("page pairs together: recall", "pairs both", "pairs meant"),
    ("patient right, of filed", "right patient", "filed"),
    ("wrong patient among filed", "wrong patient", "filed"),
    ("filed of those that can be", "fileable filed", "fileable"),
    ("misfiles found", "misfiles found", "misfiles"),
    ("not found, and nobody harmed", "misfiles harmless", "misfiles missed"),
    ("misfile said rightly", "misfile said rightly", "misfile said"),
    ("service date right", "dated right", "dated"),
    ("backs called blank", "backs blank", "backs"),
    ("fronts called blank", "fronts blank", "fronts"),
    ("fronts upright", "fronts upright", "fronts"),
)


def print_tables(tallies: dict[str, Tally]) -> None:
    """One column for each severity and kind of layout."""
    columns = list(tallies)
    print(f"{'':34}" + "".join(f"{column:>20}" for column in columns))
    print(f"{'files':34}" + "".join(f"{tallies[column].count['files']:>20}" for column in columns))
    for title, part, whole in ROWS:
        print(f"{title:34}" + "".join(f"{tallies[column].share(part, whole):>20}" for column in columns))
    print(f"{'page pairs together: F1':34}" + "".join(f"{_pair_f1(tallies[column]):>20.3f}" for column in columns))
    for title, measure in (("type accuracy", _accuracy), ("type macro-F1", _macro_f1)):
        print(f"{title:34}" + "".join(f"{measure(tallies[column].confusion):>20.3f}" for column in columns))
    for kind in KINDS:
        print(f"{kind + ' recall / precision':34}" + "".join(f"{_found(tallies[column], kind):>20}" for column in columns))
    held = sum((tally.held for tally in tallies.values()), Counter[str]())
    filed, wrong = (sum(tally.count[name] for tally in tallies.values()) for name in ("filed", "wrong patient"))
    bound = f"; 95 % sure that fewer are than 1 in {filed // 3}" if filed and not wrong else ""  # the rule of three
    print(f"filed to a wrong patient: {wrong} of {filed}{bound}")
    print("held because of: " + ", ".join(f"{reason} {count}" for reason, count in held.most_common()))


def _pair_f1(tally: Tally) -> float:
    return 2 * tally.count["pairs both"] / max(1, tally.count["pairs found"] + tally.count["pairs meant"])


def _accuracy(confusion: Counter[tuple[str, str]]) -> float:
    return sum(count for (meant, got), count in confusion.items() if meant == got) / max(1, confusion.total())


def _macro_f1(confusion: Counter[tuple[str, str]]) -> float:
    scores = []
    for code in {meant for meant, _ in confusion}:
        both = confusion[code, code]
        meant = sum(count for (one, _), count in confusion.items() if one == code)
        got = sum(count for (_, one), count in confusion.items() if one == code)
        scores.append(2 * both / (meant + got))
    return sum(scores) / max(1, len(scores))


def _found(tally: Tally, kind: str) -> str:
    counts = tally.found[kind]
    exact = counts["exact"] / counts["documents"] if counts["documents"] else 0.0
    precision = counts["right"] / counts["read"] if counts["read"] else 0.0
    return f"{exact:.3f} / {precision:.3f}"
