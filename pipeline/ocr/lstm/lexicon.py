"""The words that a model's language knows, as Tesseract stores them: a graph of letters (dict/dawg.h, version 5)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

_MAGIC = 42
_LAST, _END = 1, 4  # flags of an edge: the last of its node, the end of a word (2 would be a backward edge)
_FLAG_BITS = 3


@dataclass(slots=True)
class Lexicon:
    """Walked letter by letter from `root`. A capital may stand for its small letter at the start of a word, or all through it."""

    edges: npt.NDArray[np.uint64]
    names: list[str]
    letter_bits: int
    root: int = 0
    _known: dict[int, dict[str, tuple[int, bool]]] = field(default_factory=dict)

    def after(self, node: int, letter: str) -> tuple[int, bool] | None:
        """The node behind a letter and whether a word may end there; None where no word goes on so. Node -1 has no letters behind it."""
        letters = self._letters(node)
        found = letters.get(letter)
        return found if found is not None else letters.get(letter.lower())

    def __contains__(self, word: str) -> bool:
        node, ends = self.root, False
        for letter in word:
            step = self.after(node, letter)
            if step is None:
                return False
            node, ends = step
        return ends

    def _letters(self, node: int) -> dict[str, tuple[int, bool]]:
        if node not in self._known:
            self._known[node] = dict(self._edges_of(node)) if 0 <= node < len(self.edges) else {}
        return self._known[node]

    def _edges_of(self, node: int) -> list[tuple[str, tuple[int, bool]]]:
        found = []
        mask = (1 << self.letter_bits) - 1
        for place in range(node, len(self.edges)):
            edge = int(self.edges[place])
            flags = edge >> self.letter_bits & (1 << _FLAG_BITS) - 1
            behind = edge >> self.letter_bits + _FLAG_BITS
            letter = edge & mask
            if letter < len(self.names):
                found.append((self.names[letter], (behind or -1, bool(flags & _END))))
            if flags & _LAST:
                break
        return found


def lexicon_of(data: bytes, names: list[str]) -> Lexicon:
    """Read the graph; an empty lexicon where a model has none. ValueError or struct.error where it is of another kind."""
    if not data:
        return Lexicon(np.zeros(0, np.uint64), names, 8)
    magic, letters, count = struct.unpack_from("<hii", data)
    if magic != _MAGIC:
        raise ValueError("a list of words of another kind")
    return Lexicon(np.frombuffer(data, np.uint64, count, struct.calcsize("<hii")), names, int(letters).bit_length())
