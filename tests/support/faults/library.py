"""Compiles faults.c once, for whichever test or campaign loads it before a program."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("faults.c")


def compiler() -> str | None:
    """The C compiler, where there is one."""
    return shutil.which(os.environ.get("CC", "cc"))


def library() -> Path:
    """The shared object; compiled anew when its source changed."""
    cc = compiler()
    if cc is None:
        raise FileNotFoundError("no C compiler: apt-get install gcc libc6-dev")
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    built = Path(tempfile.gettempdir()) / f"chartscan-faults-{os.getuid()}-{digest}.so"
    if not built.exists():
        part = built.with_suffix(f".{os.getpid()}")
        flags = ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
        subprocess.run([cc, *flags, "-o", str(part), str(SOURCE), "-ldl", "-lpthread"], check=True)
        part.rename(built)
    return built
