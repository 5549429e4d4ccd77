"""What is taken from a drop folder, and when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """When a file is taken, and which files never are."""

    quiet_seconds: float = 5.0  # a file must not have changed for so long
    empty_seconds: float = 60.0  # a file of no bytes is given so long to fill, then it goes to quarantine
    incomplete_seconds: float = 300.0  # a file whose end is missing is given so long, then it is taken as it is
    poll_seconds: float = 10.0  # every so often the folders are looked at even when no event came (shares send none)
    # names (shell patterns) of other programs' part files and litter
    ignore: tuple[str, ...] = (
        ".*",
        "~$*",
        "*~",
        "*.part",
        "*.partial",
        "*.tmp",
        "*.temp",
        "*.crdownload",
        "*.filepart",
        "Thumbs.db",
        "desktop.ini",
        "*.expected.json",
        "*.reason.txt",
    )
