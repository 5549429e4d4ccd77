"""Backup and restore. DIR/store holds bytes by hash, each once; DIR/TIME the databases as they were then, with `backup.json` when whole.

The order makes it consistent while everything runs. Samples and accounts are copied first, then the ledger, which knows every document
that they name; then the patients, so that nobody is missing to whom the ledger files; the store last: nothing in it ever changes or
goes, and the ledger only names what was there already.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.ledger import Ledger
from pipeline.model.durable import failure, make_folders, replace_durably, sync_file, sync_folder
from pipeline.model.errors import ConfigError, StoreDown
from pipeline.run.home import MODEL, TYPES, Home
from pipeline.store import Store

Told = Callable[[str, int], None]
_FIRST = ("quality.sqlite", "accounts.sqlite", "ledger.sqlite")
_LEFT_OUT = {"index.sqlite"}  # made anew
_FOLDERS = ("audit", TYPES, "elasticsearch")  # log of accesses, a site's types, keys
_WHOLE = "backup.json"
_PAGES = 2_000  # of a database copied at a time, so that writers are never kept waiting
_TELL_EVERY = 500


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its folder's name, how many stored files it needs, how many were copied this time, and what is wrong with it."""

    at: str
    files: int
    copied: int
    problems: tuple[str, ...]


def back_up(home: Home, to: Path, keep: int, everything: bool, told: Told) -> Backup:
    """Copy into `to`. `everything`: hash what earlier backups copied too. ConfigError for a folder that won't do; StoreDown, DiskFull."""
    to = to.absolute()
    if to.is_relative_to(home.folder.absolute()) or home.folder.absolute().is_relative_to(to):
        raise ConfigError("a backup can't stand in the home folder, nor around it", "Name a folder on another disk.")
    if to.is_dir() and any(to.iterdir()) and not (to / "store").is_dir():
        raise ConfigError(f"{to} holds something else", "Name an empty folder, or one that a backup was made in.")
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    try:
        make_folders(to, "backup")
        to.chmod(0o700)
        copy = to / f"{at}.part"
        copy.mkdir(mode=0o700)
        _databases(home.folder, copy, told)
        copied, files, problems = _store(copy, home.folder / "store", to / "store", everything, told)
        if not problems:
            whole = {"at": at, "version": __version__, "files": files, "hashes": _hashes(copy)}
            (copy / _WHOLE).write_text(json.dumps(whole, indent=1), encoding="utf-8")
            _sync_all(copy)
            copy.rename(to / at)
            sync_folder(to, "backup")
            _forget(to, keep)
    except OSError as error:
        raise failure(error, "backup") from None
    except sqlite3.Error as error:
        raise StoreDown(f"backup: {error}") from None
    return Backup(at, files, copied, tuple(problems))


def restore(from_: Path, at: str | None, new_home: Path, told: Told) -> Backup:
    """A home from a backup, the latest unless `at` names one; the index is to be built afterwards. ConfigError when it can't be used."""
    found = _chosen(from_, at)
    if new_home.exists() and (not new_home.is_dir() or any(new_home.iterdir())):
        raise ConfigError(f"{new_home} is not empty", "Name a new folder with --home; nothing is ever restored over something.")
    whole = json.loads((found / _WHOLE).read_text(encoding="utf-8"))
    if _hashes(found) != whole["hashes"]:
        raise StoreDown(f"backup {found.name}: its files are not those that were written", "Name an earlier one with --at.")
    try:
        make_folders(new_home.absolute(), "restore")
        new_home.chmod(0o700)
        for path in sorted(found.rglob("*")):
            target = new_home / path.relative_to(found)
            if path.is_dir():
                target.mkdir(mode=0o700)
            elif path.name != _WHOLE:
                _copy(path, target)
        copied, files, problems = _store(new_home, from_ / "store", new_home / "store", False, told)
        _sync_all(new_home, but="store")
    except OSError as error:
        raise failure(error, "restore") from None
    return Backup(found.name, files, copied, tuple(problems))


def _databases(home: Path, copy: Path, told: Told) -> None:
    names = sorted({path.name for path in home.glob("*.sqlite")} - _LEFT_OUT)
    for name in (*(one for one in _FIRST if one in names), *(one for one in names if one not in _FIRST)):
        told(name, 0)
        _database(home / name, copy / name)
    if (home / MODEL).exists():
        _copy(home / MODEL, copy / MODEL)
    for folder in _FOLDERS:
        if (home / folder).is_dir():
            shutil.copytree(home / folder, copy / folder, ignore=shutil.ignore_patterns("lock"))


def _database(source: Path, target: Path) -> None:
    """As of one moment, whoever writes meanwhile (SQLite's backup); checked afterwards."""
    target.touch(mode=0o600)
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60)) as live, closing(sqlite3.connect(target)) as copied:
        live.backup(copied, pages=_PAGES)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, without a journal beside it
        found = [str(row[0]) for row in copied.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise StoreDown(f"{source.name}: {found[0]}", "The database itself is damaged: restore the last good backup.")


def _store(databases: Path, from_: Path, to: Path, everything: bool, told: Told) -> tuple[int, int, list[str]]:
    """Bring every byte over that the ledger names; how many were copied, how many there are, and what could not be."""
    source, target = Store(from_), Store(to)
    copied = files = 0
    problems = []
    with closing(Ledger(databases / "ledger.sqlite")) as ledger:
        for sha256 in ledger.walking.hashes():
            files += 1
            if files % _TELL_EVERY == 0:
                told("stored files", files)
            if target.exists(sha256) and (not everything or target.verify(sha256)):
                continue
            copied += 1
            if not source.exists(sha256):
                problems.append(f"store: {sha256} is missing")
            elif target.put_file(source.path(sha256)).sha256 != sha256:
                problems.append(f"store: {sha256} does not match its hash")
    return copied, files, problems


def _chosen(from_: Path, at: str | None) -> Path:
    known = sorted(path.parent.name for path in from_.glob(f"*/{_WHOLE}") if not path.parent.name.endswith(".part"))
    if not known:
        raise ConfigError(f"{from_} holds no whole backup", "Name the folder that `chartscan backup` wrote.")
    if at is not None and at not in known:
        raise ConfigError(f"there is no backup {at}", f"There are: {', '.join(known)}.")
    return from_ / (at or known[-1])


def _forget(to: Path, keep: int) -> None:
    """Older backups' databases go; what is in the store stays, nothing tells any more whether something needs it."""
    whole = sorted(path.parent for path in to.glob(f"*/{_WHOLE}"))
    for old in [*whole[: -max(keep, 1)], *(path for path in to.glob("*.part") if path.is_dir())]:
        shutil.rmtree(old)


def _hashes(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): _hash(path) for path in _files(folder) if path.name != _WHOLE}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    part.touch(mode=0o600)
    shutil.copyfile(source, part)
    replace_durably(part, target, "restore")


def _sync_all(folder: Path, but: str = "") -> None:
    for path in (folder, *folder.rglob("*")):
        if but and path.is_relative_to(folder / but):
            continue
        (sync_folder if path.is_dir() else sync_file)(path, "backup")


def as_json(backup: Backup) -> dict[str, Any]:
    """For other programs."""
    return {"at": backup.at, "files": backup.files, "copied": backup.copied, "problems": list(backup.problems)}
