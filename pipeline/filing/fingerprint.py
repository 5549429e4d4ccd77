"""The same document scanned twice: found by min-hashed words, told by words, figures and, where there are few words, the picture.

Broder: On the resemblance and containment of documents (1997). Two scans of one sheet share nearly all their words; the forms of two
patients share most of them too, so the patient must agree and so must the figures.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b, shake_128

from pipeline.model.record import Record

BANDS, ROWS = 5, 3  # of min-hashes: documents that share 85 in 100 words share a band all but surely, those that share 30 one time in eight
ALIKE = 0.82  # share of words, and of figures, that two scans of one document have in common
FEW_WORDS = 15  # with fewer the pictures decide
NEAR_PICTURE = 52  # of 256 bits: so few differ between two scans of one sheet
TELLING = ("mrn", "name", "birth_date", "encounter", "account", "service_date", "accession")
SURE = 0.7  # confidence (0 to 1) from which two differing identifiers tell two documents apart

_HASHES = struct.Struct(f">{BANDS * ROWS}Q")  # of a word
_WORD = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"\d[\d.,:/-]*\d|\d")


def bands_of(record: Record, pictures: Sequence[str]) -> tuple[int, ...]:
    """63-bit keys under which a document is found again; `pictures` are those of its pages that hold anything."""
    words = sorted(set(_words(record)))
    parts = [_picture_key(pictures)] if len(words) < FEW_WORDS else list(_min_hashes(words))
    return tuple(sorted({_hash(f"{key}|{part}") for key in _keys(record) for part in parts if part}))


def is_same(one: Record, other: Record, pictures: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two records are of one document on paper."""
    if _solid(one) != _solid(other) or _told_apart(one, other):
        return False
    words, theirs = Counter(_words(one)), Counter(_words(other))
    if min(words.total(), theirs.total()) < FEW_WORDS:
        near = [_distance(a, b) <= NEAR_PICTURE for a, b in zip(pictures, others, strict=False) if a and b]
        return bool(near) and all(near)
    return _shared(words, theirs) >= ALIKE and _shared(Counter(_figures(one)), Counter(_figures(other))) >= ALIKE


def _min_hashes(words: Iterable[str]) -> Iterator[str]:
    hashes = b"".join(map(_hashes_of, words))
    least = [min(column) for column in zip(*_HASHES.iter_unpack(hashes), strict=True)]
    for band in range(BANDS):
        yield struct.pack(f">{ROWS}Q", *least[band * ROWS : (band + 1) * ROWS]).hex() + str(band)


@lru_cache(maxsize=8192)  # some 200 bytes each; most words of a document stand in the next one too
def _hashes_of(word: str) -> bytes:
    return shake_128(word.encode()).digest(_HASHES.size)


def _picture_key(pictures: Sequence[str]) -> str:
    """Documents of few words: looked for among all of the patient's that have as many pages."""
    return f"picture {len(pictures)}" if pictures else ""


def _keys(record: Record) -> set[str]:
    """Whose it is, in every way that was read: one misread identifier doesn't hide the other scan."""
    patient = record["patient"]
    keys = {f"{kind} {value}" for kind in ("mrn", "birth_date") for value in _values(record, kind)}
    if patient and patient["mpi_id"]:
        keys.add(f"mpi {patient['mpi_id']}")
    return keys or {""}


def _told_apart(one: Record, other: Record) -> bool:
    """Whether an identifier that both were read surely with differs."""
    for kind in TELLING:
        mine, theirs = _values(one, kind), _values(other, kind)
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    return False


def _values(record: Record, kind: str) -> set[str]:
    return {one["value"] for one in record["identifiers"] if one["kind"] == kind and one["confidence"] >= SURE}


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags, 0 to 1; 1 for two empty ones."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _words(record: Record) -> Iterator[str]:
    for page in record["pages"]:
        yield from (word.lower() for word in _WORD.findall(page["text"]))


def _figures(record: Record) -> Iterator[str]:
    for page in record["pages"]:
        yield from _FIGURE.findall(page["text"])


def _solid(record: Record) -> int:
    return sum(not page["blank"] for page in record["pages"])


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
