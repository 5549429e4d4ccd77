"""The parent's side of a confined process: started when needed, asked one thing at a time, ended with everything it started.

Nothing that comes from it is executed or unpickled: it reads strangers' files, and what speaks may no longer be the program.
"""

from __future__ import annotations

import json
import os
import pickle
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model import errors
from pipeline.model.errors import EngineCrashed, EngineTimeout, PipelineError, ToolMissing
from pipeline.run.owner import is_dead, this_process
from pipeline.run.workers import confine
from pipeline.run.workers.child import BYTES, ERROR, HEAD, LENGTH, NUMBER, READY
from pipeline.settings import config_folder

Result = bytes | int | PipelineError
_START_S = 120.0  # in which a process must be ready; a second or two where the machine is not overloaded
_LOOK_S = 0.5  # between two looks at how much processor time a request has taken
_BY_THE_CLOCK = 5  # times a first try's processor time, after which it is over in any case: waiting for a disk, or for memory, takes none
_MOST = 1 << 28  # bytes of an answer; a page of print has less than a thousandth
_KNOWN = {found.code: found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, PipelineError)}
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")  # of the environment, which may hold secrets
# What any Python program reads, and what numeric libraries ask of the machine.
_SYSTEM = (
    "/usr /lib /lib64 /etc/ld.so.cache /etc/localtime /etc/fonts /dev/urandom /dev/random /dev/zero /proc/cpuinfo /proc/meminfo /proc/self"
    " /sys/devices/system /sys/fs/cgroup"
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a confined process is: two functions as "module:name", and what it may have."""

    start: str  # called once
    arguments: tuple[Any, ...]  # for `start`
    serve: str  # called for each request; answers bytes or a number, or raises a PipelineError
    readable: tuple[Path, ...]  # files and folders it reads, besides the program and its libraries
    memory_mb: int
    requests: int  # after which the process is replaced
    confined: str  # "auto", "require" or "off"
    programs: bool = False  # whether it starts programs of its own


class Overtaken(Exception):
    """The process was at it for longer than a first try, and was stopped so that others need not wait."""


@dataclass(slots=True)
class _FirstTry:
    """When a request has had its first try, and who says whether it may go on."""

    pid: int
    processor_s: float  # of the process, as it counts
    until: float  # by the clock
    may_go_on: Callable[[], bool]

    def over(self) -> bool:
        return time.monotonic() >= self.until or _processor_s(self.pid) >= self.processor_s


class Child:
    """One process after the other in the same role; `scratch` is where its programs may write. One thread asks, any may stop it."""

    def __init__(self, role: Role, scratch: Path) -> None:
        self._role = role
        self._scratch = scratch
        self._process: subprocess.Popen[bytes] | None = None
        self._answers = -1
        self._asked = 0
        self._folder: Path | None = None
        self._stopped = False
        self._lock = threading.Lock()
        self.in_force: tuple[str, ...] = ()
        self.took_s = 0.0  # seconds of processor time that the last answer took

    def ask(
        self, request: tuple[Any, ...], seconds: float, first_try_s: float = 0.0, may_go_on: Callable[[], bool] = lambda: True
    ) -> Result:
        """What the process answers; after an EngineTimeout or EngineCrashed the next request meets a new one.

        After `first_try_s` seconds of processor time `may_go_on` is asked, once; if not, the process is ended: Overtaken. 0: never.
        """
        problem = self.make_ready()
        if problem is not None:
            return problem
        self._asked += 1
        assert self._process is not None
        pid, first_try = self._process.pid, None
        began = _processor_s(pid)
        if 0 < first_try_s < seconds:
            first_try = _FirstTry(pid, began + first_try_s, time.monotonic() + _BY_THE_CLOCK * first_try_s, may_go_on)
        answer = self._exchange([pickle.dumps((seconds, *request))], seconds, first_try)
        self.took_s = max(_processor_s(pid) - began, 0.0)
        self._empty()
        return answer

    def make_ready(self) -> PipelineError | None:
        """Start a process where there is none that may be asked; what kept it from starting."""
        if self._process is not None and self._asked < self._role.requests and self._process.poll() is None:
            return None
        self.end()
        problem = self._begin()
        if problem is not None:
            self.end()
        return problem

    def stop(self) -> None:
        """End it, also while it is asked, for good."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                _kill(self._process)

    def end(self) -> int:
        """Kill the process and all that it started, and throw away what they left; how it ended, 0 where there was none."""
        with self._lock:
            process, self._process = self._process, None
        code = 0
        if process is not None:
            _kill(process)
            code = process.wait()
            assert process.stdin is not None
            with suppress(BrokenPipeError):
                process.stdin.close()
            os.close(self._answers)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        return code

    def _begin(self) -> PipelineError | None:
        try:
            self._start()
        except OSError as error:
            return EngineCrashed(f"a worker process can't be started: {error.strerror}")
        answer = self._exchange([self._told(), pickle.dumps(self._role.arguments)], _START_S)
        if isinstance(answer, PipelineError):
            return answer
        assert isinstance(answer, bytes)
        self.in_force, self._asked = tuple(json.loads(answer)), 0
        if self._role.confined == "require" and not {confine.NETWORK, confine.WRITING, confine.READING} <= set(self.in_force):
            return ToolMissing("worker processes can't be confined here", "`chartscan doctor` tells why; or set run.confine to auto.")
        return None

    def _start(self) -> None:
        if self._role.programs:
            self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix=f"{this_process()}:", dir=self._scratch)).absolute()
        answers, theirs = os.pipe2(os.O_CLOEXEC)
        try:
            with self._lock:
                if self._stopped:
                    raise InterruptedError
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "pipeline.run.workers.child", str(theirs)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,  # native libraries print what they please, perhaps words of a page
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs,),
                    env=self._environment(),
                    start_new_session=True,
                )
        except OSError:
            os.close(answers)
            raise
        finally:
            os.close(theirs)
        self._answers = answers

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        place = str(Path(__file__).parents[3])  # where the package stands
        # as many workers as cores: a worker's own threads would only wait for, and take from, its neighbours
        single = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
        return {**kept, **single, "PYTHONPATH": place, "TMPDIR": str(self._folder or "/nonexistent"), "HOME": "/nonexistent"}

    def _told(self) -> bytes:
        role = self._role
        libraries = (entry for entry in sys.path if Path(entry).name in {"site-packages", "dist-packages"})
        program = (sys.prefix, sys.base_prefix, Path(__file__).parents[2], config_folder())
        told = {
            "parent": os.getpid(),
            "memory_mb": role.memory_mb,
            "programs": role.programs,
            "confine": role.confined != "off",
            "readable": [str(path) for path in (*_SYSTEM.split(), *program, *libraries, *role.readable)],
            "writable": [str(self._folder)] if self._folder else [],
            "start": role.start,
            "serve": role.serve,
        }
        return json.dumps(told).encode()

    def _exchange(self, requests: list[bytes], seconds: float, first_try: _FirstTry | None = None) -> Result:
        """Send, and wait for one answer."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        until = time.monotonic() + seconds
        try:
            with suppress(BrokenPipeError):  # its death is seen when the answer is read
                process.stdin.write(b"".join(LENGTH.pack(len(request)) + request for request in requests))
                process.stdin.flush()
            kind, size = HEAD.unpack(self._read(HEAD.size, until, first_try))
            return _understood(kind, self._read(min(size, _MOST), until))
        except Overtaken:
            self.end()
            raise
        except TimeoutError:
            self.end()
            return EngineTimeout(f"no answer in {seconds:.0f} s")
        except EOFError:
            if -self.end() == signal.SIGXCPU:
                return EngineTimeout(f"no answer in {seconds:.0f} s of processor time")
            return EngineCrashed("the worker process died")
        except (ValueError, TypeError):
            self.end()
            return EngineCrashed("the worker process answered nonsense")

    def _read(self, size: int, until: float, first_try: _FirstTry | None = None) -> bytes:
        data = bytearray()
        waiting = select.poll()
        waiting.register(self._answers, select.POLLIN)
        while len(data) < size:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not waiting.poll(1000 * (min(left, _LOOK_S) if first_try else left)):
                if first_try is not None and first_try.over():
                    if not first_try.may_go_on():
                        raise Overtaken
                    first_try = None
                continue
            more = os.read(self._answers, min(size - len(data), 1 << 20))
            if not more:
                raise EOFError
            data += more
        return bytes(data)

    def _empty(self) -> None:
        """Between requests nothing of a page stays on the disk."""
        if self._folder is not None:
            for entry in self._folder.iterdir():
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry, ignore_errors=True)
                else:
                    entry.unlink(missing_ok=True)


def _processor_s(pid: int) -> float:
    """Seconds of processor time that a process has taken; proc(5), fields 14 and 15. 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The whole group. Until it is waited for, its number is nobody else's."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _understood(kind: bytes, body: bytes) -> Result:
    if kind in {BYTES, READY}:
        return body
    if kind == NUMBER:
        return int(body)
    if kind != ERROR:
        raise ValueError
    code, message, advice = map(str, json.loads(body))
    return _KNOWN.get(code, EngineCrashed)(message, advice)


def sweep(scratch: Path) -> None:
    """Throw away what processes left there whose parent was killed."""
    for folder in scratch.glob("*:*:*:*"):
        if is_dead(folder.name.rpartition(":")[0]):
            shutil.rmtree(folder, ignore_errors=True)
