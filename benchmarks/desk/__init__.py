"""The records desk under load, and under a reviewer's hands."""
