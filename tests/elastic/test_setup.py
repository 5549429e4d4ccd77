"""`chartscan elasticsearch setup` as an administrator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.elastic.node import ADMIN, Node


def config(node: Node, folder: Path, prefix: str) -> Path:
    path = folder / "site.toml"
    path.write_text(
        f'[index]\nbackend = "elasticsearch"\n[index.elasticsearch]\nurls = ["{node.url}"]\nca = "{node.authority.certificate}"\n'
        f'prefix = "{prefix}"\nreplicas = 0\n'
    )
    return path


def chartscan(folder: Path, *arguments: str, password: str = ADMIN[1], code: int = 0) -> str:
    environment = os.environ | {"CHARTSCAN_ELASTICSEARCH_PASSWORD": password, "COLUMNS": "200"}
    command = [sys.executable, "-m", "pipeline", "--home", str(folder / "home"), "--config", str(folder / "site.toml"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


SETUP = ("elasticsearch", "setup", "--user", ADMIN[0])


def test_dry_run_changes_nothing_setup_makes_all_and_repeating_keeps_all(node: Node, tmp_path: Path) -> None:
    config(node, tmp_path, "fresh")
    planned = chartscan(tmp_path, *SETUP, "--dry-run")
    with node.client() as admin:
        assert not admin.indices.exists(index="fresh-pages")
        assert not admin.security.get_api_key(name="fresh-ingest")["api_keys"]
    made = chartscan(tmp_path, *SETUP, "--save")
    assert planned.count("would be made") == made.count(" made ") == 16
    keys = tmp_path / "home" / "elasticsearch"
    assert {path.name for path in keys.iterdir()} == {"ingest.key", "search.key", "manage.key"}
    assert all(path.stat().st_mode & 0o077 == 0 and path.read_text().strip() not in made for path in keys.iterdir())
    again = chartscan(tmp_path, *SETUP, "--save")
    assert again.count("kept") == 16
    assert " made " not in again


def test_keys_are_printed_once_and_renewed_on_demand(node: Node, tmp_path: Path) -> None:
    config(node, tmp_path, "renewed")
    first = chartscan(tmp_path, *SETUP)
    assert first.count("shown once") == 3
    assert "shown once" not in chartscan(tmp_path, *SETUP)
    assert chartscan(tmp_path, *SETUP, "--renew-keys").count("shown once") == 3
    with node.client() as admin:
        assert len(admin.security.get_api_key(name="renewed-search", active_only=True)["api_keys"]) == 1


def test_a_wrong_password_says_what_to_do(node: Node, tmp_path: Path) -> None:
    config(node, tmp_path, "refused")
    said = chartscan(tmp_path, *SETUP, password="no", code=1)
    assert "refuses" in said
    assert "Traceback" not in said


def test_without_keys_searching_says_what_to_run(node: Node, tmp_path: Path) -> None:
    config(node, tmp_path, "unset")
    assert "elasticsearch setup --save" in chartscan(tmp_path, "search", "anything", code=2)


def test_doctor_tells_what_is_missing_and_then_that_all_is_well(node: Node, tmp_path: Path) -> None:
    config(node, tmp_path, "doctored")
    before = chartscan(tmp_path, "doctor", code=1)
    assert "chartscan elasticsearch setup --save" in before
    chartscan(tmp_path, *SETUP, "--save")
    after = chartscan(tmp_path, "doctor")
    assert "1 nodes" in after
    assert "stemming, folding and trigrams" in after


def test_a_changed_template_is_seen_and_mended(node: Node, tmp_path: Path) -> None:
    site = config(node, tmp_path, "altered")
    chartscan(tmp_path, *SETUP, "--save")
    site.write_text(site.read_text().replace("replicas = 0", "replicas = 2"))
    again = chartscan(tmp_path, *SETUP, "--save")
    assert again.count(" made ") == 1
    with node.client() as admin:
        found = admin.cluster.get_component_template(name="altered-settings")["component_templates"][0]["component_template"]
    assert found["template"]["settings"]["index"]["number_of_replicas"] == "2"
