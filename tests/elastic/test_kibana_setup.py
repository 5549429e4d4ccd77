"""What `chartscan kibana setup` sends and how it takes an answer. Kibana itself is not among what tests can start: here a server listens
that keeps what it was sent and answers as Kibana's import does."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from pipeline.index.kibana.file import ndjson
from pipeline.index.kibana.install import install
from pipeline.index.kibana.settings import KibanaSettings
from pipeline.model.errors import ConfigError, IndexDown
from tests.support.elastic.node import Authority


class _Listener(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.answer: dict[str, Any] = {"success": True, "successCount": 24}
        self.sent: tuple[str, Any, bytes] = ("", {}, b"")


class _Handler(BaseHTTPRequestHandler):
    server: _Listener

    def do_POST(self) -> None:
        self.server.sent = (self.path, self.headers, self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def listening(authority: Authority) -> Iterator[tuple[_Listener, str]]:
    server = _Listener()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.ca.issue_cert("127.0.0.1").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server, f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_whole_file_is_sent_as_kibana_wants_it(authority: Authority) -> None:
    with listening(authority) as (server, url):
        assert install(KibanaSettings(url=url, space="records"), "north", str(authority.certificate), "elastic", "pass") == 24
    path, headers, body = server.sent
    assert path == "/s/records/api/saved_objects/_import?overwrite=true"
    assert headers["kbn-xsrf"]
    assert headers["Authorization"].startswith("Basic ")
    assert ndjson("north").encode() in body


def test_what_kibana_refuses_is_named(authority: Authority) -> None:
    with listening(authority) as (server, url):
        server.answer = {"success": False, "successCount": 23, "errors": [{"type": "lens", "id": "x", "error": {"type": "unknown"}}]}
        with pytest.raises(IndexDown, match="lens x: unknown"):
            install(KibanaSettings(url=url), "chartscan", str(authority.certificate), "elastic", "pass")
        server.status = 401
        with pytest.raises(IndexDown, match="401"):
            install(KibanaSettings(url=url), "chartscan", str(authority.certificate), "elastic", "pass")


def test_an_unknown_authority_and_plain_http_are_refused(authority: Authority) -> None:
    with listening(authority) as (server, url):
        with pytest.raises(IndexDown, match="SSLCertVerificationError"):
            install(KibanaSettings(url=url), "chartscan", "", "elastic", "pass")
        assert server.sent[0] == ""
    with pytest.raises(ConfigError, match="not https"):
        install(KibanaSettings(url="http://localhost:5601"), "chartscan", "", "elastic", "pass")
