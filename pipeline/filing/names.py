"""When two spellings are one person's name: folded letters, initials, missing middle names, suffixes, tiny misreadings."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.model.types import PersonName

# Below five letters one changed letter makes another common family name (Hall, Hill, Hull).
MIN_FUZZY_LETTERS = 5

# Letters that Unicode does not decompose into a base letter and an accent.
_FOLDS = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "ẞ": "SS", "İ": "I", "ı": "I"})
_GENERATIONS = {
    "JR": "JR",
    "JNR": "JR",
    "JUNIOR": "JR",
    "SR": "SR",
    "SNR": "SR",
    "SENIOR": "SR",
    "II": "II",
    "2ND": "II",
    "III": "III",
    "3RD": "III",
    "IV": "IV",
    "4TH": "IV",
}


class NameMatch(Enum):
    """How two names stand to each other; UNKNOWN where one has too little to tell (a family name alone)."""

    SAME = "same"
    COMPATIBLE = "compatible"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name folded for comparison: capitals without accents, blanks or punctuation."""

    family: str
    givens: tuple[str, ...]  # given and middle names in order
    generation: str  # "JR", "SR", "II", "III", "IV" or ""

    @property
    def letters(self) -> str:
        """Family and given names in one string."""
        return self.family + "".join(self.givens)


@lru_cache(maxsize=8192)  # asked for each word of a page, once for each patient who may be meant
def fold(text: str) -> str:
    """Capitals, accents and punctuation gone, blanks kept: "O'Brien-Núñez" becomes "OBRIEN NUNEZ"."""
    if text.isascii() and text.isalnum():
        return text.upper()
    # twice: a decomposed letter may be a small one (ª), and a capital may decompose
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).upper().translate(_FOLDS))
    spaced = (" " if char.isspace() or char in "-‐‑–—/" else char for char in plain)
    return " ".join("".join(char for char in spaced if char.isalnum() or char == " ").split())


def parse_name(value: str) -> PersonName:
    """An identifier's "FAMILY, GIVEN [MIDDLE] [SUFFIX]" into its parts; a suffix behind the family name counts too."""
    family, _, rest = value.partition(",")
    families, behind_family = _without_generation(family.split())
    givens, behind_given = _without_generation(rest.replace(",", " ").split())
    return PersonName(" ".join(families), givens[0] if givens else "", " ".join(givens[1:]), behind_given or behind_family)


def spelled(name: PersonName) -> str:
    """As an identifier spells it: "FAMILY, GIVEN [MIDDLE] [SUFFIX]" in capitals, without full stops."""
    return f"{name.family}, {' '.join(part for part in (name.given, name.middle, name.suffix) if part)}".upper().replace(".", "")


def _without_generation(tokens: list[str]) -> tuple[list[str], str]:
    if len(tokens) > 1 and fold(tokens[-1]) in _GENERATIONS:
        return tokens[:-1], _GENERATIONS[fold(tokens[-1])]
    return tokens, ""


@lru_cache(maxsize=4096)
def name_key(name: PersonName) -> NameKey:
    """The name folded for comparison."""
    givens = tuple(fold(f"{name.given} {name.middle}").split())
    generation = next((_GENERATIONS[token] for token in fold(name.suffix).split() if token in _GENERATIONS), "")
    return NameKey(fold(name.family).replace(" ", ""), givens, generation)


def compare_names(one: PersonName, other: PersonName) -> NameMatch:
    """Whether both can be one person's name. Differing generations (Jr, Sr) or middle names tell two people apart."""
    a, b = name_key(one), name_key(other)
    if not a.family or not b.family:
        return NameMatch.UNKNOWN
    if not _same_family(a.family, b.family) or (a.generation and b.generation and a.generation != b.generation):
        return NameMatch.DIFFERENT
    if not a.givens or not b.givens:
        return NameMatch.UNKNOWN
    if a == b:
        return NameMatch.SAME
    return NameMatch.COMPATIBLE if _givens_fit(a.givens, b.givens) else NameMatch.DIFFERENT


def name_edits(one: PersonName, other: PersonName) -> int:
    """How many characters must be misread to turn one name into the other; 0 where they are compatible or too little is known."""
    if compare_names(one, other) is not NameMatch.DIFFERENT:
        return 0
    a, b = name_key(one), name_key(other)
    family = OSA.distance(a.family, b.family)
    given = 0 if not a.givens or not b.givens or _givens_fit(a.givens, b.givens) else _given_edits(a.givens, b.givens)
    return max(1, family + given)


def _same_family(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= MIN_FUZZY_LETTERS and OSA.distance(a, b, score_cutoff=1) <= 1)


def _givens_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The first names agree, and the shorter list's names appear in the longer one in order; MARY ANN is also MARYANN."""
    if "".join(a) == "".join(b):
        return True
    short, long = sorted((a, b), key=len)
    if not _given_fits(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_given_fits(given, candidate) for candidate in rest) for given in short[1:])


def _given_fits(a: str, b: str) -> bool:
    return a == b or (1 in (len(a), len(b)) and a[0] == b[0])


def _given_edits(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    first = 0 if _given_fits(a[0], b[0]) else OSA.distance(a[0], b[0])
    return first or 1
