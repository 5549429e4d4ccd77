"""`chartscan serve`, `users`, `restrict`: the records desk and who may use it."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import segno
from rich.console import Console

from pipeline.accounts import Accounts
from pipeline.assembly import mrn_normaliser
from pipeline.audit import AuditLog, Entry
from pipeline.cli.answers import print_json
from pipeline.cli.terminal import table
from pipeline.model.errors import ConfigError
from pipeline.model.types import Patient
from pipeline.run.home import Home
from pipeline.settings import Settings

out = Console(soft_wrap=True)


def serve(arguments: Namespace, settings: Settings) -> int:
    """Until it is stopped."""
    from pipeline.review.serving import serve as run  # noqa: PLC0415  # the other commands need no web server

    desk = replace(settings.desk, host=arguments.host or settings.desk.host, port=arguments.port or settings.desk.port)
    with Home(arguments.home, settings) as home:
        home.ledger.counts()  # a home that can't be used is told before anybody is served
    out.print(f"records desk: {'https' if desk.tls_certificate else 'http'}://{desk.host}:{desk.port}  (Ctrl-C ends it)", highlight=False)
    run(arguments.home, replace(settings, desk=desk))
    return 0


def users(arguments: Namespace, settings: Settings) -> int:
    """Accounts and sessions."""
    with Home(arguments.home, settings) as home:
        accounts = Accounts(home.folder / "accounts.sqlite", settings.accounts)
        try:
            if arguments.action in _LOOKS:
                _USERS[arguments.action](accounts, arguments)
            else:
                logged(home, arguments, [arguments.name], [], lambda: _USERS[arguments.action](accounts, arguments))
        finally:
            accounts.close()
    return 0


_LOOKS = {"list", "sessions"}  # of users and of restrict: they change nothing


def logged(home: Home, arguments: Namespace, ids: Sequence[str], whose: Sequence[Patient], change: Callable[[], object]) -> None:
    """Change something, and say so in the desk's audit log: who at this machine, what, of whom. What can't be logged is not done."""
    log = AuditLog(home.folder / "audit", home.settings.audit)
    log.check()
    outcome: Literal["done", "refused"] = "refused"
    try:
        change()
        outcome = "done"
    finally:
        why = " ".join(str(found) for name in ("role", "category", "why") if (found := getattr(arguments, name, None)))
        what, patients = f"{arguments.command} {arguments.action}", tuple(one.mpi_id for one in whose)
        log.append(Entry(getpass.getuser(), "server", what, outcome, "command line", tuple(ids), patients, why))


def _add(accounts: Accounts, arguments: Namespace) -> None:
    user = accounts.users.add(arguments.name, arguments.display, arguments.role, _password(arguments.password_stdin), arguments.clearance)
    out.print(f"{user.name}: {user.role}", highlight=False)


def _list(accounts: Accounts, arguments: Namespace) -> None:
    every = accounts.users.all()
    if arguments.json:
        fields = ("name", "display", "role", "disabled", "has_totp", "single_sign_on")
        shown = [{field: getattr(user, field) for field in fields} | {"clearances": sorted(user.clearances)} for user in every]
        print_json(shown)
        return
    rows = [
        (user.name, user.display, user.role, " ".join(sorted(user.clearances)), "code" if user.has_totp else "", _state(user.disabled))
        for user in every
    ]
    out.print(table("Accounts", rows, ("name", "display", "role", "cleared for", "telephone", "state")))


def _state(disabled: bool) -> str:
    return "closed" if disabled else "open"


def _set_password(accounts: Accounts, arguments: Namespace) -> None:
    accounts.users.get(arguments.name)
    accounts.users.set_password(arguments.name, _password(arguments.password_stdin), must_change=True)
    out.print("taken; the person chooses another one at the next sign-in", highlight=False)


def _set_totp(accounts: Accounts, arguments: Namespace) -> None:
    if arguments.remove:
        accounts.users.remove_totp(arguments.name)
        out.print("no code is asked for any more", highlight=False)
        return
    secret, address = accounts.users.begin_totp(arguments.name)
    segno.make(address, error="m").terminal(compact=True)
    out.print(f"or type {secret}", highlight=False)
    accounts.users.confirm_totp(arguments.name, input("the code that the telephone shows: "))
    out.print("a code is asked for from now on", highlight=False)


def _sessions(accounts: Accounts, _: Namespace) -> None:
    rows = [(one.user.name, one.origin, _when(one.created_at), _when(one.last_seen_at)) for one in accounts.sessions.all()]
    out.print(table("Signed in", rows, ("name", "from", "since", "last seen")))


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")


_USERS = {
    "add": _add,
    "list": _list,
    "password": _set_password,
    "role": lambda accounts, arguments: accounts.users.set_role(arguments.name, arguments.role),
    "totp": _set_totp,
    "disable": lambda accounts, arguments: accounts.users.disable(arguments.name),
    "enable": lambda accounts, arguments: accounts.users.disable(arguments.name, False),
    "unlock": lambda accounts, arguments: accounts.users.unlock(arguments.name),
    "revoke": lambda accounts, arguments: accounts.sessions.revoke_all(arguments.name),
    "sessions": _sessions,
}


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("password: ")
    if first != getpass.getpass("once more: "):
        raise ConfigError("the password was typed in two ways", "Try again.")
    return first


def restrict(arguments: Namespace, settings: Settings) -> int:
    """What only the cleared may see."""
    with Home(arguments.home, settings) as home:
        accounts = Accounts(home.folder / "accounts.sqlite", settings.accounts)
        try:
            if arguments.action in _LOOKS:
                _restrict(home, accounts, arguments, settings)
            else:
                ids = [str(found) for name in ("code", "id") if (found := getattr(arguments, name, None)) is not None]
                whose = [_patient(home, arguments, settings)] if arguments.action == "patient" else []
                logged(home, arguments, ids, whose, lambda: _restrict(home, accounts, arguments, settings))
        finally:
            accounts.close()
    return 0


def _restrict(home: Home, accounts: Accounts, arguments: Namespace, settings: Settings) -> None:
    rules = accounts.restrictions
    if arguments.action == "list":
        rows = [(str(one.id), one.kind, one.key, one.category, one.why, f"{one.who}, {_when(one.at)}") for one in rules.all()]
        out.print(table("Restricted", rows, ("id", "what", "of", "category", "why", "by")))
    elif arguments.action == "lift":
        rules.lift(arguments.id)
    elif arguments.action == "type":
        rules.restrict_type(arguments.code, arguments.category, arguments.why, getpass.getuser())
    else:
        found = _patient(home, arguments, settings)
        rules.restrict_patient(found.mpi_id, found.mrns, arguments.category, arguments.why, getpass.getuser())


def _patient(home: Home, arguments: Namespace, settings: Settings) -> Patient:
    said = arguments.patient
    found = home.patients.by_id(said) or home.patients.by_mrn(mrn_normaliser(settings)(said) or said)
    if len(found) != 1:
        raise ConfigError("the patient index has nobody of that number", "`chartscan patients import` fills it.")
    return found[0]
