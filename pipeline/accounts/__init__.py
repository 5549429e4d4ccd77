"""People at the records desk: accounts, roles, sessions, restrictions and break-glass."""

from pipeline.accounts.accounts import Accounts
from pipeline.accounts.people import RIGHTS, ROLES, Grant, Hidden, Restriction, Right, Role, Session, SignedIn, SignInRefused, User
from pipeline.accounts.settings import AccountsSettings

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
