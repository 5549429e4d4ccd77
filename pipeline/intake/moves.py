"""Where a taken source goes: beside its drop folder's other files, never over one of them."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from pipeline.model.durable import sync_file, sync_folder

log = logging.getLogger(__name__)


def move_to(target: Path, source: Path, root: Path) -> Path | None:
    """Move `source`, which stands below `root`, to the same place below `target`; " (2)" and so on where that name is taken.

    None when the source can't be moved (a read-only share): the caller remembers that it was taken.
    """
    try:
        wanted = target / source.relative_to(root)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        final = _free(wanted)
        _move(source, final)
        sync_folder(final.parent, "moving a source")
        sync_folder(source.parent, "moving a source")
    except OSError as error:
        log.warning("a source can't be moved: %s", error.strerror)
        return None
    return final


def write_reason(beside: Path, reason: str, advice: str) -> None:
    """A note for a person: why the file was refused and what to do."""
    beside.with_name(f"{beside.name}.reason.txt").write_text(f"{reason}\n\nWhat to do: {advice}\n", encoding="utf-8")


def _free(wanted: Path) -> Path:
    number, final = 1, wanted
    while final.exists() or final.is_symlink():
        number += 1
        final = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return final


def _move(source: Path, final: Path) -> None:
    try:
        source.rename(final)
    except OSError:  # another filesystem: copy, make durable, then unlink
        part = final.with_name(f".{final.name}.part")
        shutil.copyfile(source, part)
        sync_file(part, "copying a source")
        part.rename(final)
        source.unlink()
