"""People's names as hospitals print them: "DOE, JANE M" and "Jane M. Doe Jr."; credentials and titles are told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.vocabulary import (
    CREDENTIALS,
    DOCTORS,
    PARTICLES,
    PROFESSIONS,
    SUFFIXES,
    TITLES,
    WEAK_CREDENTIALS,
    given_names,
    only_given_names,
)
from pipeline.model.types import PersonName

# Credentials that are hardly anybody's given name, unlike MA or BA.
TITLES_ALONE = frozenset({"DO", "PA", "OD", "DC", "MS", "BS"})
MAX_LENGTH, MAX_WORDS = 80, 8  # of a name as printed; longer is no name
APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))  # as they are printed and read: "O‘Brien"

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’‘`´ʼ.\-](?=[^\W\d_]))*\.?")


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name's parts and how they were told: with a comma, with a credential or a doctor's title, by an assumed order."""

    name: PersonName
    comma: bool
    professional: bool
    assumed: bool


def parse_name(raw: str) -> PersonName | None:
    """The name in capitals, its parts apart; None where it is not a whole name. Credentials are cut."""
    parsed = analyse_name(raw)
    return None if parsed is None else parsed.name


def format_name(name: PersonName) -> str:
    """ "FAMILY, GIVEN [MIDDLE] [SUFFIX]"."""
    return f"{name.family}, {' '.join(part for part in (name.given, name.middle, name.suffix) if part)}"


def analyse_name(raw: str) -> ParsedName | None:
    """As parse_name, with what the filing of a page wants to know besides. None where the value would read as another name."""
    parsed = _analysed(raw)
    again = None if parsed is None else _analysed(format_name(parsed.name))
    return parsed if parsed is not None and again is not None and again.name == parsed.name else None


@lru_cache(maxsize=8192)  # several recognizers ask of the same cell
def _analysed(raw: str) -> ParsedName | None:
    if len(raw) > MAX_LENGTH:
        return None
    parts = [part.split() for part in raw.translate(APOSTROPHES).split(",")]
    if sum(map(len, parts)) > MAX_WORDS:
        return None
    doctor = _drop_titles(parts)
    credentials = _drop_credentials(parts)
    suffix = _take_suffix(parts)
    segments = _with_initial([part for part in parts if part])
    if not segments or len(segments) > 2 or not all(is_name_word(word) for part in segments for word in part):
        return None
    comma = len(segments) == 2
    ordered = (segments[0], segments[1]) if comma else _western(segments[0])
    if ordered is None:
        return None
    family, given = ordered
    name = PersonName(_capitals(family), _capitals(given[:1]), _capitals(given[1:]), suffix)
    if len(name.family.replace(".", "")) < 2 or not name.given or not _holds(name):
        return None
    assumed = not comma and given is not segments[0] and segments[0][0] is family[0] and not _is_told(segments[0])
    professional = doctor or credentials or (comma and (_misread_credential(family, given) or _is_title(given)))
    return ParsedName(name, comma, professional, assumed)


def _with_initial(segments: list[list[str]]) -> list[list[str]]:
    """ "DOE, JANE, M", as claims want it: the initial goes with the given name."""
    initial = len(segments) == 3 and len(segments[2]) == 1 and len(key(segments[2][0])) == 1
    return [segments[0], segments[1] + segments[2]] if initial else segments


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """A word's letters and digits in capitals: "M.D." becomes "MD"."""
    return re.sub(r"[^A-Z0-9]", "", word.upper())


def is_name_word(word: str) -> bool:
    """Whether the word can stand in a name: letters, with apostrophes, - and . inside."""
    return bool(_WORD.fullmatch(word)) and len(word) <= 30


def may_be_of_name(text: str, never: frozenset[str]) -> bool:
    """Whether a word of a line of prose may be of a name, by its capital; `never`: folded words that end one, suffixes excepted."""
    bare = text.rstrip(",")
    if not all(map(is_name_word, bare.split(","))) or (key(bare) in never and key(bare) not in SUFFIXES):
        return False
    return bare[0].isupper() or key(bare) in PARTICLES


def is_credential(word: str) -> bool:
    """Whether the word is a credential wherever it stands behind a name."""
    folded = key(word)
    if folded in PROFESSIONS:
        return True
    return folded in CREDENTIALS and (word.isupper() or "." in word or folded in ("PHD", "PSYD", "PHARMD", "ESQ"))


def _misread_credential(family: list[str], given: list[str]) -> bool:
    """Two capitals behind a whole name in small letters are hardly a given name: "Elizabeth King, MO"."""
    return len(given) == 1 and len(given[0]) == 2 and given[0].isupper() and len(family) > 1 and not "".join(family).isupper()


def _is_title(given: list[str]) -> bool:
    """Whether nothing but a credential stands where the given name would: "Mitchell, DO", the end of a name that began a line above."""
    return len(given) == 1 and given[0].isupper() and key(given[0]) in TITLES_ALONE


def _drop_titles(parts: list[list[str]]) -> bool:
    doctor = False
    for part in parts:
        while part and key(part[0]) in TITLES | DOCTORS and (len(part) > 1 or key(part[0]) in DOCTORS) and key(part[0]) != "SR":
            doctor = doctor or key(part[0]) in DOCTORS
            del part[0]
    return doctor


def _drop_credentials(parts: list[list[str]]) -> bool:
    """Takes credentials off the ends; behind the first comma only where the family name's part is a whole name."""
    found = False
    for index, part in enumerate(parts):
        whole_before = index >= 2 or (index == 1 and len(parts[0]) >= 2)
        while part and (is_credential(part[-1]) or (whole_before and part[-1].isupper() and key(part[-1]) in WEAK_CREDENTIALS)):
            if index == 0 and len(part) == 1:
                break
            found = True
            del part[-1]
    return _drop_weak(parts) or found


def _drop_weak(parts: list[list[str]]) -> bool:
    """Takes off two capitals that stand behind a doctor's initial, "DOE, JANE M DO"; without one they may be a given name."""
    given = parts[-1]
    weak = len(parts) > 1 and len(given) > 2 and len(key(given[-2])) == 1 and given[-1].isupper() and key(given[-1]) in WEAK_CREDENTIALS
    if weak:
        del given[-1]
    return weak


def _take_suffix(parts: list[list[str]]) -> str:
    suffix = ""
    for index, part in enumerate(parts):
        while part and key(part[-1]) in SUFFIXES and (len(part) > 1 or index > 0):
            suffix = suffix or SUFFIXES[key(part[-1])]
            del part[-1]
    return suffix


def _western(words: list[str]) -> tuple[list[str], list[str]] | None:
    """Family name and given names of "Jane M. Doe", "Maria de la Cruz"; "DOE JANE M" ends in an initial."""
    if len(words) < 2:
        return None
    if _is_particle_first(words):
        return words[:2], words[2:]
    if key(words[0]) in _FAMILYS and (key(words[1]) not in given_names() or len(words) == 2):
        return _behind_particles(words)
    if len(words) >= 3 and len(key(words[-1])) == 1:
        return _behind_western(words) or (words[:1], words[1:])
    if _is_family_first(words):
        return words[:1], words[1:]
    at = len(words) - 1
    while at > 1 and key(words[at - 1]) in PARTICLES and len(key(words[at - 1])) > 1:
        at -= 1
    if at > 2 and len(key(words[at - 2])) == 1 and len(key(words[at - 1])) > 1 and key(words[at - 1]) not in given_names():
        at -= 1  # no given name behind an initial: "Alexandra E Two Bulls"
    return words[at:], words[:at]


_FAMILYS = frozenset({"DE", "DEL", "DELA", "DELLA", "DER", "DEN", "DAS", "DES", "LAS", "LOS"})  # particles that are nobody's given name


def _behind_particles(words: list[str]) -> tuple[list[str], list[str]] | None:
    """ "De La Cruz Maria": a family's particles are no given name; "De La Cruz" alone is no whole name."""
    first = next((at for at, word in enumerate(words) if key(word) not in PARTICLES), len(words))
    called = first + 1 < len(words) and key(words[first + 1]) in given_names()
    return (words[: first + 1], words[first + 1 :]) if called else None


def _is_told(words: Sequence[str]) -> bool:
    """Whether the words themselves tell that the family's name stands first."""
    return _is_family_first(words) or _is_particle_first(words)


def _is_particle_first(words: Sequence[str]) -> bool:
    """ "DE LEON CHARLENE", "VAN BUREN KEIKO M"."""
    capitals = all(word.isupper() for word in words) and len(words) >= 3
    rest = capitals and all(len(key(word)) == 1 or key(word) in given_names() for word in words[3:])
    return rest and key(words[0]) in PARTICLES and key(words[2]) in only_given_names()


def _is_family_first(words: Sequence[str]) -> bool:
    """ "ACHEBE COLLEEN", "ACHEBE COLLEEN M": capitals of which the second word is nothing but a given name, and the first is none."""
    capitals = all(word.isupper() for word in words) and len(words) in (2, 3)
    alone = len(words) == 2 or len(key(words[2])) == 1 or key(words[2]) in given_names()
    return capitals and alone and key(words[1]) in only_given_names() and key(words[0]) not in given_names() and len(key(words[0])) > 1


def _behind_western(words: list[str]) -> tuple[list[str], list[str]] | None:
    """What "JORDAN T DOE M" is by its initial: a sex stands behind the name, or what is left of a suffix, "JORDAN T DOE I"."""
    if len(words) < 4 or len(key(words[-3])) != 1 or len(key(words[-2])) == 1 or key(words[0]) not in given_names():
        return None
    if key(words[-1]) in ("M", "F"):
        return words[-2:-1], words[:-2]
    return (words[-2:], words[:-2]) if key(words[-1]) in ("I", "L") else None


def _capitals(words: list[str]) -> str:
    joined = " ".join(word.rstrip(".") if word.count(".") == 1 else word.replace(".", "") for word in words)
    return unicodedata.normalize("NFC", joined.upper())


def _holds(name: PersonName) -> bool:
    """Whether the capitals still read as the same name, so that a value normalised twice stays as it is."""
    words = f"{name.family} {name.given} {name.middle}".split()
    if any(key(word) in SUFFIXES or key(word) in TITLES | DOCTORS for word in words):
        return False
    return all(is_name_word(word) and "." not in word for word in words) and any(len(word) > 1 for word in name.family.split())
