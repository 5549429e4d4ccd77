"""A site's pages teach the model, and it keeps what it knew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.assembly import SHIPPED_MODEL
from pipeline.classify.adapting import Labelled, adapted, judged, load_pages, save_pages
from pipeline.classify.linear import LinearModel, load_model
from pipeline.model.errors import ConfigError

NEW = "11369-6"


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return load_model(SHIPPED_MODEL)


@pytest.fixture(scope="module")
def kept() -> list[Labelled]:
    return load_pages(SHIPPED_MODEL.with_name("held_out.npz"))


def page_of(model: LinearModel, words: str, label: str) -> Labelled:
    return Labelled(*model.vector({f"w:{word}": 1.0 for word in words.split()}), label)


def shots(model: LinearModel) -> list[Labelled]:
    vaccines = ("influenza", "hepatitis", "tetanus", "polio", "measles", "zoster")
    return [page_of(model, f"vaccine dose given deltoid {one} {other}", NEW) for one in vaccines for other in vaccines]


def test_a_type_that_it_did_not_know(model: LinearModel, kept: list[Labelled]) -> None:
    pages = shots(model)
    taught = adapted(model, pages[::2], kept[::2])
    assert NEW in taught.classes
    assert judged(model, pages[1::2]).right == 0
    assert judged(taught, pages[1::2]).accuracy == 1.0
    assert judged(taught, kept[1::2]).accuracy >= judged(model, kept[1::2]).accuracy - 0.01


def test_without_a_sites_pages_it_says_what_it_said(model: LinearModel, kept: list[Labelled]) -> None:
    taught = adapted(model, [], kept[::2])
    assert judged(taught, kept).confusion == judged(model, kept).confusion


def test_the_same_pages_give_the_same_model(model: LinearModel, kept: list[Labelled]) -> None:
    one, other = (adapted(model, shots(model)[:6], kept[:40]) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)
    assert np.array_equal(one.bias, other.bias)


def test_nothing_to_judge_is_no_fault(model: LinearModel) -> None:
    assert judged(model, []).accuracy == 1.0


def test_pages_come_back_from_their_file(model: LinearModel, tmp_path: Path) -> None:
    pages = shots(model)[:3]
    save_pages(pages, tmp_path / "pages.npz")
    back = load_pages(tmp_path / "pages.npz")
    assert [page.label for page in back] == [NEW] * 3
    assert all(np.array_equal(a.columns, b.columns) for a, b in zip(pages, back, strict=True))
    (tmp_path / "broken.npz").write_bytes(b"nothing")
    with pytest.raises(ConfigError, match="broken"):
        load_pages(tmp_path / "broken.npz")
