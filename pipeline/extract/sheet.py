"""A page made ready for the recognizers: its rows, its labels, and where the value of a label may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.extract.folding import fold
from pipeline.extract.labels import Label, LabelFinder
from pipeline.extract.layout import Layout, Row, Token, cell_end, cell_start, layout_of
from pipeline.extract.settings import ExtractSettings
from pipeline.extract.wrapped import with_wrapped
from pipeline.model.types import PageText, Rotation

# Printed between a label and its value on forms that give a box for each part of a date.
_HINT = re.compile(
    r"\b(?:last|first|name|middle|initial|print|mm|yy|yyyy|mo|yr|month|year|m/f|for program|legal|surname|imprint(?:ed|ing)?|stamp|label"
    r"|addressograph|sticker|required|optional)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[a-d]")  # a box's part by its letter: "b  DOE, JANE" under "8 PATIENT NAME"
OPENING, CLOSING = ("(", "{"), (")", "}")  # the second of each as it is misread
_OPENED = re.compile(r"\W?\w?last\W*", re.IGNORECASE)  # its bracket lost or misread: "Last,", "fLast,"
_BETWEEN = frozenset({"MM", "DD", "YY", "YYYY", "MM/DD/YYYY", "MM/DD/YY", "MMDDYYYY"})

BOX = 5.0  # line heights: a box's value is farther from the next box's, and nearer to its label
# Words of a hint that are one though its bracket was not read; line heights of blank behind one of a single word.
PLAINLY, OPEN = 2, 1.2
FLUSH = 0.6  # line heights between the left edges of a table's heading and of its value
FEWEST_HEADINGS = 2  # labels of a row that is one of headings


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page; `labels` has a tuple for each row of `layout.rows`, `by_kind` the labels of each kind in the same order.

    `texts`: each row's words with blanks between. `said`: labels' words folded, as far as they were asked for (`context.words_of`).
    `captions`: rows whose labels have their values over them; nothing below is theirs (`captions.py`).
    """

    page: PageText
    layout: Layout
    labels: tuple[tuple[Label, ...], ...]
    settings: ExtractSettings
    by_kind: Mapping[str, tuple[Label, ...]]
    texts: tuple[str, ...]
    said: dict[tuple[int, int, int], str] = field(default_factory=dict)
    captions: frozenset[int] = frozenset()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows from top to bottom."""
        return self.layout.rows

    def all_labels(self) -> Iterator[Label]:
        """Every label, row by row."""
        for labels in self.labels:
            yield from labels

    def labels_of(self, kind: str) -> tuple[Label, ...]:
        """The labels that may stand for the kind, row by row."""
        return self.by_kind.get(kind, ())

    def next_label(self, label: Label) -> Label | None:
        """The label right of this one in its row."""
        return next((other for other in self.labels[label.row] if other.start >= label.end), None)

    def label_at(self, row: int, index: int) -> Label | None:
        """The label that holds the token at `index`, if one does."""
        for label in self.labels[row]:
            if label.start <= index < label.end:
                return label
        return None

    def segment(self, row: int, start: int) -> Row:
        """The tokens from `start` to the next label of the row, or to its end."""
        stop = min((label.start for label in self.labels[row] if label.start >= start), default=len(self.rows[row]))
        return self.rows[row][start:stop]


def sheet_of(page: PageText, finder: LabelFinder, settings: ExtractSettings, turn: Rotation = 0) -> Sheet:
    """The page with its rows and labels found, those of its words that are turned so."""
    layout = layout_of(page, finder.is_sure_label, turn)
    labels = [tuple(finder(row, number)) for number, row in enumerate(layout.rows)]
    found = with_wrapped(layout, labels, finder, settings.cell_gap)
    texts = tuple(" ".join([token.text for token in row]) for row in layout.rows)
    return Sheet(page, layout, found, settings, _by_kind(found), texts)


def _by_kind(labels: Sequence[Sequence[Label]]) -> dict[str, tuple[Label, ...]]:
    found: dict[str, list[Label]] = {}
    for row in labels:
        for label in row:
            for kind in {meaning.kind: None for meaning in label.meanings}:
                found.setdefault(kind, []).append(label)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def right_of(sheet: Sheet, label: Label) -> Row:
    """The tokens right of the label, up to the next label; empty where the nearest is too far away."""
    tokens = _without_hint(_without_mask(sheet.segment(label.row, label.end)))
    if not tokens or _hint_goes_on(sheet, label):
        return ()
    end = sheet.rows[label.row][label.end - 1].x1
    return tokens if tokens[0].x0 - end <= sheet.settings.max_right * sheet.layout.height else ()


def is_attached(sheet: Sheet, label: Label, tokens: Sequence[Token]) -> bool:
    """Whether the tokens right of the label stand in its own cell, so that nothing below it can be the value."""
    gap = tokens[0].x0 - sheet.rows[label.row][label.end - 1].x1 if tokens else 0.0
    return bool(tokens) and gap < sheet.settings.cell_gap * sheet.layout.height


def below(sheet: Sheet, label: Label) -> Iterator[Row]:
    """The tokens under the label, row by row, as in a form's cell or under a table's heading; stops at another label."""
    row, height = sheet.rows[label.row], sheet.layout.height
    left, right, bottom = row[label.start].x0, row[label.end - 1].x1, row[label.start].y1
    after = sheet.next_label(label)
    limit = float("inf") if after is None else row[after.start].x0 - 0.3 * height
    hinted = _hint_goes_on(sheet, label)
    for number in _rows_under(sheet, label):
        under = sheet.rows[number]
        if under[0].y0 - bottom > sheet.settings.max_below * height:
            return
        if hinted and number == label.row + 1:
            bottom = under[0].y1
            continue
        reach = left - height, min(right + height, limit)
        first = next((i for i, token in enumerate(under) if _is_under(token, *reach) and not _heads(sheet, label, token)), None)
        first = None if first is None else _own_column(sheet, label, under, first)
        if first is None:
            if sheet.labels[number] or is_second_line(sheet, label.row, number):
                bottom = under[0].y1
            continue
        if sheet.label_at(number, first) is not None or _claimed(sheet, number, first):
            return
        tokens = _without_mask(tuple(token for token in sheet.segment(number, first) if token.x0 < limit))
        goes_on = all(fold(token.text) in ("", "AND", "OR") for token in tokens) and bool(sheet.labels[number])  # "& PHONE #"
        if tokens and not goes_on:
            yield tokens[1:] if len(tokens) > 1 and _PART.fullmatch(tokens[0].text) else tokens
            if tokens[cell_end(tokens, 0, sheet.settings.cell_gap) - 1].text.endswith(","):
                return  # "DOE," over "JANE MARIE": the line that goes on with it is no value by itself
        if goes_on or is_second_line(sheet, label.row, number):
            bottom = under[0].y1


def _rows_under(sheet: Sheet, label: Label) -> range:
    """The rows in which its value may stand; none under captions."""
    return range(0) if label.row in sheet.captions else range(label.row + 1, min(len(sheet.rows), label.row + 4))


def aside_below(sheet: Sheet, label: Label) -> Row:
    """What begins right of the label's end and just below it, in a form's box that the label shares with nothing else."""
    row, height = sheet.rows[label.row], sheet.layout.height
    alone = row[label.start].gap >= sheet.settings.cell_gap and (label.end >= len(row) or row[label.end].gap >= BOX)
    if label.colon or not alone or label.row + 1 >= len(sheet.rows):
        return ()
    under, right, bottom = sheet.rows[label.row + 1], row[label.end - 1].x1, row[label.start].y1
    first = next((at for at, token in enumerate(under) if token.x0 > right), None)
    if first is None or under[first].gap < BOX or under[first].x0 - right > BOX * height or under[first].y0 - bottom > height:
        return ()
    over = any(token.x0 < under[first].x1 and token.x1 > under[first].x0 for token in row)
    return () if over or sheet.label_at(label.row + 1, first) is not None else sheet.segment(label.row + 1, first)


def is_second_line(sheet: Sheet, headings: int, row: int) -> bool:
    """Whether a row right under a row of headings goes on with some of them: "Number" under "Record" under "Medical"."""
    above, under = sheet.rows[headings], sheet.rows[row]
    follows = row == headings + 1 or (row == headings + 2 and is_second_line(sheet, headings, headings + 1))
    close = follows and under[0].y0 - sheet.rows[row - 1][0].y1 < sheet.layout.height
    words = all((bare := token.text.strip(".:#")).isalpha() or (not bare and "#" in token.text) for token in under)
    return close and words and len(under) < len(above) and len(sheet.labels[headings]) >= FEWEST_HEADINGS


def _heads(sheet: Sheet, label: Label, token: Token) -> bool:
    """Whether the token begins under a label further left and only reaches so far: a long account number beside an MRN."""
    row, height = sheet.rows[label.row], sheet.layout.height
    starts = (row[other.start].x0 for other in sheet.labels[label.row] if other.end <= label.start)
    return token.x0 < row[label.start].x0 - height and any(abs(start - token.x0) < height for start in starts)


def _own_column(sheet: Sheet, label: Label, under: Row, first: int) -> int:
    """The token that begins where the label does, where the first under it only ends another column's value: "R. Bowman MD 08-14-1997"."""
    x, height = sheet.rows[label.row][label.start].x0, sheet.layout.height
    if under[first].x0 > x - FLUSH * height:
        return first
    flush = next((at for at in range(first + 1, len(under)) if abs(under[at].x0 - x) < FLUSH * height), first)
    begins = under[cell_start(under, first, sheet.settings.cell_gap)].x0
    columns = (token.x0 for token in sheet.rows[label.row][: label.start] if token.gap >= sheet.settings.cell_gap)
    return flush if any(abs(column - begins) < FLUSH * height for column in columns) else first


def _is_under(token: Token, left: float, right: float) -> bool:
    return token.x1 > left and token.x0 < right and not _is_mask(token)


def _claimed(sheet: Sheet, row: int, index: int) -> bool:
    """Whether a label just left of the token has it for its value."""
    left = sheet.label_at(row, index - 1) if index else None
    gap = sheet.rows[row][index].gap
    if left is None or gap >= 6 or (gap >= sheet.settings.cell_gap and left.match < 1 and not left.colon):  # "Medicare" is no "Medicare #"
        return False
    return not sheet.rows[row][left.end - 1].text.endswith(")")  # "[X] (Medicare #)" beside another column's value


def _without_mask(tokens: Row) -> Row:
    """The tokens but those of a mask; what stood beyond one stays as far away."""
    kept: list[Token] = []
    gap = 0.0
    for token in tokens:
        gap = max(gap, token.gap)
        if not _is_mask(token):
            kept.append(token if gap == token.gap else token._replace(gap=gap))
            gap = 0.0
    return tuple(kept)


def _is_mask(token: Token) -> bool:
    return token.text.upper().strip("(),;:") in _BETWEEN


def _hint_goes_on(sheet: Sheet, label: Label) -> bool:
    """Whether a hint in brackets behind the label ends in the next line: "PATIENT NAME (Mechanical imprinting, if" over "available)"."""
    row, height = sheet.rows[label.row], sheet.layout.height
    cell = row[label.end : cell_end(row, label.start, sheet.settings.cell_gap)]
    if not cell or not cell[0].text.startswith("(") or any(")" in token.text for token in cell) or label.row + 1 >= len(sheet.rows):
        return False
    under = sheet.rows[label.row + 1]
    first = next((at for at, token in enumerate(under) if abs(token.x0 - row[label.start].x0) < height), None)
    return first is not None and under[cell_end(under, first, sheet.settings.cell_gap) - 1].text.endswith((")", "):"))


def _without_hint(tokens: Row) -> Row:
    """Without a printed hint in brackets, "(Last, First, Middle)", "(office use):", even if its end was not read: "(Mo., Day,"."""
    if not tokens or not (tokens[0].text.startswith(OPENING) or _OPENED.fullmatch(tokens[0].text)):
        return tokens
    for index, token in enumerate(tokens[:8]):
        if token.text.rstrip(":").endswith(CLOSING):
            colon = token.text.endswith(":") or (index + 1 < len(tokens) and tokens[index + 1].text == ":")
            hint = colon or _HINT.search(" ".join(inside.text for inside in tokens[: index + 1]))
            return tokens[index + 1 :] if hint else tokens
    if len(_HINT.findall(" ".join(token.text for token in tokens))) >= PLAINLY:
        return ()
    end = next((at for at, token in enumerate(tokens) if at and token.gap >= OPEN), len(tokens))
    fragment = tokens[end - 1].text.endswith(",") and not any(char.isdigit() for token in tokens[:end] for char in token.text)
    return tokens[end:] if fragment else tokens
