"""The vocabulary: frozen dataclasses and the error tree; standard library only."""
