"""A file -> its pages: one reader per format, limits checked before decoding."""

from pipeline.pages.barcodes import read_barcodes
from pipeline.pages.opening import open_scan
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings
from pipeline.pages.sniff import sniff

__all__ = ["PagesSettings", "ScanFile", "open_scan", "read_barcodes", "sniff"]
