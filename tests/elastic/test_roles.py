"""Who may what, asked of the node itself with the keys that setup made."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import AuthorizationException, Elasticsearch

from pipeline.index import SearchQuery
from pipeline.index.elasticsearch.connecting import connect, key_of
from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.model.errors import IndexDown
from tests.contract.backends import TYPES, document, put
from tests.support.elastic.index import SeenAtOnce, set_up, settings_for
from tests.support.elastic.node import Node

SECRET_TYPE = "11506-3"
ALIASES = ("matrix-pages", "matrix-sensitive")
Action = Callable[[Elasticsearch, str], Any]

ACTIONS: dict[str, Action] = {
    "write": lambda client, alias: client.index(index=f"{alias}-write", id="x:1", document={"page_id": "x:1", "gone": True}),
    "search": lambda client, alias: client.search(index=alias, query={"match_all": {}}),
    "get": lambda client, alias: client.exists(index=alias, id="open:1"),
    "delete": lambda client, alias: client.delete(index=f"{alias}-write", id="nothing"),
    "drop": lambda client, alias: client.indices.delete(index=f"{alias}-000009", ignore_unavailable=True),
    "mapping": lambda client, alias: client.indices.put_mapping(index=alias, properties={"more": {"type": "keyword"}}),
}
MAY = {
    ("ingest", "matrix-pages"): {"write"},
    ("ingest", "matrix-sensitive"): {"write"},
    ("search", "matrix-pages"): {"search", "get"},
    ("search", "matrix-sensitive"): set[str](),
    ("search-sensitive", "matrix-pages"): {"search", "get"},
    ("search-sensitive", "matrix-sensitive"): {"search", "get"},
}


@pytest.fixture(scope="module")
def home(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("matrix")
    for others in ({}, {"search_sensitive": True}):
        set_up(settings_for(node, "matrix", **others), home)
    index = SeenAtOnce(settings_for(node, "matrix", sensitive_types=(SECRET_TYPE,)), TYPES, str, home)
    put(index, [document("open", "plain words"), document("secret", "plain words", code=SECRET_TYPE)], [1, 1])
    index.close()
    return home


def allowed(client: Elasticsearch, action: Action, alias: str) -> bool:
    try:
        answer = action(client.options(ignore_status=404), alias)
    except AuthorizationException:
        return False
    return getattr(getattr(answer, "meta", None), "status", 200) != 403


@pytest.mark.parametrize(("role", "alias"), sorted(MAY))
@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_each_key_may_what_it_needs_and_no_more(node: Node, home: Path, role: str, alias: str, action: str) -> None:
    settings = settings_for(node, "matrix").elasticsearch
    with connect(settings, api_key=key_of(settings, role, home)) as client:
        assert allowed(client, ACTIONS[action], alias) == (action in MAY[role, alias])


@pytest.mark.parametrize("role", ["ingest", "search", "search-sensitive", "manage"])
def test_no_key_reaches_another_index_or_the_users(node: Node, home: Path, role: str) -> None:
    settings = settings_for(node, "matrix").elasticsearch
    with node.client() as admin:
        admin.options(ignore_status=400).indices.create(index="payroll")
    with connect(settings, api_key=key_of(settings, role, home)) as client:
        with pytest.raises(AuthorizationException):
            client.search(index="payroll")
        with pytest.raises(AuthorizationException):
            client.security.get_user()
        with pytest.raises(AuthorizationException):
            client.cluster.put_settings(persistent={"indices.recovery.max_bytes_per_sec": None})


def test_sensitive_records_are_found_by_the_sensitive_role_only(node: Node, home: Path) -> None:
    ordinary = SeenAtOnce(settings_for(node, "matrix", sensitive_types=(SECRET_TYPE,)), TYPES, str, home)
    trusted = SeenAtOnce(settings_for(node, "matrix", sensitive_types=(SECRET_TYPE,), search_sensitive=True), TYPES, str, home)
    assert {hit.document_id for hit in ordinary.search(SearchQuery(text="plain words")).hits} == {"open"}
    assert {hit.document_id for hit in trusted.search(SearchQuery(text="plain words")).hits} == {"open", "secret"}
    ordinary.close()
    trusted.close()


def test_a_document_that_becomes_sensitive_leaves_the_ordinary_index(node: Node, home: Path) -> None:
    index = SeenAtOnce(settings_for(node, "matrix", sensitive_types=(SECRET_TYPE,)), TYPES, str, home)
    put(index, [document("moved", "whispered words")], [1])
    assert index.search(SearchQuery(text="whispered")).total_pages == 1
    put(index, [document("moved", "whispered words", code=SECRET_TYPE)], [2])
    assert index.search(SearchQuery(text="whispered")).total_pages == 0
    assert dict(index.documents())["moved"] == 2
    with node.client() as admin:
        stored = admin.get(index="matrix-pages", id="moved:1")["_source"]
    assert "whispered" not in str(stored)
    index.close()


def test_a_wrong_key_and_an_unknown_authority_are_told_apart(node: Node, home: Path, tmp_path: Path) -> None:
    (tmp_path / "elasticsearch").mkdir()
    (tmp_path / "elasticsearch" / "search.key").write_text("bm90OmFrZXk=")
    for settings, said in (
        (settings_for(node, "matrix"), "refuses the key"),
        (settings_for(node, "matrix", ca=""), "not trusted"),
    ):
        index = SeenAtOnce(settings, TYPES, str, tmp_path if said == "refuses the key" else home)
        with pytest.raises(IndexDown, match=said):
            index.search(SearchQuery(text="plain"))
        index.close()


def test_the_authoritys_fingerprint_is_enough(node: Node, home: Path) -> None:
    der = ssl.PEM_cert_to_DER_cert(node.authority.certificate.read_text())
    settings = settings_for(node, "matrix", ca="", fingerprint=hashlib.sha256(der).hexdigest())
    index = SeenAtOnce(settings, TYPES, str, home)
    try:
        assert index.search(SearchQuery(text="plain words")).total_pages == 1
    finally:
        index.close()


def test_nothing_is_sent_unencrypted(node: Node) -> None:
    settings: ElasticsearchSettings = settings_for(node, urls=("http://127.0.0.1:9200",)).elasticsearch
    with pytest.raises(Exception, match="only sent encrypted"):
        connect(settings, api_key="x")


def test_nothing_of_a_request_or_an_answer_is_logged(node: Node, home: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(1)
    index = SeenAtOnce(settings_for(node, "matrix", sensitive_types=(SECRET_TYPE,)), TYPES, str, home)
    put(index, [document("canary", "quixotic words")], [1])
    assert index.search(SearchQuery(text="quixotic", mrn="123456")).total_pages == 1
    index.close()
    assert "quixotic" not in caplog.text
    assert "123456" not in caplog.text
