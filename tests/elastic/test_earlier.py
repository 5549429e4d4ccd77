"""An index that an earlier version of the program made: what it does not take is told, and nothing is lost when it is renewed."""

from __future__ import annotations

import json
from pathlib import Path

from elasticsearch import Elasticsearch

from tests.elastic.test_setup import SETUP, chartscan, config
from tests.support.elastic.node import Node
from tests.support.program import chart_lines, draw_page, save_pages


def made_earlier(admin: Elasticsearch, prefix: str) -> None:
    """Templates and index as version 1 of the mapping had them: without `chart`."""
    for component in admin.cluster.get_component_template(name=f"{prefix}*")["component_templates"]:
        template = component["component_template"]
        if template["template"].get("mappings", {}).get("properties", {}).pop("chart", None):
            admin.cluster.put_component_template(name=component["name"], template=template["template"], meta={"mapping_version": 1})
    (name,) = admin.indices.get_alias(name=f"{prefix}-pages")
    aliases = admin.indices.get(index=name)[name]["aliases"]
    admin.indices.delete(index=name)
    admin.indices.create(index=name, aliases=aliases)
    admin.indices.put_mapping(index=name, meta={"mapping_version": 1})


def test_a_field_that_its_mapping_does_not_know_keeps_no_document_out_for_good(node: Node, tmp_path: Path) -> None:
    config(node, tmp_path, "earlier")
    chartscan(tmp_path, *SETUP, "--save")
    with node.client() as admin:
        made_earlier(admin, "earlier")
    scans = tmp_path / "scans"
    save_pages(scans / "a.tif", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957", "Metformin was given."))])
    (tmp_path / "m.csv").write_text("box,chart,file,pages\n17,C-9,a.tif,1\n")

    assert "index_rejected" in chartscan(tmp_path, "ingest", str(scans), "--manifest", str(tmp_path / "m.csv"))
    assert "[chart]" in chartscan(tmp_path, "quarantine", "list")
    assert "chartscan elasticsearch setup --save, then chartscan reindex" in chartscan(tmp_path, "doctor", code=1)

    assert "1 documents were not taken" in chartscan(tmp_path, "reindex", code=3)
    chartscan(tmp_path, *SETUP, "--save")
    assert "1 documents indexed" in chartscan(tmp_path, "reindex")
    with node.client() as admin:
        admin.indices.refresh(index="earlier-pages")
    assert [hit["source_path"] for hit in json.loads(chartscan(tmp_path, "search", "chart:C-9", "--json"))["hits"]] == ["a.tif"]
    assert "0 files in quarantine" in chartscan(tmp_path, "quarantine", "list")
    assert "all well" in chartscan(tmp_path, "verify")
