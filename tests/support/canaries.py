"""Identities that must never be seen outside records: made from a seed, put into charts, looked for in whatever a program says."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile.pdfs import FONT, assembled, page, stream

_CANDIDATE = re.compile(rb"(?<![\w-])(?:\d{8}|\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})(?![\w-])|qz[a-z]{6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """Names and words begin with Qz, as nothing else does."""

    family: str
    given: str
    mrn: str
    born: tuple[int, int, int]  # year, month, day; before 1950
    street: str
    word: str

    @property
    def marks(self) -> set[str]:
        """What gives the person away, in lower case."""
        year, month, day = self.born
        dates = {f"{year}-{month:02}-{day:02}", f"{month:02}/{day:02}/{year}"}
        return {text.lower() for text in (self.family, self.given, self.mrn, self.street, self.word)} | dates

    def lines(self) -> list[str]:
        """A short discharge summary."""
        year, month, day = self.born
        return [
            "DISCHARGE SUMMARY",
            f"Patient Name: {self.family}, {self.given}",
            f"MRN: {self.mrn}     DOB: {month:02}/{day:02}/{year}     Sex: F",
            f"Address: 12 {self.street} Street",
            "HOSPITAL COURSE",
            f"The patient was treated for {self.word} and is doing well after two days of rest.",
            "DISPOSITION",
            "Home with follow up in two weeks.",
        ]


class Canaries:
    """So many identities of a seed."""

    def __init__(self, count: int, seed: int) -> None:
        draw = random.Random(seed)
        self.all = [_identity(draw) for _ in range(count)]
        self._marks = set().union(*(one.marks for one in self.all))

    def seen_in(self, said: str | bytes) -> set[str]:
        """The marks of any of them that stand in this."""
        data = said.encode(errors="replace") if isinstance(said, str) else said
        return {mark for found in _CANDIDATE.finditer(data) if (mark := found.group().decode().lower()) in self._marks}


def _identity(draw: random.Random) -> Identity:
    def word() -> str:
        return "Qz" + "".join(draw.choice("aeiou" if place % 2 == 0 else "bdfglmnprstv") for place in range(6))

    born = draw.randint(1901, 1949), draw.randint(1, 12), draw.randint(1, 28)
    return Identity(word(), word(), str(draw.randint(10_000_000, 99_999_999)), born, word(), word())


def chart(identities: Sequence[Identity]) -> bytes:
    """A born-digital PDF with a page for each."""
    pages = {10 + 2 * n: page().replace(b"/Contents 4", b"/Contents %d" % (11 + 2 * n)) for n in range(len(identities))}
    texts = {11 + 2 * n: stream(_shown(one.lines())) for n, one in enumerate(identities)}
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(pages)
    return assembled({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree, 5: FONT, **pages, **texts})


def _shown(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"(" + line.encode() + b") Tj T* " for line in lines)
    return b"BT /F 12 Tf 18 TL 72 720 Td " + shown + b"ET"


class Titles:
    """Every process title of the machine, looked at again and again while it is open."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Titles:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.2):
            for folder in Path("/proc").glob("[0-9]*"):
                for name in ("cmdline", "comm"):
                    try:
                        self.seen.add((folder / name).read_bytes())
                    except OSError:
                        continue
