"""The desk for everybody: axe-core finds nothing, nothing runs out of a narrow window, both colour schemes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.test_desk import fill
from tests.support.browser import Server, add_people, launched, served
from tests.support.desk import open_home

SCREENS = [
    ("reviewer", "/search?q=pain"),
    ("reviewer", "/search?q=nothinglikeit"),
    ("reviewer", "/documents/{misfile}/pages/1?q=one"),
    ("reviewer", "/review"),
    ("reviewer", "/review/{misfile}"),
    ("reviewer", "/review/{page_order}"),
    ("reviewer", "/floor"),
    ("reviewer", "/help"),
    ("reviewer", "/password"),
    ("reviewer", "/no-such-page"),
    ("clinician", "/break-glass"),
    ("administrator", "/users"),
    ("auditor", "/audit"),
    ("quality", "/quality"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("people") / "home"
    with open_home(folder) as home:
        ids = fill(home)
    add_people(folder)
    with served(folder) as server:
        yield server, ids


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(desk: tuple[Server, dict[str, str]], browser: Browser, scheme: str) -> None:
    server, ids = desk
    pages = {role: server.sign_in(browser, role, color_scheme=scheme) for role in dict.fromkeys(role for role, _ in SCREENS)}
    found = []
    for role, path in SCREENS:
        at = pages[role]
        at.goto(server.url + path.format(**ids))
        results = Axe().run(at)
        found += [f"{path}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in results.response["violations"]]
    at = browser.new_page()
    at.goto(f"{server.url}/sign-in")
    found += [f"/sign-in: {one['id']}" for one in Axe().run(at).response["violations"]]
    assert found == []


@pytest.mark.parametrize("width", [390, 700])
def test_nothing_runs_out_of_a_narrow_window(desk: tuple[Server, dict[str, str]], browser: Browser, width: int) -> None:
    """390 pixels are a telephone; 700 what 1,400 are at 200 %."""
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    at.set_viewport_size({"width": width, "height": 800})
    for path in ("/search?q=pain", "/review", "/review/{misfile}", "/documents/{misfile}/pages/1?q=one", "/floor", "/help"):
        at.goto(server.url + path.format(**ids))
        assert at.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_screen_is_reached_and_left_by_keyboard(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, _ = desk
    at = server.sign_in(browser, "reviewer")
    at.goto(f"{server.url}/help")
    at.keyboard.press("Tab")
    assert at.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(14):
        at.keyboard.press("Tab")
        seen.add(at.evaluate("(document.activeElement.getAttribute('href') || document.activeElement.innerText)"))
    assert {"/search", "/review", "/floor", "/password", "Sign out"} <= seen


def test_no_page_loads_anything_from_elsewhere_or_breaks_its_own_rules(desk: tuple[Server, dict[str, str]], browser: Browser) -> None:
    server, ids = desk
    at = server.sign_in(browser, "reviewer")
    asked: list[str] = []
    said: list[str] = []
    at.on("request", lambda request: asked.append(request.url))
    at.on("console", lambda message: said.append(message.text))
    for path in ("/search?q=pain", "/review/{misfile}", "/documents/{misfile}/pages/1?q=one"):
        at.goto(server.url + path.format(**ids))
        at.wait_for_load_state("networkidle")
    assert asked
    assert all(url.startswith(server.url) for url in asked)
    assert said == []
