"""Identifiers on a page: MRN, name, birth date, sex, encounter, account and service date, each with its place and confidence."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.extract.extractor import Extractor
    from pipeline.extract.mrn import normalise_mrn
    from pipeline.extract.names import format_name, parse_name
    from pipeline.extract.rules import IdentifierRule, LabelGroup, load_rules
    from pipeline.extract.settings import ExtractSettings, MrnFormat
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "extractor": "Extractor",
            "mrn": "normalise_mrn",
            "names": "format_name parse_name",
            "rules": "IdentifierRule LabelGroup load_rules",
            "settings": "ExtractSettings MrnFormat",
        },
    )

__all__ = [
    "ExtractSettings",
    "Extractor",
    "IdentifierRule",
    "LabelGroup",
    "MrnFormat",
    "format_name",
    "load_rules",
    "normalise_mrn",
    "parse_name",
]
