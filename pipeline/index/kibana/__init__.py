"""Kibana: what clinicians and the scanning floor look at. chartscan.ndjson is what `python -m pipeline.index.kibana` writes."""
