"""What a room gives to others, loaded when it is first used: a process pays only for the parts that it needs.

A command that searches starts without OpenCV, and a worker that reads pages without the index.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def on_first_use(room: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's `__getattr__` (PEP 562): `names` gives for each module of the package the names that it has, separated by spaces.

    None of them may be called as one of the package's modules is: once that is loaded, the name would be the module.
    """
    modules = {name: module for module, all_names in names.items() for name in all_names.split()}

    def found(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{modules[name]}"), name)

    return found
