"""What a page looks like, in bits."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.cleanup import picture_of
from tests.support.drawing import page


def bits_apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_another_scan_of_one_sheet_differs_in_few_bits() -> None:
    sheet = page()
    moved = np.asarray(cv2.warpAffine(sheet, np.array([[0.98, 0, 25], [0, 0.98, -14]]), sheet.shape[::-1], borderValue=255), np.uint8)
    noisy = np.clip(moved + np.random.default_rng(1).normal(0, 8, moved.shape), 0, 255).astype(np.uint8)
    assert bits_apart(picture_of(sheet), picture_of(noisy)) < 40


def test_other_sheets_differ_in_many() -> None:
    assert bits_apart(picture_of(page(points=30)), picture_of(page(points=52, lines=12))) > 60


def test_nothing_looks_like_nothing() -> None:
    assert picture_of(np.full((2200, 1700), 255, np.uint8)) == ""
