"""Whether two words side by side may be a person's name, whoever that is: for those who must know that somebody else is on a page."""

from __future__ import annotations

import re

from pipeline.extract.names import key
from pipeline.extract.vocabulary import ALSO_FAMILIES, ENDS, NO_PERSON, STATES, given_names

_NAME = re.compile(r"[A-Z][^\W\d_](?:[^\W\d_]|['’-])+")


def names_somebody(first: str, second: str) -> bool:
    """Both begin with a capital and have three letters or more, one is a known given name, and neither is an institution's, a title's or a
    state's.
    """
    plain = {key(first), key(second)}
    if not (_NAME.fullmatch(first) and _NAME.fullmatch(second)):
        return False
    return not plain.isdisjoint(given_names()) and plain.isdisjoint((NO_PERSON | ENDS | STATES) - ALSO_FAMILIES)
