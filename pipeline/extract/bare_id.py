"""The number behind a bare "ID:" beside the patient's name and birth date, as electrocardiographs and monitors print it.

Elsewhere ID may be anybody's: an insurer's, a doctor's, a form's; so one behind "ID No" is never sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.context import words_of
from pipeline.extract.insurer_number import NUMBERS, is_insurers
from pipeline.extract.labels import Label
from pipeline.extract.name import read_name
from pipeline.extract.names import is_name_word
from pipeline.extract.reading import Candidate, Reader, View, meaning_of, own_values, text_of, value_of
from pipeline.extract.sex_header import DATED_AGE
from pipeline.extract.sheet import right_of

STRENGTH, NUMBERED = 0.87, 0.66  # behind "ID:"; behind "ID No", never sure: a licence and an insurer's letter have such a number too
NEAR_ROWS = 3
AGED = 5  # words of a birth date with the age behind it
# Beside "Client Name" a therapist's patient; a laboratory's client is a practice.
CLIENTS = frozenset({"CLIENTID", "CLIENTNO", "CLIENT", "CLIENTNUMBER"})
_ID = frozenset({"ID"}) | CLIENTS
_OTHERS = frozenset({"member_id", "account"})  # numbers of a page on which ID may be the insurer's


class BareId:
    """Built with the site's form of numbers."""

    def __init__(self, read_mrn: Reader) -> None:
        self._read_mrn = read_mrn

    def __call__(self, view: View) -> Iterator[Candidate]:
        """The number, on a page that has no other label for it and none of an insurer's."""
        labels = tuple(view.sheet.all_labels())
        if any(meaning_of(label, kind) for label in labels for kind in _OTHERS) or is_insurers(view):
            return
        known = (label for label in labels if meaning_of(label, "mrn") or _may_be_patients(words_of(view.sheet, label)))
        numbered = [label for label in known if value_of(view, label, self._read_mrn)]
        if len(numbered) != 1 or words_of(view.sheet, numbered[0]).rstrip(":#") not in _ID | NUMBERS:
            return
        label = numbered[0]
        reading = value_of(view, label, self._read_mrn)
        client = words_of(view.sheet, label).rstrip(":#") in CLIENTS
        if client and not _is_clients_page(view, labels):
            return
        named = (_beside(view, label, "name", read_name) or _is_named(view, label)) and _is_born(view, label)
        if reading is not None and named and view.context.worth(label, "mrn") == 1.0:
            strength = STRENGTH if words_of(view.sheet, label).rstrip(":") in _ID else NUMBERED
            yield Candidate("mrn", reading, strength * label.match * reading.trust, "label")


def _is_clients_page(view: View, labels: tuple[Label, ...]) -> bool:
    """Whether the client is a person, and nobody is called the patient: a laboratory's client is a practice."""
    words = [(words_of(view.sheet, label), label) for label in labels]
    if any(said.startswith(("PATIENT", "PT")) for said, _ in words):
        return False
    return any(said.startswith("CLIENTNAME") and value_of(view, label, read_name) is not None for said, label in words)


def _may_be_patients(words: str) -> bool:
    return words in NUMBERS or words.rstrip(":#") in CLIENTS


def _beside(view: View, label: Label, kind: str, read: Reader) -> bool:
    """Whether the patient's own value of the kind stands in one of the rows near the label."""
    return any(abs(other.row - label.row) <= NEAR_ROWS for other, _ in own_values(view, kind, read))


def _is_born(view: View, label: Label) -> bool:
    """Whether the patient's birth date stands near, behind its label or with the age behind it."""
    if _beside(view, label, "birth_date", read_birth_date):
        return True
    rows = view.sheet.rows[max(0, label.row - NEAR_ROWS) : label.row + NEAR_ROWS + 1]
    return any(DATED_AGE.search(text_of(row[:AGED])) and read_birth_date(row, view) for row in rows)


def _is_named(view: View, label: Label) -> bool:
    """Whether "DOE, JANE" stands left of it, or a name's label with a word that begins a name, the family's over the given one, near it."""
    row = view.sheet.rows[label.row]
    if label.start and view.sheet.label_at(label.row, 0) is None:
        name = read_name(row[: label.start], view)
        if name is not None and name.comma and not name.professional and len(name.tokens) == label.start:
            return True
    near = (other for other in view.sheet.labels_of("name") if abs(other.row - label.row) <= NEAR_ROWS)
    words = [right_of(view.sheet, other) for other in near if view.context.worth(other, "name") == 1.0]
    return any(beside and is_name_word(beside[0].text.rstrip(",")) and beside[0].text.isupper() for beside in words)
