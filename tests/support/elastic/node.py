"""Starts and stops nodes: security and TLS on, on loopback, on free ports, stopped by their own pid."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import trustme
from elasticsearch import ApiError, Elasticsearch, TransportError

from tests.support.elastic.distribution import distribution

ADMIN = ("admin", "superuser-of-tests")
_ADMIN_HASH = "$2a$04$o.5oqZv5uHudVtabU2rpdOdFPxU.naCDRvm7NEKEVXipVjJDib6rO"
_UNPRIVILEGED = "nobody"  # Elasticsearch refuses to run as root
_PATIENCE_S = 120.0
# Java's quick compiler only: a node that lives for a minute spends most of its time on compiling, and starts with half the work.
_QUICK = "-XX:TieredStopAtLevel=1"


@dataclass
class Authority:
    """A certificate authority of our own, and its certificate in a file."""

    folder: Path
    ca: trustme.CA = field(default_factory=trustme.CA)

    @property
    def certificate(self) -> Path:
        """The CA's certificate."""
        path = self.folder / "ca.pem"
        if not path.exists():
            self.ca.cert_pem.write_to_path(path)
        return path


class Node:
    """One node of a cluster; `start` again after `kill` finds its data. `quick` is for tests: it starts sooner and works more slowly."""

    def __init__(self, authority: Authority, name: str = "node-1", settings: str = "", heap: str = "512m", quick: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chartscan-es-"))
        self.folder.chmod(0o755)
        self.name, self._heap, self._java, self.authority = name, heap, _QUICK if quick else "", authority
        self._process: subprocess.Popen[bytes] | None = None
        self._configure(settings)

    def _configure(self, settings: str) -> None:
        config = self.folder / "config"
        shutil.copytree(distribution() / "config", config)
        issued = self.authority.ca.issue_cert("127.0.0.1", "localhost")
        issued.private_key_pem.write_to_path(config / "key.pem")
        (config / "cert.pem").write_bytes(b"".join(pem.bytes() for pem in [*issued.cert_chain_pems, self.authority.ca.cert_pem]))
        shutil.copy(self.authority.certificate, config / "ca.pem")
        (config / "users").write_text(f"{ADMIN[0]}:{_ADMIN_HASH}\n")
        (config / "users_roles").write_text(f"superuser:{ADMIN[0]}\n")
        tls = "".join(
            f"xpack.security.{layer}.ssl: {{enabled: true, key: key.pem, certificate: cert.pem, certificate_authorities: ca.pem}}\n"
            for layer in ("http", "transport")
        )
        (config / "elasticsearch.yml").write_text(
            f"cluster.name: chartscan-tests\nnode.name: {self.name}\npath.data: {self.folder}/data\npath.logs: {self.folder}/logs\n"
            f"network.host: 127.0.0.1\nnode.portsfile: true\nxpack.security.enabled: true\n"
            # a machine whose disk is nearly full would get no replicas, and a cluster that loses nothing could not be shown
            f"cluster.routing.allocation.disk.threshold_enabled: false\n{tls}{settings}"
        )
        (self.folder / "tmp").mkdir()

    def start(self, http_port: int = 0, wait: bool = True) -> Self:
        """Start the process; with `wait`, until it answers."""
        for port_file in self.folder.glob("logs/*.ports"):
            port_file.unlink()
        environment = {
            "PATH": os.environ["PATH"],
            "ES_JAVA_HOME": str(Path(shutil.which("java") or "").resolve().parents[1]),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_OPTS": f"-Xms{self._heap} -Xmx{self._heap} {self._java}",
            "CLI_JAVA_OPTS": self._java,  # the launcher, a Java program too
        }
        switch = {}
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", f"{_UNPRIVILEGED}:", str(self.folder)], check=True)
            switch = {"user": _UNPRIVILEGED, "group": "nogroup", "extra_groups": []}
        with (self.folder / "out").open("ab") as out:
            self._process = subprocess.Popen(
                [str(distribution() / "bin" / "elasticsearch"), "-E", f"http.port={http_port}", "-E", "transport.port=0"],
                env=environment,
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                **switch,  # type: ignore[call-overload]
            )
        if wait:
            self.ready()
        return self

    def ready(self) -> None:
        """Wait until the node answers."""
        give_up = time.monotonic() + _PATIENCE_S
        while time.monotonic() < give_up:
            if self._process is not None and self._process.poll() is not None:
                break
            if list(self.folder.glob("logs/http.ports")) and self._answers():
                return
            time.sleep(0.2)
        raise RuntimeError(f"Elasticsearch did not start:\n{(self.folder / 'out').read_text()[-3000:]}")

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                client.cluster.health(wait_for_status="yellow", timeout="1s")
                client.security.authenticate()
        except (ApiError, TransportError):
            return False
        return True

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"https://127.0.0.1:{_port(self.folder / 'logs' / 'http.ports')}"

    @property
    def transport(self) -> str:
        """Where other nodes reach it."""
        return f"127.0.0.1:{_port(self.folder / 'logs' / 'transport.ports')}"

    def client(self) -> Elasticsearch:
        """As superuser."""
        return Elasticsearch(self.url, ca_certs=str(self.authority.certificate), basic_auth=ADMIN, request_timeout=60, max_retries=0)

    def kill(self) -> None:
        """SIGKILL, as a power cut: the launcher and the Java process, by their session."""
        if self._process is not None:
            with suppress(ProcessLookupError):  # it ended by itself
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """Stop and forget."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def _port(ports: Path) -> int:
    return int(ports.read_text().split("\n", 1)[0].rsplit(":", 1)[1])
