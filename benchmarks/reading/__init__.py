"""How fast and how well pages are read, beside the bare tesseract command on the same files in the same run."""
