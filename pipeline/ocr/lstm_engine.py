"""Tesseract's models read by our own line finder and ONNX Runtime: the same reading as Tesseract's at a quarter of its time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import cv2
import numpy as np
import onnxruntime

from pipeline.model.errors import EngineCrashed
from pipeline.model.geometry import Box
from pipeline.model.types import CleanPage, PageText
from pipeline.ocr.doubt import A_GLIMPSE
from pipeline.ocr.initials import SETTLED, may_be_initial, settled_initial
from pipeline.ocr.lines import LOOSE, SETTLING, TIGHT, Found, Framing, Strip, TextLine, Turn, find_lines, lying_lines, strip_of
from pipeline.ocr.lstm.bars import told_apart
from pipeline.ocr.lstm.blanks import with_blanks
from pipeline.ocr.lstm.confidence import features, sureness
from pipeline.ocr.lstm.decode import Character, spaced_words, words
from pipeline.ocr.lstm.glyph_reader import GlyphReader
from pipeline.ocr.lstm.reader import LineReader
from pipeline.ocr.lstm.weighing import Seen, Weighed, weighed
from pipeline.ocr.lstm.zeros import with_zeros
from pipeline.ocr.numbers import is_number, is_page_number, plainly_alike, settled, settled_at_once
from pipeline.ocr.order import reading_order
from pipeline.ocr.place import boxes
from pipeline.ocr.reading import Look, Reading
from pipeline.ocr.score import Judged, page_confidence
from pipeline.ocr.settings import OcrSettings
from pipeline.ocr.sideways import Candidate, believed, cut_off, holds, holds_apart, is_inside, place_of, unturned
from pipeline.ocr.table import Row, page_text
from pipeline.ocr.tessdata import tessdata
from pipeline.ocr.unread import unread_stripes

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_WEIGHED = 0.9  # the least that a number is believed that shapes and readings have settled; more than this share of such were right
_MOST_LINES = 1000  # of a page, cells of tables counted; a newspaper's has fewer, a page of noise or a dithered photograph ten thousand
_READ = 0.5  # confidence of words where nothing can have been left unread
_MARKS_OF_PRINT = 8  # in one line; pictures and rules seldom have so many


class LstmEngine:
    """Holds a network for each language; each line is taken from the language that is surest of it."""

    def __init__(self, settings: OcrSettings) -> None:
        folder = tessdata(settings)
        self._readers = [LineReader(folder / f"{language}.traineddata") for language in settings.languages]
        self.name = f"tesseract-lstm onnxruntime {onnxruntime.__version__} {'+'.join(settings.languages)}"
        self._shapes = GlyphReader()
        self._least = settings.least_confidence

    def recognise(self, page: CleanPage) -> PageText:
        """Find the lines, read them together, put them in reading order."""
        return self._recognised(page)

    def glimpse(self, page: CleanPage) -> PageText:
        """Only the lines with the most marks, each once."""
        return self._recognised(page, glimpse=True)

    def _recognised(self, page: CleanPage, glimpse: bool = False) -> PageText:
        if page.blank:
            return page_text(page, (), self.name)
        seen = find_lines(page.pixels, page.letter_height)
        try:
            read = list(self._read_found(seen, glimpse))
        except RuntimeError:  # what ONNX Runtime raises
            raise EngineCrashed(f"page {page.number}: ONNX Runtime gave no answer") from None
        unread = [] if glimpse else _unread_stripes(read, seen.clean, page.letter_height)
        return page_text(page, self._believed(read), self.name, _page_confidence(read, page.pixels.shape[0], unread))

    def _believed(self, read: list[list[Reading]]) -> Iterator[Row]:
        for number, row in enumerate(read):
            for word in row:
                confidence = word.confidence
                if confidence >= self._least:
                    yield Row((0, 0, number), word.box, 100 * confidence, word.text, word.turn)

    def read(self, page: CleanPage) -> Iterator[list[Reading]]:
        """Everything that was read, row by row in reading order, however doubtful."""
        return self._read_found(find_lines(page.pixels, page.letter_height), glimpse=False)

    def _read_found(self, seen: Found, glimpse: bool) -> Iterator[list[Reading]]:
        lines, clean = seen.lines, seen.clean
        most = A_GLIMPSE if glimpse else _MOST_LINES
        if len(lines) > most:  # those that are likeliest to be print
            lines = sorted(lines, key=lambda line: line.marks, reverse=True)[:most]
        strips = [strip_of(clean, line, self._readers[0].height) for line in lines]
        first = list(self._read(strips))
        if glimpse:
            yield from _in_order(lines, first)
            return
        held = [holds(line, words) for line, words in zip(lines, first, strict=True)]
        sideways = self._sideways(seen, lines, first, held)
        if sideways:  # what was read there upright was the letters of those lines, one by one
            kept = [place for place, line in enumerate(lines) if held[place] or not is_inside(line, sideways)]
            lines, first = [lines[place] for place in kept], [first[place] for place in kept]
        yield from _in_order(lines, self._again(first, clean))
        yield from self._lying(sideways, seen)

    def _sideways(self, seen: Found, upright: list[TextLine], first: list[list[Reading]], held: list[bool]) -> list[Candidate]:
        """The lines that lie on their side and are read surely, either way round."""
        candidates: list[Candidate] = []
        sure = [line for line, whole in zip(upright, held, strict=True) if whole]
        short = [line for line, words, whole in zip(upright, first, held, strict=True) if not whole and holds_apart(line, words)]
        for turn, lines in lying_lines(seen.ink, sure, short):
            page, back = _turned(seen.clean, turn), unturned(turn, seen.clean.shape)
            read = self._read([strip_of(page, line, self._readers[0].height) for line in lines])
            candidates += [Candidate(turn, line, words, back.box(place_of(line))) for line, words in zip(lines, read, strict=True)]
        return believed(candidates)

    def _lying(self, sideways: list[Candidate], seen: Found) -> Iterator[list[Reading]]:
        """The rows of these lines, way after way, each as on a page that is turned; boxes on the page as it stands."""
        for turn in sorted({one.turn for one in sideways}):
            same, back = [one for one in sideways if one.turn == turn], unturned(turn, seen.clean.shape)
            again = self._again([one.words for one in same], _turned(seen.clean, turn))
            read = [cut_off(one, words, seen.ink) for one, words in zip(same, again, strict=True)]
            for row in _in_order([one.line for one in same], read):
                yield [word._replace(box=back.box(word.box), turn=turn) for word in row]

    def _read(self, strips: list[Strip]) -> Iterator[list[Reading]]:
        grey = [strip.normalised() for strip in strips]
        readings = [reader.read(grey) for reader in self._readers]
        step = self._readers[0].step
        for place, strip in enumerate(strips):
            best = max(range(len(readings)), key=lambda language: sureness(readings[language][place]))
            line = with_zeros(grey[place], told_apart(strip, grey[place], readings[best][place], step), step)
            line = with_blanks(strip, grey[place], line, step)
            found = spaced_words(line) if strip.line.spaced else words(line)
            sure, reader = sureness(line), self._readers[best]
            placed = boxes(strip, grey[place], found, step)
            yield [self._reading(box, word, sure, reader, strip.line) for box, word in zip(placed, found, strict=True)]

    def _reading(self, box: Box, word: list[Character], line_sureness: float, reader: LineReader, line: TextLine) -> Reading:
        text = "".join(character.text for character in word)
        return Reading(box, text, features(word, line_sureness, reader.knows(text)), line, tuple(word))

    def _again(self, lines: list[list[Reading]], page: Pixels) -> list[list[Reading]]:
        """Numbers are read twice more, a little nearer and a little farther. What is not plainly alike is weighed by the figures' shapes.

        What that leaves in doubt is read four times more.
        """
        numbers = [(place, at) for place, line in enumerate(lines) for at in range(len(line)) if _is_asked(line, at)]
        near_and_far = self._framed([lines[place][at] for place, at in numbers], page, (TIGHT, LOOSE))
        disputes: list[tuple[int, int, list[Look]]] = []
        for (place, at), looks in zip(numbers, near_and_far, strict=True):
            word = lines[place][at]
            if plainly_alike([word.letters, *(look.letters for look in looks)]):
                continue
            told = settled_at_once(word.text, self._weighed(word, looks))
            if told:
                lines[place][at] = word._replace(text=told.text, at_least=_WEIGHED)
            else:
                disputes.append((place, at, looks))
        more = self._framed([lines[place][at] for place, at, _ in disputes], page, SETTLING)
        for (place, at, before), looks in zip(disputes, more, strict=True):
            word = lines[place][at]
            text, doubted = settled(word.text, self._weighed(word, [*before, *looks]))
            lines[place][at] = word._replace(text=text, doubted=doubted, at_least=_WEIGHED)
        return self._initials(lines, page)

    def _weighed(self, word: Reading, looks: list[Look]) -> Weighed | None:
        readings = [Seen(word.letters, None), *(Seen(look.letters, look.grey) for look in looks)]
        return weighed(readings, self._shapes, self._readers[0].step)

    def _initials(self, lines: list[list[Reading]], page: Pixels) -> list[list[Reading]]:
        """Doubtful single characters behind a name are read again with it, and taken for an initial on which the readings agree."""
        found = [
            (line, at)
            for line in lines
            for at in range(1, len(line))
            if may_be_initial(line[at].text, line[at].confidence, line[at - 1].text, line[at - 1].confidence, _is_given(line, at))
        ]
        both = [line[at]._replace(box=Box.around((line[at - 1].box, line[at].box))) for line, at in found]
        for (line, at), looks in zip(found, self._framed(both, page, (TIGHT, LOOSE, *SETTLING)), strict=True):
            initial = settled_initial([look.text for look in looks], _is_given(line, at))
            if initial:
                line[at] = line[at]._replace(text=initial, at_least=SETTLED)
        return lines

    def _framed(self, words: list[Reading], page: Pixels, framings: Sequence[Framing]) -> Iterator[list[Look]]:
        """For each word what is read in each framing."""
        reader = self._readers[0]
        parts = [word.line.part(word.box.x0, word.box.x1) for word in words]
        grey = [strip_of(page, part, reader.height, framing).normalised() for framing in framings for part in parts]
        looks = [Look(pixels, line) for pixels, line in zip(grey, reader.read(grey), strict=True)]
        for place in range(len(words)):
            yield looks[place :: len(words)]

    def close(self) -> None:
        """Free the models."""
        self._readers = []


def _is_asked(line: list[Reading], at: int) -> bool:
    """Whether the word is a number that is read again."""
    word = line[at]
    before, last = line[at - 1].text if at else "", at + 1 == len(line)
    return is_number(word.text, word.confidence) or is_page_number(word.text, word.confidence, before, last)


def _is_given(line: list[Reading], at: int) -> bool:
    """Whether the word before this one is the given name of "Washington, Natalie $"."""
    return at > 1 and line[at - 2].text.endswith(",")


def _in_order(lines: list[TextLine], read: list[list[Reading]]) -> Iterator[list[Reading]]:
    """The words row by row."""
    words = dict(zip(map(id, lines), read, strict=True))
    for row in reading_order(lines, [" ".join(word.text for word in line) for line in read]):
        yield [word for line in row for word in words[id(line)]]


def _turned(page: Pixels, turn: Turn) -> Pixels:
    return np.asarray(cv2.rotate(page, cv2.ROTATE_90_CLOCKWISE if turn == 90 else cv2.ROTATE_90_COUNTERCLOCKWISE), np.uint8)


def _page_confidence(read: list[list[Reading]], height: int, unread: list[Box]) -> float:
    """By the lines that are print for sure, having many marks in a row; by everything that was read where there are none."""
    words = [word for row in read for word in row]
    printed = [word for word in words if word.line.marks >= _MARKS_OF_PRINT]
    judged = [Judged((word.box.y0 + word.box.y1) / 2, word.confidence, len(word.text)) for word in printed or words]
    return page_confidence(judged, height, unread)


def _unread_stripes(read: list[list[Reading]], clean: Pixels, letter_height: float) -> list[Box]:
    words = [word for row in read for word in row if word.confidence >= _READ]
    lines: dict[int, list[Box]] = defaultdict(list)
    for word in words:
        if not word.turn:
            lines[id(word.line)].append(word.box)
    return unread_stripes(clean, letter_height, [word.box for word in words], map(Box.around, lines.values()))
