"""Two single-sided stacks, fronts and backs, as one file in reading order."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
from PIL import Image, ImageSequence, UnidentifiedImageError

from pipeline.model.durable import replace_durably
from pipeline.model.errors import ConfigError, DiskFull

DPI = 300  # of a picture that says nothing of its own


def collate(fronts: Path, backs: Path, out: Path, backs_in_order: bool = False) -> int:
    """Fronts and backs in turn as a PDF; how many pages. The stacks are left as they are.

    Backs come last page first, as a stack does that is turned over and fed again; `backs_in_order` for one that was re-sorted. ConfigError
    for stacks of different size: which page lacks its back only a person can tell; and where `out` is there already, be it a stack.
    """
    if os.path.lexists(out):
        stack = next((one.name for one in (fronts, backs) if one.exists() and out.exists() and one.samefile(out)), None)
        raise ConfigError(
            f"--out {out.name}: is {'the stack ' + stack if stack else 'there already'}",
            "Nothing was written; all files stand as they were. Name a file that is not there yet.",
        )
    with _opened(fronts) as one, _opened(backs) as other, pikepdf.Pdf.new() as whole:
        if len(one.pages) != len(other.pages):
            raise ConfigError(
                f"{fronts.name} has {len(one.pages)} pages, {backs.name} {len(other.pages)}",
                "Nothing was put together; both stacks stand as they were. Scan the stack again whose pages stuck together.",
            )
        behind = list(other.pages) if backs_in_order else list(reversed(other.pages))
        for front, back in zip(one.pages, behind, strict=True):
            whole.pages.append(front)
            whole.pages.append(back)
        _save(whole, out)
        return len(whole.pages)


def _save(whole: pikepdf.Pdf, out: Path) -> None:
    part = out.with_name(f".{out.name}.part")
    try:
        whole.save(part, deterministic_id=True)
        replace_durably(part, out, out.name)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DiskFull(f"{out.name}: {error.strerror}", "Choose another place for --out.") from None


def _opened(path: Path) -> pikepdf.Pdf:
    try:
        with path.open("rb") as file:
            if file.read(5) == b"%PDF-":
                return pikepdf.Pdf.open(path)
        return pikepdf.Pdf.open(_as_pdf(path))
    except (pikepdf.PdfError, UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ConfigError(
            f"{path.name}: can't be read ({type(error).__name__})", "Name a PDF, TIFF, JPEG or PNG file without password."
        ) from None


def _as_pdf(path: Path) -> io.BytesIO:
    held = io.BytesIO()
    with Image.open(path) as picture:
        resolution = float(picture.info.get("dpi", (DPI, DPI))[0]) or DPI
        frames = [frame.copy() for frame in ImageSequence.Iterator(picture)]
    first, *more = [frame if frame.mode in ("1", "L", "RGB") else frame.convert("RGB") for frame in frames]
    first.save(held, "PDF", save_all=True, append_images=more, resolution=resolution)
    held.seek(0)
    return held
