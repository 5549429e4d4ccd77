"""All hostile files of a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.hostile import image_files, other_files, pdf_files


@dataclass(frozen=True, slots=True)
class Hostile:
    """`kind` groups it in the counts; `name` is the file's, in bytes as the kernel has it."""

    kind: str
    name: bytes
    data: bytes


_ENDINGS = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg", "tiff": ".tif", "big": ".tif", "kind": ".pdf", "two": ".pdf"}


def hostile_files(seed: int) -> Iterator[Hostile]:
    """More than 300, made one after the other, always the same of a seed."""
    groups = {
        "cut off": other_files.truncated(),
        "damaged": other_files.damaged(random.Random(seed)),
        "PDF sizes": pdf_files.sizes(),
        "PDF bombs": pdf_files.bombs(),
        "PDF loops": pdf_files.loops(),
        "PDF nesting": pdf_files.nesting(),
        "PDF actions": pdf_files.actions(),
        "locked": pdf_files.locked(),
        "PNG": image_files.pngs(),
        "JPEG": image_files.jpegs(),
        "TIFF": image_files.tiffs(),
        "other kinds": other_files.others(),
        "two kinds": other_files.polyglots(),
    }
    for kind, made in groups.items():
        for name, data in made:
            ending = "" if "." in name else _ENDINGS[name.partition("-")[0]]
            yield Hostile(kind, (name + ending).encode(), data)
    for raw, data in other_files.names():
        yield Hostile("names", raw, data)
