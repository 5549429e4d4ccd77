"""What cleanup may do to a page; docs/reading.md has the measurement behind each value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CleanupSettings:
    """Sizes are in pixels of the cleaned page unless a comment says otherwise."""

    letter_height: float = 17.0  # median height of letters that pages are scaled to; Tesseract reads it fastest without losing words
    # a low-resolution page is not enlarged more; 1.7 finds one word more in a hundred for a fourteenth of the speed
    most_enlarging: float = 1.5
    most_shrinking: float = 0.45  # a high-resolution page is not shrunk more
    most_skew: float = 16.0  # degrees; a page that leans more is left as it is
    least_skew: float = 0.15  # degrees; a page that leans less is not turned, turning only blurs it
    uneven_light: float = 12.0  # grey levels the paper must vary by before its background is evened
    remove_borders: bool = True  # whether dark edges that the scanner left are painted white
    find_orientation: bool = True  # whether sideways and upside-down pages are turned before they are read
    # times more pixels darker than paper than pixels of black ink, from which print is faint and made darker; black print has 1.1 to 1.5
    faint_print: float = 1.65
    strewn: float = 0.95  # share of the page (in 400 cells) that must hold specks before they are painted over
    most_blank_letters: int = 80  # a page with more marks like letters is never blank, whether they can be read or not
    read_blank_pages: bool = False  # whether pages that look blank are read all the same, and never called blank
