"""The stages that read one page: its picture or its own text, its type, its identifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline.assembly.types import SHIPPED_MODEL, types_of
from pipeline.classify.classifier import Classifier
from pipeline.classify.linear import load_model
from pipeline.cleanup import Cleaner, Look, mirrored, picture_of
from pipeline.extract import Extractor, load_rules
from pipeline.model.errors import Disposition, PipelineError
from pipeline.model.types import CleanPage, DigitalPage, PageFailed, PageImage, PageResult, PageText, Rotation
from pipeline.ocr import (
    Engine,
    as_blank,
    best_lines,
    build_engine,
    clear_of,
    looks_wrong,
    proves_print,
    readability,
    reads_surely,
    resembles_words,
    says_nothing,
    shines_through,
)
from pipeline.pages import ScanFile, read_barcodes
from pipeline.settings import Settings, config_folder

Others = Callable[[], Iterable[PageImage]]
_PALE_WORDS = 0.25  # share of the letters on a page of pale marks that must look like words, to be something
_CLEARLY = 1.25  # how much better another turn must read before it is believed


class PageReader:
    """A page's picture to its text; a page that reads badly is tried the other ways round."""

    def __init__(self, cleaner: Cleaner, engine: Engine) -> None:
        self._cleaner = cleaner
        self._engine = engine

    def __call__(self, image: PageImage, turn: Rotation | None = None, others: Others = tuple) -> PageText:
        """Clean and recognise; usually one recognition. `turn`: a person says how it is to be turned, and that it isn't blank.

        `others` gives the pages that may be the other side of its sheet; it is asked only where print is pale and reads badly, or there
        is hardly any.
        """
        if turn is not None:
            return self._recognised(self._cleaner.clean(image, turn))
        look = self._cleaner.look(image)
        clean = self._cleaner.clean(look)
        first = self._recognised(clean)
        wrong = looks_wrong(first)
        asks = bool(first.words) and not reads_surely(first) if clean.doubtful else wrong
        if clean.pale and asks and self._is_back(image, others()):
            return as_blank(first)
        read = self._other_turns(look, first) if wrong else first
        return as_blank(read) if self._is_empty(look, clean, read) else read

    def _is_empty(self, look: Look, clean: CleanPage, read: PageText) -> bool:
        """Whether nothing that was read is the page's own, and nothing on it looks written."""
        if clean.blank:
            return True
        if not proves_print(read):
            read = clear_of(read, self._cleaner.on_strays(look))
        nothing, resembles = says_nothing(read), resembles_words(read)
        if clean.doubtful and nothing:
            return not resembles or (look.faint and (not resembles_words(read, _PALE_WORDS) or self._reads_as_well(look, clean, read)))
        if clean.doubtful:
            return self._shines_through(look, clean, read)
        return nothing and self._cleaner.only_marks(look, surely=resembles and not look.faint)

    def _is_back(self, image: PageImage, others: Iterable[PageImage]) -> bool:
        """Whether the other side of the sheet shines through and nothing else is to be read."""
        for other in others:
            alone = self._cleaner.alone(image, other)
            if alone is not None:
                look = self._cleaner.look(alone)
                clean = self._cleaner.clean(look)
                return self._is_empty(look, clean, self._recognised(clean))
        return False

    def _shines_through(self, look: Look, clean: CleanPage, read: PageText) -> bool:
        """Whether what was read on a page with next to nothing on it is the other side of the sheet."""
        return any(shines_through(read, seen) for seen in self._in_mirror(look, clean, read))

    def _reads_as_well(self, look: Look, clean: CleanPage, read: PageText) -> bool:
        """Whether pale marks that look like words look nearly as much so in the mirror."""
        return any(_CLEARLY * readability(seen) >= readability(read) for seen in self._in_mirror(look, clean, read))

    def _in_mirror(self, look: Look, clean: CleanPage, read: PageText) -> Iterator[PageText]:
        """The page as the sheet's other side shows it, either way round, from the way that was read and the way that was taken first."""
        ways = [clean] if read.rotation == clean.rotation else [self._cleaner.clean(look, rotation=read.rotation), clean]
        for way in ways:
            for upside_down in (False, True):
                yield self._engine.recognise(mirrored(way, upside_down))

    def _recognised(self, clean: CleanPage) -> PageText:
        return replace(self._engine.recognise(clean), picture="" if clean.blank else picture_of(clean.pixels))

    def _other_turns(self, look: Look, first: PageText) -> PageText:
        best, least = first, _CLEARLY * readability(first)
        taken = first.rotation
        likely = self._cleaner.doubtful_turns(look)
        # print can mislead where it is mostly capitals, figures and boxes: in the end every way is tried
        for turn in (*likely, *(turn for turn in self._cleaner.turns if turn != taken and turn not in likely)):
            clean = self._cleaner.clean(look, rotation=turn)
            glimpse = self._engine.glimpse(clean)
            if glimpse is not None and best_lines(glimpse) <= best_lines(first):
                continue
            other = self._recognised(clean)
            if readability(other) > least:
                best, least = other, readability(other)
                if not looks_wrong(best):
                    break
        return best


class Hallway:
    """The stages that read one page; built once per process."""

    def __init__(self, settings: Settings) -> None:
        types = types_of(settings)
        self._read = PageReader(Cleaner(settings.cleanup), build_engine(settings.ocr))
        model = load_model(Path(settings.classify.model) if settings.classify.model else SHIPPED_MODEL)
        self._classify = Classifier(settings.classify, model, types)
        self._extract = Extractor(settings.extract, load_rules(config_folder() / "identifiers"))

    def read(self, scan: ScanFile, number: int, turn: Rotation | None = None, year: int = 0) -> PageResult:
        """One page of an open file. A stage that can't answer gives a PageFailed, which holds the document; the other pages go on.

        `turn`: degrees clockwise that a person says it must be turned; a born-digital page stands as it stands. `year`: in which the file
        came, 0 where nobody knows.
        """
        stage = "pages"
        try:
            page = scan.page(number)
            barcodes = () if isinstance(page, DigitalPage) else read_barcodes(page)
            stage = "ocr"
            text = _own_text(page) if isinstance(page, DigitalPage) else self._read(page, turn, partial(_sides, scan, number))
            stage = "classify"
            typed = self._classify(text)
            stage = "extract"
            return replace(self._extract(typed, year), barcodes=barcodes)
        except PipelineError as error:
            if error.disposition is Disposition.STOP:
                raise
            return PageFailed(number, stage, error.code)


def _sides(scan: ScanFile, number: int) -> Iterator[PageImage]:
    """The pages before and behind a page, of which one may be the other side of its sheet."""
    for beside in (number - 1, number + 1) if number % 2 == 0 else (number + 1, number - 1):
        if 1 <= beside <= scan.page_count:
            with suppress(PipelineError):  # it fails for itself when its turn comes
                page = scan.page(beside)
                if isinstance(page, PageImage):
                    yield page


def _own_text(page: DigitalPage) -> PageText:
    return PageText(page.number, page.words, 1.0, 0, 0.0, not page.words, page.width, page.height, "embedded")


def cleaner(settings: Settings) -> Cleaner:
    """The cleanup that every page goes through."""
    return Cleaner(settings.cleanup)


def page_reader(settings: Settings) -> Callable[[PageImage | DigitalPage], PageText]:
    """What reads a page's picture, or takes the text that it carries."""
    read = PageReader(Cleaner(settings.cleanup), build_engine(settings.ocr))
    return lambda page: _own_text(page) if isinstance(page, DigitalPage) else read(page)
