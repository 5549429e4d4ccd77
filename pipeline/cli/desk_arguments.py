"""The grammar of the records desk's commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

Command = Callable[..., argparse.ArgumentParser]
Shared = Callable[..., None]


def add_serve(command: argparse.ArgumentParser) -> None:
    """`serve`."""
    command.add_argument("--host", help="the address to listen on (default: desk.host, this machine only)")
    command.add_argument("--port", type=int, metavar="N", help="the port (default: desk.port)")


def add_users(command: argparse.ArgumentParser, shared: Shared) -> None:
    """`users`."""
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="a new account; the password is asked for")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", required=True, help="clerk, reviewer, clinician, quality, administrator or auditor")
    add.add_argument("--display", default="", help="the person's name as others see it")
    add.add_argument("--clearance", action="append", default=[], metavar="C", help="a category of restricted records; may be repeated")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input instead")
    every = actions.add_parser("list", help="every account")
    every.add_argument("--json", action="store_true", help="one JSON document instead of text")
    password = actions.add_parser("password", help="another password; the person's sessions end")
    password.add_argument("name", metavar="NAME")
    password.add_argument("--password-stdin", action="store_true", help="read it from standard input instead")
    role = actions.add_parser("role", help="another role; the person's sessions end")
    role.add_argument("name", metavar="NAME")
    role.add_argument("role", metavar="ROLE")
    totp = actions.add_parser("totp", help="ask for a telephone's code, or no longer")
    totp.add_argument("name", metavar="NAME")
    totp.add_argument("--remove", action="store_true", help="no code any more: the telephone is lost")
    named = [add, every, password, role, totp]
    for action, does in _NAMED.items():
        one = actions.add_parser(action, help=does)
        one.add_argument("name", metavar="NAME")
        named.append(one)
    named.append(actions.add_parser("sessions", help="who is signed in"))
    for one in named:
        shared(one, default=argparse.SUPPRESS)


_NAMED = {
    "disable": "close an account; its sessions end",
    "enable": "open it again",
    "unlock": "let somebody in before a lockout ends",
    "revoke": "end every session of a person",
}


def add_restrict(command: argparse.ArgumentParser, shared: Shared) -> None:
    """`restrict`."""
    actions = command.add_subparsers(dest="action", metavar="type|patient|list|lift", required=True)
    kind = actions.add_parser("type", help="documents of a type, by LOINC code")
    kind.add_argument("code", metavar="CODE")
    patient = actions.add_parser("patient", help="everything of a patient, by MRN or mpi_id")
    patient.add_argument("patient", metavar="MRN|MPI_ID")
    for one in (kind, patient):
        one.add_argument("--category", required=True, metavar="C", help='who is cleared for it sees it: "part2", "vip"')
        one.add_argument("--why", default="", help="the reason, for those who look at it later")
    lift = actions.add_parser("lift", help="open to all again")
    lift.add_argument("id", type=int, metavar="ID")
    for one in (kind, patient, lift, actions.add_parser("list", help="what is restricted")):
        shared(one, default=argparse.SUPPRESS)


def add_audit(command: argparse.ArgumentParser, shared: Shared) -> None:
    """`audit`."""
    actions = command.add_subparsers(dest="action", metavar="verify|report|checkpoint", required=True)
    verify = actions.add_parser("verify", help="prove that the log is whole, against the checkpoints outside the home")
    verify.add_argument("--checkpoints", type=Path, metavar="DIR", help="where they lie (default: audit.checkpoint_folder)")
    report = actions.add_parser("report", help="who saw and did what")
    report.add_argument("--patient", metavar="MPI_ID")
    report.add_argument("--user", metavar="NAME")
    report.add_argument("--document", metavar="ID")
    report.add_argument("--from", dest="date_from", metavar="DATE", help="on or after this day (ISO)")
    report.add_argument("--to", dest="date_to", metavar="DATE", help="on or before this day")
    for one in (verify, report):
        one.add_argument("--json", action="store_true", help="JSON instead of text")
    for one in (verify, report, actions.add_parser("checkpoint", help="write a signed checkpoint now")):
        shared(one, default=argparse.SUPPRESS)
