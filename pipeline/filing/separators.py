"""Separator sheets: what they say is inherited by the pages behind them, until the next one; and barcodes on pages of documents.

A page is a separator when it bears one of this program's own codes, or when it bears a patch code (2, 3, T) or a code of the site's
(settings) and hardly anything else: bars in a form's head may look like a patch code, labels stand on cards and signature pages, and a
page of print is never nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from pipeline.filing.evidence import Evidence
from pipeline.filing.names import parse_name
from pipeline.filing.settings import FilingSettings
from pipeline.model.bounded import compile_bounded
from pipeline.model.separators import Kind, Separator, parse_payload
from pipeline.model.types import Barcode, Findings, Identifier, IdentifierKind, PageResult, Word

MOST_WORDS = 60  # a sheet with more words beside a patch code or a site's code is a page of a document that bears a label
FEW_WORDS = 12  # and with more than these beside a site's code, where no word says that it separates
LEGIBLE = 0.6  # confidence of its words from which a sheet was printed as one: what is read of a photograph or a card is less sure
LONGEST = 200  # characters of a site's code; a QR code may hold 4,296, and what holds so many is no separator
MOST_STEPS = 10_000_000  # that a pattern may take on such a text: some tenths of a second, and no site writes one that does
READ_ALIKE = 85.0  # rapidfuzz's ratio, 0 to 100: two letters in fifteen misread
SURE = 0.97  # barcodes have check digits, or error correction
PATCHES = {"patch_2": "document", "patch_3": "batch", "patch_t": "document"}
_OURS = ("separator sheet", "not part of any record", "lay this sheet")  # two of them stand on this program's sheets alone
_OUR_CODE = "CHARTSCAN"  # begins what the codes of our sheets say, also those of a later version
_OUR_PATCHES = frozenset({"patch_t"})  # of our sheets that begin a patient or a batch (output/separator_sheet.py)
_SEPARATES = re.compile(
    r"\bseparator\b|\bdivider\b|\bpatch[ -]?(?:code|[23t])\b|^\W*(?:new|next) (?:patient|document|chart|record|batch)\W*$", re.MULTILINE
)
NormaliseMrn = Callable[[str], str | None]
_FIELDS = ("mrn", "birth_date", "name", "encounter", "type_code", "box", "station", "batch")
_NUMBERS = ("mrn", "encounter")
_PLAIN = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What holds for the pages behind a separator. `whole`: they are one document, whatever they look like."""

    said: Separator | None = None
    whole: bool = False
    patches: frozenset[str] = frozenset()  # of the sheet that said whose: with the same ones begins the next patient, whatever it says

    @property
    def evidence(self) -> Evidence:
        """Whose the pages are, as the sheet says."""
        said = self.said
        if said is None or not said.mrn:
            return Evidence()
        names = {parse_name(said.name): SURE} if said.name else {}
        return Evidence({said.mrn: SURE}, names, {said.birth_date: SURE} if said.birth_date else {})


@dataclass(slots=True)
class Section:
    """Pages between two separators."""

    sheet: Sheet
    pages: list[PageResult] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one sheet says. `bare`: nothing but its patch codes."""

    separator: Separator
    patches: frozenset[str] = frozenset()
    bare: bool = False


# A sheet whose codes could not be read, or are pale and none of ours, ends what was inherited: what names nobody behind it is held.
NOTHING_KNOWN = Separator("batch")


class SeparatorReader:
    """Pages into sections; built once from the settings: ConfigError for a pattern that is none or may run away."""

    def __init__(self, settings: FilingSettings, normalise_mrn: NormaliseMrn = str) -> None:
        """`normalise_mrn` gives an MRN as the site stores it, None for what has none of the site's forms, which stays as the code says."""
        self._normalise = normalise_mrn
        self._patterns = tuple(
            compile_bounded(pattern, "filing.separator_patterns", LONGEST, MOST_STEPS, re.IGNORECASE)
            for pattern in settings.separator_patterns
        )
        self._min_type_confidence = settings.min_type_confidence

    def sections(self, pages: Sequence[PageResult]) -> list[Section]:
        """The pages behind each separator; separators and their blank backs are in none, and belong to nobody."""
        found = [Section(Sheet())]
        behind = False  # whether the page before was a separator
        for page, with_own_codes in zip(pages, map(_own_codes, (None, *pages), pages, (*pages[1:], None)), strict=True):
            said = self._said(with_own_codes)
            if said is not None:
                sheet = _inherited(found[-1].sheet, said)
                if behind and not found[-1].pages:  # two sheets in a row say one thing together
                    sheet = replace(sheet, whole=sheet.whole or found[-1].sheet.whole)
                found.append(Section(sheet))
                behind = True
                continue
            if behind and isinstance(page, Findings) and page.page.blank and not page.page.words:
                behind = False
                continue
            behind = False
            found[-1].pages.append(page)
        return [section for section in found if section.pages]

    def labelled(self, page: PageResult) -> PageResult:
        """The page with the identifiers that its own barcodes say."""
        if not isinstance(page, Findings) or not page.barcodes:
            return page
        more = [identifier for one in page.barcodes if not one.pale for identifier in self._identifiers(one, page.page.number)]
        return replace(page, identifiers=(*page.identifiers, *more)) if more else page

    def _said(self, page: PageResult) -> _Said | None:
        if not isinstance(page, Findings):
            return None
        own = [self._normalised(said) for one in page.barcodes if (said := parse_payload(one.text))]
        patches = frozenset(one.format for one in page.barcodes if one.format in PATCHES)
        if own:
            together = _together(own)
            return _Said(together, patches | (_OUR_PATCHES if together.kind in ("patient", "batch") else frozenset()))
        if len(page.page.words) > MOST_WORDS:
            return None
        if is_ours(page):
            return _Said(NOTHING_KNOWN)
        fields = [said for one in page.barcodes if (said := self._of_the_site(one))]
        if not (patches or fields) or self._is_of_a_document(page, fields, patches):
            return None
        kinds = {PATCHES[patch] for patch in patches}
        bare = [Separator("batch" if "batch" in kinds else "document")] if patches else []
        pale = all(one.pale for one in page.barcodes)  # it separates, but may be its sheet's other side's, which didn't come out
        return _Said(NOTHING_KNOWN if pale else _together([*bare, *fields]), patches, bare=not fields)

    def _is_of_a_document(self, page: Findings, fields: Sequence[Separator], patches: Collection[str]) -> bool:
        """Whether it bears a label and is no separator: it is a form or a report, it says of whom beyond the label, or more than a sheet
        does. In doubt it is a page, which its label's numbers are read from: nothing of it is lost then.
        """
        if separates(page):
            return False
        said = {value for one in fields for name in _FIELDS if (value := getattr(one, name))}
        guess = page.typed.type
        typed = guess.code is not None and guess.confidence >= self._min_type_confidence and guess.code not in said
        if typed or any(found.value not in said for found in page.identifiers):
            return True
        labels = {part for one in page.barcodes for part in _parts(one.text)}
        beside = [word for word in page.page.words if not (labels.issuperset(_parts(word.text)) or _is_of_a_code(word, page.barcodes))]
        letters = sum(len(word.text) for word in beside)
        illegible = sum(word.confidence * len(word.text) for word in beside) < LEGIBLE * letters
        return not patches and (len(beside) > FEW_WORDS or illegible)

    def _of_the_site(self, barcode: Barcode) -> Separator | None:
        """What a code of the site's says: the named groups of the first pattern that fits the whole text."""
        text = barcode.text.strip()
        for pattern in self._patterns if len(text) <= LONGEST else ():
            if match := pattern.fullmatch(text):
                groups = {name: value for name, value in match.groupdict().items() if value and name in _FIELDS}
                return self._normalised(_separator(groups))
        return None

    def _normalised(self, said: Separator) -> Separator:
        return replace(said, mrn=self._normalise(said.mrn) or said.mrn) if said.mrn else said

    def _identifiers(self, barcode: Barcode, page: int) -> Iterable[Identifier]:
        said = self._of_the_site(barcode)
        if said is None:
            return
        values: tuple[tuple[IdentifierKind, str], ...] = (("mrn", said.mrn), ("encounter", said.encounter))
        for kind, value in values:
            if value:
                yield Identifier(kind, barcode.text, value, SURE, page, barcode.box, "barcode")


def _own_codes(before: PageResult | None, page: PageResult, behind: PageResult | None) -> PageResult:
    """The page without the pale codes that a page beside it bears: the label of its sheet's other side, which shines through."""
    if not isinstance(page, Findings) or not any(one.pale for one in page.barcodes):
        return page
    beside = {one.text for other in (before, behind) if isinstance(other, Findings) for one in other.barcodes if not one.pale}
    return replace(page, barcodes=tuple(one for one in page.barcodes if not (one.pale and one.text in beside)))


def is_ours(page: Findings) -> bool:
    """Whether it is one of this program's sheets by its words, or by the beginning of a code, though none could be understood."""
    if any(one.text.startswith(_OUR_CODE) for one in page.barcodes):
        return True
    return len(page.page.words) <= MOST_WORDS and _phrases(page) >= 2


def separates(page: Findings) -> bool:
    """Whether what few words it has say that it is a separator: one of ours, torn, or a site's."""
    return len(page.page.words) <= MOST_WORDS and (bool(_SEPARATES.search(page.page.text.lower())) or _phrases(page) > 0)


def _phrases(page: Findings) -> int:
    """How many of the phrases of our sheets stand on it; text shorter than a phrase is in every one."""
    text = page.page.text.lower()
    return sum(len(text) >= len(phrase) and fuzz.partial_ratio(phrase, text) >= READ_ALIKE for phrase in _OURS)


def _is_of_a_code(word: Word, barcodes: Sequence[Barcode]) -> bool:
    """Whether it is bars or squares that were taken for letters, or a speck."""
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
    within = any(one.box.x0 <= x <= one.box.x1 and one.box.y0 <= y <= one.box.y1 for one in barcodes)
    return within or sum(map(str.isalnum, word.text)) < 2


def _parts(text: str) -> list[str]:
    return [part for part in re.split(_PLAIN, text.upper()) if part]


def _separator(groups: dict[str, str]) -> Separator:
    plain = {name: _PLAIN.sub("", value.upper()) if name in _NUMBERS else value.strip() for name, value in groups.items()}
    return Separator(_kind_of(groups), **plain)


def _kind_of(groups: dict[str, str]) -> Kind:
    if "mrn" in groups:
        return "patient"
    if "type_code" in groups:
        return "type"
    return "batch" if groups.keys() & {"box", "batch", "station"} else "document"


def _together(said: Sequence[Separator]) -> Separator:
    """Several codes of one sheet: the most telling kind, every field that any of them has."""
    order = ("patient", "type", "batch", "document")
    kind = min((one.kind for one in said), key=order.index)
    fields = {name: next((value for one in said if (value := getattr(one, name))), "") for name in _FIELDS}
    return Separator(kind, **fields)


def for_nobody(sheet: Sheet) -> Sheet:
    """The sheet without what it says of whose the pages are."""
    return replace(sheet, said=sheet.said and replace(sheet.said, mrn="", name="", birth_date="", encounter=""))


def _inherited(before: Sheet, new: _Said) -> Sheet:
    """A batch sheet begins anew, a patient sheet keeps the batch; a type sheet and a bare separator keep both, and begin a document.

    A patch code alone that the last patient's sheet bears too may be all that came out of the next patient's.
    """
    kept, said = before.said or Separator("document"), new.separator
    if new.bare and not new.patches.isdisjoint(before.patches):
        return Sheet(NOTHING_KNOWN, patches=before.patches)
    if said.kind == "batch":
        return Sheet(said, patches=new.patches)
    if said.kind == "patient":
        both = replace(said, box=said.box or kept.box, station=said.station or kept.station, batch=said.batch or kept.batch)
        return Sheet(both, patches=new.patches)
    return Sheet(replace(kept, kind=said.kind, type_code=said.type_code), whole=True, patches=before.patches)
