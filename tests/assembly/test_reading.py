"""Pages through the assembled stages: the right way up, straight, in one recognition, or held when it can't be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from benchmarks.charts import draw_chart
from pipeline.assembly import Hallway, PageReader, mrn_normaliser
from pipeline.cleanup import Cleaner
from pipeline.model.types import CleanPage, PageFailed, PageImage, PageText
from pipeline.ocr import Engine, build_engine
from pipeline.pages import open_scan
from pipeline.settings import Settings
from tests.support.drawing import FACE, page
from tests.support.screens import SCREENS, broken
from tests.support.shining import LINES, back, front

CAPITALS = ["PATIENT NAME", "DATE OF BIRTH", "MEDICAL RECORD NUMBER", "ATTENDING PHYSICIAN", "LOCATION", "ALLERGIES", "DIAGNOSIS"]


class Counting:
    """A real engine that counts how often it is asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.name, self.asked, self.glimpses = engine, engine.name, 0, 0

    def recognise(self, page: CleanPage) -> PageText:
        self.asked += 1
        return self.engine.recognise(page)

    def glimpse(self, page: CleanPage) -> PageText | None:
        self.glimpses += 1
        return self.engine.glimpse(page)

    def close(self) -> None:
        self.engine.close()


@pytest.fixture(scope="module")
def engine() -> Engine:
    return build_engine(Settings().ocr)


def words(page: PageText) -> set[str]:
    return {word.text.strip(".,:").lower() for word in page.words}


def capitals() -> np.ndarray:
    picture = Image.new("L", (1700, 2200), 255)
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 34)
    for row in range(24):
        pen.text((150, 150 + 75 * row), f"{CAPITALS[row % 7]}   {CAPITALS[(row + 3) % 7]}", font=face, fill=0)
    return np.array(picture)


@pytest.mark.parametrize("quarters", range(4))
def test_any_way_round_a_chart_reads_the_same(engine: Engine, quarters: int) -> None:
    chart = draw_chart(31, "11506-3", "clean", dpi=200).pages[0]
    turned = np.ascontiguousarray(np.rot90(chart.pixels, quarters))
    counting = Counting(engine)
    page = PageReader(Cleaner(Settings().cleanup), counting)(PageImage(1, turned, 200.0, 200.0))
    assert page.rotation == 90 * quarters
    assert (counting.asked, counting.glimpses) == (1, 0)
    printed = {word.strip(".,:").lower() for word in chart.text.split() if len(word) > 3}
    assert len(printed & words(page)) > 0.85 * len(printed)


def test_capitals_upside_down_are_read_a_second_time(engine: Engine) -> None:
    counting = Counting(engine)
    page = PageReader(Cleaner(Settings().cleanup), counting)(PageImage(1, np.ascontiguousarray(capitals()[::-1, ::-1]), 200.0, 200.0))
    assert page.rotation == 180
    assert (counting.asked, counting.glimpses) == (2, 1)
    assert {"patient", "physician", "diagnosis"} <= words(page)


def test_boxes_lie_where_the_words_stand_on_the_page_as_scanned(engine: Engine) -> None:
    chart = draw_chart(33, "11506-3", "typical", dpi=200).pages[0]
    page = PageReader(Cleaner(Settings().cleanup), engine)(PageImage(1, chart.pixels, chart.dpi_x, chart.dpi_y))
    for printed in chart.boxes:
        last = printed.raw.split()[-1].strip(".,").lower()
        near = [word for word in page.words if word.text.strip(".,").lower() == last]
        if near:
            distance = min(abs(word.box.x1 - printed.box.x1) + abs(word.box.y1 - printed.box.y1) for word in near)
            assert distance < 40


def test_a_page_that_cant_be_decoded_is_held_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "two.tif"
    pictures = [Image.fromarray(capitals()), Image.fromarray(capitals())]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], compression="tiff_lzw", dpi=(200, 200))
    data = bytearray(path.read_bytes())
    half = len(data) // 2  # somewhere in the second page's strips
    data[half + 200 : half + 4200] = bytes(4000)
    path.write_bytes(bytes(data))
    hallway = Hallway(Settings())
    with open_scan(path, Settings().pages) as scan:
        results = [hallway.read(scan, number) for number in (1, 2)]
    assert not isinstance(results[0], PageFailed)
    assert isinstance(results[1], PageFailed)
    assert results[1].stage == "pages"


def test_a_back_is_blank_where_its_front_stands_beside_it_and_all_else_on_it_is_read(tmp_path: Path) -> None:
    other, written = front(*LINES), back(front(*LINES), strength=0.38)
    ImageDraw.Draw(picture := Image.fromarray(written)).text((420, 640), "seen by Dr. Hale", font=ImageFont.truetype(FACE, 34), fill=40)
    path = tmp_path / "sheets.tif"
    sides = [Image.fromarray(back(other, strength=0.38)), Image.fromarray(other), picture]
    Image.fromarray(other).save(path, save_all=True, append_images=sides, compression="tiff_lzw", dpi=(118, 118))
    hallway = Hallway(Settings())
    with open_scan(path, Settings().pages) as scan:
        results = [hallway.read(scan, number) for number in (1, 2, 3, 4)]
    pages = [result.page for result in results if not isinstance(result, PageFailed)]
    assert [page.blank for page in pages] == [False, True, False, False]
    assert "Hale" in pages[3].text


def test_numbers_are_normalised_as_the_site_writes_them() -> None:
    assert mrn_normaliser(Settings())("12-34-56") == "123456"


@pytest.mark.parametrize("screen", SCREENS)
def test_headings_on_bars_of_dots_are_read(engine: Engine, screen: str) -> None:
    picture = Image.fromarray(page())
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(FACE, 30)
    for y in (420, 1140, 1620):
        pen.rectangle((150, y - 60, 1600, y + 100), fill=255)
        pen.rectangle((150, y - 10, 1600, y + 50), fill=190)
        pen.text((180, y), "Laboratory findings of the kidney", font=face, fill=0)
    pixels = broken(np.asarray(picture), screen)
    read = PageReader(Cleaner(Settings().cleanup), engine)(PageImage(1, pixels, 200.0, 200.0))
    assert read.text.count("Laboratory findings of the kidney") == 3


@pytest.mark.parametrize(("ground", "ink"), [(205, 10), (170, 10), (225, 60), (40, 255)])
def test_headings_on_shaded_bars_are_read(engine: Engine, ground: int, ink: int) -> None:
    picture = Image.fromarray(page())
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(FACE, 30)
    for y in (420, 1140, 1620):
        pen.rectangle((150, y - 60, 1600, y + 100), fill=255)
        pen.rectangle((150, y - 10, 1600, y + 50), fill=ground)
        pen.text((180, y), "Laboratory findings of the kidney", font=face, fill=ink)
    noisy = np.asarray(picture) + np.random.default_rng(1).normal(0, 4, (2200, 1700))
    read = PageReader(Cleaner(Settings().cleanup), engine)(PageImage(1, np.clip(noisy, 0, 255).astype(np.uint8), 200.0, 200.0))
    assert read.text.count("Laboratory findings of the kidney") == 3
