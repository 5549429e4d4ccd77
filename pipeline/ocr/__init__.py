"""Recognition engines behind one protocol: words with boxes and confidences."""

from pathlib import Path

from pipeline.model.errors import ConfigError
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
from pipeline.ocr.tessdata import tessdata

ENGINES = ("lstm", "tesserocr", "pytesseract")

__all__ = [
    "ENGINES",
    "Engine",
    "OcrSettings",
    "as_blank",
    "best_lines",
    "build_engine",
    "check_engine",
    "clear_of",
    "looks_wrong",
    "proves_print",
    "readability",
    "reads_surely",
    "resembles_words",
    "says_nothing",
    "shines_through",
]


def check_engine(settings: OcrSettings) -> Path:
    """Where the engine's models stand, found without loading any; raises as `build_engine`."""
    if settings.engine not in ENGINES:
        raise ConfigError(f"ocr.engine: {settings.engine!r} is none of {', '.join(ENGINES)}")
    return tessdata(settings)


def build_engine(settings: OcrSettings) -> Engine:
    """The engine that the settings name; ConfigError for another name, ToolMissing when it is not installed."""
    check_engine(settings)
    if settings.engine == "lstm":
        from pipeline.ocr.lstm_engine import LstmEngine  # noqa: PLC0415  # each engine's library loads only when it is chosen

        return LstmEngine(settings)
    if settings.engine == "tesserocr":
        from pipeline.ocr.tesserocr_engine import TesserocrEngine  # noqa: PLC0415

        return TesserocrEngine(settings)
    from pipeline.ocr.pytesseract_engine import PytesseractEngine  # noqa: PLC0415

    return PytesseractEngine(settings)
