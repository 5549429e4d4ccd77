"""Saved objects as Kibana 8.12 and later import them: each function makes one, whole."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]
CORE_VERSION = "8.8.0"
TYPE_VERSIONS = {"index-pattern": "8.0.0", "search": "8.0.0", "lens": "8.9.0", "dashboard": "8.9.0"}
_LAYER = "layer1"


def data_view(view: str, name: str, time_field: str, formats: Json | None = None) -> Json:
    """A data view; its id is its title, the alias."""
    attributes = {
        "title": view,
        "name": name,
        "timeFieldName": time_field,
        "fields": "[]",
        "fieldFormatMap": json.dumps(formats or {}),
        "sourceFilters": "[]",
    }
    return _object("index-pattern", view, attributes, [])


def saved_search(key: str, view: str, title: str, columns: list[str], query: str = "") -> Json:
    """A saved search with highlighted hits, newest first."""
    index = "kibanaSavedObjectMeta.searchSourceJSON.index"
    source = {
        "query": {"query": query, "language": "kuery"},
        "filter": [],
        "highlightAll": True,
        "version": True,
        "indexRefName": index,
    }
    attributes = {
        "title": title,
        "description": "",
        "columns": columns,
        "sort": [["received_at", "desc"]],
        "grid": {},
        "hideChart": True,
        "isTextBasedQuery": False,
        "timeRestore": False,
        "kibanaSavedObjectMeta": {"searchSourceJSON": json.dumps(source)},
    }
    return _object("search", key, attributes, [_reference(index, "index-pattern", view)])


def lens(key: str, view: str, title: str, kind: str, shown: Json, columns: Json, query: str = "") -> Json:
    """A picture of one layer. `kind` is Lens's visualization type, `shown` its settings, `columns` by id, buckets first."""
    layer = {"columns": columns, "columnOrder": list(columns), "incompleteColumns": {}, "sampling": 1}
    attributes = {
        "title": title,
        "description": "",
        "visualizationType": kind,
        "state": {
            "visualization": shown,
            "query": {"query": query, "language": "kuery"},
            "filters": [],
            "datasourceStates": {"formBased": {"layers": {_LAYER: layer}}},
            "internalReferences": [],
            "adHocDataViews": {},
        },
    }
    return _object("lens", key, attributes, [_reference(f"indexpattern-datasource-layer-{_LAYER}", "index-pattern", view)])


def bars(split: bool, series: str = "bar_stacked") -> Json:
    """Bars over x, stacked by "split"."""
    layer: Json = {
        "layerId": _LAYER,
        "layerType": "data",
        "seriesType": series,
        "xAccessor": "x",
        "accessors": ["y"],
        "showGridlines": False,
    }
    if split:
        layer["splitAccessor"] = "split"
    return {
        "legend": {"isVisible": split, "position": "right"},
        "valueLabels": "hide",
        "preferredSeriesType": series,
        "layers": [layer],
    }


def metric() -> Json:
    """One number."""
    return {"layerId": _LAYER, "layerType": "data", "metricAccessor": "y"}


def listing(*columns: str) -> Json:
    """A table."""
    return {"layerId": _LAYER, "layerType": "data", "columns": [{"columnId": column} for column in columns]}


def over_time(field: str, interval: str = "auto") -> Json:
    """Buckets of time."""
    params = {"interval": interval, "includeEmptyRows": True, "dropPartials": False}
    return _column(field, field, "date", "date_histogram", "interval", params, bucket=True)


def by(field: str, label: str, size: int = 10, order: str = "y") -> Json:
    """The most frequent values."""
    params = {
        "size": size,
        "orderBy": {"type": "column", "columnId": order},
        "orderDirection": "desc",
        "otherBucket": True,
        "missingBucket": False,
        "parentFormat": {"id": "terms"},
        "include": [],
        "exclude": [],
        "includeIsRegex": False,
        "excludeIsRegex": False,
    }
    return _column(field, label, "string", "terms", "ordinal", params, bucket=True)


def histogram(field: str, label: str) -> Json:
    """Buckets of a number."""
    params = {"type": "histogram", "ranges": [{"from": 0, "to": 1, "label": ""}], "maxBars": "auto"}
    return _column(field, label, "number", "range", "interval", params, bucket=True)


def count(label: str) -> Json:
    """How many."""
    return _column("___records___", label, "number", "count", "ratio", {"emptyAsNull": True})


def different(field: str, label: str) -> Json:
    """How many different values."""
    return _column(field, label, "number", "unique_count", "ratio", {"emptyAsNull": True})


def measure(operation: str, field: str, label: str, kind: str = "number") -> Json:
    """The sum, average, minimum … of a field."""
    return _column(field, label, kind, operation, "ratio", {"emptyAsNull": True} if operation == "sum" else {})


def _column(field: str, label: str, kind: str, operation: str, scale: str, params: Json, bucket: bool = False) -> Json:
    return {
        "label": label,
        "customLabel": True,
        "dataType": kind,
        "operationType": operation,
        "sourceField": field,
        "isBucketed": bucket,
        "scale": scale,
        "params": params,
    }


def dashboard(
    key: str, title: str, description: str, panels: list[tuple[Json, tuple[int, int, int, int]]], controls: Json, since: str
) -> Json:
    """A dashboard. `panels`: an object and its x, y, width, height on a grid of 48; `controls`: fields by title, and the data view."""
    references: list[Json] = []
    placed = []
    for number, (shown, (x, y, w, h)) in enumerate(panels, 1):
        index = f"panel-{number}"
        references.append(_reference(f"{index}:panel_{number}", shown["type"], shown["id"]))
        placed.append(
            {
                "version": "8.12.0",
                "type": shown["type"],
                "gridData": {"x": x, "y": y, "w": w, "h": h, "i": index},
                "panelIndex": index,
                "embeddableConfig": {"enhancements": {}},
                "panelRefName": f"panel_{number}",
            }
        )
    attributes = {
        "title": title,
        "description": description,
        "panelsJSON": json.dumps(placed),
        "optionsJSON": json.dumps(
            {"useMargins": True, "syncColors": True, "syncCursor": True, "syncTooltips": False, "hidePanelTitles": False}
        ),
        "timeRestore": True,
        "timeFrom": since,
        "timeTo": "now",
        "version": 1,
        "kibanaSavedObjectMeta": {"searchSourceJSON": json.dumps({"query": {"query": "", "language": "kuery"}, "filter": []})},
    }
    if controls:
        attributes["controlGroupInput"] = _controls(controls["fields"])
        references += [
            _reference(f"controlGroup_{_control(name)}:optionsListDataView", "index-pattern", controls["view"])
            for name in controls["fields"]
        ]
    return _object("dashboard", key, attributes, references)


def _controls(fields: dict[str, str]) -> Json:
    panels = {
        _control(title): {
            "order": order,
            "width": "medium",
            "grow": True,
            "type": "optionsListControl",
            "explicitInput": {
                "id": _control(title),
                "fieldName": field,
                "title": title,
                "searchTechnique": "prefix",
                "selectedOptions": [],
                "enhancements": {},
            },
        }
        for order, (title, field) in enumerate(fields.items())
    }
    ignored = {"ignoreFilters": False, "ignoreQuery": False, "ignoreTimerange": True, "ignoreValidations": False}
    return {
        "controlStyle": "oneLine",
        "chainingSystem": "HIERARCHICAL",
        "panelsJSON": json.dumps(panels),
        "ignoreParentSettingsJSON": json.dumps(ignored),
    }


def _control(title: str) -> str:
    return f"control-{title.casefold().replace(' ', '-')}"


def _reference(name: str, kind: str, key: str) -> Json:
    return {"name": name, "type": kind, "id": key}


def _object(kind: str, key: str, attributes: Json, references: list[Json]) -> Json:
    return {
        "id": key,
        "type": kind,
        "attributes": attributes,
        "references": references,
        "coreMigrationVersion": CORE_VERSION,
        "typeMigrationVersion": TYPE_VERSIONS[kind],
    }
