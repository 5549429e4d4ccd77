"""What stands before every page: who asks, may they, is the form theirs; and behind it: nothing leaves that was not logged.

A route that is not in the table is refused. What can't be audited is not shown.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import anyio
from anyio import CapacityLimiter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.accounts import Right, Session
from pipeline.audit import Entry
from pipeline.model.errors import ConfigError, DecisionRefused, PipelineError
from pipeline.review.asked import Asked, Refused
from pipeline.review.parts import Parts
from pipeline.run.place import where

log = logging.getLogger(__name__)
COOKIE = "__Host-chartscan"
_MOST_FIELDS, _MOST_BYTES = 1000, 256 * 1024
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

    `quiet` is for what shows nothing (style, script): it is not logged.
    """

    method: Literal["GET", "POST"]
    path: str
    handler: Handler
    who: Who
    what: str
    document: bool = False
    quiet: bool = False


class Gate:
    """Turns a route into what the server calls."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._limit: CapacityLimiter | None = None

    def __call__(self, route: Route) -> Callable[[Request], Awaitable[Response]]:
        """Forms are read here; the handler runs in a thread, as many at once as the settings say."""

        async def answer(request: Request) -> Response:
            form: Mapping[str, Sequence[str]] = {}
            if request.method == "POST":
                length = request.headers.get("content-length", "0")
                if not length.isdigit() or int(length) > _MOST_BYTES:
                    return self._sealed(Response("too large", 413))
                async with request.form(max_fields=_MOST_FIELDS, max_files=0) as data:
                    form = _fields(data)
            self._limit = self._limit or CapacityLimiter(self._parts.settings.desk.threads)
            return await anyio.to_thread.run_sync(self._answer, route, request, form, limiter=self._limit)

        return answer

    def unlisted(self, request: Request) -> Response:
        """A path that no route has: refused, and logged without its words, which may be anything."""
        asked = Asked(request, self._parts, self._session(request), {})
        return self._logged(Route("GET", "/", _nothing, "anybody", "unlisted"), asked, Refused(404, "no such page"))

    def _answer(self, route: Route, request: Request, form: Mapping[str, Sequence[str]]) -> Response:
        asked = Asked(request, self._parts, self._session(request), form)
        try:
            self._check(route, asked)
            response = route.handler(asked)
        except Refused as refused:
            if refused.status == 401 and request.method == "GET":  # HTTP's
                response = RedirectResponse(f"/sign-in?next={_local(request)}", 303)
                return self._sealed(response)
            return self._logged(route, asked, refused)
        except (ConfigError, DecisionRefused) as error:
            return self._logged(route, asked, Refused(409, error.message), advice=error.advice)
        except PipelineError as error:
            log.warning("%s: %s", route.what, error.code)
            return self._logged(route, asked, Refused(503, error.message), advice=error.advice)
        except Exception as error:  # noqa: BLE001  # a defect costs one page; its own words may quote a record
            log.error("%s: %s", route.what, where(error))
            return self._logged(route, asked, Refused(500, "a defect of the program"), advice="Tell support what you did, and when.")
        return self._logged(route, asked, None, response)

    def _session(self, request: Request) -> Session | None:
        token = request.cookies.get(COOKIE)
        return self._parts.accounts.sessions.session(token) if token else None

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
                return self._sealed(asked.page("refused.html", 503, said=503, why=error.message, advice=error.advice))
        if refused:
            response = asked.page("refused.html", refused.status, said=refused.status, why=refused.why, advice=advice or "")
        assert response is not None
        return self._sealed(response)

    def _sealed(self, response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if self._parts.settings.desk.tls_certificate or self._parts.settings.desk.proxies:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def _fields(data: FormData) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in data.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


def _local(request: Request) -> str:
    """The path that was asked for, to come back to after signing in; of a query only its kind, since it may hold a name."""
    return request.url.path if request.url.path.startswith("/") and not request.url.path.startswith("//") else "/"


def _nothing(_: Asked) -> Response:
    raise AssertionError("an unlisted route has no handler")
