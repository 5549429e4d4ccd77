"""Recognition engines behind one protocol: words with boxes and confidences."""

from pipeline.ocr.doubt import (
    as_blank,
    best_lines,
    clear_of,
    looks_wrong,
    proves_print,
    readability,
    reads_surely,
    resembles_words,
    says_nothing,
    shines_through,
)
from pipeline.ocr.protocol import Engine
from pipeline.ocr.settings import OcrSettings

__all__ = [
    "Engine",
    "OcrSettings",
    "as_blank",
    "best_lines",
    "build_engine",
    "clear_of",
    "looks_wrong",
    "proves_print",
    "readability",
    "reads_surely",
    "resembles_words",
    "says_nothing",
    "shines_through",
]


def build_engine(settings: OcrSettings) -> Engine:
    """The engine that the settings name; ConfigError for another name, ToolMissing when it is not installed."""
    from pipeline.model.errors import ConfigError  # noqa: PLC0415  # each engine's library loads only when it is chosen

    if settings.engine == "lstm":
        from pipeline.ocr.lstm_engine import LstmEngine  # noqa: PLC0415

        return LstmEngine(settings)
    if settings.engine == "tesserocr":
        from pipeline.ocr.tesserocr_engine import TesserocrEngine  # noqa: PLC0415

        return TesserocrEngine(settings)
    if settings.engine == "pytesseract":
        from pipeline.ocr.pytesseract_engine import PytesseractEngine  # noqa: PLC0415

        return PytesseractEngine(settings)
    raise ConfigError(f"ocr.engine: {settings.engine!r} is none of lstm, tesserocr, pytesseract")
