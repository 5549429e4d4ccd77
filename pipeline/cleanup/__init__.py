"""Page images made ready to read, with OpenCV: one step a file, and the chain that orders them."""

from pipeline.cleanup.chain import Cleaner, Look
from pipeline.cleanup.mirror import mirrored
from pipeline.cleanup.picture import picture_of
from pipeline.cleanup.settings import CleanupSettings

__all__ = ["Cleaner", "CleanupSettings", "Look", "mirrored", "picture_of"]
