"""The patient's name behind a label: where it begins, and where it ends when more follows on the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.kin import KIN as ANY_KIN
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, Token, cell_end
from pipeline.extract.name_words import Pieces, pieces_of
from pipeline.extract.names import ParsedName, analyse_name, format_name, is_credential, is_name_word, key
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, value_of
from pipeline.extract.vocabulary import ALSO_FAMILIES, ENDS, HOUSES, KIN, NO_PERSON, OF_THE_LAW, PARTICLES, SUFFIXES, given_names
from pipeline.model.types import PersonName

MAX_WORDS = 7
# Trust: a doctor's title or credential; family name first without a comma; no comma.
PROFESSIONAL, ASSUMED_ORDER, NO_COMMA = 0.4, 0.75, 0.97
GLUED, SHORTEST_GLUED = 0.7, 5  # trust: a given name that an initial may have been read into, "CLARENCEE"; letters of the name before it
UNTOLD = 0.55  # trust: "Villa, Zane LHI", two of which must not make it sure, and which still tells a twin apart
SHORN = 0.7  # trust: a name of which a word is lost, or all but one stroke of a suffix: "A THOMAS", "CARTER I, JACKSON"
MOST_FAMILY = 4  # words of a family's name with its suffix and a stroke
MIXED = 3  # letters of a word that may be a family's name, but for how it was read, has more
EXPECTED = 0.9  # trust in a name with a credential where a provider's is looked for
_STROKES, MOST_STROKES = (2, 3), 2  # letters of such a word; words that a name has without it
_SHORN = (" I", " L")
_EDGES = frozenset("Il1i!")  # what an upright rule before a name is read as
_NICKNAME = re.compile(r"[\"“”'‘’][A-Z][a-z]+[\"“”'‘’]")  # "John 'Jack' Doe"
_SMALL = frozenset("ckopsuvwxyz")  # letters that are small capitals
_CHILD = re.compile(r"(?:boy|girl),? [1-9]\d? ?y(?:rs?|ears?|o)?\b", re.IGNORECASE)
_WHOSE = frozenset({"HIS", "HER", "MY", "THEIR", "OUR", "YOUR", "THE"})
_NO_NAMES = frozenset({"OTHER", "NAME", "NAMES", "MARRIED", "MAIDEN", "NICKNAME", "NICKNAMES", "ALIAS", "ALIASES"})  # a form's own words


def read_name(tokens: Row, view: View) -> Reading | None:
    """The name that the tokens begin with."""
    if len(tokens) > 1 and key(tokens[0].text) in _WHOSE and ANY_KIN.match(tokens[1].text):
        return None  # "his son, John Doe"
    pieces, mended = _extent(tokens, view.sheet.settings.cell_gap)
    while pieces:
        parsed = analyse_name(" ".join(word for word, _ in pieces))
        if parsed is not None and not _is_family_alone(pieces):
            taken = tuple(dict.fromkeys(token for _, token in pieces))
            if _is_kins(tokens, taken[-1]) or _is_nobodys(parsed):
                return None
            if not parsed.comma and _is_place(tokens, taken[-1], view.sheet.settings.cell_gap):
                return None
            trust = _trust(parsed) * mended * (UNTOLD if _may_be_suffix([word for word, _ in pieces]) else 1.0)
            if not parsed.comma and _may_lack_family(tokens, taken, view.sheet.settings.cell_gap):
                trust *= SHORN
            patients = parsed.comma or is_child(tokens[len(taken) :])
            return Reading(format_name(parsed.name), taken, trust, professional=parsed.professional, comma=patients)
        pieces.pop()
    return None


def _is_kins(tokens: Row, last: Token) -> bool:
    """Whether what stands in brackets behind the name says that somebody else has it: "Alyssa Doe (wife)" on a consent."""
    after = tokens[next(at for at, token in enumerate(tokens) if token is last) + 1 :]
    return bool(after) and after[0].text.startswith("(") and ANY_KIN.match(after[0].text[1:]) is not None


_MADE_UP = frozenset({"TEST"})  # the family's name of patients that are made up


def _is_nobodys(parsed: ParsedName) -> bool:
    """Whether the words are a title's, "Laboratory Results", by one that is in no name."""
    words = {*parsed.name.family.split(), *parsed.name.given.split(), *parsed.name.middle.split()}
    return (
        not (parsed.comma or parsed.professional)
        and bool(words & NO_PERSON - ALSO_FAMILIES - PARTICLES - _MADE_UP)
        and parsed.name.given not in given_names()
    )


def _may_be_suffix(words: Sequence[str]) -> bool:
    """Whether the last word is but strokes in capitals, "LHI" or "LI" of "L III", and no suffix."""
    last = words[-1].rstrip(".,")
    strokes = len(last) in _STROKES and set(last) <= set("LIHTJ1") and key(last) not in SUFFIXES
    return strokes and len(words) > MOST_STROKES and (len(last) == max(_STROKES) or not all(word.isupper() for word in words))


def _is_family_alone(pieces: Sequence[tuple[str, Token]]) -> bool:
    """ "VAN BUREN,", "ST JOHN,": the given name stands in the next line, or was not read."""
    words = [word for word, _ in pieces]
    return len(words) == 2 and words[-1].endswith(",") and not words[0].endswith(",") and key(words[0]) in PARTICLES


def _may_lack_family(tokens: Row, taken: Row, cell_gap: float) -> bool:
    """Whether given names are all that was taken, and one more, misread word may be the family's: "RICARDO ZACHARY ALLEMea@R"."""
    after = tokens[next(at for at, token in enumerate(tokens) if token is taken[-1]) + 1 :]
    if not after or after[0].gap >= cell_gap or taken[-1].text.endswith((",", ";", ".")):
        return False
    word = after[0].text
    mixed = is_name_word(word) and (word.isupper() or word[1:].islower())
    strange = word[0].isupper() and sum(map(str.isalpha, word)) > MIXED and not mixed and not word.endswith(":")
    return strange and all(len(key(token.text)) == 1 or key(token.text) in given_names() for token in taken)


def _is_place(tokens: Row, last: Token, cell_gap: float) -> bool:
    """Whether the words go on as the name of a house: "Fairview Memorial Hospital", "Harlow Medical Center of"."""
    after = tokens[next(at for at, token in enumerate(tokens) if token is last) + 1 :]
    if not after or after[0].gap >= cell_gap or key(after[0].text) not in HOUSES or after[0].text.endswith(":"):
        return False
    return len(after) == 1 or after[1].gap >= cell_gap or key(after[1].text) == "OF"


def read_provider(tokens: Row, view: View) -> Reading | None:
    """The name of a doctor or nurse, without title and credentials: they are what one expects behind such a label."""
    reading = read_name(tokens, view)
    if reading is None or any(key(token.text) in OF_THE_LAW for token in reading.tokens) or _is_heading(reading):
        return None
    return replace(reading, trust=max(reading.trust, EXPECTED))


def _is_heading(reading: Reading) -> bool:
    """Whether it is "PAST HISTORY" under prose that ends in "provider"."""
    words = [key(token.text) for token in reading.tokens]
    return not (reading.comma or reading.professional) and bool(NO_PERSON.intersection(words)) and words[0] not in given_names()


def read_other_name(tokens: Row, view: View) -> Reading | None:
    """A former name or a nickname: "DOE, JANE" as a whole name, otherwise one to three words as printed, in capitals."""
    whole = read_name(tokens, view) if any(token.text.endswith(",") for token in tokens[:3]) else None
    if whole is not None:
        return whole
    part = read_part(tokens, view)
    if part is None or len(part.value) < 2 or any(key(word) in _NO_NAMES for word in part.value.split()):
        return None
    return replace(part, value=part.value.upper())


def name_parts(view: View) -> Iterator[Candidate]:
    """Names whose parts have labels of their own: "Last Name: DOE  First Name: JANE  MI: M"."""
    for family in _parts(view, "family"):
        worth = view.context.worth(family, "name")
        near = [label for part in ("given", "middle", "suffix") for label in _parts(view, part) if 0 <= label.row - family.row <= 2]
        words = {_part_of(label): value_of(view, label, read_part) for label in (family, *near)}
        last, first = words.get("family"), words.get("given")
        if last is None or first is None or not worth:
            continue
        middle, suffix = (part if part and _beside(part, (last, first)) else None for part in (words.get("middle"), words.get("suffix")))
        rest = " ".join(part.value for part in (first, middle, suffix) if part is not None)
        parsed = analyse_name(f"{last.value}, {rest}")
        if parsed is not None:
            tokens = tuple(token for part in (last, first, middle, suffix) if part is not None for token in part.tokens)
            meaning = meaning_of(family, "name")
            strength = (meaning.group.reliability if meaning else 0.0) * family.match * worth
            yield Candidate("name", Reading(format_name(parsed.name), tokens), strength, "label_parts")


def _beside(part: Reading, named: Sequence[Reading]) -> bool:
    """Whether a part stands in a line with the name: below an empty box "MI" or "Suffix" the next row's words come."""
    middle = (part.tokens[0].y0 + part.tokens[0].y1) / 2
    return any(token.y0 <= middle <= token.y1 for reading in named for token in reading.tokens)


def _parts(view: View, part: str) -> Iterator[Label]:
    return (label for label in view.sheet.labels_of("name") if _part_of(label) == part)


def _part_of(label: Label) -> str:
    meaning = meaning_of(label, "name")
    return meaning.group.part if meaning else ""


def read_part(tokens: Row, view: View) -> Reading | None:
    """One to three words of a name."""
    taken: list[Token] = []
    for token in tokens[:3]:
        if (taken and token.gap > view.sheet.settings.cell_gap) or not is_name_word(token.text.strip(",;")) or key(token.text) in ENDS:
            break
        taken.append(token)
    return Reading(" ".join(token.text.strip(",;") for token in taken), tuple(taken)) if taken else None


def _extent(tokens: Row, cell_gap: float) -> tuple[list[tuple[str, Token]], float]:
    """The words that can be of the name, with their tokens, and how far what was put right in them can be trusted."""
    words: list[tuple[str, Token]] = []
    trust = 1.0
    stroke = _stroke_in(tokens, cell_gap)
    for index, token in enumerate(tokens):
        if (words and _NICKNAME.fullmatch(token.text)) or (not words and is_edge(tokens[index:])):
            continue
        before = tuple(word for word, _ in words)
        behind = tokens[index + 1].text if index + 1 < len(tokens) and tokens[index + 1].gap < cell_gap else ""
        pieces = _parted(token.text) if index == stroke else _pieces(token.text, before, behind)
        if not pieces.words and not words:
            continue
        if (
            not pieces.words
            or pieces.words[-1].endswith(":")
            or (words and token.text.startswith("("))
            or (words and _ends_before(tokens, index, before, cell_gap))
        ):
            break
        small = small_capital(tokens[index:]) if not words else _is_small_family(tokens, index, before, cell_gap)
        if not (small or all(map(_fits, pieces.words)) or _is_family(tokens, index, before, cell_gap)):
            break
        words.extend((piece, token) for piece in pieces.words)
        trust = min(trust, pieces.trust, SHORN if words[1:] and small else 1.0)
        parted = token.text.endswith(")") or (token.text.endswith(";") and not pieces.words[-1].endswith(","))
        if pieces.last or parted or len(words) >= MAX_WORDS:
            break
    return words, trust


def _pieces(text: str, before: tuple[str, ...], behind: str) -> Pieces:
    return pieces_of(text.rstrip(":") if is_credential(text) else text, before, behind)


def _stroke_in(tokens: Row, cell_gap: float) -> int | None:
    """Where a stroke parts a family's name from a common given name, all in capitals: "DOE / JANE", "DOE II/ JANE", "DOE/JANE"."""
    end = cell_end(tokens, 0, cell_gap) if tokens else 0
    at = next((at for at, token in enumerate(tokens[: min(end, MOST_FAMILY)]) if "/" in token.text), None)
    if at is None:
        return None
    last, _, given = tokens[at].text.partition("/")
    family = [word for word in (*(token.text for token in tokens[:at]), last) if word]
    given = given or (tokens[at + 1].text if at + 1 < end else "")
    if not family or not all(is_name_word(word) and word.isupper() for word in family) or NO_PERSON.intersection(map(key, family)):
        return None
    called = key(given) in given_names() or key(given)[:-1] in given_names()  # with an initial that ran into it
    return at if given.isupper() and len(given) >= MIXED and called else None


def _parted(text: str) -> Pieces:
    """What a stroke parts, as a comma would."""
    family, _, given = text.partition("/")
    return Pieces((f"{family},", given) if given else (f"{family},",))


def _ends_before(tokens: Row, index: int, words: Sequence[str], cell_gap: float) -> bool:
    """Whether the name is over before this token: a wide gap, or a sex that an age follows."""
    token = tokens[index]
    open_end = words[-1].endswith(",") and len(words) == 1
    if token.gap > (3 * cell_gap if open_end else cell_gap):
        return True
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    if follows is None or not follows.text[:1].isdigit() or follows.gap >= cell_gap or len(words) < 2:
        return False
    return key(token.text) in ("M", "F") or is_child(tokens[index:])


def is_child(tokens: Row) -> bool:
    """Whether they are a child's sex and its age of a year or more, "Girl, 6 y", which end a patient's name as surely as a comma parts it.

    What is younger may go by its mother's name: "Maria DOE Boy, 2 d".
    """
    return _CHILD.match(" ".join(token.text for token in tokens[:3])) is not None


def _is_family(tokens: Row, index: int, words: Sequence[str], cell_gap: float) -> bool:
    """Whether a word that usually ends a name is the family's by its place: "Page, David", "David G. Page" with nothing behind it."""
    text = tokens[index].text
    if key(text) not in ALSO_FAMILIES or not is_name_word(text.rstrip(",")):
        return False
    after = index + 1
    if after < len(tokens) and key(tokens[after].text) in SUFFIXES:  # "PAGE JR, MATTHEW", "JACOB F PAGE JR"
        text, after = text + tokens[after].text, after + 1
    if not words:
        return text.endswith(",") and after < len(tokens) and key(tokens[after].text) in given_names()
    last = after == len(tokens) or tokens[after].gap >= cell_gap
    between = [key(word) for word in words[1:]]
    return (
        last
        and text.rstrip(".").isalpha()
        and key(words[0]) in given_names()
        and all(len(word) == 1 or word in given_names() for word in between)
    )


def is_edge(tokens: Row) -> bool:
    """Whether the first of them is a box's edge that was read as a letter before "DOE, JANE"."""
    family = tokens[1].text if len(tokens) > 1 else ""
    return tokens[0].text in _EDGES and family.endswith(",") and is_name_word(family[:-1]) and len(key(family)) > 1


def small_capital(tokens: Row) -> bool:
    """Whether they begin with a family's name whose capital was read as the small letter of its shape: "collins, Rebecca"."""
    bare = tokens[0].text.lstrip("(").rstrip(",")
    called = tokens[0].text.endswith(",") and len(tokens) > 1 and tokens[1].text[:1].isupper() and key(tokens[1].text) in given_names()
    return called and len(bare) > 2 and bare[0] in _SMALL and is_name_word(bare) and key(bare) not in ENDS | KIN


def _is_small_family(tokens: Row, index: int, words: Sequence[str], cell_gap: float) -> bool:
    """Whether given names are all that came before, and the cell's last word is a family's whose capital was read as a small letter of its
    shape: "Michelle Jordan vasquez"."""
    word, rest = tokens[index].text, tokens[index + 1 :]
    called = len(words) > 1 and all(len(key(before)) == 1 or key(before) in given_names() for before in words)
    last = not rest or rest[0].gap >= cell_gap
    plain = len(word) > MIXED and word.islower() and word[0] in _SMALL and is_name_word(word)
    return called and last and plain and key(word) not in ENDS | KIN | PARTICLES | given_names()


def _fits(piece: str) -> bool:
    bare = piece.rstrip(",")
    if not bare:
        return True
    if key(bare) in ENDS and not is_credential(bare):
        return False
    if key(bare) in SUFFIXES:
        return True
    return is_name_word(bare) and (
        bare[0].isupper() or key(bare) in PARTICLES or key(bare) in given_names() or bare.startswith(("d'", "o'"))
    )


def _trust(parsed: ParsedName) -> float:
    trust = PROFESSIONAL if parsed.professional else 1.0
    if len(parsed.name.given) == 1 or parsed.name.family.endswith(_SHORN):
        trust *= SHORN
    if parsed.assumed:
        trust *= ASSUMED_ORDER
    if _may_hold_initial(parsed.name):
        trust *= GLUED
    return trust if parsed.comma else trust * NO_COMMA


def _may_hold_initial(name: PersonName) -> bool:
    """Whether the given name is none that is common, but is one without its last letter, and no initial stands behind it.

    "Roberta", "Louise": a single A or E makes many a man's name a woman's.
    """
    bare, last = name.given[:-1], name.given[-1:]
    if name.middle or len(bare) < SHORTEST_GLUED or (last in "AE" and not bare.endswith(("A", "E", "I", "O", "U", "Y"))):
        return False
    return name.given not in given_names() and bare in given_names()
