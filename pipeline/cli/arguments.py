"""The command line's grammar: what each command takes, and its help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.cli.desk_arguments import add_audit, add_restrict, add_serve, add_users

EXIT_CODES = """exit codes:
  0  all well
  1  it failed; the message says why and what to do
  2  bad usage or configuration
  3  finished, and some input is held for review or quarantined"""


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    top = argparse.ArgumentParser(
        prog="chartscan",
        description="Scanned hospital charts in, filed and searchable records out.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"chartscan {__version__}")
    _shared(top, default=None)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in (
        _ingest,
        _batch,
        _watch,
        _status,
        _quarantine,
        _patients,
        _types,
        _search,
        _show,
        _pdf,
        _collate,
        _sheets,
        _quality,
        _export,
        _verify,
        _backup,
        _restore,
        _reindex,
        _elasticsearch,
        _kibana,
        _serve,
        _users,
        _restrict,
        _audit,
        _doctor,
    ):
        add(commands)
    return top


def _shared(to: argparse.ArgumentParser, default: Any) -> None:
    to.add_argument("--home", type=Path, metavar="DIR", default=default, help="ledger, store and index (or CHARTSCAN_HOME)")
    to.add_argument("--config", type=Path, metavar="FILE", default=default, help="a site's TOML over the defaults (or CHARTSCAN_CONFIG)")
    to.add_argument("--log-format", choices=["plain", "json"], default=default, help="how the log looks (default: settings)")
    to.add_argument("--log-level", metavar="LEVEL", default=default, help="DEBUG, INFO, WARNING or ERROR (default: settings)")


def _command(commands: Any, name: str, does: str, more: str = "") -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}. {more}".strip(),
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _shared(command, default=argparse.SUPPRESS)  # before or after the command's name, both work
    return command


def _ingest(commands: Any) -> None:
    command = _command(commands, "ingest", "take files and folders and process them all", "Run twice on the same paths it adds nothing.")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder taken with all below it")
    command.add_argument("--station", help="name the scanning station instead of taking it from the folder")
    command.add_argument("--manifest", type=Path, metavar="FILE.csv", help="box, chart, file, pages: what is to come; it is checked")
    command.add_argument("--batch", metavar="NAME", help="the batch's name (default: the manifest's; records carry it then)")
    command.add_argument("--again", action="store_true", help="read files that look as they did when they were taken, too")
    command.add_argument("--jobs", type=int, metavar="N", help="worker processes (default: one per core)")
    _json(command)


def _batch(commands: Any) -> None:
    command = _command(commands, "batch", "what came of a batch, and whether it is as its manifest says")
    actions = command.add_subparsers(dest="action", metavar="list|report", required=True)
    listing = actions.add_parser("list", help="every batch that was taken in")
    report = actions.add_parser("report", help="missing, extra and unreadable files, differing page counts; 3 when there are any")
    report.add_argument("batch", nargs="?", metavar="BATCH", help="its name (default: the latest)")
    for action in (listing, report):
        _shared(action, default=argparse.SUPPRESS)
        _json(action)


def _watch(commands: Any) -> None:
    command = _command(commands, "watch", "look after drop folders", "Takes what stands there, then what comes; SIGTERM ends it cleanly.")
    command.add_argument("folders", nargs="*", type=Path, metavar="DIR", help="drop folders; a sub-folder is a station (default: settings)")
    command.add_argument("--jobs", type=int, metavar="N", help="worker processes (default: one per core)")


def _status(commands: Any) -> None:
    command = _command(commands, "status", "count by state, the oldest waiting, the last error by cause")
    command.add_argument("--check", action="store_true", help="exit with 1 when something is to be looked at, for a monitor")
    _json(command)


def _quarantine(commands: Any) -> None:
    command = _command(commands, "quarantine", "show what was refused and why, try it again, or dismiss it")
    actions = command.add_subparsers(dest="action", metavar="list|retry|dismiss", required=True)
    listing = actions.add_parser("list", help="what was refused, why, and what to do")
    retry = actions.add_parser("retry", help="try again: the named ones, or all")
    retry.add_argument("ids", nargs="*", metavar="ID", help="arrival ids, or a cause such as encrypted (default: all)")
    retry.add_argument("--cause", action="append", default=[], metavar="CODE", help="all of this cause; may be given again")
    dismissing = actions.add_parser("dismiss", help="take off the list what was refused unread, such as a link, and is gone")
    dismissing.add_argument("ids", nargs="+", metavar="ID", help="arrival ids")
    _shared(dismissing, default=argparse.SUPPRESS)
    for action in (listing, retry):
        _shared(action, default=argparse.SUPPRESS)
        _json(action)


def _patients(commands: Any) -> None:
    command = _command(commands, "patients", "the patient index")
    actions = command.add_subparsers(dest="action", metavar="import|calibrate", required=True)
    importing = actions.add_parser("import", help="take patients from CSV, HL7 v2 ADT or FHIR files; run again it updates them")
    importing.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a file, or a folder of them; what it is, its first bytes tell. CSV: "
        "mpi_id, mrn, family, given, middle, suffix, birth_date, sex, address, phone, other_mrns, other_names (; between several)",
    )
    calibrating = actions.add_parser("calibrate", help="what the desk's corrections say of the matcher's weights and thresholds")
    calibrating.add_argument("corrections", type=Path, metavar="FILE", help="as the desk exports it: Review, Corrections to learn from")
    _json(calibrating)
    for action in (importing, calibrating):
        _shared(action, default=argparse.SUPPRESS)


def _types(commands: Any) -> None:
    command = _command(commands, "types", "the document types, and teaching them")
    actions = command.add_subparsers(dest="action", metavar="list|train", required=True)
    listing = actions.add_parser("list", help="every type that is told apart, with its code")
    train = actions.add_parser("train", help="learn from corrected documents; a model that got worse is refused")
    train.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="scans or .txt, in a sub-folder for each type code, or none")
    train.add_argument("--corrections", type=Path, metavar="FILE", help='lines of {"document_id": …, "code": …} for documents taken in')
    train.add_argument("--report", type=Path, metavar="FILE.png", help="draw what the pages kept apart were taken for")
    for action in (listing, train):
        _shared(action, default=argparse.SUPPRESS)


def _search(commands: Any) -> None:
    more = 'Words, "phrases", prefix*, -not, OR, field:value (mrn, name, dob, type, status, station, box, batch, chart, date, from, to).'
    command = _command(commands, "search", "find pages", more)
    command.add_argument("query", nargs="*", metavar="QUERY", help="what to look for; may be empty when a filter is given")
    command.add_argument("--mrn", help="only this patient's MRN")
    command.add_argument("--name", help="only patients of this name")
    command.add_argument("--birth-date", metavar="DATE", help="only patients born on this day (ISO)")
    command.add_argument("--type", help="only this document type: LOINC code or name")
    command.add_argument("--from", dest="date_from", metavar="DATE", help="service date on or after")
    command.add_argument("--to", dest="date_to", metavar="DATE", help="service date on or before")
    command.add_argument("--status", choices=["filed", "review"], help="only filed, or only held for review")
    command.add_argument("--station", help="only from this scanning station")
    command.add_argument("--limit", type=int, default=10, metavar="N", help="hits to show (default 10)")
    _json(command)


def _show(commands: Any) -> None:
    command = _command(
        commands, "show", "show one record", "Of a file as it came in it says which document each page is in, and which in none."
    )
    command.add_argument("document", metavar="DOCUMENT", help="a document id; or an arrival id or the file's name as it came")
    command.add_argument("--words", action="store_true", help="with --json: every word with its box and confidence")
    command.add_argument("--why", action="store_true", help="the words that decided each page's type, where identifiers were read")
    command.add_argument("--pictures", type=Path, metavar="DIR", help="write each page before, after cleanup and with its words to DIR")
    _json(command)


def _pdf(commands: Any) -> None:
    command = _command(
        commands, "pdf", "write a document as a searchable PDF", "The scan's own pictures, with the text that was read beneath."
    )
    command.add_argument(
        "document", metavar="DOCUMENT", help="a document id; or an arrival id or the file's name as it came: all its pages"
    )
    command.add_argument(
        "--page", type=int, action="append", default=[], metavar="N", help="only this page of the scan; may be given again"
    )
    command.add_argument("--out", type=Path, metavar="FILE", required=True, help="the file to write")


def _sheets(commands: Any) -> None:
    more = "A sheet says whose, of what type or from which box the pages behind it are; print it and lay it into the pile."
    command = _command(commands, "sheets", "write separator sheets to print", more)
    actions = command.add_subparsers(dest="action", metavar="patient|type|batch|document", required=True)
    patient = actions.add_parser("patient", help="one sheet for each patient, looked up in the patient index")
    patient.add_argument("--mrn", action="append", required=True, help="whose pages follow; several give several sheets")
    patient.add_argument("--encounter", metavar="N", help="the visit they are of (with one --mrn)")
    kind = actions.add_parser("type", help="one sheet for each document type")
    kind.add_argument("codes", nargs="*", metavar="CODE", help="LOINC codes (default: every type of the site)")
    batch = actions.add_parser("batch", help="a sheet for what is taken from one box")
    batch.add_argument("--box", required=True, metavar="B", help="the box's name or number")
    batch.add_argument("--station", metavar="S", help="the scanning station")
    batch.add_argument("--batch", metavar="N", help="the batch's number")
    document = actions.add_parser("document", help="a sheet behind which a new document begins")
    for action in (patient, kind, batch, document):
        action.add_argument("--out", type=Path, metavar="FILE.pdf", required=True, help="the file to write")
        action.add_argument("--paper", choices=["letter", "a4"], default="letter", help="its size (default: letter)")
        _shared(action, default=argparse.SUPPRESS)


def _collate(commands: Any) -> None:
    command = _command(
        commands, "collate", "put two single-sided stacks together", "Fronts and backs in turn; the stacks themselves stay as they are."
    )
    command.add_argument("fronts", type=Path, metavar="FRONTS", help="the stack of front sides")
    command.add_argument("backs", type=Path, metavar="BACKS", help="the stack turned over: its last page first")
    command.add_argument("--backs-in-order", action="store_true", help="the backs are in the order of the fronts")
    command.add_argument("--out", type=Path, metavar="FILE.pdf", required=True, help="the file to write")


def _quality(commands: Any) -> None:
    more = "Filed documents are drawn at random and judged blind; plans are those of ISO 2859-1 (ANSI/ASQ Z1.4)."
    command = _command(commands, "quality", "measure by samples how often the records are wrong", more)
    actions = command.add_subparsers(dest="action", metavar="plan|sample|list|report", required=True)
    planning = actions.add_parser("plan", help="how many documents of a lot to judge, and how many may be wrong")
    planning.add_argument("--lot", type=int, metavar="N", required=True, help="documents in the lot")
    drawing = actions.add_parser("sample", help="draw filed documents to be judged")
    how = drawing.add_mutually_exclusive_group()
    how.add_argument("--rate", type=float, metavar="R", help="instead of a plan: this share (0 to 1) of each station")
    how.add_argument("--standing", action="store_true", help="instead of a plan: add to the standing sample, by the settings' rates")
    for action, aql in ((planning, planning.add_argument), (drawing, how.add_argument)):
        aql("--aql", type=float, metavar="A", help="wrong documents in a hundred that are acceptable, 0.01 to 10 (default: settings)")
        action.add_argument("--level", metavar="L", help="S-1 to S-4, I, II or III; a higher one judges more (default: settings)")
    planning.add_argument("--severity", default="normal", metavar="S", help="normal, tightened or reduced (default: normal)")
    drawing.add_argument("--severity", metavar="S", help="normal, tightened or reduced (default: by the switching rules)")
    drawing.add_argument("--station", metavar="S", help="only from this scanning station")
    drawing.add_argument("--batch", metavar="B", help="only of this batch")
    drawing.add_argument("--from", dest="since", metavar="DATE", help="only what came in on or after this day")
    drawing.add_argument("--to", dest="until", metavar="DATE", help="only what came in on or before this day")
    drawing.add_argument("--seed", type=int, metavar="N", help="draw the same again from the same lot (default: at random, and kept)")
    listing = actions.add_parser("list", help="every sample and how far it is")
    report = actions.add_parser("report", help="error rates by station, operator, type and field, with their intervals")
    report.add_argument("sample", nargs="?", metavar="SAMPLE", help="a sample's id (default: all samples)")
    report.add_argument("--out", type=Path, metavar="FILE.png", help="draw the rates too")
    for action in (planning, drawing, listing, report):
        _shared(action, default=argparse.SUPPRESS)
        _json(action)


def _export(commands: Any) -> None:
    command = _command(commands, "export", "write every record, one JSON object a line")
    command.add_argument("--out", type=Path, metavar="FILE", help="a file instead of standard output")


def _verify(commands: Any) -> None:
    command = _command(
        commands, "verify", "prove that nothing is lost", "Arrivals, ledger, store and index agree, and every stored byte is right."
    )
    command.add_argument("--quick", action="store_true", help="read no stored bytes and no words: seconds instead of hours")
    _json(command)


def _backup(commands: Any) -> None:
    more = "While everything runs. Again into the same folder it adds what is new, and keeps the earlier ones."
    command = _command(commands, "backup", "copy ledger, store and all else that can't be made anew", more)
    command.add_argument("to", type=Path, metavar="DIR", help="a folder on another disk or machine, outside the home")
    command.add_argument("--keep", type=int, default=7, metavar="N", help="how many backups stay there (default: 7)")
    command.add_argument("--hash", action="store_true", help="read every byte in the backup again too, not only those that are new")
    _json(command)


def _restore(commands: Any) -> None:
    command = _command(commands, "restore", "make a home from a backup", "--home names the new one; it must be empty or not there yet.")
    command.add_argument("from_", type=Path, metavar="DIR", help="the folder that `chartscan backup` wrote")
    command.add_argument("--at", metavar="TIME", help="which backup, by the name of its folder (default: the latest)")
    _json(command)


def _reindex(commands: Any) -> None:
    command = _command(commands, "reindex", "rebuild the index from ledger and store")
    command.add_argument("--to", choices=["sqlite", "elasticsearch"], help="which backend (default: the configured one)")


def _elasticsearch(commands: Any) -> None:
    command = _command(commands, "elasticsearch", "make templates, indices, roles and keys in Elasticsearch")
    actions = command.add_subparsers(dest="action", metavar="setup", required=True)
    setup = actions.add_parser("setup", help="repeating it changes nothing; the password is asked, or CHARTSCAN_ELASTICSEARCH_PASSWORD")
    setup.add_argument("--user", default="elastic", help="an administrator of Elasticsearch (default: elastic)")
    setup.add_argument("--dry-run", action="store_true", help="say what would be made, change nothing")
    setup.add_argument("--save", action="store_true", help="keep the keys in the home folder, where the program looks for them")
    setup.add_argument("--renew-keys", action="store_true", help="make new keys; the old ones stop working")
    _shared(setup, default=argparse.SUPPRESS)


def _kibana(commands: Any) -> None:
    command = _command(commands, "kibana", "bring the dashboards to Kibana")
    actions = command.add_subparsers(dest="action", metavar="setup", required=True)
    setup = actions.add_parser("setup", help="repeating it renews them; the password is asked, or CHARTSCAN_ELASTICSEARCH_PASSWORD")
    setup.add_argument("--user", default="elastic", help="an administrator of Kibana (default: elastic)")
    _shared(setup, default=argparse.SUPPRESS)


def _serve(commands: Any) -> None:
    add_serve(_command(commands, "serve", "the records desk in a browser: search, review, audit", "Ctrl-C or SIGTERM ends it."))


def _users(commands: Any) -> None:
    add_users(_command(commands, "users", "who may use the records desk"), _shared)


def _restrict(commands: Any) -> None:
    add_restrict(_command(commands, "restrict", "what only some may see at the records desk"), _shared)


def _audit(commands: Any) -> None:
    add_audit(_command(commands, "audit", "who saw and did what at the records desk"), _shared)


def _doctor(commands: Any) -> None:
    _json(_command(commands, "doctor", "say what is installed, what is missing, and the command that mends it"))


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON document instead of text")
