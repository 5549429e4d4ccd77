"""A second look at words that the network was unsure of: would words of the language, or a plain figure, fit its chances nearly as well?

Prefix search over the chances of the word's own steps (A. Hannun, "Sequence Modeling with CTC", Distill 2017), along the lexicon's letters.
How much less likely a word may be than the letters first read was chosen on the tuning pages; docs/reading.md has the table.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.align import aligned, log_likelihood
from pipeline.ocr.lstm.confidence import sureness
from pipeline.ocr.lstm.decode import Character, words
from pipeline.ocr.lstm.traineddata import Model

Chances = npt.NDArray[np.float32]
# what may follow: the state behind a letter, or None. A state is a node of the lexicon times two, plus one where a word may end
Follow = Callable[[int, str], int | None]

_SURE = 0.97  # a word whose every letter is surer is not looked at
_HOPELESS = 0.5  # nor one that is no print, by the mean of its letters
_WORD_MARGIN, _FIGURE_MARGIN = 4.0, 3.0  # natural logarithm
_LEAST_CHANCE = 3e-3  # of an output at a step, below which it is not looked at
_BEAM = 8
_SHORTEST, _LONGEST = 2, 40  # letters of a word that is looked at
_GLUED_MARGIN = 5.0  # natural logarithm: how much less likely two words may be than one that the language does not know
_BETWEEN, _TRACE = frozenset(" -"), math.exp(-_GLUED_MARGIN)  # what may stand between them, and its least chance at a step
_HOURLY = tuple(f"q{hours}h" for hours in (1, 2, 3, 4, 6, 8, 12, 24))  # of orders and lists of medication: every so many hours
_LIKE_HOURLY = re.compile(r"[qg9a][\dA-Za-zé]{1,3}[hn]")  # what they are read as
_HOURLY_MARGIN = 2.0  # natural logarithm: how much likelier the one must be than the next, for an 8 is no 6
_ACUTE = "é"
AROUND = ".,;:!?()[]{}\"'“”‘’*/-"
_FIGURES = frozenset("0123456789.,-/:$%()+#")
_LIKE_FIGURES = frozenset("OoQDlI|!SsBZzGgqbéA©@°")


@dataclass(slots=True)
class _Prefix:
    state: int
    blank: float = 0.0  # probability of all paths that end in a blank
    letter: float = 0.0  # and of those that end in the last letter

    @property
    def total(self) -> float:
        return self.blank + self.letter


class Corrector:
    """For one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._lexicon = model.lexicon
        self._output = {letter: place for place, letter in enumerate(model.characters) if len(letter) == 1}
        self._foreign = {letter for letter in self._output if letter.isalpha() and not letter.isascii()} == {_ACUTE}

    def __call__(self, chances: Chances, line: list[Character]) -> list[Character]:
        """The line's characters, unsure words replaced where better ones are at hand. `chances` is (steps, outputs) of the line."""
        better: list[Character] = []
        found = self._mended(chances, words(line))
        for place, word in enumerate(found):
            first = found[place - 1][-1].last + 1 if place else 0
            last = found[place + 1][0].first if place + 1 < len(found) else len(chances)
            if place:
                better.append(Character(" ", 1.0, first, first))
            better += self._parted(chances, self._plain(self._word(chances, word, first, last)))
        return better

    def _plain(self, word: list[Character]) -> list[Character]:
        """The word without an accent that a speck made, in a language that has but one and only in words of others: "hé", not "café"."""
        if not self._foreign or all(character.text != _ACUTE for character in word):
            return word
        bare = "".join(character.text for character in word).strip(AROUND)
        if not bare.islower() or bare in self._lexicon or bare.replace(_ACUTE, "e") not in self._lexicon:
            return word
        return [replace(character, text="e") if character.text == _ACUTE else character for character in word]

    def _parted(self, chances: Chances, word: list[Character]) -> list[Character]:
        """Two words that were read as one, for little paper or a faint hyphen is between them: "aneffectual", "selfdefence"."""
        text = "".join(character.text for character in word)
        begin, bare = len(text) - len(text.lstrip(AROUND)), text.strip(AROUND)
        if len(text) != len(word) or not bare.isalpha() or not 2 * _SHORTEST <= len(bare) <= _LONGEST or bare in self._lexicon:
            return word
        if min(character.confidence for character in word) <= _SURE or any(c not in self._output for c in text):
            return word
        offset, blank = max(0, word[0].first - 1), self._model.blank
        span = chances[offset : word[-1].last + 2]
        found = [(log_likelihood(span, outputs, blank), parted, outputs) for parted, outputs in self._partings(chances, word, begin, bare)]
        if not found:
            return word
        best, parted, outputs = max(found)
        if best < log_likelihood(span, [self._output[c] for c in text], blank) - _GLUED_MARGIN:
            return word
        return aligned(span, parted, outputs, blank, offset)

    def _partings(self, chances: Chances, word: list[Character], begin: int, bare: str) -> Iterator[tuple[str, list[int]]]:
        """The word with a blank or a hyphen where the network saw a trace of one and a word of the language stands on either side."""
        text = "".join(character.text for character in word)
        for at in range(_SHORTEST, len(bare) - _SHORTEST + 1):
            between = chances[word[begin + at - 1].first : word[begin + at].last + 1]
            for sign in _BETWEEN & self._output.keys():
                if between[:, self._output[sign]].max() >= _TRACE and bare[:at] in self._lexicon and bare[at:] in self._lexicon:
                    parted = text[: begin + at] + sign + text[begin + at :]
                    yield parted, [self._output[c] for c in parted]

    def _mended(self, chances: Chances, found: list[list[Character]]) -> list[list[Character]]:
        """Words that a blank tore apart made whole: "irregul ar"."""
        mended: list[list[Character]] = []
        for word in found:
            if mended and (whole := self._whole(chances, mended[-1], word)):
                mended[-1] = whole
            else:
                mended.append(word)
        return mended

    def _whole(self, chances: Chances, left: list[Character], right: list[Character]) -> list[Character] | None:
        texts = ["".join(character.text for character in part) for part in (left, right)]
        bare = texts[0].lstrip(AROUND), texts[1].rstrip(AROUND)
        if bare[0] + bare[1] not in self._lexicon or (bare[0] in self._lexicon and bare[1] in self._lexicon):
            return None
        both = "".join(texts)
        if any(c not in self._output for c in both):
            return None
        span = chances[max(0, left[0].first - 1) : right[-1].last + 2]
        split = [self._output[c] for c in " ".join(texts)]
        joined = [self._output[c] for c in both]
        blank = self._model.blank
        if log_likelihood(span, joined, blank) < log_likelihood(span, split, blank) - _WORD_MARGIN:
            return None
        return aligned(span, both, joined, blank, max(0, left[0].first - 1))

    def _word(self, chances: Chances, word: list[Character], first: int, last: int) -> list[Character]:
        text = "".join(character.text for character in word)
        unsure = min(character.confidence for character in word) <= _SURE and sureness(word) > _HOPELESS
        if not unsure or len(text) != len(word) or not _SHORTEST <= len(text) <= _LONGEST:
            return word
        if _LIKE_HOURLY.fullmatch(text.strip(AROUND)) and (hourly := self._hourly(chances, word, text)):
            return hourly
        letters, figures = sum(c.isalpha() for c in text), sum(c.isdigit() for c in text)
        if letters > 4 * figures:
            return self._as_words(chances, word, text, first, last)
        if figures > len(text) / 2 and any(c in _LIKE_FIGURES for c in text) and all(c in _FIGURES or c in _LIKE_FIGURES for c in text):
            reach = chances[max(first, word[0].first - 1) : min(last, word[-1].last + 2)]
            return self._replaced(
                reach, word, text, max(first, word[0].first - 1), lambda _, c: 1 if c in _FIGURES else None, _FIGURE_MARGIN
            )
        return word

    def _hourly(self, chances: Chances, word: list[Character], text: str) -> list[Character] | None:
        """The word as "q8h" or the like, where one of them fits nearly as well and far better than the others."""
        bare = text.strip(AROUND)
        begin = text.index(bare)
        offset, blank = max(0, word[0].first - 1), self._model.blank
        if bare in self._lexicon or any(c not in self._output for c in text):
            return None
        span = chances[offset : word[-1].last + 2]
        texts = [text, *(text[:begin] + hourly + text[begin + len(bare) :] for hourly in _HOURLY)]
        read, *likely = (log_likelihood(span, [self._output[c] for c in one], blank) for one in texts)
        second, best = sorted(likely)[-2:]
        if best < read - _WORD_MARGIN or best < second + _HOURLY_MARGIN:
            return None
        found = texts[1 + likely.index(best)]
        return aligned(span, found, [self._output[c] for c in found], blank, offset)

    def _as_words(self, chances: Chances, word: list[Character], text: str, first: int, last: int) -> list[Character]:
        """What stands before and behind the letters stays."""
        begin = len(text) - len(text.lstrip(AROUND))
        end = len(text.rstrip(AROUND))
        if end - begin < _SHORTEST or text[begin:end] in self._lexicon:
            return word
        start = word[begin - 1].last + 1 if begin else max(first, word[0].first - 1)
        stop = word[end].first if end < len(word) else min(last, word[-1].last + 2)
        middle = self._replaced(chances[start:stop], word[begin:end], text[begin:end], start, self._along_lexicon, _WORD_MARGIN)
        return [*word[:begin], *middle, *word[end:]]

    def _along_lexicon(self, state: int, letter: str) -> int | None:
        if letter == " ":
            return 2 * self._lexicon.root if state & 1 else None
        step = self._lexicon.after(state >> 1, letter)
        return None if step is None else 2 * step[0] + step[1]

    def _replaced(self, chances: Chances, word: list[Character], text: str, offset: int, follow: Follow, margin: float) -> list[Character]:
        if any(c not in self._output for c in text) or len(chances) < len(text):
            return word
        endings = [
            (prefix.total, found) for found, prefix in self._search(chances, follow) if found and prefix.state & 1 and prefix.total > 0
        ]
        if not endings:
            return word
        chance, found = max(endings)
        outputs = [self._output[c] for c in found]
        if found == text or any(len(part) < _SHORTEST for part in found.split(" ")):
            return word
        if math.log(chance) < log_likelihood(chances, [self._output[c] for c in text], self._model.blank) - margin:
            return word
        return aligned(chances, found, outputs, self._model.blank, offset)

    def _search(self, chances: Chances, follow: Follow) -> Iterator[tuple[str, _Prefix]]:
        """The likeliest prefixes that `follow` allows, at the last step."""
        beam = {"": _Prefix(2 * self._lexicon.root, blank=1.0)}
        for row in chances:
            looked = [
                (self._model.characters[place], float(row[place]))
                for place in np.flatnonzero(row > _LEAST_CHANCE)
                if place != self._model.blank
            ]
            grown: dict[str, _Prefix] = {}
            for text, prefix in beam.items():
                same = grown.setdefault(text, _Prefix(prefix.state))
                same.blank += prefix.total * float(row[self._model.blank])
                for letter, chance in looked:
                    again = text[-1:] == letter
                    if again:
                        same.letter += prefix.letter * chance
                    into = (prefix.blank if again else prefix.total) * chance
                    state = follow(prefix.state, letter) if into > 0 and len(letter) == 1 else None
                    if state is not None:
                        grown.setdefault(text + letter, _Prefix(state)).letter += into
            beam = dict(sorted(grown.items(), key=lambda item: -item[1].total)[:_BEAM])
        yield from beam.items()
