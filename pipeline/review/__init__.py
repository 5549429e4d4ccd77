"""The records desk in a browser: search, the page, the review queue."""
