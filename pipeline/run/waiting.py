"""What waits to be read, as the ledger knows it at the moment: arrivals that come while others are read are seen too."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ledger import Ledger
from pipeline.model.types import Arrival


class Waiting:
    """Gives each waiting arrival once, urgent ones first, then the oldest; and may be asked again after it ended.

    Ids are in the order of arrival, so what comes later is found behind what was given last.
    """

    def __init__(self, ledger: Ledger, urgent: bool = False) -> None:
        self._ledger = ledger
        self._kinds = (True,) if urgent else (True, False)
        self._given = {True: "", False: ""}

    def __iter__(self) -> Iterator[Arrival]:
        return self

    def __next__(self) -> Arrival:
        for kind in self._kinds:
            found = self._ledger.arrivals.next_waiting(self._given[kind], kind)
            if found is not None:
                self._given[kind] = found.arrival_id
                return found
        raise StopIteration
