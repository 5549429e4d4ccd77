"""Single sign-on against a provider that speaks OpenID Connect on loopback: real keys, real codes, PKCE checked."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2 as httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from pipeline.review.single_sign_on import SECRET, STATE_COOKIE
from pipeline.settings import load
from tests.support.desk import open_home
from tests.support.served import Served, serve


class Provider(ThreadingHTTPServer):
    """One person, who is signed in there already. `change` spoils what the next token claims."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = RSAKey.generate_key(2048, {"kid": "k1"})
        self.signing = self.key
        self.asked: dict[str, dict[str, str]] = {}
        self.groups: Any = ["his-doctors"]
        self.change: dict[str, Any] = {}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        at = urlsplit(self.path)
        if at.path == "/.well-known/openid-configuration":
            ends = {name: f"{self.server.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
            self._json({"issuer": self.server.issuer, **ends})
        elif at.path == "/jwks_uri":
            self._json(KeySet([self.server.key]).as_dict(private=False))
        else:
            said = {name: values[0] for name, values in parse_qs(at.query).items()}
            code = f"code-{len(self.server.asked)}"
            self.server.asked[code] = said
            self.send_response(302)
            self.send_header("location", f"{said['redirect_uri']}?{urlencode({'code': code, 'state': said['state']})}")
            self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        said = {name: values[0] for name, values in parse_qs(body).items()}
        begun = self.server.asked.pop(said.get("code", ""), None)
        client = base64.b64decode(self.headers.get("authorization", "Basic ").removeprefix("Basic ")).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(said.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if begun is None or client != "desk:its secret" or challenge != begun["code_challenge"]:
            self._json({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.server.issuer, "aud": "desk", "sub": "42", "name": "Dr. Hale", "nonce": begun["nonce"], "iat": now}
        claims |= {"exp": now + 300, "groups": self.server.groups, **self.server.change}
        token = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.server.signing)
        self._json({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def log_message(self, *_: object) -> None:
        pass

    def _json(self, body: object, status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def desk(tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv(SECRET, "its secret")
    open_home(tmp_path / "home").__exit__(None, None, None)
    settings = load()
    accounts = replace(settings.accounts, oidc_issuer=provider.issuer, oidc_client="desk", oidc_roles={"his-doctors": "clinician"})
    settings = replace(settings, accounts=accounts, desk=replace(settings.desk, url="https://desk.test"))
    served = serve(tmp_path / "home", settings)
    yield served
    served.parts.close()


def there_and_back(desk: Served) -> tuple[str, str]:
    """The state's cookie, and the way back with its code."""
    out = desk.get("/sso?next=/help")
    assert out.status_code == 303
    cookie = out.headers["set-cookie"].split(";")[0].split("=", 1)[1]
    home = httpx.get(out.headers["location"], follow_redirects=False).headers["location"]
    return cookie, home.removeprefix("https://desk.test")


def arrive(desk: Served, cookie: str, way: str) -> httpx.Response:
    return desk.client.get(way, headers={"cookie": f"{STATE_COOKIE}={cookie}"}, follow_redirects=False)


def test_who_comes_from_the_provider_gets_the_role_of_the_group(desk: Served) -> None:
    answer = arrive(desk, *there_and_back(desk))
    assert (answer.status_code, answer.headers["location"]) == (303, "/help")
    token = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-chartscan=")).split(";")[0]
    page = desk.client.get("/help", headers={"cookie": token})
    assert "Dr. Hale (clinician)" in page.text


def test_a_code_works_once_and_only_for_the_browser_that_began(desk: Served) -> None:
    cookie, way = there_and_back(desk)
    assert arrive(desk, "another", way).status_code == 403
    cookie, way = there_and_back(desk)
    assert arrive(desk, cookie, way).status_code == 303
    assert arrive(desk, cookie, way).status_code == 403
    assert arrive(desk, cookie, "/sso/back").status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://evil.test"},
        {"exp": 1000},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(desk: Served, provider: Provider, change: dict[str, Any]) -> None:
    provider.change = change
    assert arrive(desk, *there_and_back(desk)).status_code == 403


def test_a_token_of_another_key_is_refused(desk: Served, provider: Provider) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "k1"})
    answer = arrive(desk, *there_and_back(desk))
    assert (answer.status_code, "not to be believed" in answer.text) == (403, True)


@pytest.mark.parametrize("groups", [["others"], [], "others", None, {"a": 1}])
def test_who_is_in_no_group_gets_nothing(desk: Served, provider: Provider, groups: Any) -> None:
    provider.groups = groups
    answer = arrive(desk, *there_and_back(desk))
    assert (answer.status_code, "no role here" in answer.text) == (403, True)


def test_a_provider_that_is_away_is_told(desk: Served, provider: Provider) -> None:
    provider.shutdown()
    provider.server_close()
    answer = desk.get("/sso")
    assert (answer.status_code, "does not answer" in answer.text) == (409, True)


def test_the_sign_in_page_offers_it(desk: Served) -> None:
    assert 'href="/sso?next=/"' in desk.get("/sign-in").text
