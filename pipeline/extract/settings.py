"""The settings of this room. The assembly fills them from config; nothing here reads a file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MrnFormat:
    """How the site writes its medical record numbers."""

    # Regular expressions a whole number must match, in capitals, as printed: digits with leading zeros; 12-34-56-78; H123456; M1-23-45-67.
    # One that could run away on an unlucky text, such as '(\d+)+X', is refused when the program starts.
    patterns: tuple[str, ...] = (
        r"\d{5,12}",
        r"\d{2,3}([-.])\d{2,3}\1\d{2,3}(\1\d{1,3}){0,2}",
        r"\d{2}-\d{5,6}",
        r"\d{4}-\d{4}",
        r"[A-Z]{1,4}[- ]?\d{4,10}",
        r"[A-Z]{1,2}\d{1,3}([-.])\d{2,3}\1\d{2,3}\1\d{1,3}",
    )
    # Characters that are taken out of a number as printed: 12-34-56 becomes 123456.
    separators: str = "-. /"
    # Whether 00123456 stays as it is (true) or becomes 123456.
    keep_leading_zeros: bool = True
    # What the last figure is computed by, where it is one: "luhn", "mod11" or "iso7064"; "" for none. A number typed at the desk must fit.
    check_digit: str = ""
    # Whether a digit that was read as a letter (O, I, S, B) may be put right, at lower confidence.
    repair: bool = True


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How identifiers are read and how sure they are."""

    mrn: MrnFormat = field(default_factory=MrnFormat)
    # The year by which two-digit years are read and after which no birth date lies; 0 for the year in which each scan came.
    reference_year: int = 0
    # Whether 04/03/1957 is the 4th of March (true) or April 3rd, as in the US.
    day_first: bool = False
    # Oldest age in years that a birth date may mean.
    max_age: int = 115
    # A blank this wide, in line heights, separates two cells of a line (the blank between words is about 0.4).
    cell_gap: float = 1.2
    # A value stands at most this far right of its label, in line heights.
    max_right: float = 40.0
    # A value stands at most this far below its label, in line heights.
    max_below: float = 2.6
    # What is found less surely than this (0 to 1) is not reported at all.
    min_confidence: float = 0.3
