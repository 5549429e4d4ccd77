"""What is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.assembly import Hallway, index_health
from pipeline.model.errors import PipelineError
from pipeline.ocr import check_engine
from pipeline.run.workers.pool import role
from pipeline.run.workers.probe import PROGRAMS, what_a_worker_can
from pipeline.settings import Settings

_LIBRARIES = (
    "cattrs",
    "cv2",
    "elasticsearch",
    "numpy",
    "PIL",
    "pypdfium2",
    "pytesseract",
    "rapidfuzz",
    "rich",
    "tesserocr",
    "watchdog",
    "onnx",
    "onnxruntime",
    "pikepdf",
)
_LEAST_FREE = 2 * 1024**3  # bytes; a day's scanning of one station


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `mend` is the command or step that puts it right, empty when `ok`."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def examine(home: Path, settings: Settings) -> list[Check]:
    """Every check, in the order in which a person would mend them."""
    return [
        _python(),
        *_libraries(),
        _tesseract(),
        _languages(settings),
        _full_text(),
        _stages(settings),
        _threads(),
        _confined(home, settings),
        _home(home),
        _space(home),
        *_index(home, settings),
        *_audit(home, settings),
    ]


def _audit(home: Path, settings: Settings) -> Iterator[Check]:
    """Where the desk has been used: whether its log could be cut off at the end without anybody seeing it."""
    if not (home / "audit").is_dir():
        return
    folder = settings.audit.checkpoint_folder
    ok = bool(folder) and Path(folder).is_dir() and os.access(folder, os.W_OK)
    mend = "Set audit.checkpoint_folder to a folder outside the home, best on another machine, that can be written to."
    yield Check("audit checkpoints", ok, folder or "no folder for them", "" if ok else mend)


def _index(home: Path, settings: Settings) -> Iterator[Check]:
    """What Elasticsearch says of itself, where it is the index."""
    for name, ok, detail, mend in index_health(settings, home):
        yield Check(name, ok, detail, "" if ok else mend)


def _python() -> Check:
    ok = sys.version_info >= (3, 11)
    return Check("Python", ok, platform.python_version(), "" if ok else "apt-get install python3 (3.11 or later)")


def _libraries() -> Iterator[Check]:
    missing = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
    detail = f"missing: {', '.join(missing)}" if missing else f"{len(_LIBRARIES)} installed"
    yield Check("Python libraries", not missing, detail, "pip install --require-hashes -r requirements.lock" if missing else "")


def _tesseract() -> Check:
    path = shutil.which("tesseract")
    if path is None:
        return Check("tesseract", False, "not found", "apt-get install tesseract-ocr")
    shown = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    first = (shown.stdout or shown.stderr).split("\n", 1)[0]
    return Check("tesseract", shown.returncode == 0, first, "" if shown.returncode == 0 else "apt-get install --reinstall tesseract-ocr")


def _languages(settings: Settings) -> Check:
    """The models as the engines look for them: in ocr.tessdata where it is set."""
    try:
        folder = check_engine(settings.ocr)
    except PipelineError as error:
        return Check("languages", False, error.message, error.advice)
    where = f"in ocr.tessdata, {folder}" if settings.ocr.tessdata else f"in {folder}"
    return Check("languages", True, f"{', '.join(settings.ocr.languages)} {where}")


def _full_text() -> Check:
    with sqlite3.connect(":memory:") as memory:
        have = {row[0] for row in memory.execute("SELECT compile_options FROM pragma_compile_options")}
    ok = "ENABLE_FTS5" in have
    return Check(
        "SQLite full text", ok, f"SQLite {sqlite3.sqlite_version}", "" if ok else "use a Python whose SQLite has FTS5 (Debian's has)"
    )


def _stages(settings: Settings) -> Check:
    problem = _problem(lambda: Hallway(settings))
    if problem is None:
        return Check("stages", True, "engine, type model and identifier rules load")
    return Check("stages", False, problem.message, problem.advice)


def _problem(build: Callable[[], object]) -> PipelineError | None:
    try:
        build()
    except PipelineError as error:
        return error
    return None


def _confined(home: Path, settings: Settings) -> Check:
    """A worker process tries what it is not to do; files from strangers are read in nothing else."""
    if settings.run.confine == "off":
        return Check("confined workers", False, "switched off", 'Set run.confine to "auto" or "require".')
    with tempfile.TemporaryDirectory(dir=home if home.is_dir() else None) as folder:
        can = what_a_worker_can(role(settings, ()), Path(folder))
    if can is None:
        return Check("confined workers", False, "no worker process starts", "Mend what else is told here first.")
    left = [one for one in can if one != PROGRAMS or settings.ocr.engine != "pytesseract"]
    if not left:
        kept = "tesseract only, its own" if can else "none"
        return Check("confined workers", True, f"no network, no writing, no files but those they read; programs: {kept}")
    mend = "apt-get install libseccomp2; other files are hidden from Linux 5.13 on, where Landlock is enabled (lsm= on its command line)"
    return Check("confined workers", False, f"worker processes can {', '.join(left)}", mend)


def _threads() -> Check:
    limit = os.environ.get("OMP_THREAD_LIMIT")
    return Check("OMP_THREAD_LIMIT", limit == "1", str(limit), "" if limit == "1" else "unset OMP_THREAD_LIMIT; chartscan sets it to 1")


def _home(home: Path) -> Check:
    nearest = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    ok = os.access(nearest, os.W_OK)
    return Check("home folder", ok, str(home), "" if ok else f"make {nearest} writable for this user, or choose another --home")


def _space(home: Path) -> Check:
    nearest = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    detail = f"{free / 1024**3:.1f} GiB free"
    return Check("disk space", free >= _LEAST_FREE, detail, "" if free >= _LEAST_FREE else "free space where the home folder stands")
