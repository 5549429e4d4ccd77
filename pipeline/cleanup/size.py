"""The scale at which Tesseract reads best: set by the height of the letters, not by the resolution a file claims."""

from __future__ import annotations

from pipeline.cleanup.settings import CleanupSettings

_NEARLY = 0.12  # a scale this near to 1 is not worth the blur


def scale_for(letter_height: float, settings: CleanupSettings) -> float:
    """How much to enlarge a page whose letters are so high in pixels; 1 where there are no letters."""
    if letter_height <= 0:
        return 1.0
    scale = min(max(settings.letter_height / letter_height, settings.most_shrinking), settings.most_enlarging)
    return 1.0 if abs(scale - 1.0) < _NEARLY else scale
