"""Drop folders and named paths -> arrivals."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.intake.moves import CannotMove, Replaced, free, move_to, note_of, sync_folders, write_reason
    from pipeline.intake.names import key_of, path_of, printable
    from pipeline.intake.scan import DONE, QUARANTINE, Candidate, Dropped, FileState, find_files
    from pipeline.intake.settings import FolderSettings, IntakeSettings
    from pipeline.intake.settle import Settler
    from pipeline.intake.wakeup import Wakeup
    from pipeline.intake.writer import ignore_lease_breaks, is_open_for_writing
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "moves": "CannotMove Replaced free move_to note_of sync_folders write_reason",
            "names": "key_of path_of printable",
            "scan": "DONE QUARANTINE Candidate Dropped FileState find_files",
            "settings": "FolderSettings IntakeSettings",
            "settle": "Settler",
            "wakeup": "Wakeup",
            "writer": "ignore_lease_breaks is_open_for_writing",
        },
    )

__all__ = [
    "DONE",
    "QUARANTINE",
    "Candidate",
    "CannotMove",
    "Dropped",
    "FileState",
    "FolderSettings",
    "IntakeSettings",
    "Replaced",
    "Settler",
    "Wakeup",
    "find_files",
    "free",
    "ignore_lease_breaks",
    "is_open_for_writing",
    "key_of",
    "move_to",
    "note_of",
    "path_of",
    "printable",
    "sync_folders",
    "write_reason",
]
