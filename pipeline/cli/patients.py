"""`chartscan patients`: the patient index filled, and how far it is believed."""

from __future__ import annotations

from argparse import Namespace

from rich.console import Console

from pipeline.cli.answers import HELD
from pipeline.cli.calibrating import calibrate
from pipeline.cli.terminal import printable
from pipeline.filing import ImportReport
from pipeline.filing.import_report import pattern_of
from pipeline.model.errors import ConfigError
from pipeline.run.home import Home
from pipeline.run.importing import import_patients
from pipeline.settings import Settings

out = Console(soft_wrap=False)
err = Console(stderr=True)
MOST_SHAPES = 5  # of refused numbers that are told of


def patients(arguments: Namespace, settings: Settings) -> int:
    """3 when a row was rejected, or a file of several could not be read."""
    if arguments.action == "calibrate":
        return calibrate(arguments, settings)
    missing = [path for path in arguments.files if not path.exists()]
    if missing:
        raise ConfigError(f"{missing[0].name}: no such file or folder", "Name CSV, HL7 or FHIR files, or folders of them.")
    rejected, several = 0, len(arguments.files) > 1 or arguments.files[0].is_dir()
    with Home(arguments.home, settings) as home:
        for file, report in import_patients(home, arguments.files):
            if isinstance(report, ConfigError):
                if not several:
                    raise report
                rejected += 1
                err.print(printable(f"not taken: {report.message}. {report.advice}"), highlight=False, markup=False, soft_wrap=True)
                continue
            rejected += len(report.rejected)
            _print_import(file.name if several else "", report)
    return HELD if rejected else 0


def _print_import(name: str, report: ImportReport) -> None:
    counts = [(report.added, "added"), (report.changed, "changed"), (report.unchanged, "unchanged"), (len(report.rejected), "rejected")]
    more = [
        (report.older, "older than what is known"),
        (report.merged, "merged"),
        (report.gone, "of merged entries passed over"),
        (report.ignored, "of other kinds passed over"),
    ]
    told = ", ".join(f"{count} {what}" for count, what in [*counts, *((count, what) for count, what in more if count)])
    out.print(f"{printable(name)}: {told}" if name else told, highlight=False, markup=False, soft_wrap=True)
    for row in report.rejected:
        out.print(f"  {'message' if report.messages else 'line'} {row.line}: {row.cause}", highlight=False)
    _advise(report)


def _advise(report: ImportReport) -> None:
    """What to set where record numbers are written otherwise than the settings say; shapes only, never a number."""
    shapes = report.refused_shapes[:MOST_SHAPES]
    if not shapes:
        return
    told = ", ".join(f"{count} as {shape}" for shape, count in shapes)
    patterns = ", ".join(f"'{pattern_of(shape)}'" for shape, _ in shapes)
    advice = (
        f"Record numbers that are not of the site's format are written (9 a figure, A a letter): {told}. If patients of this site have such"
        f" numbers, add to patterns under [extract.mrn] in the settings: {patterns}; then import again."
    )
    out.print(advice, highlight=False, markup=False, soft_wrap=True)
