"""How names, dates and numbers are printed, and their normalised values."""

from __future__ import annotations

from datetime import date
from random import Random

from pipeline.model.types import PersonName

DATE_SHAPES = ("us", "us", "us", "us_short", "dash", "dmy", "long", "iso", "us_plain")
NAME_SHAPES = ("last_first_caps", "last_first_caps", "last_first", "natural", "natural_caps")


def name_value(name: PersonName) -> str:
    """ "FAMILY, GIVEN [MIDDLE] [SUFFIX]" in capitals."""
    return " ".join(part for part in (f"{name.family},", name.given, name.middle, name.suffix) if part).upper()


def date_as(iso: str, shape: str) -> str:
    """A date in one of DATE_SHAPES."""
    day = date.fromisoformat(iso)
    shapes = {
        "us": f"{day.month:02}/{day.day:02}/{day.year}",
        "us_plain": f"{day.month}/{day.day}/{day.year}",
        "us_short": f"{day.month}/{day.day}/{day.year % 100:02}",
        "dash": f"{day.month:02}-{day.day:02}-{day.year}",
        "dmy": f"{day.day:02}-{day:%b}-{day.year}",
        "long": f"{day:%B} {day.day}, {day.year}",
        "iso": iso,
    }
    return shapes[shape]


def name_as(name: PersonName, shape: str, initial: bool = False) -> str:
    """A name in one of NAME_SHAPES; `initial` shortens the middle name."""
    middle = name.middle[:1] + ("." if "caps" not in shape else "") if name.middle and (initial or len(name.middle) == 1) else name.middle
    suffix = name.suffix + ("." if name.suffix in ("Jr", "Sr") and "caps" not in shape else "")
    if shape.startswith("last_first"):
        family = f"{name.family} {suffix}".strip()
        text = f"{family}, {name.given} {middle.strip('.')}".strip()
    else:
        text = " ".join(part for part in (name.given, middle, name.family, suffix) if part)
    return text.upper() if shape.endswith("caps") else text


def mrn_as(mrn: str, rng: Random) -> str:
    """A way this number may be printed that normalises to itself."""
    if mrn.startswith("MR"):
        return rng.choice((f"MR-{mrn[2:]}", mrn))
    if mrn[0].isalpha() or len(mrn) in (7,):
        return mrn
    if len(mrn) == 6:
        return rng.choice((mrn, f"{mrn[:2]}-{mrn[2:4]}-{mrn[4:]}", f"{mrn[:2]}-{mrn[2:4]}-{mrn[4:]}"))
    if len(mrn) == 9:
        return rng.choice((mrn, mrn, f"{mrn[:3]}-{mrn[3:6]}-{mrn[6:]}"))
    return mrn


def age_on(birth: str, day: str) -> int:
    """Whole years."""
    born, then = date.fromisoformat(birth), date.fromisoformat(day)
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))
