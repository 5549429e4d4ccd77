"""What a service owes its machine: readiness, health, metrics."""
