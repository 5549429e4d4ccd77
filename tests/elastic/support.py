"""A home whose ledger is full, and a proxy that misbehaves."""

from __future__ import annotations

import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pipeline.index import IndexSettings
from pipeline.model.record import Record
from pipeline.run.home import Home
from pipeline.settings import Settings
from tests.support.elastic.node import Authority
from tests.support.records import record

WORDS = [
    "metformin",
    "lisinopril",
    "atorvastatin",
    "amlodipine",
    "omeprazole",
    "albuterol",
    "gabapentin",
    "losartan",
    "sertraline",
    "insulin",
]
PER_ARRIVAL = 100  # documents


def home_with(folder: Path, index: IndexSettings) -> Home:
    """A home that writes to that index."""
    return Home(folder, Settings(index=index))


def fill(home: Home, documents: int, pages: int, bad_every: int = 0, first: int = 0) -> set[str]:
    """Finished documents in ledger and outbox; returns the ids of those that Elasticsearch can't take, each `bad_every`-th."""
    bad: set[str] = set()
    for start in range(first, first + documents, PER_ARRIVAL):
        arrival, _ = home.ledger.arrivals.accept(f"s/{start}.tif", f"/s/{start}.tif", "ab" * 32, 1, "s", "ingest")
        token = home.ledger.arrivals.claim(arrival.arrival_id, "test", 600)
        assert token is not None
        home.ledger.arrivals.set_page_count(arrival.arrival_id, 0, token)  # no page was read: only the documents count here
        numbers = range(start, min(start + PER_ARRIVAL, first + documents))
        made = [_document(f"{arrival.arrival_id}-{number:06d}", number, pages) for number in numbers]
        for number, one in zip(numbers, made, strict=True):
            if bad_every and number % bad_every == 0:
                one["service_date"] = "13/45/2019"  # no parser of ours lets that through; the strict mapping refuses it
                bad.add(one["document_id"])
        home.ledger.documents.finish(arrival.arrival_id, made, token)
    return bad


def _document(document_id: str, number: int, pages: int) -> Record:
    made = record(document_id, " ".join(WORDS[(number + step) % len(WORDS)] for step in range(6)) + f" unique{number}", pages=pages)
    made["arrival_id"] = document_id.rsplit("-", 1)[0]
    return made


Misbehave = Callable[[int], bytes | None]


class _Proxy(ThreadingHTTPServer):
    """Knows what is behind it and how to misbehave."""

    def __init__(self, target: str, authority: Authority, misbehave: Misbehave) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target, self._misbehave = target, misbehave
        self.trust = ssl.create_default_context(cafile=str(authority.certificate))
        self._count, self._lock = 0, threading.Lock()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.ca.issue_cert("127.0.0.1").configure_cert(context)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def wrong(self) -> bytes | None:
        """What to do with the next bulk request."""
        with self._lock:
            self._count += 1
            return self._misbehave(self._count - 1)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Proxy

    def pass_on(self) -> None:
        """To the node and back, unless this one is to go wrong."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
        wrong = self.server.wrong() if "_bulk" in self.path else None
        if wrong:
            self.wfile.write(wrong)
            self.close_connection = True
            return
        status, headers, content = self._asked(body)
        self.send_response(status)
        for key, value in headers.items():
            if key.lower() in {"content-type", "x-elastic-product"}:
                self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        torn = wrong == b""
        self.wfile.write(content[: len(content) // 2] if torn else content)
        self.close_connection = self.close_connection or torn

    def _asked(self, body: bytes | None) -> tuple[int, Any, bytes]:
        headers = {key: value for key, value in self.headers.items() if key.lower() not in {"host", "content-length", "connection"}}
        request = urllib.request.Request(self.server.target + self.path, data=body, headers=headers, method=self.command)
        try:
            with urllib.request.urlopen(request, context=self.server.trust, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


for _method in ("GET", "POST", "PUT", "HEAD", "DELETE"):
    setattr(_Handler, f"do_{_method}", _Handler.pass_on)


@contextmanager
def proxy(target: str, authority: Authority, misbehave: Misbehave) -> Iterator[str]:
    """An https proxy in front of a node. `misbehave` is asked for every bulk request, by number: None passes it on; b"" tears the
    answer after the node has acted; anything else is a whole raw answer given instead."""
    server = _Proxy(target, authority, misbehave)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
