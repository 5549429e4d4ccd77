"""The patient's own line without labels: "0487180 F 01/02/1983" under a name, as imprinted cards and wristbands print it, or over one;
"DOE, JANE | 0487180 | 1983-01-02 | F" in a head or foot.

Each part alone may be anything. The line is the patient's where nothing else stands on it but labels with their values and a page number,
a name heads it or stands right over it, and two of number, date and sex or age go with that name. A doctor stands under the number and the
date of a visit: of a name under the line all three must stand in it, and on one line of the page only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.extract.birth_date import YEARS_LATER, read_birth_date
from pipeline.extract.dates import MONTHS
from pipeline.extract.encounter import read_number
from pipeline.extract.formed_numbers import GIVEN_OUT
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, Token, cells
from pipeline.extract.name import read_name
from pipeline.extract.name_and_number import BARE_BIRTHS
from pipeline.extract.names import key
from pipeline.extract.numbers import read_ssn
from pipeline.extract.ownership import is_owned
from pipeline.extract.reading import Candidate, Reader, Reading, View, own_values
from pipeline.extract.vocabulary import NO_PERSON, given_names

NUMBER, DATE, SEX, COMMA, TOLD = 0.8, 0.82, 0.8, 0.85, 0.8  # strength; of a name with a comma, in capitals whose order is certain
ONE_OF_TWO = 0.6  # of two numbers either may be the account's
CAPITALS = 0.68  # never sure: of "THOMAS JAMES" either may be the family
MOST_TOKENS, MOST_WORDS, FEWEST_FIGURES, FEWEST_PARTS = 18, 8, 5, 2
ROWS_OVER = 2
MOST_NEAR = 8  # blocks of which the line may go on with one: those of the rows right above
YEARS_BEFORE = 2  # from a birth to the latest year on a page that states no age
# Line heights: between the left edges of a name and of the line under it; of blank between both; of blank beside a line that stands alone.
ALIGNED, NEAR, APART = 2.0, 1.6, 5.0
FLUSH, NEXT = 1.0, 1.2  # the same between two lines of a block
_SEXES = {"F": "F", "M": "M", "FEMALE": "F", "MALE": "M"}
_AGE = re.compile(r"\(?(\d{1,3}) ?(Y|YO|Y/O|YR|YRS|YEARS)?\)?", re.IGNORECASE)
_AGE_SEX = re.compile(r"(\d{1,3})(?:Y|YR|YO)?/([MF])|([MF])/(\d{1,3})(?:Y|YR|YO)?")  # "14/F", "F/14"
_AGE_WORD = frozenset({"Y", "YO", "YR", "YRS", "YEARS", "OLD"})
_TELLING = _AGE_WORD | _SEXES.keys()
SSN = 11  # characters
_SSN = re.compile(r"(?!9)\d{3}-\d{2}-\d{4}")  # of veterans' charts: test patients have 000
_NUMBER = re.compile(r"[A-Z]{1,3}\d{5,14}")  # an account's, where it has not the form of a patient's number
_COUNT = re.compile(r"\d{1,3}|OF|\d{1,3}/\d{1,3}", re.IGNORECASE)
_BIRTHS = BARE_BIRTHS | {"B/D", "DOB"}
_RECORDS = frozenset({"MR", "MRN"})
_BARE_LABELS = _BIRTHS | _RECORDS | {"AGE"}  # a label of few letters may not be one to the label finder
_ACCOUNTS = frozenset({"AC", "A/C", "ACC", "ACCT"})  # in a patient's block; elsewhere the first two are joints and meals
_SAME = frozenset({"mrn", "birth_date", "sex"})  # kinds whose label makes the line the patient's
_VALUED = _SAME | {"encounter", "account", "name", "admission_date", "service_date"}  # of which a value stands beside the label
_EDGES = " |,;()[]/:.-*"


@dataclass(slots=True)
class _Line:
    """What stands on a row; `strange` tells that something does that is none of a patient's."""

    names: list[Reading] = field(default_factory=list)
    numbers: list[Reading] = field(default_factory=list)
    dates: list[Reading] = field(default_factory=list)
    sexes: list[Reading] = field(default_factory=list)
    security: list[Reading] = field(default_factory=list)
    accounts: list[Reading] = field(default_factory=list)
    told: Token | None = None  # the number that "MR" stands before
    secured: bool = False  # whether a number of that form stands there, be it one that nobody was given
    aged: bool = False
    ages: list[int] = field(default_factory=list)
    labelled: int = 0
    born: bool = False  # whether one of the labels is a birth date's
    strange: bool = False

    @property
    def parts(self) -> int:
        """How many kinds of a patient's identifiers the line has besides a name."""
        return bool(self.numbers) + bool(self.dates) + (bool(self.sexes) or self.aged) + self.secured + self.labelled

    @property
    def is_figures(self) -> bool:
        """Whether a few figures are all, which may be an age and as well what was read of a barcode over the name."""
        return self.aged and self.parts == 1 and not (self.ages or self.sexes or self.names)

    @property
    def is_head(self) -> bool:
        """Whether a number, a sex and a date or an age stand in it and no name, so that the name may stand under it."""
        dated = len(self.dates) == 1 or (not self.dates and len(self.ages) == 1)
        return not self.names and dated and len(self.numbers) == len(self.sexes) == 1

    def goes_on(self, other: _Line) -> None:
        """Takes in what the next line of one block says; only the first names the patient."""
        for mine, more in (
            (self.numbers, other.numbers),
            (self.dates, other.dates),
            (self.sexes, other.sexes),
            (self.security, other.security),
            (self.accounts, other.accounts),
        ):
            mine.extend(more)
        self.ages.extend(other.ages)
        self.aged, self.born, self.secured = self.aged or other.aged, self.born or other.born, self.secured or other.secured
        self.labelled += other.labelled
        self.told = self.told or other.told


@dataclass(slots=True)
class _Block:
    """Lines of a patient's identifiers that stand flush, one right under the other; `row`, `start`: of the first; `last`: of the last."""

    row: int
    start: int
    line: _Line
    last: Token | None = None

    def is_right_over(self, view: View, number: int, start: int) -> bool:
        """Whether the place in a row goes on with the block."""
        over, first = self.last or view.sheet.rows[self.row][self.start], view.sheet.rows[number][start]
        height = view.sheet.layout.height
        return abs(over.x0 - first.x0) < FLUSH * height and first.y0 > over.y0 and first.y0 - over.y1 < NEXT * height

    def goes_on(self, view: View, number: int, start: int, line: _Line) -> None:
        """With the line that begins there."""
        self.line.goes_on(line)
        self.last = view.sheet.rows[number][start]


class OwnLine:
    """Finds such lines; built with the site's form of numbers."""

    def __init__(self, read_mrn: Reader) -> None:
        self._read_mrn = read_mrn

    def __call__(self, view: View) -> Iterator[Candidate]:
        """The identifiers of each such line that no label names, and of lines that stand one under the other under one name."""
        blocks: list[_Block] = []
        for number, row in enumerate(view.sheet.rows):
            for start, end in self._stretches(view, number, row):
                if end - start > MOST_TOKENS or not _may_tell(view, number, start, end):
                    continue
                line = self._line(view, number, start, end)
                if line.strange or line.is_figures or not (line.parts or line.names):
                    continue
                block = next((one for one in blocks[-MOST_NEAR:] if one.is_right_over(view, number, start)), None)
                if block is None or line.names:
                    blocks.append(_Block(number, start, line))
                elif _is_own(view, number, start):
                    block.goes_on(view, number, start, line)
        heads = [block for block in blocks if block.line.is_head]
        for block in blocks:
            yield from self._of_block(view, block, heads == [block])

    def _stretches(self, view: View, number: int, row: Row) -> Iterator[tuple[int, int]]:
        """The row, if nothing stands on it that is strange, else what stands apart on it."""
        headed = len(row) <= MOST_TOKENS and any("," in token.text for token in row[:2]) and row[0].text[0].isupper()
        wide = headed and any(token.gap >= APART for token in row[1:]) and _may_tell(view, number, 0, len(row))
        whole = self._line(view, number, 0, len(row)) if wide else None
        if whole is not None and not whole.strange and whole.names and whole.parts >= FEWEST_PARTS:
            yield 0, len(row)
        else:
            yield from cells(row, APART)

    def _of_block(self, view: View, block: _Block, heads: bool) -> Iterator[Candidate]:
        if block.line.parts < FEWEST_PARTS or not _is_own(view, block.row, block.start):
            return
        if block.line.born:
            yield from _sex_of(block.line)
        names = block.line.names or list(_name_over(view, block.row, view.sheet.rows[block.row][block.start], block.line.labelled > 0))
        under = list(_name_under(view, block)) if heads and not names else []
        if under and not block.line.dates:
            block.line.dates.extend(_date_under(view, block, under[0].tokens[0]))
        if under and block.line.dates and _is_before_visits(view, block.line.dates[0].value):
            yield from self._found(view, block.line, under[0], sure=False)
        elif len(names) == 1:
            yield from self._found(view, block.line, names[0])

    def _line(self, view: View, number: int, start: int, end: int) -> _Line:
        row, line, at = view.sheet.rows[number][:end], _Line(), start
        while at < end and not line.strange:
            label = view.sheet.label_at(number, at)
            at = _behind_value(view, label, line, end) if label is not None else self._take(view, row, at, line, view.sheet.labels[number])
        return line

    def _take(self, view: View, row: Row, at: int, line: _Line, labels: Sequence[Label]) -> int:
        """Puts what begins at the token where it belongs; the first token behind it."""
        bare = row[at].text.strip(_EDGES).upper()
        if bare == "PAGE":
            return _behind(row, at + 1, _COUNT)
        if bare in _BARE_LABELS | _ACCOUNTS and at + 1 < len(row):
            return _behind_bare(row, at, bare, line, view)
        if not bare or _tells_sex_or_age(row[at], bare, line):
            return at + 1
        if len(bare) == SSN and _SSN.fullmatch(bare):
            line.secured = True
            line.security.extend(filter(None, [read_ssn(row[at : at + 1], view) if GIVEN_OUT.fullmatch(bare) else None]))
            return at + 1
        for found, read in self._readers(bare, line):
            stop = at + MOST_WORDS if found is not line.names else min([at + MOST_WORDS, *(one.start for one in labels if one.start > at)])
            reading = read(row[at:stop], view)
            if reading is not None and reading.tokens[0] is row[at]:
                found.append(reading)
                return at + len(reading.tokens)
        line.strange = _NUMBER.fullmatch(bare) is None
        return at + 1

    def _readers(self, bare: str, line: _Line) -> Iterator[tuple[list[Reading], Reader]]:
        """What may begin with the word. The patient's name heads the line: a doctor's may stand behind other parts."""
        if bare[:1].isdigit() or bare[:3].lower() in MONTHS:
            yield line.dates, read_birth_date
        if any(map(str.isdigit, bare)):
            yield line.numbers, self._number
        elif line.parts == line.labelled and not line.names:
            yield line.names, _name_at

    def _number(self, tokens: Row, view: View) -> Reading | None:
        reading = self._read_mrn(tokens[:1], view)
        figures = sum(map(str.isdigit, tokens[0].text))
        return reading if reading is not None and reading.trust == 1.0 and figures >= FEWEST_FIGURES else None

    def _found(self, view: View, line: _Line, name: Reading, sure: bool = True) -> Iterator[Candidate]:
        """What the line says of whoever has the name; `sure`: whether its only number is the patient's, and no account's."""
        if (not line.labelled or line.dates) and not any(own_values(view, "name", read_name)):  # beside labels alone it is a header's
            yield Candidate(
                "name", name, (COMMA if name.comma else TOLD if _order_is_certain(name.value) else CAPITALS) * name.trust, "line"
            )
        yield from _sex_of(line)
        for security in line.security:
            yield Candidate("ssn", security, NUMBER, "line")
        for account in line.accounts if len(line.accounts) == 1 else ():
            yield Candidate("account", account, NUMBER, "line")
        if not any(own_values(view, "mrn", self._read_mrn)):
            for reading in line.numbers:
                alone = len(line.numbers) == 1 and (reading.tokens[0] is line.told or _is_beside(view, reading, line))
                yield Candidate("mrn", reading, NUMBER if sure and alone else ONE_OF_TWO, "line")
        births = [reading for reading in line.dates if _is_a_birth(view, line.ages or view.ages, int(reading.value[:4]))]
        if len(births) == 1 and not any(own_values(view, "birth_date", read_birth_date)):
            yield Candidate("birth_date", births[0], DATE * births[0].trust, "line")


def _is_beside(view: View, number: Reading, line: _Line) -> bool:
    """Whether a date or a sex stands in one line with the number."""
    height = view.sheet.layout.height
    return any(abs(number.tokens[0].y0 - other.tokens[0].y0) < height for other in (*line.dates, *line.sexes))


def _is_own(view: View, number: int, start: int) -> bool:
    """Whether the place belongs to no other section, and to no label."""
    return not view.context.in_other_section(number, view.sheet.rows[number][start].x0) and not is_owned(view.sheet, number, start)


def _may_tell(view: View, number: int, start: int, end: int) -> bool:
    """Whether anything on the line may be more than a name and a date: a label, a figure, a sex or a word of age. Most prose has none."""
    row = view.sheet.rows[number]
    labelled = any(label.start < end and label.end > start for label in view.sheet.labels[number])
    return labelled or any(_tells(token.text) for token in row[start:end])


@lru_cache(maxsize=8192)
def _tells(text: str) -> bool:
    return any(map(str.isdigit, text)) or text.strip(_EDGES).upper() in _TELLING


def _behind_value(view: View, label: Label, line: _Line, stop: int) -> int:
    """One past the label and the value that stands beside it; a label of nothing that is a patient's makes the line strange."""
    kinds = {meaning.kind for meaning in label.meanings}
    line.born = line.born or "birth_date" in kinds
    line.labelled += not kinds.isdisjoint(_SAME)
    segment = view.sheet.segment(label.row, label.end)[: max(0, stop - label.end)]
    if not kinds.isdisjoint(_VALUED):
        first = next((at for at, token in enumerate(segment) if token.text.strip(_EDGES)), len(segment))
        end = first + 1
        while end < len(segment) and segment[end].gap < view.sheet.settings.cell_gap and "name" in kinds:
            end += 1
        return label.end + min(end, len(segment))
    line.strange = bool(label.about)
    return label.end + len(segment)


def _behind_bare(row: Row, at: int, bare: str, line: _Line, view: View) -> int:
    """One past a label of few letters; with its value, where that is an account."""
    line.born = line.born or bare in _BIRTHS
    line.told = row[at + 1] if bare in _RECORDS else line.told
    account = read_number(row[at + 1 : at + 2], view) if bare in _ACCOUNTS else None
    line.accounts.extend([account] if account is not None else [])
    return at + 1 + (account is not None)


def _sex_of(line: _Line) -> Iterator[Candidate]:
    if len({one.value for one in line.sexes}) == 1:
        yield Candidate("sex", line.sexes[0], SEX, "line")


def _tells_sex_or_age(token: Token, bare: str, line: _Line) -> bool:
    if bare in _SEXES and token.text.isalpha():
        line.sexes.append(Reading(_SEXES[bare], (token,)))
        return True
    joint = _AGE_SEX.fullmatch(bare)
    if joint:
        line.sexes.append(Reading(joint[2] or joint[3], (token,)))
        line.ages.append(int(joint[1] or joint[4]))
        return True
    age = _AGE.fullmatch(bare)
    line.aged = line.aged or age is not None or bare in _AGE_WORD
    line.ages.extend([int(age[1])] if age and age[2] else [])
    return age is not None or bare in _AGE_WORD


def _name_at(tokens: Row, view: View, labelled: bool = False) -> Reading | None:
    """A name with a comma, or in capitals, of words that are no institution's; over a label of the patient's any with a given name."""
    reading = read_name(tokens, view)
    if reading is None or reading.tokens[0] is not tokens[0] or reading.professional:
        return None
    words = [key(token.text) for token in reading.tokens]
    capitals = all(token.text.strip(_EDGES).isupper() for token in reading.tokens)
    called = labelled and key(tokens[0].text) in given_names()
    return reading if (reading.comma or capitals or called) and not NO_PERSON.intersection(words) else None


def _name_over(view: View, number: int, first: Token, labelled: bool) -> Iterator[Reading]:
    """The name alone in its cell right over this token; what stands beside the block may lie half a line between."""
    sheet = view.sheet
    for at in range(number - 1, max(-1, number - 1 - ROWS_OVER), -1):
        above = sheet.rows[at]
        start = next((place for place, token in enumerate(above) if abs(token.x0 - first.x0) < ALIGNED * sheet.layout.height), None)
        if start is None:
            continue
        if first.y0 - above[start].y1 > NEAR * sheet.layout.height or sheet.label_at(at, start) is not None:
            return
        reading = _name_at(above[start:], view, labelled)
        if reading is not None and (start == 0 or above[start].gap >= sheet.settings.cell_gap) and _ends_cell(view, above, start, reading):
            yield reading
        return


def _name_under(view: View, block: _Block) -> Iterator[Reading]:
    """ "DOE, JANE B" that fills its cell right under the line, flush with it; nobody with a credential."""
    sheet, first = view.sheet, view.sheet.rows[block.row][block.start]
    for number in range(block.row + 1, min(len(sheet.rows), block.row + 1 + ROWS_OVER)):
        row = sheet.rows[number]
        start = next((at for at, token in enumerate(row) if block.is_right_over(view, number, at)), None)
        if start is None:
            continue
        reading = _name_at(row[start:], view) if sheet.label_at(number, start) is None else None
        whole = (start == 0 or row[start].gap >= sheet.settings.cell_gap) and first.y0 < row[start].y0
        if reading is not None and reading.comma and whole and _ends_cell(view, row, start, reading):
            yield reading
        return


def _date_under(view: View, block: _Block, name: Token) -> Iterator[Reading]:
    """The date that fills its cell right under the name, flush with it: "F 90Y" over "DOE, Jane" over "1929-FEB-08"."""
    sheet = view.sheet
    under = _Block(block.row, block.start, block.line, name)
    for number in range(block.row + 1, min(len(sheet.rows), block.row + 2 + ROWS_OVER)):
        row = sheet.rows[number]
        start = next((at for at, token in enumerate(row) if token.y0 > name.y0 and under.is_right_over(view, number, at)), None)
        if start is None:
            continue
        reading = read_birth_date(row[start:], view) if sheet.label_at(number, start) is None else None
        if reading is not None and reading.tokens[0] is row[start] and _ends_cell(view, row, start, reading):
            yield reading
        return


def _is_before_visits(view: View, day: str) -> bool:
    """Whether the day lies years before all visits that the page dates, where it dates any: an admission may stand in a birth's place."""
    return not view.visits or int(min(view.visits)[:4]) - int(day[:4]) >= YEARS_BEFORE


def _order_is_certain(value: str) -> bool:
    """Whether the names themselves tell which one is the family's."""
    family, _, given = value.partition(", ")
    return given.split(" ")[0] in given_names() and family not in given_names()


def _ends_cell(view: View, row: Row, start: int, reading: Reading) -> bool:
    end = start + len(reading.tokens)
    return end >= len(row) or row[end].gap >= view.sheet.settings.cell_gap


def _behind(row: Sequence[Token], at: int, pattern: re.Pattern[str]) -> int:
    while at < len(row) and pattern.fullmatch(row[at].text.strip(_EDGES)):
        at += 1
    return at


def _is_a_birth(view: View, ages: Collection[int], year: int) -> bool:
    if ages:
        return any(-1 <= view.latest_year - year - age <= YEARS_LATER for age in ages)
    return view.latest_year - year >= YEARS_BEFORE
