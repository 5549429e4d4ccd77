from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.classify.linear import OTHER, LinearModel, load_model, save_model, softmax
from pipeline.model.errors import ConfigError


def small_model() -> LinearModel:
    return LinearModel(
        classes=("a", OTHER),
        names=("l:size", "w:blood", "w:soup"),
        scale=np.array([1.0, 2.0, 1.0], np.float32),
        weights=np.array([[0, 100, -100], [0, -100, 100]], np.int8),
        step=np.array([0.1, 0.1], np.float32),
        bias=np.zeros(2, np.float32),
        blocks={"w": 1.0},
        temperature=1.0,
    )


def test_a_model_comes_back_as_it_went(tmp_path: Path) -> None:
    save_model(small_model(), tmp_path / "m.npz")
    back = load_model(tmp_path / "m.npz")
    assert (back.classes, back.names, back.blocks, back.temperature) == (("a", OTHER), small_model().names, {"w": 1.0}, 1.0)
    assert np.array_equal(back.weights, small_model().weights)


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    save_model(small_model(), tmp_path / "a.npz")
    save_model(small_model(), tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_counted_names_are_scaled_to_one_length_and_unknown_ones_are_left_out() -> None:
    columns, values = small_model().vector({"w:blood": 1.0, "w:soup": 1.0, "w:never": 5.0, "l:size": 0.5})
    found = dict(zip(columns.tolist(), values.tolist(), strict=True))
    assert found[0] == 0.5
    assert found[1] ** 2 + found[2] ** 2 == pytest.approx(1.0)
    assert found[1] == pytest.approx(2 * found[2])


def test_logits_and_probabilities() -> None:
    model = small_model()
    logits = model.logits(*model.vector({"w:blood": 3.0}))
    assert logits.tolist() == pytest.approx([10.0, -10.0])
    assert model.probabilities(logits)[0] > 0.999
    assert softmax(np.array([[1.0, 1.0], [1000.0, 0.0]])).tolist() == [[0.5, 0.5], [1.0, 0.0]]


def parts(path: Path) -> dict[str, np.ndarray]:
    save_model(small_model(), path)
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def write(path: Path, arrays: dict[str, np.ndarray], **meta: object) -> None:
    body = json.loads(arrays["meta"].tobytes()) | meta
    arrays["meta"] = np.frombuffer(json.dumps(body).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]  # numpy's stub mixes the arrays with its own flags


@pytest.mark.parametrize(
    ("meta", "says"),
    [
        ({"version": 99}, "version"),
        ({"classes": ["a"]}, "no classes"),
        ({"classes": ["a", "a"]}, "no classes"),
        ({"names": ["l:size"]}, "shape"),
        ({"temperature": -1.0}, "temperature"),
        ({"checksum": "0"}, "checksum"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(tmp_path: Path, meta: dict[str, object], says: str) -> None:
    path = tmp_path / "m.npz"
    write(path, parts(path), **meta)
    with pytest.raises(ConfigError, match=says):
        load_model(path)


def test_weights_that_were_changed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    arrays = parts(path)
    arrays["weights"] = arrays["weights"] + np.int8(1)
    write(path, arrays)
    with pytest.raises(ConfigError, match="checksum"):
        load_model(path)


def test_a_pickle_never_runs(tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    arrays = parts(path)
    arrays["scale"] = np.array([{"a": 1}], dtype=object)
    write(path, arrays)
    with pytest.raises(ConfigError, match="can't be read"):
        load_model(path)


@pytest.mark.parametrize("body", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_no_model_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "m.npz").write_bytes(body)
    with pytest.raises(ConfigError):
        load_model(tmp_path / "m.npz")
    with pytest.raises(ConfigError):
        load_model(tmp_path / "gone.npz")
