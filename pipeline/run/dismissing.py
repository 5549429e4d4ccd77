"""Taking what was refused unread, such as a link, off the quarantine list once it is gone. What has bytes is never dismissed."""

from __future__ import annotations

import os
from collections.abc import Sequence

from pipeline.intake import path_of
from pipeline.model.errors import DecisionRefused
from pipeline.run.home import Home


def dismiss(home: Home, arrival_ids: Sequence[str]) -> None:
    """All of them, or none: DecisionRefused names the first that can't be."""
    listed = {entry["arrival_id"]: entry for entry in home.ledger.quarantine.listed()}
    for arrival_id in arrival_ids:
        entry = listed.get(arrival_id)
        if entry is None:
            raise DecisionRefused(f"arrival {arrival_id} is not in quarantine", "`chartscan quarantine list` shows the ids.")
        if not entry["unread"]:
            raise DecisionRefused(
                f"arrival {arrival_id}: its bytes were taken, and are kept",
                "Only what was refused unread can be dismissed. `chartscan quarantine retry` tries a file again.",
            )
        if os.path.lexists(path_of(entry["source_key"])):
            raise DecisionRefused(
                f"arrival {arrival_id} still stands where it was refused", "Take it away first; otherwise it is refused again."
            )
    home.ledger.quarantine.dismiss(arrival_ids)
