"""Limits on what is read, and how pages without one whole image are rendered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagesSettings:
    """Limits are checked before anything is decoded."""

    max_bytes: int = 2 * 1024**3  # a larger file is refused
    max_pages: int = 20_000  # a file of more pages is refused
    max_pixels: int = 100_000_000  # a larger page is refused (a letter page at 600 dpi has 34 million)
    render_dpi: int = 300  # for pages that are not one image; a page too large for max_pixels gets fewer
    min_render_dpi: int = 100  # a page that would need fewer is refused
    picture_share: float = 0.05  # share of a PDF page from which its pictures may hold text: it is read as it looks, not by its own text
