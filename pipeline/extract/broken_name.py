"""A name that goes on in the next line of its cell: "VAN BUREN," over "EMMANUEL" in a narrow column."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, cell_end
from pipeline.extract.names import analyse_name, format_name, is_name_word, key
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, text_of
from pipeline.extract.sheet import below, is_attached, right_of
from pipeline.extract.vocabulary import ENDS, NO_PERSON, SUFFIXES, given_names

BROKEN = 0.93  # trust: the second line may be something else that stands in the same column
DOUBTED = 0.7  # never sure: nor is it a common given name
SHORTEST = 3  # letters of a family's name without a comma
MOST_FAMILY, MOST_GIVEN = 3, 3  # words of either line
ALIGNED, NEXT = 1.0, 1.8  # line heights between the left edges of both lines, and between their tops


def broken_name(view: View) -> Iterator[Candidate]:
    """The names whose label has a family's name for its whole value, with a comma or in capitals, and given names right under it."""
    for label in view.sheet.labels_of("name"):
        meaning = meaning_of(label, "name")
        if meaning is None or meaning.group.part or meaning.group.credential:
            continue
        family = _family(view, label)
        given = _under(view, family, view.sheet.rows[label.row][label.start].x0) if family else ()
        worth = view.context.worth(label, "name") if given else 0.0
        joint = ", " if given and not family[-1].text.endswith(",") else " "
        parsed = analyse_name(f"{text_of(family)}{joint}{text_of(given)}") if worth else None
        if parsed is not None and parsed.comma and not parsed.professional:
            trust = BROKEN if parsed.name.given in given_names() else DOUBTED
            strength = meaning.group.reliability * label.match * worth * trust
            yield Candidate("name", Reading(format_name(parsed.name), (*family, *given), comma=True), strength, "label")


def _family(view: View, label: Label) -> Row:
    """The label's value where it is nothing but words that end in a comma."""
    beside = right_of(view.sheet, label)
    cell = beside if is_attached(view.sheet, label, beside) else next(below(view.sheet, label), ())
    cell = cell[: cell_end(cell, 0, view.sheet.settings.cell_gap)] if cell else ()
    words = [token.text.rstrip(",") for token in cell]
    if not cell or len(cell) > MOST_FAMILY or any("," in word for word in words) or not all(map(is_name_word, words)):
        return ()
    return cell if cell[-1].text.endswith(",") or _is_family(cell) else ()


def _is_family(cell: Row) -> bool:
    """Whether the cell is one word in capitals and no given name, as electrocardiographs print a family's name over the given one."""
    return (
        len(cell) == 1
        and len(cell[0].text) > SHORTEST
        and cell[0].text.isupper()
        and key(cell[0].text) not in given_names() | ENDS | NO_PERSON
    )


def _under(view: View, family: Row, left: float) -> Row:
    """The words right under the family's name, without its comma also under the label at `left`, that fill their cell, and are no label."""
    places = [family[0].x0] if family[-1].text.endswith(",") else [family[0].x0, left]
    height = view.sheet.layout.height
    for number, row in enumerate(view.sheet.rows):
        if not 0 < row[0].y0 - family[0].y1 + height < NEXT * height:
            continue
        start = next((at for at, token in enumerate(row) if any(abs(token.x0 - place) < ALIGNED * height for place in places)), None)
        if start is None or view.sheet.label_at(number, start) is not None:
            continue
        cell = row[start : cell_end(row, start, view.sheet.settings.cell_gap)]
        words = [token.text.rstrip(".") for token in cell]
        if not family[-1].text.endswith(","):  # no comma: one given name, in capitals too
            called = cell[0].text.isupper() and key(cell[0].text) in given_names() and all(len(key(token.text)) == 1 for token in cell[1:])
            return cell if called else ()
        if len(cell) <= MOST_GIVEN and all(map(is_name_word, words)) and not any(key(word) in ENDS - set(SUFFIXES) for word in words):
            return cell
    return ()
