"""Processes that read pages: confined, limited, replaced when they die."""
