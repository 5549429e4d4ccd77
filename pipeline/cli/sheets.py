"""`chartscan sheets`: separator sheets to print."""

from __future__ import annotations

from argparse import Namespace

from rich.console import Console

from pipeline.run import separating
from pipeline.run.home import Home
from pipeline.settings import Settings

_err = Console(stderr=True)


def print_sheets(arguments: Namespace, settings: Settings) -> int:
    """Write the sheets that were asked for and say how many."""
    if arguments.action == "patient":
        with Home(arguments.home, settings) as home:
            sheets = separating.for_patients(home, arguments.mrn, arguments.encounter or "")
    elif arguments.action == "type":
        with Home(arguments.home, settings) as home:
            sheets = separating.for_types(home, arguments.codes)
    elif arguments.action == "batch":
        sheets = [separating.for_batch(arguments.box, arguments.station or "", arguments.batch or "")]
    else:
        sheets = [separating.for_document()]
    separating.write(sheets, arguments.paper, arguments.out)
    count = len(sheets)
    _err.print(f"{arguments.out}: {count} {'sheet' if count == 1 else 'sheets'}", markup=False, highlight=False)
    return 0
