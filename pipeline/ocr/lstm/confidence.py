"""How probable it is that a word was read right: the network's own sureness, set right by what was found on pages whose words are known.

The network's chances are too high where it reads what is no print, and too low for plain words that it saw well. The weights are of a
logistic regression over the tuning pages; `python -m benchmarks.confidence --data ../shared/data` fits them, and tells how true they are on
other pages.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from pipeline.ocr.lstm.decode import Character

_LEAST = 1e-4  # so that no logarithm is infinite


class Features(NamedTuple):
    """What is known of a word. Doubts are natural logarithms of how much the network's sureness falls short of 1: -7 is sure, 0 is not."""

    mean_doubt: float  # of the geometric mean over the characters
    worst_doubt: float  # of the character least sure
    line_doubt: float  # of the geometric mean over the whole line
    known: float  # 1 where the language has the word
    figures: float  # share of figures
    short: float  # 1 / number of characters
    noise: float  # share of characters that are neither letters nor figures nor common punctuation


WEIGHTS = Features(-1.604, 0.884, -0.428, 1.855, 2.031, 0.985, 0.880)
CONSTANT = -4.690
_COMMON = frozenset(".,:;/-()'’\"#&%$+")


def sureness(characters: list[Character]) -> float:
    """Geometric mean of the characters' confidences, blanks left out; 0 where there are none."""
    logs = [math.log(max(c.confidence, _LEAST)) for c in characters if c.text != " "]
    return math.exp(sum(logs) / len(logs)) if logs else 0.0


def features(word: list[Character], line_sureness: float, known: bool) -> Features:
    """The features of a word of at least one character."""
    text = "".join(character.text for character in word)
    odd = sum(not (c.isalnum() or c in _COMMON) for c in text)
    return Features(
        _doubt(sureness(word)),
        _doubt(min(character.confidence for character in word)),
        _doubt(line_sureness),
        float(known),
        sum(c.isdigit() for c in text) / len(text),
        1 / len(text),
        odd / len(text),
    )


def calibrated(word: Features) -> float:
    """Probability from 0 to 1 that the word is right."""
    return 1 / (1 + math.exp(-CONSTANT - sum(weight * value for weight, value in zip(WEIGHTS, word, strict=True))))


def _doubt(sure: float) -> float:
    return math.log(1.0 - sure + 1e-3)
