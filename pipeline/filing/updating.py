"""An entry of the patient index after news of it: what the news leave empty stays, and so does every name that the patient went by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pipeline.filing.names import NameMatch, compare_names, name_key
from pipeline.model.types import Patient, PersonName


def updated(known: Patient, said: Patient, deleted: Collection[str] = ()) -> Patient:
    """The entry as it is said now. `deleted`: fields of which the sender says that there is nothing in them any more.

    Charts of years ago bear the name of then, so a changed name stays among the other names; an empty field was not sent, and a birth date
    that is forgotten would no longer contradict another patient's page.
    """
    return replace(
        named_too(said, known),
        birth_date=said.birth_date or (None if "birth_date" in deleted else known.birth_date),
        sex=said.sex or (None if "sex" in deleted else known.sex),
        address=said.address or ("" if "address" in deleted else known.address),
        phone=said.phone or ("" if "phone" in deleted else known.phone),
    )


def named_too(one: Patient, other: Patient) -> Patient:
    """The one entry with the other's names too, of those that are only fuller or shorter the one's own."""
    names = list(one.names)
    for name in other.names:
        if name not in names and all(_differ(name, kept) for kept in names):
            names.append(name)
    return replace(one, other_names=tuple(names[1:]))


def _differ(one: PersonName, other: PersonName) -> bool:
    return name_key(one).family != name_key(other).family or compare_names(one, other) is NameMatch.DIFFERENT
