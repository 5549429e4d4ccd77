"""Pictures of pages for a browser: drawn in a process of their own, kept in the home folder, the oldest thrown away."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import threading
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from pipeline.model.errors import EngineCrashed, EngineTimeout, PipelineError
from pipeline.pages.settings import PagesSettings
from pipeline.review.painting import Wanted, paint, start

TIMEOUT_S = 60.0  # for one page
_MEGABYTE = 1024 * 1024
_LOOK_EVERY = 200  # pictures, before the cache's size is looked at again


class Pictures:
    """`folder` is the cache; thread-safe. What a file's reading raises, drawing it raises too."""

    def __init__(self, folder: Path, settings: PagesSettings, most_mb: int, jobs: int = 2) -> None:
        self._folder = folder
        self._settings = settings
        self._most = most_mb * _MEGABYTE
        self._jobs = jobs
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
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
            pass
        data = self._draw(source, wanted)
        self._keep(kept, data)
        return data

    def close(self) -> None:
        """End the process that draws."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
                self._pool.join()
                self._pool = None

    def _path(self, source: Path, wanted: Wanted) -> Path:
        name = hashlib.sha256(f"{source.name}|{wanted}".encode()).hexdigest()
        return self._folder / name[:2] / f"{name[2:]}.jpg"

    def _draw(self, source: Path, wanted: Wanted) -> bytes:
        with self._lock:
            if self._pool is None or not self._pool.active:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPool(
                    max_workers=self._jobs, max_tasks=500, initializer=start, initargs=(self._settings, os.getpid()), context=context
                )
            future = self._pool.schedule(paint, args=(source, wanted), timeout=TIMEOUT_S)
        try:
            answer: bytes | PipelineError = future.result()
        except (TimeoutError, TooLong):
            raise EngineTimeout(f"page {wanted.page}: not drawn in {TIMEOUT_S:.0f} s") from None
        except (ProcessExpired, BrokenProcessPool):
            raise EngineCrashed(f"page {wanted.page}: the process that draws it died") from None
        if isinstance(answer, PipelineError):
            raise answer
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
