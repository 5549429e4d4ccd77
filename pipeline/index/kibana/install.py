"""Bringing the dashboards to Kibana through its import."""

from __future__ import annotations

import base64
import json
import ssl
import urllib.error
import urllib.request
import uuid
from typing import Any

from pipeline.index.kibana.file import ndjson
from pipeline.index.kibana.settings import KibanaSettings
from pipeline.model.errors import ConfigError, IndexDown

_TIMEOUT_S = 120.0


def install(settings: KibanaSettings, prefix: str, ca: str, user: str, password: str) -> int:
    """Import everything over what an earlier version brought; returns how many objects Kibana took. IndexDown with what it refused."""
    if not settings.url.startswith("https://"):
        raise ConfigError(f"index.kibana.url: {settings.url} is not https://; passwords are only sent encrypted")
    space = f"/s/{settings.space}" if settings.space else ""
    boundary = uuid.uuid4().hex
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="chartscan.ndjson"\r\n'
        f"Content-Type: application/ndjson\r\n\r\n{ndjson(prefix)}\r\n--{boundary}--\r\n"
    ).encode()
    headers = {
        "kbn-xsrf": "chartscan",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode(),
    }
    url = f"{settings.url.rstrip('/')}{space}/api/saved_objects/_import?overwrite=true"
    return _taken(_asked(urllib.request.Request(url, body, headers, method="POST"), settings.ca or ca))  # noqa: S310  # https, checked above


def _asked(request: urllib.request.Request, ca: str) -> dict[str, Any]:
    try:
        trust = ssl.create_default_context(cafile=ca or None)
        with urllib.request.urlopen(request, context=trust, timeout=_TIMEOUT_S) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
            return found
    except urllib.error.HTTPError as error:
        error.close()
        advice = "Give an administrator's name and password." if error.code in {401, 403} else "See Kibana's own log."
        raise IndexDown(f"Kibana answers {error.code}", advice) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise IndexDown(f"Kibana can't be reached ({type(reason).__name__})", "Correct index.kibana.url and index.kibana.ca.") from None


def _taken(answer: dict[str, Any]) -> int:
    refused = [f"{error['type']} {error['id']}: {error['error']['type']}" for error in answer.get("errors") or []]
    if refused or not answer.get("success"):
        raise IndexDown(f"Kibana refused {len(refused)} objects: {'; '.join(refused[:5])}", "Its version is perhaps older than 8.12.")
    return int(answer["successCount"])
