"""The document types a site tells apart: one TOML each, so that a new one is a file and not a program."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.model.errors import ConfigError


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type. `titles` are what such a page calls itself; `cues` are words that tell it where the model was not trained on it;
    `kinds`, `subjects` and `forms` are what further titles are put together from (`composed.py`)."""

    code: str  # LOINC
    name: str  # what people here call it
    display: str = ""  # LOINC's own display
    titles: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


_TEXTS, _LISTS = ("code", "name", "display"), ("titles", "cues", "kinds", "subjects", "forms")


def load_types(folder: Path) -> tuple[DocumentType, ...]:
    """Every `*.toml` of the folder, ordered by code. ConfigError names the file and key that can't be used."""
    if not folder.is_dir():
        raise ConfigError(f"no folder of document types at {folder}")
    found = sorted((_load(path) for path in sorted(folder.glob("*.toml"))), key=lambda kind: kind.code)
    if not found:
        raise ConfigError(f"no document type in {folder}")
    codes = [kind.code for kind in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ConfigError(f"document type {', '.join(twice)} stands twice in {folder}")
    return tuple(found)


def with_own(shipped: tuple[DocumentType, ...], own: tuple[DocumentType, ...]) -> tuple[DocumentType, ...]:
    """The shipped types and a site's own, ordered by code; the site's go before shipped ones of the same code."""
    return tuple(sorted({kind.code: kind for kind in (*shipped, *own)}.values(), key=lambda kind: kind.code))


def type_names(types: Iterable[DocumentType]) -> dict[str, str]:
    """Each code's name, as the record shows it."""
    return {kind.code: kind.name for kind in types}


def _load(path: Path) -> DocumentType:
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"document type {path.name}: {error}") from error
    known = {field.name for field in fields(DocumentType)}
    unknown = sorted(set(body) - known)
    if unknown:
        raise ConfigError(f"document type {path.name}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    texts = {key: _text(path, key, body.get(key, "")) for key in _TEXTS}
    lists = {key: _list(path, key, body.get(key, [])) for key in _LISTS}
    if not texts["code"] or not texts["name"]:
        raise ConfigError(f"document type {path.name}: code and name must be given")
    return DocumentType(**texts, **lists)  # type: ignore[arg-type]  # two homogeneous dicts make the mixed signature


def _text(path: Path, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"document type {path.name}: {key} must be a text")
    return value.strip()


def _list(path: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ConfigError(f"document type {path.name}: {key} must be a list of texts")
    return tuple(item.strip() for item in value)
