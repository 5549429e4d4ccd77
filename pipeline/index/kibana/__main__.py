"""`python -m pipeline.index.kibana`: writes chartscan.ndjson anew."""

from __future__ import annotations

from pipeline.index.kibana.file import PATH, ndjson

PATH.write_text(ndjson("chartscan"), encoding="utf-8")
