"""`chartscan patients calibrate`: the matcher beside what people said at the desk."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from rich.console import Console

from pipeline.cli.answers import print_json
from pipeline.cli.terminal import table
from pipeline.filing import FilingSettings
from pipeline.filing.calibrating import Agreement, Outcome
from pipeline.model.errors import ConfigError
from pipeline.quality.intervals import interval
from pipeline.run.calibrating import Calibration
from pipeline.run.calibrating import calibrate as calibrated
from pipeline.run.home import Home
from pipeline.settings import Settings

out = Console(soft_wrap=True)


def calibrate(arguments: Namespace, settings: Settings) -> int:
    """Exit code 0; nothing is changed: what to set, a person decides."""
    if not arguments.corrections.is_file():
        raise ConfigError(f"{arguments.corrections.name}: no such file", "Export it at the desk: Review, Corrections to learn from.")
    with Home(arguments.home, settings) as home:
        found = calibrated(home, arguments.corrections)
    if arguments.json:
        levels = [{**asdict(one), "m": round(one.m, 4)} for one in found.agreements]
        body = {"documents": found.documents, "known": found.known, "agreements": levels, "outcomes": list(map(asdict, found.outcomes))}
        print_json(body)
        return 0
    _print(found, settings.filing)
    return 0


def _print(found: Calibration, filing: FilingSettings) -> None:
    out.print(f"{found.documents} corrected documents, the patients of {found.known} are in the index")
    levels, outcomes = [_level(one) for one in found.agreements], [_outcome(one, filing) for one in found.outcomes]
    out.print(table("How the reading stood to the right patient", levels, ("field", "level", "documents", "m here", "m of the weights")))
    columns = ("min_score", "min_lead", "right", "wrong", "wrong at most (95 %)", "held")
    out.print(table("What these thresholds would have filed", outcomes, columns))
    out.print("* as set now. These documents were held: they are harder than the rest, so what is wrong here is more than on the whole.")


def _level(one: Agreement) -> tuple[str, ...]:
    shipped = "" if one.shipped is None else f"{one.shipped:.2f}"
    return one.field.replace("born", "birth date"), one.level, f"{one.count} of {one.of}", f"{one.m:.2f}", shipped


def _outcome(one: Outcome, filing: FilingSettings) -> tuple[str, ...]:
    filed = one.right + one.wrong
    most = f"{100 * interval(one.wrong, filed)[1]:.1f} %" if filed else "-"
    now = " *" if (one.score, one.lead) == (filing.min_score, filing.min_lead) else ""
    return f"{one.score:g}{now}", f"{one.lead:g}", str(one.right), str(one.wrong), most, str(one.held)
