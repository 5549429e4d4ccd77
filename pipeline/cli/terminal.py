"""What a person sees: progress, tables, highlighted hits. Text of pages goes to standard output only, never to a log."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.index import Hit, SearchResults
from pipeline.model.types import Arrival

STATE_STYLE = {"filed": "green", "held": "yellow", "quarantined": "red", "waiting": "cyan"}
PLAIN_EVERY = 100  # pages between two plain progress lines
WINDOW = 60  # seconds with a page that the speed is taken over
STEP_EVERY_S = 10.0  # seconds between two plain lines of something long


def printable(text: str) -> str:
    """File names as they can be printed: undecodable bytes shown as �, control characters as ·."""
    safe = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "·" for char in safe)


class Watching:
    """A progress bar on a terminal, plain lines elsewhere; counts what became of the files.

    A service's output ends in the system's log, and a file may be named after a patient: it is told without `paths`, by arrival.
    """

    def __init__(self, console: Console, paths: bool = True) -> None:
        self.states: Counter[str] = Counter()
        self.pages = 0
        self._console = console
        self._paths = paths
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("pages, {task.fields[speed]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._left_to = ""
        self._put_off: dict[str, int] = {}  # files that are tried again later, by arrival, and how many of their pages failed
        self._failed: Counter[str] = Counter()
        self._files = self._opened = self._pages_opened = 0
        self._recent: deque[tuple[float, int]] = deque([(time.monotonic(), 0)], maxlen=WINDOW)
        self._task: TaskID = self._bar.add_task("reading", total=0, speed="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def expect(self, files: int) -> None:
        """So many files wait already."""
        self._files += files

    def arrived(self, arrival: Arrival) -> None:  # noqa: ARG002  # the listener's shape; only the count is shown
        """Count a file that came in."""
        self._files += 1
        if not self._opened:
            self._bar.update(self._task, description=f"taking in {self._files} files")

    def opened(self, arrival: Arrival, pages: int) -> None:
        """The bar grows by the file's pages; those of a file that is tried again were counted."""
        if arrival.arrival_id in self._put_off:
            self.pages -= min(pages, self._put_off[arrival.arrival_id])
            return
        self._opened += 1
        self._pages_opened += pages
        self._bar.update(self._task, total=max(self._expected(), self.pages), description="reading")

    def page(self, arrival: Arrival, seconds: float, failed: bool) -> None:  # noqa: ARG002
        """A step of the bar, or a plain line now and then."""
        self.pages += 1
        self._failed[arrival.arrival_id] += failed
        if time.monotonic() > self._recent[-1][0] + 1:
            self._recent.append((time.monotonic(), self.pages))
        self._bar.update(self._task, completed=self.pages, speed=self._speed())
        if not self._console.is_terminal and self.pages % PLAIN_EVERY == 0:
            states = ", ".join(f"{count} {state}" for state, count in sorted(self.states.items()))
            line = f"{self.pages} pages read, {sum(self.states.values())} files done"
            self._console.print(f"{line} ({states}), {self._speed()}" if states else line, highlight=False, soft_wrap=True)

    def _expected(self) -> int:
        """Pages of all files: those that are not opened yet are taken for as long as the others."""
        return round(self._pages_opened * max(self._files, self._opened) / max(self._opened, 1))

    def _speed(self) -> str:
        """Pages a minute over the last ones, and the time that the rest takes at that."""
        (then, before), now = self._recent[0], time.monotonic()
        a_second = (self.pages - before) / max(now - then, 0.001)
        left = max(self._expected() - self.pages, 0) / a_second if a_second else 0
        hours, minutes = divmod(round(left / 60), 60)
        left_in_words = f"{hours} h {minutes} min" if hours else f"{minutes} min" if minutes else "less than a minute"
        return f"{a_second * 60:.0f} pages/min, about {left_in_words} left"

    def finished(self, arrival: Arrival, state: str, why: str = "") -> None:
        """Count the state, the last one of a file that was put off; say which file could not be processed, and why."""
        if self._put_off.pop(arrival.arrival_id, None) is not None:
            self.states["waiting"] -= 1
        self.states = +self.states
        self.states[state] += 1
        failed = self._failed.pop(arrival.arrival_id, 0)
        if state == "waiting":
            self._put_off[arrival.arrival_id] = failed
        if state in {"quarantined", "waiting"}:
            named = f"{arrival.arrival_id} {arrival.path}" if self._paths else arrival.arrival_id
            self._say(state, f"{named}: {why}" if why else named)

    def refused(self, path: str, reason: str) -> None:
        """Say which file was not taken, and why."""
        self.states["refused"] += 1
        self._say("refused", f"{path}: {reason}" if self._paths else reason)

    def left_to(self, who: str) -> None:
        """Say once which process reads instead of this one."""
        if who != self._left_to:
            self._left_to = who
            self._console.print(f"{who} reads on this home and reads what was taken in; waiting for it.", highlight=False, soft_wrap=True)

    def _say(self, state: str, what: str) -> None:
        self._console.print(f"[{STATE_STYLE.get(state, 'red')}]{state}[/] {escape(printable(what))}", highlight=False, soft_wrap=True)


class Steps:
    """How far something long is: a line that renews itself on a terminal, plain lines now and then elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = console.status("")
        self._next = time.monotonic() + STEP_EVERY_S

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._status.stop()

    def __call__(self, what: str, count: int) -> None:
        """So many of these."""
        line = f"{count} {what}" if count else what
        if self._console.is_terminal:
            self._status.update(line)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + STEP_EVERY_S
            self._console.print(line, highlight=False)


def table(title: str, rows: Sequence[Sequence[str]], columns: tuple[str, ...]) -> Table:
    """A plain table; numbers stand right."""
    made = Table(*columns, title=title, title_justify="left", header_style="bold")
    for row in rows:
        made.add_row(*(escape(printable(cell)) for cell in row))
    return made


def document_text(number: int, hits: Sequence[Hit]) -> Text:
    """One document: who, what and when on the first line, then its pages that were found, each with its highlighted snippet."""
    hit = hits[0]
    who = " ".join(part for part in (hit.patient_name, f"MRN {hit.mrn}" if hit.mrn else None) if part) or "no patient"
    what = hit.document_type or "unknown type"
    when = hit.service_date or "no date"
    text = Text(f"{number:>2}. ", style="bold")
    text.append(f"{printable(who)} · {what} · {when}", style="bold")
    text.append(f"  {hit.status}", style="green" if hit.status == "filed" else "yellow")
    for place in hits:
        text.append(f"\n    {place.document_id} page {place.page}  {printable(place.source_path)}\n    ", style="dim")
        for part, marked in place.snippet:
            text.append(printable(part), style="bold black on yellow" if marked else "")
    return text


def results_text(results: SearchResults) -> list[Text]:
    """All hits, a document's pages together where its best one stands; then the counts by type and what else was perhaps meant."""
    documents: dict[str, list[Hit]] = {}
    for hit in results.hits:
        documents.setdefault(hit.document_id, []).append(hit)
    lines = [document_text(number, hits) for number, hits in enumerate(documents.values(), 1)]
    more = "" if results.total_is_exact else "at least "
    by_type = ", ".join(f"{name} {count}" for name, count in results.by_type)
    lines.append(Text(f"{more}{results.total_pages} pages" + (f": {by_type}" if by_type else ""), style="italic"))
    if results.suggestion:
        lines.append(Text(f"Did you mean: {results.suggestion}", style="italic"))
    return lines
