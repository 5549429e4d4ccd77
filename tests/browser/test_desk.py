"""People at the desk: the real program, Debian's Chromium, keys and clicks."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.accounts import Accounts
from pipeline.audit import AuditLog, AuditSettings, Entry
from pipeline.audit.verify import verify
from pipeline.model.record import REASONS, Record
from pipeline.run.home import Home
from pipeline.settings import load
from tests.filing.support import DISCHARGE, JANE, JOHN, ROSA, at_foot, failed, found, of, page
from tests.support.browser import Server, add_people, launched, served
from tests.support.desk import open_home, take_in
from tests.support.program import Program, draw_page, save_pages

KOWALCZEWSKA = ["DISCHARGE SUMMARY", "Patient Name: KOWALCZEWSKA, MARTA", "MRN: 5550123   DOB: 05/06/1961", "Given ramipril for her heart."]


def fill(home: Home) -> dict[str, str]:
    """One document held for each reason: its id by the reason."""
    words = "she came with pain beneath her left shoulder blade after lifting heavy boxes yesterday evening in her cellar and went home"
    take_in(home, "s1/first.png", [page(1, of(JANE), words)])
    held = {
        "no_patient": take_in(home, "s1/nobody.png", [page(1, (found("name", "DOE, JANE"),), "seen in the morning")]),
        "ambiguous_patient": take_in(home, "s1/two.png", [page(1, (found("mrn", JANE.mrn), found("name", "SMITH, JOHN")), "seen at noon")]),
        "low_confidence": take_in(home, "s1/faint.png", [page(1, of(ROSA), "read at the window", confidence=0.3)]),
        "misfile": take_in(home, "s2/mixed.tif", [page(1, of(JANE), "one"), page(2, tuple(map(at_foot, of(JOHN))), "two")]),
        "unknown_type": take_in(home, "s2/what.png", [page(1, of(ROSA), "a letter from abroad", type_code=None)]),
        "page_failed": take_in(home, "s2/failed.tif", [page(1, of(ROSA), "the first page of it"), failed(2)]),
        "page_order": take_in(
            home, "s2/order.tif", [page(1, of(JANE), "Page 1 of 4"), page(2, (), "Page 3 of 4"), page(3, (), "Page 2 of 4")]
        ),
        "possible_duplicate": take_in(home, "s2/again.png", [page(1, of(JANE), words)], [["the same sheet again"]]),
    }
    for reason, records in held.items():
        assert reason in records[0]["reasons"], reason
    return {reason: records[0]["document_id"] for reason, records in held.items()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A home with a document held for each reason, and people; each test works on a copy of it."""
    folder = tmp_path_factory.mktemp("filled") / "home"
    with open_home(folder) as home:
        ids = fill(home)
    add_people(folder, ("ben", "reviewer", ()))
    return folder, ids


@pytest.fixture
def desk(tmp_path: Path, filled: tuple[Path, dict[str, str]], browser: Browser) -> Iterator[tuple[Server, dict[str, str]]]:
    folder, ids = filled
    shutil.copytree(folder, tmp_path / "home")
    with served(tmp_path / "home") as server:
        yield server, ids
        for signed_in in browser.contexts:
            signed_in.close()


def record(server: Server, document_id: str) -> Record | None:
    with Home(server.home, load()) as home:
        return home.ledger.documents.get(document_id)


def whose(server: Server, document_id: str) -> str | None:
    found = record(server, document_id)
    return found["patient"]["mpi_id"] if found and found["patient"] else None


def key(at: Page, *keys: str) -> None:
    for one in keys:
        at.keyboard.press(one)


def test_a_page_is_found_by_a_misspelt_name_and_the_word_is_marked(tmp_path: Path, browser: Browser) -> None:
    program = Program(tmp_path / "home")
    program.run("ingest", save_pages(tmp_path / "scan.png", [draw_page(KOWALCZEWSKA, (1300, 700))]), codes=(0, 3))
    add_people(program.home)
    with served(program.home) as server:
        at = server.sign_in(browser, "reviewer")
        key(at, "Escape")
        at.goto(f"{server.url}/search")
        at.fill("[name=q]", "Kowalczevska")
        key(at, "Enter")
        expect(at.locator("[role=status]").first).to_contain_text("Did you mean kowalczewska")
        at.click(".first-hit")
        mark = at.locator(".hitbox")
        expect(mark).to_have_count(1)
        word = at.locator("text.marked")
        assert "KOWALCZEWSKA" in word.inner_html()
        around, inside = mark.bounding_box(), word.bounding_box()
        assert around
        assert inside
        middle = inside["x"] + inside["width"] / 2, inside["y"] + inside["height"] / 2
        assert around["x"] < middle[0] < around["x"] + around["width"]
        assert around["y"] < middle[1] < around["y"] + around["height"]
        assert at.evaluate("document.querySelector('svg image').getBoundingClientRect().width") > 500
        at.evaluate("getSelection().selectAllChildren(document.querySelector('text.marked'))")
        assert "KOWALCZEWSKA" in at.evaluate("String(getSelection())")


@pytest.mark.parametrize(
    ("reason", "keys", "status"),
    [
        ("no_patient", ["1", "Enter"], "filed"),
        ("ambiguous_patient", ["1", "Enter"], "filed"),
        ("low_confidence", ["1", "k", "Enter"], "filed"),
        ("misfile", ["1", "k", "Enter"], "filed"),
        ("page_failed", ["1", "k", "Enter"], "filed"),
        ("page_order", ["1", "k", "Enter"], "filed"),
        ("possible_duplicate", ["x"], "review"),
    ],
)
def test_one_of_each_reason_is_settled_with_keys(
    desk: tuple[Server, dict[str, str]], browser: Browser, reason: str, keys: list[str], status: str
) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review?reason={reason}")
    key(at, "Enter")
    at.wait_for_url(f"**/review/{ids[reason]}?reason={reason}")
    key(at, *keys)
    at.wait_for_url("**said=done")
    settled = record(server, ids[reason])
    assert settled
    assert (settled["status"], settled["decision"]["by"]) == (status, "reviewer")
    at.goto(f"{server.url}/review")
    key(at, "u")  # taken back, it waits again
    at.wait_for_url(f"**/review/{ids[reason]}")
    expect(at.locator(".tag.held").first).to_be_visible()
    again = record(server, ids[reason])
    assert again
    assert reason in again["reasons"]


def test_an_unknown_type_is_chosen(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['unknown_type']}")
    key(at, "1", "Enter")
    expect(at.locator("#failed")).to_contain_text("unknown_type")
    expect(at.locator("[name=patient]:checked")).to_have_value("M3")  # what was chosen stays chosen
    at.select_option("[name=type]", DISCHARGE)
    at.click("text=File it")
    at.wait_for_url(lambda url: ids["unknown_type"] not in url)
    settled = record(server, ids["unknown_type"])
    assert settled
    assert settled["document_type"]["code"] == DISCHARGE


def test_every_reason_was_settled_above() -> None:
    tried = {"no_patient", "ambiguous_patient", "low_confidence", "misfile", "page_failed", "page_order", "possible_duplicate"}
    assert tried | {"unknown_type"} == set(REASONS)


def test_split_and_put_together_again(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['misfile']}")
    expect(at.locator("li.other")).to_contain_text("Names somebody else")
    at.check("[name=page][value='2']")
    at.locator("h1").click()
    key(at, "s")
    at.wait_for_url(lambda url: ids["misfile"] not in url)
    assert [whose(server, f"{ids['misfile'][:-4]}{number}") for number in ("0001", "0002")] == ["M1", "M2"]
    at.goto(f"{server.url}/review/{ids['misfile']}")
    at.check("[name=with]")
    at.locator("h1").click()
    key(at, "m")
    expect(at.locator(".thumbs li")).to_have_count(2)
    expect(at.locator("li.other")).to_contain_text("Names somebody else")


def test_the_mrn_is_typed_twice(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['no_patient']}")
    at.fill("[name=mrn]", JOHN.mrn)
    at.fill("[name=mrn_again]", "7654312")
    at.click("text=File it")
    expect(at.locator("#failed")).to_contain_text("typed in two ways")
    at.fill("[name=mrn_again]", JOHN.mrn)
    at.click("text=File it")
    at.wait_for_url(lambda url: ids["no_patient"] not in url)
    assert whose(server, ids["no_patient"]) == "M2"


def test_a_patient_is_looked_up_and_no_name_stands_in_the_address(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['low_confidence']}")
    key(at, "f")
    at.keyboard.type("smith, john")
    key(at, "Enter")
    expect(at.locator(".candidates")).to_contain_text("SMITH, JOHN")
    assert "smith" not in at.url.lower()


def test_two_reviewers_never_hold_the_same_document(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, _ = desk
    ann, ben = server.sign_in(browser, "reviewer"), server.sign_in(browser, "ben")
    opened = []
    for at in (ann, ben):
        at.goto(f"{server.url}/review")
        key(at, "Enter")
        at.wait_for_url("**/review/*")
        opened.append(at.url)
    assert opened[0] != opened[1]
    ben.goto(opened[0])
    expect(ben.locator("[role=alert]")).to_contain_text("reviewer has this document open")
    expect(ben.locator("text=File it")).to_be_disabled()


def test_sent_back_it_leaves_the_queue_with_a_ticket(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['low_confidence']}")
    at.check("[name=page][value='1']")
    at.locator("h1").click()
    key(at, "w")
    at.fill("[name=why]", "too faint")
    at.click("text=Scan the ticked pages again")
    at.wait_for_url(lambda url: ids["low_confidence"] not in url)
    at.goto(f"{server.url}/review")
    expect(at.locator("text=R-0001")).to_be_visible()
    expect(at.locator(f"a[href*='{ids['low_confidence']}']")).to_have_count(0)


def test_glass_is_broken_reported_and_closes_again(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, _ = desk
    accounts = Accounts(server.home / "accounts.sqlite", load().accounts)
    accounts.restrictions.restrict_patient("M1", [JANE.mrn], "vip", "", "root")
    at = server.sign_in(browser, "clinician")
    at.goto(f"{server.url}/search?q=shoulder")
    expect(at.locator("h1")).to_have_text("0 documents")
    at.goto(f"{server.url}/break-glass")
    at.fill("[name=mrn]", JANE.mrn)
    at.fill("[name=reason]", "unconscious in the emergency room")
    at.click("text=Open the record")
    at.goto(f"{server.url}/search?q=shoulder")
    expect(at.locator("h1")).to_have_text("1 document")
    at.click(".first-hit")
    expect(at.locator(".about")).to_contain_text("DOE, JANE")
    link = at.url
    chief = server.sign_in(browser, "administrator")
    chief.goto(f"{server.url}/users")
    expect(chief.locator(".alerts")).to_contain_text("unconscious in the emergency room")
    chief.click(".alerts button")
    expect(chief.locator(".alerts")).to_have_count(0)
    with accounts._db.write() as db:
        db.execute("UPDATE grants SET until = 0")
    accounts.close()
    at.goto(link)
    expect(at.locator("h1")).to_have_text("There is nothing here")


def test_who_does_nothing_is_signed_out(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, _ = desk
    at = server.sign_in(browser, "reviewer")
    with sqlite3.connect(server.home / "accounts.sqlite") as db:
        db.execute("UPDATE sessions SET last_seen_at = last_seen_at - 16 * 60")
    db.close()
    at.goto(f"{server.url}/review")
    expect(at.locator("[name=password]")).to_be_visible()
    assert "/sign-in" in at.url


def test_signed_out_the_way_back_shows_nothing(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['misfile']}")
    at.click("text=Sign out")
    expect(at.locator("[name=password]")).to_be_visible()
    at.go_back()
    expect(at.locator("[name=password]")).to_be_visible()


def test_a_clinician_is_refused_a_restricted_record_everywhere(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, _ = desk
    accounts = Accounts(server.home / "accounts.sqlite", load().accounts)
    at = server.sign_in(browser, "clinician")
    at.goto(f"{server.url}/search?q=shoulder")
    at.click(".first-hit")
    link = at.url.split("?")[0]
    accounts.restrictions.restrict_patient("M1", [JANE.mrn], "vip", "", "root")
    accounts.close()
    document = link.rsplit("/pages", 1)[0]
    for path in (link, f"{link}/picture?w=120", document, f"{document}/pdf", f"{document}/fields/0"):
        answer = at.goto(path)
        assert answer
        assert answer.status == 404, path
        expect(at.locator("main")).not_to_contain_text("DOE")
    at.goto(f"{server.url}/search")
    expect(at.locator("main")).not_to_contain_text("DOE")
    assert verify(server.home / "audit", None).problems == ()
    refused = [one for one in _entries(server) if one.outcome == "refused" and one.who == "clinician"]
    assert len(refused) >= 5


def _entries(server: Server) -> list[Entry]:
    return [kept.entry for kept in AuditLog(server.home / "audit", AuditSettings()).entries()]
