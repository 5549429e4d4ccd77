"""The service manager's protocol (sd_notify(3)): ready, still alive, stopping; nothing without NOTIFY_SOCKET."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress

_PATIENCE_S = 2.0  # a manager that does not listen does not stop the work


class Notifier:
    """Tells systemd how the service is; a socket that can't be reached is nobody's trouble."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        own = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        micros = environment.get("WATCHDOG_USEC", "")
        self.watchdog_s = int(micros) / 1e6 if own and micros.isdigit() else 0.0  # seconds in which a sign of life is expected; 0: none is

    def ready(self) -> None:
        """The service does its work from now on."""
        self._send(f"READY=1\nMAINPID={os.getpid()}")

    def alive(self) -> None:
        """It goes on."""
        self._send("WATCHDOG=1")

    def status(self, text: str) -> None:
        """A line for `systemctl status`: counts and causes only."""
        self._send(f"STATUS={text}")

    def stopping(self) -> None:
        """It was asked to end, and finishes what is at hand."""
        self._send("STOPPING=1")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.settimeout(_PATIENCE_S)
            out.connect(self._address)
            out.sendall(message.encode())
