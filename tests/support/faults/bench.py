"""Gives orders to the stand, and judges what came of a run that was disturbed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.faults.canned import make_sources
from tests.support.faults.library import library
from tests.support.faults.trace import read_trace
from tests.support.program import Program, chart_lines, draw_page, save_pages

_EXPECTED_CODES = (0, 1, 2, 3)


@dataclass(frozen=True)
class Fault:
    """The n-th operation fails; `errno` 0 is a write of half its bytes."""

    at: int
    errno: int
    forever: bool = False


class Bench:
    """One stand, and a folder in which each run has its own home and sources."""

    def __init__(self, folder: Path, do: str = "ingest") -> None:
        self._folder = folder
        self._do = do
        environment = os.environ | {"LD_PRELOAD": str(library()), "OMP_THREAD_LIMIT": "1"}
        self._stand = subprocess.Popen(
            [sys.executable, "-m", "tests.support.faults.stand"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        folder.mkdir(parents=True, exist_ok=True)
        self.count, self.expected = self._undisturbed()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stand.communicate()

    def order(self, do: str, home: Path, source: Path, **more: Any) -> dict[str, Any]:
        """One run of the program in a child of the stand."""
        assert self._stand.stdin is not None
        assert self._stand.stdout is not None
        self._stand.stdin.write(json.dumps({"do": do, "home": str(home), "source": str(source), **more}) + "\n")
        self._stand.stdin.flush()
        answer: dict[str, Any] = json.loads(self._stand.stdout.readline())
        return answer

    def fresh(self, name: str) -> tuple[Path, Path]:
        """A home that is not there yet, and sources."""
        place = self._folder / name
        shutil.rmtree(place, ignore_errors=True)
        self.make_sources(place / "in")
        return place / "home", place / "in"

    def make_sources(self, folder: Path) -> None:
        """What the runs take in."""
        make_sources(folder)

    def faulted(self, fault: Fault) -> tuple[dict[str, Any], list[str]]:
        """A run with the fault, then one without; what is wrong after them."""
        home, source = self.fresh("faulted")
        first = self.order(self._do, home, source, at=fault.at, errno=fault.errno, forever=int(fault.forever))
        wrong = [] if first["code"] in _EXPECTED_CODES else [f"the faulted run ended with {first['code']}: {first['said']}"]
        return first, wrong + self.recovered(home, source)

    def recovered(self, home: Path, source: Path) -> list[str]:
        """Run without a fault; what differs from a run that was never disturbed."""
        again = self.order(self._do, home, source)
        wrong = [f"the run after it ended with {again['code']}: {again['said']}"] if again["code"] else []
        return wrong + self.differences(self.order("prove", home, source))

    def differences(self, proof: dict[str, Any]) -> list[str]:
        """What verify finds, and what is not as in the undisturbed run."""
        if proof["code"]:
            return [f"it can't be proven: {proof['said']}"]
        found, expected = {**proof, **_of_copies(proof["records"])}, {**self.expected, **_of_copies(self.expected["records"])}
        return list(proof["problems"]) + [
            f"{what}: {found[what]} instead of {expected[what]}"
            for what in ("counts", "records", "places", "files")
            if found[what] != expected[what]
        ]

    def _undisturbed(self) -> tuple[int, dict[str, Any]]:
        home, source = self.fresh("undisturbed")
        run = self.order(self._do, home, source)
        assert run["code"] == 0, run["said"]
        proof = self.order("prove", home, source)
        assert proof["code"] == 0, proof["said"]
        assert proof["problems"] == [], proof["problems"]
        return run["count"], proof


def _of_copies(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Records, and apart from them where each file's bytes came from: of two copies the one that a fault kept waiting is the second one
    now, and it is the second that is marked as a possible duplicate.
    """
    told = [{**record, "source": {**record["source"], "path": None, "station": None}} for record in records]
    places = [(one["sha256"], one["path"], one["station"]) for one in (record["source"] for record in records)]
    return {"records": sorted(told, key=json.dumps), "places": sorted(places, key=json.dumps)}


class GenuineBench(Bench):
    """The program itself as a process of its own, with its workers and engine, on small pictures; only proven by the stand."""

    def make_sources(self, folder: Path) -> None:
        """A chart of two pages, and a file that can't be read."""
        people = (("100001", "DOE, JANE M", "03/14/1957"), ("100002", "ROE, RICHARD", "07/04/1948"))
        save_pages(folder / "chart.tif", [draw_page(chart_lines(*who), (900, 520), 24) for who in people])
        (folder / "cut.pdf").write_bytes(b"%PDF-1.4 nothing more")

    def order(self, do: str, home: Path, source: Path, **more: Any) -> dict[str, Any]:
        """One run: `ingest` by the program, `prove` by the stand."""
        if do != "ingest":
            return super().order(do, home, source, **more)
        trace = self._folder / "trace"
        trace.unlink(missing_ok=True)
        fault = {f"FAULT_{name.upper()}": str(value) for name, value in more.items()}
        environment = os.environ | fault | {"LD_PRELOAD": str(library()), "FAULT_PREFIXES": str(home.parent), "FAULT_TRACE": str(trace)}
        command = Program(home).command("ingest", source, "--jobs", "1")
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
        code = 70 if "Traceback" in done.stderr else done.returncode
        # 3: the file that can't be read is quarantined, as it must be
        return {"code": 0 if code == 3 else code, "said": done.stderr, "count": len(read_trace(trace)), "failed": bool(more)}
