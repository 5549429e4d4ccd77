"""A reviewer settles held documents by keyboard alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from pipeline.model.types import PageResult
from pipeline.run.home import Home
from tests.filing.support import JANE, JOHN, ROSA, at_foot, failed, found, of, page
from tests.support.browser import add_people, launched, served
from tests.support.desk import open_home, take_in

SIX = 6  # keys at most, on the median, where a candidate is right


def run(documents: int, seed: int) -> None:
    """Draw the documents, settle them, print."""
    rng = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with open_home(home) as opened:
            whose = {document_id: mpi_id for number in range(documents) for document_id, mpi_id in _held(opened, number, rng)}
        add_people(home)
        with launched() as browser, served(home) as server:
            at = server.sign_in(browser, "reviewer")
            keys, seconds = _settled(at, whose)
        with open_home(home) as opened:
            filed = Counter(
                record["patient"] is not None and record["patient"]["mpi_id"] == whose[record["document_id"]]
                for record in opened.ledger.documents.all()
                if record["status"] == "filed"
            )
    print(f"{len(keys)} documents settled, {filed[True]} filed to the right patient, {filed[False]} to another")
    print(f"keystrokes a document: median {statistics.median(keys):.0f}, most {max(keys)} (goal: at most {SIX} on the median)")
    print(f"seconds a document, page loads and all: median {statistics.median(seconds):.2f}, most {max(seconds):.2f}")


def _held(home: Home, number: int, rng: Random) -> list[tuple[str, str]]:
    """One document that the machine holds, and whose it really is."""
    patient, other = rng.sample([JANE, JOHN, ROSA], 2)
    born = patient.birth_date or ""
    kinds: list[list[PageResult]] = [
        [page(1, (found("birth_date", born), found("name", patient.name.family)), f"note {number}")],
        [page(1, (found("mrn", patient.mrn), found("name", f"{other.name.family}, {other.name.given}")), f"note {number}")],
        [page(1, of(patient), f"note {number}", confidence=0.3)],
        [page(1, of(patient), f"note {number}"), failed(2)],
        [page(1, of(patient), f"note {number} Page 1 of 4"), page(2, (), "Page 3 of 4"), page(3, (), "Page 2 of 4")],
        [page(1, of(patient), f"note {number}"), page(2, tuple(map(at_foot, of(other))), "foreign")],
    ]
    records = take_in(home, f"s{number % 3}/{number}.tif", rng.choice(kinds))
    return [(record["document_id"], patient.mpi_id) for record in records if record["status"] == "review"]


def _settled(at: Page, whose: dict[str, str]) -> tuple[list[int], list[float]]:
    keys, seconds = [], []
    at.goto(at.url.split("/review")[0] + "/review")
    at.keyboard.press("Enter")
    for _ in range(len(whose)):
        at.wait_for_url("**/review/*-*")
        document_id = at.url.rsplit("/", 1)[1].split("?")[0]
        began = time.perf_counter()
        pressed = _settle_one(at, whose[document_id])
        at.wait_for_url(lambda url, before=document_id: before not in url)  # type: ignore[misc]  # the default binds it
        keys.append(pressed)
        seconds.append(time.perf_counter() - began)
    return keys, seconds


def _settle_one(at: Page, mpi_id: str) -> int:
    """The candidate's number, `k` for each doubt, Enter."""
    candidates = at.locator("[name=patient]").evaluate_all("all => all.map(one => one.value)")
    press = [str(candidates.index(mpi_id) + 1), *["k"] * at.locator("[name=accepted]").count(), "Enter"]
    for key in press:
        at.keyboard.press(key)
    return len(press)
