"""`chartscan quarantine`: what was refused and why; tried again, or taken off the list."""

from __future__ import annotations

from argparse import Namespace

from rich.console import Console
from rich.markup import escape

from pipeline.cli.answers import HELD, print_json
from pipeline.cli.desk import logged
from pipeline.cli.terminal import Watching, printable
from pipeline.run import status
from pipeline.run.dismissing import dismiss
from pipeline.run.home import Home
from pipeline.run.ingest import process_waiting
from pipeline.settings import Settings

out = Console(soft_wrap=False)
err = Console(stderr=True)


def quarantine(arguments: Namespace, settings: Settings) -> int:
    """List, retry or dismiss."""
    with Home(arguments.home, settings) as home:
        if arguments.action == "retry":
            return _retry(arguments, home)
        if arguments.action == "dismiss":
            return _dismiss(arguments, home)
        listed = status.quarantined(home)
    if arguments.json:
        print_json(listed)
        return 0
    for entry in listed:
        out.print(
            f"[red]{entry['cause']}[/] {entry['arrival_id'] or '-'} {escape(printable(entry['path']))}", highlight=False, soft_wrap=True
        )
        out.print(f"    {escape(printable(entry['reason']))}\n    {escape(entry['advice'])}", highlight=False, soft_wrap=True)
    out.print(f"{len(listed)} files in quarantine", highlight=False)
    return 0


def _retry(arguments: Namespace, home: Home) -> int:
    retried = home.ledger.quarantine.retry([*arguments.ids, *arguments.cause])
    with Watching(err if arguments.json else out) as watching:
        process_waiting(home, watching, lambda: False)
    left = sum(home.ledger.arrivals.state(one) == "waiting" for one in retried)
    if arguments.json:
        told = {"retried": len(retried), "states": dict(watching.states), "left_waiting": left}
        print_json(told)
    else:
        out.print(f"{len(retried)} tried again: {dict(watching.states)}", highlight=False)
        if left:
            out.print(f"{left} wait for the process that reads on this home; `chartscan status` tells when they are done.")
    return HELD if watching.states["held"] or watching.states["quarantined"] else 0


def _dismiss(arguments: Namespace, home: Home) -> int:
    logged(home, arguments, arguments.ids, [], lambda: dismiss(home, arguments.ids))
    out.print(f"{len(arguments.ids)} taken off the list; the history keeps them", highlight=False)
    return 0
