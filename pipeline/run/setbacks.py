"""Pages that could not be read: which of them are tried again later, and when the whole file is given up."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.codec import encode, failure_in
from pipeline.model.errors import EngineCrashed, EngineTimeout, OutOfMemory, PipelineError, StageFailed
from pipeline.model.types import PageFailed
from pipeline.run.workers.minding import Result

# What may be the machine's fault: little memory, another program that takes it all. A page that hangs would hang again.
_TRANSIENT: dict[str, tuple[type[StageFailed], str]] = {
    EngineCrashed.code: (EngineCrashed, "the worker process died"),
    OutOfMemory.code: (OutOfMemory, "out of memory"),
}
_IN_A_ROW = 3  # pages that kill or hang their worker, after which the file is given up; pages that were read are kept
_LEAST, _ONE_IN = 3, 5  # so it is when there are so many of them, and more than one in five of the pages looked at
_SPLIT = "The file makes the reader hang or crash. Print it to a new PDF or scan it again; `chartscan quarantine retry` tries once more."


def recorded(page: int, result: Result) -> bytes:
    """A worker's answer as it is kept: a page that failed is a result too."""
    if isinstance(result, PipelineError):
        return encode(PageFailed(page, "pages", result.code))
    assert isinstance(result, bytes)
    return result


@dataclass
class Setbacks:
    """Of one file under way."""

    looked_at: int = 0  # pages
    deadly: set[int] = field(default_factory=set)  # pages that killed or hung their worker
    later: dict[int, PageFailed] = field(default_factory=dict)  # pages to be tried again later

    def note(self, page: int, result: Result) -> PageFailed | None:
        """What a page failed of, None when it was read. EngineCrashed or EngineTimeout when the file is to be given up."""
        self.looked_at += 1
        if isinstance(result, EngineCrashed | EngineTimeout):
            self.deadly.add(page)
            if self._hopeless(page):
                raise type(result)(f"{result.message}; so did {len(self.deadly) - 1} pages before it", _SPLIT)
        failed = failure_in(recorded(page, result))
        if failed is not None and failed.reason in _TRANSIENT:
            self.later[page] = failed
        return failed

    def cause(self) -> StageFailed:
        """Why pages are tried again later."""
        page, failed = min(self.later.items())
        error, words = _TRANSIENT[failed.reason]
        more = f"; {len(self.later) - 1} more pages failed" if len(self.later) > 1 else ""
        return error(f"page {page}: {failed.stage}: {words}{more}")

    def _hopeless(self, page: int) -> bool:
        first = last = page
        while first - 1 in self.deadly:
            first -= 1
        while last + 1 in self.deadly:
            last += 1
        return last - first + 1 >= _IN_A_ROW or (len(self.deadly) >= _LEAST and len(self.deadly) * _ONE_IN > self.looked_at)
