"""Single sign-on: OpenID Connect's authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636).

The provider says who somebody is and in which groups; roles come from the settings. Its client secret is read from the environment.
"""

from __future__ import annotations

import os
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.responses import RedirectResponse, Response

from pipeline.accounts import AccountsSettings, SignInRefused
from pipeline.model.errors import ConfigError
from pipeline.review.asked import Asked
from pipeline.review.begun import BegunOne
from pipeline.review.signing import leave, local, with_cookie

SECRET = "CHARTSCAN_OIDC_SECRET"  # noqa: S105  # the name of the variable
STATE_COOKIE = "__Host-chartscan-sso"
_ALGORITHMS = ["RS256", "PS256", "ES256"]
_MINUTES = 10  # for signing in over there
_TIMEOUT_S = 10.0


def check_provider(settings: AccountsSettings, url: str) -> None:
    """ConfigError for settings that can't work, before anybody is served."""
    if not settings.oidc_issuer:
        return
    parts = urlsplit(settings.oidc_issuer)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise ConfigError("accounts.oidc_issuer is not https", "Take the address that the provider's metadata names.")
    if not settings.oidc_client or not settings.oidc_roles or not url or not os.environ.get(SECRET):
        advice = f"Set accounts.oidc_client, accounts.oidc_roles and desk.url, and put the client's secret into {SECRET}."
        raise ConfigError("single sign-on is not wholly set up", advice)


def begin(asked: Asked) -> Response:
    """To the provider."""
    settings = _settings(asked)
    metadata = _metadata(settings)
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    with _client(asked, settings) as client:
        where, _ = client.create_authorization_url(metadata["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier)
    begun = BegunOne(nonce, verifier, local(asked.query("next", "/")), time.monotonic() + 60 * _MINUTES)
    asked.parts.begun.put(state, begun)
    response = RedirectResponse(where, 303)
    response.set_cookie(STATE_COOKIE, state, max_age=60 * _MINUTES, secure=True, httponly=True, samesite="lax", path="/")
    return response


def back(asked: Asked) -> Response:
    """From the provider: the code becomes a token, the token says who it is."""
    settings, state = _settings(asked), asked.query("state")
    begun = asked.parts.begun.take(state) if state and state == asked.request.cookies.get(STATE_COOKIE) else None
    if begun is None or not asked.query("code"):
        asked.refuse(403, "the sign-in was not begun here, or took too long")
    claims = _claims(asked, settings, begun)
    groups = claims.get(settings.oidc_role_claim, [])
    claimed = [groups] if isinstance(groups, str) else [str(one) for one in groups] if isinstance(groups, list) else []
    display = str(claims.get("name") or claims.get("preferred_username") or "")
    try:
        signed = asked.parts.accounts.sessions.sign_in_from(f"{claims['iss']}|{claims['sub']}", display, claimed, asked.origin)
    except SignInRefused as refused:
        asked.refuse(403, {"no_role": "you have no role here; ask an administrator"}.get(refused.why, "this account is closed"))
    asked.tell(signed.session.user.name)
    leave(asked)
    response = with_cookie(asked.go(begun.going), signed)
    response.delete_cookie(STATE_COOKIE, secure=True, httponly=True, samesite="lax", path="/")
    return response


def _claims(asked: Asked, settings: AccountsSettings, begun: BegunOne) -> dict[str, Any]:
    """The identity token's claims: signed by the provider's key, for this program, for this very sign-in."""
    metadata = _metadata(settings)
    try:
        with _client(asked, settings) as client:
            token = client.fetch_token(metadata["token_endpoint"], code=asked.query("code"), code_verifier=begun.verifier)
        keys = KeySet.import_key_set(httpx.get(metadata["jwks_uri"], timeout=_TIMEOUT_S).raise_for_status().json())
        found = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        rules = jwt.JWTClaimsRegistry(
            leeway=30,
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_client},
            nonce={"essential": True, "value": begun.nonce},
            exp={"essential": True},
            sub={"essential": True},
        )
        rules.validate(found.claims)
    except Exception as error:  # noqa: BLE001  # whatever is wrong with an answer from outside, nobody gets in; its words are not shown
        kind = "is not to be believed" if isinstance(error, JoseError) else "can't be used"
        asked.refuse(403, f"the provider's answer {kind}: {type(error).__name__}")
    return dict(found.claims)


def _settings(asked: Asked) -> AccountsSettings:
    settings = asked.parts.settings.accounts
    if not settings.oidc_issuer:
        asked.refuse(404, "there is no single sign-on here")
    return settings


def _metadata(settings: AccountsSettings) -> dict[str, Any]:
    """What the provider says of itself (OpenID Connect Discovery 1.0). ConfigError when it does not answer."""
    try:
        answer = httpx.get(f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration", timeout=_TIMEOUT_S)
        found: dict[str, Any] = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError):
        raise ConfigError("the provider of single sign-on does not answer", "Try again, or sign in with a password.") from None
    if found.get("issuer") != settings.oidc_issuer:
        raise ConfigError("the provider of single sign-on is another than the settings say", "Compare accounts.oidc_issuer.")
    return found


def _client(asked: Asked, settings: AccountsSettings) -> OAuth2Client:
    return OAuth2Client(
        settings.oidc_client,
        os.environ.get(SECRET, ""),
        scope="openid profile",
        redirect_uri=f"{asked.parts.settings.desk.url.rstrip('/')}/sso/back",
        code_challenge_method="S256",
        timeout=_TIMEOUT_S,
    )
