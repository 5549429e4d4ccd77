"""Sign-ins at the provider of single sign-on that are under way."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

_MOST_BEGUN = 10_000


@dataclass(frozen=True, slots=True)
class BegunOne:
    """What is remembered between the way there and the way back."""

    nonce: str
    verifier: str
    going: str
    until: float


class Begun:
    """Sign-ins that are under way, each good for one answer; lost when the desk is started anew, and then begun again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[str, BegunOne] = {}

    def put(self, state: str, begun: BegunOne) -> None:
        """Remember one; those that took too long go."""
        now = time.monotonic()
        with self._lock:
            self._found = {key: one for key, one in self._found.items() if one.until > now}
            if len(self._found) < _MOST_BEGUN:
                self._found[state] = begun

    def take(self, state: str) -> BegunOne | None:
        """What was begun under this state, once."""
        with self._lock:
            found = self._found.pop(state, None)
        return found if found and found.until > time.monotonic() else None
