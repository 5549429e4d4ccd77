"""Candidates into identifiers: how well the words were read counts, and readings that agree make each other surer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from pipeline.extract.layout import box_of
from pipeline.extract.misread_names import misread
from pipeline.extract.reading import Candidate, text_of
from pipeline.extract.vocabulary import given_names
from pipeline.model.types import Identifier, IdentifierKind, PageText

KINDS = get_args(IdentifierKind)
SUREST = 0.99
# Of a word read at confidence 0 this much is left: OCR's own doubt is no more than a hint.
WORST_WORD = 0.45
# Of a sex more: there are only two words and two letters, and none looks like the other. Of 1,052 letters behind a label, 36 of which the
# engine doubted, none was wrong.
WORST_SEX = 0.8
# How much of the remaining doubt a second reading takes away; the same misreading may well be made twice.
AGREEMENT = 0.6
# Sentences may speak of relatives, so they confirm nothing.
UNSURE = frozenset({"inline"})

# A name is the patient's surely enough to doubt another; so many words must two readings of one name share; what is left of the other.
# A date by a label that says what was on that day; what is left of one by a mere "Date" that differs.
DATED, DATED_OTHERWISE = 0.89, 0.75
SURELY, SHARED, CALLED_OTHERWISE = 0.8, 2, 0.7
PRACTISING = 0.8  # strength of a name with a doctor's title or credential that is surely one
MISREAD = 0.7  # what is left of a name that another reading of it shows to be misread


def merged(candidates: Iterable[Candidate], page: PageText, least: float) -> tuple[Identifier, ...]:
    """One identifier for each kind and value, kinds in the model's order, best first within a kind."""
    groups: dict[tuple[str, str], list[tuple[float, Candidate]]] = {}
    for candidate in _settled(tuple(candidates)):
        confidence = candidate.strength * _read(candidate, page)
        groups.setdefault((candidate.kind, candidate.reading.value), []).append((confidence, candidate))
    wrong = misread((value for kind, value in groups if kind == "name"), page)
    found = [_doubted(_identifier(group, page), wrong) for group in groups.values()]
    kept = [identifier for identifier in found if identifier.confidence >= least]
    return tuple(sorted(kept, key=lambda identifier: (KINDS.index(identifier.kind), -identifier.confidence, identifier.value)))


def _doubted(found: Identifier, wrong: Collection[str]) -> Identifier:
    return replace(found, confidence=round(MISREAD * found.confidence, 4)) if found.kind == "name" and found.value in wrong else found


def _settled(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """A name behind a label that anybody may have is somebody else's where the patient is surely called otherwise; a mere "Date" is a
    signature's where the page says when the visit, the operation or the collection was."""  # fmt: skip
    own = (other for other in candidates if other.kind == "name" and other.rule.startswith("label") and not other.anybodys)
    surely = [_words(other) for other in own if other.strength >= SURELY]
    called = [_words(other) for other in candidates if other.kind == "name" and other.strength >= SURELY and _is_called(other)]
    practising = [other for other in candidates if other.rule == "credential" and other.strength >= PRACTISING]
    dated = {other.reading.value for other in candidates if other.kind == "service_date" and other.strength >= DATED}
    for candidate in candidates:
        if dated and candidate.kind == "service_date" and candidate.strength < DATED and candidate.reading.value not in dated:
            yield replace(candidate, strength=candidate.strength * DATED_OTHERWISE)
            continue
        if candidate.kind == "provider" and any(_holds_another(candidate, other) for other in practising):
            yield replace(candidate, strength=candidate.strength * CALLED_OTHERWISE)
            continue
        if candidate.kind == "name" and candidate.rule == "label" and not _is_called(candidate) and _is_nobodys(candidate, called):
            yield replace(candidate, strength=candidate.strength * CALLED_OTHERWISE)
            continue
        doubtful = candidate.kind == "name" and candidate.anybodys and candidate.rule in ("label", "slashed")
        if doubtful and surely and all(len(_words(candidate) & words) < SHARED for words in surely):
            yield replace(candidate, strength=candidate.strength * CALLED_OTHERWISE)
        else:
            yield candidate


def _is_called(candidate: Candidate) -> bool:
    """Whether it is written with a comma, or has a given name that is known: "Discharge Medications" behind "Patient:" has neither."""
    return candidate.reading.comma or candidate.reading.value.partition(", ")[2].split(" ")[0].split("-")[0] in given_names()


def _is_nobodys(candidate: Candidate, called: Sequence[frozenset[str]]) -> bool:
    """Whether the page surely names somebody who shares no word with it."""
    return any(not _words(candidate) & words for words in called)


def _holds_another(candidate: Candidate, other: Candidate) -> bool:
    """Whether a name that its credential tells was read as a part of this one: "Amy Doe, MD, Karl Roe, MD" behind one label."""
    return (
        candidate.rule != "credential"
        and candidate.reading.value != other.reading.value
        and any(token in candidate.reading.tokens for token in other.reading.tokens)
    )


def _words(candidate: Candidate) -> frozenset[str]:
    return frozenset(candidate.reading.value.replace(",", "").split())


def _read(candidate: Candidate, page: PageText) -> float:
    # engines doubt single letters most: an initial is judged by the words beside it
    tokens = candidate.reading.tokens
    words = [token for token in tokens if sum(map(str.isalnum, token.text)) > 1] or tokens
    worst = min(min(max(page.words[token.word].confidence, 0.0), 1.0) for token in words)
    least = WORST_SEX if candidate.kind == "sex" and candidate.rule not in UNSURE else WORST_WORD
    return least + (1 - least) * worst


def _identifier(group: Sequence[tuple[float, Candidate]], page: PageText) -> Identifier:
    places: dict[tuple[int, ...], tuple[float, Candidate]] = {}
    for confidence, candidate in sorted(group, key=lambda pair: -pair[0]):
        words = tuple(sorted({token.word for token in candidate.reading.tokens}))
        places.setdefault(words, (confidence, candidate))
    best, candidate = max(places.values(), key=lambda pair: pair[0])
    doubt = 1 - best
    for confidence, other in places.values():
        if other is not candidate and other.rule not in UNSURE:
            doubt *= 1 - AGREEMENT * confidence
    tokens = candidate.reading.tokens
    confidence = round(min(SUREST, 1 - doubt), 4)
    raw = candidate.reading.shown or text_of(tokens)
    value, box = candidate.reading.value, box_of(tokens, page)
    return Identifier(candidate.kind, raw, value, confidence, page.number, box, candidate.rule)
