"""Sets documents on letter pages with a browser, many in one go, and gives their pages as pictures."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2

from benchmarks.outside.degrade import Picture
from benchmarks.outside.forms import FORMS
from benchmarks.outside.heads import CODES
from benchmarks.outside.model import Document, House, Patient, Visit
from benchmarks.outside.notes import NOTES
from benchmarks.outside.pen import Pen

HERE = Path(__file__).parent
STYLE = (HERE / "page.css").read_text("utf-8")
SCRIPT = (HERE / "pages.js").read_text("utf-8")
MARK = re.compile(r"@(\d+)\.(\d+)@")


def compose(
    number: int, house: House, patient: Patient, visit: Visit, code: str, rng: Random, misprint: str | None, *, full: bool = False
) -> Document:
    """One document's HTML, and what it prints of whom."""
    pen = Pen(house, patient, visit, code, rng, misprint)
    pen.full = full or rng.random() < 0.3
    alone = code == CODES["ins"] and rng.random() < 0.5  # a card laid on the glass, nothing else
    first = "" if alone else house.first(pen)
    body = "".join((house.bodies.get(code) or NOTES.get(code) or FORMS[code])(pen))
    foot = "" if alone else house.foot(pen)
    pen.later = True
    bare = rng.random() < 0.12
    later = "" if bare else house.later(pen)
    if house.later(pen) == "":  # identifiers stand at the foot of every page
        pen.later_printed = dict(pen.first_printed)
    stamp = ""
    if rng.random() < 0.12:
        top, left, turn = rng.uniform(0.4, 9.6), rng.uniform(3.6, 6), rng.uniform(-7, 7)
        words = rng.choice(("COPY", "SCANNED", f"RECEIVED {pen.after(4)}", "MEDICAL RECORDS"))
        stamp = (
            f"<div class=stamp style='top:{10 if top > 5 else 0.15:.2f}in;left:{left:.2f}in;transform:rotate({turn:.1f}deg)'>{words}</div>"
        )
    html = (
        f'<section class=doc data-id={number} data-house="h-{house.key}" data-stamp="{stamp}"><template class=first>{first}</template>'
        f"<template class=later>{later}</template><template class=foot>{foot}</template><div class=flow>{body}</div></section>"
    )
    return Document(
        number,
        house,
        patient,
        visit,
        code,
        html,
        pen.first_printed,
        {} if bare and house.later(pen) else pen.later_printed,
        pen.providers,
        misprint,
    )


def press(documents: list[Document], folder: Path, chromium: str) -> Path:
    """All documents as one PDF; how many pages each has is noted in it."""
    styles = STYLE + "".join(sorted({one.house.css for one in documents}))
    page = folder / "press.html"
    page.write_text(
        "<!doctype html><meta"
        f" charset=utf-8><style>{styles}</style><body>{''.join(one.html for one in documents)}<script>{SCRIPT}</script></body>",
        "utf-8",
    )
    out = folder / "press.pdf"
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--virtual-time-budget=60000",
        f"--print-to-pdf={out}",
    ]
    subprocess.run([chromium, *options, page.as_uri()], check=True, capture_output=True, timeout=600)
    by_number = {one.number: one for one in documents}
    for _, number, _ in marks(out):
        by_number[number].pages += 1
    return out


def marks(pdf: Path) -> Iterator[tuple[int, int, int]]:
    """Place in the PDF, document and page of it."""
    with pypdfium2.PdfDocument(pdf) as document:
        for place in range(len(document)):
            found = MARK.search(document[place].get_textpage().get_text_bounded())
            if found:
                yield place, int(found[1]), int(found[2])


class Press:
    """Draws single pages of what was printed."""

    def __init__(self, pdf: Path) -> None:
        self.places = {(number, page): place for place, number, page in marks(pdf)}
        self.pdf = pypdfium2.PdfDocument(pdf)

    def draw(self, number: int, page: int, dpi: int, *, colour: bool) -> Picture:
        bitmap = self.pdf[self.places[number, page]].render(scale=dpi / 72, grayscale=not colour)
        image = np.array(bitmap.to_numpy())
        return np.ascontiguousarray(image[:, :, 2::-1]) if colour else image.reshape(image.shape[:2])
