"""Pages in words that are not the training grammar's, as other hospitals write them: `pages/<code>_<what>.txt`, "none" for none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.classify.classifier import Classifier
from pipeline.classify.document_types import load_types
from pipeline.classify.linear import load_model
from pipeline.classify.settings import ClassifySettings
from tests.support.pagetext import page_from_text

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


@cache
def classifier() -> Classifier:
    return Classifier(
        ClassifySettings(),
        load_model(ROOT / "pipeline" / "classify" / "model" / "types.npz"),
        load_types(ROOT / "config" / "document_types"),
    )


def answer(path: Path) -> str:
    return classifier()(page_from_text(path.read_text(encoding="utf-8"))).type.code or "none"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_page_is_given_a_type_that_is_not_its_own(path: Path) -> None:
    assert answer(path) in (path.stem.partition("_")[0], "none")


def test_nine_in_ten_have_their_type() -> None:
    right = [path for path in PAGES if answer(path) == path.stem.partition("_")[0]]
    assert len(right) >= 0.9 * len(PAGES)
