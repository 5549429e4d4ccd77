"""The order of the steps: estimates on a small sketch, then one turn-and-scale of the whole page, so that it is blurred once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.cleanup.background import FARTHEST, STRETCH, evened, strengthened, unevenness
from pipeline.cleanup.blank import Blankness, blankness, in_rows, run_together, surely_written, written_on_rules
from pipeline.cleanup.border import border_mask
from pipeline.cleanup.deskew import skew_of
from pipeline.cleanup.drawn import recorded
from pipeline.cleanup.grey import grey
from pipeline.cleanup.holes import holes
from pipeline.cleanup.orientation import runs_sideways, upside_down
from pipeline.cleanup.other_side import is_black_and_white, without_other_side
from pipeline.cleanup.pictures import toned
from pipeline.cleanup.placing import carried, placed
from pipeline.cleanup.ruled import has_rules, rules, traced, unruled
from pipeline.cleanup.screens import screened, unscreened
from pipeline.cleanup.settings import CleanupSettings
from pipeline.cleanup.size import scale_for
from pipeline.cleanup.sketch import LEAST_LETTER, Sketch, sketch
from pipeline.cleanup.specks import despecked, strewn, swamped, unswamped
from pipeline.cleanup.strays import strays, without_folds, without_strays
from pipeline.model.geometry import Affine, Box
from pipeline.model.types import CleanPage, PageImage, Rotation

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_TURNS: tuple[Rotation, ...] = (0, 90, 180, 270)
_HALF: dict[Rotation, Rotation] = {0: 180, 90: 270, 180: 0, 270: 90}
_UPSIDE_DOWN = 0.25  # how sure `upside_down` must be; of 200 upright pages none looked upside down so surely
_NEARLY_EMPTY, _SHOWN = 20, 8  # letters: a page with fewer is looked at again for faint ones, and so many more are believed
_CLEAN = 0.8  # share of pale letters that stand in rows: .95 of faded print, .5 and less of rough paper and of print that shines through
_FEW_LETTERS = 40  # with fewer it can't be told how a page lies
_FEWER, _COARSE, _ENLARGED = 60, 1400, 1700  # letters, and pixels of a page's longer side: what little stands there is seen only enlarged
_RIM = 4  # pixels of the sketch around a punched hole that go with it
_OWN = 0.2  # share of a word's ink that is its own, where the rest is a ring's, a fringe's or a shadow's
_PALE = 0.42  # share of the paper's light: print on the other side of a sheet takes no more away
_READ_AT = 10.0  # dpi told to the engine for each pixel of letter height: 17 px are about 170 dpi
_DEFAULT_DPI = 200.0


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A page and what is seen on it.

    `page`: grey, its pixels square, faint print made darker, specks painted over; `squeeze` carries the scan's pixels to it. `seen`: its
    sketch without the border, which is 1 in `border`. `black` and `edges`: the same before faint print was made darker, where it was.
    `enlarged`: how many times the page is larger than its scan. `cells`: the page's grey, much reduced, before anything was taken off it.
    """

    image: PageImage
    page: Pixels
    squeeze: Affine
    seen: Sketch
    border: Pixels | None
    black: Sketch
    edges: Pixels | None
    faint: bool
    enlarged: float
    cells: Pixels


class Cleaner:
    """Built once; then a function of the page."""

    def __init__(self, settings: CleanupSettings) -> None:
        self._settings = settings
        cv2.setNumThreads(1)  # there are as many workers as cores; more threads cost a twentieth of the time and win nothing

    def look(self, image: PageImage) -> Look:
        """What all estimates go by; made once, also where the page is then cleaned several ways."""
        page, squeeze = _squared(grey(image.pixels), image)
        look = self._looked(image, page, squeeze)
        if not _is_coarse(look) or self._settings.read_blank_pages or self._blankness(look) == "written":
            return look
        return self._enlarged(image)

    def _enlarged(self, image: PageImage) -> Look:
        """A coarse scan as large as the sketch of a finer one, on which the letters of small print part and every measure holds."""
        page, squeeze = _squared(grey(image.pixels), image)
        scale = _ENLARGED / max(page.shape)
        page = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)
        return self._looked(image, page, squeeze.then(Affine(a=scale, e=scale)), scale)

    def _looked(self, image: PageImage, page: Pixels, squeeze: Affine, enlarged: float = 1.0) -> Look:
        seen, border = self._seen(page, enlarged)
        cells = seen.cells
        fields = screened(cells, page)
        if fields is not None:
            page = unscreened(page, cells, fields, seen.scale)
            seen, border = self._seen(page, enlarged)
        black, edges = seen, border
        if swamped(seen, self._settings.strewn):
            page = unswamped(page)
            seen, border = self._seen(page, enlarged)
        faint = self._faint(page, seen, enlarged)
        if faint is not None:
            page, (seen, border) = faint
        if strewn(seen) > self._settings.strewn:
            page = despecked(page, seen)
        return Look(image, page, squeeze, seen, border, black, edges, faint is not None, enlarged, cells)

    def clean(self, image: PageImage | Look, rotation: Rotation | None = None) -> CleanPage:
        """The page made ready to read; `rotation` overrides what would be found, and says that there is something to read."""
        look = image if isinstance(image, Look) else self.look(image)
        page, seen = look.page, look.seen
        if rotation is None and self._settings.find_orientation:
            turn, skew, _ = self._lie(seen)
        else:
            turn = rotation or 0
            skew = self._skew(_quarter_turned(seen, turn // 90))
        sure = rotation is not None or self._settings.read_blank_pages
        state = "written" if sure else self._blankness(look)
        blank = state == "blank"
        if state == "doubtful":
            look = replace(look, border=_with_holes(look))
        scale = 1.0 if blank else scale_for(seen.letter_height, self._settings)
        pixels, transform = placed(page, turn, skew, scale)
        pixels = self._lit(pixels, look, transform)
        dpi = min(max(_READ_AT * seen.letter_height * scale, 70.0), 400.0) or _DEFAULT_DPI
        return CleanPage(
            look.image.number,
            pixels,
            dpi,
            look.squeeze.then(transform),
            turn,
            skew,
            blank,
            look.image.width,
            look.image.height,
            seen.letter_height * scale,
            state == "doubtful",
            not blank and not sure and (look.faint or state == "doubtful" or look.black.blackness < _PALE),
        )

    def alone(self, image: PageImage, other: PageImage) -> PageImage | None:
        """The page without what shines through from the other side of its sheet; None where `other` is not that side."""
        pixels = without_other_side(image.pixels, other.pixels)
        return None if pixels is None else replace(image, pixels=pixels)

    def only_marks(self, look: Look, surely: bool = False) -> bool:
        """Whether nothing looks written once ruled lines and what paper, office and scanner leave are taken off.

        To be asked where nothing that was read is believed.

        `surely`: nothing may be left that looks like a letter, because something that was read looks like words.
        """
        if self._settings.read_blank_pages or (_is_coarse(look) and not self.only_marks(self._enlarged(look.image), surely)):
            return False
        if toned(look.cells) or recorded(look.black):  # of a trace without its straight parts crumbs are left
            return False
        clear = _each(look, lambda page: without_strays(page, look.cells))
        found = _unruled(clear)
        bare = _each(clear if found is None else found[0], without_folds)
        if bare.black is look.black and bare.seen is look.seen:
            return False
        if found is not None and (found[1] or written_on_rules(clear.seen, bare.seen, clear.border)):
            return False
        states = self._seen_blank(bare), self._told(bare, bare.seen, bare.border)
        return states == ("blank", "blank") if surely else "written" not in states

    def on_strays(self, look: Look) -> Callable[[Box], bool]:
        """Whether the ink in a box, in pixels of the scan, is what paper, office and scanner left on the sheet."""
        mask, ink = strays(look.seen, look.cells), look.seen.ink
        if mask is None:
            return lambda _: False
        own = ink & (1 - mask)
        across, down = look.squeeze.a * look.seen.scale, look.squeeze.e * look.seen.scale

        def within(box: Box) -> bool:
            part = np.s_[int(box.y0 * down) : int(box.y1 * down) + 1, int(box.x0 * across) : int(box.x1 * across) + 1]
            return bool(ink[part].any() and np.count_nonzero(own[part]) <= _OWN * np.count_nonzero(ink[part]))

        return within

    def _blankness(self, look: Look) -> Blankness:
        """What is written on ruled lines hangs together with them, and is seen only without them; pictures are tone and not strokes."""
        state = self._seen_blank(look)
        if state != "written" and toned(look.cells):
            return "written"
        found = _unruled(look) if state != "written" and has_rules(look.black) else None
        if found is None:
            return state
        bare, drawn = found
        if drawn or written_on_rules(look.black, bare.black, look.edges):
            return "written"
        return "doubtful" if len(bare.black.letters) else state

    def _seen_blank(self, look: Look) -> Blankness:
        """By a page's black print, or, where faint print was made darker, by that too: it may shine through."""
        state = self._told(look, look.black, look.edges)
        if not look.faint or state == "written":
            return state
        if surely_written(look.seen, look.border):
            return "written"
        nearly_empty = _many_letters(look.black, look.enlarged) < _NEARLY_EMPTY
        return "doubtful" if nearly_empty else self._told(look, look.seen, look.border)

    def _told(self, look: Look, page: Sketch, border: Pixels | None) -> Blankness:
        return "written" if _many_letters(page, look.enlarged) > self._settings.most_blank_letters else blankness(page, border)

    @property
    def turns(self) -> tuple[Rotation, ...]:
        """The turns that pages may be given, likeliest first."""
        return (0, 180, 90, 270) if self._settings.find_orientation else ()

    def doubtful_turns(self, image: PageImage | Look) -> tuple[Rotation, ...]:
        """The turns that the page may need instead of the one `clean` takes, likeliest first; none where its print tells for sure."""
        if not self._settings.find_orientation:
            return ()
        seen = (image if isinstance(image, Look) else self.look(image)).seen
        turn, _, sure = self._lie(seen)
        if len(seen.letters) < _FEW_LETTERS:
            return tuple(dict.fromkeys(other for other in (_HALF[turn], *_TURNS) if other != turn))
        return () if sure else (_HALF[turn],)

    def _faint(self, page: Pixels, seen: Sketch, enlarged: float) -> tuple[Pixels, tuple[Sketch, Pixels | None]] | None:
        """A page that shows little black print again with everything on it darker; None where that shows nothing more."""
        nearly_empty = len(seen.letters) < _NEARLY_EMPTY
        if not nearly_empty and seen.faintness < self._settings.faint_print:
            return None
        return self._stretched(page, seen, enlarged, STRETCH, nearly_empty) or (self._faded(page, seen, enlarged) if nearly_empty else None)

    def _faded(self, page: Pixels, seen: Sketch, enlarged: float) -> tuple[Pixels, tuple[Sketch, Pixels | None]] | None:
        """The same of print that has nearly faded away, which is believed only where clean rows of letters are seen, and no rough paper."""
        found = self._stretched(page, seen, enlarged, FARTHEST, nearly_empty=True)
        if found is None:
            return None
        letters, dots = found[1][0].letters, found[1][0].dots
        return found if in_rows(letters) >= _CLEAN * max(len(letters), _FEW_LETTERS) and len(dots) < len(letters) else None

    def _stretched(
        self, page: Pixels, seen: Sketch, enlarged: float, times: float, nearly_empty: bool
    ) -> tuple[Pixels, tuple[Sketch, Pixels | None]] | None:
        page = strengthened(page, seen.paper, times)
        again = self._seen(page, enlarged)
        words = enlarged > 1 and len(run_together(again[0].marks)) > len(run_together(seen.marks))  # of coarse small print
        if nearly_empty and not words and len(again[0].letters) < _SHOWN + 2 * len(seen.letters):
            return None
        return page, again

    def _seen(self, page: Pixels, enlarged: float) -> tuple[Sketch, Pixels | None]:
        seen = sketch(page, enlarged)
        mask = border_mask(seen.ink) if self._settings.remove_borders else None
        return (seen if mask is None else _without(seen, mask)), mask

    def _lie(self, seen: Sketch) -> tuple[Rotation, float, bool]:
        """Degrees clockwise to upright, the lean then, and whether ascenders and descenders leave no doubt which way is up."""
        sideways = runs_sideways(seen.letters, self._settings.most_skew)
        if sideways:
            seen = _quarter_turned(seen, 1)
        skew = self._skew(seen)
        down = upside_down(seen.print, skew)
        turn: Rotation = 90 if sideways else 0
        return (_HALF[turn] if down > _UPSIDE_DOWN else turn), skew, abs(down) > _UPSIDE_DOWN

    def _skew(self, seen: Sketch) -> float:
        skew = skew_of(seen.level, seen.letters, self._settings.most_skew)
        believed = self._settings.least_skew <= abs(skew) <= self._settings.most_skew - 0.5
        return skew if believed else 0.0

    def _lit(self, page: Pixels, look: Look, place: Affine) -> Pixels:
        """The page evenly lit and without borders; `place` carries the pixels of the page that was looked at to it."""
        paper, border = look.seen.paper, look.border
        if unevenness(paper) > self._settings.uneven_light:
            page = evened(page, carried(paper, _onto(paper, look.page).then(place), page, cv2.INTER_LINEAR))
        if border is not None:
            over = carried(border * np.uint8(255), _onto(border, look.page).then(place), page, cv2.INTER_NEAREST)
            page = np.asarray(cv2.bitwise_or(page, over), np.uint8)
        return page


def _onto(picture: Pixels, page: Pixels) -> Affine:
    """Carries the pixels of a smaller picture of the whole page to the page."""
    return Affine(a=page.shape[1] / picture.shape[1], e=page.shape[0] / picture.shape[0])


def _without(seen: Sketch, mask: Pixels) -> Sketch:
    """The sketch without what the mask covers."""
    letters = seen.letters
    inside = mask[letters[:, 1] + letters[:, 3] // 2, letters[:, 0] + letters[:, 2] // 2] == 0
    return replace(seen, ink=seen.ink * (1 - mask), print=seen.print.outside(mask), level=seen.level.outside(mask), letters=letters[inside])


def _unruled(look: Look) -> tuple[Look, bool] | None:
    """The look without ruled lines, and whether a curve is drawn over them; None where there are none."""
    ruled = rules(look.seen.ink)
    if ruled is None and look.faint:
        ruled = rules(look.black.ink)
    if ruled is None:
        return None
    bare = _each(look, lambda page: unruled(page, ruled))
    return bare, traced(bare.black, ruled) or traced(bare.seen, ruled)


def _each(look: Look, change: Callable[[Sketch], Sketch]) -> Look:
    """The look with its sketches changed; they are one where no faint print was made darker."""
    black = change(look.black)
    return replace(look, black=black, seen=black if look.seen is look.black else change(look.seen))


def _with_holes(look: Look) -> Pixels | None:
    """The look's border and its punched holes, which would be read as letters."""
    punched = look.seen.marks[holes(look.seen.marks, look.seen.ink)]
    if not len(punched):
        return look.border
    mask = np.zeros_like(look.seen.ink) if look.border is None else look.border.copy()
    for x, y, width, height in punched[:, :4].tolist():
        mask[max(0, y - _RIM) : y + height + _RIM, max(0, x - _RIM) : x + width + _RIM] = 1
    return mask


def _quarter_turned(seen: Sketch, quarters: int) -> Sketch:
    """The sketch's print and letters turned clockwise by so many quarters; its ink and paper are not looked at afterwards."""
    for quarter in range(quarters):
        x, y, width, height, area = seen.letters.T
        high = seen.ink.shape[quarter % 2]
        letters = np.stack([high - y - height, x, height, width, area], axis=1)
        seen = replace(seen, print=seen.print.turned(high), level=seen.level.turned(high), letters=letters)
    return seen


def _is_coarse(look: Look) -> bool:
    """Whether it is a coarse scan with few letters, to be looked at enlarged; black and white would only make its specks larger."""
    return max(look.page.shape) < _COARSE and len(look.black.letters) < _FEWER and not is_black_and_white(look.page)


def _many_letters(page: Sketch, enlarged: float) -> int:
    """How many of the marks of a page, which may be enlarged, were as high as letters on the scan: specks of dust are less."""
    return int(np.count_nonzero(page.letters[:, 3] >= LEAST_LETTER * enlarged))


def _squared(page: Pixels, image: PageImage) -> tuple[Pixels, Affine]:
    """A fax of 204 x 98 dpi stretched so that its pixels are square."""
    if not image.dpi_x or not image.dpi_y or 0.9 < image.dpi_x / image.dpi_y < 1.1:
        return page, Affine()
    stretch = image.dpi_x / image.dpi_y
    if not 0.4 < stretch < 2.5:
        return page, Affine()
    across, down = (1.0, stretch) if stretch > 1 else (1 / stretch, 1.0)
    return np.asarray(cv2.resize(page, None, fx=across, fy=down, interpolation=cv2.INTER_LINEAR)), Affine(a=across, e=down)
