"""A name that was read on a filed document's page, spelled as its patient's where only the reading can be at fault.

The patient's name is never put in place of another: what was read has the patient's letters, or letters of the same shapes; or it lacks
a blank, the order of the words, or the strokes of a suffix. What the page prints of it, with an initial or without, stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.filing.confusion import looks_like
from pipeline.filing.names import fold, parse_name, spelled
from pipeline.model.types import Identifier, Patient, PersonName

RULE = "patient"  # what was found, or read otherwise, because the patient was known
SURE = 0.7  # confidence of a suffix that was read, not guessed from its strokes
SURELY = 0.9  # how surely a name that was put right is the page's
_STROKES = ("I", "L")  # what is left of II or III
_STROKED = ("II", "III")
_RUN = frozenset("ILHTU1")  # what strokes behind an initial run together to: "LHI" and "LI" of "L III"


def name_put_right(found: Identifier, patient: Patient) -> Identifier:
    """The name with the patient's spelling, where it is the patient's but for how it was read; otherwise as it is."""
    read = parse_name(found.value)
    meant = next((name for own in patient.names for name in _spellings(read, own, found)), None)
    if meant is None or spelled(meant) == spelled(read):
        return found
    return replace(found, value=spelled(meant), confidence=max(found.confidence, SURELY), rule=RULE)


def _spellings(read: PersonName, own: PersonName, found: Identifier) -> Iterator[PersonName]:
    """What the page prints if it names the patient so; nothing where it may name somebody else."""
    family, given, middle = fold(read.family), fold(read.given), fold(read.middle)
    own_family, own_given, own_middle = fold(own.family), fold(own.given), fold(own.middle)
    if not own_family or not own_given:
        return
    suffix = own.suffix.upper() if own.suffix.upper() in _STROKED else ""
    if suffix and given == own_given and family in {f"{own_family} {stroke}" for stroke in _STROKES}:
        yield PersonName(own.family, own.given, read.middle, suffix)
    if suffix and (family, given) == (own_family, own_given) and read.suffix in _STROKED and found.confidence < SURE:
        yield PersonName(own.family, own.given, read.middle, suffix)
    if suffix and own_middle and (family, given) == (own_family, own_given) and not read.suffix and _is_run(middle, own_middle[0], suffix):
        yield PersonName(own.family, own.given, own.middle[0], suffix)
    if family == own_family and not middle and own_middle and given in (own_given + own_middle, own_given + own_middle[0]):
        yield PersonName(own.family, own.given, read.given[len(own.given) :], read.suffix)
    said = f"{given} {middle} {family}".split()
    words = [*own_family.split(), *own_given.split()]
    more = [word for word in said if word not in words]
    told = "," in found.raw and len(family.split()) == len(own_family.split()) == 1  # by its comma which is the family's
    fits = not more or (len(more) == 1 and (len(more[0]) == 1 or more[0] == own_middle))
    if {*words} <= {*said} and fits and (family, given) != (own_family, own_given) and not (told or family.startswith(f"{own_family} ")):
        yield PersonName(own.family, own.given, " ".join(more), read.suffix)
    if (family, given) != (own_family, own_given) and looks_like(family, own_family) and looks_like(given, own_given):
        yield PersonName(own.family, own.given, read.middle, read.suffix)


def _is_run(middle: str, initial: str, suffix: str) -> bool:
    """Whether the patient's initial and the strokes of the suffix were read as one word."""
    return middle[:1] == initial and 1 < len(middle) <= 1 + len(suffix) and _RUN.issuperset(middle[1:])
