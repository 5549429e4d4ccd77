"""The only place that builds and orders the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.classify.adapting import Labelled, load_pages
from pipeline.classify.classifier import Classifier
from pipeline.classify.combine import combine
from pipeline.classify.document_types import DocumentType, load_types, type_names, with_own
from pipeline.classify.features import Features
from pipeline.classify.linear import LinearModel, load_model
from pipeline.classify.titles import TitleFinder
from pipeline.cleanup import Cleaner, Look, mirrored, picture_of
from pipeline.extract import Extractor, load_rules, normalise_mrn
from pipeline.extract.check_digits import check_digit
from pipeline.filing import Filer, PatientIndex, import_fhir, import_hl7
from pipeline.filing.fingerprint import bands_of, is_same
from pipeline.filing.import_messages import Heard
from pipeline.filing.matching import Candidate
from pipeline.index import SearchIndex, SqliteIndex
from pipeline.index.abbreviations import load_abbreviations
from pipeline.index.kibana.install import install
from pipeline.model.errors import ConfigError, Disposition, PipelineError
from pipeline.model.record import Record, record_of
from pipeline.model.types import (
    Arrival,
    CleanPage,
    DigitalPage,
    Findings,
    Fingerprint,
    PageFailed,
    PageImage,
    PageResult,
    PageText,
    Patient,
    Rotation,
)
from pipeline.ocr import Engine, as_blank, best_lines, build_engine, looks_wrong, readability, resembles_words, says_nothing, shines_through
from pipeline.pages import ScanFile, read_barcodes
from pipeline.settings import Settings, config_folder

if TYPE_CHECKING:
    from pipeline.index.elasticsearch.setup import Setup

SHIPPED_MODEL = Path(__file__).parent / "classify" / "model" / "types.npz"
Others = Callable[[], Iterable[PageImage]]
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
        asks = bool(first.words) if clean.doubtful else wrong
        if clean.pale and asks and self._is_back(image, others()):
            return as_blank(first)
        read = self._other_turns(look, first) if wrong else first
        return as_blank(read) if self._is_empty(look, clean, read) else read

    def _is_empty(self, look: Look, clean: CleanPage, read: PageText) -> bool:
        """Whether nothing that was read is the page's own, and nothing on it looks written."""
        if clean.blank:
            return True
        nothing = says_nothing(read) and (look.faint or not resembles_words(read))
        if clean.doubtful:
            return nothing or self._shines_through(clean, read)
        return nothing and self._cleaner.only_marks(look)

    def _is_back(self, image: PageImage, others: Iterable[PageImage]) -> bool:
        """Whether the other side of the sheet shines through and nothing else is to be read."""
        for other in others:
            alone = self._cleaner.alone(image, other)
            if alone is not None:
                look = self._cleaner.look(alone)
                clean = self._cleaner.clean(look)
                return self._is_empty(look, clean, self._recognised(clean))
        return False

    def _shines_through(self, clean: CleanPage, read: PageText) -> bool:
        """Whether what was read on a page with next to nothing on it is the other side of the sheet."""
        return any(shines_through(read, self._engine.recognise(mirrored(clean, upside_down))) for upside_down in (False, True))

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

    def read(self, scan: ScanFile, number: int, turn: Rotation | None = None) -> PageResult:
        """One page of an open file. A stage that can't answer gives a PageFailed, which holds the document; the other pages go on.

        `turn`: degrees clockwise that a person says it must be turned; a born-digital page stands as it stands.
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
            return replace(self._extract(typed), barcodes=barcodes)
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


class Desk:
    """The stages that take all pages of an arrival: documents, verdicts, records."""

    def __init__(self, settings: Settings, patients: PatientIndex) -> None:
        self._names = type_names(types_of(settings))
        self._filer = Filer(settings.filing, patients, partial(combine, settings=settings.classify))

    def records(self, arrival: Arrival, pages: Sequence[PageResult], duplicate: bool) -> list[Record]:
        """One record for each document; `duplicate` says that the same bytes came before."""
        documents = self._filer.file(arrival, pages, duplicate)
        return [record_of(document, self._names, __version__) for document in documents]

    def arranged(self, arrival: Arrival, pages: Sequence[PageResult], numbers: Sequence[int], document_id: str) -> Record:
        """The record of these pages as one document, in this order, as a person arranged them; `pages` are all of the arrival."""
        return record_of(self._filer.one(arrival, pages, numbers, document_id), self._names, __version__)

    def candidates(self, pages: Sequence[PageResult]) -> list[Candidate]:
        """Whom of the patient index the pages may mean, likeliest first."""
        return self._filer.candidates(pages)

    def compared(self, pages: Sequence[PageResult], patients: Iterable[Patient]) -> list[Candidate]:
        """What the pages say for and against these patients, likeliest first."""
        return self._filer.compared(pages, patients)

    @property
    def type_names(self) -> dict[str, str]:
        """Every document type of the site: its name by its code."""
        return dict(self._names)

    def print_of(self, record: Record, pages: Sequence[PageResult]) -> Fingerprint:
        """What finds the document again when it is scanned once more; `pages` are all of its arrival's."""
        own = set(record["source"]["pages"])
        pictures = [result.page.picture for result in pages if isinstance(result, Findings) and result.page.number in own]
        seen = tuple(filter(None, pictures))
        return Fingerprint(bands_of(record, seen), seen)

    def is_same(self, one: Record, other: Record, pictures: Sequence[str], others: Sequence[str]) -> bool:
        """Whether both records are of one document on paper, scanned twice."""
        return is_same(one, other, pictures, others)


def types_of(settings: Settings) -> tuple[DocumentType, ...]:
    """The document types that the site tells apart: the shipped ones and its own."""
    shipped = load_types(config_folder() / "document_types")
    return with_own(shipped, load_types(Path(settings.classify.types))) if settings.classify.types else shipped


def document_types(settings: Settings) -> dict[str, str]:
    """The code of every document type that the site tells apart, with its name."""
    return type_names(types_of(settings))


def learning_parts(settings: Settings) -> tuple[Features, LinearModel, list[Labelled]]:
    """What a site's pages are learnt with: features of a page, the shipped model, and pages that it was not taught on."""
    features = Features(TitleFinder(types_of(settings)))
    return features, load_model(SHIPPED_MODEL), load_pages(SHIPPED_MODEL.with_name("held_out.npz"))


def page_reader(settings: Settings) -> Callable[[PageImage | DigitalPage], PageText]:
    """What reads a page's picture, or takes the text that it carries."""
    read = PageReader(Cleaner(settings.cleanup), build_engine(settings.ocr))
    return lambda page: _own_text(page) if isinstance(page, DigitalPage) else read(page)


def mrn_normaliser(settings: Settings) -> Callable[[str], str | None]:
    """The site's format for medical record numbers."""
    return partial(normalise_mrn, form=settings.extract.mrn)


def mrn_checker(settings: Settings) -> Callable[[str], bool]:
    """Whether a medical record number's check digit is right, where the site's format has one. ConfigError for a scheme that is none."""
    return check_digit(settings.extract.mrn.check_digit)


def patient_messages(start: bytes) -> Callable[[Path, Callable[[str], str | None], str], Heard] | None:
    """What reads a file of patients that begins so: HL7 or FHIR; None for CSV."""
    if start.startswith(import_hl7.STARTS):
        return import_hl7.read_hl7
    return import_fhir.read_fhir if start.startswith(import_fhir.STARTS) else None


def elasticsearch_setup(settings: Settings, user: str, password: str) -> Setup:
    """As an administrator."""
    from pipeline.index.elasticsearch.setup import Setup  # noqa: PLC0415  # as below

    return Setup(settings.index.elasticsearch, user, password)


def kibana_setup(settings: Settings, user: str, password: str) -> int:
    """The dashboards into Kibana; how many objects it took."""
    return install(settings.index.kibana, settings.index.elasticsearch.prefix, settings.index.elasticsearch.ca, user, password)


def index_health(settings: Settings, home: Path) -> list[tuple[str, bool, str, str]]:
    """What is to be said of Elasticsearch, where it is the index: name, whether it is well, detail, what mends it."""
    if settings.index.backend != "elasticsearch":
        return []
    from pipeline.index.elasticsearch.health import examine  # noqa: PLC0415  # as below

    return examine(settings.index.elasticsearch, home)


def search_index(settings: Settings, home: Path) -> SearchIndex:
    """The index that the settings name."""
    short = load_abbreviations(config_folder() / "abbreviations.toml")
    names = type_names(types_of(settings))
    if settings.index.backend == "elasticsearch":
        from pipeline.index.elasticsearch.backend import ElasticsearchIndex  # noqa: PLC0415  # a third of a second that one machine needn't wait

        return ElasticsearchIndex(settings.index, names, mrn_normaliser(settings), home, settings.desk.url, short)
    if settings.index.backend == "sqlite":
        return SqliteIndex(home / "index.sqlite", settings.index, names, mrn_normaliser(settings), short)
    raise ConfigError(f"index.backend: {settings.index.backend!r} is neither sqlite nor elasticsearch")
