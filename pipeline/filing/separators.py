"""Separator sheets: what they say is inherited by the pages behind them, until the next one; and barcodes on pages of documents.

A page is a separator when it bears one of this program's own codes, or when it bears a patch code (2, 3, T) or a code of the site's
(settings) and hardly anything else: bars in a form's head may look like a patch code, and a page of print is never nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from pipeline.filing.evidence import Evidence
from pipeline.filing.names import parse_name
from pipeline.filing.settings import FilingSettings
from pipeline.model.bounded import compile_bounded
from pipeline.model.separators import Kind, Separator, parse_payload
from pipeline.model.types import Barcode, Findings, Identifier, IdentifierKind, PageResult

MOST_WORDS = 60  # a sheet with more words beside a patch code or a site's code is a page of a document that bears a label
LONGEST = 200  # characters of a site's code; a QR code may hold 4,296, and what holds so many is no separator
MOST_STEPS = 10_000_000  # that a pattern may take on such a text: some tenths of a second, and no site writes one that does
READ_ALIKE = 85.0  # rapidfuzz's ratio, 0 to 100: two letters in fifteen misread
SURE = 0.97  # barcodes have check digits, or error correction
PATCHES = {"patch_2": "document", "patch_3": "batch", "patch_t": "document"}
_FIELDS = ("mrn", "birth_date", "name", "encounter", "type_code", "box", "station", "batch")
_NUMBERS = ("mrn", "encounter")
_PLAIN = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What holds for the pages behind a separator. `whole`: they are one document, whatever they look like."""

    said: Separator | None = None
    whole: bool = False

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


# A sheet whose codes could not be read ends what was inherited: what names nobody behind it is held.
NOTHING_KNOWN = Separator("batch")


class SeparatorReader:
    """Pages into sections; built once from the settings: ConfigError for a pattern that is none or may run away."""

    def __init__(self, settings: FilingSettings) -> None:
        self._patterns = tuple(
            compile_bounded(pattern, "filing.separator_patterns", LONGEST, MOST_STEPS, re.IGNORECASE)
            for pattern in settings.separator_patterns
        )

    def sections(self, pages: Sequence[PageResult]) -> list[Section]:
        """The pages behind each separator; separators and their blank backs are in none, and belong to nobody."""
        found = [Section(Sheet())]
        behind = False  # whether the page before was a separator
        for page in pages:
            said = self._said(page)
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
        more = [identifier for one in page.barcodes for identifier in self._identifiers(one, page.page.number)]
        return replace(page, identifiers=(*page.identifiers, *more)) if more else page

    def _said(self, page: PageResult) -> Separator | None:
        if not isinstance(page, Findings):
            return None
        if not page.barcodes:
            return NOTHING_KNOWN if _says_separator(page) else None
        own = [said for one in page.barcodes if (said := parse_payload(one.text))]
        if own:
            return _together(own)
        if len(page.page.words) > MOST_WORDS:
            return None
        patches = [PATCHES[one.format] for one in page.barcodes if one.format in PATCHES]
        fields = [said for one in page.barcodes if (said := self._of_the_site(one))]
        if patches:
            kind = "batch" if "batch" in patches else "document"
            return _together([Separator("batch" if kind == "batch" else "document"), *fields])
        return _together(fields) if fields else None

    def _of_the_site(self, barcode: Barcode) -> Separator | None:
        """What a code of the site's says: the named groups of the first pattern that fits the whole text."""
        text = barcode.text.strip()
        for pattern in self._patterns if len(text) <= LONGEST else ():
            if match := pattern.fullmatch(text):
                groups = {name: value for name, value in match.groupdict().items() if value and name in _FIELDS}
                return _separator(groups)
        return None

    def _identifiers(self, barcode: Barcode, page: int) -> Iterable[Identifier]:
        said = self._of_the_site(barcode)
        if said is None:
            return
        values: tuple[tuple[IdentifierKind, str], ...] = (("mrn", said.mrn), ("encounter", said.encounter))
        for kind, value in values:
            if value:
                yield Identifier(kind, barcode.text, value, SURE, page, barcode.box, "barcode")


def _says_separator(page: Findings) -> bool:
    """Whether it is one of this program's sheets by its words, though no code on it could be read."""
    if len(page.page.words) > MOST_WORDS:
        return False
    text = page.page.text.lower()
    return all(fuzz.partial_ratio(words, text) >= READ_ALIKE for words in ("separator sheet", "not part of any record"))


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


def _inherited(before: Sheet, said: Separator) -> Sheet:
    """A batch sheet begins anew, a patient sheet keeps the batch; a type sheet and a bare separator keep both, and begin a document."""
    kept = before.said or Separator("document")
    if said.kind == "batch":
        return Sheet(said)
    if said.kind == "patient":
        return Sheet(replace(said, box=said.box or kept.box, station=said.station or kept.station, batch=said.batch or kept.batch))
    return Sheet(replace(kept, kind=said.kind, type_code=said.type_code), whole=True)
