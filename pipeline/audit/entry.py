"""One entry, and the line it becomes: its SHA-256 over the hash before and its own text, a tab, the text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

START = "0" * 64  # the hash before the first entry
LONGEST_WHY, MOST_IDS = 500, 200
_HEX = frozenset(b"0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what: `what` is "view", "search", "sign_in"; `ids` documents, pages, accounts; `patients` ids of the patient index."""

    who: str
    role: str
    what: str
    outcome: Literal["done", "refused"]
    origin: str  # the address it came from
    ids: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it stands in the log: numbered from 1, at an ISO 8601 time, with its hash."""

    seq: int
    at: str
    entry: Entry
    hash: str


def line_of(entry: Entry, seq: int, at: str, before: str) -> tuple[bytes, str]:
    """The line, with its end, and its hash. Long lists and reasons are cut."""
    body = {
        **{"seq": seq, "at": at, "who": entry.who, "role": entry.role, "what": entry.what, "outcome": entry.outcome},
        **{"origin": entry.origin, "ids": list(entry.ids[:MOST_IDS]), "patients": list(entry.patients[:MOST_IDS])},
        "why": entry.why[:LONGEST_WHY],
    }
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()
    own = hash_of(before, text)
    return own.encode() + b"\t" + text + b"\n", own


def hash_of(before: str, text: bytes) -> str:
    """SHA-256 over the hash before and the text, 64 hexadecimal digits."""
    return hashlib.sha256(before.encode() + text).hexdigest()


def fault_of(line: bytes, before: str, seq: int) -> str:
    """What is wrong with a line (with its end) that should be entry `seq` behind the hash `before`; "" for nothing."""
    if len(line) < 66 or line[64:65] != b"\t" or not line.endswith(b"\n") or not _HEX.issuperset(line[:64]):
        return "is no entry"
    text = line[65:-1]
    if hash_of(before, text) != line[:64].decode():
        return "was changed, or what stood before it was"
    return "" if _number(text) == seq else "has another number"


def parsed(line: bytes) -> Kept:
    """A line that `fault_of` found right. ValueError or KeyError for any other."""
    body: dict[str, Any] = json.loads(line[65:])
    entry = Entry(
        *(body["who"], body["role"], body["what"], body["outcome"], body["origin"]),
        *(tuple(body["ids"]), tuple(body["patients"]), body["why"]),
    )
    return Kept(body["seq"], body["at"], entry, line[:64].decode())


def _number(text: bytes) -> int | None:
    try:
        return int(json.loads(text)["seq"])
    except (ValueError, KeyError, TypeError):
        return None
