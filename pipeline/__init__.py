"""Chartscan: scanned hospital charts in, filed and searchable records out."""

__version__ = "0.1.0"
