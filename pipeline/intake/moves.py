"""Where a taken source goes: beside its drop folder's other files, never over one of them."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.intake.names import fitted
from pipeline.intake.scan import FileState
from pipeline.model.durable import sync_file, sync_folder
from pipeline.model.errors import SyncFailed

log = logging.getLogger(__name__)
_REASON = ".reason.txt"


class CannotMove(Exception):
    """The source stays where it is: a read-only share, a full disk, a folder that is not ours. The text says why, without names."""


class Replaced(Exception):
    """Another file was put in the source's place while it was taken; it stands in the drop folder, untouched."""


def move_to(target: Path, source: Path, root: Path, expected: FileState | None = None) -> Path:
    """Move `source`, which stands below `root`, to the same place below `target`; " (2)" and so on where that name is taken.

    `expected` is what the file looked like when it was taken: whatever else was moved is put back (Replaced). The move is durable
    after `sync_folders` of both places.
    """
    try:
        source.lstat()  # before any folder is made: a share that went away leaves an empty one behind
        wanted = target / source.relative_to(root)
        _make_folder(wanted.parent, target)
        final = free(wanted)
        _move(source, final, expected)
    except OSError as error:
        raise CannotMove(error.strerror or "it can't be moved") from None
    return final


def sync_folders(folders: Iterable[Path]) -> bool:
    """Make what was moved in and out of them durable. False where that failed: what was moved may stand at its old place again after
    a loss of power. Its bytes are in the store already, so that a share that went away is no reason to stop.
    """
    try:
        for folder in set(folders):
            sync_folder(folder, "a drop folder")
    except (OSError, SyncFailed) as error:
        log.warning("a drop folder can't be synced: %s", error.strerror if isinstance(error, OSError) else error.message)
        return False
    return True


def write_reason(beside: Path, reason: str, advice: str) -> None:
    """A note for a person: why the file was refused and what to do. OSError where it can't be written."""
    note = free(note_of(beside))
    note.write_text(f"{reason}\n\nWhat to do: {advice}\n", encoding="utf-8", errors="replace")


def note_of(refused: Path) -> Path:
    """Where the note of a refused file stands."""
    return refused.with_name(fitted(refused.name, _REASON))


def free(wanted: Path) -> Path:
    """The path, or one like it whose name is not taken and not too long."""
    number, final = 1, wanted
    while os.path.lexists(final):
        number += 1
        final = wanted.with_name(fitted(wanted.stem, f" ({number}){_short(wanted.suffix)}"))
    return final


def _short(suffix: str) -> str:
    return suffix if len(os.fsencode(suffix)) < 20 else ""  # a name that is all suffix has nothing else that could be cut


def _make_folder(folder: Path, target: Path) -> None:
    """Make the folder below `target`, to stay; never through a link that leads elsewhere."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    folder.mkdir(parents=True, exist_ok=True)
    sync_folders(one.parent for one in missing)
    while folder != target.parent:
        if folder.is_symlink():
            raise OSError(None, "a link stands where the folder should be")
        folder = folder.parent


def _move(source: Path, final: Path, expected: FileState | None) -> None:
    try:
        source.rename(final)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(source, final, expected)
        return
    if not _is(final, expected):
        final.rename(free(source))
        raise Replaced


def _copy(source: Path, final: Path, expected: FileState | None) -> None:
    """To another file system: copy, make durable, then unlink."""
    part = final.with_name(fitted(f".{final.stem}", ".part"))
    try:
        shutil.copyfile(source, part, follow_symlinks=False)
        if not part.is_symlink():
            sync_file(part, "copying a source")
        if not _is(source, expected):
            raise Replaced
        part.rename(final)
        part = final
        source.unlink()
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _is(path: Path, expected: FileState | None) -> bool:
    return expected is None or FileState.of(path.lstat()).looks == expected.looks
