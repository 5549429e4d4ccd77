"""The linear model: what it holds, how it answers, and a file format that can run no code when it is loaded.

The file is a NumPy .npz read with allow_pickle=False: `meta` (JSON: version, classes, names, block weights, temperature, checksum),
`scale` (names,), `weights` (classes, names) as int8 with a `step` per class, `bias` (classes,).
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.classify.features import COUNTED
from pipeline.model.errors import ConfigError

VERSION = 1
OTHER = "other"  # the class of pages that are none of the known types
UNKNOWN = "l:unknown words"  # 0 to 1: how far the page's share of words that the model never learnt is over what charts have
USUAL_UNKNOWN, UNKNOWN_SLOPE = 0.2, 4.0  # unseen MTSamples texts: median 0.18, 95 % under 0.27; pages of old books: median 0.38

_IS_COUNTED = np.zeros(128, np.bool_)
_IS_COUNTED[[ord(kind) for kind in COUNTED]] = True

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class LinearModel:
    """Multinomial logistic regression over named features."""

    classes: tuple[str, ...]
    names: tuple[str, ...]
    scale: Floats  # (names,) rarity of counted features, 1 for the others
    weights: npt.NDArray[np.int8]  # (classes, names)
    step: Floats  # (classes,) what one unit of a class's weights is worth
    bias: Floats  # (classes,)
    blocks: Mapping[str, float]  # the length that each counted kind is scaled to
    temperature: float  # logits are divided by it; fitted so that probabilities are frequencies

    @cached_property
    def column(self) -> dict[str, int]:
        """Where each name stands."""
        return {name: at for at, name in enumerate(self.names)}

    @cached_property
    def _kinds(self) -> npt.NDArray[np.uint8]:
        """Each name's first letter, which tells its kind."""
        return np.frombuffer("".join(name[0] for name in self.names).encode("ascii"), np.uint8)

    def vector(self, features: Mapping[str, float]) -> tuple[npt.NDArray[np.int64], Floats]:
        """Columns and values of the names that the model knows; counted kinds as (1 + log count) * rarity, each scaled to its length."""
        given = {**features, UNKNOWN: self._unknown(features)}
        known = sorted((at, value) for name, value in given.items() if (at := self.column.get(name)) is not None)
        columns = np.fromiter((at for at, _ in known), np.int64, len(known))
        values = np.fromiter((value for _, value in known), np.float64, len(known))
        kinds = self._kinds[columns]
        often = np.flatnonzero(_IS_COUNTED[kinds])
        values[often] = [_weighed(value) for value in values[often].tolist()]
        scaled = values.astype(np.float32) * self.scale[columns]
        for kind, length in self.blocks.items():
            own = np.flatnonzero(kinds == ord(kind)) if kind in COUNTED else often[:0]
            norm = float(np.linalg.norm(scaled[own]))
            if norm > 0:
                scaled[own] *= length / norm
        return columns, scaled.astype(np.float32)

    def _unknown(self, features: Mapping[str, float]) -> float:
        words = [name for name in features if name[0] == "w" and " " not in name]
        share = sum(name not in self.column for name in words) / len(words) if words else 0.0
        return min(1.0, max(0.0, share - USUAL_UNKNOWN) * UNKNOWN_SLOPE)

    def logits(self, columns: npt.NDArray[np.int64], values: Floats) -> npt.NDArray[np.float64]:
        """One logit a class, before the temperature."""
        return (self.weights[:, columns].astype(np.float32) @ values * self.step + self.bias).astype(np.float64)

    def probabilities(self, logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Calibrated probabilities, one a class."""
        return softmax(logits / self.temperature)

    def contributions(self, chosen: int, columns: npt.NDArray[np.int64], values: Floats) -> npt.NDArray[np.float64]:
        """How much each given feature spoke for the chosen class, over its mean voice for all classes."""
        voices = self.weights[:, columns].astype(np.float64) * self.step[:, None]
        return np.asarray((voices[chosen] - voices.mean(axis=0)) * values, dtype=np.float64)


@lru_cache(maxsize=256)
def _weighed(count: float) -> float:
    """A count as the model takes it; nearly all are 1 or 2."""
    return 1.0 + math.log(count)


def softmax(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float64)


def save_model(model: LinearModel, path: Path) -> None:
    """Writes the model; the same model always gives the same bytes."""
    meta = {
        "version": VERSION,
        "classes": model.classes,
        "names": model.names,
        "blocks": dict(sorted(model.blocks.items())),
        "temperature": model.temperature,
        "checksum": _checksum(model.scale, model.weights, model.step, model.bias),
    }
    body = np.frombuffer(json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode(), dtype=np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(file, meta=body, scale=model.scale, weights=model.weights, step=model.step, bias=model.bias)


def load_model(path: Path) -> LinearModel:
    """Reads a model and checks its version, shapes and checksum. ConfigError when it can't be used."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            arrays = {name: file[name] for name in ("meta", "scale", "weights", "step", "bias")}
        meta = json.loads(arrays.pop("meta").tobytes())
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, NotImplementedError) as error:
        raise ConfigError(f"the type model {path.name} can't be read ({type(error).__name__})", _ADVICE) from error
    problem = _problem(meta, arrays)
    if problem:
        raise ConfigError(f"the type model {path.name} can't be used: {problem}", _ADVICE)
    return LinearModel(
        classes=tuple(meta["classes"]),
        names=tuple(meta["names"]),
        blocks=meta["blocks"],
        temperature=float(meta["temperature"]),
        **arrays,
    )


_ADVICE = "Take the model from the program's own copy again, or train it anew: python -m benchmarks.types train."
_KINDS: dict[str, npt.DTypeLike] = {"scale": np.float32, "weights": np.int8, "step": np.float32, "bias": np.float32}


def _problem(meta: Any, arrays: Mapping[str, npt.NDArray[Any]]) -> str:
    """What keeps the parts from being a model of this program, or ""."""
    if not isinstance(meta, dict) or meta.get("version") != VERSION:
        return f"not version {VERSION}"
    classes, names = meta.get("classes") or [], meta.get("names") or []
    if not _texts(classes) or not _texts(names) or OTHER not in classes:
        return "no classes or names"
    many, wide = len(classes), len(names)
    shapes = {"scale": (wide,), "weights": (many, wide), "step": (many,), "bias": (many,)}
    wrong = [name for name, array in arrays.items() if array.shape != shapes[name] or array.dtype != _KINDS[name]]
    if wrong:
        return f"shape or type of {', '.join(wrong)}"
    if not isinstance(meta.get("temperature"), float) or meta["temperature"] <= 0 or not isinstance(meta.get("blocks"), dict):
        return "no temperature or block weights"
    if meta.get("checksum") != _checksum(arrays["scale"], arrays["weights"], arrays["step"], arrays["bias"]):
        return "checksum"
    return ""


def _texts(value: Any) -> bool:
    return isinstance(value, list) and set(map(type, value)) == {str} and len(set(value)) == len(value)


def _checksum(*arrays: npt.NDArray[Any]) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
