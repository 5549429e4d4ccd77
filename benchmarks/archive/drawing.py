"""The curves of a long run as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

from benchmarks.archive.measuring import Look

mpl.use("Agg")
import matplotlib.pyplot as plt

WINDOW = 12  # looks that a rate is taken over


def draw(looks: Sequence[Look], stop_at: int, out: Path, title: str) -> None:
    """Throughput and memory over pages; a line where the run was stopped and continued."""
    figure, (above, below) = plt.subplots(2, 1, figsize=(9, 7), sharex=True, layout="constrained")
    for name, part in (("first run", looks[:stop_at]), ("continued", looks[stop_at:])):
        pairs = [(one, other) for one, other in zip(part, part[WINDOW:], strict=False) if other.pages > one.pages]
        at = [other.pages for _, other in pairs]
        above.plot(at, [(b.pages - a.pages) / max(b.cpu - a.cpu, 1e-9) for a, b in pairs], label=f"per processor second, {name}")
        above.plot(at, [(b.pages - a.pages) / (b.clock - a.clock) for a, b in pairs], "--", label=f"per second by the clock, {name}")
        below.plot([one.pages for one in part], [one.main_mb for one in part], label=f"main process, {name}")
        below.plot([one.pages for one in part], [one.workers_mb for one in part], "--", label=f"workers, {name}")
    if 0 < stop_at < len(looks):
        for axes in (above, below):
            axes.axvline(looks[stop_at - 1].pages, color="grey", linewidth=0.8)
    above.set(ylabel="pages", title=title, ylim=(0, None))
    below.set(xlabel="pages read", ylabel="MB resident", ylim=(0, None))
    for axes in (above, below):
        axes.legend(fontsize=8)
        axes.grid(alpha=0.3)
    figure.savefig(out, dpi=110)
