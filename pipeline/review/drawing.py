"""Pictures of pages for a browser: drawn in confined processes, kept in the home folder, the oldest thrown away."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

from pipeline.model.errors import PipelineError
from pipeline.review.painting import Wanted
from pipeline.run.workers.crew import Crew
from pipeline.run.workers.lanes import Request
from pipeline.run.workers.minding import Role
from pipeline.run.workers.pool import SCRATCH
from pipeline.settings import Settings

TIMEOUT_S = 60.0  # for one page
_MEGABYTE = 1024 * 1024
_LOOK_EVERY = 200  # pictures, before the cache's size is looked at again


class Pictures:
    """`folder` is the cache, `files` where the scans stand; thread-safe. What a file's reading raises, drawing it raises too."""

    def __init__(self, folder: Path, settings: Settings, files: Path, jobs: int = 2) -> None:
        self._folder = folder
        self._most = settings.desk.picture_cache_mb * _MEGABYTE
        self._crew = Crew(_role(settings, files), jobs, folder / SCRATCH)
        self._drawn = 0
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, source: Path, wanted: Wanted) -> bytes:
        """A JPEG."""
        kept = self._path(source, wanted)
        try:
            found = kept.read_bytes()
            os.utime(kept)
            return found
        except OSError:
            pass  # it was never drawn, or has been thrown away to make room
        data = self._draw(source, wanted)
        self._keep(kept, data)
        return data

    def close(self) -> None:
        """End the processes that draw."""
        self._crew.close()

    def _path(self, source: Path, wanted: Wanted) -> Path:
        name = hashlib.sha256(f"{source.name}|{wanted}".encode()).hexdigest()
        return self._folder / name[:2] / f"{name[2:]}.jpg"

    def _draw(self, source: Path, wanted: Wanted) -> bytes:
        answer = self._crew.submit(Request((source.absolute(), wanted), TIMEOUT_S)).result()
        if isinstance(answer, PipelineError):
            raise answer
        assert isinstance(answer, bytes)
        return answer

    def _keep(self, path: Path, data: bytes) -> None:
        """A full disk costs the cache, not the picture."""
        try:
            path.parent.mkdir(exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
            part.write_bytes(data)
            part.replace(path)
        except OSError:
            return
        self._drawn += 1
        if self._drawn % _LOOK_EVERY == 1:
            self._throw_away()

    def _throw_away(self) -> None:
        found = []
        for path in self._folder.glob("*/*.jpg"):
            try:
                state = path.stat()
            except OSError:
                continue
            found.append((state.st_mtime, state.st_size, path))
        size = sum(one[1] for one in found)
        for _, bytes_, path in sorted(found, key=lambda one: one[0]):
            if size <= self._most:
                return
            path.unlink(missing_ok=True)
            size -= bytes_


def _role(settings: Settings, files: Path) -> Role:
    return Role(
        start="pipeline.review.painting:start",
        arguments=(settings.pages,),
        serve="pipeline.review.painting:paint",
        readable=(files.absolute(),),
        memory_mb=settings.run.worker_memory_mb,
        requests=500,
        confined=settings.run.confine,
    )
