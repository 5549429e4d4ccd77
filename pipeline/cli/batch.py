"""`chartscan ingest` and `chartscan batch`: an archive taken in, checked against its manifest, and what needs a person."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from pipeline.cli.answers import HELD, print_json
from pipeline.cli.terminal import Watching, printable, table
from pipeline.model.errors import ConfigError
from pipeline.quality import Sample
from pipeline.run import batches, status
from pipeline.run.home import Home
from pipeline.run.ingest import Request, Taken, ingest
from pipeline.run.stopping import StopRequest
from pipeline.settings import Settings

SHOWN = 30  # differences of a table
out = Console(soft_wrap=False)
err = Console(stderr=True)


def take_in(arguments: Namespace, settings: Settings) -> int:
    """0 all well; 1 stopped, or not searchable yet; 2 a path is not there; 3 something needs a person or differs from the manifest."""
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        for path in missing:
            err.print(f"[red]chartscan:[/] {escape(printable(str(path)))}: no such file or folder", highlight=False)
        return 2
    stop = StopRequest()
    stop.listen()
    manifest: Path | None = arguments.manifest
    rows = None if manifest is None else batches.read_manifest(manifest, arguments.paths)
    name = arguments.batch or (manifest.stem if manifest else "")
    request = Request(arguments.paths, arguments.station, name, rows, arguments.again)
    with Home(arguments.home, settings) as home:
        with Watching(err if arguments.json else out) as watching:
            watching.expect(home.ledger.counts().get("waiting", 0))
            taken = ingest(home, request, watching, stop)
        report = batches.report(home, request.key)
        sample = None if stop() else batches.propose(home, request.key)
        code = _code(report, taken, stop())
        if arguments.json:
            told = {"states": dict(watching.states), "pages": watching.pages, "known": taken.known, "exit_code": code}
            print_json({**told, "batch": report.as_json(), "sample_id": sample and sample.sample_id})
            return code
        _say(home, watching, taken, report, sample)
    if stop():
        out.print("Stopped; run the same command again to go on.")
    elif taken.index_down is not None:
        queued = f"{taken.index_down.message}. Everything is read and kept; it is indexed by the next run, or by `chartscan watch`."
        out.print(f"[yellow]not searchable yet:[/] {escape(queued)}", highlight=False, soft_wrap=True)
    elif report.by_state.get("waiting"):
        out.print(f"{report.by_state['waiting']} files still wait; `chartscan status` tells when they are done.")
    return code


def _code(report: batches.BatchReport, taken: Taken, stopped: bool) -> int:
    if stopped or taken.index_down is not None or report.by_state.get("waiting"):
        return 1
    return HELD if report.by_state.keys() & {"held", "quarantined", "refused"} or (report.has_manifest and report.counts.total()) else 0


def _say(home: Home, watching: Watching, taken: Taken, report: batches.BatchReport, sample: Sample | None) -> None:
    rows = [(state, str(count)) for state, count in sorted(watching.states.items())]
    rows += [("pages read", str(watching.pages)), ("known already", str(taken.known))]
    out.print(table("Ingested", rows, ("files", "count")))
    held, refused = status.held_by_reason(home), status.quarantined_by_cause(home)
    if held:
        out.print(table("Held for a person, by reason", [(reason, str(count)) for reason, count in held], ("reason", "documents")))
        out.print("see them with: chartscan serve (Review), or chartscan search --status review", highlight=False, soft_wrap=True)
    if refused:
        out.print(table("Quarantined, by cause", [(cause, str(count)) for cause, count in refused], ("cause", "files")))
        out.print("see them with: chartscan quarantine list; again: chartscan quarantine retry CAUSE", highlight=False, soft_wrap=True)
    if report.has_manifest:
        _differences(report)
    if sample is not None:
        judged = f"{sample.size} of its {sample.lot_size} filed documents"
        out.print(f"quality sample {sample.sample_id}: {judged} wait for their judges (chartscan serve, Quality)", highlight=False)


def batch(arguments: Namespace, settings: Settings) -> int:
    """`list`, or `report`: 0 when everything is as the manifest says, else 3."""
    with Home(arguments.home, settings) as home:
        if arguments.action == "list":
            listed = [{**one, "states": home.ledger.batches.states(one["batch"])} for one in home.ledger.batches.listed()]
            if arguments.json:
                print_json(listed)
                return 0
            for one in listed:
                states = ", ".join(f"{count} {state}" for state, count in sorted(one["states"].items()))
                out.print(f"{one['at'][:19]}  {printable(one['batch'])}: {states}", highlight=False, markup=False, soft_wrap=True)
            return 0
        report = batches.report(home, _named(home, arguments.batch))
    if arguments.json:
        print_json(report.as_json())
    else:
        out.print(table(f"Batch {report.batch}", [(state, str(n)) for state, n in sorted(report.by_state.items())], ("files", "count")))
        _differences(report)
    return HELD if report.counts.total() else 0


def _named(home: Home, batch: str | None) -> str:
    """The batch of that name, or the latest."""
    known = home.ledger.batches.listed()
    if batch is None and not known:
        raise ConfigError("there is no batch yet", "`chartscan ingest` makes one.")
    return known[-1]["batch"] if batch is None else batch


def _differences(report: batches.BatchReport) -> None:
    if not report.has_manifest:
        out.print("no manifest: `chartscan ingest --manifest FILE.csv` checks one", highlight=False)
    elif not report.counts.total():
        out.print(f"[green]as the manifest says:[/] {report.expected} files", highlight=False)
    if not report.counts.total():
        return
    counted = [(batches.KINDS[kind], str(report.counts[kind])) for kind in batches.KINDS if report.counts[kind]]
    out.print(table(f"Not as the manifest says ({report.expected} files)", counted, ("what", "files")))
    rows = [(one.kind, one.box, one.chart, Path(one.file).name, _pages(one), one.cause) for one in report.differences[:SHOWN]]
    out.print(table("One by one", rows, ("what", "box", "chart", "file", "pages", "cause")))
    if report.counts.total() > SHOWN:
        out.print(
            f"and {report.counts.total() - SHOWN} more: chartscan batch report {report.batch!r} --json", highlight=False, soft_wrap=True
        )


def _pages(one: batches.Difference) -> str:
    if one.expected is None:
        return ""
    return f"{one.expected} expected" + ("" if one.found is None else f", {one.found} came")
