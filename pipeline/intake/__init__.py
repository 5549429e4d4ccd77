"""Drop folders and named paths -> arrivals."""

from pipeline.intake.complete import complete
from pipeline.intake.moves import CannotMove, Replaced, free, move_to, note_of, sync_folders, write_reason
from pipeline.intake.names import key_of, path_of, printable
from pipeline.intake.scan import DONE, QUARANTINE, Candidate, Dropped, FileState, find_files
from pipeline.intake.settings import FolderSettings, IntakeSettings
from pipeline.intake.settle import Settler
from pipeline.intake.wakeup import Wakeup
from pipeline.intake.writer import ignore_lease_breaks, is_open_for_writing

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
    "complete",
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
