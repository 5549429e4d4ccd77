"""A form's fields, read before anybody knows who sends them: of a limited size, in a limited time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

import anyio
from starlette.requests import ClientDisconnect, Request

MOST_BYTES, MOST_FIELDS = 256 * 1024, 1000
SLOWEST_S = 20.0  # from the first byte to the last


async def read_form(request: Request) -> Mapping[str, Sequence[str]] | int:
    """The fields of an urlencoded form, which is the only kind that the desk's pages send; HTTP's status for one that can't be taken.

    What the headers say of its length is not believed.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() not in {"application/x-www-form-urlencoded", ""}:
        return 415
    body = bytearray()
    try:
        with anyio.fail_after(SLOWEST_S):
            async for part in request.stream():
                body += part
                if len(body) > MOST_BYTES:
                    return 413
    except TimeoutError:
        return 408
    except ClientDisconnect:
        return 400
    found: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS):
            found.setdefault(name, []).append(value)
    except ValueError:
        return 413
    return found
