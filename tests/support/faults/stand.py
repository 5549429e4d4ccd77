"""A process that has loaded faults.c and everything the program needs; it forks a child for each run, so that thousands are cheap.

Orders come as lines of JSON, and so go the answers. Each order: {"do": "ingest" | "watch" | "prove", "home", "source"} and, for a fault,
"at", "errno", "forever"; for a trace, "trace". Each answer: {"code", "said", "count", "failed"}, for "prove" also "problems" and "records".
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pipeline.run.ingest as ingesting
from pipeline.assembly import Desk
from pipeline.model.errors import PipelineError
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.listener import Silent
from pipeline.run.processing import Processor
from pipeline.run.turn import Turn
from pipeline.run.verify import verify
from pipeline.run.watching.drop_folder import DropFolder
from pipeline.run.watching.folders import folders_of
from pipeline.settings import Settings, parse
from tests.support.faults.canned import CannedPool, Reader

SETTINGS: Settings = parse({"intake": {"quiet_seconds": 0.0, "incomplete_seconds": 0.0, "empty_seconds": 0.0}, "run": {"jobs": 1}})
_HELD = 3


def never() -> bool:
    return False


def ingest(home: Path, source: Path) -> dict[str, Any]:
    with Home(home, SETTINGS) as opened:
        ingesting.ingest(opened, ingesting.Request([source]), Silent(), never)
    return {}


def watch(home: Path, source: Path) -> dict[str, Any]:
    """Rounds of the drop-folder daemon until nothing is left to do; its thread for the folder and the one that reads, in turn."""
    with Home(home, SETTINGS) as opened, CannedPool() as pool, Turn(home, "processing", "watch") as turn:
        (folder,) = folders_of(opened, [source])
        drop_folder = DropFolder(opened, folder.path, folder.settings, frozenset(), lambda _: None, never)
        desk = Desk(opened.settings, opened.patients)
        processor = Processor(opened, desk, pool, Silent(), indexing.KeepingUp(opened))  # type: ignore[arg-type]
        for _ in range(3):
            drop_folder.round()
            assert turn.take()
            processor.run()
        indexing.drain(opened)
    return {}


def prove(home: Path, source: Path) -> dict[str, Any]:
    """What `chartscan verify` says, every record without its ids and times, and where the sources are."""
    with Home(home, SETTINGS) as opened:
        problems = list(verify(opened).problems)
        records = [comparable(dict(record)) for record in opened.ledger.documents.all()]
        counts = opened.ledger.counts()
    left = [str(path) for path in (home / "store" / "parts").iterdir()]
    files = sorted(str(path.relative_to(source)) for path in source.rglob("*") if path.is_file() and not path.name.endswith(".reason.txt"))
    return {
        "problems": problems + [f"left: {path}" for path in left],
        "records": sorted(records, key=json.dumps),
        "counts": counts,
        "files": files,
    }


def comparable(record: dict[str, Any]) -> dict[str, Any]:
    """Without what differs from run to run."""
    arrival = record.pop("arrival_id")
    record["document_id"] = record["document_id"].removeprefix(arrival)
    record["source"] = {**record["source"], "received_at": None}
    return record


_ORDERS: dict[str, Callable[[Path, Path], dict[str, Any]]] = {"ingest": ingest, "watch": watch, "prove": prove}


def _obey(order: dict[str, Any], library: ctypes.CDLL) -> dict[str, Any]:
    home, source = Path(order["home"]), Path(order["source"])
    if "trace" in order:
        library.fault_trace(os.fsencode(order["trace"]))
    prefixes = os.fsencode(home.parent)  # the sources stand beside it
    library.fault_arm(prefixes, ctypes.c_long(order.get("at", 0)), order.get("errno", 0), order.get("forever", 0))
    code, said, more = 0, "", {}
    try:
        more = _ORDERS[order["do"]](home, source)
    except PipelineError as error:
        code, said = error.exit_code, f"{error.code}: {error.message}"
    except BaseException:  # noqa: BLE001  # the driver tells what the program let through
        code, said = 70, traceback.format_exc()
    return {"code": code, "said": said, "count": library.fault_count(), "failed": library.fault_failed(), **more}


def main() -> None:
    """Until the orders end."""
    logging.basicConfig(level=logging.CRITICAL)
    library = ctypes.CDLL(None)
    library.fault_count.restype = library.fault_failed.restype = ctypes.c_long
    CannedPool.reader = Reader()
    ingesting.PagePool = CannedPool  # type: ignore[assignment, attr-defined]
    out = os.dup(1)
    os.dup2(2, 1)
    for line in sys.stdin:
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            with os.fdopen(theirs, "wb") as answer:
                answer.write(json.dumps(_obey(json.loads(line), library)).encode() + b"\n")
            os._exit(0)
        os.close(theirs)
        with os.fdopen(ours, "rb") as answer:
            said = answer.read()
        _, status = os.waitpid(child, 0)
        os.write(out, said or json.dumps({"code": 128, "said": f"status {status}", "count": 0, "failed": 0}).encode() + b"\n")


if __name__ == "__main__":
    main()
