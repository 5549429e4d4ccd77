"""Each step of the cleanup on a picture that needs it, and on one that does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.cleanup import Cleaner, CleanupSettings
from pipeline.cleanup.background import evened, unevenness
from pipeline.cleanup.blank import blankness
from pipeline.cleanup.border import border_mask
from pipeline.cleanup.deskew import skew_of
from pipeline.cleanup.grey import grey
from pipeline.cleanup.orientation import runs_sideways, upside_down
from pipeline.cleanup.size import scale_for
from pipeline.cleanup.sketch import sketch
from pipeline.cleanup.specks import despecked, strewn, swamped, unswamped
from tests.support.drawing import Pixels, ink_share, leaning, page, scan

SETTINGS = CleanupSettings()


@pytest.mark.parametrize("degrees", [-12.0, -5.0, -1.3, -0.4, 0.0, 0.7, 2.2, 8.0, 15.0])
def test_the_lean_is_found_to_a_tenth_of_a_degree(degrees: float) -> None:
    seen = sketch(leaning(page(), degrees))
    assert skew_of(seen.print, seen.letters, SETTINGS.most_skew) == pytest.approx(degrees, abs=0.1)


def test_too_few_letters_have_no_lean() -> None:
    seen = sketch(page(lines=0))
    assert skew_of(seen.print, seen.letters, SETTINGS.most_skew) == 0.0


@pytest.mark.parametrize("degrees", [0.0, 4.0, -7.0])
def test_lines_that_run_down_the_page_are_seen(degrees: float) -> None:
    upright = leaning(page(), degrees)
    assert not runs_sideways(sketch(upright).letters, SETTINGS.most_skew)
    assert runs_sideways(sketch(np.ascontiguousarray(np.rot90(upright))).letters, SETTINGS.most_skew)


def test_ascenders_tell_which_way_is_up() -> None:
    assert upside_down(sketch(page()).print) < -0.25
    assert upside_down(sketch(np.ascontiguousarray(page()[::-1, ::-1])).print) > 0.25


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_dark_edges_go_and_the_text_stays(side: str) -> None:
    pixels = page()
    edges = {"left": pixels[:, :60], "right": pixels[:, -60:], "top": pixels[:60], "bottom": pixels[-60:]}
    edges[side][:] = 8
    cleaned = Cleaner(SETTINGS).clean(scan(pixels))
    spared = Cleaner(SETTINGS).clean(scan(page()))
    assert ink_share(cleaned.pixels) == pytest.approx(ink_share(spared.pixels), rel=0.03)
    kept = Cleaner(replace(SETTINGS, remove_borders=False)).clean(scan(pixels))
    assert ink_share(kept.pixels) > 1.4 * ink_share(spared.pixels)


def test_a_page_without_dark_edges_has_no_border() -> None:
    assert border_mask(sketch(page()).ink) is None


def test_a_dark_photograph_in_the_page_is_no_border() -> None:
    pixels = page()
    pixels[900:1400, 500:1200] = 10
    assert border_mask(sketch(pixels).ink) is None


def test_specks_go_and_letters_keep_every_pixel() -> None:
    pixels, noise = page(), np.random.default_rng(3)
    ys, xs = noise.integers(0, 2199, 9000), noise.integers(0, 1699, 9000)
    free = pixels[ys, xs] == 255
    pixels[ys[free], xs[free]] = 0
    seen = sketch(pixels)
    assert strewn(seen) > SETTINGS.strewn
    cleaned = despecked(pixels, seen)
    letters = page() < 100
    assert np.all(cleaned[letters] < 128)
    margin = np.s_[2000:2200, 0:160]
    assert np.mean(pixels[margin] < 128) > 0.001
    assert np.mean(cleaned[margin] < 128) < 0.0001


@pytest.mark.parametrize("share", [0.1, 0.2])
def test_noise_that_drowns_the_print_goes_and_the_letters_height_is_told_again(share: float) -> None:
    noise = np.random.default_rng(5)
    clean = page(lines=4)
    pixels = np.where(noise.random(clean.shape) < share, np.uint8(0), clean)
    seen = sketch(pixels)
    assert swamped(seen, SETTINGS.strewn)
    assert seen.letter_height < 0.6 * sketch(clean).letter_height
    again = sketch(unswamped(pixels))
    assert again.letter_height == pytest.approx(sketch(clean).letter_height, rel=0.2)
    assert len(again.letters) == pytest.approx(len(sketch(clean).letters), rel=0.4)


def test_print_without_noise_and_print_of_six_points_are_not_swamped() -> None:
    assert not swamped(sketch(page()), SETTINGS.strewn)
    assert not swamped(sketch(page(points=17)), SETTINGS.strewn)


def test_full_stops_are_no_specks() -> None:
    assert strewn(sketch(page())) < 0.1


def shadowed(pixels: Pixels) -> Pixels:
    fall = np.linspace(1.0, 0.4, pixels.shape[1])
    return np.asarray(pixels * fall, np.uint8)


def test_uneven_light_is_evened() -> None:
    dark = shadowed(page())
    seen = sketch(dark)
    assert unevenness(seen.paper) > SETTINGS.uneven_light
    even = evened(dark, seen.paper)
    paper = even[:100, ::50]
    assert int(paper.max()) - int(paper.min()) < 12
    assert unevenness(sketch(page()).paper) < SETTINGS.uneven_light


def test_blank_pages_are_told_from_written_ones() -> None:
    empty = np.full((2200, 1700), 235, np.uint8)
    noise = np.random.default_rng(1)
    specked = empty.copy()
    specked[noise.integers(0, 2199, 300), noise.integers(0, 1699, 300)] = 0
    punched = empty.copy()
    punched[1000:1080, 60:140] = 0
    for blank in (empty, specked, punched):
        assert blankness(sketch(blank)) != "written"
    assert blankness(sketch(page(lines=1))) == "written"


def test_a_page_that_shines_through_is_blank() -> None:
    through = np.asarray(255 - (255 - page()[:, ::-1]) * 0.12, np.uint8)
    assert blankness(sketch(np.ascontiguousarray(through))) == "blank"


@pytest.mark.parametrize(("height", "scale"), [(17.0, 1.0), (34.0, 0.5), (10.0, 1.5), (4.0, 1.5), (100.0, 0.45), (0.0, 1.0), (18.0, 1.0)])
def test_letters_are_brought_to_one_height(height: float, scale: float) -> None:
    assert scale_for(height, SETTINGS) == pytest.approx(scale)


def test_colours_become_grey() -> None:
    colour = np.zeros((10, 12, 3), np.uint8)
    colour[..., 0] = 255
    assert grey(colour).shape == (10, 12)
    assert 40 < int(grey(colour)[0, 0]) < 110
