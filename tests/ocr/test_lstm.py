"""Tesseract's network outside Tesseract: the model's file, the best path, alignment, correction."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from pipeline.model.errors import ToolMissing
from pipeline.model.geometry import Affine
from pipeline.model.types import CleanPage
from pipeline.ocr import OcrSettings
from pipeline.ocr.lines import find_lines, strip_of
from pipeline.ocr.lstm.align import aligned, log_likelihood
from pipeline.ocr.lstm.confidence import calibrated, features
from pipeline.ocr.lstm.correct import Corrector
from pipeline.ocr.lstm.decode import Character, characters, words
from pipeline.ocr.lstm.network import Network
from pipeline.ocr.lstm.traineddata import Model, read_model
from pipeline.ocr.lstm_engine import LstmEngine
from pipeline.ocr.tessdata import tessdata
from tests.support.drawing import LINES, page

Chances = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def model() -> Model:
    return read_model(tessdata(OcrSettings()) / "eng.traineddata")


def test_the_model_says_what_it_reads(model: Model) -> None:
    assert model.network.outputs == len(model.characters) == 111
    assert {"a", "Z", "0", "9", " ", "|", "/"} <= set(model.characters)
    assert model.characters[model.blank] == ""


@pytest.mark.parametrize("cut", [0, 10, 400, 100_000])
def test_a_torn_model_is_named(tmp_path: Path, cut: int) -> None:
    torn = tmp_path / "torn.traineddata"
    torn.write_bytes((tessdata(OcrSettings()) / "eng.traineddata").read_bytes()[:cut])
    with pytest.raises(ToolMissing, match=r"torn\.traineddata"):
        read_model(torn)


def test_a_model_without_a_network_of_lines_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match=r"osd\.traineddata"):
        read_model(tessdata(OcrSettings()) / "osd.traineddata")


@pytest.mark.parametrize(("word", "known"), [("parallel", True), ("Parallel", True), ("parailel", False), ("HOSPITAL", True), ("", False)])
def test_the_lexicon_knows_words(model: Model, word: str, known: bool) -> None:
    assert (word in model.lexicon) is known


def test_lines_read_together_read_as_alone(model: Model) -> None:
    network = Network(model)
    pixels = page(lines=6)
    strips = [strip_of(pixels, line, network.height).normalised() for line in find_lines(pixels, 0)[0]]
    steps = np.array([strip.shape[1] // network.step for strip in strips], np.int32)
    together = np.zeros((len(strips), 1, network.height, network.step * int(steps.max())), np.float32)
    for row, strip in enumerate(strips):
        whole = network.step * int(steps[row])
        together[row, 0, :, :whole] = strip[:, :whole]
    chances = network(together, steps)
    for row, strip in enumerate(strips):
        alone = network(strip[None, None, :, : int(steps[row]) * network.step], steps[row : row + 1])
        assert np.abs(alone[:, 0] - chances[: steps[row], row]).max() < 0.001
        assert np.allclose(alone.sum(axis=2), 1, atol=1e-3)


def test_the_best_path_merges_equal_steps_and_drops_blanks() -> None:
    best = np.array([3, 0, 0, 3, 0, 1, 1, 2, 3])
    sure = np.array([0.9, 0.5, 0.8, 0.9, 0.7, 0.6, 0.9, 1.0, 0.9], np.float32)
    found = characters(best, sure, ("l", "o", " ", ""), 3)
    assert [character.text for character in found] == ["l", "l", "o", " "]
    assert [(character.first, character.last) for character in found] == [(1, 2), (4, 4), (5, 6), (7, 7)]
    assert found[0].confidence == pytest.approx(0.8)
    assert ["".join(c.text for c in word) for word in words(found)] == ["llo"]


def test_no_steps_no_characters() -> None:
    assert characters(np.zeros(0, int), np.zeros(0, np.float32), ("a", ""), 1) == []


def every_path(chances: Chances, outputs: list[int], blank: int) -> float:
    """The sum over all paths that collapse to the outputs, one by one."""
    total = 0.0
    for path in itertools.product(range(chances.shape[1]), repeat=len(chances)):
        merged = [output for output, _ in itertools.groupby(path)]
        if [output for output in merged if output != blank] == outputs:
            total += math.prod(float(chances[step, output]) for step, output in enumerate(path))
    return total


@pytest.mark.parametrize("outputs", [[0], [0, 1], [0, 0], [1, 0, 1], [0, 0, 1]])
def test_the_likelihood_is_the_sum_over_all_paths(outputs: list[int]) -> None:
    chances = np.random.default_rng(5).dirichlet(np.ones(3), 6).astype(np.float32)
    assert log_likelihood(chances, outputs, 2) == pytest.approx(math.log(every_path(chances, outputs, 2)), rel=1e-4)


def test_a_text_longer_than_the_steps_is_impossible() -> None:
    assert log_likelihood(np.full((2, 3), 1 / 3, np.float32), [0, 0, 1], 2) < -1e6


def test_the_alignment_puts_letters_where_they_are_seen() -> None:
    chances = np.full((8, 3), 0.01, np.float32)
    chances[[0, 3, 5, 7], 2] = 0.98
    chances[[1, 2], 0] = 0.98
    chances[[4], 0] = 0.9
    chances[[6], 1] = 0.8
    found = aligned(chances, "aab", [0, 0, 1], 2, 10)
    assert [(c.text, c.first, c.last) for c in found] == [("a", 11, 12), ("a", 14, 14), ("b", 16, 16)]
    assert [c.confidence for c in found] == pytest.approx([0.98, 0.9, 0.8])


def seen(model: Model, text: str, doubts: dict[int, tuple[str, float]]) -> Chances:
    """Chances of a network that sees a text clearly, but at some letters another one first: place -> (letter, its chance)."""
    rows = []
    for place, letter in enumerate(text):
        row = np.zeros(len(model.characters), np.float32)
        other, chance = doubts.get(place, (letter, 0.0))
        row[model.characters.index(letter)] = 0.99 - chance
        row[model.characters.index(other)] += chance
        row[model.blank] = 0.01
        blank = np.zeros_like(row)
        blank[model.blank] = 1.0
        rows += [row, blank]
    return np.array(rows, np.float32)


def corrected(model: Model, chances: Chances) -> str:
    line = characters(chances.argmax(axis=1), chances.max(axis=1), model.characters, model.blank)
    return "".join(character.text for character in Corrector(model)(chances, line))


@pytest.mark.parametrize(
    ("true", "doubts", "read"),
    [
        ("the parallel bars", {8: ("i", 0.9)}, "the parallel bars"),  # "parailel" is no word
        ("Mr. Jonson", {5: ("o", 0.9)}, "Mr. Jonson"),  # nothing to mend
        ("02/26/2010", {0: ("@", 0.6)}, "02/26/2010"),
        ("1909,", {1: ("g", 0.7)}, "1909,"),
        ("E954350", {6: ("6", 0.6)}, "E954356"),  # a number is what the network sees
        ("Xqvzt", {2: ("w", 0.6)}, "Xqwzt"),
        ("in his", {2: ("n", 0.55)}, "in his"),  # "innhis"
        ("PO q12h.", {4: ("i", 0.9)}, "PO q12h."),
        ("q8h", {1: ("g", 0.9)}, "q8h"),
        ("qgh", {1: ("8", 0.02)}, "qgh"),  # hardly seen
    ],
)
def test_unsure_words_are_looked_at_again(model: Model, true: str, doubts: dict[int, tuple[str, float]], read: str) -> None:
    assert corrected(model, seen(model, true, doubts)) == read


@pytest.mark.parametrize(("seen_as", "read"), [("hé,", "he,"), ("café", "café"), ("Desirée", "Desirée"), ("xqé", "xqé")])
def test_an_accent_that_a_speck_made_goes(model: Model, seen_as: str, read: str) -> None:
    assert corrected(model, seen(model, seen_as, {})) == read


def test_of_two_hours_neither_is_guessed(model: Model) -> None:
    chances = seen(model, "qgh", {1: ("8", 0.3)})
    chances[2, model.characters.index("6")] = 0.2
    assert corrected(model, chances) == "qgh"


def test_a_torn_word_is_mended(model: Model) -> None:
    chances = np.insert(seen(model, "irregular", {}), 14, 0.0, axis=0)
    chances[14, model.characters.index(" ")] = 0.6
    chances[14, model.blank] = 0.4
    assert corrected(model, chances) == "irregular"


@pytest.mark.parametrize(
    ("left", "sign", "right", "chance", "read"),
    [
        ("In", " ", "his", 0.3, "In his"),
        ("“Not", " ", "the,", 0.3, "“Not the,"),
        ("self", "-", "defence", 0.3, "self-defence"),
        ("an", " ", "effectual", 1e-4, "aneffectual"),  # hardly a trace of a blank
        ("Xqv", " ", "his", 0.3, "Xqvhis"),  # one of them is no word
        ("not", " ", "hing", 0.3, "nothing"),  # it is a word as it stands
    ],
)
def test_glued_words_are_parted(model: Model, left: str, sign: str, right: str, chance: float, read: str) -> None:
    chances = seen(model, left + right, {})
    behind = 2 * len(left) - 1
    chances[behind, model.blank] = 1 - chance
    chances[behind, model.characters.index(sign)] = chance
    assert corrected(model, chances) == read


def test_a_sure_word_is_never_touched(model: Model) -> None:
    assert corrected(model, seen(model, "parailel", {})) == "parailel"


def test_confidence_falls_with_doubt_and_rises_with_a_known_word() -> None:
    sure, unsure = ([Character(letter, chance, 0, 0) for letter in "liver"] for chance in (0.999, 0.6))
    high, low = calibrated(features(sure, 0.99, known=True)), calibrated(features(unsure, 0.7, known=True))
    assert 0.0 < low < 0.8 < 0.95 < high < 1.0
    assert calibrated(features(unsure, 0.7, known=False)) < low


def test_the_whole_line_comes_out(model: Model) -> None:
    network = Network(model)
    pixels = page(lines=1)
    strip = strip_of(pixels, find_lines(pixels, 0)[0][0], network.height).normalised()
    steps = strip.shape[1] // network.step
    chances = network(strip[None, None, :, : steps * network.step], np.array([steps], np.int32))[:, 0]
    assert "".join(c.text for c in characters(chances.argmax(1), chances.max(1), model.characters, model.blank)) == LINES[0]


def test_a_page_of_noise_costs_no_more_lines_than_a_page_may_have() -> None:
    clouds = cv2.GaussianBlur(np.random.default_rng(2).random((2200, 1700)), (0, 0), 2)
    noise = np.where(clouds < np.quantile(clouds, 0.05), np.uint8(0), np.uint8(255))
    assert len(find_lines(noise, 9.0)[0]) > 1000
    rows = list(LstmEngine(OcrSettings()).read(CleanPage(1, noise, 200.0, Affine(), 0, 0.0, False, 1700, 2200, 9.0)))
    assert len({id(word.line) for row in rows for word in row}) <= 1000
