"""Doctors and those who treat as doctors do, without a label: "Amy B. Doe, MD" under a note, "Doe MD, Amy", "as ordered by Dr. Amy Doe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.extract.layout import Row, Token
from pipeline.extract.name_words import capital_i
from pipeline.extract.names import ParsedName, analyse_name, format_name, key, may_be_of_name
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, text_of
from pipeline.extract.vocabulary import CREDENTIALS, DOCTORS, ENDS, NO_PERSON, PARTICLES, PRACTITIONERS, SUFFIXES, given_names

# Strength: of a name that is known for one; of one whose given name is none that is known; of a partner's in a letterhead, never sure.
CALLED, UNCALLED, LETTERHEAD = 0.82, 0.74, 0.6
TOWN = 0.62  # never sure: "Chevy Chase, MD" is none
_WORDS_TOO = frozenset({"DO", "OD", "PA", "PT", "OT"})  # credentials only behind a comma
_BEFORE = frozenset({"by", "author", "provider", "physician", "attending", "surgeon", "signed", "phys", "dr"})
_NEVER = ENDS | CREDENTIALS | DOCTORS  # in such a name
SHORTEST = 3  # letters of a name that is not known: "UA GS MD" is none
MOST_INITIALS = 2  # letters of what has a full stop and goes on
_FIRST = frozenset("(" + "".join({word[0] + word[0].lower() for word in PRACTITIONERS | DOCTORS}))
CREDENTIAL, TITLE = "credential", "title"
MOST_WORDS, FEWEST = 5, 2  # of a name
MOST_GIVEN = 2  # words behind the family's comma, the credential apart
IMPRINT_GAP = 1.2  # line heights behind such a name
_EDGE = ",:;|/\\!'‘’`"
NPI = 10  # figures
ZIP = 5  # figures behind a state: "Silver Spring, MD 20910"
PARTNERS = 2  # names of a letterhead's line
OWN = ("name", "mrn", "birth_date")


def professionals(view: View) -> Iterator[Candidate]:
    """Every whole name with such a credential or a doctor's title, but the patient's."""
    first = min((label.row for kind in OWN for label in view.sheet.labels_of(kind)), default=0)
    for number, row in enumerate(view.sheet.rows):
        telling = [at for at, token in enumerate(row) if token.text[0] in _FIRST and _told_by(token.text)]
        telling += [at for at, token in enumerate(row) if at > 1 and _numbers_provider(row, at, token.text)]
        found = [reading for at in telling for reading in _at(view, number, at) if not _is_patients(view, number, row, reading)]
        for reading in found:
            partner = number < first and len({one.value for one in found}) >= PARTNERS
            yield Candidate("provider", reading, LETTERHEAD if partner else reading.trust, "credential")


def _at(view: View, number: int, at: int) -> Iterator[Reading]:
    row = view.sheet.rows[number]
    text = row[at].text
    told = _told_by(text)
    if text[0].isdigit():
        reading = _numbered(view, number, at)
    elif told == CREDENTIAL and at:
        if _is_bare_word(row, at) or (at + 1 < len(row) and row[at + 1].text[:ZIP].isdigit() and len(row[at + 1].text) >= ZIP):
            return
        reading = _before(view, number, at) or _around(row, at)
    elif told == TITLE and at + 1 < len(row) and capital_i(row[at + 1].text)[:1].isupper():
        reading = _titled(row, at)
    else:
        return
    if reading is not None:
        yield reading


def _numbers_provider(row: Row, at: int, text: str) -> bool:
    """Whether it is the number of who signs: "Amy Doe, 1730579415 (NPI)"."""
    number = len(text) == NPI and text.isdigit() and row[at - 1].text.endswith(",")
    return number and at + 1 < len(row) and key(row[at + 1].text) == "NPI"


def _numbered(view: View, number: int, at: int) -> Reading | None:
    """The whole name before such a number."""
    words = view.sheet.rows[number][_reach(view, number, at) : at]
    parsed = analyse_name(_written(words)) if len(words) >= FEWEST else None
    return _reading(parsed, words, CALLED) if parsed is not None and _is_whole(parsed, words) else None


@lru_cache(maxsize=8192)
def _told_by(text: str) -> str:
    """What the word is, as it is printed: such a credential, "M.D.", "PA-C", "PhD", a doctor's title, or "" for neither."""
    bare = text.strip("()[],;:.")
    folded = key(bare)
    if folded in DOCTORS:
        return TITLE
    known = folded in PRACTITIONERS and bare[0].isupper() and (bare.isupper() or folded in ("PHD", "PSYD"))
    return CREDENTIAL if known else ""


def _is_bare_word(row: Row, at: int) -> bool:
    """Whether it is as likely a word, "DO NOT", an eye or a state: there is no comma before it."""
    if key(row[at].text) not in _WORDS_TOO or "." in row[at].text.rstrip(".") or row[at - 1].text.endswith(","):
        return False
    return not _ends_imprint(row, at)


def _ends_imprint(row: Row, at: int) -> bool:
    """ "DOE, AMY B DO" in capitals, where nothing follows in the cell: a sticker's doctor."""
    last = at + 1 >= len(row) or row[at + 1].gap >= IMPRINT_GAP
    words = row[max(0, at - MOST_GIVEN - 1) : at]
    family = next((place for place, token in enumerate(words) if token.text.endswith(",")), None)
    given = () if family is None else words[family + 1 :]
    capitals = all(token.text.isupper() for token in (*words, row[at]))
    return last and capitals and bool(given) and key(given[0].text) in given_names() and all(len(key(one.text)) == 1 for one in given[1:])


def _before(view: View, number: int, at: int) -> Reading | None:
    """The name that ends at the credential: the longest that begins with a given name that is known, else all the words there are."""
    row = view.sheet.rows[number]
    end = at
    while end > 1 and key(row[end - 1].text) in CREDENTIALS and row[end - 1].text[0].isupper():
        end -= 1  # "Amy Doe, RN, NP"
    start = _reach(view, number, end)
    words = row[start:end]
    if len(words) < FEWEST:
        return None
    for tokens in (words[cut:] for cut in range(len(words) - 1)):
        parsed = analyse_name(_written(tokens))
        if parsed is not None and _is_whole(parsed, tokens):
            return _reading(parsed, tokens, CALLED)
    parsed = analyse_name(_written(words))
    short = parsed is not None and min(len(parsed.name.family), len(parsed.name.given)) < SHORTEST
    if parsed is None or short or len(words) > FEWEST + 1 or any(key(token.text) in NO_PERSON for token in words):
        return None
    told = "." in row[at].text.rstrip(".") or parsed.name.middle or (start and row[start - 1].text.lower().strip(":") in _BEFORE)
    return _reading(parsed, words, UNCALLED if told else TOWN)


def _written(words: Sequence[Token]) -> str:
    """The name with a credential, without the edge of a sticker before it, and with its capitals."""
    return " ".join(capital_i(word.text) for word in words).lstrip(_EDGE).rstrip(",") + ", MD"


def _reach(view: View, number: int, at: int) -> int:
    """The first of the words before the credential that may be of the name."""
    row = view.sheet.rows[number]
    start, commas = at, 0
    while start and at - start < MOST_WORDS:
        token, behind = row[start - 1], row[start]
        commas += token.text.count(",")
        if behind.gap >= view.sheet.settings.cell_gap or commas > FEWEST or view.sheet.label_at(number, start - 1) is not None:
            break
        word = capital_i(token.text.lstrip(_EDGE) if _begins(view, row, start - 1) else token.text)
        if not may_be_of_name(word, _NEVER):
            break
        start -= 1
    return start


def _begins(view: View, row: Row, at: int) -> bool:
    """Whether a cell begins with the word, before which a sticker's edge may have been read as a sign: ":DEL RIO, AMY NP"."""
    return at == 0 or row[at].gap >= view.sheet.settings.cell_gap


def _is_whole(parsed: ParsedName, tokens: Sequence[Token]) -> bool:
    """Whether the words are one name and nothing else, by the given name; "Cardiology, Amy Doe, MD" begins behind the comma."""
    if parsed.name.given not in given_names():
        return False
    if not parsed.comma:
        return not any(one.text.endswith(",") and key(two.text) not in SUFFIXES for one, two in pairwise(tokens))
    given = parsed.name.given, *parsed.name.middle.split()
    places = any(word in NO_PERSON - PARTICLES for word in parsed.name.family.split())
    return not places and (len([word for word in given if len(word) > 1]) < MOST_GIVEN or given[-1] in given_names() or len(given[-1]) == 1)


def _titled(row: Row, at: int) -> Reading | None:
    """ "Dr. Amy B. Doe": a given name that is known, initials, particles and one word more, whatever goes on behind it."""
    end, family = at + 1, False
    last = min(len(row), at + MOST_WORDS)
    while end < last and not family and may_be_of_name(capital_i(row[end].text).rstrip(";:.)"), _NEVER):
        bare = key(row[end].text)
        ended = row[end].text.endswith(".") and len(bare) > MOST_INITIALS and bare not in PARTICLES  # a sentence
        family = end > at + 1 and len(bare) > 1 and (bare not in PARTICLES or row[end].text.endswith(","))
        end += 1
        if ended:
            break
    words = " ".join(capital_i(token.text) for token in row[at + 1 : end]).replace("_", " ")
    parsed = analyse_name(words.rstrip(" ,;:.)")) if family else None
    called = parsed is not None and not parsed.comma and parsed.name.given in given_names()
    return _reading(parsed, row[at:end], CALLED) if parsed is not None and called else None


def _around(row: Row, at: int) -> Reading | None:
    """ "Doe MD, Amy B": the family's name before the credential, the given ones behind it."""
    if (
        not row[at].text.endswith(",")
        or at + 1 >= len(row)
        or not may_be_of_name(row[at - 1].text, _NEVER)
        or row[at - 1].text.endswith(",")
    ):
        return None
    given = [row[at + 1]]
    if at + 2 < len(row) and len(key(row[at + 2].text)) == 1 and row[at + 2].text[0].isupper():
        given.append(row[at + 2])
    parsed = analyse_name(f"{row[at - 1].text}, {text_of(given)}")
    called = parsed is not None and parsed.name.given in given_names()
    return _reading(parsed, (row[at - 1], row[at], *given), CALLED) if parsed is not None and called else None


def _reading(parsed: ParsedName, tokens: Sequence[Token], strength: float) -> Reading:
    return Reading(format_name(parsed.name), tuple(tokens), strength, professional=True)


def _is_patients(view: View, number: int, row: Row, reading: Reading) -> bool:
    """Whether the name is the value of the patient's own label: doctors fall ill too."""
    first = next(at for at, token in enumerate(row) if token is reading.tokens[0])
    label = next((label for label in reversed(view.sheet.labels[number]) if label.end <= first), None)
    return label is not None and label.end == first and meaning_of(label, "name") is not None and not label.about
