"""The power goes: whatever was acknowledged is still there, and the next run ends the work. A thousand times: ./run campaign powerloss."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.support.faults.bench import Bench
from tests.support.faults.library import compiler
from tests.support.faults.powerloss import PowerLoss, Replay, cuts
from tests.support.faults.trace import Operation

PREFIXES, SEED = 12, 7


@pytest.mark.skipif(compiler() is None and "CHARTSCAN_TEST_FAULTS" not in os.environ, reason="no C compiler: apt-get install gcc libc6-dev")
def test_whenever_the_power_goes_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    with Bench(tmp_path, "watch") as bench:
        loss = PowerLoss(tmp_path, bench)
        assert {"c", "w", "r", "s", "m"} <= {one.kind for one in loss.trace}
        for at, rules, keep, chance in cuts(PREFIXES, len(loss.trace), SEED):
            assert loss.cut(at, rules, keep, chance) == [], f"{rules}, {keep:.0%} of the unsynced kept, after operation {at}"


def _one(kind: str, path: str, other: str = "", data: bytes = b"") -> Operation:
    return Operation(kind, f"/d/{path}", f"/d/{other}" if other else "", 0, data)


WRITTEN = [_one("c", "part"), _one("w", "part", data=b"bytes")]


@pytest.mark.parametrize(
    ("trace", "disk"),
    [
        (WRITTEN, {}),
        ([*WRITTEN, _one("s", "part")], {}),
        ([*WRITTEN, _one("s", "part"), Operation("s", "/d", "", 0, b"")], {"part": b"bytes"}),
        ([*WRITTEN, Operation("s", "/d", "", 0, b"")], {"part": b""}),
        ([*WRITTEN, _one("s", "part"), Operation("s", "/d", "", 0, b""), _one("r", "part", "final")], {"part": b"bytes"}),
        ([*WRITTEN, _one("s", "part"), _one("r", "part", "final"), Operation("s", "/d", "", 0, b"")], {"final": b"bytes"}),
    ],
)
def test_what_was_not_synced_is_gone(trace: list[Operation], disk: dict[str, bytes]) -> None:
    assert Replay(Path("/d"), {}, trace).disk("posix", 0.0, random.Random(1)) == disk
