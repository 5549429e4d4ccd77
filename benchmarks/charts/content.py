"""The body of each kind of document: sections from data/content/*.toml, tables and drawings from hooks, passages from MTSamples."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any

from benchmarks.charts.blocks import Block, Heading, Row, Sign, Text, in_rows
from benchmarks.charts.case import Case
from benchmarks.charts.hooks import HOOKS
from benchmarks.charts.people import DATA
from benchmarks.charts.slots import fill

HEADING_STYLES = ("bold", "bold", "caps", "rule", "plain", "bar", "lead", "lead")


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Every kind of document by its type code; "other" holds the papers of no type."""
    found = {}
    for path in sorted((DATA / "content").glob("*.toml")):
        body = tomllib.loads(path.read_text(encoding="utf-8"))
        found[body.get("code", "other")] = body
    return found


def type_codes() -> tuple[str, ...]:
    """The 18 type codes."""
    return tuple(sorted(code for code in kinds() if code != "other"))


@cache
def _passages() -> dict[str, list[dict[str, Any]]]:
    listed: dict[str, list[dict[str, Any]]] = json.loads((DATA / "passages.json").read_text(encoding="utf-8"))["passages"]
    return listed


def title_of(case: Case) -> str:
    """A title that this kind of document goes by."""
    if case.type_code is None:
        return str(case.rng.choice(kinds()["other"]["paper"])["title"])
    return fill(case, case.rng.choice(kinds()[case.type_code]["titles"]))


def body_of(case: Case, title: str) -> list[Block]:
    """What stands below the header."""
    style = case.rng.choice(HEADING_STYLES)
    if case.type_code is None:
        return _other(case, title, style)
    kind = kinds()[case.type_code]
    sections = list(kind["section"])
    passage = _passage(case) if case.rng.random() < kind.get("passages", 0.0) else None
    blocks: list[Block] = []
    if passage is not None:
        first = [section for section in sections[:1] if section.get("kind") == "lines"]
        last = [section for section in sections[-1:] if section.get("kind") == "hook"]
        for section in first:
            blocks += _section(case, section, style, title)
        blocks += _passage_blocks(case, passage, style)
        sections = last
    for section in sections:
        if case.rng.random() < section.get("chance", 1.0):
            blocks += _section(case, section, style, title)
    return blocks


def _section(case: Case, section: dict[str, Any], style: str, title: str) -> list[Block]:
    kind = section.get("kind", "prose")
    if kind == "hook":
        return HOOKS[section["hook"]](case, title)
    if kind == "sign":
        return [Sign(tuple(section["captions"]), case.rng.random() < 0.8)]
    heading = case.rng.choice(section.get("headings", [""]))
    return headed(heading, _WRITERS[kind](case, section), style)


def headed(heading: str, blocks: list[Block], style: str) -> list[Block]:
    """The section with its heading above it, or before its first paragraph."""
    if not heading or not blocks:
        return blocks
    first = blocks[0]
    if style == "lead" and isinstance(first, Text) and not first.lead:
        return [Text(first.text, lead=f"{heading}:", indent=first.indent), *blocks[1:]]
    shown = heading.upper() if style == "caps" else heading
    return [Heading(shown + (":" if style in ("bold", "caps", "plain", "lead") and not heading.endswith(":") else ""), style), *blocks]


def picked(case: Case, section: dict[str, Any]) -> list[str]:
    """Some of the section's lines, filled, each begun with a capital letter."""
    lines, (low, high) = section["lines"], section["pick"]
    many = min(case.rng.randint(low, high), len(lines))
    at = case.rng.sample(range(len(lines)), many)
    order = sorted(at) if section.get("keep_order") or case.rng.random() < 0.6 else at
    return [_capital(fill(case, lines[index])) for index in order]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].islower() else text


def _prose(case: Case, section: dict[str, Any]) -> list[Block]:
    return [Text(" ".join(picked(case, section)))]


def _list(case: Case, section: dict[str, Any]) -> list[Block]:
    lines = picked(case, section)
    bullet = case.rng.choice(("number", "number", "dash", "none")) if len(lines) > 1 else "none"
    sign = {"number": "{at}. ", "dash": "- ", "none": ""}[bullet]
    return [Text(sign.replace("{at}", str(at)) + line, indent=0 if bullet == "none" else 12) for at, line in enumerate(lines, 1)]


def _letters(case: Case, section: dict[str, Any]) -> list[Block]:
    return [Text(f"{chr(64 + at)}. {line}", indent=10) for at, line in enumerate(picked(case, section), 1)]


def _lines(case: Case, section: dict[str, Any]) -> list[Block]:
    return [Text(line) for line in picked(case, section)]


def _checks(case: Case, section: dict[str, Any]) -> list[Block]:
    columns = section.get("columns", 2)
    items = [f"{case.rng.choice(('[ ]', '[X]', '[ ]'))} {line}" for line in picked(case, section)]
    at = tuple(index / columns for index in range(columns))
    return [Row(tuple(row), at[: len(row)]) for row in in_rows(items, columns)]


_WRITERS: dict[str, Callable[[Case, dict[str, Any]], list[Block]]] = {
    "prose": _prose,
    "list": _list,
    "letters": _letters,
    "lines": _lines,
    "checks": _checks,
}


def _passage(case: Case) -> dict[str, Any] | None:
    """A real dictation that speaks of somebody of the patient's sex."""
    fitting = [one for one in _passages().get(case.type_code or "", []) if one["sex"] in (case.patient.sex, "U")]
    return case.rng.choice(fitting) if fitting else None


def _passage_blocks(case: Case, passage: dict[str, Any], style: str) -> list[Block]:
    blocks: list[Block] = []
    for heading, lines in passage["sections"]:
        words = heading if style == "caps" or case.capitals else heading.capitalize()
        texts: list[Block] = [Text(re.sub(r"\{(\w*)\Z", "", fill(case, line))) for line in lines]
        blocks += headed(words, texts, style)
    return blocks


def _other(case: Case, title: str, style: str) -> list[Block]:
    papers = kinds()["other"]["paper"]
    paper = next(one for one in papers if one["title"] == title)
    blocks: list[Block] = []
    for heading, lines in paper["sections"]:
        kept = [line for line in lines if case.rng.random() < 0.85] or lines[:1]
        texts: list[Block] = [_spread(fill(case, line)) for line in kept]
        blocks += headed(fill(case, heading), texts, style if style != "lead" else "bold")
    return blocks


def _spread(line: str) -> Block:
    """A line whose cells are three blanks apart becomes columns."""
    cells = line.split("   ")
    return Text(line) if len(cells) < 3 else Row(tuple(cells), tuple(at / len(cells) for at in range(len(cells))))
