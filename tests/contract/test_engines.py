"""What every recognition engine must do. A new engine is one name in ENGINES."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.model.errors import ConfigError, ToolMissing
from pipeline.model.geometry import Affine
from pipeline.model.types import CleanPage
from pipeline.ocr import Engine, OcrSettings, build_engine
from tests.support.drawing import LINES, Pixels, page

ENGINES = ("lstm", "tesserocr", "pytesseract")


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    built = build_engine(OcrSettings(engine=request.param))
    yield built
    built.close()


def cleaned(pixels: Pixels, transform: Affine | None = None, blank: bool = False) -> CleanPage:
    height, width = pixels.shape
    return CleanPage(3, pixels, 170.0, transform or Affine(), 0, 0.0, blank, width, height)


def test_a_clean_page_is_read_word_for_word(engine: Engine) -> None:
    read = engine.recognise(cleaned(page(lines=6)))
    assert [" ".join(word.text for word in line) for line in read.lines] == list(LINES)
    assert read.number == 3
    assert not read.blank


def test_words_have_boxes_on_the_page_and_confidences(engine: Engine) -> None:
    pixels = page(lines=6)
    read = engine.recognise(cleaned(pixels))
    height, width = pixels.shape
    for word in read.words:
        assert 0 <= word.box.x0 < word.box.x1 <= width
        assert 0 <= word.box.y0 < word.box.y1 <= height
        assert 0.5 < word.confidence <= 1.0
        assert np.any(pixels[word.box.y0 : word.box.y1, word.box.x0 : word.box.x1] < 100)
    assert 0.8 < read.confidence <= 1.0


def test_boxes_are_carried_back_to_the_scan(engine: Engine) -> None:
    pixels = page(lines=6)
    straight = engine.recognise(cleaned(pixels))
    doubled = engine.recognise(replace(cleaned(pixels, Affine(a=0.5, e=0.5)), width=3400, height=4400))
    first, second = straight.words[0].box, doubled.words[0].box
    assert (second.x0, second.y1) == pytest.approx((2 * first.x0, 2 * first.y1), abs=2)


def test_lines_come_from_top_to_bottom(engine: Engine) -> None:
    read = engine.recognise(cleaned(page(lines=12)))
    tops = [min(word.box.y0 for word in line) for line in read.lines]
    assert tops == sorted(tops)
    assert [word.line for word in read.words] == sorted(word.line for word in read.words)


def test_a_blank_page_is_not_read(engine: Engine) -> None:
    read = engine.recognise(cleaned(np.full((300, 200), 255, np.uint8), blank=True))
    assert read.words == ()
    assert read.blank
    assert read.confidence == 1.0


def test_an_empty_page_that_nobody_called_blank_has_no_words(engine: Engine) -> None:
    assert engine.recognise(cleaned(np.full((300, 200), 255, np.uint8))).words == ()


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3)])
def test_odd_sizes_pass(engine: Engine, shape: tuple[int, int]) -> None:
    assert engine.recognise(cleaned(np.full(shape, 255, np.uint8))).words == ()


def test_no_page_depends_on_another(engine: Engine) -> None:
    alone = engine.recognise(cleaned(page(lines=6)))
    engine.recognise(cleaned(page(points=55, lines=9)))
    assert engine.recognise(cleaned(page(lines=6))).words == alone.words


def test_the_name_says_engine_version_and_languages(engine: Engine) -> None:
    assert engine.name.split()[0] in {"tesseract-lstm", "tesserocr", "tesseract"}
    assert engine.name.endswith("eng")
    assert any(char.isdigit() for char in engine.name)


def test_all_read_the_same_words() -> None:
    pages = [cleaned(page(points=points, lines=12)) for points in (22, 30)]
    read = []
    for name in ENGINES:
        built = build_engine(OcrSettings(engine=name))
        read.append([built.recognise(one).text for one in pages])
        built.close()
    assert read[0] == read[1] == read[2]


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_language_says_what_to_install(name: str) -> None:
    with pytest.raises(ToolMissing) as missing:
        build_engine(OcrSettings(engine=name, languages=("eng", "tlh")))
    assert "tlh" in str(missing.value)
    assert "apt-get install" in missing.value.advice


@pytest.mark.parametrize("name", ENGINES)
def test_a_folder_without_models_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match=r"ocr\.tessdata") as missing:
        build_engine(OcrSettings(engine=name, tessdata=str(tmp_path)))
    assert "Put eng.traineddata there" in missing.value.advice
    with pytest.raises(ToolMissing, match="there is no folder") as missing:
        build_engine(OcrSettings(engine=name, tessdata=str(tmp_path / "absent")))
    assert "apt-get" not in missing.value.advice


def test_an_unknown_engine_is_a_mistake_in_the_settings() -> None:
    with pytest.raises(ConfigError, match="abbyy"):
        build_engine(OcrSettings(engine="abbyy"))
