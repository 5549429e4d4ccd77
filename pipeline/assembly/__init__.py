"""The only place that builds and orders the stages."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.assembly.desk import Desk, mrn_checker, mrn_normaliser
    from pipeline.assembly.index import elasticsearch_setup, index_health, kibana_setup, search_index
    from pipeline.assembly.learning import learning_parts
    from pipeline.assembly.messages import patient_messages
    from pipeline.assembly.pages import Hallway, PageReader, cleaner, page_reader
    from pipeline.assembly.types import SHIPPED_MODEL, document_types, types_of
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "pages": "Hallway PageReader cleaner page_reader",
            "desk": "Desk mrn_checker mrn_normaliser",
            "types": "SHIPPED_MODEL document_types types_of",
            "messages": "patient_messages",
            "learning": "learning_parts",
            "index": "elasticsearch_setup index_health kibana_setup search_index",
        },
    )

__all__ = [
    "SHIPPED_MODEL",
    "Desk",
    "Hallway",
    "PageReader",
    "cleaner",
    "document_types",
    "elasticsearch_setup",
    "index_health",
    "kibana_setup",
    "learning_parts",
    "mrn_checker",
    "mrn_normaliser",
    "page_reader",
    "patient_messages",
    "search_index",
    "types_of",
]
