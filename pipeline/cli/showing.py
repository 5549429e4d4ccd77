"""`chartscan show` and `export`: records as they are kept."""

from __future__ import annotations

from argparse import Namespace

from rich.console import Console

from pipeline.cli.answers import print_json
from pipeline.cli.terminal import printable
from pipeline.run import delivering, reasoning, showing, whole_files
from pipeline.run.home import Home
from pipeline.settings import Settings

out = Console(soft_wrap=False)
err = Console(stderr=True)


def show(arguments: Namespace, settings: Settings) -> int:
    """One record, why it is where it is, or its pages as pictures; of a file as it came, where its pages are."""
    with Home(arguments.home, settings) as home:
        if home.ledger.documents.get(arguments.document) is None:
            return _file(arguments, home)
        record = showing.show(home, arguments.document, arguments.words)
        reasons = reasoning.why(home, arguments.document) if arguments.why else []
        repeats = reasoning.repeated(home, arguments.document)
        pictures = delivering.deliver_pictures(home, arguments.document, arguments.pictures) if arguments.pictures else []
    if pictures:
        err.print(f"{len(pictures)} pictures in {arguments.pictures}", markup=False, highlight=False)
    if arguments.json:
        print_json({**record, "why": reasons, "repeats": repeats} if arguments.why else record)
        return 0
    told = [reasoning.repeats_line(repeats)] if repeats else []
    if arguments.why:
        for line in (*told, *reasoning.lines(reasons)):
            out.print(printable(line), markup=False, highlight=False, soft_wrap=True)
        return 0
    showing.print_record(out.print, record, *map(printable, told))
    return 0


def _file(arguments: Namespace, home: Home) -> int:
    shown = whole_files.show_file(home, arguments.document)
    if arguments.pictures:
        pictures = delivering.deliver_pictures(home, arguments.document, arguments.pictures)
        err.print(f"{len(pictures)} pictures in {arguments.pictures}", markup=False, highlight=False)
    if arguments.json:
        print_json(shown)
        return 0
    for line in whole_files.file_lines(shown):
        out.print(printable(line), markup=False, highlight=False, soft_wrap=True)
    return 0


def export(arguments: Namespace, settings: Settings) -> int:
    """Every record, one JSON object a line."""
    with Home(arguments.home, settings) as home:
        count = showing.export(home, arguments.out)
    err.print(f"{count} records", highlight=False)
    return 0
