"""People, roles and rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

Role = Literal["clerk", "reviewer", "clinician", "quality", "administrator", "auditor"]
Right = Literal["search", "view", "print", "review", "quality", "floor", "accounts", "audit", "break_glass", "export"]
ROLES: tuple[Role, ...] = get_args(Role)

# Administrators and auditors see no page of a patient: the one gives rights, the other looks at their use.
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        "clerk": frozenset({"search", "view", "floor"}),
        "reviewer": frozenset({"search", "view", "print", "review", "floor", "export"}),
        "clinician": frozenset({"search", "view", "print", "break_glass"}),
        "quality": frozenset({"search", "view", "quality", "floor"}),
        "administrator": frozenset({"accounts", "floor"}),
        "auditor": frozenset({"audit"}),
    }
)


@dataclass(frozen=True, slots=True)
class User:
    """A person's account. `clearances`: categories of restricted documents that they may see, such as "part2"."""

    name: str
    display: str
    role: Role
    disabled: bool = False
    has_totp: bool = False
    single_sign_on: bool = False
    clearances: frozenset[str] = frozenset()
    must_change_password: bool = False

    @property
    def rights(self) -> frozenset[Right]:
        """Everything the person may do."""
        return RIGHTS[self.role]

    def may(self, right: Right) -> bool:
        """Whether they may."""
        return right in self.rights


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. `session_id` may be shown in lists; the token that opens it is known to the browser alone."""

    session_id: str
    user: User
    csrf: str
    created_at: float  # seconds since 1970
    last_seen_at: float
    origin: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session and the token for its cookie."""

    token: str
    session: Session


Why = Literal["wrong", "locked", "disabled", "code_needed", "code_wrong", "no_role"]


class SignInRefused(Exception):  # it reads so
    """Nobody gets in; an unknown name and a wrong password are refused alike."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Restriction:
    """A document type (`key`: LOINC code) or a patient (`key`: mpi_id, with every MRN) that only the cleared may see."""

    id: int
    kind: Literal["type", "patient"]
    key: str
    mrns: tuple[str, ...]
    category: str
    why: str
    who: str
    at: float


@dataclass(frozen=True, slots=True)
class Hidden:
    """What one person may not see. `granted_*`: patients whose glass they broke; of those, restricted types are open too."""

    types: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    mrns: frozenset[str] = frozenset()
    granted_patients: frozenset[str] = frozenset()
    granted_mrns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """Glass that was broken: a restricted patient open to one person for a while. `seen_by` has read the alert."""

    id: int
    user: str
    mpi_id: str
    mrns: tuple[str, ...]
    reason: str
    at: float
    until: float
    seen_by: str | None
