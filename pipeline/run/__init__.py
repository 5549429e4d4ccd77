"""The side effects, in order: ingest, watch, resume, reindex, verify."""
