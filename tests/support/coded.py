"""Letter pages of print with a barcode, as scanners and fax machines deliver them."""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from benchmarks.charts.model import Pixels
from pipeline.model.types import PageImage
from pipeline.pages.patch_codes import NARROW, PATTERNS, WIDE

DPI = 300
FORMATS = {
    "code_39": (zxingcpp.BarcodeFormat.Code39, "MRN1234567", 4),
    "code_128": (zxingcpp.BarcodeFormat.Code128, "CHARTSCAN1;kind=document", 4),
    "itf": (zxingcpp.BarcodeFormat.ITF, "12345678901234", 4),
    "pdf_417": (zxingcpp.BarcodeFormat.PDF417, "DOE, JANE 1950-02-28 F", 4),
    "qr_code": (zxingcpp.BarcodeFormat.QRCode, "CHARTSCAN1;kind=type;type=18842-5", 6),
    "data_matrix": (zxingcpp.BarcodeFormat.DataMatrix, "CHARTSCAN1;kind=type;type=18842-5", 6),
}
WORDS = "The patient was seen in the clinic today and reports that the pain in the left knee is better than it was before"


def coded_page(form: str, module: int | None = None, text: str | None = None) -> Pixels:
    """A printed page at 300 dpi with one barcode; `module` is the width of its narrowest bar in pixels."""
    sheet = printed_page()
    kind, default, usual = FORMATS[form]
    code = zxingcpp.create_barcode(text or default, kind)
    bars = np.asarray(code.to_image(scale=module or usual, add_quiet_zones=True))
    sheet[260 : 260 + bars.shape[0], 300 : 300 + bars.shape[1]] = bars
    return sheet


def printed_page() -> Pixels:
    """A page of print, 300 dpi."""
    sheet = Image.new("L", (2550, 3300), 255)
    pen, face = ImageDraw.Draw(sheet), ImageFont.load_default(44)
    for line in range(38):
        pen.text((300, 1000 + 55 * line), WORDS[line % 9 : 85 + line % 9], 0, face)
    return np.array(sheet)


def scanned(page: Pixels, dpi: float = 300, lean: float = 0.0, turn: int = 0, noise: float = 0.0) -> PageImage:
    """The page leaning clockwise by `lean` degrees, turned by `turn` degrees, at `dpi`, with the sensor's noise."""
    height, width = page.shape
    if lean:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -lean, 1.0)
        page = np.asarray(cv2.warpAffine(page, matrix, (width, height), borderValue=(255,)), np.uint8)
    if dpi != DPI:
        page = np.asarray(cv2.resize(page, None, fx=dpi / DPI, fy=dpi / DPI, interpolation=cv2.INTER_AREA), np.uint8)
    page = np.ascontiguousarray(np.rot90(page, -turn // 90))
    if noise:
        blurred = cv2.GaussianBlur(page, (0, 0), 0.7).astype(np.float32)
        page = np.clip(blurred + np.random.default_rng(1).normal(0, noise, page.shape), 0, 255).astype(np.uint8)
    return PageImage(1, page, dpi, dpi)


def faxed(page: Pixels, fine: bool, lean: float = 0.0) -> PageImage:
    """The page through a fax machine: black and white, 204 dots an inch across and 196 or 98 down."""
    down = 196.0 if fine else 98.0
    straight = scanned(page, lean=lean).pixels
    small = cv2.resize(straight, None, fx=204 / DPI, fy=down / DPI, interpolation=cv2.INTER_AREA)
    return PageImage(1, np.where(small > 128, 255, 0).astype(np.uint8), 204.0, down)


def patch_page(name: str) -> Pixels:
    """A printed page at 300 dpi with a patch code along its upper edge."""
    sheet, y = printed_page(), 90
    for bar in PATTERNS[name]:
        high = round((WIDE if bar == "W" else NARROW) * DPI)
        sheet[y : y + high, 600:1950] = 0
        y += high + round(NARROW * DPI)
    return sheet
