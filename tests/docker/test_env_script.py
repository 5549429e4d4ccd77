"""docker/env.sh: passwords nobody can guess, in a file nobody else reads, which it never replaces."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.docker.compose import COMPOSE, EMBEDDED, ROOT

SCRIPTS = sorted((ROOT / "docker").glob("*.sh"))
OWNER = os.getuid() or 10001  # root may not own the drop folder
PASSWORDS = ("ELASTIC_PASSWORD", "KIBANA_PASSWORD", "KIBANA_SECURITY_KEY", "KIBANA_SAVED_OBJECTS_KEY", "KIBANA_REPORTING_KEY")


class Checkout:
    """A folder that holds the script and a drop folder."""

    def __init__(self, folder: Path) -> None:
        (folder / "docker").mkdir(parents=True)
        shutil.copy(ROOT / "docker" / "env.sh", folder / "docker")
        self.env_file = folder / ".env"
        self.scans = folder / "the scans"
        self.scans.mkdir()
        if os.getuid() == 0:
            os.chown(self.scans, OWNER, OWNER)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", str(self.env_file.parent / "docker" / "env.sh"), *arguments]
        return subprocess.run(
            command, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True, timeout=30, check=False
        )

    def values(self) -> dict[str, str]:
        lines = [line for line in self.env_file.read_text().splitlines() if not line.startswith("#")]
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "one")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_posix_shell(script: Path) -> None:
    assert subprocess.run(["sh", "-n", str(script)], check=False, capture_output=True).returncode == 0
    assert script.read_text().startswith("#!/bin/sh\n")


def test_it_writes_what_compose_asks_for(checkout: Checkout) -> None:
    done = checkout.run(str(checkout.scans), "registry.example/")
    assert done.returncode == 0, done.stderr
    values = checkout.values()
    asked = {name for path in (COMPOSE, EMBEDDED) for name in re.findall(r"\$\{(\w+):\?", path.read_text())}
    assert asked <= set(values)
    assert values["SCANS"] == f"'{checkout.scans}'"
    assert (values["UID"], values["GID"]) == (str(OWNER), str(checkout.scans.stat().st_gid))
    assert values["ELASTICSEARCH_IMAGE"] == "registry.example/elasticsearch/elasticsearch:8.19.21"
    assert values["KIBANA_IMAGE"] == "registry.example/kibana/kibana:8.19.21"


def test_nobody_else_reads_it(checkout: Checkout) -> None:
    checkout.run(str(checkout.scans), "registry.example")
    assert stat.S_IMODE(checkout.env_file.stat().st_mode) == 0o600
    assert sorted(path.name for path in checkout.env_file.parent.iterdir()) == [".env", "docker", "the scans"]  # nothing left behind


def test_no_password_is_printed_or_used_twice(checkout: Checkout, tmp_path: Path) -> None:
    other = Checkout(tmp_path / "two")
    said = checkout.run(str(checkout.scans), "registry.example")
    other.run(str(other.scans), "registry.example")
    passwords = [one.values()[name] for one in (checkout, other) for name in PASSWORDS]
    assert len(set(passwords)) == len(passwords)
    assert all(re.fullmatch("[0-9a-f]{48}", password) for password in passwords)
    assert not any(password in said.stdout + said.stderr for password in passwords)


@pytest.mark.parametrize("dangling", [False, True], ids=["file", "dangling link"])
def test_it_refuses_to_overwrite(checkout: Checkout, dangling: bool) -> None:
    if dangling:
        checkout.env_file.symlink_to("nowhere")
    else:
        checkout.env_file.write_text("mine")
    refused = checkout.run(str(checkout.scans), "registry.example")
    assert refused.returncode == 1
    assert "already" in refused.stderr
    assert checkout.env_file.is_symlink() if dangling else checkout.env_file.read_text() == "mine"


def test_the_images_must_be_named(checkout: Checkout) -> None:
    assert checkout.run(str(checkout.scans)).returncode == 2
    assert not checkout.env_file.exists()
    given = checkout.run(str(checkout.scans), ELASTICSEARCH_IMAGE="search:8.19.21", KIBANA_IMAGE="desk:8.19.21")
    assert given.returncode == 0, given.stderr
    assert checkout.values()["KIBANA_IMAGE"] == "desk:8.19.21"


def test_embedded_needs_no_images(checkout: Checkout) -> None:
    done = checkout.run("--embedded", str(checkout.scans))
    assert done.returncode == 0, done.stderr
    assert checkout.values()["COMPOSE_FILE"] == "compose.yaml:compose.embedded.yaml"


def test_a_folder_that_is_not_there_is_named(checkout: Checkout) -> None:
    refused = checkout.run("/no/such/folder", "registry.example")
    assert refused.returncode == 1
    assert "/no/such/folder" in refused.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a folder of root's")
def test_a_folder_of_roots_is_refused(checkout: Checkout) -> None:
    os.chown(checkout.scans, 0, 0)
    refused = checkout.run(str(checkout.scans), "registry.example")
    assert refused.returncode == 1
    assert "chown" in refused.stderr


def test_the_env_file_is_never_committed() -> None:
    assert ".env" in (ROOT / ".gitignore").read_text().splitlines()
