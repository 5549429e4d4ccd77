"""One request as a handler sees it: who asks, for what, and what is told to the audit log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.accounts import Session, User
from pipeline.model.record import Record
from pipeline.review.pages import PAGES
from pipeline.review.parts import Parts
from pipeline.review.rights import Sight
from pipeline.run.deciding import Deciding, Seen
from pipeline.run.home import Home

LONGEST = 2000  # characters of one field
LONGEST_QUERY = 300  # of what is searched for: a sentence; a query of a thousand prefixes keeps a processor busy for seconds
_LONGEST_NUMBER = 10


def number_of(text: str, otherwise: int) -> int:
    """A whole number of at most nine figures; `otherwise` for anything else, figures of other scripts too."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST_NUMBER else otherwise


class Refused(Exception):  # it reads so
    """The request is not answered; `status` is HTTP's, `why` stands in the audit log and, in plain words, on the page."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass
class Told:
    """What the audit log is told of the request."""

    ids: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    why: str = ""


@dataclass
class Asked:
    """A request; `record` and `revision` are those of the document in its path, which the person may see."""

    request: Request
    parts: Parts
    session: Session | None
    form: Mapping[str, Sequence[str]]
    told: Told = field(default_factory=Told)
    record: Record | None = None
    revision: int = 0

    @property
    def home(self) -> Home:
        """This thread's home."""
        return self.parts.home

    @property
    def deciding(self) -> Deciding:
        """What decisions go through."""
        return self.parts.deciding

    @property
    def user(self) -> User:
        """Who asks; only where the route asks for a session."""
        assert self.session is not None
        return self.session.user

    @property
    def document(self) -> Record:
        """The document of the path; only where the route has one."""
        assert self.record is not None
        return self.record

    @property
    def seen(self) -> Seen:
        """The document at the revision that the person looked at, as the form says; at the current one where it doesn't."""
        return Seen(self.document["document_id"], number_of(self.field("revision"), self.revision))

    @property
    def sight(self) -> Sight:
        """What the person may see."""
        return Sight(self.user, self.parts.accounts.hidden_from(self.user))

    @property
    def origin(self) -> str:
        """The address it came from."""
        return self.request.client.host if self.request.client else "-"

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def query(self, name: str, otherwise: str = "") -> str:
        """A parameter behind the question mark."""
        return self.request.query_params.get(name, otherwise)[:LONGEST_QUERY]

    def field(self, name: str, otherwise: str = "") -> str:
        """A field of the form."""
        values = self.form.get(name)
        return values[0][:LONGEST].strip() if values else otherwise

    def fields(self, name: str) -> list[str]:
        """Every field of that name."""
        return [value[:LONGEST] for value in self.form.get(name, ())]

    def tell(self, *ids: str, patients: Sequence[str | None] = (), why: str = "") -> None:
        """Add to what the audit log is told."""
        own = tuple(patient for patient in patients if patient)
        self.told = Told((*self.told.ids, *ids), (*self.told.patients, *own), why or self.told.why)

    def tell_of(self, record: Record) -> None:
        """Add a document and whose it is."""
        self.tell(record["document_id"], patients=[record["patient"]["mpi_id"] if record["patient"] else None])

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """An HTML page."""
        body = PAGES.get_template(template).render(
            session=self.session, csrf=self._csrf, idle=60 * self.parts.settings.accounts.idle_minutes, here=self.request.url.path, **values
        )
        return HTMLResponse(body, status)

    def _csrf(self) -> Markup:
        """The hidden field that says that a form is this session's own."""
        token = self.session.csrf if self.session else ""
        return Markup('<input type="hidden" name="csrf" value="{}">').format(token)

    def go(self, path: str) -> Response:
        """On to another page, after a form was taken."""
        return RedirectResponse(path, 303)

    def refuse(self, status: int, why: str) -> NoReturn:
        """Don't answer."""
        raise Refused(status, why)
