"""The type of a document of several pages."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.classify.settings import ClassifySettings
from pipeline.model.types import TypeGuess

LEAST = 1e-4  # no page may veto a type that others are sure of


def combine(guesses: Sequence[TypeGuess], settings: ClassifySettings) -> TypeGuess:
    """One answer for pages in order: the weighted mean of their log-probabilities, the first page weighing most.

    Pages that have no type of their own (a cover sheet, a blank back, a page of signatures) only count against the others' share.
    None when no page has a type, when too few have, or when they disagree so much that no type reaches `min_confidence`.
    """
    weights = [settings.continuation_weight if at else 1.0 for at in range(len(guesses))]
    said = [(weight, guess) for weight, guess in zip(weights, guesses, strict=True) if guess.scores and not _empty(guess)]
    typed = [(weight, guess) for weight, guess in said if guess.code is not None]
    if not typed:
        return guesses[0] if guesses else TypeGuess(None, 1.0)
    scores = _mean(typed)
    best, confidence = scores[0]
    share = sum(weight for weight, _ in typed) / sum(weight for weight, _ in said)
    evidence = next((guess.evidence for _, guess in typed if guess.code == best), ())
    if confidence < settings.min_confidence or share < settings.min_typed_share:
        return TypeGuess(None, 1.0 - confidence * share, scores, evidence)
    return TypeGuess(best, confidence, scores, evidence)


def _empty(guess: TypeGuess) -> bool:
    """A page that was too short to say anything has scores of nothing but 0."""
    return guess.code is None and not any(share for _, share in guess.scores)


def _mean(typed: Sequence[tuple[float, TypeGuess]]) -> tuple[tuple[str, float], ...]:
    """Codes with their combined probabilities, best first; what the pages left for "none of these" is kept as its own part."""
    total = sum(weight for weight, _ in typed)
    codes = [code for code, _ in typed[0][1].scores]
    voices = [(weight, dict(guess.scores)) for weight, guess in typed]
    logs = {code: sum(weight * math.log(max(own.get(code, 0.0), LEAST)) for weight, own in voices) / total for code in codes}
    rest = sum(weight * math.log(max(1.0 - sum(own.values()), LEAST)) for weight, own in voices) / total
    whole = sum(math.exp(value) for value in (*logs.values(), rest))
    shares = ((code, math.exp(value) / whole) for code, value in logs.items())
    return tuple(sorted(shares, key=lambda pair: (-pair[1], pair[0])))
