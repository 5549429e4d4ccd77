"""The room's front: accounts, sessions, restrictions over one file."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pipeline.accounts.database import Database
from pipeline.accounts.passwords import Hasher, default_hasher
from pipeline.accounts.people import Hidden, User
from pipeline.accounts.restrictions import Restrictions
from pipeline.accounts.sessions import Sessions
from pipeline.accounts.settings import AccountsSettings
from pipeline.accounts.users import Users


class Accounts:
    """Opens or creates the file at `path`; its parts are `users`, `sessions` and `restrictions`. Any thread may use it."""

    def __init__(
        self, path: Path, settings: AccountsSettings, clock: Callable[[], float] = time.time, hasher: Hasher | None = None
    ) -> None:
        self._db = Database(path)
        hasher = hasher or default_hasher()
        self.users = Users(self._db, hasher, settings.least_password, clock)
        self.sessions = Sessions(self._db, settings, hasher, clock)
        self.restrictions = Restrictions(self._db, settings.break_glass_minutes, clock)

    def hidden_from(self, user: User) -> Hidden:
        """What the person may not see."""
        return self.restrictions.hidden_from(user)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
