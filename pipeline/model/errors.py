"""The error tree. `run` reads exit code, disposition and advice, and needs no other branching.

PipelineError
├ ConfigError · ToolMissing · SyncFailed                             stop
├ InputRejected: Unreadable, Encrypted, TooLarge, Empty, UnknownFormat   quarantine
├ StageFailed: EngineCrashed, EngineTimeout, OutOfMemory              retry, then quarantine
├ Unavailable: IndexDown, DiskFull, StoreDown                         retry with backoff
├ IndexRejected                                                      quarantine
├ DecisionRefused                                                    stop
└ ClaimLost                                                          drop: another worker owns it

A message names files, pages and stages, never what stands on a page.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar


class Disposition(Enum):
    """What becomes of the work at hand when an error is raised."""

    STOP = "stop"
    QUARANTINE = "quarantine"
    RETRY_THEN_QUARANTINE = "retry_then_quarantine"
    RETRY_LATER = "retry_later"
    DROP = "drop"


class PipelineError(Exception):
    """The root. `code` is the stable cause that status and quarantine count by; `advice` is what a person can do."""

    exit_code: ClassVar[int] = 1
    disposition: ClassVar[Disposition] = Disposition.STOP
    code: ClassVar[str] = "error"
    default_advice: ClassVar[str] = ""

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = self.default_advice if advice is None else advice

    def __reduce__(self) -> tuple[type[PipelineError], tuple[str, str]]:
        return type(self), (self.message, self.advice)


class ConfigError(PipelineError):
    """The settings or arguments can't be used."""

    exit_code = 2
    code = "config"
    default_advice = "Correct the setting that the message names; config/default.toml shows every setting with its meaning."


class ToolMissing(PipelineError):
    """A program, model or library that the work needs is not installed."""

    code = "tool_missing"
    default_advice = "Run `chartscan doctor`: it names what is missing and the command that installs it."


class SyncFailed(PipelineError):
    """The disk did not take what was written; what it would say to another fsync could not be believed."""

    code = "sync_failed"
    default_advice = (
        "The disk or share failed to make a write durable, so the program stopped. Look at the system's log (dmesg), mend the disk, "
        "start again: what was acknowledged is kept, the rest is done again."
    )


class InputRejected(PipelineError):
    """The file itself can't be taken; trying again changes nothing until the file is changed."""

    disposition = Disposition.QUARANTINE
    exit_code = 3
    code = "rejected"


class Unreadable(InputRejected):
    """Damaged or truncated."""

    code = "unreadable"
    default_advice = "The file is damaged or was cut off. Scan or export it again."


class Encrypted(InputRejected):
    """Protected by a password."""

    code = "encrypted"
    default_advice = "Remove the password (print it to a new PDF, or save without security) and drop the file again."


class TooLarge(InputRejected):
    """Over a limit on bytes, pages or pixels."""

    code = "too_large"
    default_advice = "Scan at 300 dpi, or split the file; the limits are under [pages] in the settings."


class Empty(InputRejected):
    """No bytes, or no pages."""

    code = "empty"
    default_advice = "The file holds nothing. Scan it again and check the scanner's disk space."


class UnknownFormat(InputRejected):
    """Not a PDF, TIFF, JPEG or PNG, whatever its name says."""

    code = "unknown_format"
    default_advice = "Save it as PDF, TIFF, JPEG or PNG and drop it again."


class StageFailed(PipelineError):
    """A stage could not answer; another try may succeed."""

    disposition = Disposition.RETRY_THEN_QUARANTINE
    exit_code = 3
    code = "stage_failed"
    default_advice = "It was tried again without success. `chartscan quarantine retry` tries once more; tell support the file's id."


class EngineCrashed(StageFailed):
    """The recognition engine died."""

    code = "engine_crashed"


class EngineTimeout(StageFailed):
    """The recognition engine took longer than its limit."""

    code = "engine_timeout"


class OutOfMemory(StageFailed):
    """The page needed more memory than there is."""

    code = "out_of_memory"


class Unavailable(PipelineError):
    """Something outside the file is away for now."""

    disposition = Disposition.RETRY_LATER
    code = "unavailable"


class IndexDown(Unavailable):
    """The index does not answer."""

    code = "index_down"
    default_advice = "Nothing is lost: documents are indexed when the index is back."


class DiskFull(Unavailable):
    """No space left where the home folder stands."""

    code = "disk_full"
    default_advice = "Free space on the disk that holds the home folder, then start again; nothing is lost."


class StoreDown(Unavailable):
    """The store can't be read or written."""

    code = "store_down"
    default_advice = "Check that the home folder is mounted and writable."


class IndexRejected(PipelineError):
    """The index refused a record for what is in it."""

    disposition = Disposition.QUARANTINE
    exit_code = 3
    code = "index_rejected"


class DecisionRefused(PipelineError):
    """What a person decided can't be done so; nothing was changed."""

    code = "decision_refused"
    default_advice = "Look at the document again: it may have changed since the page was opened."


class ClaimLost(PipelineError):
    """Another worker owns this arrival now."""

    disposition = Disposition.DROP
    exit_code = 0
    code = "claim_lost"
