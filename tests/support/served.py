"""The desk over a home, asked without a browser: each request with the cookie that is given."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from pipeline.accounts import Accounts, Session, SignedIn
from pipeline.review.app import build
from pipeline.review.gate import COOKIE
from pipeline.review.parts import Parts
from pipeline.settings import Settings, load

SECRET = "three quiet blue lamps"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # of cost only: it hashes as the real one does


@dataclass
class Served:
    """The application, and who is signed in."""

    parts: Parts
    client: TestClient

    def sign_in(self, name: str) -> SignedIn:
        return self.parts.accounts.sessions.sign_in(name, SECRET, None, "127.0.0.1")

    def get(self, path: str, signed: SignedIn | None = None, **more: object) -> httpx.Response:
        return self.client.get(path, headers=_cookie(signed), follow_redirects=False, **more)  # type: ignore[arg-type]

    def post(self, path: str, signed: SignedIn | None, csrf: Session | None = None, **form: str | list[str]) -> httpx.Response:
        """With the CSRF token of `csrf`'s session; "" without one."""
        data: Mapping[str, str | list[str]] = {"csrf": csrf.csrf if csrf else "", **form}
        return self.client.post(path, data=data, headers=_cookie(signed), follow_redirects=False)

    def send(self, path: str, signed: SignedIn, **form: str | list[str]) -> httpx.Response:
        """A form of the person's own page."""
        return self.post(path, signed, signed.session, **form)


def _cookie(signed: SignedIn | None) -> dict[str, str]:
    return {"cookie": f"{COOKIE}={signed.token}"} if signed else {}


def serve(folder: Path, settings: Settings | None = None, clock: Callable[[], float] = time.time) -> Served:
    """The desk of this home, with one account for each role: its name is the role's."""
    settings = settings or load()
    parts = Parts(folder, settings)
    accounts = Accounts(folder / "accounts.sqlite", settings.accounts, clock, CHEAP)
    parts.__dict__["accounts"] = accounts
    for role in ("clerk", "reviewer", "clinician", "quality", "administrator", "auditor"):
        accounts.users.add(role, role.title(), role, SECRET)
    return Served(parts, TestClient(build(parts), base_url="https://desk.test", raise_server_exceptions=False))
