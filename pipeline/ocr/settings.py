"""Which engine reads, in which languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """The same settings serve every engine."""

    # "lstm": Tesseract's models run by ONNX Runtime; "tesserocr": Tesseract itself, in process; "pytesseract": its installed command
    engine: str = "lstm"
    languages: tuple[str, ...] = ("eng",)  # Tesseract's names; each needs its Debian package tesseract-ocr-NAME
    tessdata: str = ""  # folder of the models; empty finds the installed one
    page_segmentation: int = 3  # Tesseract's --psm; 3 (automatic, no orientation) read best of 3, 4, 6 and 11
    # below this confidence a line is read again as white on black; 0.5 reads what Tesseract's own 0.7 reads, a hundredth faster
    invert_below: float = 0.5
    least_confidence: float = 0.2  # what is read less surely is noise: rules, logos, scribble (lstm)
    page_timeout_s: float = 120.0  # seconds the command may take for a page (pytesseract)
