"""A home whose ledger is full, and a proxy that misbehaves."""

from __future__ import annotations

import ssl
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

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


@contextmanager
def proxy(target: str, authority: Authority, misbehave: Callable[[int, BaseHTTPRequestHandler], bytes | None]) -> Iterator[str]:
    """An https proxy in front of a node. `misbehave` is asked for every bulk request, by number: None passes it on; b"" tears the
    answer after the node has acted; anything else is a whole raw answer given instead."""
    trust = ssl.create_default_context(cafile=str(authority.certificate))
    count = iter(range(1_000_000))
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
            wrong: bytes | None = None
            if "_bulk" in self.path:
                with lock:
                    number = next(count)
                wrong = misbehave(number, self)
            if wrong:
                self.wfile.write(wrong)
                self.close_connection = True
                return
            headers = {key: value for key, value in self.headers.items() if key.lower() not in {"host", "content-length", "connection"}}
            request = urllib.request.Request(target + self.path, data=body, headers=headers, method=self.command)
            try:
                answer = urllib.request.urlopen(request, context=trust, timeout=60)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                content = answer.read()
            self.send_response(answer.status if hasattr(answer, "status") else answer.code)
            for key, value in answer.headers.items():
                if key.lower() in {"content-type", "x-elastic-product"}:
                    self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if wrong == b"" else content)
            self.close_connection = self.close_connection or wrong == b""

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    for method in ("GET", "POST", "PUT", "HEAD", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.pass_on)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.ca.issue_cert("127.0.0.1").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
