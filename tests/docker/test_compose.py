"""What the compose files and the image promise: no secret in them, limits on everything, nobody is root without need."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.settings import load
from tests.docker.compose import COMPOSE, EMBEDDED, ROOT, blocks, services, text_of

SERVICES = services(COMPOSE)
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|(?<!SSL_)(?<!ssl\.)KEY$", re.IGNORECASE)
FROM_ENV_FILE = re.compile(r"\$\{(\w+):\?run docker/env\.sh\}")


def test_the_reader_sees_what_is_there() -> None:
    assert set(SERVICES) == {"certs", "elasticsearch", "kibana-password", "kibana", "setup", "chartscan"}
    assert SERVICES["chartscan"]["restart"] == "unless-stopped"
    assert "ALL" in SERVICES["chartscan"]["cap_drop"]  # by way of two anchors
    assert "context" in blocks(SERVICES["setup"]["build"], 4)


@pytest.mark.parametrize("name", SERVICES)
def test_every_secret_comes_from_the_env_file(name: str) -> None:
    environment = blocks(SERVICES[name].get("environment", ""), 6)
    for variable, value in environment.items():
        if SECRET.search(variable):
            assert FROM_ENV_FILE.fullmatch(value), variable


def test_enough_secrets_were_looked_at() -> None:
    seen = [variable for one in SERVICES.values() for variable in blocks(one.get("environment", ""), 6) if SECRET.search(variable)]
    assert len(seen) == 8


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_limited(name: str) -> None:
    service = SERVICES[name]
    assert {"mem_limit", "cpus", "pids_limit"} <= set(service)
    assert "max-size" in service["logging"]


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_has_more_rights_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert not {"privileged", "cap_add", "devices", "pid", "ipc", "userns_mode"} & set(service)
    assert service["cap_drop"] == "[ALL]"
    assert "no-new-privileges:true" in service["security_opt"]
    assert "docker.sock" not in service.get("volumes", "")


@pytest.mark.parametrize("path", [COMPOSE, EMBEDDED], ids=lambda path: path.name)
def test_nothing_is_privileged_or_unpinned(path: Path) -> None:
    text = text_of(path)
    assert "privileged: true" not in text
    assert "latest" not in text


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_ours_or_the_env_files(name: str) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    image = SERVICES[name]["image"]
    assert image == f"chartscan:{version}" or FROM_ENV_FILE.fullmatch(image)


@pytest.mark.parametrize("name", ["setup", "chartscan"])
def test_what_sees_charts_or_keys_is_no_root_and_cannot_change_itself(name: str) -> None:
    assert SERVICES[name]["user"] == '"${UID:?run docker/env.sh}:${GID:?run docker/env.sh}"'
    assert SERVICES[name]["read_only"] == "true"
    assert SERVICES[name]["networks"] == "[index]"
    assert "internal: true" in blocks(text_of(COMPOSE), 0)["networks"]


def test_the_authoritys_key_is_seen_by_one_service_only() -> None:
    assert [name for name, one in SERVICES.items() if "authority:/" in one.get("volumes", "")] == ["certs"]


def test_embedded_leaves_everything_else_out() -> None:
    embedded = services(EMBEDDED)
    assert set(embedded) == set(SERVICES)
    watcher = embedded.pop("chartscan")
    assert all(one["profiles"] == "[elasticsearch]" for one in embedded.values())
    assert watcher["depends_on"] == "!reset {}"
    assert watcher["network_mode"] == "none"
    assert "tls" not in watcher["volumes"]


@pytest.mark.parametrize(("name", "backend"), [("elasticsearch", "elasticsearch"), ("embedded", "sqlite")])
def test_the_settings_that_are_mounted_load(name: str, backend: str) -> None:
    assert load(ROOT / "docker" / f"{name}.toml").index.backend == backend


def test_the_image_is_debians_and_ends_without_root() -> None:
    assert "ARG BASE=debian:bookworm-slim\n" in DOCKERFILE
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["${BASE}", "${BASE}"]
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["chartscan"]
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    assert "://" not in DOCKERFILE


def test_only_the_package_reaches_the_builder() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in lines
    assert all((ROOT / line[1:]).exists() for line in lines if line.startswith("!"))
