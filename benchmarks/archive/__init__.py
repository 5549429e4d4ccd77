"""A whole archive in one batch, of pages that cost little to read: `python -m benchmarks.archive --pages 100000`."""
