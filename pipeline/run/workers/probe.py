"""Whether a confined process really can't do what it is not to do: tried, not believed."""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.run.workers.minding import Child, Role

NETWORK, PROGRAMS, WRITING, READING = "reach the network", "start programs", "write files", "read other files"


def start() -> None:
    """Nothing to build."""


def serve(file: Path, folder: Path) -> bytes:
    """What this process can do, as JSON; `file` is one that it has no business with, `folder` one where it has nothing to write."""
    tries: dict[str, Callable[[], object]] = {
        NETWORK: _connected,
        PROGRAMS: lambda: subprocess.run(["true"], check=False),
        WRITING: lambda: tempfile.TemporaryFile(dir=folder).close(),
        READING: file.read_bytes,
    }
    return json.dumps([name for name, action in tries.items() if _works(action)]).encode()


def _connected() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("127.0.0.1", 9))  # no packet is sent: that a socket can be had at all is the answer


def _works(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError:
        return False
    return True


def what_a_worker_can(role: Role, folder: Path) -> list[str] | None:
    """What a process in this role can do that it should not; None where none can be started. `folder`: one of this user's."""
    scratch = folder / "probe"
    child = Child(_probing(role), scratch)
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            answer = child.ask((Path(file.name), folder), 60)
        return list(json.loads(answer)) if isinstance(answer, bytes) else None
    finally:
        child.end()
        if scratch.is_dir():
            scratch.rmdir()


def _probing(role: Role) -> Role:
    return Role(
        "pipeline.run.workers.probe:start",
        (),
        "pipeline.run.workers.probe:serve",
        role.readable,
        role.memory_mb,
        1,
        role.confined,
        programs=role.programs,
    )
