"""What a room gives to others is loaded when it is first used, and a command starts without what only the workers need."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import pipeline

ROOMS = [found.name for found in pkgutil.iter_modules(pipeline.__path__) if found.ispkg]
# pixels, networks, files of strangers: a quarter of a second and more that the parent process does not wait for
FOR_WORKERS = ("numpy", "cv2", "PIL", "onnx", "onnxruntime", "pypdfium2", "pikepdf", "zxingcpp", "tesserocr")
FOR_PARENTS = ("pipeline.filing.filer", "pipeline.index.sqlite", "pipeline.ledger.ledger", "cattrs", "cryptography", "rich")


@pytest.mark.parametrize("room", ROOMS)
def test_every_name_of_a_room_can_be_had(room: str) -> None:
    module = import_module(f"pipeline.{room}")
    given = {name: getattr(module, name) for name in getattr(module, "__all__", ())}
    assert not [name for name, what in given.items() if isinstance(what, ModuleType)]


def test_a_name_that_a_room_does_not_have_is_told() -> None:
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = import_module("pipeline.pages").nothing_of_that_name


def _loaded(by: str, asked: tuple[str, ...]) -> list[str]:
    code = f"import sys, json; import {by}; print(json.dumps([name for name in {asked!r} if name in sys.modules]))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return list(json.loads(answer.stdout))


@pytest.mark.parametrize("module", ["pipeline.cli.batch", "pipeline.cli.watching", "pipeline.cli.searching", "pipeline.cli.status"])
def test_a_command_starts_without_what_only_workers_need(module: str) -> None:
    assert _loaded(f"pipeline.cli.commands, {module}", FOR_WORKERS) == []


def test_a_worker_starts_without_what_only_the_parent_needs() -> None:
    assert _loaded("pipeline.run.workers.child, pipeline.run.workers.worker", FOR_PARENTS) == []
