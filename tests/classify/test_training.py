from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.classify.document_types import DocumentType
from pipeline.classify.features import Features
from pipeline.classify.linear import OTHER, LinearModel, save_model
from pipeline.classify.titles import TitleFinder
from pipeline.classify.training import Example, TrainingSettings, expected_calibration_error, train
from tests.support.pagetext import page_from_text

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    "a": "glucose sodium potassium range high",
    "b": "surgeon incision sutures anesthesia drape",
    OTHER: "soup bread price coffee dinner",
}
TYPES = (DocumentType("a", "A", titles=("laboratory report",)), DocumentType("b", "B", titles=("operative report",)))
SETTINGS = TrainingSettings(min_sources=2)


def made(seed: int, each: int) -> list[Example]:
    features = Features(TitleFinder(TYPES))
    found = []
    for label, words in WORDS.items():
        for number in range(each):
            rng = random.Random(f"{seed}:{label}:{number}")
            text = " ".join(rng.choices([*words.split(), "the", "and", "patient"], k=30))
            found.append(Example(features(page_from_text(text)), label, f"{label}{number}"))
    return found


def small(seed: int = 1) -> LinearModel:
    return train(made(seed, 20), made(seed + 100, 10), SETTINGS)


def answer(model: LinearModel, example: Example) -> str:
    return model.classes[int(model.logits(*model.vector(example.features)).argmax())]


def test_it_learns_and_tells_unseen_pages_apart() -> None:
    model = small()
    assert model.classes == ("a", "b", OTHER)
    assert all(answer(model, example) == example.label for example in made(7, 10))


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("two", 2)):
        save_model(small(seed), tmp_path / name)
    one, again, two = ((tmp_path / name).read_bytes() for name in ("one", "again", "two"))
    assert one == again
    assert one != two


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    code = "import sys, pathlib; from tests.classify.test_training import *; save_model(small(), pathlib.Path(sys.argv[1]))"
    for seed in ("1", "2"):  # sets are ordered otherwise in each
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], cwd=ROOT, env=environment, check=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_names_of_one_source_and_stop_words_are_not_learnt() -> None:
    copies = [Example({"w:rare": 1.0, "w:kowalski": 1.0}, "a", "one text") for _ in range(9)]
    model = train([*made(1, 5), *copies], made(2, 5), SETTINGS)
    assert "w:rare" not in model.names
    assert "w:glucose" in model.names
    model = train(made(1, 5), made(2, 5), replace(SETTINGS, stop_words=frozenset({"glucose"})))
    assert not any("glucose" in name for name in model.names if name[0] != "c")


def test_two_classes_are_enough() -> None:
    model = train([e for e in made(1, 9) if e.label != "b"], [], SETTINGS)
    assert model.temperature == 1.0
    assert all(answer(model, example) == example.label for example in made(7, 5) if example.label != "b")


def test_calibration_error() -> None:
    assert expected_calibration_error([], []) == 0.0
    assert expected_calibration_error([0.95] * 20, [True] * 19 + [False]) == pytest.approx(0.0)
    assert expected_calibration_error([0.95] * 20, [False] * 20) == pytest.approx(0.95)


def test_the_program_never_loads_scikit_learn() -> None:
    code = "import sys, pipeline.classify.classifier, pipeline.classify.training; sys.exit(bool({'sklearn', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
