"""Tesseract's model file (NAME.traineddata): the network's layers with their weights, and the characters it knows.

The layout is Tesseract's own serialization (ccutil/tessdatamanager.h, lstm/network.cpp, lstm/weightmatrix.cpp, ccutil/unicharcompress.h
of version 5; little endian). Weights of the "fast" models are 8-bit integers with a scale for each row.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.model.errors import ToolMissing
from pipeline.ocr.lstm.lexicon import Lexicon, lexicon_of

Weights = npt.NDArray[np.float32]
_LSTM, _WORDS, _CHARACTERS, _CODES = 17, 19, 21, 22  # places of the parts in the file, TessdataType
_CONTAINERS = {"Series", "RTLReversed", "XYTranspose"}
_OWN_RATES = 64  # NF_LAYER_SPECIFIC_LR
_INT8 = 1  # kInt8Flag
_LEFTWARDS = {"R", "AL"}  # classes of Unicode's bidirectional algorithm
_JOINED, _BROKEN = "Joined", "|Broken|0|1"  # places of the character set that stand for no character
_GATES = 4  # input, input gate, forget gate, output gate; a fifth only in two dimensions


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `weights` are (outputs, inputs + 1) each, the last column is the bias."""

    kind: str  # Tesseract's name: "Series", "Convolve", "Tanh", "Maxpool", "LSTM", "SummLSTM", "Softmax", …
    inputs: int
    outputs: int
    layers: tuple[Layer, ...] = ()
    weights: tuple[Weights, ...] = ()
    size: tuple[int, ...] = ()  # Input: (batch, height, width, depth, loss); Convolve: half width and height; Maxpool: width and height


@dataclass(frozen=True, slots=True)
class Model:
    """The network, what each of its outputs means ("" means nothing to be written), which is CTC's blank, and the words it knows."""

    network: Layer
    characters: tuple[str, ...]
    blank: int
    lexicon: Lexicon


@dataclass(slots=True)
class _Reader:
    data: bytes
    place: int = field(default=0)

    def numbers(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.place)
        self.place += struct.calcsize("<" + form)
        return values

    def number(self, form: str) -> Any:
        return self.numbers(form)[0]

    def text(self) -> str:
        length = self.number("I")
        self.place += length
        return self.data[self.place - length : self.place].decode("ascii")

    def array(self, kind: type[np.generic], count: int) -> npt.NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.place)
        self.place += found.nbytes
        return found


def read_model(path: Path) -> Model:
    """Read a model; ToolMissing when the file is none, or is of a kind that needs Tesseract itself."""
    try:
        parts = _parts(path.read_bytes())
        reader = _Reader(parts[_LSTM])
        network = _layer(reader)
        reader.text()
        blank = int(reader.numbers("iiiifff")[3])
        names = _names(parts[_CHARACTERS])
        return Model(network, _characters(names, parts[_CODES], network.outputs, blank), blank, lexicon_of(parts.get(_WORDS, b""), names))
    except (OSError, KeyError, IndexError, ValueError, struct.error) as error:
        raise ToolMissing(
            f"{path.name}: no network of lines that can be read here ({type(error).__name__})",
            'Install the Debian package of the language, or set ocr.engine = "tesserocr".',
        ) from None


def _parts(data: bytes) -> dict[int, bytes]:
    reader = _Reader(data)
    places = [reader.number("q") for _ in range(reader.number("i"))]
    ends = sorted([place for place in places if place >= 0] + [len(data)])
    return {part: data[place : ends[ends.index(place) + 1]] for part, place in enumerate(places) if place >= 0}


def _layer(reader: _Reader) -> Layer:
    if reader.number("b") != 0:
        raise ValueError("a layer of an old version")
    kind = reader.text()
    _training, _backward, flags, inputs, outputs, _count = reader.numbers("bbiiii")
    reader.text()
    if kind in _CONTAINERS:
        layers = tuple(_layer(reader) for _ in range(reader.number("I")))
        if flags & _OWN_RATES:
            reader.array(np.float32, reader.number("I"))
        return Layer(kind, inputs, outputs, layers)
    if kind == "Input":
        return Layer(kind, inputs, outputs, size=reader.numbers("iiiii"))
    if kind in ("Convolve", "Maxpool"):
        return Layer(kind, inputs, outputs, size=reader.numbers("ii"))
    if kind in ("LSTM", "SummLSTM"):
        if reader.number("i") != inputs + outputs:
            raise ValueError("a network of two dimensions")
        return Layer(kind, inputs, outputs, weights=tuple(_weights(reader) for _ in range(_GATES)))
    if kind in ("Tanh", "Softmax"):
        return Layer(kind, inputs, outputs, weights=(_weights(reader),))
    raise ValueError(kind)


def _weights(reader: _Reader) -> Weights:
    """Rows of weights; an 8-bit row is multiplied by its scale."""
    if reader.number("B") & _INT8:
        rows, columns, _ = reader.numbers("iib")
        values = reader.array(np.int8, rows * columns).reshape(rows, columns)
        scales = reader.array(np.float64, reader.number("I"))
        return np.asarray(values * scales[:rows, None], dtype=np.float32)
    rows, columns, _ = reader.numbers("iid")
    return np.asarray(reader.array(np.float64, rows * columns).reshape(rows, columns), dtype=np.float32)


def _names(listed: bytes) -> list[str]:
    lines = listed.decode("utf-8").split("\n")
    return [line.split(" ", 1)[0] for line in lines[1 : int(lines[0]) + 1]]


def _characters(names: list[str], codes: bytes, outputs: int, blank: int) -> tuple[str, ...]:
    """What each output stands for. ValueError where a character takes several outputs, as in Chinese or Hindi."""
    reader = _Reader(codes)
    meaning = [""] * outputs
    for name in names[: reader.number("I")]:
        reader.number("b")
        code = [reader.number("i") for _ in range(reader.number("I"))]
        if len(code) != 1:
            raise ValueError("characters of several codes")
        if code[0] != blank and name not in (_JOINED, _BROKEN):
            meaning[code[0]] = meaning[code[0]] or (" " if name == "NULL" else name)
        if any(unicodedata.bidirectional(letter) in _LEFTWARDS for letter in name):
            raise ValueError("a script that runs to the left")
    return tuple(meaning)
