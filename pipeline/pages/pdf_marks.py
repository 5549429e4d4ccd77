"""Filled form fields and annotations: visible on the page, but no part of its text."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
from pypdfium2 import raw

_SILENT = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}  # they show nothing of their own
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_TICKED = {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}
_EMPTY = 2  # bytes that an empty UTF-16 string takes


def has_marks(page: pdfium.PdfPage) -> bool:
    """Whether anything is filled in or pasted on: such a page is read as it looks."""
    return any(_shows(page, index) for index in range(raw.FPDFPage_GetAnnotCount(page.raw)))


def _shows(page: pdfium.PdfPage, index: int) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return False
    try:
        if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            return False
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        return _filled(page, annotation) if kind == raw.FPDF_ANNOT_WIDGET else kind not in _SILENT
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _filled(page: pdfium.PdfPage, field: object) -> bool:
    nothing = ctypes.POINTER(ctypes.c_ushort)()
    if page.formenv is None:  # fields without a form; nobody can say of what kind they are
        return bool(raw.FPDFAnnot_GetStringValue(field, b"V", nothing, 0) > _EMPTY)
    form = page.formenv.raw
    kind = raw.FPDFAnnot_GetFormFieldType(form, field)
    if kind in _TICKED:
        return bool(raw.FPDFAnnot_IsChecked(form, field))
    if kind == raw.FPDF_FORMFIELD_SIGNATURE:
        return bool(raw.FPDFAnnot_GetAP(field, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, nothing, 0) > _EMPTY)
    return bool(raw.FPDFAnnot_GetFormFieldValue(form, field, nothing, 0) > _EMPTY)
