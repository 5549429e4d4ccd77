"""Words that say in a sentence that somebody else than the patient is spoken of: "his mother", "contact of index case Jane Doe"."""

from __future__ import annotations

import re

KIN = re.compile(
    r"\b(?:mother|father|mom|dad|parents?|son|daughter|wife|husband|spouse|brother|sister|siblings?|twin|aunt|uncle|cousin|niece|nephew|"
    r"grand\w+|partner|boyfriend|girlfriend|friend|roommate|neighbor|caregiver|driver|donor|maternal|paternal|guardian|family|guarantor)\b",
    re.IGNORECASE,
)
# Besides these, before a name: "lives with his fiancee Jane Doe". A child is the patient too where a visit is called after it.
BEFORE_NAME = re.compile(
    rf"{KIN.pattern}|\b(?:fianc[eé]e?|interpreters?|neighbou?rs?|friends?|caregivers?|donors?|partners?|"
    r"(?:child|children|infants?|cases?|contacts?)(?! (?:visit|exam|check|care|manage|us\b|our\b)))\b",
    re.IGNORECASE,
)
