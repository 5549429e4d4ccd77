from __future__ import annotations

import pickle

import pytest

from pipeline.model import errors
from pipeline.model.errors import Disposition, PipelineError


def every_error() -> list[type[PipelineError]]:
    found, queue = [], [PipelineError]
    while queue:
        kind = queue.pop()
        found.append(kind)
        queue.extend(kind.__subclasses__())
    return found


@pytest.mark.parametrize("kind", every_error())
def test_an_error_crosses_a_process_whole(kind: type[PipelineError]) -> None:
    again = pickle.loads(pickle.dumps(kind("page 3: no answer", "Try again.")))
    assert (type(again), again.message, again.advice) == (kind, "page 3: no answer", "Try again.")


def test_codes_are_one_each() -> None:
    codes = [kind.code for kind in every_error()]
    assert len(codes) == len(set(codes))


def test_the_tree_says_what_becomes_of_the_work() -> None:
    assert errors.Encrypted.disposition is Disposition.QUARANTINE
    assert errors.EngineTimeout.disposition is Disposition.RETRY_THEN_QUARANTINE
    assert errors.DiskFull.disposition is Disposition.RETRY_LATER
    assert errors.ConfigError.exit_code == 2
    assert errors.Encrypted("x").advice
