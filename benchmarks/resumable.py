"""What a long campaign has done already, as lines of JSON in a file, so that it can be stopped and goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Log:
    """Results by key; with no file they are kept for this run only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, dict[str, Any]] = {}
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                self._known[entry["key"]] = entry

    def known(self, key: str) -> dict[str, Any] | None:
        """The result of an earlier run."""
        return self._known.get(key)

    def write(self, key: str, result: dict[str, Any]) -> dict[str, Any]:
        """Keep a result."""
        self._known[key] = {"key": key, **result}
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(self._known[key], ensure_ascii=False) + "\n")
        return self._known[key]
