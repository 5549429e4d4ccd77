"""A genuine Elasticsearch for tests, fetched once by Maven and unpacked with the plugin beside this file compiled into it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

VERSION = "8.19.21"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
PLUGIN = Path(__file__).parent / "plugin"
_INSIDE = Path(f"org/elasticsearch/distribution/integ-test-zip/elasticsearch/{VERSION}/elasticsearch-{VERSION}.zip")


class NotFetched(Exception):
    """Maven gave no distribution."""


@cache
def missing() -> str | None:
    """What this machine lacks to run a node, with the command that mends it; None when nothing."""
    absent = [tool for tool in ("java", "javac", "mvn") if shutil.which(tool) is None]
    if absent:
        return f"{', '.join(absent)} not installed: apt-get install openjdk-17-jdk-headless maven"
    if not any(line.split()[1] == "/" for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()):
        return "Java finds no root file system, as in a chroot into a plain folder: mount --bind that folder somewhere, and go there"
    try:
        distribution()
    except NotFetched:
        return "Maven can't fetch it; behind a proxy that inspects TLS Java must know its authority: update-ca-certificates"
    return None


@cache
def distribution() -> Path:
    """The unpacked node with the plugin, kept between runs in the user's cache folder."""
    recipe = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(PLUGIN.iterdir())) + Path(__file__).read_bytes())
    cached = (
        Path(os.environ.get("XDG_CACHE_HOME") or "/var/tmp") / f"chartscan-tests-{os.getuid()}"
    )  # others read it: the node is another user
    home = cached / f"elasticsearch-{VERSION}-{recipe.hexdigest()[:12]}"
    cached.mkdir(parents=True, exist_ok=True)
    cached.chmod(0o755)
    with (cached / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes want it at once; one fetches and builds
        if not home.exists():
            _unpack(_fetched(), home)
    return home


def _fetched() -> Path:
    local = Path.home() / ".m2" / "repository" / _INSIDE
    if not local.exists():
        sys.stderr.write(f"downloading {ARTIFACT} (107 MB, once)\n")
        fetch = ["mvn", "-q", "-B", "dependency:get", f"-Dartifact={ARTIFACT}", "-Dtransitive=false"]
        if subprocess.run(fetch, check=False).returncode:
            raise NotFetched
    return local


def _unpack(archive: Path, home: Path) -> None:
    building = home.with_name(f"{home.name}.{os.getpid()}")
    with zipfile.ZipFile(archive) as inside:
        inside.extractall(building)
    node = building / f"elasticsearch-{VERSION}"
    for script in (node / "bin").iterdir():
        script.chmod(0o755)
    plugin = node / "plugins" / "analysis-pieces"
    plugin.mkdir(parents=True)
    shutil.copy(PLUGIN / "plugin-descriptor.properties", plugin)
    classes = building / "classes"
    classpath = f"{node / 'lib'}/*"
    subprocess.run(["javac", "-d", str(classes), "-cp", classpath, str(PLUGIN / "AnalysisPieces.java")], check=True)
    subprocess.run(["jar", "cf", str(plugin / "analysis-pieces.jar"), "-C", str(classes), "."], check=True)
    node.rename(home)
    shutil.rmtree(building, ignore_errors=True)
