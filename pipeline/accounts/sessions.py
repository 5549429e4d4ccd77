"""Signing in, and staying in for a while."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Sequence

from pipeline.accounts import passwords
from pipeline.accounts.database import Database
from pipeline.accounts.people import Session, SignedIn, SignInRefused, User
from pipeline.accounts.settings import AccountsSettings
from pipeline.accounts.users import user_of

_TOUCH_S = 30.0  # how often a session's last use is written down
_LIVE = "SELECT * FROM sessions JOIN users USING (name) WHERE disabled = 0 AND last_seen_at >= ? AND created_at >= ?"


class Sessions:
    """Who is signed in."""

    def __init__(self, database: Database, settings: AccountsSettings, hasher: passwords.Hasher, clock: Callable[[], float]) -> None:
        self._db = database
        self._settings = settings
        self._hasher = hasher
        self._clock = clock
        self._nobodys = hasher.hash(secrets.token_urlsafe())  # verified for names that don't exist, so that they take as long

    def sign_in(self, name: str, password: str, code: str | None, origin: str) -> SignedIn:
        """A new session, or SignInRefused."""
        row = self._db.row("SELECT * FROM users WHERE name = ?", name)
        kept = row["password"] if row is not None else None
        right = passwords.is_right(self._hasher, kept or self._nobodys, password) and kept is not None
        if row is None:
            self._failed(None)
            raise SignInRefused("wrong")
        if row["locked_until"] > self._clock():
            self._failed(None)
            raise SignInRefused("locked")
        if not right:
            self._failed(name)
            raise SignInRefused("wrong")
        if row["disabled"]:
            raise SignInRefused("disabled")
        if row["totp"]:
            self._check_code(row, code)
        if self._hasher.check_needs_rehash(row["password"]):
            with self._db.write() as db:
                db.execute("UPDATE users SET password = ? WHERE name = ?", (self._hasher.hash(password), name))
        return self._begin(row, origin)

    def sign_in_from(self, subject: str, display: str, claimed: Sequence[str], origin: str) -> SignedIn:
        """A person whom the OpenID provider vouches for; the first role of the settings that their groups give.

        Who comes for the first time gets an account; a role that changed over there changes here.
        """
        role = next((role for group, role in self._settings.oidc_roles.items() if group in claimed), None)
        if role is None:
            raise SignInRefused("no_role")
        with self._db.write() as db:
            known = db.execute("SELECT * FROM users WHERE subject = ?", (subject,)).fetchone()
            if known is None:
                name = f"sso-{hashlib.sha256(subject.encode()).hexdigest()[:12]}"
                db.execute("INSERT INTO users (name, display, role, subject) VALUES (?, ?, ?, ?)", (name, display or name, role, subject))
            else:
                db.execute("UPDATE users SET role = ? WHERE subject = ?", (role, subject))
            row = db.execute("SELECT * FROM users WHERE subject = ?", (subject,)).fetchone()
        if row["disabled"]:
            raise SignInRefused("disabled")
        return self._begin(row, origin)

    def session(self, token: str, touch: bool = True) -> Session | None:
        """The live session of a cookie's token; looking it up keeps it alive, without `touch` it does not."""
        idle, age = self._limits()
        row = self._db.row(f"{_LIVE} AND token = ?", idle, age, _hashed(token))
        if row is None:
            return None
        now = self._clock()
        if touch and now - row["last_seen_at"] > _TOUCH_S:
            with self._db.write() as db:
                db.execute("UPDATE sessions SET last_seen_at = ? WHERE token = ?", (now, row["token"]))
        return _session(row)

    def sign_out(self, token: str) -> None:
        """End the session."""
        with self._db.write() as db:
            db.execute("DELETE FROM sessions WHERE token = ?", (_hashed(token),))

    def all(self) -> list[Session]:
        """Every live session, the newest first."""
        return [_session(row) for row in self._db.rows(f"{_LIVE} ORDER BY created_at DESC", *self._limits())]

    def of(self, name: str) -> list[Session]:
        """A person's live sessions, the newest first."""
        return [one for one in self.all() if one.user.name == name]

    def revoke(self, session_id: str) -> bool:
        """End somebody's session; False when it is over already."""
        with self._db.write() as db:
            return db.execute("DELETE FROM sessions WHERE session_id = ?", (session_id,)).rowcount > 0

    def revoke_all(self, name: str) -> int:
        """End every session of a person; how many."""
        with self._db.write() as db:
            return db.execute("DELETE FROM sessions WHERE name = ?", (name,)).rowcount

    def _limits(self) -> tuple[float, float]:
        now = self._clock()
        return now - 60 * self._settings.idle_minutes, now - 3600 * self._settings.session_hours

    def _check_code(self, row: sqlite3.Row, code: str | None) -> None:
        if not code:
            raise SignInRefused("code_needed")
        step = passwords.matching_step(row["totp"], code, self._clock(), row["totp_step"])
        if step is None:
            self._failed(row["name"])
            raise SignInRefused("code_wrong")
        with self._db.write() as db:
            taken = db.execute("UPDATE users SET totp_step = ? WHERE name = ? AND totp_step < ?", (step, row["name"], step))
            if not taken.rowcount:  # somebody used it in this very moment
                raise SignInRefused("code_wrong")

    def _failed(self, name: str | None) -> None:
        """Counted; for None somebody's row is written as it is, so that the time does not tell which names there are."""
        until = self._clock() + 60 * self._settings.lockout_minutes
        with self._db.write() as db:
            if name is None:
                db.execute("UPDATE users SET failures = failures WHERE name = (SELECT min(name) FROM users)")
                return
            db.execute("UPDATE users SET failures = failures + 1 WHERE name = ?", (name,))
            db.execute(
                "UPDATE users SET failures = 0, locked_until = ? WHERE name = ? AND failures >= ?",
                (until, name, self._settings.lockout_attempts),
            )

    def _begin(self, row: sqlite3.Row, origin: str) -> SignedIn:
        token, now = secrets.token_urlsafe(32), self._clock()
        session = Session(secrets.token_hex(8), user_of(row), secrets.token_urlsafe(32), now, now, origin)
        idle, age = self._limits()
        with self._db.write() as db:
            db.execute("UPDATE users SET failures = 0, locked_until = 0 WHERE name = ?", (row["name"],))
            db.execute("DELETE FROM sessions WHERE last_seen_at < ? OR created_at < ?", (idle, age))
            db.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_hashed(token), session.session_id, row["name"], session.csrf, now, now, origin),
            )
        return SignedIn(token, session)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _session(row: sqlite3.Row) -> Session:
    user: User = user_of(row)
    return Session(row["session_id"], user, row["csrf"], row["created_at"], row["last_seen_at"], row["origin"])
