"""How quickly the indexes answer."""
