from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from pipeline.intake import key_of, path_of
from pipeline.intake.names import fitted

ODD = [
    b"plain.pdf",
    b"latin\xe9.pdf",
    "\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe".encode(),
    b"new\nline.pdf",
    b'a:b*c?<d>|"\\.pdf',
    bytes(range(1, 47)),
]


@pytest.mark.parametrize("name", [*ODD, bytes(range(48, 256))])
def test_the_ledger_can_keep_any_name_and_give_it_back(name: bytes) -> None:
    path = Path(os.fsdecode(b"/in/" + name))
    key = key_of(path)
    assert sqlite3.connect(":memory:").execute("SELECT ?", (key,)).fetchone() == (key,)
    assert path_of(key) == path


def test_two_names_are_two_keys() -> None:
    keys = {key_of(Path(os.fsdecode(b"/in/" + bytes([byte])))) for byte in range(0x80, 0x100)}
    assert len(keys) == 0x80


@pytest.mark.parametrize(
    ("stem", "ending"), [("a", ".pdf"), ("a" * 300, " (2).pdf"), ("é" * 200, ".reason.txt"), ("\N{OLD ITALIC LETTER A}" * 99, ".x")]
)
def test_a_name_is_cut_between_characters(stem: str, ending: str) -> None:
    name = fitted(stem, ending)
    assert name.endswith(ending)
    assert len(os.fsencode(name)) <= 255
    assert stem.startswith(name.removesuffix(ending))
    assert len(os.fsencode(name)) > 250 or name == stem + ending
