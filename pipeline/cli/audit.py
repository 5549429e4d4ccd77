"""`chartscan audit`: the proof that the log is whole, and who saw what."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from pipeline.audit import AuditLog, Kept
from pipeline.audit.verify import verify
from pipeline.cli.answers import print_json
from pipeline.model.errors import ConfigError, StoreDown
from pipeline.settings import Settings

out = Console(soft_wrap=True)


def audit(arguments: Namespace, settings: Settings) -> int:
    """Verify (exit code 1 when something is wrong), report, checkpoint."""
    folder = arguments.home / "audit"
    if arguments.action == "verify":
        return _verify(folder, arguments, settings)
    log = AuditLog(folder, settings.audit)
    if arguments.action == "checkpoint":
        if not settings.audit.checkpoint_folder:
            raise ConfigError("audit.checkpoint_folder is not set", "Name a folder outside the home, best on another machine.")
        try:
            path = log.checkpoint()
        except StoreDown as error:
            raise ConfigError(error.message, "Look whether audit.checkpoint_folder is mounted and writable.") from None
        out.print(f"checkpoint: {path}" if path else "the log is empty", highlight=False)
        return 0
    _report(log, arguments)
    return 0


def _verify(folder: Path, arguments: Namespace, settings: Settings) -> int:
    outside = arguments.checkpoints or (Path(settings.audit.checkpoint_folder) if settings.audit.checkpoint_folder else None)
    found = verify(folder, outside)
    if arguments.json:
        print_json(asdict(found))
        return 1 if found.problems else 0
    for problem in found.problems:
        out.print(f"[red]audit log:[/] {problem}", highlight=False)
    if outside is None:
        out.print("no checkpoint folder is set: what was cut off at the end, or written anew as a whole, can't be seen", highlight=False)
    verdict = "NOT whole" if found.problems else "whole"
    out.print(f"{found.entries} entries, {found.checkpoints} checkpoints: {verdict}", highlight=False)
    return 1 if found.problems else 0


def _report(log: AuditLog, arguments: Namespace) -> None:
    for kept in _wanted(log, arguments):
        if arguments.json:
            print(json.dumps(asdict(kept), ensure_ascii=False))  # noqa: T201  # JSON goes out as it is
            continue
        entry = kept.entry
        refused = "REFUSED " if entry.outcome == "refused" else ""
        of = " ".join([*entry.ids, *(f"patient {one}" for one in entry.patients)])
        line = f"{kept.seq:>7} {kept.at[:19]} {entry.who} ({entry.role}) {entry.origin} {refused}{entry.what} {of} {entry.why}"
        out.print(line.rstrip(), markup=False, highlight=False)


def _wanted(log: AuditLog, arguments: Namespace) -> Iterator[Kept]:
    for kept in log.entries():
        entry, day = kept.entry, kept.at[:10]
        if arguments.user and entry.who != arguments.user:
            continue
        if arguments.patient and arguments.patient not in entry.patients:
            continue
        if arguments.document and not any(one.split("/")[0] == arguments.document for one in entry.ids):
            continue
        if day < (arguments.date_from or day) or day > (arguments.date_to or day):
            continue
        yield kept
