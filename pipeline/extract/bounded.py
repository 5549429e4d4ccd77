"""A site's regular expressions, taken only when no text can make them run away.

Python's `re` goes back and tries again, and can't be told to give up. So the steps it may take are counted before the pattern is taken:
from the pattern alone, over every text of at most LONGEST characters, as if every character fitted everywhere. `(\\d+)+X` comes to
millions of steps, a number's honest form to some hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from importlib import import_module
from typing import Any

from pipeline.model.errors import ConfigError

LONGEST = 24  # characters of a text that a site's pattern is tried on
MOST_STEPS = 50_000  # a few milliseconds
# Names of the parser's own operations, by what they take from the text.
_ONE = frozenset({"LITERAL", "NOT_LITERAL", "IN", "ANY"})
_NOTHING = frozenset({"AT", "GROUPREF"})  # a group said again has but one way, and at least no length
_LOOKS = frozenset({"ASSERT", "ASSERT_NOT"})  # look ahead or back and take nothing
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

Ways = tuple[int, ...]  # in how many ways a part may take 0, 1, … LONGEST characters
Cost = tuple[Ways, int]  # and the steps of one trial
_START: Ways = (1, *([0] * LONGEST))


def compile_bounded(pattern: str, setting: str) -> re.Pattern[str]:
    """The pattern, to be tried on texts of at most LONGEST characters. ConfigError names the setting where it is none or may run away."""
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ConfigError(f"{setting}: {error}") from error
    # The standard library's own parser: private, but what it gives is what `re` will run.
    if _sequence(import_module("re._parser").parse(pattern), setting)[1] > MOST_STEPS:
        raise ConfigError(
            f"{setting}: {pattern} could take longer than a page may on an unlucky text; "
            "write no + or * inside a repeated group, and give lengths such as {1,4}"
        )
    return compiled


def _sequence(parts: Iterable[tuple[Any, Any]], setting: str) -> Cost:
    ways, steps = _START, 0
    for operation, argument in parts:
        own, cost = _part(str(operation), argument, setting)
        steps += sum(ways) * cost
        ways = _then(ways, own)
        if steps > MOST_STEPS:
            break
    return ways, steps


def _part(operation: str, argument: Any, setting: str) -> Cost:
    if operation in _ONE:
        return (0, 1, *([0] * (LONGEST - 1))), 1
    if operation in _NOTHING:
        return _START, 1
    if operation in _REPEATS:
        least, most, inner = argument
        return _repeated(_sequence(inner, setting), min(int(least), LONGEST), min(int(most), LONGEST))
    return _either([_sequence(inner, setting) for inner in _inside(operation, argument, setting)], operation in _LOOKS)


def _inside(operation: str, argument: Any, setting: str) -> Sequence[Any]:
    """The patterns inside a group; several where one of them is chosen."""
    if operation == "BRANCH":
        return tuple(argument[1])
    if operation == "GROUPREF_EXISTS":
        return tuple(branch or () for branch in argument[1:])
    if operation == "ATOMIC_GROUP":
        return (argument,)
    if operation in _LOOKS or operation == "SUBPATTERN":
        return (argument[-1],)
    raise ConfigError(f"{setting}: {operation.lower()} is not allowed in a site's pattern")


def _repeated(item: Cost, least: int, most: int) -> Cost:
    own, cost = item
    ways, so_far, steps = [0] * (LONGEST + 1), _START, 1
    for count in range(most + 1):
        if count >= least:
            ways = [a + b for a, b in zip(ways, so_far, strict=True)]
        if count < most:
            steps += sum(so_far) * cost
            so_far = _then(so_far, own)
        if steps > MOST_STEPS:
            break
    return tuple(ways), steps


def _either(branches: Sequence[Cost], looks: bool) -> Cost:
    ways = reduce(lambda a, b: tuple(x + y for x, y in zip(a, b, strict=True)), (ways for ways, _ in branches))
    return _START if looks else ways, 1 + sum(steps for _, steps in branches)


def _then(first: Ways, second: Ways) -> Ways:
    found = [0] * (LONGEST + 1)
    for taken, many in enumerate(first):
        if many:
            for more, ways in enumerate(second[: LONGEST + 1 - taken]):
                found[taken + more] += many * ways
    return tuple(found)
