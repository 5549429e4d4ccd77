"""The samples: drawn, given out one document at a time, and judged."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from pipeline.model.errors import ClaimLost, ConfigError
from pipeline.quality.database import Database
from pipeline.quality.drawing import check, check_lot, drawn, falls, rate_of
from pipeline.quality.reading import judged_of, members_of, same_person, sample_of
from pipeline.quality.switching import PastLot
from pipeline.quality.tables import Plan
from pipeline.quality.types import FIELDS, Candidate, Judged, Judgement, Rates, Sample, Verdict

LEASE_S = 30 * 60.0  # how long a document stays with the judge it was given to
STANDING = "standing"  # the sample_id of the sample that is always drawn
_NOTE = re.compile(r"[a-z0-9_]{0,40}")
_SAMPLE = "SELECT *, (SELECT count(*) FROM members WHERE members.sample_id = samples.sample_id) AS size FROM samples"


def utc_now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Samples:
    """Opens or creates the file at `path`; `now` is passed in so that a test can turn it. May be used from several threads.

    StoreDown and DiskFull mean that nothing of a call happened. An unknown sample is a ConfigError.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._db = Database(path)
        self._now = now

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def draw(self, lot: Sequence[Candidate], how: Plan | Rates, seed: int | None = None, scope: str = "") -> Sample:
        """Draw and keep a sample: of the plan's size, or of each station its share.

        The same seed draws the same documents from the same lot; without one it is random. ConfigError for an empty lot, for one that
        is not of the plan's size, for a seed that is not from 0 to 2^63 - 1, and for rates by which nothing is drawn.
        """
        check_lot(lot)
        if isinstance(how, Plan) and how.lot_size != len(lot):
            raise ConfigError(f"the plan is for a lot of {how.lot_size} documents, this one has {len(lot)}", "Make a plan for this lot.")
        seed = secrets.randbits(63) if seed is None else seed
        if not 0 <= seed < 1 << 63:
            raise ConfigError("the seed can't be used", "A seed is a whole number from 0 to 9223372036854775807.")
        chosen = drawn(lot, how, seed)
        if not chosen:
            raise ConfigError("nothing is drawn: every station of this lot has rate 0", 'Give a rate for the station, or for "*".')
        with self._db.write() as db:
            sample_id = f"{self._now():%Y%m%d}-{secrets.token_hex(3)}"
            self._insert(db, sample_id, seed, scope, len(lot), how)
            _add(db, sample_id, chosen)
        return self.sample(sample_id)

    def standing(self, rates: Rates) -> Callable[[str, str], bool]:
        """Tells by a document's id and station whether it falls into the standing sample: repeatable, and known to nobody beforehand.

        A higher rate keeps every document of a lower one.
        """
        check(rates)
        key = bytes(self._db.rows("SELECT value FROM keys WHERE name = 'standing'")[0]["value"])
        return lambda document_id, station: falls(document_id, rate_of(rates, station), key)

    def take_standing(self, candidates: Iterable[Candidate], rates: Rates) -> tuple[Sample, int]:
        """Add those that fall into the standing sample and are not in it yet; the sample, and how many were added.

        Its lot grows by calls: `lot_size` is how many candidates the latest one looked at.
        """
        chosen, seen, is_in = [], 0, self.standing(rates)
        for one in candidates:
            seen += 1
            chosen += [one] if is_in(one.document_id, one.station) else []
        with self._db.write() as db:
            known = {row["document_id"] for row in db.execute("SELECT document_id FROM members WHERE sample_id = ?", (STANDING,))}
            new = [one for one in chosen if one.document_id not in known]
            if db.execute("SELECT 1 FROM samples WHERE sample_id = ?", (STANDING,)).fetchone() is None:
                self._insert(db, STANDING, 0, STANDING, seen, rates)
            db.execute("UPDATE samples SET lot_size = ?, rates = ? WHERE sample_id = ?", (seen, json.dumps(dict(rates)), STANDING))
            _add(db, STANDING, new, len(known))
        return self.sample(STANDING), len(new)

    def samples(self) -> list[Sample]:
        """Every sample, the oldest first."""
        return [sample_of(row) for row in self._db.rows(f"{_SAMPLE} ORDER BY number")]

    def sample(self, sample_id: str) -> Sample:
        """One sample."""
        rows = self._db.rows(f"{_SAMPLE} WHERE sample_id = ?", sample_id)
        if not rows:
            raise ConfigError("there is no such sample", "`chartscan quality list` shows every sample's id.")
        return sample_of(rows[0])

    def members(self, sample_id: str) -> list[Candidate]:
        """Its documents, in the order in which they are given out."""
        self.sample(sample_id)
        return members_of(self._db.rows("SELECT * FROM members WHERE sample_id = ? ORDER BY turn", sample_id))

    def next_for(self, sample_id: str, judge: str, may_see: Callable[[str], bool] = lambda _: True) -> str | None:
        """The id of the document that this judge shall look at; None when none is left for them.

        It stays theirs for half an hour, and longer while nobody else asks; asking again gives the same and renews it. Nobody is given
        what they worked on themselves, or may not see. ConfigError for a judge without a name.
        """
        self.sample(sample_id)
        _check_name(judge)
        now = self._now().timestamp()
        with self._db.write() as db:
            for row in db.execute(
                "SELECT * FROM members LEFT JOIN judgements USING (sample_id, document_id) WHERE sample_id = ? AND judgements.at IS NULL"
                " AND (members.judge = ? OR members.lease_until <= ?) ORDER BY members.judge = ? DESC, turn",
                (sample_id, judge, now, judge),
            ).fetchall():
                if not same_person(judge, row["operator"], *json.loads(row["handled_by"])) and may_see(row["document_id"]):
                    db.execute(
                        "UPDATE members SET judge = ?, lease_until = ? WHERE sample_id = ? AND document_id = ?",
                        (judge, now + LEASE_S, sample_id, row["document_id"]),
                    )
                    return str(row["document_id"])
        return None

    def judge(self, judgement: Judgement) -> None:
        """Keep what a judge found; final, the same once more changes nothing.

        ClaimLost where the document is not the judge's (any more), or was judged already. ConfigError for a field or note code that is
        none, and for a document that is not in the sample. `at` is kept as given.
        """
        _check(judgement)
        key = (judgement.sample_id, judgement.document_id)
        values = (judgement.judge, judgement.at, json.dumps(judgement.wrong), judgement.note_code)
        with self._db.write() as db:
            member = db.execute("SELECT judge FROM members WHERE sample_id = ? AND document_id = ?", key).fetchone()
            if member is None:
                raise ConfigError("the document is not in this sample", "Judge what `next_for` gives.")
            known = db.execute("SELECT * FROM judgements WHERE sample_id = ? AND document_id = ?", key).fetchone()
            if known is not None and (known["judge"], known["wrong"], known["note_code"]) == (values[0], *values[2:]):
                return
            if known is not None or member["judge"] != judgement.judge:
                raise ClaimLost(f"document {judgement.document_id}: it was judged already, or is with another judge")
            db.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?)", (*key, *values))

    def verdict(self, sample_id: str) -> Verdict:
        """Accepted, rejected or open (measured, for one by rates), with the counts."""
        sample = self.sample(sample_id)
        (row,) = self._db.rows("SELECT count(*) AS judged, total(wrong <> '[]') AS wrong FROM judgements WHERE sample_id = ?", sample_id)
        judged, wrong, left = row["judged"], int(row["wrong"]), sample.size - row["judged"]
        if sample.plan is not None and wrong >= sample.plan.reject:
            return Verdict("rejected", judged, wrong, left)
        if left > 0 or not sample.size:
            return Verdict("open", judged, wrong, left)
        return Verdict("measured" if sample.plan is None else "accepted", judged, wrong, left)

    def judged(self, sample_id: str | None = None) -> list[Judged]:
        """Every judgement of a sample with its document; without an id of all samples, of each document only the latest."""
        select = "SELECT *, judgements.judge AS judged_by FROM members JOIN judgements USING (sample_id, document_id)"
        if sample_id is not None:
            self.sample(sample_id)
            return judged_of(self._db.rows(f"{select} WHERE sample_id = ? ORDER BY turn", sample_id))
        latest = {one.candidate.document_id: one for one in judged_of(self._db.rows(f"{select} ORDER BY at, sample_id"))}
        return [latest[document_id] for document_id in sorted(latest)]

    def past_lots(self, scope: str, aql: float) -> list[PastLot]:
        """The lots of a series that are decided, for the switching rules, the oldest first."""
        series = [one for one in self.samples() if one.plan is not None and one.scope == scope and one.plan.aql == aql]
        decided = [(one.plan, self.verdict(one.sample_id)) for one in series]
        return [PastLot(plan, verdict.wrong) for plan, verdict in decided if plan is not None and verdict.state != "open"]

    def _insert(self, db: sqlite3.Connection, sample_id: str, seed: int, scope: str, lot_size: int, how: Plan | Rates) -> None:
        at = self._now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        plan, rates = (json.dumps(asdict(how)), "{}") if isinstance(how, Plan) else (None, json.dumps(dict(how)))
        db.execute(
            "INSERT INTO samples (sample_id, drawn_at, seed, scope, lot_size, plan, rates) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (sample_id, at, seed, scope, lot_size, plan, rates),
        )


def _add(db: sqlite3.Connection, sample_id: str, chosen: Sequence[Candidate], turn: int = 0) -> None:
    db.executemany(
        "INSERT INTO members (sample_id, document_id, turn, revision, station, operator, type_code, handled_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (sample_id, one.document_id, at, one.revision, one.station, one.operator, one.type_code, json.dumps(one.handled_by))
            for at, one in enumerate(chosen, turn)
        ],
    )


def _check_name(judge: str) -> None:
    if not judge.strip():
        raise ConfigError("a judge has no name", "Name who judges: nobody may judge their own work.")


def _check(judgement: Judgement) -> None:
    _check_name(judgement.judge)
    if len(set(judgement.wrong)) < len(judgement.wrong) or not set(judgement.wrong) <= set(FIELDS):
        raise ConfigError("a field that is judged wrong is none, or stands twice", f"Allowed: {', '.join(FIELDS)}.")
    if not _NOTE.fullmatch(judgement.note_code):
        raise ConfigError(
            "the note code can't be used", "A code has up to 40 small letters, figures and _; notes in free words are not kept."
        )
