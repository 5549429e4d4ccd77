"""`chartscan pdf` and `collate`: files for people."""

from __future__ import annotations

from argparse import Namespace

from rich.console import Console

from pipeline.output.collate import collate as collated
from pipeline.run import delivering
from pipeline.run.home import Home
from pipeline.settings import Settings

err = Console(stderr=True)


def pdf(arguments: Namespace, settings: Settings) -> int:
    """A document, or a file as it came, as a searchable PDF."""
    with Home(arguments.home, settings) as home:
        count = delivering.deliver_pdf(home, arguments.document, arguments.out, arguments.page)
    err.print(f"{arguments.out}: {count} {'page' if count == 1 else 'pages'}", markup=False, highlight=False)
    return 0


def collate(arguments: Namespace, settings: Settings) -> int:
    """Fronts and backs put together."""
    del settings  # no setting changes a stack of paper
    count = collated(arguments.fronts, arguments.backs, arguments.out, arguments.backs_in_order)
    err.print(f"{arguments.out}: {count} pages", markup=False, highlight=False)
    return 0
