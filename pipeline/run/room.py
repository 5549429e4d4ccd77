"""Whether the disk that holds the home folder has room for another file."""

from __future__ import annotations

import shutil

from pipeline.model.errors import DiskFull
from pipeline.run.home import Home

_MB = 1 << 20


def check_room(home: Home, size: int = 0) -> None:
    """DiskFull when a file of that size would leave less free than the settings ask for."""
    least = home.settings.intake.least_free_mb
    if shutil.disk_usage(home.folder).free < least * _MB + size:
        what = f"a file of {size // _MB} MB waits: " if size > least * _MB else ""
        raise DiskFull(f"{what}less than {least} MB are free where the home folder stands")
