"""The authorisation matrix: every route of the table, asked as every role, in every state of the session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx2 as httpx
import pytest

from pipeline.accounts import ROLES, SignedIn
from pipeline.review.gate import Route
from pipeline.review.table import ROUTES
from tests.filing.support import JANE, JOHN, LAB, found, of, page
from tests.support.desk import open_home, take_in
from tests.support.served import Served, serve

ALL: set[str] = set(ROLES)
READERS = {"clerk", "reviewer", "clinician", "quality"}
# Who may ask for what, written down a second time: a route that is not here fails, and so does one that lets others in.
MAY: dict[str, set[str]] = {
    "GET /": ALL,
    "GET /help": ALL,
    "POST /sign-out": ALL,
    "GET /password": ALL,
    "POST /password": ALL,
    "POST /password/sessions/{session_id}/end": ALL,
    "POST /password/code": ALL,
    "POST /password/code/confirm": ALL,
    "GET /search": READERS,
    "GET /documents/{document_id}": READERS,
    "GET /documents/{document_id}/pages/{page:int}": READERS,
    "GET /documents/{document_id}/pages/{page:int}/picture": READERS,
    "GET /documents/{document_id}/fields/{index:int}": READERS,
    "GET /documents/{document_id}/pdf": {"reviewer", "clinician"},
    "GET /documents/{document_id}/print": {"reviewer", "clinician"},
    "GET /review": {"reviewer"},
    "POST /review/next": {"reviewer"},
    "POST /review/undo": {"reviewer"},
    "GET /review/export": {"reviewer"},
    "GET /review/{document_id}": {"reviewer"},
    **{
        f"POST /review/{{document_id}}/{action}": {"reviewer"}
        for action in (
            *("find", "settle", "duplicate", "split", "take-out", "merge", "reorder"),
            *("turn", "blank", "send-back", "quarantine", "skip"),
        )
    },
    "GET /quality": {"quality"},
    "POST /quality": {"quality"},
    "GET /quality/{sample_id}": {"quality"},
    "GET /quality/{sample_id}/picture": {"quality"},
    "POST /quality/{sample_id}/next": {"quality"},
    "POST /quality/{sample_id}/judge": {"quality"},
    "GET /floor": {"clerk", "reviewer", "quality", "administrator"},
    "GET /break-glass": {"clinician"},
    "POST /break-glass": {"clinician"},
    "GET /users": {"administrator"},
    "POST /users": {"administrator"},
    "POST /users/{name}": {"administrator"},
    "POST /sessions/{session_id}/revoke": {"administrator"},
    "POST /restrictions": {"administrator"},
    "POST /restrictions/{restriction:int}/lift": {"administrator"},
    "POST /alerts/{grant:int}/read": {"administrator"},
    "GET /audit": {"auditor"},
    "POST /audit": {"auditor"},
}
ANYBODY = {"GET /sso", "GET /sso/back", "GET /health", "GET /static/{name}", "GET /sign-in", "POST /sign-in"}
LISTED = [route for route in ROUTES if f"{route.method} {route.path}" not in ANYBODY]
EACH = pytest.mark.parametrize("route", LISTED, ids=lambda route: f"{route.method} {route.path}")


@dataclass
class Scene:
    served: Served
    filed: str
    held: str
    restricted: str
    restricted_type: str


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("home")
    with open_home(folder) as home:
        (filed,) = take_in(home, "s/filed.png", [page(1, of(JANE), "metformin was given to her in the evening")])
        (held,) = take_in(home, "s/held.png", [page(1, (found("name", "DOE, JANE"),), "seen for pain")])
        (restricted,) = take_in(home, "s/secret.png", [page(1, of(JOHN), "metformin zyxomycin for him")])
        (kind,) = take_in(home, "s/lab.png", [page(1, of(JANE), "metformin level of her blood", LAB)])
    served = serve(folder)
    rules = served.parts.accounts.restrictions
    rules.restrict_patient("M2", [JOHN.mrn], "vip", "", "root")
    rules.restrict_type(LAB, "psychotherapy", "", "root")
    yield Scene(served, filed["document_id"], held["document_id"], restricted["document_id"], kind["document_id"])
    served.parts.close()


def key(route: Route) -> str:
    return f"{route.method} {route.path}"


def address(route: Route, document_id: str) -> str:
    path = route.path.replace("{document_id}", document_id).replace("{page:int}", "1").replace("{index:int}", "0")
    path = (
        path.replace("{restriction:int}", "999")
        .replace("{grant:int}", "999")
        .replace("{session_id}", "none")
        .replace("{sample_id}", "none")
    )
    return path.replace("{name}", "nobody")


def ask(scene: Scene, route: Route, signed: SignedIn | None, document_id: str, csrf: bool = True) -> httpx.Response:
    path = address(route, document_id)
    if route.method == "GET":
        return scene.served.get(path, signed)
    return scene.served.post(path, signed, signed.session if signed and csrf else None)


def own_document(scene: Scene, route: Route) -> str:
    return scene.held if route.path.startswith("/review") else scene.filed


def test_every_route_has_an_entry() -> None:
    assert {key(route) for route in LISTED} == set(MAY)
    assert {key(route) for route in ROUTES} == set(MAY) | ANYBODY
    assert all(route.who == "anybody" for route in ROUTES if key(route) in ANYBODY)


@EACH
def test_each_role_gets_what_is_its_own_and_nothing_else(scene: Scene, route: Route) -> None:
    for role in ROLES:
        answer = ask(scene, route, scene.served.sign_in(role), own_document(scene, route))
        assert answer.status_code != 500, role
        if role in MAY[key(route)]:
            assert answer.status_code in {200, 303, 400, 404 if route.path.endswith(("judge", "end")) else 409, 409}, role
            assert not answer.headers.get("location", "").startswith("/sign-in?"), role
        else:
            assert answer.status_code == 403, role
            assert "metformin" not in answer.text


@EACH
def test_what_is_restricted_is_not_there(scene: Scene, route: Route) -> None:
    if not route.document:
        return
    for role in MAY[key(route)]:
        for document_id in (scene.restricted, scene.restricted_type):
            signed = scene.served.sign_in(role)
            answer, nothing = ask(scene, route, signed, document_id), ask(scene, route, signed, "no-such-document")
            assert (answer.status_code, answer.text) == (nothing.status_code, nothing.text), role
            assert answer.status_code == 404


@EACH
def test_nobody_gets_in_without_a_live_session(scene: Scene, route: Route) -> None:
    revoked, over, closed = (scene.served.sign_in("reviewer") for _ in range(3))
    scene.served.parts.accounts.sessions.revoke(revoked.session.session_id)
    with scene.served.parts.accounts._db.write() as db:
        db.execute("UPDATE sessions SET last_seen_at = last_seen_at - 901 WHERE session_id = ?", (over.session.session_id,))
    scene.served.parts.accounts.sessions.sign_out(closed.token)
    forged = SignedIn("x" * 43, revoked.session)
    for signed in (None, revoked, over, closed, forged):
        answer = ask(scene, route, signed, own_document(scene, route))
        if route.method == "GET":
            assert (answer.status_code, answer.headers["location"].split("=")[0]) == (303, "/sign-in?next")
        else:
            assert answer.status_code == 401
        assert "DOE" not in answer.text


@EACH
def test_a_form_needs_the_token_of_its_own_session(scene: Scene, route: Route) -> None:
    if route.method == "GET":
        return
    for role in MAY[key(route)]:
        mine, others = scene.served.sign_in(role), scene.served.sign_in(role)
        path = address(route, own_document(scene, route))
        assert scene.served.post(path, mine).status_code == 403
        assert scene.served.post(path, mine, others.session).status_code == 403
        foreign = {"cookie": f"__Host-chartscan={mine.token}", "sec-fetch-site": "cross-site"}
        answer = scene.served.client.post(path, data={"csrf": mine.session.csrf}, headers=foreign, follow_redirects=False)
        assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/nothing", "/documents", "/review/x/y", "/static/../gate.py", "/static/gate.py"])
def test_a_route_that_is_not_listed_is_refused(scene: Scene, path: str) -> None:
    assert scene.served.get(path, scene.served.sign_in("reviewer")).status_code == 404
    assert scene.served.post(path, scene.served.sign_in("reviewer")).status_code == 404


def test_counts_facets_and_suggestions_obey_the_same_rights(scene: Scene) -> None:
    for role in sorted(READERS):
        text = scene.served.get("/search?q=metformin", scene.served.sign_in(role)).text
        assert "1 document" in text, role
        assert "Laboratory" not in text, role
        assert scene.restricted not in text
        assert "zyxomycin" not in scene.served.get("/search?q=zyxomicin", scene.served.sign_in(role)).text, role
    scene.served.parts.accounts.users.add("cleared", "", "clinician", "three quiet blue lamps", ["vip", "psychotherapy"])
    text = scene.served.get("/search?q=metformin", scene.served.sign_in("cleared")).text
    assert "3 documents" in text
    assert "zyxomycin" in scene.served.get("/search?q=zyxomicin", scene.served.sign_in("cleared")).text


def test_a_clinician_sees_no_document_that_is_nobodys_yet(scene: Scene) -> None:
    signed = scene.served.sign_in("clinician")
    assert scene.served.get(f"/documents/{scene.held}/pages/1", signed).status_code == 404
    assert scene.held not in scene.served.get("/search?q=pain", signed).text
    assert scene.held in scene.served.get("/search?q=pain", scene.served.sign_in("reviewer")).text


def test_every_answer_carries_the_headers_and_the_cookie_is_shut(scene: Scene) -> None:
    for answer in (scene.served.get("/sign-in"), scene.served.get("/nothing"), scene.served.get("/help", scene.served.sign_in("clerk"))):
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert (answer.headers["cache-control"], answer.headers["x-frame-options"]) == ("no-store", "DENY")
    answer = scene.served.post("/sign-in", None, name="clerk", password="three quiet blue lamps")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-chartscan=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}


@pytest.mark.parametrize("going", ["//evil.test", "https://evil.test", "/\\evil.test", "evil", "/review\r\nx: y"])
def test_after_signing_in_nobody_is_sent_elsewhere(scene: Scene, going: str) -> None:
    answer = scene.served.post("/sign-in", None, name="clerk", password="three quiet blue lamps", next=going)
    assert answer.headers["location"] == "/"
