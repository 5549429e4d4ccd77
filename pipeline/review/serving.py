"""The server: on this machine's own address, unless people are reached over TLS."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import uvicorn

from pipeline.model.errors import ConfigError
from pipeline.review.app import build
from pipeline.review.parts import Parts
from pipeline.review.single_sign_on import check_provider
from pipeline.settings import DeskSettings, Settings


def serve(folder: Path, settings: Settings) -> None:
    """Until it is stopped. ConfigError when passwords would cross the network in clear."""
    desk = settings.desk
    check_address(desk)
    check_provider(settings.accounts, desk.url)
    config = uvicorn.Config(
        build(Parts(folder, settings)),
        host=desk.host,
        port=desk.port,
        log_level="warning",
        access_log=False,  # queries may hold names
        server_header=False,
        proxy_headers=bool(desk.proxies),
        forwarded_allow_ips=",".join(desk.proxies) or None,
        ssl_certfile=desk.tls_certificate or None,
        ssl_keyfile=desk.tls_key or None,
        timeout_graceful_shutdown=10,
    )
    uvicorn.Server(config).run()


def check_address(desk: DeskSettings) -> None:
    """ConfigError for an address that others reach, without TLS."""
    if bool(desk.tls_certificate) != bool(desk.tls_key):
        raise ConfigError("desk.tls_certificate and desk.tls_key go together", "Name both files, or neither.")
    if desk.tls_certificate or desk.proxies or is_own(desk.host):
        return
    advice = "Set desk.tls_certificate and desk.tls_key, or name the proxy that speaks TLS in desk.proxies."
    raise ConfigError(f"{desk.host} can be reached by others, and there is no TLS", advice)


def is_own(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
