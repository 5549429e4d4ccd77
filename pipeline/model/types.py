"""What walks the hallway: one frozen type per doorway.

Arrival -> (PageImage | DigitalPage) -> CleanPage -> PageText -> TypedPage -> Findings -> Document -> Record (record.py).
A page that a stage could not answer for is a PageFailed, never empty text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from pipeline.model.geometry import IDENTITY, Affine, Box
from pipeline.model.separators import Separator

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

Rotation = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that came in once. Two arrivals may share bytes; each is real."""

    arrival_id: str
    path: str  # as a person knows it, relative to its drop folder or as given to ingest
    sha256: str
    station: str | None
    received_at: str  # ISO 8601, UTC, "…Z"
    size: int  # bytes
    urgent: bool = False  # whether it is read before the others
    batch: str = ""  # what it was taken in with, where a manifest or the command says so
    box: str = ""
    chart: str = ""

    @property
    def year(self) -> int:
        """In which it came."""
        return int(self.received_at[:4])


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was read. `box` is in pixels of the page as scanned; `line` numbers the page's lines in reading order, from 0.

    `turn`: degrees clockwise by which the upright page must be turned for the word to stand upright, as all of its line do; 0 but for
    print that runs up (90) or down (270) a margin.
    """

    text: str
    box: Box
    confidence: float  # 0 to 1
    line: int
    turn: Rotation = 0


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """One page's pixels as scanned: (height, width) grey or (height, width, 3) RGB, uint8; white paper is 255.

    dpi is what the file claims, None where it claims nothing believable; x and y differ on standard-resolution faxes.
    """

    number: int  # 1-based page of the source file
    pixels: Pixels
    dpi_x: float | None
    dpi_y: float | None

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.pixels.shape[0])


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """A page's picture, or a strip of it, still encoded: what a PDF takes as it is."""

    data: bytes
    coding: Literal["dct", "flate", "ccitt"]  # JPEG; PNG's rows and predictors; CCITT group 4
    width: int  # pixels, before `orientation`
    height: int
    colours: str  # "grey", "rgb", "cmyk", "palette"
    bits: int  # for each colour of a pixel
    top: int = 0  # row of the page at which a strip begins
    orientation: int = 1  # Exif's, 1 to 8: how it must be turned to stand upright
    inverted: bool = False  # whether 0 is white (CCITT) or no ink is 255 (CMYK)
    palette: bytes = b""  # red, green, blue of each of its colours
    plain_rgb: bool = False  # whether a JPEG's three colours are RGB though nothing in it says so


@dataclass(frozen=True, slots=True)
class DigitalPage:
    """A born-digital page that carries its own text: no pixels are needed. Boxes are in pixels at 300 dpi, as if rendered."""

    number: int
    width: int
    height: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CleanPage:
    """A page made ready to read: upright, straight, grey uint8 (height, width), at `dpi` (square pixels).

    `transform` carries a point of the scanned page to the cleaned one.
    """

    number: int
    pixels: Pixels
    dpi: float
    transform: Affine
    rotation: Rotation  # degrees clockwise that turned the scanned page upright
    skew: float  # degrees clockwise that the upright scan leaned, before it was straightened
    blank: bool
    width: int  # of the page as scanned, pixels
    height: int
    letter_height: float = 0.0  # median height of letters, pixels of the cleaned page; 0 where none were seen
    doubtful: bool = False  # so little is on it that only reading tells whether it is blank
    pale: bool = False  # nothing on it need be more than the sheet's other side shining through


@dataclass(frozen=True, eq=True)
class PageText:
    """What was read on a page, in reading order. `confidence` is 0 to 1; a blank page has no words and confidence 1."""

    number: int
    words: tuple[Word, ...]
    confidence: float
    rotation: Rotation
    skew: float
    blank: bool
    width: int
    height: int
    engine: str  # "tesserocr 5.5.1 eng", "embedded"
    upright: Affine = IDENTITY  # scanned page -> upright page; layout rules measure there
    picture: str = ""  # what the page looks like, 64 hexadecimal digits (cleanup/picture.py); "" where nothing was drawn

    @cached_property
    def lines(self) -> tuple[tuple[Word, ...], ...]:
        """The words, line by line."""
        return tuple(tuple(group) for _, group in groupby(self.words, key=lambda word: word.line))

    @cached_property
    def text(self) -> str:
        """The words with blanks between, one line a line."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A page that a stage could not answer for; it holds its document. `reason` is a code, never text of the page."""

    number: int
    stage: str  # "pages", "cleanup", "ocr", "classify", "extract"
    reason: str  # "unreadable", "engine_crashed", "engine_timeout", "out_of_memory", "too_large"


@dataclass(frozen=True, slots=True)
class TypeGuess:
    """What kind of document a page or document is. `code` is None where none of the known types fits."""

    code: str | None
    confidence: float  # 0 to 1, calibrated
    scores: tuple[tuple[str, float], ...] = ()  # every known code with its probability, best first
    evidence: tuple[str, ...] = ()  # words that decided, strongest first


@dataclass(frozen=True, slots=True)
class TypedPage:
    """A page's text with its type."""

    page: PageText
    type: TypeGuess


IdentifierKind = Literal[
    "mrn",
    "name",
    "birth_date",
    "sex",
    "encounter",
    "account",
    "service_date",
    "address",
    "phone",
    "ssn",
    "admission_date",
    "discharge_date",
    "provider",
    "npi",
    "member_id",
    "accession",
    "former_name",
    "nickname",
]


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier as read, and where.

    `value` is normalised: MRN as the site's format says, name as "FAMILY, GIVEN [MIDDLE] [SUFFIX]" in capitals, dates ISO 8601,
    sex "F", "M", "X" or "U", phone ten figures, ssn the last four (`raw` is masked), former names and nicknames as printed, in
    capitals. `box` is in pixels of the page as scanned.
    """

    kind: IdentifierKind
    raw: str
    value: str
    confidence: float  # 0 to 1
    page: int  # 1-based page of the source file
    box: Box
    rule: str = ""  # which recognizer found it: "label", "header", "re_line"


@dataclass(frozen=True, slots=True)
class Barcode:
    """One barcode of a page. `text` is patient text: it may hold an MRN or a name, and is never logged.

    `format` is "code_39", "code_128", "itf", "pdf_417", "qr_code", "data_matrix", or "patch_1" to "patch_t", whose text is "1" to "T".
    """

    format: str
    text: str
    box: Box  # pixels of the page as scanned
    pale: bool = False  # on a page with hardly anything black: it may be faded, or stand on the sheet's other side and shine through


@dataclass(frozen=True, slots=True)
class Findings:
    """A page with its type, the identifiers found on it, best first within a kind, and its barcodes from the top."""

    typed: TypedPage
    identifiers: tuple[Identifier, ...]
    barcodes: tuple[Barcode, ...] = ()

    @property
    def page(self) -> PageText:
        """The page's text."""
        return self.typed.page


PageResult = Findings | PageFailed


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's parts as the patient index or a page gives them; empty where not given."""

    family: str
    given: str
    middle: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient of the patient index."""

    mpi_id: str
    mrn: str  # normalised as the site's format says
    name: PersonName
    birth_date: str | None  # ISO 8601
    sex: str | None
    address: str = ""
    phone: str = ""
    other_mrns: tuple[str, ...] = ()  # of patients merged into this one, of other numbering
    other_names: tuple[PersonName, ...] = ()  # maiden, former, alias

    @property
    def mrns(self) -> tuple[str, ...]:
        """Every number the patient goes by, the current one first."""
        return (self.mrn, *self.other_mrns)

    @property
    def names(self) -> tuple[PersonName, ...]:
        """Every name the patient goes by, the current one first."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two entries of the patient index that turned out to be one person: `gone` (an mpi_id or MRN) becomes part of `kept` (an mpi_id)."""

    kept: str
    gone_mrn: str  # normalised; "" where only the id is known
    gone_id: str = ""


Reason = Literal[
    "no_patient", "ambiguous_patient", "low_confidence", "misfile", "unknown_type", "page_failed", "page_order", "possible_duplicate"
]
Status = Literal["filed", "review"]


@dataclass(frozen=True, slots=True)
class FiledPatient:
    """Whose document it is, as far as it is known; None where a field was not found."""

    mpi_id: str | None
    mrn: str | None
    name: PersonName | None
    birth_date: str | None
    sex: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One logical document with its verdict. `reasons` is empty exactly when `status` is filed."""

    document_id: str  # deterministic: the arrival's id and the first source page
    arrival: Arrival
    pages: tuple[PageResult, ...]
    type: TypeGuess
    patient: FiledPatient | None
    encounter: str | None
    service_date: str | None  # ISO 8601
    status: Status
    reasons: tuple[Reason, ...]
    separator: Separator | None = None  # what the separator sheet before it says


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What finds a document again when it is scanned once more: keys that it shares with another scan, and its pages' pictures."""

    bands: tuple[int, ...]
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArrivalState:
    """Where a file is on its way: counts, states and causes for a dashboard. A larger `seq` is newer; times are ISO 8601."""

    arrival_id: str
    seq: int
    at: str
    station: str | None
    received_at: str
    state: str
    cause: str | None
    pages: int | None
    bytes: int
    documents: int
