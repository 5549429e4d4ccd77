"""A process that reads strangers' files: confined before it opens the first, then one request after the other, until its parent is gone.

`python -m pipeline.run.workers.child ANSWERS`: requests come on standard input, answers go to the descriptor ANSWERS. The first request
says what to be. An answer is plain data that the parent only reads: whoever gets hold of this process through a damaged file gets no
further.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.model.errors import EngineCrashed, OutOfMemory, PipelineError, Unreadable
from pipeline.run.place import where
from pipeline.run.workers.confine import confine

BYTES, NUMBER, ERROR, READY = b"B", b"N", b"E", b"R"
HEAD = struct.Struct(">cQ")  # an answer's kind and length
LENGTH = struct.Struct(">Q")  # a request's
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
# Not 0, which the kernel overlooks where dumps go to a program (core(5)); at 1 byte there is neither file nor program. A dump holds pages.
_NO_CORE = 1
_OPEN_FILES = 256
_LARGEST_FILE = 1 << 30  # bytes a started program may write
# malloc.h, and bytes: what a page needed stays for the next one, up to so much; larger pieces than these go back at once
_M_TRIM_THRESHOLD, _KEPT = -1, 64 << 20
_M_MMAP_THRESHOLD, _LARGE = -3, 32 << 20


def main() -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    out = int(sys.argv[1])
    first = _request()
    if first is None:
        return
    told = json.loads(first)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    keep_memory()
    if os.getppid() != told["parent"]:  # it was gone before the line above
        return
    in_force: tuple[str, ...] = ()
    try:
        _limit(told["memory_mb"], told["programs"])
        if told["confine"]:
            in_force = confine(map(Path, told["readable"]), tuple(map(Path, told["writable"])), told["programs"])
        serve = _named(told["serve"])
        _named(told["start"])(*pickle.loads(_request() or b""))  # noqa: S301  # from the parent
    except PipelineError as error:
        _send(out, ERROR, _packed(error))
    except MemoryError:
        _send(out, ERROR, _packed(OutOfMemory("the worker's memory limit is too small to start it", "Raise run.worker_memory_mb.")))
    except Exception as error:  # noqa: BLE001  # whatever keeps it from starting is told, not printed
        _send(out, ERROR, _packed(EngineCrashed(f"the worker process can't start: {where(error)}")))
    else:
        _send(out, READY, json.dumps(in_force).encode())
        while (request := _request()) is not None:
            _send(out, *_answered(serve, *pickle.loads(request)))  # noqa: S301  # from the parent


def _answered(serve: Callable[..., bytes | int], seconds: float, *request: Any) -> tuple[bytes, bytes]:
    _limit_seconds(seconds)
    try:
        result = serve(*request)
    except PipelineError as error:
        return ERROR, _packed(error)
    except MemoryError:
        return ERROR, _packed(OutOfMemory("out of memory"))
    except Exception as error:  # noqa: BLE001  # a defect costs one file; its text may quote the page, so only its kind is told
        return ERROR, _packed(Unreadable(where(error)))
    return (NUMBER, str(result).encode()) if isinstance(result, int) else (BYTES, result)


def _packed(error: PipelineError) -> bytes:
    return json.dumps([error.code, error.message, error.advice]).encode()


def _named(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _limit(megabytes: int, programs: bool) -> None:
    """What a process may hold for itself (RLIMIT_DATA, Linux 4.7 and later); address space that libraries only reserve is free."""
    no_core_dumps()
    _lower(resource.RLIMIT_DATA, megabytes * 1024 * 1024)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _lower(resource.RLIMIT_FSIZE, _LARGEST_FILE if programs else 0)


def _limit_seconds(seconds: float) -> None:
    """Processor time from now on, of this process and of each program it starts: the kernel stops both, whatever became of the parent."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))


def keep_memory() -> None:
    """Keep freed memory for the next page; otherwise the kernel clears some thousand pages of memory for each. Nothing without glibc."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_TRIM_THRESHOLD, _KEPT)


def no_core_dumps() -> None:
    """A dead process leaves no picture of its memory."""
    _lower(resource.RLIMIT_CORE, _NO_CORE)


def _lower(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (least, least))


def _request() -> bytes | None:
    """The next request, or None when the parent is done."""
    head = _exactly(LENGTH.size)
    return None if head is None else _exactly(LENGTH.unpack(head)[0])


def _exactly(size: int) -> bytes | None:
    data = b""
    while len(data) < size:
        more = os.read(0, size - len(data))
        if not more:
            return None
        data += more
    return data


def _send(out: int, kind: bytes, body: bytes) -> None:
    rest = memoryview(HEAD.pack(kind, len(body)) + body)
    while rest:
        rest = rest[os.write(out, rest) :]


if __name__ == "__main__":
    main()
