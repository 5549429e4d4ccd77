"""python -m benchmarks.types.held_out --data ../shared/data      the pages that `chartscan types train` checks a site's model on

Pages that the shipped model never learnt from, as it sees them (MTSamples texts of the validation part, CC0, and written ones): one half
is replayed while a site's pages are learnt, the other half must be told as well afterwards as before.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import islice
from pathlib import Path

from benchmarks.types.corpus import mtsamples, note_pages, odd_pages, written_pages
from benchmarks.types.fit import MODEL, TYPES
from pipeline.classify.adapting import Labelled, judged, save_pages
from pipeline.classify.document_types import load_types
from pipeline.classify.features import Features
from pipeline.classify.linear import load_model
from pipeline.classify.titles import TitleFinder

SEED, OF_A_CLASS, OF_NONE = 77, 40, 160


def main() -> None:
    """Write the pages beside the model."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.types.held_out", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--out", type=Path, default=MODEL.with_name("held_out.npz"))
    given = parser.parse_args()
    model, features = load_model(MODEL), Features(TitleFinder(load_types(TYPES)))
    found = [*note_pages(mtsamples(given.data, "validation"), SEED, 1), *written_pages(SEED, 24, 100), *islice(odd_pages(SEED, 60), 60)]
    many: Counter[str] = Counter()
    kept = []
    for page in found:
        many[page.label] += 1
        if many[page.label] <= (OF_NONE if page.label == "other" else OF_A_CLASS):
            kept.append(Labelled(*model.vector(features(page.page)), page.label))
    save_pages(kept, given.out)
    print(f"{len(kept)} pages, {given.out.stat().st_size} bytes, the shipped model tells {judged(model, kept).accuracy:.3f} of them")


if __name__ == "__main__":
    main()
