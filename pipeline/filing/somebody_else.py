"""Whether somebody else is named by themselves where no label says whose number or name it is: "Rosa Ortiz" over another's sticker.

A bare identity line is its page's patient's only as long as nobody else may be meant. A name that fills its cell above the line, beside it
or right behind it is somebody whom the page may be of, in the index or not; so is a relative of the index who is named anywhere by words
that only a patient has, "Services for Liam Doe". Doctors of the page are nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.filing.anothers import PATIENT
from pipeline.filing.cells import Cells
from pipeline.filing.corroborate import Search
from pipeline.filing.name_words import EDGES, NamesSomebody, doctor_words, own_words
from pipeline.filing.names import NameMatch, compare_names, fold, parse_name
from pipeline.filing.whose_words import whose_words
from pipeline.model.types import Findings, Patient, PersonName, Word

Namesakes = Callable[[PersonName], Sequence[Patient]]
# Line heights above the number's first place and below it in which nobody else may be named: a head, the next rows of a list.
NEAR, BEHIND = 20.0, 6.0
FEWEST_LETTERS = 3  # of a word before a name that says something; shorter ones are specks
LABEL, SENTENCE = "label", "inline"  # the rules of identifiers that stand at a label, and of names in sentences


def names_another(pages: Iterable[Findings], patient: Patient, namesakes: Namesakes, least: float, names_somebody: NamesSomebody) -> bool:
    """`namesakes` asks the index for those of a family name and a given name's initial. `least`: 0 to 1, how surely a labelled name must
    have been read. `names_somebody`: whether two words side by side may be a person's name.
    """
    known = list(pages)
    family = fold(patient.name.family)
    strange = [name for page in known for name in _strangers(page, patient) if fold(name.family) == family]
    if any(_is(name, own) for name in strange for one in namesakes(name) for own in one.names):
        return True
    if any(_is_labelled(page, patient, least) for page in known):
        return False
    others = list(_kin(known, patient, namesakes))
    return any(_on_page(page, patient, others, names_somebody) for page in known)


def _kin(pages: Iterable[Findings], patient: Patient, namesakes: Namesakes) -> Iterator[frozenset[str]]:
    """The names of those of the index whose given name stands beside the patient's family name on a page.

    Only they are asked for: a family may have ten thousand patients in an index of a million.
    """
    own, family = own_words(patient), fold(patient.name.family)
    beside = {word for page in pages for word in _beside_family(page, {*family.split()}) if word not in own and word.isalpha()}
    for given in sorted(beside):
        for one in namesakes(PersonName(patient.name.family, given)):
            words = own_words(one)
            if one.mpi_id != patient.mpi_id and given in words:
                yield words


def _beside_family(page: Findings, family: set[str]) -> Iterator[str]:
    for line in page.page.lines:
        words = [{*fold(word.text.strip(EDGES)).split()} for word in line]
        yield from (word for one, other in pairwise(words) if not family.isdisjoint(one | other) for word in one | other)


def _strangers(page: Findings, patient: Patient) -> list[PersonName]:
    """Of whom a sentence says that the page is about them: "Liam Doe is a 6 year old boy" on a form that his mother filled in."""
    spoken = (parse_name(one.value) for one in page.identifiers if one.kind == "name" and one.rule == SENTENCE)
    return [name for name in spoken if all(compare_names(name, own) is NameMatch.DIFFERENT for own in patient.names)]


def _is(name: PersonName, own: PersonName) -> bool:
    return fold(name.family) == fold(own.family) and fold(name.given) == fold(own.given)


def _is_labelled(page: Findings, patient: Patient, least: float) -> bool:
    """Whether a label calls the patient's number or name so."""
    labelled = [one for one in page.identifiers if one.rule == LABEL and one.confidence >= least]
    names = [parse_name(one.value) for one in labelled if one.kind == "name"]
    return any(one.kind == "mrn" and one.value in patient.mrns for one in labelled) or any(
        compare_names(name, own) is not NameMatch.DIFFERENT for name in names for own in patient.names
    )


def _on_page(page: Findings, patient: Patient, others: Sequence[frozenset[str]], names_somebody: NamesSomebody) -> bool:
    cells = Cells(page.page)
    places = [cells.box(seen.words[0]) for seen in Search(patient)(page.page.lines) if seen.kind == "mrn"]
    top = min((box.y0 for box in places), default=0)
    doctors = doctor_words(page)
    own = own_words(patient)
    if _is_introduced(cells, own):
        return True
    for cell in cells:
        for name, rest in _names_in(cell, others, names_somebody):
            if name <= own or not name.isdisjoint(doctors):
                continue
            bare = not rest and -NEAR < (cells.box(cell[0]).y0 - top) / cells.height < BEHIND and cells.stands_alone(cell)
            if bare or (rest and whose_words().patient.fullmatch(rest)):
                return True
    return False


def _is_introduced(cells: Cells, own: frozenset[str]) -> bool:
    """Whether words that are no patient's stand right before the name in its cell, wherever it stands: "Caller: DOE, JANE 1234567"."""
    found = []
    for cell in cells:
        plain = [fold(word.text.replace(",", " ").replace(":", " ")) for word in cell]
        at = next((at for at, (one, other) in enumerate(pairwise(plain)) if one != other and {*one.split(), *other.split()} <= own), None)
        if at is not None:
            before = [part for text in plain[:at] for part in text.split() if part.isalpha() and part not in own]
            strange = any(len(part) >= FEWEST_LETTERS and part not in whose_words().beside for part in before)
            found.append(strange and before[-1] not in PATIENT)  # "Mother / patient: Jane Doe"
    return bool(found) and all(found)


def _names_in(cell: Sequence[Word], others: Sequence[frozenset[str]], names_somebody: NamesSomebody) -> Iterator[tuple[set[str], str]]:
    """Two words of a cell that name somebody, and what else stands in it: folded words without initials, and without figures behind them
    (before them they are an address's: "9401 Birch Lane").
    """
    words = [word.text.strip(EDGES) for word in cell]
    for at, (first, second) in enumerate(pairwise(words)):
        pair = {*fold(first).split(), *fold(second).split()}
        if len(pair) > 1 and (names_somebody(first, second) or any(pair <= other for other in others)):
            rest = [part for word in (*words[:at], *words[at + 2 :]) for part in fold(word).split() if len(part) > 1]
            if not any(map(str.isdigit, "".join(words[:at]))):
                yield pair, " ".join(part for part in rest if not any(map(str.isdigit, part)))
