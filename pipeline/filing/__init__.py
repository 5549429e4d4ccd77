"""Pages -> documents -> a verdict: filed to one patient, or held and why."""
