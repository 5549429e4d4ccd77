"""Checkpoints: the log's last number and hash, signed (Ed25519, RFC 8032), outside the home, where who can write in the home can't."""

from __future__ import annotations

import json
import logging
import os
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pipeline.audit.settings import AuditSettings
from pipeline.model.durable import replace_durably
from pipeline.model.errors import ConfigError

log = logging.getLogger(__name__)
PUBLIC = "audit-public-key.pem"
_AGAIN_S = 60.0  # after a failure, before it is tried again


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What one says; `signed` is whether the key of its folder signed it."""

    path: Path
    seq: int
    hash: str
    at: str
    signed: bool


class Checkpoints:
    """Written for the log in `folder`, as the settings say."""

    def __init__(self, folder: Path, settings: AuditSettings) -> None:
        self._folder = folder
        self._settings = settings
        self._target = Path(settings.checkpoint_folder) if settings.checkpoint_folder else None
        if self._target and self._target.resolve().is_relative_to(folder.resolve().parent):
            raise ConfigError("audit.checkpoint_folder lies inside the home folder", "Name a folder elsewhere, best on another machine.")
        self._last: tuple[int, str] | None = None
        self._try_at = 0.0
        self.problem = ""

    def due(self, seq: int, own: str, at: str) -> None:
        """Write one when it is time; a folder that is away stops nobody, and is told."""
        if self._target is None or time.monotonic() < self._try_at:
            return
        try:
            last = self._last or self._newest(self._target)
            if last and seq - last[0] < self._settings.checkpoint_entries and _minutes(last[1], at) < self._settings.checkpoint_minutes:
                self._last = last
                return
            self.write(seq, own, at)
        except OSError as error:
            self._try_at = time.monotonic() + _AGAIN_S
            self.problem = f"checkpoints can't be written: {error.strerror}"
            log.warning("audit log: %s", self.problem)

    def write(self, seq: int, own: str, at: str) -> Path | None:
        """One now; None where no folder is set."""
        if self._target is None:
            return None
        key = self._key()
        self._target.mkdir(parents=True, exist_ok=True)
        public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        if not (self._target / PUBLIC).exists():
            _whole(self._target / PUBLIC, public)
        body = {"seq": seq, "hash": own, "at": at}
        signature = b64encode(key.sign(_signed(body))).decode()
        path = self._target / f"checkpoint-{seq:012}-{own[:12]}.json"
        _whole(path, json.dumps({**body, "signature": signature}).encode())
        self._last, self.problem = (seq, at), ""
        return path

    def _newest(self, target: Path) -> tuple[int, str] | None:
        found = read_checkpoints(target) if target.is_dir() else []
        return (found[-1].seq, found[-1].at) if found else None

    def _key(self) -> Ed25519PrivateKey:
        path = self._folder / "key.pem"
        if not path.exists():
            form = serialization.PrivateFormat.PKCS8
            _whole(path, Ed25519PrivateKey.generate().private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        assert isinstance(key, Ed25519PrivateKey)
        return key


def read_checkpoints(folder: Path) -> list[Checkpoint]:
    """Every checkpoint of a folder by number; one that can't be read counts as not signed, at number 0."""
    try:
        key = serialization.load_pem_public_key((folder / PUBLIC).read_bytes())
    except (OSError, ValueError):
        key = None
    found = [_read(path, key if isinstance(key, Ed25519PublicKey) else None) for path in folder.glob("checkpoint-*.json")]
    return sorted(found, key=lambda one: (one.seq, one.at))


def _read(path: Path, key: Ed25519PublicKey | None) -> Checkpoint:
    try:
        body = json.loads(path.read_bytes())
        said = {"seq": int(body["seq"]), "hash": str(body["hash"]), "at": str(body["at"])}
        signature = b64decode(body["signature"])
    except (OSError, ValueError, KeyError, TypeError):
        return Checkpoint(path, 0, "", "", signed=False)
    try:
        signed = key is not None
        if key is not None:
            key.verify(signature, _signed(said))
    except InvalidSignature:
        signed = False
    return Checkpoint(path, int(body["seq"]), str(body["hash"]), str(body["at"]), signed)


def _signed(body: dict[str, object]) -> bytes:
    return f"chartscan audit checkpoint|{body['seq']}|{body['hash']}|{body['at']}".encode()


def _minutes(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 60


def _whole(path: Path, data: bytes) -> None:
    """The file appears whole or not at all, and stays."""
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    replace_durably(part, path, "audit checkpoints")
