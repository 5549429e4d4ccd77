"""The records desk over Elasticsearch: the same hits, counts and rights as over the embedded index."""

from __future__ import annotations

from pathlib import Path

from pipeline.settings import load
from tests.elastic.test_setup import SETUP, chartscan, config
from tests.filing.support import JANE, JOHN, of, page
from tests.support.desk import open_home, take_in
from tests.support.elastic.node import Node
from tests.support.served import serve


def test_the_desk_searches_elasticsearch_with_the_rights_of_each(node: Node, tmp_path: Path) -> None:
    site = config(node, tmp_path, "desk")
    chartscan(tmp_path, *SETUP, "--save")
    settings = load(site)
    with open_home(tmp_path / "home", settings=settings) as home:
        for name, patient in (("a", JANE), ("b", JOHN)):
            take_in(home, f"s/{name}.png", [page(1, of(patient), "metformin was given"), page(2, of(patient), "metformin again")])
    with node.client() as admin:
        admin.indices.refresh(index="desk-pages")
    desk = serve(tmp_path / "home", settings)
    desk.parts.accounts.restrictions.restrict_patient("M2", [JOHN.mrn], "vip", "", "root")
    signed = desk.sign_in("clinician")
    text = desk.get("/search?q=metformin", signed).text
    assert "1 document<" in text
    assert "<mark>metformin</mark>" in text
    assert "SMITH" not in text
    assert text.count("/picture?w=120") == 1
    assert "Did you mean" in desk.get("/search?q=metfromin", signed).text
    link = text.split('class="first-hit"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    shown = desk.get(link, signed).text
    assert 'class="hitbox"' in shown
    assert 'class="next-hit"' in shown or 'class="previous-hit"' in shown  # of two pages, one is the better hit
    desk.parts.close()
