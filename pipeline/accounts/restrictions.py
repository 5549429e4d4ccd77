"""What only some may see, and the glass that is broken when it must be seen all the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Literal, cast

from pipeline.accounts.database import Database
from pipeline.accounts.people import Grant, Hidden, Restriction, User
from pipeline.model.errors import ConfigError

LEAST_REASON = 10  # characters


class Restrictions:
    """Restricted types and patients; grants of break-glass."""

    def __init__(self, database: Database, minutes: int, clock: Callable[[], float]) -> None:
        self._db = database
        self._minutes = minutes
        self._clock = clock

    def restrict_type(self, code: str, category: str, why: str, who: str) -> None:
        """Documents of this type are for those with the category's clearance."""
        self._restrict("type", code, (), category, why, who)

    def restrict_patient(self, mpi_id: str, mrns: Sequence[str], category: str, why: str, who: str) -> None:
        """The patient's documents, under any of these MRNs, are for those with the category's clearance."""
        self._restrict("patient", mpi_id, mrns, category, why, who)

    def lift(self, restriction_id: int) -> None:
        """Open to all again. ConfigError when there is none."""
        with self._db.write() as db:
            if not db.execute("DELETE FROM restrictions WHERE id = ?", (restriction_id,)).rowcount:
                raise ConfigError(f"there is no restriction {restriction_id}", "`chartscan restrict list` shows them.")

    def all(self) -> list[Restriction]:
        """Every restriction, in the order they were made."""
        return [_restriction(row) for row in self._db.rows("SELECT * FROM restrictions ORDER BY id")]

    def hidden_from(self, user: User) -> Hidden:
        """Everything restricted but for what the person is cleared for, or has broken the glass of."""
        grants = [one for one in self.grants() if one.user == user.name]
        granted = frozenset(one.mpi_id for one in grants)
        closed = [one for one in self.all() if one.category not in user.clearances]
        patients = [one for one in closed if one.kind == "patient" and one.key not in granted]
        return Hidden(
            frozenset(one.key for one in closed if one.kind == "type"),
            frozenset(one.key for one in patients),
            frozenset(mrn for one in patients for mrn in one.mrns),
            granted,
            frozenset(mrn for one in grants for mrn in one.mrns),
        )

    def break_glass(self, user: User, mpi_id: str, mrns: Sequence[str], reason: str) -> Grant:
        """Open the patient to the person for a while; an alert waits until somebody has read it."""
        reason = reason.strip()
        if len(reason) < LEAST_REASON:
            raise ConfigError("the reason is too short", f"Say in at least {LEAST_REASON} characters why the record is needed now.")
        now = self._clock()
        values = (user.name, mpi_id, json.dumps(list(mrns)), reason[:500], now, now + 60 * self._minutes)
        with self._db.write() as db:
            made = db.execute("INSERT INTO grants (name, mpi_id, mrns, reason, at, until) VALUES (?, ?, ?, ?, ?, ?)", values).lastrowid
            return _grant(db.execute("SELECT * FROM grants WHERE id = ?", (made,)).fetchone())

    def grants(self) -> list[Grant]:
        """Those that are open now."""
        return [_grant(row) for row in self._db.rows("SELECT * FROM grants WHERE until > ? ORDER BY id", self._clock())]

    def alerts(self) -> list[Grant]:
        """Glass that was broken, the newest first, until somebody has read it."""
        return [_grant(row) for row in self._db.rows("SELECT * FROM grants WHERE seen_by IS NULL ORDER BY id DESC")]

    def acknowledge(self, grant_id: int, who: str) -> None:
        """Say that the alert was read."""
        with self._db.write() as db:
            db.execute("UPDATE grants SET seen_by = ? WHERE id = ? AND seen_by IS NULL", (who, grant_id))

    def _restrict(self, kind: str, key: str, mrns: Sequence[str], category: str, why: str, who: str) -> None:
        if not key or not category.strip():
            raise ConfigError("a restriction needs what it is of, and a category", "For example: --category part2.")
        values = (kind, key, json.dumps(list(mrns)), category.strip(), why, who, self._clock())
        with self._db.write() as db:
            db.execute("INSERT OR REPLACE INTO restrictions (kind, key, mrns, category, why, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _restriction(row: sqlite3.Row) -> Restriction:
    kind = cast("Literal['type', 'patient']", row["kind"])
    return Restriction(row["id"], kind, row["key"], tuple(json.loads(row["mrns"])), row["category"], row["why"], row["who"], row["at"])


def _grant(row: sqlite3.Row) -> Grant:
    mrns = tuple(json.loads(row["mrns"]))
    return Grant(row["id"], row["name"], row["mpi_id"], mrns, row["reason"], row["at"], row["until"], row["seen_by"])
