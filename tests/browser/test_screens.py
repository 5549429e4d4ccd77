"""What a person sees beside what, one key away; and that nothing that was read or named becomes part of a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from pipeline.model.types import Patient, PersonName
from tests.filing.support import JANE, JOHN, ROSA, at_foot, found, of, page
from tests.support.browser import Server, add_people, launched, served
from tests.support.desk import open_home, take_in

EVIL = '<img src=x onerror="document.title=`taken`"><script>document.title="taken"</script>\'"&'
MALLORY = Patient("M9", "5557777", PersonName("<B>MALLORY", '"><SCRIPT>ALERT(1)</SCRIPT>'), "1970-01-01", "M")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("screens") / "home"
    lines = "\n".join(["a fracture of the wrist", *["nothing of note"] * 9, "the fracture is healing"])
    with open_home(folder, (JANE, JOHN, ROSA, MALLORY)) as home:
        made = {
            "long": take_in(home, "s/long.tif", [page(1, of(JANE), lines), page(2, of(JANE), "a third fracture")]),
            "mixed": take_in(home, "s/mixed.tif", [page(1, of(JANE), "one"), page(2, tuple(map(at_foot, of(JOHN))), "two")]),
            "nobody": take_in(home, "s/n.png", [page(1, (found("name", "DOE, JANE"),), "seen at noon")]),
            "evil": take_in(home, "s/<svg onload=alert(1)>.png", [page(1, of(MALLORY), f"fracture {EVIL} of it")]),
        }
    add_people(folder)
    with served(folder) as server:
        yield server, {name: records[0]["document_id"] for name, records in made.items()}


def middle(at: Page, number: int) -> float:
    """Where a mark stands in the window of the page's picture, 0 to 1 when it is seen."""
    return float(
        at.evaluate(
            "n => { const a = document.querySelector('.sheet-frame').getBoundingClientRect(),"
            " b = document.querySelectorAll('.hitbox')[n].getBoundingClientRect(); return (b.top + b.height / 2 - a.top) / a.height }",
            number,
        )
    )


def test_the_next_hit_is_one_key_away_on_the_page_and_on_the_next(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/documents/{ids['long']}/pages/1?q=fracture")
    assert at.evaluate("scrollY") == 0  # the hit is shown in its frame, the window stays where it is
    for _ in range(4):
        at.keyboard.press("+")
    at.evaluate("document.querySelector('.sheet-frame').scrollTop = 0")
    assert middle(at, 1) > 1
    at.keyboard.press("n")
    assert 0 < middle(at, 1) < 1
    at.keyboard.press("p")
    assert 0 < middle(at, 0) < 1
    at.keyboard.press("n")
    at.keyboard.press("n")
    at.wait_for_url("**/pages/2?*")


def test_a_value_leads_to_its_place_and_the_screen_does_not_print(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/documents/{ids['long']}/pages/1")
    at.click(".fields a >> nth=0")
    assert at.evaluate("document.querySelector(':target').matches('rect.field')")
    at.emulate_media(media="print")
    expect(at.locator("main")).to_be_hidden()
    expect(at.locator(".on-paper")).to_be_visible()
    answer = at.request.get(f"{server.url}/documents/{ids['long']}/print")
    assert (answer.headers["content-type"], answer.headers["content-disposition"][:6]) == ("application/pdf", "inline")
    auditor = server.sign_in(browser, "auditor")
    auditor.goto(f"{server.url}/audit")
    expect(auditor.locator("tbody tr", has_text="print").first).to_contain_text("M1")


def test_pages_of_two_patients_stand_beside_each_other(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['mixed']}")
    boxes = [one.bounding_box() for one in at.locator(".conflict figure").all()]
    assert len(boxes) == 2
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    expect(at.locator(".conflict figure.other")).to_contain_text("names somebody else: 7654321; SMITH, JOHN")
    at.keyboard.press("z")  # to others again


def test_who_is_looked_up_is_compared_and_has_a_key(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/review/{ids['nobody']}")
    at.keyboard.press("f")
    at.keyboard.type("smith, john")
    at.keyboard.press("Enter")
    row = at.locator(".candidates tbody tr", has_text="SMITH, JOHN")
    expect(row).to_contain_text("name differs")
    expect(at.locator(".as-read")).to_contain_text("DOE, JANE")
    at.locator("h1").click()
    at.keyboard.press("1")
    expect(at.locator("[name=patient]:checked")).to_have_value("M2")
    at.keyboard.press("z")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        *[("reviewer", path) for path in ("/search", "/review", "/floor", "/password", "/documents/{long}/pages/1", "/review/{nobody}")],
        *[("clinician", "/break-glass"), ("administrator", "/users"), ("auditor", "/audit"), ("quality", "/quality")],
    ],
)
def test_every_screen_has_its_help(desk: tuple[Server, dict[str, str]], browser: Browser, role: str, path: str) -> None:
    server, ids = desk
    at = server.sign_in(browser, role)
    at.set_viewport_size({"width": 390, "height": 844})
    at.goto(server.url + path.format(**ids))
    # the browser gives the field its focus a moment after the page is there; Escape leaves it
    at.wait_for_function("!document.querySelector('[autofocus]') || document.activeElement.matches('[autofocus]')")
    at.keyboard.press("Escape")
    at.keyboard.press("?")
    expect(at.locator(".help .panel")).to_be_visible()
    assert len(at.locator(".help .panel").inner_text()) > 100
    assert at.evaluate("document.documentElement.scrollWidth <= innerWidth")
    at.context.close()


def test_what_was_read_or_named_is_text_and_nothing_else(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    told: list[str] = []
    at = server.sign_in(browser, "reviewer")

    def opened(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.dismiss()

    at.on("dialog", opened)
    at.on("console", lambda message: told.append(message.text))
    screens = [f"/documents/{ids['evil']}/pages/1?q=fracture", f"/review/{ids['evil']}", "/review", "/search?q=fracture", "/floor"]
    asked = [f"/search?q={word}" for word in ("<script>alert(1)</script>", "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", "name:mallory")]
    for path in (*screens, *asked, "/search?type=<script>&station=<b>&sort=<i>", "/review?reason=<script>&said=<b>&ticket=<i>"):
        at.goto(server.url + path)
        assert at.title() != "taken"
        assert at.locator("main script, main svg[onload], main img[onerror]").count() == 0, path
    assert told == []
