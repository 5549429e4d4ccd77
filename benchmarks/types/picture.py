"""The confusion matrix as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.types.measure import Answer


def confusion_picture(found: Sequence[Answer], names: Mapping[str, str], path: Path) -> None:
    """Writes a PNG: rows are the truth, columns the answer, cells the share of the row."""
    import matplotlib as mpl  # noqa: PLC0415  # a development dependency

    mpl.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415  # after the backend is chosen

    codes = sorted({a.truth for a in found} | {a.said for a in found})
    pairs, rows = Counter((a.truth, a.said) for a in found), Counter(a.truth for a in found)
    table = [[pairs[truth, said] / max(rows[truth], 1) for said in codes] for truth in codes]
    labels = [names.get(code, code) for code in codes]
    figure, axes = pyplot.subplots(figsize=(11, 10), layout="constrained")
    axes.imshow(table, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(codes)), labels, rotation=60, ha="right")
    axes.set_yticks(range(len(codes)), [f"{label} ({rows[code]})" for label, code in zip(labels, codes, strict=True)])
    for y, row in enumerate(table):
        for x, share in enumerate(row):
            if share >= 0.005:
                axes.text(x, y, f"{share:.2f}", ha="center", va="center", fontsize=7, color="white" if share > 0.5 else "black")
    axes.set(xlabel="answered", ylabel="true", title="Document types on unseen pages")
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
