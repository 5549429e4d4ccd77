"""Trains and measures the document types: `python -m benchmarks.types --data ../shared/data` (see __main__)."""
