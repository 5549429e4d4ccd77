"""The patient's sex in the sentence that says how old the patient is: "HPI: Mr. Doe is a 61-year-old man", "seeing this pleasant ...".

A sentence may speak of a mother, a brother or a donor. It is the patient's where a heading of the history stands right before it, where the
subject is the patient, a title with a name, or "this"; and where nobody's relative is named before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.kin import KIN
from pipeline.extract.layout import Row
from pipeline.extract.names import key
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, spanned, text_of

SUBJECT, ANYBODY = 0.8, 0.6  # strength: of a sentence about the patient; of one about anybody
LONGEST = 220  # characters of a row that are looked at
_AGED = re.compile(
    r"(?<![\d/.-])\d{1,3}[ -]{0,2}(?:(?:year|yr|month|mo|week|wk|day)s?\.?[ -]{0,2}old|y[./]{0,2} ?o\.?|yrs?|years)(?:,|(?![A-Za-z])) ?"
    r"(?:(?!(?:and|with|who|whose|mother|father|son|daughter|sister|brother|wife|husband)\b)[A-Za-z/-]{1,16},? ){0,4}?"
    r"(male|female|woman|man|girl|boy|gentleman|lady|(?:w|b|h(?=m)|aa)?[MF](?![A-Za-z'’/-]))(?![a-z])",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\d{1,3}[ -]{0,2}(?:(?:year|yr)s?[ -]{0,2}old|y[./]{0,2} ?o\.?)(?: [a-z-]{1,16}){0,3}$", re.IGNORECASE)
_PLAIN = re.compile(
    r"\b(?:(?:patient|pt)\.? (?:is|was) (?:an? )?|this )(female|male)(?= patient| resident|[.,;]| who\b| with\b|$)", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:if|when|whether|should|unless|where)\b", re.IGNORECASE)
_WORDS = {"MALE": "M", "MAN": "M", "BOY": "M", "GENTLEMAN": "M", "FEMALE": "F", "WOMAN": "F", "GIRL": "F", "LADY": "F"}
_FIGURE = re.compile(r"\d[ -]{0,2}[ymwd]", re.IGNORECASE)  # an age has one and its unit
_ARTICLE = r"(?:(?:an?|this|the)(?: [a-z-]{2,16},?){0,4} ?)?"
_HEADED = re.compile(
    r"(?:^|\s)(?:hpi|pmh|history|histories|illness|complaint|indications?|subjective|assessment|impression|summary|identification|reason|exam|"
    r"examination|consultation|information|data|presentation|course|narrative|id|cc|s|a/p)\W{0,2}[:;.-]+ ?"
    rf"(?:(?:this|(?:the )?(?:patient|pt)\.?) (?:is|was) )?{_ARTICLE}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\b(?:(?:patient|pt|client|resident|veteran|he|she)\W{{1,2}}(?:is|was) {_ARTICLE}|this (?:is|was) {_ARTICLE}|"
    r"this (?:[a-z-]{3,16},? ){0,3})$",
    re.IGNORECASE,
)
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,?(?: (?:is|was|who is))? {_ARTICLE}$")
_NAMED = re.compile(rf"^\W*([A-Z][\w'’-]+,?(?: [A-Z][\w.'’-]*,?){{0,3}}) (?:is|was) {_ARTICLE}$")
_OPENS = re.compile(r"^\W*(?:an? (?:[a-z-]{3,16},? ){0,3}|\d{1,2}[.)] )?$", re.IGNORECASE)
_ENDED = (".", ":", ";", "?", "!")
_OTHERS = re.compile(r"\b(?:family|social|birth|maternal|donor)\b", re.IGNORECASE)
HEAD = 8  # rows of a page's head
SHORT = 4  # words of a row that is a heading or the end of a paragraph


def sex_in_sentence(view: View) -> Iterator[Candidate]:
    """The sexes of such sentences; none surely where two of them differ."""
    found = list(_found(view))
    surely = {value for value, _, about in found if about}
    for value, tokens, about in found:
        strength = SUBJECT if about and len(surely) == 1 else ANYBODY
        yield Candidate("sex", Reading(value, tokens), strength, "sentence" if strength == SUBJECT else "inline")


def _found(view: View) -> Iterator[tuple[str, Row, bool]]:
    rows = view.sheet.rows
    for number, line in enumerate(rows):
        row, text = line, view.sheet.texts[number]
        if "ale" in text or "ALE" in text:
            yield from _plainly(view, number, text)
        if _FIGURE.search(text) is None:
            continue
        if number + 1 < len(rows) and text[-1].islower() and _BREAKS.search(text[:LONGEST]):
            row = (*line, *rows[number + 1])
            text = text_of(row)
        said = _AGED.search(text[:LONGEST])
        if said is None or view.context.in_other_section(number, row[0].x0):
            continue
        yield _sex_of(said[1]), spanned(row, said.start(), said.end()), _is_about_patient(view, number, text[: said.start()])


def _plainly(view: View, number: int, text: str) -> Iterator[tuple[str, Row, bool]]:
    """ "Patient is male", "This female patient"; not "If the patient is female", as forms ask."""
    said = _PLAIN.search(text[:LONGEST])
    row = view.sheet.rows[number]
    if said is None or _ASKED.search(text[: said.start()]) or KIN.search(text[: said.start()]):
        return
    if not view.context.in_other_section(number, row[0].x0):
        yield _sex_of(said[1]), spanned(row, said.start(), said.end()), True


def _sex_of(said: str) -> str:
    """By the word, or by the last letter of "F", "WM", "AAF"."""
    word = said.upper()
    return _WORDS.get(word, word[-1])


def _is_about_patient(view: View, number: int, before: str) -> bool:
    headed = _HEADED.search(before)
    sentence = before[before.rfind(":") + 1 :] if headed else re.split(r"[.?!] (?=[A-Z])", before)[-1]
    if KIN.search(sentence) or _OTHERS.search(before):
        return False
    if headed or _SUBJECT.search(before) or _TITLED.search(before):
        return True
    named = _NAMED.match(before)
    if named is not None:
        return _is_in_head(view, number, named[1])
    return _OPENS.match(before) is not None and _opens_paragraph(view, number, before)


def _is_in_head(view: View, number: int, name: str) -> bool:
    """Whether a word of the name stands in the page's first rows too, or in a row with a label of the patient's."""
    words = {key(word) for word in name.split() if len(key(word)) > 1}
    rows = view.sheet.rows
    head = [row for at, row in enumerate(rows[:number]) if at < HEAD or any(meaning_of(one, "name") for one in view.sheet.labels[at])]
    return any(key(part) in words for row in head for token in row for part in token.text.split(","))


def _opens_paragraph(view: View, number: int, before: str) -> bool:
    """Whether the row begins a sentence, and does not go on with that of the row above."""
    if not number:
        return False
    above = view.sheet.rows[number - 1]
    return len(above) <= SHORT or above[-1].text.endswith(_ENDED) or bool(view.sheet.labels[number - 1]) or before[:1].isupper()
