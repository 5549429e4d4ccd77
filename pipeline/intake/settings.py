"""What is taken from a drop folder, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ready = Literal["none", "companion", "rename"]


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """One drop folder that needs something of its own."""

    path: str
    station: str = ""  # "" takes the name of the sub-folder that a file lies in
    urgent: bool = False  # whether its files are read before all others
    events: bool = True  # false for a share (SMB, NFS): it sends no events for what others write, and may be away
    poll_seconds: float = 0.0  # 0 takes that of [intake]
    quiet_seconds: float = 0.0  # 0 takes that of [intake]
    ready: Ready = "none"  # how the station tells that a file is whole


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """When a file is taken, and which files never are."""

    quiet_seconds: float = 5.0  # a file must not have changed for so long
    empty_seconds: float = 60.0  # a file of no bytes is given so long to fill, then it goes to quarantine
    incomplete_seconds: float = 300.0  # a file whose end is missing is given so long, then it is taken as it is
    open_seconds: float = 3600.0  # a file that a program still holds open for writing is given so long, then it is taken as it is
    late_seconds: float = 600.0  # a file that is written to so soon after it went to done/ comes back and is taken again
    poll_seconds: float = 10.0  # every so often the folders are looked at even when no event came (shares send none)
    least_free_mb: int = 1024  # megabytes free where the home folder stands; with less nothing is taken until there are more again
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
    # drop folders that need something of their own, each with [[intake.folders]]
    folders: tuple[FolderSettings, ...] = ()
