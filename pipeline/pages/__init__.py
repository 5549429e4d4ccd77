"""A file -> its pages: one reader per format, limits checked before decoding."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.pages.barcodes import read_barcodes
    from pipeline.pages.opening import open_scan
    from pipeline.pages.protocol import ScanFile
    from pipeline.pages.settings import PagesSettings
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "barcodes": "read_barcodes",
            "opening": "open_scan",
            "protocol": "ScanFile",
            "settings": "PagesSettings",
        },
    )

__all__ = ["PagesSettings", "ScanFile", "open_scan", "read_barcodes"]
