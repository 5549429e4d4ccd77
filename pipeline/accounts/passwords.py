"""Passwords and one-time codes: argon2id (RFC 9106), TOTP (RFC 6238)."""

from __future__ import annotations

import hmac
from typing import Protocol

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pipeline.model.errors import ConfigError

STEP_S = 30  # seconds that a code is valid
SKEW = 1  # steps that a telephone's clock may be off
ISSUER = "Chartscan"
# Of the commonest passwords those that are long enough to pass; a length alone is asked besides (NIST SP 800-63B, 5.1.1.2).
_COMMON = frozenset(
    {
        *{"password1234", "passwordpassword", "123456789012", "1234567890123", "qwertyuiop12", "qwertyuiopas", "iloveyou1234"},
        *{"administrator", "welcome12345", "letmein12345", "chartscan123", "hospital1234", "changeme1234", "abcdefghijkl"},
    }
)


class Hasher(Protocol):
    """What hashes passwords; a test takes a cheaper one."""

    def hash(self, password: str) -> str:
        """A salted hash with its parameters."""
        ...

    def verify(self, hash: str, password: str) -> bool:  # argon2's own names
        """True, or argon2's error."""
        ...

    def check_needs_rehash(self, hash: str) -> bool:  # as above
        """Whether it was made with other parameters."""
        ...


def default_hasher() -> Hasher:
    """RFC 9106's second recommended option, as the library has it: 64 MiB, 3 passes."""
    return PasswordHasher()


def is_right(hasher: Hasher, kept: str, password: str) -> bool:
    """Whether the password is the one that was hashed."""
    try:
        return hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def check_new(password: str, name: str, least: int) -> None:
    """ConfigError, which says what is asked, for a password that can't be taken."""
    if len(password) < least:
        raise ConfigError(f"the password has fewer than {least} characters", "A sentence of four or five words is easy to keep in mind.")
    if len(password) > 1000:
        raise ConfigError("the password has more than 1000 characters", "Take a shorter one.")
    plain = password.casefold()
    if plain in _COMMON or name.casefold() in plain or len(set(plain)) < 5:
        raise ConfigError("the password is one that is guessed first", "Take words that nobody would put together.")


def matching_step(secret: str, code: str, clock: float, used: int) -> int | None:
    """The time step of a valid code that was not used yet; None otherwise. `used` is the last step that was."""
    totp, now = pyotp.TOTP(secret), int(clock // STEP_S)
    for step in range(now - SKEW, now + SKEW + 1):
        if step > used and hmac.compare_digest(totp.at(step * STEP_S), code.replace(" ", "")):
            return step
    return None


def new_secret() -> str:
    """160 random bits in base 32."""
    return pyotp.random_base32()


def enrolment(secret: str, name: str) -> str:
    """The address that a telephone's program reads as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
