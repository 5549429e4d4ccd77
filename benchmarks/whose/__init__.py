"""Whose page, and what is it: whole files of many documents through the pipeline."""
