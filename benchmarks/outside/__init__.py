"""Hospital scans by people who never saw how the program works, and a judge that knows it only by its documented means."""
