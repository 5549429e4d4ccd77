"""People and their rights, restrictions, broken glass; the scanning floor; the audit report; help."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from starlette.responses import FileResponse, Response

from pipeline.accounts import ROLES
from pipeline.model.errors import ConfigError
from pipeline.review.asked import Asked
from pipeline.review.pages import when

_STATIC = Path(__file__).parent / "static"
_FILES = {"desk.css": "text/css", "desk.js": "text/javascript", "icon.svg": "image/svg+xml"}
_MOST_ENTRIES = 500
_PACE_MINUTES = 10  # over which pages a minute are counted


def users_page(asked: Asked) -> Response:
    """Accounts, sessions, restrictions, alerts."""
    accounts = asked.parts.accounts
    return asked.page(
        "users.html",
        users=accounts.users.all(),
        sessions=accounts.sessions.all(),
        restrictions=accounts.restrictions.all(),
        alerts=accounts.restrictions.alerts(),
        roles=ROLES,
        types=sorted(asked.parts.type_names.items(), key=lambda one: one[1]),
        checkpoint_problem=asked.parts.audit.checkpoint_problem,
        when=when,
    )


def add_user(asked: Asked) -> Response:
    """A new account; the person changes the password when they first sign in."""
    name = asked.field("name")
    asked.tell(name, why=f"role {asked.field('role')}")
    users = asked.parts.accounts.users
    password = "".join(asked.form.get("password", [""])[:1])
    users.add(name, asked.field("display"), asked.field("role"), password, asked.field("clearances").split())
    users.set_password(name, password, must_change=True)
    return asked.go("/users")


def change_user(asked: Asked) -> Response:
    """What the form's button says of one account."""
    name, users = asked.path("name"), asked.parts.accounts.users
    what = asked.field("do")
    asked.tell(name, why=what)
    if name == asked.user.name and what in {"disable", "role"}:
        raise ConfigError("you can't take your own rights away", "Another administrator can.")
    if what == "disable":
        users.disable(name)
    elif what == "enable":
        users.disable(name, False)
    elif what == "unlock":
        users.unlock(name)
    elif what == "role":
        users.set_role(name, asked.field("role"))
    elif what == "clearances":
        users.set_clearances(name, asked.field("clearances").split())
    elif what == "remove_totp":
        users.remove_totp(name)
    elif what == "password":
        users.set_password(name, "".join(asked.form.get("password", [""])[:1]), must_change=True)
    else:
        asked.refuse(400, "no such change")
    return asked.go("/users")


def revoke(asked: Asked) -> Response:
    """End somebody's session."""
    asked.tell(asked.path("session_id"))
    asked.parts.accounts.sessions.revoke(asked.path("session_id"))
    return asked.go("/users")


def restrict(asked: Asked) -> Response:
    """A type, or a patient by MRN."""
    rules, category, why = asked.parts.accounts.restrictions, asked.field("category"), asked.field("why")
    if asked.field("type"):
        asked.tell(asked.field("type"), why=category)
        rules.restrict_type(asked.field("type"), category, why, asked.user.name)
        return asked.go("/users")
    found = asked.home.patients.by_mrn(asked.parts.normalise(asked.field("mrn")) or "")
    if len(found) != 1:
        raise ConfigError("the patient index has nobody of that MRN", "Look at the number again.")
    asked.tell(patients=[found[0].mpi_id], why=category)
    rules.restrict_patient(found[0].mpi_id, found[0].mrns, category, why, asked.user.name)
    return asked.go("/users")


def lift(asked: Asked) -> Response:
    """Open to all again."""
    asked.tell(asked.path("restriction"))
    asked.parts.accounts.restrictions.lift(int(asked.path("restriction")))
    return asked.go("/users")


def acknowledge(asked: Asked) -> Response:
    """An alert was read."""
    asked.tell(asked.path("grant"))
    asked.parts.accounts.restrictions.acknowledge(int(asked.path("grant")), asked.user.name)
    return asked.go("/users")


def glass_page(asked: Asked) -> Response:
    """The form for what must be seen all the same."""
    own = [one for one in asked.parts.accounts.restrictions.grants() if one.user == asked.user.name]
    return asked.page("glass.html", own=own, when=when, minutes=asked.parts.settings.accounts.break_glass_minutes)


def break_glass(asked: Asked) -> Response:
    """Open one restricted patient to the person for a while."""
    found = asked.home.patients.by_mrn(asked.parts.normalise(asked.field("mrn")) or "")
    asked.tell(patients=[one.mpi_id for one in found], why=asked.field("reason"))
    if len(found) != 1:
        raise ConfigError("the patient index has nobody of that MRN", "Look at the number again.")
    asked.parts.accounts.restrictions.break_glass(asked.user, found[0].mpi_id, found[0].mrns, asked.field("reason"))
    return asked.go("/break-glass")


def floor_page(asked: Asked) -> Response:
    """What waits, is held, was refused; by station; the oldest; rescans."""
    ledger = asked.home.ledger
    oldest = ledger.oldest_waiting()
    return asked.page(
        "floor.html",
        counts=ledger.counts(),
        held=ledger.documents.held_by_reason(),
        causes=Counter(one["cause"] for one in ledger.quarantine.listed()).most_common(),
        stations=ledger.floor.by_station(),
        hours=ledger.floor.by_hour(24),
        pace=ledger.floor.pages_of(_PACE_MINUTES) / _PACE_MINUTES,
        oldest=oldest,
        tickets=ledger.rescans.open(),
    )


def audit_page(asked: Asked) -> Response:
    """The newest entries, or those of one person, patient or document. Asked for by a form, so that no number stands in the address."""
    who, patient, document = (asked.field(name) for name in ("who", "patient", "document"))
    asked.tell(document or who, patients=[patient], why="report")
    found = (
        kept
        for kept in asked.parts.audit.entries()
        if (not who or kept.entry.who == who)
        and (not patient or patient in kept.entry.patients)
        and (not document or any(one.startswith(document) for one in kept.entry.ids))
    )
    newest = list(islice(reversed(list(found)), _MOST_ENTRIES))
    return asked.page("audit.html", entries=newest, who=who, patient=patient, document=document, most=_MOST_ENTRIES)


def help_page(asked: Asked) -> Response:
    """What each screen is for, and its keys."""
    return asked.page("help.html")


def static(asked: Asked) -> Response:
    """The desk's own style and script."""
    name = asked.path("name")
    if name not in _FILES:
        asked.refuse(404, "no such file")
    return FileResponse(_STATIC / name, media_type=_FILES[name], headers={"Cache-Control": "max-age=300"})


def health(asked: Asked) -> Response:
    """For a load balancer: the ledger answers."""
    asked.home.ledger.counts()
    return Response("ok", media_type="text/plain")
