"""`chartscan status`: how far everything is, and what is to be looked at."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipeline.cli.answers import print_json
from pipeline.cli.terminal import printable, table
from pipeline.run import status as states
from pipeline.run.home import Home
from pipeline.settings import Settings

out = Console(soft_wrap=False)


def status(arguments: Namespace, settings: Settings) -> int:
    """With `--check` 1 when something is to be looked at."""
    with Home(arguments.home, settings) as home:
        snapshot = states.snapshot(home)
    code = 1 if arguments.check and snapshot["alarms"] else 0
    if arguments.json:
        print_json(snapshot)
        return code
    out.print(table("Arrivals", [(state, str(count)) for state, count in snapshot["arrivals"].items()], ("state", "count")))
    oldest = snapshot["oldest_waiting"]
    out.print(f"oldest waiting: {oldest['received_at'] if oldest else 'none'}", highlight=False)
    out.print(f"documents waiting to be indexed: {snapshot['outbox']}", highlight=False)
    index = snapshot["index"]
    if index["cause"]:
        out.print(f"[red]index down[/] since {index['since']}: {escape(index['why'])}", highlight=False, soft_wrap=True)
    if snapshot["dismissed"]:
        out.print(f"quarantined, and taken off the list: {snapshot['dismissed']}", highlight=False)
    for folder in (snapshot["intake"] or {"folders": []})["folders"]:
        problem = f"[red]{escape(printable(folder['problem']))}[/]" if folder["problem"] else "well"
        out.print(f"drop folder {escape(printable(folder['path']))}: {problem}; {folder['settling']} files are settling", highlight=False)
    for title, rows in (
        ("Waiting to be tried again, by cause", snapshot["waiting_by_cause"]),
        ("Held, by reason", snapshot["held_by_reason"]),
        ("Quarantined, by cause", snapshot["quarantined_by_cause"]),
    ):
        if rows:
            out.print(table(title, [(key, str(count)) for key, count in rows.items()], ("cause", "count")))
    for error in snapshot["last_errors"]:
        out.print(f"last {error['cause']}: {error['at']} arrival {error['arrival_id']}", highlight=False, markup=False, soft_wrap=True)
    _how_it_runs(snapshot)
    return code


def _how_it_runs(snapshot: dict[str, Any]) -> None:
    """Stations, the watcher, the disk; what is to be looked at last."""
    stations = [(one["station"], one["last_arrival"], "yes" if one["alarm"] else "") for one in snapshot["stations"]]
    if stations:
        out.print(table("Stations", stations, ("station", "silent since", "too long")))
    watch, reading = snapshot["watch"], snapshot["reading"]
    out.print(f"watching: process {watch['pid']}, last round {watch['last_round']}" if watch["pid"] else "watching: no", highlight=False)
    out.print(f"reading: {reading['command']}, process {reading['pid']}" if reading else "reading: no", highlight=False)
    out.print(f"disk: {snapshot['disk']['free_bytes'] / 1e9:.1f} GB free", highlight=False)
    for alarm in snapshot["alarms"]:
        out.print(f"[red]look at[/] {escape(printable(alarm))}", highlight=False, soft_wrap=True)
