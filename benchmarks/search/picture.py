"""The tables of several runs as one picture: `python -m benchmarks.search.picture sqlite.txt elasticsearch.txt --out PICTURE.png`.

Each file is what `python -m benchmarks.search` printed.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt  # after the backend is chosen

_HEAD = re.compile(r"(\w+): (\d+) pages")
_ROW = re.compile(r"(\S.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+(\d+)$")
_COLOURS = ("#2f6f9f", "#d9822b")


def table(path: Path) -> tuple[str, dict[str, tuple[float, float]]]:
    """The run's name, and p50 and p95 in ms of each kind of query."""
    text = path.read_text(encoding="utf-8")
    head = _HEAD.search(text)
    if head is None:
        raise SystemExit(f"{path}: not what the benchmark prints")
    rows = {found[1]: (float(found[2]), float(found[3])) for line in text.splitlines() if (found := _ROW.match(line))}
    return f"{head[1]}, {int(head[2]):,} pages", rows


def main() -> None:
    """Draw and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    runs = [table(path) for path in given.runs]
    kinds = list(runs[0][1])
    figure, axes = plt.subplots(figsize=(9, 6))
    thick = 0.8 / len(runs)
    for number, (name, rows) in enumerate(runs):
        places = [at + number * thick for at in range(len(kinds))]
        axes.barh(places, [rows[kind][1] for kind in kinds], thick, color=_COLOURS[number % 2], alpha=0.45, label=f"{name}: p95")
        axes.barh(places, [rows[kind][0] for kind in kinds], thick, color=_COLOURS[number % 2], label=f"{name}: p50")
    axes.set_yticks([at + thick * (len(runs) - 1) / 2 for at in range(len(kinds))], kinds)
    axes.invert_yaxis()
    axes.set_xlabel("milliseconds")
    axes.legend(loc="lower right", framealpha=1.0)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(given.out, dpi=110)


if __name__ == "__main__":
    main()
