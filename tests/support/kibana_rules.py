"""What Kibana 8.12 needs of an import file, most of which it does not say itself: it reports success and shows broken panels."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
TYPE_VERSIONS = {
    "index-pattern": "8.0.0",
    "search": "8.0.0",
    "tag": "8.0.0",
    "visualization": "8.5.0",
    "lens": "8.9.0",
    "dashboard": "8.9.0",
}
ATTRIBUTES = {
    "index-pattern": {
        "title",
        "name",
        "type",
        "typeMeta",
        "timeFieldName",
        "sourceFilters",
        "fields",
        "fieldFormatMap",
        "runtimeFieldMap",
        "fieldAttrs",
    },
    "search": {
        *(
            "title",
            "description",
            "columns",
            "sort",
            "grid",
            "hideChart",
            "isTextBasedQuery",
            "timeRestore",
            "timeRange",
            "refreshInterval",
        ),
        *("kibanaSavedObjectMeta", "viewMode", "rowHeight", "rowsPerPage", "sampleSize", "usesAdHocDataView", "hideAggregatedPreview"),
    },
    "lens": {"title", "description", "visualizationType", "state"},
    "dashboard": {
        *("title", "description", "panelsJSON", "optionsJSON", "timeRestore", "timeFrom", "timeTo", "refreshInterval", "version"),
        *("kibanaSavedObjectMeta", "controlGroupInput", "hits"),
    },
}
RECORDS = "___records___"


def problems(text: str, fields: dict[str, set[str]]) -> list[str]:
    """Everything wrong with a file; `fields` gives the mapping's fields of each data view's id."""
    found: list[str] = []
    objects: list[Json] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            made = json.loads(line)
        except ValueError:
            found.append(f"line {number} is no JSON")
            continue
        objects.append(made) if isinstance(made, dict) else found.append(f"line {number} is no object")
    known = Counter((made.get("type"), made.get("id")) for made in objects)
    found += [f"{kind} {key} is there {count} times" for (kind, key), count in known.items() if count > 1]
    for made in objects:
        name = f"{made.get('type')} {made.get('id')}"
        found += [f"{name}: {problem}" for problem in _of(made, set(known), fields)]
    return found


def _of(made: Json, known: set[Any], fields: dict[str, set[str]]) -> Iterator[str]:
    yield from _versions(made)
    yield from _strings(made.get("attributes"), "")
    allowed = ATTRIBUTES.get(made["type"], set())
    yield from (f"attribute {key} is not allowed" for key in made["attributes"] if key not in allowed)
    for reference in made["references"]:
        if (reference["type"], reference["id"]) not in known:
            yield f"refers to {reference['type']} {reference['id']}, which is not in the file"
    try:
        yield from {"dashboard": _dashboard, "lens": _lens, "search": _search, "index-pattern": _view}[made["type"]](made, fields)
    except (ValueError, KeyError, TypeError) as error:
        yield f"can't be understood: {type(error).__name__} {error}"


def _versions(made: Json) -> Iterator[str]:
    if made.get("coreMigrationVersion") != "8.8.0":
        yield "coreMigrationVersion is not 8.8.0"
    if made.get("typeMigrationVersion") != TYPE_VERSIONS.get(made.get("type", "")):
        yield f"typeMigrationVersion {made.get('typeMigrationVersion')} is not the type's"
    if "migrationVersion" in made:
        yield "migrationVersion stands beside typeMigrationVersion"


def _strings(value: Any, path: str) -> Iterator[str]:
    """Every *JSON and visState is a string that parses."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.endswith("JSON") or key == "visState":
                if not isinstance(inner, str):
                    yield f"{path}{key} is no string"
                    continue
                try:
                    json.loads(inner)
                except ValueError:
                    yield f"{path}{key} does not parse"
            yield from _strings(inner, f"{path}{key}.")


def _dashboard(made: Json, fields: dict[str, set[str]]) -> Iterator[str]:
    references = {reference["name"]: reference for reference in made["references"]}
    seen = set()
    for panel in json.loads(made["attributes"]["panelsJSON"]):
        grid, index = panel["gridData"], panel["panelIndex"]
        if grid["i"] != index:
            yield f"panel {index}: gridData.i is {grid['i']}"
        if grid["x"] + grid["w"] > 48:
            yield f"panel {index} is wider than the grid"
        if index in seen:
            yield f"panel {index} is there twice"
        seen.add(index)
        reference = references.get(f"{index}:{panel['panelRefName']}")
        if reference is None:
            yield f"panel {index} has no reference {index}:{panel['panelRefName']}"
        elif reference["type"] != panel["type"]:
            yield f"panel {index} is a {panel['type']}, its reference a {reference['type']}"
    controls = made["attributes"].get("controlGroupInput")
    for key, control in json.loads(controls["panelsJSON"]).items() if controls else ():
        view = references.get(f"controlGroup_{key}:optionsListDataView")
        if control["explicitInput"]["id"] != key:
            yield f"control {key} calls itself {control['explicitInput']['id']}"
        if view is None:
            yield f"control {key} has no data view"
        else:
            yield from _known([control["explicitInput"]["fieldName"]], view["id"], fields)


def _lens(made: Json, fields: dict[str, set[str]]) -> Iterator[str]:
    references = {reference["name"]: reference["id"] for reference in made["references"]}
    state = made["attributes"]["state"]
    layers = state["datasourceStates"]["formBased"]["layers"]
    for layer_id, layer in layers.items():
        view = references.get(f"indexpattern-datasource-layer-{layer_id}")
        if view is None:
            yield f"layer {layer_id} has no data view"
            continue
        yield from _known([column["sourceField"] for column in layer["columns"].values()], view, fields)
        if sorted(layer["columnOrder"]) != sorted(layer["columns"]):
            yield f"layer {layer_id}: columnOrder is not its columns"
        for column in layer["columns"].values():
            order = column["params"].get("orderBy", {})
            if order.get("type") == "column" and order["columnId"] not in layer["columns"]:
                yield f"layer {layer_id} orders by {order['columnId']}, which is no column"
    for used, columns in _used(state["visualization"]):
        if used not in layers:
            yield f"shows layer {used}, which is not there"
        else:
            yield from (f"shows column {column}, which is not there" for column in columns if column not in layers[used]["columns"])
    yield from _queried(state["query"]["query"], next(iter(references.values()), ""), fields)


def _used(shown: Json) -> Iterator[tuple[str, list[str]]]:
    for layer in shown.get("layers", [shown]):
        columns = [layer[key] for key in ("xAccessor", "splitAccessor", "metricAccessor") if key in layer] + layer.get("accessors", [])
        yield layer["layerId"], columns + [column["columnId"] for column in layer.get("columns", [])]


def _search(made: Json, fields: dict[str, set[str]]) -> Iterator[str]:
    source = json.loads(made["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
    view = next((reference["id"] for reference in made["references"] if reference["name"] == source["indexRefName"]), None)
    if view is None:
        yield "has no data view"
        return
    used = [*made["attributes"]["columns"], *(field for field, _ in made["attributes"]["sort"])]
    yield from _known(used, view, fields)
    yield from _queried(source["query"]["query"], view, fields)


def _view(made: Json, fields: dict[str, set[str]]) -> Iterator[str]:
    yield from _known([made["attributes"]["timeFieldName"], *json.loads(made["attributes"]["fieldFormatMap"])], made["id"], fields)


def _queried(query: str, view: str, fields: dict[str, set[str]]) -> Iterator[str]:
    words = query.replace("<", " : ").replace(":", " : ").split()
    yield from _known([words[at - 1] for at, word in enumerate(words) if word == ":"], view, fields)


def _known(used: list[str], view: str, fields: dict[str, set[str]]) -> Iterator[str]:
    yield from (f"field {field} is not in the mapping of {view}" for field in used if field not in fields.get(view, set()) | {RECORDS})
