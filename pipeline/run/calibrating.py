"""The corrections that the desk exports, beside what the matcher makes of the same readings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pipeline.filing.calibrating import Agreement, Corrected, Outcome, agreements, outcomes, ranked
from pipeline.model.errors import ConfigError
from pipeline.model.geometry import Box
from pipeline.model.types import Identifier, IdentifierKind
from pipeline.run.home import Home

_NOWHERE = Box(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Calibration:
    """`known`: documents whose patient the index still has, of `documents`."""

    documents: int
    known: int
    agreements: list[Agreement]
    outcomes: list[Outcome]


def calibrate(home: Home, corrections: Path) -> Calibration:
    """What the corrections say. ConfigError for a file that is none of corrections, or is empty."""
    documents = list(_documents(corrections))
    if not documents:
        raise ConfigError(f"{corrections.name}: no correction", "Export it at the desk: Review, Corrections to learn from.")
    found = ranked(documents, home.patients, home.settings.filing)
    known = [one for one in found if home.patients.by_id(one[0].mpi_id)]
    return Calibration(len(documents), len(known), agreements(known), outcomes(known, home.settings.filing))


def _documents(file: Path) -> Iterator[Corrected]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            body = json.loads(line)
            read = tuple(
                Identifier(one["kind"], one["value"], one["value"], float(one["confidence"]), 1, _NOWHERE)
                for one in body["read"]
                if one["kind"] in get_args(IdentifierKind)
            )
            yield Corrected(str(body["mpi_id"]), read)
        except (ValueError, KeyError, TypeError):
            raise ConfigError(f"{file.name}: line {number} is no correction", "Export it at the desk anew.") from None
