"""The dashboards' file keeps every rule, and each rule, when broken, is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.index.elasticsearch.mapping import FLOOR, Analysis, component_templates
from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.index.kibana.file import PATH, ndjson
from tests.support.kibana_rules import problems

Json = dict[str, Any]


def _flat(properties: Json, prefix: str = "") -> set[str]:
    found = set()
    for name, field in properties.items():
        found |= _flat(field["properties"], f"{prefix}{name}.") if "properties" in field else {f"{prefix}{name}"}
        found |= {f"{prefix}{name}.{sub}" for sub in field.get("fields", {})}
    return found


TEMPLATES = component_templates(ElasticsearchSettings(), Analysis())
FIELDS = {
    "chartscan-pages": _flat(TEMPLATES["chartscan-mappings"]["template"]["mappings"]["properties"]),
    f"chartscan-{FLOOR}": _flat(TEMPLATES["chartscan-floor-mappings"]["template"]["mappings"]["properties"]),
}
FILE = PATH.read_text(encoding="utf-8")


def test_the_file_is_what_the_code_makes() -> None:
    assert ndjson("chartscan") == FILE, "python -m pipeline.index.kibana writes it anew"


def test_the_file_keeps_every_rule() -> None:
    assert problems(FILE, FIELDS) == []


def test_what_the_issue_asks_for_is_there() -> None:
    titles = {made["attributes"]["title"] for made in map(json.loads, FILE.splitlines())}
    assert titles >= {"Find a record", "Scanning floor", "Quality", "All pages", "Held for review", "By patient"}


def test_another_prefix_is_carried_through() -> None:
    fields = {view.replace("chartscan", "north"): known for view, known in FIELDS.items()}
    assert problems(ndjson("north"), fields) == []
    assert "chartscan" not in ndjson("north").replace("Chartscan", "")


def changed(kind: str, change: Callable[[Json], None]) -> str:
    """The file with its first object of a type changed."""
    objects = [json.loads(line) for line in FILE.splitlines()]
    change(next(made for made in objects if made["type"] == kind and (kind != "dashboard" or "controlGroupInput" in made["attributes"])))
    return "\n".join(json.dumps(made) for made in objects)


def in_json(key: str, change: Callable[[Any], None]) -> Callable[[Json], None]:
    def act(made: Json) -> None:
        holder = made["attributes"]
        *path, last = key.split(".")
        for step in path:
            holder = holder[step]
        inner = json.loads(holder[last])
        change(inner)
        holder[last] = json.dumps(inner)

    return act


def columns(made: Json) -> Json:
    found: Json = made["attributes"]["state"]["datasourceStates"]["formBased"]["layers"]["layer1"]["columns"]
    return found


SOURCE = "kibanaSavedObjectMeta.searchSourceJSON"
CONTROLS = "controlGroupInput.panelsJSON"
BREAKS: dict[str, tuple[str, Callable[[Json], Any], str]] = {
    "core version": ("lens", lambda made: made.update(coreMigrationVersion="8.12.0"), "coreMigrationVersion"),
    "no core version": ("lens", lambda made: made.pop("coreMigrationVersion"), "coreMigrationVersion"),
    "type version": ("search", lambda made: made.update(typeMigrationVersion="10.2.0"), "typeMigrationVersion"),
    "old version beside": ("search", lambda made: made.update(migrationVersion={"search": "7.9.3"}), "migrationVersion stands"),
    "attribute": ("dashboard", lambda made: made["attributes"].update(tags=[]), "attribute tags"),
    "JSON as an object": ("dashboard", lambda made: made["attributes"].update(optionsJSON={}), "is no string"),
    "JSON that does not parse": ("dashboard", lambda made: made["attributes"].update(panelsJSON="[{"), "does not parse"),
    "visState": ("lens", lambda made: made["attributes"].update(visState="{"), "visState does not parse"),
    "panel without reference": ("dashboard", lambda made: made["references"].pop(0), "has no reference"),
    "panel of another type": (
        "dashboard",
        lambda made: made["references"][0].update(type="search", id="chartscan-held"),
        "its reference a",
    ),
    "grid name": ("dashboard", in_json("panelsJSON", lambda panels: panels[0]["gridData"].update(i="other")), "gridData.i"),
    "too wide": ("dashboard", in_json("panelsJSON", lambda panels: panels[0]["gridData"].update(x=40)), "wider"),
    "panel twice": ("dashboard", in_json("panelsJSON", lambda panels: panels.append(panels[0])), "twice"),
    "layer without view": (
        "lens",
        lambda made: made["references"][0].update(name="indexpattern-datasource-layer-other"),
        "has no data view",
    ),
    "control without view": ("dashboard", lambda made: made["references"].pop(), "has no data view"),
    "control's name": ("dashboard", in_json(CONTROLS, lambda c: next(iter(c.values()))["explicitInput"].update(id="x")), "calls itself"),
    "control's field": ("dashboard", in_json(CONTROLS, lambda c: next(iter(c.values()))["explicitInput"].update(fieldName="x")), "field x"),
    "missing object": ("search", lambda made: made["references"][0].update(id="nowhere"), "not in the file"),
    "unknown column field": (
        "lens",
        lambda made: next(iter(columns(made).values())).update(sourceField="patient_name"),
        "field patient_name",
    ),
    "unknown shown column": ("lens", lambda made: made["attributes"]["state"]["visualization"].update(metricAccessor="z"), "column z"),
    "unknown search column": ("search", lambda made: made["attributes"]["columns"].append("nothing"), "field nothing"),
    "unknown sort": ("search", lambda made: made["attributes"].update(sort=[["when", "desc"]]), "field when"),
    "unknown query field": ("search", in_json(SOURCE, lambda source: source["query"].update(query="state: x")), "field state"),
    "unknown time field": ("index-pattern", lambda made: made["attributes"].update(timeFieldName="timestamp"), "field timestamp"),
    "index reference": ("search", lambda made: made["references"][0].update(name="other"), "has no data view"),
}


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_a_broken_rule_is_noticed(name: str) -> None:
    kind, change, said = BREAKS[name]
    assert any(said in problem for problem in problems(changed(kind, change), FIELDS))


def test_an_object_twice_and_a_line_that_is_none_are_noticed() -> None:
    assert any("2 times" in problem for problem in problems(FILE + FILE.splitlines()[0] + "\n", FIELDS))
    assert any("no JSON" in problem for problem in problems(FILE + "{\n", FIELDS))
