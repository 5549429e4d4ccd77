"""The file that Kibana imports: one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.index.kibana.dashboards import everything

PATH = Path(__file__).with_name("chartscan.ndjson")


def ndjson(prefix: str) -> str:
    """The whole file for a site's prefix."""
    return "".join(json.dumps(made, ensure_ascii=False, sort_keys=True) + "\n" for made in everything(prefix))
