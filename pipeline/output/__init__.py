"""What leaves the house: documents as searchable PDF, pages as pictures for a person to judge."""

from pipeline.output.pdf import SourcePage, write_pdf
from pipeline.output.sheet import contact_sheet

__all__ = ["SourcePage", "contact_sheet", "write_pdf"]
