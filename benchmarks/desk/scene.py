"""A home with so many pages as a hospital has, and people with accounts and rights: what `users` asks.

Every document stands in the index and in the ledger; scans and page results are shared by many documents (the program does not know), so
that the home stays small enough to be made in some minutes.
"""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from benchmarks.charts import make_patients, type_codes
from benchmarks.search.corpus import Pages, records
from pipeline.accounts import Accounts, Role
from pipeline.index import Change
from pipeline.ledger.writing import put_record
from pipeline.model.codec import encode
from pipeline.model.record import Record
from pipeline.model.types import Findings, Patient
from pipeline.run.home import Home
from pipeline.settings import Settings
from tests.filing.support import page as findings_of
from tests.support.browser import SECRET

BATCH = 500  # documents a transaction
SCANS, LONGEST = 40, 6  # files, and pages of each
WIDTH, HEIGHT = 2550, 3300  # a letter page at 300 dpi
RESTRICTED = 50  # patients whom only the cleared see
SHARES: dict[Role, float] = {"clinician": 0.4, "clerk": 0.3, "reviewer": 0.2, "quality": 0.1}


@dataclass(frozen=True)
class Scene:
    """What may be asked for, and who asks: the tokens of sessions, each of a person of their own."""

    words: list[str]
    names: list[str]
    tokens: list[str]


def built(home: Path, settings: Settings, most: int, people: int, seed: int) -> Scene:
    """Build it, or take the one that stands there."""
    rng = Random(seed)
    patients = make_patients(seed, max(10, most // 60))
    pages = Pages(rng)
    with Home(home, settings) as opened:
        if not any(True for _ in opened.index.documents()):
            _fill(opened, pages, patients, most, rng)
    words = sorted({word for _ in range(200) for word in pages.words() if word.isalpha() and len(word) > 4})
    return Scene(words, [patient.name.family for patient in patients], _signed_in(home, settings, patients, people))


def _fill(home: Home, pages: Pages, patients: list[Patient], most: int, rng: Random) -> None:
    home.patients.load(patients)
    scans = [home.store.put_bytes(_scan(pages, number)) for number in range(SCANS)]
    results = [home.store.put_bytes(encode(_result(pages))) for _ in range(8 * SCANS)]
    batch: list[Record] = []
    for made in records(pages, patients, most, rng):
        source = {**made["source"], "sha256": rng.choice(scans)}
        batch.append({**made, "source": source})  # type: ignore[typeddict-item]  # the same keys
        if len(batch) == BATCH:
            _put(home, batch, results, rng)
            batch = []
    _put(home, batch, results, rng)


def _put(home: Home, batch: list[Record], results: list[str], rng: Random) -> None:
    """Into the ledger as if each had been read and filed, and into the index."""
    home.index.upsert([Change(record["document_id"], 1, record) for record in batch])
    with home.ledger._db.write() as db:
        for record in batch:
            source, arrival_id = record["source"], record["arrival_id"]
            state = "filed" if record["status"] == "filed" else "held"
            db.execute(
                "INSERT INTO arrivals (arrival_id, path, source_key, sha256, station, origin, received_at, size, state, page_count)"
                " VALUES (?, ?, ?, ?, ?, 'ingest', ?, 1, ?, ?)",
                (
                    *(arrival_id, source["path"], source["path"], source["sha256"], source["station"], source["received_at"]),
                    *(state, len(source["pages"])),
                ),
            )
            put_record(db, arrival_id, record)
            db.executemany(
                "INSERT INTO pages (arrival_id, page, sha256) VALUES (?, ?, ?)",
                [(arrival_id, number, rng.choice(results)) for number in source["pages"]],
            )
        db.execute("DELETE FROM outbox")


def _result(pages: Pages) -> Findings:
    found = findings_of(1, (), "\n".join(textwrap.wrap(pages.text(), 110)))
    return replace(found, typed=replace(found.typed, page=replace(found.page, width=WIDTH, height=HEIGHT)))


def _scan(pages: Pages, number: int) -> bytes:
    """Bilevel pages, packed as scanners do (G4)."""

    font = ImageFont.truetype("DejaVuSans.ttf", 44)
    drawn = []
    for at in range(LONGEST):
        sheet = Image.new("L", (WIDTH, HEIGHT), 255)
        pen = ImageDraw.Draw(sheet)
        pen.multiline_text((150, 150), "\n".join([f"Scan {number}, page {at + 1}", *textwrap.wrap(pages.text(), 90)]), 0, font, spacing=18)
        drawn.append(sheet.convert("1"))
    out = io.BytesIO()
    drawn[0].save(out, "TIFF", save_all=True, append_images=drawn[1:], compression="group4", dpi=(300, 300))
    return out.getvalue()


def _signed_in(home: Path, settings: Settings, patients: list[Patient], people: int) -> list[str]:
    """Everybody signs in; some are cleared for what is restricted."""
    accounts = Accounts(home / "accounts.sqlite", settings.accounts)
    known = {user.name for user in accounts.users.all()}
    roles = [role for role, share in SHARES.items() for _ in range(round(share * people))][:people]
    tokens = []
    for number, role in enumerate(roles):
        name = f"user{number}"
        if name not in known:
            accounts.users.add(name, "", role, SECRET, ["vip"] if number % 5 == 0 else [])
        tokens.append(accounts.sessions.sign_in(name, SECRET, None, "127.0.0.1").token)
    if not accounts.restrictions.all():
        for patient in patients[:RESTRICTED]:
            accounts.restrictions.restrict_patient(patient.mpi_id, patient.mrns, "vip", "", "benchmark")
        accounts.restrictions.restrict_type(type_codes()[0], "psychotherapy", "", "benchmark")
    accounts.close()
    return tokens
