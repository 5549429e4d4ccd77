"""The desk as a web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Listed

from pipeline.review.gate import Gate
from pipeline.review.parts import Parts
from pipeline.review.table import ROUTES


def build(parts: Parts) -> Starlette:
    """Every route of the table behind the gate; everything else is refused."""
    gate = Gate(parts)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        parts.close()

    async def unlisted(request: Request, _: Exception) -> Response:
        return gate.unlisted(request)

    listed = [Listed(route.path, gate(route), methods=[route.method]) for route in ROUTES]
    return Starlette(routes=listed, lifespan=lifespan, exception_handlers={404: unlisted, 405: unlisted})
