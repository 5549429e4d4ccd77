"""Files that only their owner may read."""

from __future__ import annotations

import os
from pathlib import Path


def make_private(path: Path) -> None:
    """An empty file of mode 0600, unless there is one already. OSError when it can't be made.

    A file that is there is never opened: closing it again would drop the locks that this process's other connections to the same
    SQLite database hold (SQLite, How To Corrupt An SQLite Database File, 2.2), and another process would take its journal away.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
