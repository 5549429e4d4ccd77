"""Filled form fields and annotations: visible on the page, but no part of its text."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
from pypdfium2 import raw

_SILENT = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}  # they show nothing of their own


def has_marks(page: pdfium.PdfPage) -> bool:
    """Whether anything is filled in or pasted on: such a page is read as it looks."""
    return any(_shows(page, index) for index in range(raw.FPDFPage_GetAnnotCount(page.raw)))


def _shows(page: pdfium.PdfPage, index: int) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return False
    try:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        return _filled(annotation) if kind == raw.FPDF_ANNOT_WIDGET else kind not in _SILENT
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _filled(annotation: object) -> bool:
    two_zero_bytes = 2  # what an empty UTF-16 string takes
    null = ctypes.POINTER(ctypes.c_ushort)()
    return bool(raw.FPDFAnnot_GetStringValue(annotation, b"V", null, 0) > two_zero_bytes)
