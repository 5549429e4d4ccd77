"""The words of a name as they were recognized, put right where only one reading is likely: "Danie!", "TaylorD", "JOHNSON Il,"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.names import is_credential, is_name_word, key
from pipeline.extract.vocabulary import ENDS, NO_PERSON, SUFFIXES, given_names

# Trust: a letter put right that may have been another; one by which the word becomes a common given name; a sign for a single letter;
# a name whose last letter may have been read as a bracket: "JANE]" is JANE J.
REPAIRED, BECAME_GIVEN, SIGN, SHORN = 0.75, 0.95, 0.85, 0.7
COMMA = 0.9  # a comma behind an initial, for its full stop
STROKES = 0.65  # never sure: a suffix of two strokes, or of three
MOST_OF_FAMILY = 2  # words of a family name before its suffix
_SIGNS = {"$": "S", "§": "S", "}": "J", "8": "B", "0": "O", "™": "M", "©": "C", "®": "R"}  # initials as they are misread
_NEVER_BEHIND_L = frozenset("bcdfghkmnpqrstvwxz")
_NEVER_PRINTED = frozenset("$§™©®")  # of these, what stands for an initial at a name's end too
_DIGITS_IN_LETTERS = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B"})
_STROKE = re.compile(r"(?<=[a-z])[!1|](?![^\W\d_]*[A-Z])")  # a small l: "Danie!", "Wi1liam"
_SECOND = frozenset({"Il", "lI", "ll", "1l", "l1", "I1", "1I", "11", "il", "li", "i1", "1i", "I!", "!I", "l!", "!l"})  # II
_THIRD = re.compile(r"[Il]{2}[\]|!]|[Il1i!]{3},")  # III
_STROKES = re.compile(r"I[ti]|t[tlIi1]|[il1]t|[UH]")  # what else two or three strokes behind a family name are read as: "YU it, JOHN"
_SMALL_BEHIND = re.compile(r"([A-Z]{4,})[a-z]{1,2}")  # "CHRISTOPHERp", the beginning of "Patient No"
_SPECK = re.compile(r"^[.\-:;'‘’`•·]+(?=[^\W\d_]{2})")  # before a given name: "Doe, .Jane"
_HYPHEN = re.compile(r"(?<=[^\W\d_])(?:[~–][~\-–]*|-[~\-–]+)(?=[A-Z])")  # "Garcia~-Lopez"
_SUFFIX = re.compile(r"([A-Za-z]{2,3})[.,;:]{2,}")  # "Jr,.", "Jr.."
_COMMA_AND_SPECK = re.compile(r"([^\W\d_][\w'’-]+),[.;:]+")  # "Harris,."
_INITIAL_BEHIND_RULE = re.compile(r"([A-Za-z]{3,})\\([A-Z]\.?,?)")  # "ALEXANDER\R"
_FIRST_OF_FAMILY = frozenset({"ST,", "St,", "ST.,", "St.,"})  # "St, John, Mary"
_CARETS = re.compile(r"[A-Z'’-]{2,}\^[A-Z]+(?:\^[A-Z]*)*")  # as messages part a name: "DOE^JANE^M"
_COMMA_INITIAL = re.compile(r"[A-Z],")  # "Jane A, Doe"
_SAINT = re.compile(r"(ST\.|St\.)([A-Z][\w'’-]+,?)")  # "ST.JOHN,"
_SPLIT = re.compile(r"[^,]+,?|,")
_INITIAL_BEHIND = re.compile(r"([A-Z][a-z]{2,})([A-Z]\.?,?)")  # "TaylorD"
_INITIAL_BETWEEN = re.compile(r"([A-Z][a-z]{2,})([A-Z]\.)([A-Z][\w'’-]+,?)")  # "TessaV.Hurst", where words stand on a form's rule
_PARTICLES_IN = re.compile(r"(De|Van|Von)(La|Las|Los|Der|Den)([A-Z][a-z]+,?)")
_RAN_TOGETHER = re.compile(r"([A-Z][a-z]{3,})([A-Z][a-z]{2,})")  # "TatianaHebert"
_STOPPED_BEHIND = re.compile(r"([A-Z][a-z]{3,})([A-Z]\.)")  # "KamrynC.": no comma that lost its tail
_CAPITAL_BEHIND = re.compile(r"([A-Z]{3,})([BCFGJPQVW]\.?,?)")  # "JESSICAJ": letters in which hardly any longer name ends
_INITIAL_BEFORE = re.compile(r"([A-Z]\.)([A-Z][\w'’-]+,?)")  # "B.Smith", "J.Ng"
_SUFFIX_BEHIND = re.compile(r"([A-Za-z][\w'’-]{2,})\.([JS][Rr]\.?,?|II{1,2},?)")  # "HARRIS.SR,"
_LABEL_BEHIND = re.compile(r"([A-Z]{3,}|[A-Z][a-z]{2,})([A-Z][a-z]{2,})\W*")  # "SMITHProcedure"


class Pieces(NamedTuple):
    """The words that a token gives, a comma at the end of the one before it; how far they can be trusted; whether the name ends there."""

    words: tuple[str, ...]
    trust: float = 1.0
    last: bool = False


@lru_cache(maxsize=8192)  # several recognizers ask of the same cell
def pieces_of(text: str, before: tuple[str, ...], behind: str) -> Pieces:
    """The words of a name that a token gives after those `before`; `behind`: the next token of its cell, empty where there is none."""
    initial = _initial_of(text, before, behind)
    if initial is not None:
        return initial
    bare = text.strip('*"“”_|=~()[]{}<>').lstrip("'‘`").rstrip("-’'‘`" if text.isupper() else "-")
    bare = bare[:-1] + "," if not before and _is_comma(bare, behind) else bare.rstrip(";")
    suffix = _strokes(text, bare, before) if before else _parted(text)
    if suffix is not None:
        return suffix
    if not before:
        bare = bare.lstrip(":;.,-'`‘’/\\!")  # also what a sticker's edge is read as: "/O'SHEA,"
        bare = bare.rstrip(",") if bare in _FIRST_OF_FAMILY and behind.endswith(",") else bare
    elif before[-1].endswith(","):
        bare = _SPECK.sub("", bare)
    head, last = _without_label(_signs(bare))
    mended, trust = _letters(head)
    behind_comma = any(word.endswith(",") for word in before)
    words = [word for part in _SPLIT.findall(_comma_for_stop(mended, not before, behind)) for word in _unglued(part, behind_comma)]
    return Pieces(tuple(words), min(trust, SHORN if text.endswith("]") and "[" not in text else 1.0), last)


def _is_comma(text: str, behind: str) -> bool:
    """Whether the semicolon behind a first word is a family's comma, as a common given name follows: "MOORE; ERIK"."""
    return text.endswith(";") and len(text) > 2 and is_name_word(text[:-1]) and key(behind) in given_names()


def _parted(text: str) -> Pieces | None:
    """The parts of a name with the signs of a message between them."""
    if not _CARETS.fullmatch(text):
        return None
    family, *givens = text.split("^")
    return Pieces((family + ",", *filter(None, givens)))


def _strokes(printed: str, bare: str, before: tuple[str, ...]) -> Pieces | None:
    """The suffix II or III, where that is what strokes and signs stand for; `bare` without the signs around them."""
    if bare.rstrip(",") in _SECOND and _stands_for_second(bare, before):
        return Pieces(("II" + bare[2:],))
    if _THIRD.fullmatch(printed) and (printed[-1] != "," or key(printed) not in SUFFIXES):
        return Pieces(("III" + printed[3:],), SIGN)
    if _STROKES.fullmatch(bare.rstrip(",")) and _is_family_suffix(bare, before):
        return Pieces(("II,",), STROKES)
    return None


def _initial_of(text: str, before: tuple[str, ...], behind: str) -> Pieces | None:
    """The initial that a sign stands for, "JANE $ DOE", that has a comma for its stop, or a name's last that was read as a small letter."""
    sign = _SIGNS.get(text.rstrip(".,"), "")
    inside = is_name_word(behind.rstrip(",")) and key(behind) not in ENDS
    if sign and before and (inside or len(text) > 1 or text in _NEVER_PRINTED):
        return Pieces((sign,), SIGN)
    if _COMMA_INITIAL.fullmatch(text) and len(before) == 1 and key(before[0]) in given_names() and is_name_word(behind) and len(behind) > 2:
        return Pieces((text[0] + ".",), COMMA)
    last = len(before) > 1 and len(key(before[-1])) > 1 and not behind and len(text) == 1 and text.islower()
    return Pieces((text.replace("l", "i").upper(),), SIGN) if last else None


def _stands_for_second(text: str, before: tuple[str, ...]) -> bool:
    """Whether "Il" is the suffix of a family name, "JOHNSON Il, DAVID", or stands among capitals: "DAVID JOHNSON Il"."""
    if text[:2].isdigit():
        return _is_family_suffix(text, before)
    return _is_family_suffix(text, before) or (len(before) > 1 and "".join(before).isupper())


def _is_family_suffix(text: str, before: tuple[str, ...]) -> bool:
    """Whether it stands between a family's one or two words and the comma."""
    return text.endswith(",") and 1 <= len(before) <= MOST_OF_FAMILY and not any(word.endswith(",") for word in before)


def _signs(text: str) -> str:
    """With one hyphen where it was read as other signs, and one sign behind a suffix."""
    suffix = _SUFFIX.fullmatch(text)
    if suffix is not None and key(suffix[1]) in SUFFIXES:
        return suffix[1] + ","
    return _HYPHEN.sub("-", _COMMA_AND_SPECK.sub(r"\1,", text))


def _without_label(text: str) -> tuple[str, bool]:
    """Without the word of a form that ran into it, and whether there was one."""
    small = _SMALL_BEHIND.fullmatch(text)
    if small is not None and small[1] in given_names() and text.upper() not in given_names():
        return small[1], True
    glued = _LABEL_BEHIND.fullmatch(text)
    ran = glued is not None and key(glued[2]) in ENDS | NO_PERSON and text.upper() not in given_names()
    return (glued[1], True) if glued is not None and ran else (text, False)


def _letters(text: str) -> tuple[str, float]:
    """With letters for the figures and signs that were read in their place."""
    capital = capital_i(text)
    if capital != text:
        return capital, BECAME_GIVEN
    if text[-1:] in "!|" and key(text) in given_names() and key(text + "l") not in given_names():
        return text[:-1], SIGN  # "Jordan!"
    mended = _STROKE.sub("l", text)
    letters = sum(char.isalpha() for char in mended)
    figures = any(char.isdigit() for char in mended) and key(mended) not in SUFFIXES
    if figures and letters >= 3 and letters >= 3 * (len(mended) - letters):
        mended = mended.translate(_DIGITS_IN_LETTERS)
    if mended == text:
        return text, 1.0
    return mended, BECAME_GIVEN if key(mended) in given_names() else REPAIRED


@lru_cache(maxsize=8192)
def capital_i(text: str) -> str:
    """With the capital I that was read as a small l: "lsabel", "lan", "lngram"; no word begins with an l and such a consonant."""
    if text[:1] != "l" or not text[1:2].islower():
        return text
    capital = "I" + text[1:]
    called = key(capital) in given_names() and key(text) not in given_names()
    return capital if text[1] in _NEVER_BEHIND_L or called else text


def _comma_for_stop(text: str, first: bool, behind: str) -> str:
    """A full stop behind a long family name is a comma that lost its tail: "DOE.", a first "Blackwood." but not "Jr." or "M.".

    A first word of four letters too, where a common given name follows: "Cook. Michelle J".
    """
    bare = text[:-1]
    called = len(bare) == 4 and key(behind) in given_names() and key(bare) not in given_names()
    whole = (len(bare) >= 3 and bare.isupper()) or (first and (len(bare) >= 5 or called))
    long = whole and bare.isalpha() and not _STOPPED_BEHIND.fullmatch(text) and not is_credential(text) and key(bare) not in SUFFIXES
    return bare + "," if text.endswith(".") and long else text


def _unglued(word: str, behind_comma: bool) -> tuple[str, ...]:
    """Two words where no blank was read between them; capitals only behind the family's comma: LONG is no Lon G."""
    whole = _INITIAL_BETWEEN.fullmatch(word) or _RAN_TOGETHER.fullmatch(word)
    if whole is not None and whole[1].upper() in given_names() and key(word) not in given_names():
        *given, family = whole.groups()
        parts = _PARTICLES_IN.fullmatch(family)
        return (*given, *(parts.groups() if parts is not None else (family,)))
    ruled = _INITIAL_BEHIND_RULE.fullmatch(word)
    if ruled is not None and key(ruled[1]) in given_names():
        return ruled[1], ruled[2]
    behind, before, suffix = _INITIAL_BEHIND.fullmatch(word), _INITIAL_BEFORE.fullmatch(word), _SUFFIX_BEHIND.fullmatch(word)
    behind = behind or (_CAPITAL_BEHIND.fullmatch(word) if behind_comma else None)
    known = behind is not None and behind[1].upper() in given_names() and key(word) not in given_names()
    behind = behind if known else _STOPPED_BEHIND.fullmatch(word)
    if behind is not None:
        return behind[1], behind[2]
    before = before or _SAINT.fullmatch(word)
    if before is not None:
        return before[1], before[2]
    return (suffix[1], suffix[2]) if suffix is not None else (word,)
