"""Clients with a key each, and Elasticsearch's errors as ours. Nothing that a request or an answer holds is ever logged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, AuthenticationException, AuthorizationException, Elasticsearch

from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.model.errors import ConfigError, IndexDown

_AGAIN = frozenset({429, 502, 503, 504})  # statuses that pass

for _name in ("elastic_transport", "elasticsearch"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # at lower levels they quote addresses with queries, and bodies


def connect(settings: ElasticsearchSettings, **credentials: Any) -> Elasticsearch:
    """A client; `credentials` as the official client takes them (api_key, basic_auth). Certificates are always verified."""
    trust: dict[str, Any] = {}
    if settings.fingerprint:
        trust["ssl_assert_fingerprint"] = settings.fingerprint.replace(":", "")
    elif settings.ca:
        if not Path(settings.ca).is_file():
            raise ConfigError(f"index.elasticsearch.ca: no such file: {settings.ca}")
        trust["ca_certs"] = settings.ca
    plain = [url for url in settings.urls if not url.startswith("https://")]
    if plain:
        raise ConfigError(f"index.elasticsearch.urls: {plain[0]} is not https://; patients' data is only sent encrypted")
    others = len(settings.urls)  # a node that is gone costs a try at the next one
    return Elasticsearch(list(settings.urls), request_timeout=settings.timeout_s, max_retries=others, **trust, **credentials)


def key_of(settings: ElasticsearchSettings, role: str, home: Path) -> str:
    """The API key of "ingest", "search", "search-sensitive" or "manage", from its file; ConfigError where there is none."""
    named = {"ingest": settings.ingest_key_file, "manage": settings.manage_key_file}.get(role, settings.search_key_file)
    path = Path(named) if named else home / "elasticsearch" / f"{role}.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            f"no {role} key for Elasticsearch in {path}", "Run `chartscan elasticsearch setup --save` as an administrator of Elasticsearch."
        ) from None


def passes(error: Exception) -> bool:
    """Whether trying again later may help."""
    if isinstance(error, ApiError):
        return error.status_code in _AGAIN
    return isinstance(error, TransportError) and not _untrusted(error)


def _untrusted(error: Exception) -> bool:
    """Whether the node's certificate was refused; a connection that was cut is a TlsError too."""
    said = str(error).casefold()
    return isinstance(error, TlsError) and any(sign in said for sign in ("certificate", "fingerprint", "hostname"))


def told(error: Exception) -> Exception:
    """Our error for one of the client's: with its kind, never with what a request or an answer said."""
    if isinstance(error, (AuthenticationException, AuthorizationException)):
        return IndexDown(
            f"Elasticsearch refuses the key (status {error.status_code})", "Run `chartscan elasticsearch setup --save`; it makes new keys."
        )
    if _untrusted(error):
        return IndexDown("Elasticsearch's certificate is not trusted", "Set index.elasticsearch.ca or fingerprint to its authority.")
    if isinstance(error, ConnectionTimeout):
        return IndexDown("Elasticsearch does not answer in time")
    if isinstance(error, ApiError):
        return IndexDown(f"Elasticsearch answers {error.status_code} {kind(error)}")
    return IndexDown(f"Elasticsearch can't be reached ({type(error).__name__})")


def kind(error: ApiError) -> str:
    """The kind of an error, such as index_not_found_exception."""
    body = error.body
    found = body.get("error") if isinstance(body, dict) else None
    return str(found.get("type", "")) if isinstance(found, dict) else str(found or "")[:80]


@contextmanager
def told_apart() -> Iterator[None]:
    """The client's errors as ours."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise told(error) from None
