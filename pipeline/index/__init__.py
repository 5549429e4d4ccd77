"""Search: one protocol, one file per backend."""
