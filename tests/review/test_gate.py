"""What comes before a handler: forms of any size and slowness, sign-ins, a log that can't be written."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.requests import Request

from pipeline.audit import AuditLog, AuditSettings, Entry
from pipeline.review import forms
from pipeline.review.gate import COOKIE
from tests.filing.support import JANE, found, of, page
from tests.support.browser import served
from tests.support.desk import open_home, take_in
from tests.support.served import SECRET, Served, serve

FORM = {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/x-www-form-urlencoded")]}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    with open_home(tmp_path / "home") as home:
        take_in(home, "s1/a.png", [page(1, of(JANE), "one of hers")])
        take_in(home, "s1/b.png", [page(1, (found("name", "DOE, JANE"),), "held at first")])
    desk = serve(tmp_path / "home")
    yield desk
    desk.parts.close()


def entries_in(folder: Path) -> list[Entry]:
    return [kept.entry for kept in AuditLog(folder, AuditSettings()).entries()]


def test_a_form_without_a_length_is_cut_off(tmp_path: Path) -> None:
    """Sent by somebody who is not signed in, in chunks."""
    with open_home(tmp_path / "home"):
        pass
    with served(tmp_path / "home") as server:
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as line:
            line.sendall(
                b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
            )
            sent = 0
            with suppress(OSError):
                while sent < 64 * forms.MOST_BYTES:
                    line.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
                    sent += 0x10000
            assert sent < 64 * forms.MOST_BYTES


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([b"a=1&", b"b=%C3%A9&b="], {"a": ["1"], "b": ["é", ""]}),
        ([b"a=" + b"x" * forms.MOST_BYTES], 413),
        ([b"&".join(b"f%d=" % number for number in range(forms.MOST_FIELDS + 1))], 413),
        ([b"a=1&", None], 408),
    ],
)
def test_a_form_is_of_a_limited_size_and_time(parts: list[bytes | None], status: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "SLOWEST_S", 0.1)
    left = iter(parts)

    async def receive() -> dict[str, Any]:
        part = next(left, b"")
        if part is None:
            await anyio.sleep(30)
        return {"type": "http.request", "body": part or b"", "more_body": bool(part)}

    assert anyio.run(forms.read_form, Request(FORM, receive)) == status


def test_files_are_not_taken(desk: Served) -> None:
    assert desk.client.post("/sign-in", files={"name": ("a.txt", b"x")}).status_code == 415


def test_nobody_learns_which_names_there_are(desk: Served) -> None:
    answers = [desk.post("/sign-in", None, name=name, password="wrong") for name in ["clerk"] * 7 + ["nobody"] * 7]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text.replace("nobody", "clerk") for answer in answers}) == 1
    right = desk.post("/sign-in", None, name="clerk", password=SECRET)  # locked by now, and told in the same words
    assert (right.status_code, right.text) == (401, answers[0].text)


def test_signing_in_anew_ends_the_session_before(desk: Served) -> None:
    before = desk.sign_in("clerk")
    kept = {"cookie": f"{COOKIE}={before.token}"}
    answer = desk.client.post("/sign-in", data={"name": "clerk", "password": SECRET}, headers=kept, follow_redirects=False)
    assert answer.status_code == 303
    assert before.token not in answer.headers["set-cookie"]
    assert desk.parts.accounts.sessions.session(before.token) is None


def test_a_person_sees_and_ends_their_own_sessions_only(desk: Served) -> None:
    mine, left, other = desk.sign_in("clerk"), desk.sign_in("clerk"), desk.sign_in("reviewer")
    text = desk.get("/password", mine).text
    assert left.session.session_id in text
    assert other.session.session_id not in text
    assert desk.send(f"/password/sessions/{other.session.session_id}/end", mine).status_code == 404
    assert desk.send(f"/password/sessions/{left.session.session_id}/end", mine).status_code == 303
    sessions = desk.parts.accounts.sessions
    assert (bool(sessions.session(mine.token)), sessions.session(left.token), bool(sessions.session(other.token))) == (True, None, True)


def test_a_page_that_renews_itself_keeps_nobody_signed_in(desk: Served) -> None:
    signed = desk.sign_in("clerk")
    with desk.parts.accounts._db.write() as db:
        db.execute("UPDATE sessions SET last_seen_at = last_seen_at - 600")
    before = desk.parts.accounts.sessions.all()[0].last_seen_at
    assert desk.get("/floor?renewed=1", signed).status_code == 200
    assert desk.parts.accounts.sessions.all()[0].last_seen_at == before
    assert desk.get("/floor", signed).status_code == 200
    assert desk.parts.accounts.sessions.all()[0].last_seen_at > before


def test_who_is_not_signed_in_is_logged(desk: Served) -> None:
    assert desk.get("/review").status_code == 303
    last = entries_in(desk.parts.folder / "audit")[-1]
    assert (last.who, last.what, last.outcome, last.why) == ("-", "queue", "refused", "not signed in")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 600 kB, for those who may mount one."""
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=600k", "none", folder], capture_output=True, check=False)
    if not made or made.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_on_a_full_disk_nothing_is_shown_and_nothing_done(desk: Served, tmp_path: Path) -> None:
    reviewer, root = desk.sign_in("reviewer"), desk.sign_in("administrator")
    held = next(one.document_id for one in desk.parts.home.ledger.review.waiting())
    with small_disk(tmp_path / "disk") as disk:
        desk.parts.__dict__["audit"] = AuditLog(disk / "audit", AuditSettings())
        for path in (f"/documents/{held}/pages/1", "/search?q=hers", f"/review/{held}", "/review", f"/documents/{held}/pages/1/picture"):
            shown = desk.get(path, reviewer)
            assert shown.status_code == 200, path  # there is room for an entry
        assert desk.send(f"/review/{held}/settle", reviewer, patient="M1").status_code == 503  # and none to spare
        assert desk.send("/restrictions", root, mrn=JANE.mrn, category="vip").status_code == 503
        (disk / "filler").write_bytes(b"")
        with suppress(OSError), (disk / "filler").open("ab", buffering=0) as filler:
            while True:
                filler.write(b"x" * 512)
        while desk.get("/review", reviewer).status_code == 200:  # the log's last block takes some entries more
            assert len(entries_in(disk / "audit")) < 100
        for path in (f"/documents/{held}/pages/1", "/search?q=hers", f"/review/{held}", "/review", f"/documents/{held}/pages/1/picture"):
            refused = desk.get(path, reviewer)
            assert (refused.status_code, "no space left" in refused.text) == (503, True), path
            assert "DOE" not in refused.text
    record = desk.parts.home.ledger.documents.get(held)
    assert record
    assert (record["status"], desk.parts.accounts.restrictions.all()) == ("review", [])


@pytest.mark.parametrize("number", ["²", "٣", "9" * 30, "-1", "1e3", "", "0"])
def test_numbers_that_are_none_do_no_harm(desk: Served, number: str) -> None:
    signed = desk.sign_in("reviewer")
    held = next(one.document_id for one in desk.parts.home.ledger.review.waiting())
    for path in (
        f"/search?q=hers&page={number}",
        f"/documents/{held}/pages/1?q=held&hit={number}",
        f"/documents/{held}/pages/1/picture?w={number}",
    ):
        assert desk.get(path, signed).status_code == 200, path
    for action, form in (("split", {"page": number}), ("reorder", {"place-1": number}), ("turn", {"page": number, "by": number})):
        assert desk.send(f"/review/{held}/{action}", signed, revision=number, **form).status_code == 409, action


def test_a_query_is_as_long_as_a_sentence(desk: Served) -> None:
    text = desk.get(f"/search?q={'x' * 5000}", desk.sign_in("clerk")).text
    assert "x" * 300 in text
    assert "x" * 301 not in text


@pytest.mark.parametrize(
    ("query", "status"), [("her*", 200), ("-her* OR name:doe*", 200), ("a*", 409), ("name:d*", 409), ("* x", 409), ("abc* " * 6, 409)]
)
def test_a_beginning_of_a_word_is_not_too_short(desk: Served, query: str, status: int) -> None:
    assert desk.get("/search", desk.sign_in("clerk"), params={"q": query}).status_code == status
