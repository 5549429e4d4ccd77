"""Whether a document's pages say that whom they seem to mean is somebody else than their patient: a mother, who pays, a roommate.

Number and name of a patient of the index may stand whole on a page that is another's: behind "Mother" or "Donor", under "Responsible
party", on a sticker marked VOID. Whatever rule found them, each place is looked at: the words right before it in its line, those right
behind, and the headings above it. Where all places of the number say so, or all of the name, the page is nobody's that is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.filing.cells import Cells
from pipeline.filing.corroborate import Search
from pipeline.filing.name_words import folded, own_words
from pipeline.filing.names import fold
from pipeline.filing.whose_words import whose_words
from pipeline.model.types import Findings, PageText, Patient, Word

# Line heights: of blank between what says and what it says it of, from a heading to the place, between left edges, to the next line; of
# blank below which something else begins: a foot under the lines to be signed.
BESIDE, ABOVE, FLUSH, NEXT, BLANK = 8.0, 20.0, 4.0, 2.0, 3.5
TITLE = 5  # words of a heading
APART = 2  # words from a given name to the family's at most
PATIENT = frozenset({"PATIENT", "PATIENTS", "PT", "PTS"})
RELATION, OF_PATIENT = frozenset({"RELATIONSHIP", "RELATION"}), PATIENT | {"TO", "OF", "THE"}
_SEXES = frozenset({"M", "F", "MALE", "FEMALE"})


def says_another(pages: Iterable[Findings], patient: Patient) -> bool:
    """Whether all places of the patient's number on the pages, or all of their name, are said to be somebody else's; or a page is void."""
    search, own = Search(patient), own_words(patient)
    numbers, names = [], []
    for found in pages:
        if whose_words().void.search(fold(found.page.text.replace("\n", " "))):
            return True
        page = _Surroundings(found.page, own)
        numbers += [page.say_another(seen.words) for seen in search(found.page.lines) if seen.kind == "mrn"]
        names += [page.say_another(words) for line in found.page.lines for words in _named(line, patient)]
    return any(places and all(places) for places in (numbers, names))


def _named(line: Sequence[Word], patient: Patient) -> Iterator[Sequence[Word]]:
    """Each place of the patient's family name with the given name near it."""
    plain = [folded(word.text) for word in line]
    for name in patient.names:
        family, given = fold(name.family).split()[:1], fold(name.given).split()[:1]
        if not family or not given:
            continue
        for at in (at for at, parts in enumerate(plain) if family[0] in parts):
            near = [place for place in range(max(0, at - APART), min(len(line), at + APART + 1)) if given[0] in plain[place]]
            if near:
                yield line[min(at, *near) : max(at, *near) + 1]


class _Surroundings:
    """What stands around a place of one page."""

    def __init__(self, page: PageText, own: frozenset[str]) -> None:
        self._lines, self._own = page.lines, own
        self._cells = Cells(page)

    def say_another(self, place: Sequence[Word]) -> bool:
        """Whether they say that it is somebody else's; the nearest decides."""
        line = next(line for line in self._lines if any(word is place[0] for word in line))
        at = next(number for number, word in enumerate(line) if word is place[0])
        start, end = at, at + len(place)
        while start and self._cells.gap(line, start) < BESIDE:
            start -= 1
        before = self._plain(line[start:at])
        if whose_words().before.fullmatch(before):
            return True
        if not PATIENT.isdisjoint(before.split()):
            return False
        return self._behind(line, end) or self._below(line[start]) or self._above(line[at], line[start])

    def _behind(self, line: Sequence[Word], end: int) -> bool:
        """A bracket "(mother)" right behind it, or nothing but such words: "WRONG LABEL"."""
        stop = end
        while stop < len(line) and self._cells.gap(line, stop) < BESIDE:
            stop += 1
        behind = line[end:stop]
        opened = next((at for at, word in enumerate(behind) if word.text.startswith("(")), None)
        if opened is not None:
            closed = next((at for at, word in enumerate(behind) if at >= opened and word.text.endswith(")")), len(behind))
            return self._is_heading(behind[opened : closed + 1])
        return bool(behind) and not behind[-1].text.endswith(":") and self._is_heading(behind)

    def _below(self, first: Word) -> bool:
        """A line "(mother of patient)" or "Relationship: mother" right under it."""
        box, height = self._cells.box(first), self._cells.height
        for cell in self._cells:
            under = self._cells.box(cell[0])
            near = under.y0 > box.y0 and under.y0 - box.y1 < NEXT * height and abs(under.x0 - box.x0) < FLUSH * height
            said = cell[1:] if fold(cell[0].text) in RELATION else cell if cell[0].text.startswith("(") else ()
            if near and said and self._is_heading([word for word in said if fold(word.text) not in OF_PATIENT]):
                return True
        return False

    def _above(self, place: Word, first: Word) -> bool:
        """The nearest heading above in its column, somebody else's, the patient's or another section's, decides."""
        top = self._cells.box(place).y0
        for cell in sorted(self._over(place, first), key=lambda cell: -self._cells.box(cell[0]).y0):
            box, plain = self._cells.box(cell[0]), self._plain(cell)
            if top - box.y1 > BLANK * self._cells.height:
                return False
            top = box.y0
            if whose_words().heading.fullmatch(plain):
                return True
            if not PATIENT.isdisjoint(plain.split()) or (plain and _is_title(cell)):
                return False
        return False

    def _over(self, place: Word, first: Word) -> Iterator[Sequence[Word]]:
        """The cells above that begin where the place does, or its line."""
        top, height = self._cells.box(place).y0, self._cells.height
        edges = {self._cells.box(word).x0 for word in (place, first)}
        for cell in self._cells:
            box = self._cells.box(cell[0])
            flush = any(abs(box.x0 - edge) < FLUSH * height for edge in edges)
            if flush and box.y1 <= top + height / 2 and top - box.y1 < ABOVE * height:
                yield cell

    def _is_heading(self, words: Sequence[Word]) -> bool:
        return whose_words().heading.fullmatch(self._plain(words)) is not None

    def _plain(self, words: Sequence[Word]) -> str:
        """Folded, without the patient's own name, numbers and sexes, but with the bed's: "Bed 2"."""
        parts = [part for word in words for part in folded(word.text.replace(":", " "))]
        own = [part in self._own or part in _SEXES or any(map(str.isdigit, part)) for part in parts]
        return " ".join(part for at, part in enumerate(parts) if not own[at] or parts[max(0, at - 1)] == "BED")


def _is_title(cell: Sequence[Word]) -> bool:
    text = "".join(word.text for word in cell)
    return len(cell) <= TITLE and not any(map(str.isdigit, text)) and (text.isupper() or text.endswith(":"))
