"""The templates: every value is escaped unless a template says otherwise, and none does."""

from __future__ import annotations

from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

REASONS = {
    "no_patient": "No patient",
    "ambiguous_patient": "More than one patient possible",
    "low_confidence": "Read badly",
    "misfile": "Pages of two patients",
    "unknown_type": "Unknown type",
    "page_failed": "A page could not be read",
    "page_order": "Pages missing or out of order",
    "possible_duplicate": "Possibly scanned twice",
}
# what a person says who finds such a document all right
ACCEPTED = {
    "low_confidence": "What is doubtful was compared with the picture",
    "misfile": "All pages are this patient's",
    "page_failed": "The page that was not read was looked at",
    "page_order": "The pages are complete and in order",
    "possible_duplicate": "It was not scanned before",
}


def age(received_at: str) -> str:
    """How long ago, in the largest unit that fits."""
    seconds = (datetime.now(UTC) - datetime.fromisoformat(received_at)).total_seconds()
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length:.0f} {unit}"
    return "now"


def when(seconds: float) -> str:
    """A time of the accounts' clock (seconds since 1970) for people."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


PAGES = Environment(
    loader=PackageLoader("pipeline.review"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
PAGES.filters["age"] = age
PAGES.globals |= {"REASONS": REASONS, "ACCEPTED": ACCEPTED}
