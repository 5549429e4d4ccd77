"""Who saw and did what: an append-only, hash-chained log, and its signed checkpoints."""
