"""A page that takes too much memory costs that page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from pipeline.model.codec import decode
from pipeline.model.errors import EngineCrashed, OutOfMemory
from pipeline.model.types import Findings, PageFailed
from pipeline.run.workers.pool import Answer, PagePool, Task
from pipeline.settings import Settings
from tests.support.drawing import page


def answers(path: Path, pages: int, megabytes: int) -> dict[int, Answer]:
    settings = Settings()
    settings = replace(settings, run=replace(settings.run, jobs=1, worker_memory_mb=megabytes, retries=0, page_timeout_s=60))
    found: dict[int, Answer] = {}
    with PagePool(settings, path.parent / "home", (path.parent,)) as pool:
        for number in range(1, pages + 1):
            pool.submit(Task("a", path, number))
        while pool.busy:
            for answer in pool.answers():
                found[answer.task.page] = answer
    return found


def failed(answer: Answer) -> bool:
    if isinstance(answer.result, bytes):
        result = decode(answer.result)
        return isinstance(result, PageFailed) and result.reason == "out_of_memory"
    return isinstance(answer.result, OutOfMemory | EngineCrashed)


def test_the_page_fails_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "two.tif"
    huge = Image.fromarray(np.full((9_900, 9_900), 255, np.uint8)).convert("RGB")
    huge.putpixel((5, 5), (255, 0, 0))
    huge.save(path, save_all=True, append_images=[Image.fromarray(page(lines=6)).convert("RGB")], compression="tiff_deflate")
    found = answers(path, 2, megabytes=520)
    assert failed(found[1])
    assert isinstance(found[2].result, bytes)
    second = decode(found[2].result)
    assert isinstance(second, Findings)
    assert "shortness of breath" in second.page.text


def test_the_usual_limit_is_enough_for_the_largest_page(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.fromarray(page((7_000, 9_000), points=120, lines=30)).save(path)
    found = answers(path, 1, megabytes=Settings().run.worker_memory_mb)
    assert isinstance(found[1].result, bytes)
    assert isinstance(decode(found[1].result), Findings)
