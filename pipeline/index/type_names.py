"""Document types by what a user calls them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.index.facets import fold


class TypeNames:
    """`names` gives each code its display."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {code: fold(name) for code, name in names.items()}

    def codes(self, asked: str) -> list[str]:
        """The codes of the types whose code it is or whose name it is part of; a code nobody knows stands for itself."""
        wanted = fold(asked).strip()
        if wanted in {"unknown", "none"}:
            return ["unknown"]
        found = [code for code, name in self._names.items() if wanted == code.casefold() or wanted in name]
        return found or [asked]
