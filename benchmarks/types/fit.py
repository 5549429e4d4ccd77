"""Trains the shipped model: the corpus, its features, and the file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.types.corpus import Page, aci_pages, mtsamples, note_pages, odd_pages, written_pages
from pipeline.classify.document_types import DocumentType, load_types
from pipeline.classify.features import Features
from pipeline.classify.linear import LinearModel
from pipeline.classify.titles import TitleFinder
from pipeline.classify.training import Example, TrainingSettings, train

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "pipeline" / "classify" / "model" / "types.npz"
TYPES = ROOT / "config" / "document_types"
FIRST_TITLES = Path(__file__).parent / "first_titles.toml"


def first_types() -> tuple[DocumentType, ...]:
    """The shipped types with the titles alone that the model learns with."""
    titles = tomllib.loads(FIRST_TITLES.read_text("utf-8"))
    return tuple(replace(kind, titles=tuple(titles[kind.code]), kinds=(), subjects=(), forms=()) for kind in load_types(TYPES))


def examples(pages: Iterable[Page]) -> list[Example]:
    """The pages' features with their labels."""
    features = Features(TitleFinder(first_types()), whole_lines=True)
    return [Example(features(page.page), page.label, page.source) for page in pages]


def training_pages(data: Path, seed: int, size: float = 1.0) -> Iterator[Page]:
    """Every page that the model learns from; `size` scales the made ones."""
    found = mtsamples(data, "train")
    operations = [note for note in found if note.label == "11504-8"]
    yield from note_pages(operations, seed, 2)
    yield from note_pages([note for note in found if note.label != "11504-8"], seed, 4)
    yield from aci_pages(data / "aci-bench", seed)
    yield from written_pages(seed, round(450 * size), round(3500 * size))
    yield from odd_pages(seed, round(1000 * size))


def validation_pages(data: Path, seed: int, size: float = 1.0) -> Iterator[Page]:
    """The pages that the temperature is fitted on: other texts, other seeds."""
    yield from note_pages(mtsamples(data, "validation"), seed + 1, 1)
    yield from written_pages(seed + 1, round(25 * size), round(150 * size))


def fit(data: Path, seed: int = 1, size: float = 1.0, settings: TrainingSettings | None = None) -> LinearModel:
    """The model; the same data and seed give the same one."""
    chosen = settings or TrainingSettings()
    return train(examples(training_pages(data, seed, size)), examples(validation_pages(data, seed, size)), chosen)
