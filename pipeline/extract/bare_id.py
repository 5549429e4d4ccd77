"""The number behind a bare "ID:" beside the patient's name or birth date, as electrocardiographs and monitors print it.

Elsewhere ID may be anybody's: an insurer's, a doctor's, a form's.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.context import words_of
from pipeline.extract.labels import Label
from pipeline.extract.name import read_name
from pipeline.extract.reading import Candidate, Reader, View, meaning_of, own_values, value_of

STRENGTH = 0.87
NEAR_ROWS = 2
CLIENT = "CLIENTID"  # beside "Client Name" a therapist's patient; a laboratory's client is a practice
_ID = frozenset({"ID", CLIENT})
_OTHERS = frozenset({"member_id", "account"})  # numbers of a page on which ID may be the insurer's


class BareId:
    """Built with the site's form of numbers."""

    def __init__(self, read_mrn: Reader) -> None:
        self._read_mrn = read_mrn

    def __call__(self, view: View) -> Iterator[Candidate]:
        """The number, on a page that has no other label for it and none of an insurer's."""
        labels = tuple(view.sheet.all_labels())
        if any(meaning_of(label, kind) for label in labels for kind in _OTHERS):
            return
        numbered = [label for label in labels if meaning_of(label, "mrn") and value_of(view, label, self._read_mrn)]
        if len(numbered) != 1 or words_of(view.sheet, numbered[0]).rstrip(":#") not in _ID:
            return
        label = numbered[0]
        reading = value_of(view, label, self._read_mrn)
        if words_of(view.sheet, label) == CLIENT and not any(words_of(view.sheet, other).startswith("CLIENTN") for other in labels):
            return
        named = _beside(view, label, "name", read_name) and _beside(view, label, "birth_date", read_birth_date)
        if reading is not None and named and view.context.worth(label, "mrn") == 1.0:
            yield Candidate("mrn", reading, STRENGTH * label.match * reading.trust, "label")


def _beside(view: View, label: Label, kind: str, read: Reader) -> bool:
    """Whether the patient's own value of the kind stands in one of the rows near the label."""
    return any(abs(other.row - label.row) <= NEAR_ROWS for other, _ in own_values(view, kind, read))
