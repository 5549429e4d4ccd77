"""Drop folders and named paths -> arrivals."""
