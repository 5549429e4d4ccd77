"""The identifiers a site looks for: one TOML each, so that a new label is a line in a file and not a program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args

from pipeline.extract.folding import fold
from pipeline.model.errors import ConfigError
from pipeline.model.types import IdentifierKind

OTHER = "other"  # the kind of the file that lists what is none of the identifiers
# Kinds that tell nothing of whose the page is by themselves: their labels end a value and head a column as any other label does.
FURTHER = frozenset(
    {
        "address",
        "phone",
        "ssn",
        "admission_date",
        "discharge_date",
        "provider",
        "npi",
        "member_id",
        "accession",
        "former_name",
        "nickname",
        OTHER,
    }
)
KINDS = (*get_args(IdentifierKind), OTHER)
PARTS = ("", "family", "given", "middle", "suffix")
ABOUT = ("", "relative", "staff")  # whom the label is about; "" is the patient, or nobody


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """Labels that are worth the same.

    words: as printed; case, blanks and punctuation other than # make no difference.
    reliability: 0 to 1, how often a value behind such a label is the patient's own.
    strict: the words also stand in ordinary text, so they count only at the beginning of a cell or before a colon.
    about: "relative" or "staff" where the label introduces somebody else.
    part: "family", "given", "middle", "suffix" where the value is only a part of the name.
    credential: only a name with a doctor's title or a credential is a value; other people and companies stand there too.
    plain: only a number of figures, at most a letter before them, is a value; others have a form of their own.
    """

    words: tuple[str, ...]
    reliability: float = 0.95
    strict: bool = False
    about: str = ""
    part: str = ""
    credential: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """One identifier, as its TOML says it.

    values: names of the value patterns that may stand behind a label (see readers in extractor.py).
    negative_labels: look like a label of this kind and are none.
    misreadings: what OCR makes of the short labels, too short for an edit distance.
    other_sections: headings under which labels speak of somebody else; patient_sections end them.
    """

    kind: str
    values: tuple[str, ...] = ()
    labels: tuple[LabelGroup, ...] = ()
    negative_labels: tuple[str, ...] = ()
    misreadings: Mapping[str, str] | None = None
    other_sections: tuple[str, ...] = ()
    patient_sections: tuple[str, ...] = ()


def load_rules(folder: Path) -> tuple[IdentifierRule, ...]:
    """Every `*.toml` of the folder, ordered by file name. ConfigError names the file and key that can't be used."""
    if not folder.is_dir():
        raise ConfigError(f"no folder of identifiers at {folder}")
    rules = tuple(_load(path) for path in sorted(folder.glob("*.toml")))
    if not rules:
        raise ConfigError(f"no identifier in {folder}")
    kinds = [rule.kind for rule in rules]
    twice = sorted({kind for kind in kinds if kinds.count(kind) > 1})
    if twice:
        raise ConfigError(f"identifier {', '.join(twice)} stands twice in {folder}")
    return rules


def _load(path: Path) -> IdentifierRule:
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"identifier {path.name}: {error}") from error
    where = f"identifier {path.name}"
    _refuse_unknown(where, body, IdentifierRule)
    if body.get("kind") not in KINDS:
        raise ConfigError(f"{where}: kind must be one of {', '.join(KINDS)}")
    groups = body.get("labels", [])
    if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
        raise ConfigError(f"{where}: labels must be [[labels]] tables")
    rule = IdentifierRule(
        kind=body["kind"],
        values=_texts(where, body, "values"),
        labels=tuple(_group(where, group) for group in groups),
        negative_labels=_texts(where, body, "negative_labels"),
        misreadings=_pairs(where, body.get("misreadings", {})),
        other_sections=_texts(where, body, "other_sections"),
        patient_sections=_texts(where, body, "patient_sections"),
    )
    _refuse_stray_misreadings(where, rule)
    return rule


def _group(where: str, body: Mapping[str, Any]) -> LabelGroup:
    _refuse_unknown(f"{where}: labels", body, LabelGroup)
    reliability, flags = body.get("reliability", 0.95), {key: body.get(key, False) for key in ("strict", "credential", "plain")}
    if isinstance(reliability, bool) or not isinstance(reliability, int | float) or not 0 < reliability <= 1:
        raise ConfigError(f"{where}: reliability must lie between 0 and 1")
    for key, flag in flags.items():
        if not isinstance(flag, bool):
            raise ConfigError(f"{where}: {key} must be true or false")
    for key, allowed in (("about", ABOUT), ("part", PARTS)):
        if body.get(key, "") not in allowed:
            raise ConfigError(f"{where}: {key} must be one of {', '.join(allowed[1:])}")
    words = _texts(where, body, "words")
    if not words:
        raise ConfigError(f"{where}: a group of labels without words")
    return LabelGroup(words, float(reliability), about=body.get("about", ""), part=body.get("part", ""), **flags)


def _refuse_stray_misreadings(where: str, rule: IdentifierRule) -> None:
    known = {fold(words) for group in rule.labels for words in group.words}
    stray = [label for label in (rule.misreadings or {}).values() if fold(label) not in known]
    if stray:
        raise ConfigError(f"{where}: misreadings of {', '.join(stray)}, which is no label of the file")


def _refuse_unknown(where: str, body: Mapping[str, Any], shape: type[LabelGroup] | type[IdentifierRule]) -> None:
    known = {field.name for field in fields(shape)}
    unknown = sorted(set(body) - known)
    if unknown:
        raise ConfigError(f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")


def _texts(where: str, body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = body.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ConfigError(f"{where}: {key} must be a list of texts")
    return tuple(item.strip() for item in value)


def _pairs(where: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise ConfigError(f"{where}: misreadings must be a table of texts: what was read = the label")
    return dict(value)
