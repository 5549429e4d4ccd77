"""One function a command: settings and home in, an exit code out."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipeline.cli import batch, desk, elastic, keeping, searching, sheets
from pipeline.cli.answers import HELD, print_json
from pipeline.cli.audit import audit
from pipeline.cli.calibrating import calibrate
from pipeline.cli.logs import Logged, configure
from pipeline.cli.quality import quality
from pipeline.cli.quarantine import quarantine
from pipeline.cli.terminal import Steps, Watching, printable, table
from pipeline.cli.types import types
from pipeline.filing import ImportReport
from pipeline.model.errors import ConfigError, PipelineError
from pipeline.output.collate import collate
from pipeline.run import delivering, indexing, reasoning, showing, status
from pipeline.run.doctor import examine
from pipeline.run.home import Home
from pipeline.run.importing import import_patients
from pipeline.run.service.habits import Service
from pipeline.run.stopping import StopRequest
from pipeline.run.watching.watch import Watch
from pipeline.settings import Settings, load

out = Console(soft_wrap=False)
err = Console(stderr=True)


def run(arguments: Namespace) -> int:
    """Dispatch; every expected failure becomes a plain message with advice, and its own exit code."""
    try:
        settings = load(arguments.config)
        configure(arguments.log_format or settings.run.log_format, arguments.log_level or settings.run.log_level)
        if getattr(arguments, "jobs", None):
            settings = replace(settings, run=replace(settings.run, jobs=arguments.jobs))
        return _COMMANDS[arguments.command](arguments, settings)
    except PipelineError as error:
        err.print(f"[red]chartscan:[/] {escape(printable(error.message))}", highlight=False, soft_wrap=True)
        if error.advice:
            err.print(f"  {escape(error.advice)}", highlight=False, soft_wrap=True)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        sys.stderr.close()
        return 0


def _watch(arguments: Namespace, settings: Settings) -> int:
    stop = StopRequest()
    stop.listen()
    json_wanted = (arguments.log_format or settings.run.log_format) == "json"
    watching = Watching(Console(force_terminal=False), paths=False)
    with Home(arguments.home, settings) as home, watching, Service(home, Logged() if json_wanted else watching) as service:
        Watch(home, arguments.folders, service, stop).run()
    return 0


def _status(arguments: Namespace, settings: Settings) -> int:
    with Home(arguments.home, settings) as home:
        snapshot = status.snapshot(home)
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


def _patients(arguments: Namespace, settings: Settings) -> int:
    if arguments.action == "calibrate":
        return calibrate(arguments, settings)
    missing = [path for path in arguments.files if not path.exists()]
    if missing:
        raise ConfigError(f"{missing[0].name}: no such file or folder", "Name CSV, HL7 or FHIR files, or folders of them.")
    rejected = 0
    with Home(arguments.home, settings) as home:
        for file, report in import_patients(home, arguments.files):
            rejected += len(report.rejected)
            _print_import(file.name if len(arguments.files) > 1 or arguments.files[0].is_dir() else "", report)
    return HELD if rejected else 0


def _print_import(name: str, report: ImportReport) -> None:
    counts = [(report.added, "added"), (report.changed, "changed"), (report.unchanged, "unchanged"), (len(report.rejected), "rejected")]
    more = [(report.merged, "merged"), (report.gone, "of merged entries passed over"), (report.ignored, "of other kinds passed over")]
    told = ", ".join(f"{count} {what}" for count, what in [*counts, *((count, what) for count, what in more if count)])
    out.print(f"{printable(name)}: {told}" if name else told, highlight=False, markup=False, soft_wrap=True)
    for row in report.rejected:
        out.print(f"  {'message' if report.messages else 'line'} {row.line}: {row.cause}", highlight=False)


def _show(arguments: Namespace, settings: Settings) -> int:
    with Home(arguments.home, settings) as home:
        record = showing.show(home, arguments.document, arguments.words)
        reasons = reasoning.why(home, arguments.document) if arguments.why else []
        pictures = delivering.deliver_pictures(home, arguments.document, arguments.pictures) if arguments.pictures else []
    if pictures:
        err.print(f"{len(pictures)} pictures in {arguments.pictures}", markup=False, highlight=False)
    if arguments.json:
        print_json({**record, "why": reasons} if arguments.why else record)
        return 0
    if arguments.why:
        for line in reasoning.lines(reasons):
            out.print(printable(line), markup=False, highlight=False, soft_wrap=True)
        return 0
    showing.print_record(out.print, record)
    return 0


def _pdf(arguments: Namespace, settings: Settings) -> int:
    with Home(arguments.home, settings) as home:
        count = delivering.deliver_pdf(home, arguments.document, arguments.out)
    err.print(f"{arguments.out}: {count} {'page' if count == 1 else 'pages'}", markup=False, highlight=False)
    return 0


def _collate(arguments: Namespace, settings: Settings) -> int:
    del settings  # no setting changes a stack of paper
    count = collate(arguments.fronts, arguments.backs, arguments.out, arguments.backs_in_order)
    err.print(f"{arguments.out}: {count} pages", markup=False, highlight=False)
    return 0


def _export(arguments: Namespace, settings: Settings) -> int:
    with Home(arguments.home, settings) as home:
        count = showing.export(home, arguments.out)
    err.print(f"{count} records", highlight=False)
    return 0


def _reindex(arguments: Namespace, settings: Settings) -> int:
    backend = arguments.to or settings.index.backend
    settings = replace(settings, index=replace(settings.index, backend=backend))
    with Home(arguments.home, settings) as home, Steps(err) as steps:
        written = indexing.rebuild(home, lambda count: steps("documents indexed", count))
        refused = len(home.ledger.quarantine.rejected())
    out.print(f"{written} documents indexed ({backend})", highlight=False)
    if refused:
        out.print(f"[red]{refused} documents were not taken[/]: chartscan quarantine list tells why", highlight=False, soft_wrap=True)
    return HELD if refused else 0


def _doctor(arguments: Namespace, settings: Settings) -> int:
    checks = examine(arguments.home, settings)
    if arguments.json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            mark = "[green]ok     [/]" if check.ok else "[red]missing[/]"
            out.print(f"{mark} {check.name}: {escape(check.detail)}", highlight=False, soft_wrap=True)
            if not check.ok:
                out.print(f"        {escape(check.mend)}", highlight=False, soft_wrap=True)
    return 0 if all(check.ok for check in checks) else 1


_COMMANDS: dict[str, Callable[[Namespace, Settings], int]] = {
    "ingest": batch.take_in,
    "batch": batch.batch,
    "watch": _watch,
    "status": _status,
    "quarantine": quarantine,
    "patients": _patients,
    "types": types,
    "search": searching.search,
    "show": _show,
    "pdf": _pdf,
    "collate": _collate,
    "sheets": sheets.print_sheets,
    "quality": quality,
    "export": _export,
    "verify": keeping.verify,
    "backup": keeping.backup,
    "restore": keeping.restore,
    "reindex": _reindex,
    "elasticsearch": elastic.setup,
    "kibana": elastic.dashboards,
    "serve": desk.serve,
    "users": desk.users,
    "restrict": desk.restrict,
    "audit": audit,
    "doctor": _doctor,
}
