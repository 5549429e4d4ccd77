"""Page images made ready to read, with OpenCV: one step a file, and the chain that orders them."""

from pipeline.cleanup.chain import Cleaner
from pipeline.cleanup.settings import CleanupSettings

__all__ = ["Cleaner", "CleanupSettings"]
