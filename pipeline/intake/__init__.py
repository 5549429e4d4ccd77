"""Drop folders and named paths -> arrivals."""

from pipeline.intake.complete import complete
from pipeline.intake.moves import move_to, write_reason
from pipeline.intake.scan import DONE, QUARANTINE, Candidate, find_files
from pipeline.intake.settings import IntakeSettings
from pipeline.intake.settle import Settler
from pipeline.intake.wakeup import Wakeup

__all__ = ["DONE", "QUARANTINE", "Candidate", "IntakeSettings", "Settler", "Wakeup", "complete", "find_files", "move_to", "write_reason"]
