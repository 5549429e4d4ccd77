"""The settings of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AccountsSettings:
    """How people sign in, and how long they stay."""

    idle_minutes: int = 15  # after which a person is signed out
    session_hours: int = 12  # after which they are signed out however busy
    lockout_attempts: int = 5  # wrong passwords or codes in a row
    lockout_minutes: int = 15  # for which nobody gets in under that name then
    break_glass_minutes: int = 60  # for which a restricted patient stays open
    least_password: int = 12  # characters
    oidc_issuer: str = ""  # single sign-on: the OpenID provider's address; its secret comes from CHARTSCAN_OIDC_SECRET
    oidc_client: str = ""
    oidc_role_claim: str = "groups"
    oidc_roles: Mapping[str, str] = field(default_factory=dict)  # group of the provider = role here; others get no access
