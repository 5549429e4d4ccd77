"""The program as a user runs it, with Elasticsearch as its index: away at first, there later."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.elastic.test_setup import SETUP, chartscan, config
from tests.support.elastic.node import Node
from tests.support.program import chart_lines, draw_page, save_pages


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_scanning_goes_on_while_elasticsearch_is_away_and_everything_arrives_afterwards(node: Node, tmp_path: Path) -> None:
    site = config(node, tmp_path, "program")
    chartscan(tmp_path, *SETUP, "--save")
    there = site.read_text()
    site.write_text(there.replace(node.url, f"https://127.0.0.1:{free_port()}") + "retries = 0\n")
    scans = tmp_path / "scans"
    save_pages(scans / "station-1" / "chart.tif", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957", "Metformin was given."))])

    said = chartscan(tmp_path, "ingest", str(scans), code=1)
    assert "not searchable yet" in said
    status = json.loads(chartscan(tmp_path, "status", "--json"))
    assert (status["outbox"], status["arrivals"]["waiting"]) == (1, 0)
    assert (status["index"]["cause"], status["index"]["held_back"]) == ("index_down", 1)
    assert "can't be reached" in status["index"]["why"]
    assert "1 documents wait" in status["alarms"][0]

    site.write_text(there)
    chartscan(tmp_path, "ingest", str(scans), code=0)
    with node.client() as admin:
        admin.indices.refresh(index="program-pages")
    found = json.loads(chartscan(tmp_path, "search", "metformin", "--json"))
    assert [hit["source_path"] for hit in found["hits"]] == ["station-1/chart.tif"]
    assert json.loads(chartscan(tmp_path, "status", "--json"))["index"]["cause"] is None
    assert "all well" in chartscan(tmp_path, "verify")
    assert "1 documents indexed (sqlite)" in chartscan(tmp_path, "reindex", "--to", "sqlite")
    assert "1 documents indexed (elasticsearch)" in chartscan(tmp_path, "reindex")
    assert "all well" in chartscan(tmp_path, "verify")


def test_a_search_while_it_is_away_says_so_plainly(node: Node, tmp_path: Path) -> None:
    site = config(node, tmp_path, "away")
    chartscan(tmp_path, *SETUP, "--save")
    site.write_text(site.read_text().replace(node.url, f"https://127.0.0.1:{free_port()}"))
    command = [sys.executable, "-m", "pipeline", "--home", str(tmp_path / "home"), "--config", str(site), "search", "metformin"]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, timeout=120, check=False)
    assert done.returncode == 1
    assert "can't be reached" in done.stderr
    assert "Traceback" not in done.stderr
