"""Words that say whose a name or number is, "Mother", "Bill to": whose_words.txt as patterns of folded words with blanks between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WhoseWords:
    """What text ends with (`before`) or consists of (`heading`) where it speaks of somebody else than the patient.

    `void`: what it holds somewhere where the page is nobody's. `patient`: what it consists of beside the name of whoever the page is about.
    """

    before: re.Pattern[str]
    heading: re.Pattern[str]
    void: re.Pattern[str]
    patient: re.Pattern[str]
    beside: frozenset[str]  # words that may stand before the patient's own name


@cache
def whose_words() -> WhoseWords:
    """Read once a process."""
    sections: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "whose_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            sections[list(sections)[-1]].append(re.escape(line))
    people, beside, void, patient = (_longest_first(sections[name]) for name in ("people", "with", "void", "patient"))
    return WhoseWords(
        re.compile(rf"(?:^|.* )(?:{people})(?: (?:{beside}))*"),
        re.compile(rf"(?:(?:{beside}) )*(?:{people})(?: (?:{people}|{beside}|\d))*"),
        re.compile(rf"\b(?:{void})\b"),
        re.compile(patient),
        frozenset(" ".join((*sections["patient"], *sections["with"])).split()),
    )


def _longest_first(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
