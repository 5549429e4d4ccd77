"""What leaves the house: documents as searchable PDF, pages as pictures for a person to judge."""

from pipeline.output.pdf import SourcePage, write_pdf
from pipeline.output.separator_sheet import Paper, SheetText, write_sheets
from pipeline.output.sheet import contact_sheet

__all__ = ["Paper", "SheetText", "SourcePage", "contact_sheet", "write_pdf", "write_sheets"]
