"""python -m benchmarks.reading --data ../shared/data            pipeline and tesseract side by side, on pages never tuned on
python -m benchmarks.reading --data ../shared/data --steps    and the pipeline without each of its cleanup steps
python -m benchmarks.reading --data ../shared/data --sets "up the margin"    print where a reader doesn't look for it (odd.py, sideways.py)

Words are lower-cased runs of letters and digits, counted as a bag; those broken at a line's end are joined, in the truth and, where the
truth has the whole word, in what was read. Seconds are processor time, so one core's.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

os.environ["OMP_THREAD_LIMIT"] = "1"  # before Tesseract is loaded

from benchmarks.reading.odd import ODD
from benchmarks.reading.readers import Reader, readers
from benchmarks.reading.sets import SETS, Sample
from benchmarks.reading.sideways import SIDEWAYS

_BROKEN = re.compile(r"(?P<start>[^\W\d_]+)-\n(?P<end>[a-z]+)")


@dataclass
class Score:
    """Sums over a set."""

    found: int = 0
    printed: int = 0
    read: int = 0
    seconds: float = 0.0
    pages: int = 0

    def add(self, truth: str, read: str, seconds: float) -> float:
        """Count one page; its recall."""
        there = Counter(words(truth))
        seen = Counter(words(read, there))
        same = sum((there & seen).values())
        self.found, self.printed, self.read = self.found + same, self.printed + sum(there.values()), self.read + sum(seen.values())
        self.seconds, self.pages = self.seconds + seconds, self.pages + 1
        return same / max(1, sum(there.values()))

    def line(self, name: str) -> str:
        """Recall, precision and pages a minute of one core."""
        recall, precision = self.found / max(1, self.printed), self.found / max(1, self.read)
        return (
            f"  {name:24} recall {recall:.4f}  precision {precision:.4f}  {60 * self.pages / max(1e-9, self.seconds):6.1f} pages/min/core"
        )


Kinds = dict[str, dict[str, Score]]  # by kind of page and by reader


def words(text: str, truth: Container[str] | None = None) -> list[str]:
    """Runs of letters and digits. A word that goes on in the next line is whole, as the books' truth has none: but "self-defence" is
    two words in the truth wherever its line ends, so what was read is joined only where `truth` knows the whole.
    """

    def join(broken: re.Match[str]) -> str:
        whole = (broken["start"] + broken["end"]).lower()
        return whole if truth is None or whole in truth else f"{broken['start']} {broken['end']}"

    return re.findall(r"[^\W_]+", _BROKEN.sub(join, text).lower())


def main() -> None:
    """Read every set with every reader, page by page in turn, and print the table."""
    given = _arguments()
    chosen = {
        name: reader
        for name, reader in readers(given.steps, given.engines, given.peers, given.models).items()
        if not given.only or name in given.only
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, make in {**SETS, **ODD, **SIDEWAYS}.items():
            if name not in (given.sets or SETS):
                continue
            samples = list(make(given.data, Path(folder), given.split, given.pages))
            print(f"{name}: {len(samples)} pages ({given.split})", flush=True)
            kinds: Kinds = defaultdict(lambda: {name: Score() for name in chosen})
            for reader, score in _scores(samples, chosen, given.worst, kinds).items():
                print(score.line(reader), flush=True)
            if given.kinds:
                _tell_kinds(kinds)


def _tell_kinds(kinds: Kinds) -> None:
    """A line for each kind of page: each reader's recall, and by how many words the first is behind the best of the others."""
    for kind, scores in sorted(kinds.items()):
        first, *others = scores.values()
        told = "  ".join(f"{name} {score.found / max(1, score.printed):.4f}" for name, score in scores.items())
        behind = max((score.found for score in others), default=0) - first.found
        print(f"    {kind:24} {first.pages:3} pages  {told}{f'  behind by {behind} of {first.printed} words' if behind > 0 else ''}")


def _scores(samples: list[Sample], chosen: dict[str, Reader], worst: bool, kinds: Kinds) -> dict[str, Score]:
    """Over all pages; those of each kind are added to `kinds`."""
    scores = {name: Score() for name in chosen}
    for sample in samples:
        recalls = {}
        for name, reader in chosen.items():
            text, seconds = reader(sample.path)
            recalls[name] = scores[name].add(sample.truth, text, seconds)
            for kind in sample.kinds:
                kinds[kind][name].add(sample.truth, text, seconds)
        if worst and min(recalls.values()) < 0.8:
            print("    " + sample.path.name, " ".join(f"{name} {recall:.2f}" for name, recall in recalls.items()), flush=True)
    return scores


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--split", choices=("tune", "report"), default="report")
    parser.add_argument("--pages", type=int, default=40, help="at most so many of each set")
    parser.add_argument("--sets", nargs="*", choices=[*SETS, *ODD, *SIDEWAYS], help="these; by default neither the odd nor the sideways")
    parser.add_argument("--steps", action="store_true", help="measure each cleanup step by leaving it out")
    parser.add_argument("--engines", action="store_true", help="measure the other engine too")
    parser.add_argument("--peers", type=Path, help="a virtual environment with ocrmypdf and rapidocr-onnxruntime, measured too")
    parser.add_argument("--models", type=Path, help="a folder with another eng.traineddata, with which the pipeline is measured too")
    parser.add_argument("--only", nargs="*", help="only these readers, by name")
    parser.add_argument("--kinds", action="store_true", help="print the recall of each layout and type of the drawn charts too")
    parser.add_argument("--worst", action="store_true", help="print pages that somebody reads badly")
    return parser.parse_args()


if __name__ == "__main__":
    main()
