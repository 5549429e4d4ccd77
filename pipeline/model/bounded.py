"""A site's regular expressions, taken only when no text can make them run away.

Python's `re` goes back and tries again, and can't be told to give up. So the steps it may take are counted before the pattern is taken:
from the pattern alone, over every text up to a length, as if every character fitted everywhere. `(\\d+)+X` comes to millions of steps, a
number's honest form to some hundreds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pipeline.model.errors import ConfigError

# Names of the parser's own operations, by what they take from the text.
_ONE = frozenset({"LITERAL", "NOT_LITERAL", "IN", "ANY"})
_NOTHING = frozenset({"AT", "GROUPREF"})  # a group said again has but one way, and at least no length
_LOOKS = frozenset({"ASSERT", "ASSERT_NOT"})  # look ahead or back and take nothing
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

Ways = Mapping[int, int]  # in how many ways a part may take so many characters, up to the longest text; those that it can't are left out
_START: Ways = {0: 1}  # nothing, in one way
Cost = tuple[Ways, int]  # and the steps of one trial


def compile_bounded(pattern: str, setting: str, longest: int, most_steps: int, flags: int = 0) -> re.Pattern[str]:
    """The pattern, to be tried on texts of at most `longest` characters: it takes at most `most_steps` (a hundred thousand are some
    milliseconds). ConfigError names the setting where it is none or may run away.
    """
    try:
        compiled = re.compile(pattern, flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise ConfigError(f"{setting}: {error}") from error
    # The standard library's own parser: private, but what it gives is what `re` will run.
    parsed = import_module("re._parser").parse(pattern, flags)
    if _Counting(setting, longest, most_steps).sequence(parsed)[1] > most_steps:
        raise ConfigError(
            f"{setting}: {pattern} could take longer than a page may on an unlucky text; "
            "write no + or * inside a repeated group, and give lengths such as {1,4}"
        )
    return compiled


@dataclass(frozen=True, slots=True)
class _Counting:
    setting: str
    longest: int
    most_steps: int

    def sequence(self, parts: Iterable[tuple[Any, Any]]) -> Cost:
        ways, steps = _START, 0
        for operation, argument in parts:
            own, cost = self._part(str(operation), argument)
            steps += sum(ways.values()) * cost
            ways = self._then(ways, own)
            if steps > self.most_steps:
                break
        return ways, steps

    def _part(self, operation: str, argument: Any) -> Cost:
        if operation in _ONE:
            return {1: 1}, 1
        if operation in _NOTHING:
            return _START, 1
        if operation in _REPEATS:
            least, most, inner = argument
            return self._repeated(self.sequence(inner), min(int(least), self.longest), min(int(most), self.longest))
        return self._either([self.sequence(inner) for inner in self._inside(operation, argument)], operation in _LOOKS)

    def _inside(self, operation: str, argument: Any) -> Sequence[Any]:
        """The patterns inside a group; several where one of them is chosen."""
        if operation == "BRANCH":
            return tuple(argument[1])
        if operation == "GROUPREF_EXISTS":
            return tuple(branch or () for branch in argument[1:])
        if operation == "ATOMIC_GROUP":
            return (argument,)
        if operation in _LOOKS or operation == "SUBPATTERN":
            return (argument[-1],)
        raise ConfigError(f"{self.setting}: {operation.lower()} is not allowed in a site's pattern")

    def _repeated(self, item: Cost, least: int, most: int) -> Cost:
        own, cost = item
        ways, so_far, steps = Counter[int](), _START, 1
        for count in range(most + 1):
            if count >= least:
                ways.update(so_far)
            if count < most:
                steps += sum(so_far.values()) * cost
                so_far = self._then(so_far, own)
            if steps > self.most_steps:
                break
        return ways, steps

    def _either(self, branches: Sequence[Cost], looks: bool) -> Cost:
        ways = Counter[int]()
        for found, _ in branches:
            ways.update(found)
        return _START if looks else ways, 1 + sum(steps for _, steps in branches)

    def _then(self, first: Ways, second: Ways) -> Ways:
        found: dict[int, int] = {}
        for taken, many in first.items():
            for more, ways in second.items():
                if taken + more <= self.longest:
                    found[taken + more] = found.get(taken + more, 0) + many * ways
        return found
