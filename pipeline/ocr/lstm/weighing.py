"""What several readings of a number come to: at each figure the network's sureness is weighed against the shape of what stands there.

Typewriters' zeros have a dot or a bar in them and are read as 6, 8 or 9; a T before figures is read as a 1. All readings may be wrong in
the same way, for the network expects figures beside figures. The shapes, read one by one, do not know their neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.glyph_reader import GlyphReader
from pipeline.ocr.lstm.glyphs import Grey, pictures

Logarithms = npt.NDArray[np.float64]

FIGURES = "0123456789"
_MEANT = {"£": "E", "€": "E"}  # signs that stand in no number, and the letter that looks like them
ODD = frozenset("@&§©®£€$|!?°Øø")  # what figures, and letters before figures, are read as
ALIKE = frozenset("OQDIlSBZGT")  # letters that a figure is read as
_UNSEEN = 0.03  # chance that the network's readings leave to what they did not see
_LEAST = 1e-4  # chance of a shape, so that no logarithm is infinite
PLAIN = 0.98  # what the readings give to a figure in plain print: it is surer than its shape, which may have been cut badly
_TAKEN_FOR = {"6": "0", "8": "0", "9": "0", "1": "T", "7": "T"}  # but for these: what may be misread as surely, and what stands there
_SELDOM = 0.1  # how likely letters are among figures
_SELDOM_LAST = frozenset("OIQ")  # and these as the last of several letters before figures
_NUMBER = 4  # figures behind a letter that make it the beginning of a number


class Seen(NamedTuple):
    """One reading: its characters, and the strip that they were read from, where its shapes count."""

    characters: Sequence[Character]
    grey: Grey | None


class Weighed(NamedTuple):
    """The text that the readings come to; the chance of its most doubtful figure; the share of the readings with as many characters."""

    text: str
    chance: float
    agreed: float


def weighed(readings: Sequence[Seen], shapes: GlyphReader, step: int) -> Weighed | None:
    """Weigh the readings of one word, `step` columns of a strip to a step of the network; None where they have nothing in common."""
    filled = [[place for place, character in enumerate(reading.characters) if character.text.strip()] for reading in readings]
    length, alike = Counter(map(len, filled)).most_common(1)[0]
    if not length:
        return None
    used = [(reading, places) for reading, places in zip(readings, filled, strict=True) if len(places) == length]
    votes = [_votes([reading.characters[places[at]] for reading, places in used]) for at in range(length)]
    likeliest = "".join(max(there, key=there.__getitem__) for there in votes)
    asked = {at: found for at in range(_start(likeliest), length) if (found := _candidates(likeliest, at, votes[at]))}
    shaped = _shaped([(reading, [places[at] for at in asked]) for reading, places in used], shapes, step)
    text, chance = list(likeliest), 1.0
    for (at, candidates), shape in zip(asked.items(), shaped, strict=True):
        if _is_sign(text[at]):  # shapes of brackets and points are not known
            sure = votes[at][text[at]] / sum(votes[at].values())
        else:
            told, sure = _weighed_character(candidates, votes[at], shape, shapes.characters)
            if votes[at][text[at]] > PLAIN and not (told == _TAKEN_FOR.get(text[at]) and sure > PLAIN):
                continue
            text[at] = told
        chance = min(chance, sure)
    return Weighed("".join(text), chance, alike / len(readings))


def _shaped(readings: Sequence[tuple[Seen, list[int]]], shapes: GlyphReader, step: int) -> list[Logarithms | None]:
    """For each of the asked places what its shapes say, the mean over the readings; None where nothing is to be seen."""
    cut = [(pictures(seen.grey, seen.characters, step, places), places) for seen, places in readings if seen.grey is not None]
    there = [(at, picture) for found, places in cut for at, place in enumerate(places) if (picture := found[place]) is not None]
    asked = len(readings[0][1])
    if not there:
        return [None] * asked
    told = np.log(shapes([picture for _, picture in there]) + _LEAST)
    which = np.array([at for at, _ in there])
    return [told[which == at].mean(axis=0) if (which == at).any() else None for at in range(asked)]


def _is_sign(character: str) -> bool:
    return not character.isalnum() and character not in ODD and character != "/"


def _start(text: str) -> int:
    """Where the number begins: behind the label that is glued to it, as in "ID:00123456"."""
    behind = max(text.rfind(":"), text.rfind("#")) + 1
    return behind if sum(map(str.isdigit, text[behind:])) >= _NUMBER else 0


def _votes(characters: Sequence[Character]) -> dict[str, float]:
    """What the readings saw at one place, each weighed by how sure it was; they sum to 1 at most."""
    votes: dict[str, float] = defaultdict(float)
    for character in characters:
        votes[_MEANT.get(character.text, character.text)] += character.confidence / len(characters)
    return votes


def _candidates(text: str, place: int, votes: dict[str, float]) -> dict[str, float]:
    """What may stand at a place of a number, and how likely it is there before anybody looks; nothing where no figure is in question."""
    character, before, behind = text[place], text[place - 1 : place], text[place + 1 :]
    if character.isdigit() and character not in _TAKEN_FOR and votes[character] > PLAIN:
        return {}
    if behind[:1].islower() or (before.islower() and before != "l"):
        return {}  # in a month's name
    begins = not before.isdigit() and len(behind) >= _NUMBER and all(c.isdigit() or c in ODD for c in behind[:_NUMBER])
    inside = before.isdigit() and (behind[:1].isdigit() or not behind)
    letters = [voted for voted in votes if voted.isascii() and voted.isupper()]
    alike = character in ALIKE and (begins or inside)
    if not (alike or (begins and letters and len(votes) > 1) or any(voted.isdigit() or voted in ODD for voted in votes)):
        return {}
    found = dict.fromkeys(FIGURES, 1.0)
    found |= {letter: 1.0 if begins and not (before.isupper() and letter in _SELDOM_LAST) else _SELDOM for letter in letters}
    if begins and {"1", "7"} & votes.keys():
        found["T"] = 1.0
    if "/" in votes or ("/" in text and character in "17"):
        found["/"] = 1.0
    return found


def _weighed_character(
    candidates: dict[str, float], votes: dict[str, float], shape: Logarithms | None, characters: str
) -> tuple[str, float]:
    """The likeliest of the candidates, and its chance among them; without a shape what the readings say, and no chance."""
    if shape is None:
        return max(votes, key=votes.__getitem__), 0.0
    seen = np.log([(votes.get(candidate, 0.0) + _UNSEEN) * usual for candidate, usual in candidates.items()])
    scores = seen + shape[[characters.index(candidate) for candidate in candidates]]
    chances = np.exp(scores - scores.max())
    best = int(chances.argmax())
    return list(candidates)[best], float(chances[best] / chances.sum())
