"""The accounts themselves."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from typing import cast

from pipeline.accounts import passwords
from pipeline.accounts.database import Database
from pipeline.accounts.people import ROLES, Role, User
from pipeline.model.errors import ConfigError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


class Users:
    """Adding, changing and listing accounts; ConfigError says what can't be done."""

    def __init__(self, database: Database, hasher: passwords.Hasher, least_password: int, clock: Callable[[], float]) -> None:
        self._db = database
        self._clock = clock
        self._hasher = hasher
        self._least = least_password

    def add(
        self, name: str, display: str, role: str, password: str | None, clearances: Iterable[str] = (), subject: str | None = None
    ) -> User:
        """A new account; without a password only single sign-on opens it."""
        if not _NAME.fullmatch(name):
            raise ConfigError("an account's name has letters, figures and . _ @ - only, at most 64", "Take the person's short name.")
        self._check_role(role)
        kept = None
        if password is not None:
            passwords.check_new(password, name, self._least)
            kept = self._hasher.hash(password)
        try:
            with self._db.write() as db:
                db.execute(
                    "INSERT INTO users (name, display, role, password, clearances, subject) VALUES (?, ?, ?, ?, ?, ?)",
                    (name, display or name, role, kept, json.dumps(sorted(set(clearances))), subject),
                )
        except sqlite3.IntegrityError:
            raise ConfigError(f"there is an account {name} already", "`chartscan users list` shows them.") from None
        return self.get(name)

    def get(self, name: str) -> User:
        """One account. ConfigError when there is none."""
        row = self._db.row("SELECT * FROM users WHERE name = ?", name)
        if row is None:
            raise ConfigError(f"there is no account {name}", "`chartscan users list` shows them.")
        return user_of(row)

    def all(self) -> list[User]:
        """Every account, by name."""
        return [user_of(row) for row in self._db.rows("SELECT * FROM users ORDER BY name")]

    def set_password(self, name: str, password: str, must_change: bool = False) -> None:
        """Another password; whoever is signed in under that name is signed out."""
        self.get(name)
        passwords.check_new(password, name, self._least)
        kept = self._hasher.hash(password)
        self._change(name, "password = ?, must_change = ?, failures = 0, locked_until = 0", kept, int(must_change))

    def change_password(self, name: str, old: str, new: str) -> None:
        """By the person, who knows the old one."""
        row = self._db.row("SELECT password FROM users WHERE name = ?", name)
        if row is None or not row["password"] or not passwords.is_right(self._hasher, row["password"], old):
            raise ConfigError("the old password is not right", "Ask an administrator for a new one if it is forgotten.")
        if old == new:
            raise ConfigError("that is the old password", "Take another one.")
        self.set_password(name, new)

    def set_role(self, name: str, role: str) -> None:
        """Another role, at the next sign-in."""
        self.get(name)
        self._check_role(role)
        self._change(name, "role = ?", role)

    def set_clearances(self, name: str, clearances: Iterable[str]) -> None:
        """The categories of restricted documents that the person may see from now on."""
        self.get(name)
        with self._db.write() as db:
            db.execute("UPDATE users SET clearances = ? WHERE name = ?", (json.dumps(sorted(set(clearances))), name))

    def disable(self, name: str, disabled: bool = True) -> None:
        """Nobody gets in under that name, or they may again."""
        self.get(name)
        self._change(name, "disabled = ?", int(disabled))

    def unlock(self, name: str) -> None:
        """Before the lockout ends by itself."""
        self.get(name)
        with self._db.write() as db:
            db.execute("UPDATE users SET failures = 0, locked_until = 0 WHERE name = ?", (name,))

    def begin_totp(self, name: str) -> tuple[str, str]:
        """A new secret and the address that makes its QR code; it counts once `confirm_totp` has seen a code of it."""
        self.get(name)
        secret = passwords.new_secret()
        with self._db.write() as db:
            db.execute("UPDATE users SET totp_pending = ? WHERE name = ?", (secret, name))
        return secret, passwords.enrolment(secret, name)

    def confirm_totp(self, name: str, code: str) -> None:
        """From now on a code is asked for."""
        row = self._db.row("SELECT totp_pending FROM users WHERE name = ?", name)
        step = passwords.matching_step(row["totp_pending"], code, self._clock(), 0) if row and row["totp_pending"] else None
        if step is None:
            raise ConfigError("that is not the code that the telephone shows", "Look at its clock; a code is valid for half a minute.")
        with self._db.write() as db:
            db.execute("UPDATE users SET totp = totp_pending, totp_pending = NULL, totp_step = ? WHERE name = ?", (step, name))

    def remove_totp(self, name: str) -> None:
        """No code is asked for any more: for a lost telephone."""
        self.get(name)
        with self._db.write() as db:
            db.execute("UPDATE users SET totp = NULL, totp_pending = NULL WHERE name = ?", (name,))

    def _change(self, name: str, what: str, *values: object) -> None:
        """A change after which the person has to sign in again."""
        with self._db.write() as db:
            db.execute(f"UPDATE users SET {what} WHERE name = ?", (*values, name))  # noqa: S608  # `what` is a constant of this file
            db.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def _check_role(self, role: str) -> None:
        if role not in ROLES:
            raise ConfigError(f"there is no role {role}", f"Roles: {', '.join(ROLES)}.")


def user_of(row: sqlite3.Row) -> User:
    """A row as the model's type."""
    return User(
        row["name"],
        row["display"],
        cast("Role", row["role"]),
        bool(row["disabled"]),
        row["totp"] is not None,
        row["subject"] is not None,
        frozenset(json.loads(row["clearances"])),
        bool(row["must_change"]),
    )
