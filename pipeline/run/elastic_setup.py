"""Templates, indices, roles and keys in Elasticsearch: what there is to do, and doing it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import assembly
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Done:
    """A step and what became of it: "kept", "made" or "would be made". `secret`: a key, shown once and never again."""

    what: str
    outcome: str
    secret: str | None = None
    role: str = ""  # the key's


def set_up(settings: Settings, user: str, password: str, *, dry_run: bool, renew_keys: bool) -> Iterator[Done]:
    """Every step in order. With `dry_run` nothing is changed."""
    setup = assembly.elasticsearch_setup(settings, user, password)
    try:
        for step in setup.steps(renew_keys):
            if not step.needed:
                yield Done(step.what, "kept")
            elif dry_run:
                yield Done(step.what, "would be made")
            else:
                yield Done(step.what, "made", step.act(), step.role)
        for name in setup.outdated():
            yield Done(f"index {name} has an older mapping: run `chartscan reindex`", "kept")
    finally:
        setup.close()


def bring_dashboards(settings: Settings, user: str, password: str) -> int:
    """The dashboards into Kibana; how many objects it took."""
    return assembly.kibana_setup(settings, user, password)


def keep(folder: Path, role: str, secret: str) -> Path:
    """A role's key in a file that only its owner reads; where the program looks for it."""
    path = folder / "elasticsearch" / f"{role}.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write(secret + "\n")
    return path
