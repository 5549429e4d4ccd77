"""What `python -m benchmarks.types` prints: accuracy on unseen pages, behaviour on pages of no type, calibration, speed."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.types.charts import MEASURING_SEEDS, NO_TYPE, chart_pages
from benchmarks.types.corpus import Page, mtsamples, note_pages, plain_note_pages, written_pages
from benchmarks.types.fit import TYPES
from benchmarks.types.measure import HEADER, Answer, answers, confusions, line
from benchmarks.types.pages import Wear, page_of
from pipeline.classify.classifier import Classifier
from pipeline.classify.document_types import load_types, type_names
from pipeline.classify.linear import OTHER, load_model
from pipeline.classify.settings import ClassifySettings

SEED = 77


def report(data: Path, model: Path, drawn: int, picture: Path | None) -> None:
    """Prints the table; `drawn` charts are also read from pixels."""
    types = load_types(TYPES)
    classifier = Classifier(ClassifySettings(), load_model(model), types)
    names = {**type_names(types), OTHER: "none of these"}
    codes = tuple(sorted(type_names(types)))
    held_out = mtsamples(data, "test")
    sets = {
        "MTSamples, unseen texts": list(plain_note_pages(held_out, SEED)),
        "MTSamples, unseen, worn pieces": list(note_pages(held_out, SEED, 1)),
        "other hospitals' wording": list(unseen_pages()),
        "grammar, unseen seed": list(written_pages(SEED * 1000, 15, 150)),
        "charts, unseen seeds, text": list(chart_pages(codes, 25, MEASURING_SEEDS, worn=False)),
        "charts, unseen seeds, worn": list(chart_pages(codes, 25, MEASURING_SEEDS, worn=True)),
        "none: charts of no type": list(chart_pages((NO_TYPE,), 100, MEASURING_SEEDS, worn=False)),
        "none: old books": list(book_pages(data)),
        "none: FUNSD business forms": list(form_pages(data)),
    }
    print(HEADER)
    found: dict[str, list[Answer]] = {}
    for name, pages in sets.items():
        found[name] = answers(classifier, pages)
        if pages:
            print(line(name, found[name]))
    _mistakes(found, names)
    _speed(classifier, sets["MTSamples, unseen texts"])
    if drawn:
        from benchmarks.types.drawn import drawn_pages  # noqa: PLC0415  # needs the engines, which a text run does not

        print(line(f"charts, {drawn} drawn and read", answers(classifier, drawn_pages(codes, drawn))))
    if picture:
        from benchmarks.types.picture import confusion_picture  # noqa: PLC0415  # matplotlib only when asked for

        confusion_picture([a for part in list(found.values())[:6] for a in part], names, picture)


def unseen_pages() -> Iterator[Page]:
    """Pages written after the grammar and never looked at while it was changed: `unseen/<code>_<what>.txt`, "none" for none."""
    rng = random.Random(SEED)
    for path in sorted((Path(__file__).parent / "unseen").glob("*.txt")):
        code = path.stem.partition("_")[0]
        yield Page(page_of(path.read_text(encoding="utf-8"), rng, Wear()), OTHER if code == "none" else code, path.stem)


def book_pages(data: Path) -> Iterator[Page]:
    """Ground truth of pages of old books."""
    rng = random.Random(SEED)
    for path in sorted((data / "old-books").glob("*.txt")):
        yield Page(page_of(path.read_text(encoding="utf-8", errors="replace"), rng, Wear()), OTHER, path.name)


def form_pages(data: Path) -> Iterator[Page]:
    """The words of FUNSD's business forms."""
    rng = random.Random(SEED)
    for path in sorted((data / "funsd" / "annotations").glob("*.json")):
        parts = json.loads(path.read_text(encoding="utf-8"))["form"]
        yield Page(page_of("\n".join(part["text"] for part in parts), rng, Wear()), OTHER, path.name)


def _mistakes(found: dict[str, list[Answer]], names: dict[str, str]) -> None:
    for name, given in found.items():
        pairs = confusions(given, 5)
        if pairs:
            print(f"\n{name}: " + "; ".join(f"{names[truth]} as {names[said]} {many}" for truth, said, many in pairs), end="")
    print()


def _speed(classifier: Classifier, pages: list[Page]) -> None:
    started = time.perf_counter()
    for page in pages:
        classifier(page.page)
    print(f"\n{(time.perf_counter() - started) / len(pages) * 1000:.2f} ms a page ({len(pages)} pages)")
