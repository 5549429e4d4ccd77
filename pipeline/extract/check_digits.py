"""Check digits of medical record numbers: the last figure is computed from those before it, so that a slip is seen."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.model.errors import ConfigError


def check_digit(scheme: str) -> Callable[[str], bool]:
    """What tells whether a number's last figure is right; letters and signs in it don't count. ConfigError for an unknown scheme.

    "" asks for none; "luhn" ISO/IEC 7812-1 (HL7's M10); "mod11" weights 2 to 7 from the right (HL7's M11; a 10 is not given out);
    "iso7064" ISO 7064, MOD 11,10.
    """
    if scheme not in _SCHEMES:
        raise ConfigError("extract.mrn.check_digit names no scheme", f"Allowed: {', '.join(repr(one) for one in _SCHEMES)}.")
    fits = _SCHEMES[scheme]
    return lambda mrn: fits([int(sign) for sign in mrn if sign in "0123456789"])


def _luhn(figures: list[int]) -> bool:
    doubled = [sum(divmod(2 * figure, 10)) if at % 2 else figure for at, figure in enumerate(reversed(figures))]
    return len(figures) > 1 and sum(doubled) % 10 == 0


def _mod11(figures: list[int]) -> bool:
    weighed = sum(figure * (2 + at % 6) for at, figure in enumerate(reversed(figures[:-1])))
    return len(figures) > 1 and -weighed % 11 == figures[-1]


def _iso7064(figures: list[int]) -> bool:
    product = 10
    for figure in figures[:-1]:
        product = ((product + figure) % 10 or 10) * 2 % 11
    return len(figures) > 1 and (product + figures[-1]) % 10 == 1


_SCHEMES: dict[str, Callable[[list[int]], bool]] = {"": lambda _: True, "luhn": _luhn, "mod11": _mod11, "iso7064": _iso7064}
