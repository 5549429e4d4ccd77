"""A word as the network read it, with what is known of its reading."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.geometry import Box
from pipeline.model.types import Rotation
from pipeline.ocr.lines import TextLine
from pipeline.ocr.lstm.confidence import Features, calibrated
from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.glyphs import Grey

_DOUBTED = 0.45  # the most that a number is believed on which the readings differ: behind the best label it is not sure


class Reading(NamedTuple):
    """A word: its box on the cleaned page, its text, and what is known of its reading."""

    box: Box
    text: str
    features: Features
    line: TextLine
    letters: tuple[Character, ...] = ()  # as the network read it
    doubted: bool = False  # whether other readings of it differ
    at_least: float = 0.0  # how far it is believed that other readings have settled
    turn: Rotation = 0  # degrees clockwise by which the page was turned to read it

    @property
    def confidence(self) -> float:
        """Probability from 0 to 1 that it was read right."""
        sure = max(calibrated(self.features), self.at_least)
        return min(sure, _DOUBTED) if self.doubted else sure


class Look(NamedTuple):
    """One more reading of a word, with the strip that it was read from."""

    grey: Grey
    letters: list[Character]

    @property
    def text(self) -> str:
        """What was read."""
        return "".join(character.text for character in self.letters)
