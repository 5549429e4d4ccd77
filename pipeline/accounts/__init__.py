"""People at the records desk: accounts, roles, sessions, restrictions and break-glass."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.accounts.accounts import Accounts
    from pipeline.accounts.people import RIGHTS, ROLES, Grant, Hidden, Restriction, Right, Role, Session, SignedIn, SignInRefused, User
    from pipeline.accounts.settings import AccountsSettings
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "accounts": "Accounts",
            "people": "RIGHTS ROLES Grant Hidden Restriction Right Role Session SignedIn SignInRefused User",
            "settings": "AccountsSettings",
        },
    )

__all__ = [
    "RIGHTS",
    "ROLES",
    "Accounts",
    "AccountsSettings",
    "Grant",
    "Hidden",
    "Restriction",
    "Right",
    "Role",
    "Session",
    "SignInRefused",
    "SignedIn",
    "User",
]
