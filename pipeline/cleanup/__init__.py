"""Page images made ready to read, with OpenCV: one step a file, and the chain that orders them."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.cleanup.chain import Cleaner, Look
    from pipeline.cleanup.mirror import mirrored
    from pipeline.cleanup.picture import picture_of
    from pipeline.cleanup.settings import CleanupSettings
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "chain": "Cleaner Look",
            "mirror": "mirrored",
            "picture": "picture_of",
            "settings": "CleanupSettings",
        },
    )

__all__ = ["Cleaner", "CleanupSettings", "Look", "mirrored", "picture_of"]
