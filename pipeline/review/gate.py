"""What stands before every page: who asks, may they, is the form theirs; and behind it: nothing leaves that was not logged.

A route that is not in the table is refused. What can't be audited is not shown.
"""

from __future__ import annotations

import hmac
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import anyio
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.accounts import Right, Session
from pipeline.audit import Entry
from pipeline.model.errors import ClaimLost, ConfigError, DecisionRefused, PipelineError, SyncFailed
from pipeline.review.asked import Asked, Refused
from pipeline.review.forms import read_form
from pipeline.review.parts import Parts
from pipeline.run.place import where

log = logging.getLogger(__name__)
COOKIE = "__Host-chartscan"
_HASHING = 2  # passwords hashed at once: each takes 64 MiB, and those who guess must not keep the others waiting
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self';"
        " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

Who = Right | Literal["anybody", "signed_in"]
Handler = Callable[[Asked], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One page: who may ask for it, and how the audit log names it. With `document`, the path's document must be one they may see.

    `quiet` is for what shows nothing (style, script): it is not logged. `hashes` a password: dear on purpose, so few at once.
    """

    method: Literal["GET", "POST"]
    path: str
    handler: Handler
    who: Who
    what: str
    document: bool = False
    quiet: bool = False
    hashes: bool = False


class Gate:
    """Turns a route into what the server calls."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._limits: dict[bool, CapacityLimiter] = {}

    def __call__(self, route: Route) -> Callable[[Request], Awaitable[Response]]:
        """Forms are read here; the handler runs in a thread, as many at once as the settings say."""

        async def answer(request: Request) -> Response:
            form = await read_form(request) if request.method == "POST" else {}
            if isinstance(form, int):
                return self._sealed(
                    Response("the form can't be taken", form, headers={"Connection": "close"})
                )  # HTTP's; the rest is not read
            return await anyio.to_thread.run_sync(self._answer, route, request, form, limiter=self._limit(route.hashes))

        return answer

    def unlisted(self, request: Request) -> Response:
        """A path that no route has: refused, and logged without its words, which may be anything."""
        return self._answer(Route("GET", "/", _nothing, "anybody", "unlisted"), request, {})

    def _limit(self, hashes: bool) -> CapacityLimiter:
        """Made when it is first asked for, since it belongs to the server's loop."""
        if hashes not in self._limits:
            self._limits[hashes] = CapacityLimiter(_HASHING if hashes else self._parts.settings.desk.threads)
        return self._limits[hashes]

    def _answer(self, route: Route, request: Request, form: Mapping[str, Sequence[str]]) -> Response:
        asked = Asked(request, self._parts, None, form)
        try:
            asked.session = self._session(request)
            self._check(route, asked)
            if request.method == "POST":
                self._parts.audit.check()  # what can't be logged is not done either
            response = route.handler(asked)
        except Refused as refused:
            if refused.status == 401 and request.method == "GET":  # HTTP's
                return self._logged(route, asked, refused, RedirectResponse(f"/sign-in?next={_local(request)}", 303))
            return self._logged(route, asked, refused)
        except (ClaimLost, ConfigError, DecisionRefused) as error:
            return self._logged(route, asked, Refused(409, error.message), advice=error.advice)
        except PipelineError as error:
            log.warning("%s: %s", route.what, error.code)
            _stop_if_lost(error)
            return self._logged(route, asked, Refused(503, error.message), advice=error.advice)
        except Exception as error:  # noqa: BLE001  # a defect costs one page; its own words may quote a record
            log.error("%s: %s", route.what, where(error))
            return self._logged(route, asked, Refused(500, "a defect of the program"), advice="Tell support what you did, and when.")
        return self._logged(route, asked, None, response)

    def _session(self, request: Request) -> Session | None:
        """Whose it is; a page that renews itself does not say that somebody is there."""
        token = request.cookies.get(COOKIE)
        return self._parts.accounts.sessions.session(token, touch="renewed" not in request.query_params) if token else None

    def _check(self, route: Route, asked: Asked) -> None:
        if route.method == "POST":
            self._check_form(route, asked)
        if route.who == "anybody":
            return
        if asked.session is None:
            asked.refuse(401, "not signed in")
        user = asked.session.user
        if user.must_change_password and route.path not in {"/password", "/sign-out"}:
            asked.refuse(403, "the password must be changed first")
        if route.who != "signed_in" and not user.may(route.who):
            asked.refuse(403, f"not for the role {user.role}")
        if route.document:
            self._find_document(asked)

    def _check_form(self, route: Route, asked: Asked) -> None:
        """A form comes from our own page: the browser says so, and the token that only our pages know stands in it."""
        if asked.request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            asked.refuse(403, "the form came from another site")
        if route.who == "anybody":
            return
        token = asked.field("csrf") or asked.request.headers.get("x-csrf", "")
        if asked.session and not hmac.compare_digest(token.encode(), asked.session.csrf.encode()):
            asked.refuse(403, "the form is not from this session")

    def _find_document(self, asked: Asked) -> None:
        """A document that the person may not see is refused as one that isn't there."""
        found = asked.home.ledger.documents.at_revision(asked.path("document_id"))
        if found is None:
            asked.refuse(404, "no such document")
        asked.record, asked.revision = found
        asked.tell_of(found[0])
        if not asked.sight.may_see(found[0], asked.parts.normalise):
            asked.record = None
            asked.refuse(404, "no such document")

    def _logged(
        self, route: Route, asked: Asked, refused: Refused | None, response: Response | None = None, advice: str | None = None
    ) -> Response:
        """The response, once it stands in the audit log; a page that says so where it can't."""
        if not route.quiet or refused:
            user = asked.session.user if asked.session else None
            told = asked.told
            entry = Entry(
                *(user.name if user else "-", user.role if user else "-", route.what, "refused" if refused else "done"),
                *(asked.origin, told.ids, told.patients, refused.why if refused else told.why),
            )
            try:
                self._parts.audit.append(entry)
            except PipelineError as error:
                log.error("audit: %s", error.code)
                _stop_if_lost(error)
                return self._sealed(asked.page("refused.html", 503, said=503, why=error.message, advice=error.advice))
        if refused and response is None:
            response = asked.page("refused.html", refused.status, said=refused.status, why=refused.why, advice=advice or "")
        assert response is not None
        return self._sealed(response)

    def _sealed(self, response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if self._parts.settings.desk.tls_certificate or self._parts.settings.desk.proxies:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def _local(request: Request) -> str:
    """The path that was asked for, to come back to after signing in; of a query only its kind, since it may hold a name."""
    return request.url.path if request.url.path.startswith("/") and not request.url.path.startswith("//") else "/"


def _nothing(asked: Asked) -> Response:
    asked.refuse(404, "no such page")


def _stop_if_lost(error: PipelineError) -> None:
    """The whole server ends after a failed fsync: what this process wrote can't be trusted to be on the disk."""
    if isinstance(error, SyncFailed):
        log.critical("%s %s", error.message, error.advice)
        signal.raise_signal(signal.SIGTERM)
