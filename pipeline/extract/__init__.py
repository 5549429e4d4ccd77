"""Identifiers, names and dates: one small recognizer each."""
