"""Files of a format that is read without any engine, and what answers for them in the workers' place.

The ledger, the store, the desk that files documents, the index, intake and their order are the program's own; only the pixels are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.assembly import Hallway
from pipeline.model.codec import encode
from pipeline.model.errors import Unreadable
from pipeline.model.types import DigitalPage
from pipeline.run.workers.pool import Answer, Task
from pipeline.settings import load
from tests.support.pagetext import page_from_text

PEOPLE = (("100001", "DOE, JANE M", "03/14/1957"), ("100002", "ROE, RICHARD", "07/04/1948"))
NEW_PAGE = "\f"


def page(person: tuple[str, str, str], note: str) -> str:
    """One page of a chart."""
    mrn, name, born = person
    return (
        f"DISCHARGE SUMMARY\nPatient Name: {name}\nMRN: {mrn}     DOB: {born}     Sex: F\nDischarge Date: 02/01/2019\n"
        f"HOSPITAL COURSE\nThe patient is doing well. {note}\nDISPOSITION\nHome with follow up in two weeks.\n"
    )


def make_sources(folder: Path) -> None:
    """A chart of three pages, a single page, the same bytes once more in a sub-folder, and a file that can't be read."""
    (folder / "station-2").mkdir(parents=True)
    chart = NEW_PAGE.join(page(PEOPLE[0], f"Note {number}.") for number in range(3))
    (folder / "chart.txt").write_text(chart)
    (folder / "single.txt").write_text(page(PEOPLE[1], "A single page."))
    (folder / "station-2" / "again.txt").write_text(page(PEOPLE[1], "A single page."))
    (folder / "bad.txt").write_text("BAD")


class _Open:
    """As much of an open file as the hallway asks for."""

    def __init__(self, text: str) -> None:
        self._pages = text.split(NEW_PAGE)

    def page(self, number: int) -> DigitalPage:
        words = page_from_text(self._pages[number - 1]).words
        return DigitalPage(number, 2550, 3300, words)


class Reader:
    """Reads each text once, with the program's own classifier and recognizers."""

    def __init__(self) -> None:
        self._hallway = Hallway(load())
        self._known: dict[tuple[str, int], bytes] = {}

    def read(self, path: Path, number: int) -> bytes | int | Unreadable:
        text = path.read_text()
        if text == "BAD":
            return Unreadable("not a chart")
        if number == 0:
            return text.count(NEW_PAGE) + 1
        if (text, number) not in self._known:
            opened: Any = _Open(text)
            self._known[text, number] = encode(self._hallway.read(opened, number))
        return self._known[text, number]


class CannedPool:
    """In the place of the pool of worker processes: answers at once, in this process."""

    jobs = 1
    reader: Reader

    def __init__(self) -> None:
        self._tasks: list[Task] = []

    @classmethod
    def of(cls, home: object, at_once: int = 0) -> Self:
        del home, at_once
        return cls()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._tasks.clear()

    @property
    def free(self) -> int:
        return 3 - len(self._tasks)

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def idle(self) -> bool:
        return not self._tasks

    @property
    def slow(self) -> frozenset[str]:
        return frozenset()

    def submit(self, task: Task, slow: bool = False) -> None:
        del slow
        self._tasks.append(task)

    def drop_slow(self) -> None:
        """Nothing takes long."""

    def answers(self, timeout: float | None = None) -> Iterator[Answer]:
        del timeout
        if self._tasks:
            task = self._tasks.pop(0)
            yield Answer(task, self.reader.read(task.path, task.page))
