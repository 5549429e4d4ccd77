"""Where the desk may listen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.errors import ConfigError
from pipeline.review.serving import check_address, is_own, serve
from pipeline.settings import DeskSettings, load


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_this_machines_own_addresses_need_nothing(host: str) -> None:
    assert is_own(host)
    check_address(DeskSettings(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.hospital.test", ""])
def test_others_need_tls_or_a_named_proxy(host: str) -> None:
    with pytest.raises(ConfigError):
        check_address(DeskSettings(host=host))
    check_address(DeskSettings(host=host, tls_certificate="a.pem", tls_key="b.pem"))
    check_address(DeskSettings(host=host, proxies=("10.0.0.1",)))


def test_half_a_certificate_is_refused() -> None:
    with pytest.raises(ConfigError):
        check_address(DeskSettings(tls_certificate="a.pem"))


def test_half_a_single_sign_on_is_refused_before_anybody_is_served(tmp_path: Path) -> None:
    settings = load()
    with pytest.raises(ConfigError):
        serve(tmp_path, replace(settings, accounts=replace(settings.accounts, oidc_issuer="https://id.test")))
