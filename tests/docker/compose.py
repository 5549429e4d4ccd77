"""Just enough of YAML to examine our own compose files: two-space indentation, one key a line. No YAML library is a dependency."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPOSE, EMBEDDED = ROOT / "compose.yaml", ROOT / "compose.embedded.yaml"
_MERGE = re.compile(r"^\s*<<: \*(\w+)$", re.MULTILINE)
_COMMENT = re.compile(r"(^|\s)#\s.*$", re.MULTILINE)


def text_of(path: Path) -> str:
    """The file without its comments."""
    return _COMMENT.sub("", path.read_text())


def blocks(text: str, indent: int) -> dict[str, str]:
    """Every key at that indentation with all that stands under it, one step to the left."""
    found: dict[str, list[str]] = {}
    key = None
    for line in text.splitlines():
        opened = re.match(rf"^ {{{indent}}}([\w.-]+):(.*)$", line)
        if opened:
            key = opened[1]
            found[key] = [opened[2].strip()]
        elif line.strip() and not line.startswith(" " * (indent + 1)):
            key = None
        elif key is not None:
            found[key].append(line)
    return {name: "\n".join(lines).rstrip() for name, lines in found.items()}


def services(path: Path) -> dict[str, dict[str, str]]:
    """Every service, with what it takes over from the anchors."""
    text = text_of(path)
    top = blocks(text, 0)
    anchors = {match[1]: body for body in top.values() if (match := re.match(r"^&(\w+)", body))}
    return {name: _merged(body, anchors, 4) for name, body in blocks(top["services"], 2).items()}


def _merged(body: str, anchors: dict[str, str], indent: int) -> dict[str, str]:
    taken: dict[str, str] = {}
    for name in _MERGE.findall(body):
        taken |= _merged(anchors[name], anchors, 2)
    return taken | blocks(body, indent)
