"""What has arrived and how far it is; survives anything."""
