"""Signing in and staying in; what is restricted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher

from pipeline.accounts import Accounts, AccountsSettings, SignInRefused
from pipeline.model.errors import ConfigError

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SECRET = "three quiet blue lamps"
SETTINGS = AccountsSettings(oidc_roles={"his-doctors": "clinician", "his-desk": "reviewer"})


class Clock:
    seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    opened = Accounts(tmp_path / "accounts.sqlite", SETTINGS, clock, CHEAP)
    opened.users.add("ann", "Ann Bell", "reviewer", SECRET)
    yield opened
    opened.close()


def refusal(accounts: Accounts, name: str, password: str, code: str | None = None) -> str:
    with pytest.raises(SignInRefused) as refused:
        accounts.sessions.sign_in(name, password, code, "127.0.0.1")
    return refused.value.why


def token(accounts: Accounts, code: str | None = None) -> str:
    return accounts.sessions.sign_in("ann", SECRET, code, "127.0.0.1").token


def test_the_right_password_opens_a_session(accounts: Accounts) -> None:
    session = accounts.sessions.session(token(accounts))
    assert session
    assert (session.user.name, session.user.may("review"), session.user.may("audit"), session.origin) == ("ann", True, False, "127.0.0.1")


def test_names_are_alike_in_capitals(accounts: Accounts) -> None:
    assert accounts.sessions.sign_in("ANN", SECRET, None, "-").session.user.name == "ann"
    with pytest.raises(ConfigError):
        accounts.users.add("Ann", "", "clerk", SECRET)


def test_an_unknown_name_and_a_wrong_password_are_refused_alike(accounts: Accounts) -> None:
    assert refusal(accounts, "ann", "wrong") == refusal(accounts, "nobody", "wrong") == "wrong"


def test_locked_out_after_some_attempts_until_the_time_is_over(accounts: Accounts, clock: Clock) -> None:
    for _ in range(SETTINGS.lockout_attempts):
        assert refusal(accounts, "ann", "wrong") == "wrong"
    assert refusal(accounts, "ann", SECRET) == "locked"
    clock.seconds += 60 * SETTINGS.lockout_minutes + 1
    assert accounts.sessions.session(token(accounts))


def test_an_administrator_unlocks(accounts: Accounts) -> None:
    for _ in range(SETTINGS.lockout_attempts):
        refusal(accounts, "ann", "wrong")
    accounts.users.unlock("ann")
    assert token(accounts)


def test_signed_out_when_idle_but_not_while_busy(accounts: Accounts, clock: Clock) -> None:
    opened = token(accounts)
    for _ in range(4):
        clock.seconds += 60 * SETTINGS.idle_minutes - 1
        assert accounts.sessions.session(opened)
    clock.seconds += 60 * SETTINGS.idle_minutes + 1
    assert accounts.sessions.session(opened) is None
    assert accounts.sessions.all() == []


def test_signed_out_at_the_end_of_the_day_however_busy(accounts: Accounts, clock: Clock) -> None:
    opened = token(accounts)
    for _ in range(60 * SETTINGS.session_hours // 10):
        clock.seconds += 600
        alive = accounts.sessions.session(opened)
    assert alive
    clock.seconds += 10
    assert accounts.sessions.session(opened) is None


@pytest.mark.parametrize("what", ["disable", "role", "password", "revoke", "sign_out", "revoke_all"])
def test_a_session_ends_at_once(accounts: Accounts, what: str) -> None:
    opened = token(accounts)
    ways: dict[str, Callable[[], object]] = {
        "disable": lambda: accounts.users.disable("ann"),
        "role": lambda: accounts.users.set_role("ann", "clerk"),
        "password": lambda: accounts.users.set_password("ann", "another lamp stands here"),
        "revoke": lambda: accounts.sessions.revoke(accounts.sessions.all()[0].session_id),
        "revoke_all": lambda: accounts.sessions.revoke_all("ann"),
        "sign_out": lambda: accounts.sessions.sign_out(opened),
    }
    ways[what]()
    assert accounts.sessions.session(opened) is None


def test_who_is_disabled_does_not_get_in(accounts: Accounts) -> None:
    accounts.users.disable("ann")
    assert refusal(accounts, "ann", SECRET) == "disabled"
    accounts.users.disable("ann", False)
    assert token(accounts)


def test_a_code_is_asked_for_and_works_once(accounts: Accounts, clock: Clock) -> None:
    secret, address = accounts.users.begin_totp("ann")
    assert address.startswith("otpauth://totp/Chartscan:ann?")
    assert token(accounts)  # it doesn't count before it was confirmed
    with pytest.raises(ConfigError):
        accounts.users.confirm_totp("ann", "000000")
    accounts.users.confirm_totp("ann", pyotp.TOTP(secret).at(int(clock.seconds)))
    assert refusal(accounts, "ann", SECRET) == "code_needed"
    assert refusal(accounts, "ann", SECRET, "000000") == "code_wrong"
    clock.seconds += 30
    code = pyotp.TOTP(secret).at(int(clock.seconds))
    assert token(accounts, code)
    assert refusal(accounts, "ann", SECRET, code) == "code_wrong"
    clock.seconds += 60
    assert token(accounts, pyotp.TOTP(secret).at(int(clock.seconds) - 30))  # the telephone is slow by a step
    accounts.users.remove_totp("ann")
    assert token(accounts)


def test_wrong_codes_lock_too(accounts: Accounts, clock: Clock) -> None:
    secret, _ = accounts.users.begin_totp("ann")
    accounts.users.confirm_totp("ann", pyotp.TOTP(secret).at(int(clock.seconds)))
    for _ in range(SETTINGS.lockout_attempts):
        refusal(accounts, "ann", SECRET, "000000")
    assert refusal(accounts, "ann", SECRET, "000000") == "locked"


@pytest.mark.parametrize("password", ["short", "ann is my name", "passwordpassword", "aaaaaaaaaaaaaaaa", "x" * 1001])
def test_passwords_that_are_guessed_are_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(ConfigError):
        accounts.users.set_password("ann", password)


def test_a_person_changes_their_own_password(accounts: Accounts) -> None:
    with pytest.raises(ConfigError):
        accounts.users.change_password("ann", "not it", "another lamp stands here")
    with pytest.raises(ConfigError):
        accounts.users.change_password("ann", SECRET, SECRET)
    accounts.users.change_password("ann", SECRET, "another lamp stands here")
    assert refusal(accounts, "ann", SECRET) == "wrong"


@pytest.mark.parametrize("name", ["", "a b", "../x", "a" * 65, "é"])
def test_odd_names_are_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(ConfigError):
        accounts.users.add(name, "", "clerk", SECRET)


def test_a_role_that_is_none_is_refused(accounts: Accounts) -> None:
    with pytest.raises(ConfigError):
        accounts.users.set_role("ann", "king")


def test_single_sign_on_gives_the_role_of_the_group(accounts: Accounts) -> None:
    first = accounts.sessions.sign_in_from("https://id|42", "Dr. Hale", ["all", "his-doctors"], "-")
    assert (first.session.user.role, first.session.user.single_sign_on) == ("clinician", True)
    again = accounts.sessions.sign_in_from("https://id|42", "Dr. Hale", ["his-desk"], "-")
    assert (again.session.user.name, again.session.user.role) == (first.session.user.name, "reviewer")
    with pytest.raises(SignInRefused):
        accounts.sessions.sign_in_from("https://id|43", "Nobody", ["all"], "-")
    assert refusal(accounts, first.session.user.name, "") == "wrong"


def test_neither_token_nor_password_stands_in_the_file(accounts: Accounts, tmp_path: Path) -> None:
    opened = token(accounts)
    accounts.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert opened.encode() not in kept
    assert SECRET.encode() not in kept
    assert (tmp_path / "accounts.sqlite").stat().st_mode & 0o077 == 0


def test_restricted_for_all_but_the_cleared(accounts: Accounts) -> None:
    ann, ben = accounts.users.get("ann"), accounts.users.add("ben", "", "clinician", SECRET, ["part2"])
    accounts.restrictions.restrict_type("11488-4", "psychotherapy", "policy 7", "root")
    accounts.restrictions.restrict_patient("M1", ["1", "2"], "part2", "programme", "root")
    hidden = accounts.hidden_from(ann)
    assert tuple(map(set, (hidden.types, hidden.patients, hidden.mrns))) == ({"11488-4"}, {"M1"}, {"1", "2"})
    assert set(accounts.hidden_from(ben).types) == {"11488-4"}
    assert not accounts.hidden_from(ben).patients
    for one in accounts.restrictions.all():
        accounts.restrictions.lift(one.id)
    assert accounts.hidden_from(ann).types == frozenset()
    with pytest.raises(ConfigError):
        accounts.restrictions.lift(99)


def test_broken_glass_opens_one_patient_to_one_person_for_a_while(accounts: Accounts, clock: Clock) -> None:
    ben = accounts.users.add("ben", "", "clinician", SECRET)
    accounts.restrictions.restrict_patient("M1", ["1"], "vip", "", "root")
    accounts.restrictions.restrict_patient("M2", ["2"], "vip", "", "root")
    with pytest.raises(ConfigError):
        accounts.restrictions.break_glass(ben, "M1", ["1"], "because")
    accounts.restrictions.break_glass(ben, "M1", ["1"], "unconscious in the emergency room")
    hidden = accounts.hidden_from(ben)
    found = map(set, (hidden.patients, hidden.mrns, hidden.granted_patients, hidden.granted_mrns))
    assert tuple(found) == ({"M2"}, {"2"}, {"M1"}, {"1"})
    assert accounts.hidden_from(accounts.users.get("ann")).patients == {"M1", "M2"}
    (alert,) = accounts.restrictions.alerts()
    assert (alert.user, alert.reason) == ("ben", "unconscious in the emergency room")
    accounts.restrictions.acknowledge(alert.id, "root")
    assert accounts.restrictions.alerts() == []
    clock.seconds += 60 * SETTINGS.break_glass_minutes + 1
    assert accounts.hidden_from(ben).patients == {"M1", "M2"}


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    opened = Accounts(tmp_path / "a.sqlite", SETTINGS, hasher=CHEAP)
    with opened._db.write() as db:
        db.execute("PRAGMA user_version = 99")
    opened.close()
    with pytest.raises(ConfigError):
        Accounts(tmp_path / "a.sqlite", SETTINGS, hasher=CHEAP)
