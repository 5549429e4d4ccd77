"""What leaves the house: documents as searchable PDF, pages as pictures for a person to judge."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.output.pdf import SourcePage, write_pdf
    from pipeline.output.separator_sheet import Paper, SheetText, write_sheets
    from pipeline.output.sheet import contact_sheet, scan_sheet
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "pdf": "SourcePage write_pdf",
            "separator_sheet": "Paper SheetText write_sheets",
            "sheet": "contact_sheet scan_sheet",
        },
    )

__all__ = ["Paper", "SheetText", "SourcePage", "contact_sheet", "scan_sheet", "write_pdf", "write_sheets"]
