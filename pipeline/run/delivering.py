"""Documents, and files as they came: as a searchable PDF, and as pictures of how they were read; made by a confined process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.model.codec import decode
from pipeline.model.durable import replace_durably
from pipeline.model.errors import ConfigError, DiskFull, EngineCrashed, InputRejected, PipelineError, StageFailed
from pipeline.model.types import PageFailed, PageText
from pipeline.run.home import Home
from pipeline.run.whole_files import arrival_named
from pipeline.run.workers.minding import Child, Role
from pipeline.run.workers.pool import SCRATCH

_PAGE_S = 5.0  # seconds that a page of a PDF may take, besides those that one page may
_Ask = Callable[[tuple[Any, ...], float], bytes | int]
_UNREAD = "Nothing was read on it: settle its document by eye, or scan it again."
_UNDRAWN = "`chartscan verify` tells whether the stored file is whole."
_PIECE = 1 << 26  # bytes that are fetched at once


@dataclass(frozen=True, slots=True)
class _Pages:
    """What is handed out: a document, or pages of a file as it came."""

    title: str
    arrival_id: str
    sha256: str
    received_at: str
    numbers: Sequence[int]


def deliver_pdf(home: Home, name: str, out: Path, only: Sequence[int] = ()) -> int:
    """Write a document, or a file as it came in, as a searchable PDF, whole or not at all; how many pages. ConfigError when there is no
    such document or file, or it lacks one of the pages `only`; what reading the file raises in a confined process, it raises here.
    """
    wanted = _wanted(home, name, only)
    texts = [text for text, _ in _texts(home, wanted)]
    with _confined(home) as ask, whole(out) as part, part.open("wb") as file:
        seconds = home.settings.run.page_timeout_s + _PAGE_S * len(texts)
        size = ask(("pdf", _source(home, wanted), texts, wanted.title, wanted.received_at), seconds)
        assert isinstance(size, int)
        for start in range(0, size, _PIECE):
            piece = ask(("piece", start, _PIECE), seconds)
            assert isinstance(piece, bytes)
            file.write(piece)
    return len(texts)


def deliver_pictures(home: Home, name: str, folder: Path) -> list[Path]:
    """A contact sheet for each page, page-001.png and so on; the files.

    A page that failed is shown as it was scanned, with the reason; so is one that fails now. ConfigError as `deliver_pdf`.
    """
    wanted = _wanted(home, name)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskFull(f"{folder}: {error.strerror}", "Choose another place for --pictures.") from None
    with _confined(home) as ask:
        for text, failure in _texts(home, wanted):
            sheet = _sheet(ask, _source(home, wanted), text, failure, home.settings.run.page_timeout_s)
            path = folder / f"page-{text.number:03}.png"
            with whole(path) as part:
                part.write_bytes(sheet)
            written.append(path)
    return written


def _sheet(ask: _Ask, source: Path, text: PageText, failure: str, seconds: float) -> bytes:
    """As much of the page as can be drawn."""
    requests: list[Callable[[str], tuple[Any, ...]]] = [
        lambda note: ("sheet", source, text, note),
        lambda note: ("scan", source, text.number, note),
        lambda note: ("note", text.number, note),
    ]
    note = f"{failure}. {_UNREAD}" if failure else ""
    for request in requests[1:] if failure else requests:
        try:
            sheet = ask(request(note), seconds)
        except (StageFailed, InputRejected) as error:
            note = note or f"FAILED when it was drawn: {error.message}. {_UNDRAWN}"
        else:
            assert isinstance(sheet, bytes)
            return sheet
    raise EngineCrashed(f"page {text.number} can't be drawn", "Try again when the machine has more memory to spare.")


@contextmanager
def _confined(home: Home) -> Iterator[_Ask]:
    """A confined process that is asked, with how many seconds it may take; it ends with the block."""
    settings = home.settings.run
    role = Role(
        start="pipeline.run.workers.deliverer:start",
        arguments=(home.settings,),
        serve="pipeline.run.workers.deliverer:serve",
        readable=((home.folder / "store").absolute(),),
        memory_mb=settings.worker_memory_mb,
        requests=sys.maxsize,
        confined=settings.confine,
    )
    child = Child(role, home.folder / SCRATCH)

    def ask(request: tuple[Any, ...], seconds: float) -> bytes | int:
        answer = child.ask(request, seconds)
        if isinstance(answer, PipelineError):
            raise answer
        return answer

    try:
        yield ask
    finally:
        child.end()


def _source(home: Home, wanted: _Pages) -> Path:
    return home.store.path(wanted.sha256).absolute()


def _wanted(home: Home, name: str, only: Sequence[int] = ()) -> _Pages:
    record = home.ledger.documents.get(name)
    if record is not None:
        source = record["source"]
        found = _Pages(f"Document {name}", record["arrival_id"], source["sha256"], source["received_at"], source["pages"])
    else:
        arrival = arrival_named(home, name)
        numbers = sorted(home.ledger.arrivals.pages_done(arrival.arrival_id))
        found = _Pages(f"File {arrival.arrival_id}", arrival.arrival_id, arrival.sha256, arrival.received_at, numbers)
    if not found.numbers or not set(only) <= set(found.numbers):
        raise ConfigError("not every page asked for was read", "`chartscan show` with the same name says which pages there are.")
    return replace(found, numbers=only) if only else found


def _texts(home: Home, wanted: _Pages) -> Iterator[tuple[PageText, str]]:
    """What was read on each of the pages; a page that failed has no words, and the note says so."""
    done = home.ledger.arrivals.pages_done(wanted.arrival_id)
    for number in wanted.numbers:
        result = decode(home.store.read(done[number]))
        if isinstance(result, PageFailed):
            yield PageText(number, (), 0.0, 0, 0.0, False, 0, 0, "failed"), f"FAILED in {result.stage}: {result.reason}"
        else:
            yield result.page, ""


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A path beside the target that becomes it when all went well."""
    part = target.with_name(f".{target.name}.part")
    try:
        yield part
        replace_durably(part, target, target.name)
    except OSError as error:
        raise DiskFull(f"{target}: {error.strerror}", "Choose another place for it, or make room.") from None
    finally:
        part.unlink(missing_ok=True)
