"""Signing in and out, the password, the telephone's code."""

from __future__ import annotations

import segno
from starlette.responses import Response

from pipeline.accounts import SignedIn, SignInRefused
from pipeline.model.errors import ConfigError
from pipeline.review.asked import Asked
from pipeline.review.gate import COOKIE
from pipeline.review.pages import when

# the same for both, so that nobody learns here which names there are
_NOT_RIGHT = "The name or the password is not right, or there were too many attempts. Wait a while, or ask an administrator to unlock it."
_WHY = {
    "wrong": _NOT_RIGHT,
    "locked": _NOT_RIGHT,
    "disabled": "This account is closed. Ask an administrator.",
    "code_needed": "Type the code that your telephone shows.",
    "code_wrong": "That is not the code that your telephone shows now. Each code works once.",
    "no_role": "You have no role here. Ask an administrator.",
}


def home(asked: Asked) -> Response:
    """To where the person's work is."""
    user = asked.user
    if user.may("review"):
        return asked.go("/review")
    if user.may("search"):
        return asked.go("/search")
    return asked.go("/audit" if user.may("audit") else "/users" if user.may("accounts") else "/floor")


def sign_in_page(asked: Asked) -> Response:
    """The form."""
    return _form(asked, asked.query("next", "/"))


def sign_in(asked: Asked) -> Response:
    """The form's answer."""
    name, going = asked.field("name"), asked.field("next", "/")
    asked.tell(name)
    try:
        password = "".join(asked.form.get("password", [""])[:1])  # blanks around it are part of it
        signed = asked.parts.accounts.sessions.sign_in(name, password, asked.field("code") or None, asked.origin)
    except SignInRefused as refused:
        asked.tell(why=f"refused: {refused.why}")
        return _form(asked, going, name, _WHY[refused.why], refused.why in {"code_needed", "code_wrong"}, 401)
    leave(asked)
    return with_cookie(asked.go(local(going)), signed)


def leave(asked: Asked) -> None:
    """End the session that this browser had before it signed in anew."""
    token = asked.request.cookies.get(COOKIE)
    if token:
        asked.parts.accounts.sessions.sign_out(token)


def local(path: str) -> str:
    """A path of this desk, or its start: nobody is sent elsewhere after signing in."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain else "/"


def with_cookie(response: Response, signed: SignedIn) -> Response:
    """The session's cookie: only over TLS or to this machine, not for scripts, not from other sites' forms."""
    response.set_cookie(COOKIE, signed.token, secure=True, httponly=True, samesite="lax", path="/")
    return response


def sign_out(asked: Asked) -> Response:
    """End the session."""
    asked.parts.accounts.sessions.sign_out(asked.request.cookies[COOKIE])
    response = asked.go("/sign-in")
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax", path="/")
    return response


def password_page(asked: Asked) -> Response:
    """The form for another password, and for the telephone's code."""
    return _account(asked)


def end_session(asked: Asked) -> Response:
    """End another session of one's own: a machine that was left signed in."""
    session_id = asked.path("session_id")
    asked.tell(session_id)
    if session_id not in {one.session_id for one in asked.parts.accounts.sessions.of(asked.user.name)}:
        asked.refuse(404, "no such session of yours")
    asked.parts.accounts.sessions.revoke(session_id)
    return asked.go("/password")


def _account(
    asked: Asked, status: int = 200, said: str = "", failed: str = "", code: tuple[str, list[tuple[int, int]]] | None = None
) -> Response:
    own = asked.parts.accounts.sessions.of(asked.user.name)
    return asked.page("password.html", status, said=said, failed=failed, code=code, own=own, when=when)


def change_password(asked: Asked) -> Response:
    """Another password; the person signs in again with it."""
    old, new = ("".join(asked.form.get(name, [""])[:1]) for name in ("old", "new"))
    try:
        if new != "".join(asked.form.get("again", [""])[:1]):
            raise ConfigError("the new password was typed in two ways", "Type it again.")
        asked.parts.accounts.users.change_password(asked.user.name, old, new)
    except ConfigError as error:
        asked.tell(why="refused")
        return _account(asked, 409, failed=f"{error.message}. {error.advice}")
    return asked.go("/sign-in")


def begin_totp(asked: Asked) -> Response:
    """A code to photograph."""
    secret, address = asked.parts.accounts.users.begin_totp(asked.user.name)
    return _account(asked, code=(secret, qr(address)))


def confirm_totp(asked: Asked) -> Response:
    """From now on a code is asked for."""
    try:
        asked.parts.accounts.users.confirm_totp(asked.user.name, asked.field("code"))
    except ConfigError as error:
        asked.tell(why="refused")
        return _account(asked, 409, failed=f"{error.message}. {error.advice}")
    return _account(asked, said="From now on a code is asked for when you sign in.")


def qr(address: str) -> list[tuple[int, int]]:
    """The dark modules of the QR code: column and row."""
    matrix = segno.make(address, error="m").matrix
    return [(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark]


def _form(asked: Asked, going: str, name: str = "", failed: str = "", code: bool = False, status: int = 200) -> Response:
    anybody = bool(asked.parts.accounts.users.all())
    return asked.page(
        "sign_in.html",
        status,
        going=local(going),
        name=name,
        failed=failed,
        code=code,
        sso=bool(asked.parts.settings.accounts.oidc_issuer),
        anybody=anybody,
    )
