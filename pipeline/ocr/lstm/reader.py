"""Reads strips with the network, many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.correct import AROUND, Corrector
from pipeline.ocr.lstm.decode import Character, characters
from pipeline.ocr.lstm.network import Network
from pipeline.ocr.lstm.traineddata import read_model

_TOGETHER = 4  # lines at once: more don't fit the processor's cache and are less alike in length, fewer leave it idle


class LineReader:
    """One language's model, loaded."""

    def __init__(self, path: Path) -> None:
        self._model = read_model(path)
        self._network = Network(self._model)
        self._correct = Corrector(self._model)
        self.height = self._network.height
        self.step = self._network.step

    def read(self, lines: Sequence[npt.NDArray[np.float32]]) -> list[list[Character]]:
        """The characters of each line, in order; lines are normalised strips, (height, width) each."""
        found: list[list[Character]] = [[] for _ in lines]
        by_width = sorted(range(len(lines)), key=lambda place: lines[place].shape[1])
        for start in range(0, len(by_width), _TOGETHER):
            places = by_width[start : start + _TOGETHER]
            for place, line in zip(places, self._batch([lines[place] for place in places]), strict=True):
                found[place] = line
        return found

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language, whatever stands around it."""
        return word.strip(AROUND) in self._model.lexicon

    def _batch(self, lines: list[npt.NDArray[np.float32]]) -> Iterator[list[Character]]:
        steps = np.array([max(1, line.shape[1] // self.step) for line in lines], np.int32)
        together = np.zeros((len(lines), 1, self.height, self.step * int(steps.max())), np.float32)
        for row, pixels in enumerate(lines):
            whole = int(steps[row]) * self.step  # columns of a step begun are left out: a line must read the same in any company
            together[row, 0, :, :whole] = pixels[:, :whole]
        chances = self._network(together, steps)
        best, sure = chances.argmax(axis=2), chances.max(axis=2)
        for row, count in enumerate(steps.tolist()):
            line = characters(best[:count, row], sure[:count, row], self._model.characters, self._model.blank)
            yield self._correct(chances[:count, row], line)
