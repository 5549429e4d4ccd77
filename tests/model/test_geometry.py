from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.geometry import IDENTITY, Affine, Box

numbers = st.floats(-3000, 3000)


def turned(degrees: float) -> Affine:
    angle = math.radians(degrees)
    return Affine(math.cos(angle), -math.sin(angle), 0, math.sin(angle), math.cos(angle), 0)


@given(numbers, numbers, st.floats(0, 360), st.floats(0.2, 5))
def test_the_way_back_undoes_the_way_there(x: float, y: float, degrees: float, scale: float) -> None:
    there = turned(degrees).then(Affine(scale, 0, 17, 0, scale, -4))
    back_x, back_y = there.inverse().point(*there.point(x, y))
    assert back_x == pytest.approx(x, abs=1e-6)
    assert back_y == pytest.approx(y, abs=1e-6)


def test_then_applies_its_argument_last() -> None:
    shift_then_double = Affine(c=10).then(Affine(a=2, e=2))
    assert shift_then_double.point(1, 1) == (22, 2)


def test_a_box_turned_a_quarter_keeps_its_sides() -> None:
    quarter = Affine(0, -1, 100, 1, 0, 0)  # clockwise on a page 100 high
    assert quarter.box(Box(10, 20, 30, 50)) == Box(50, 10, 80, 30)


def test_identity_changes_nothing() -> None:
    assert IDENTITY.box(Box(1, 2, 3, 4)) == Box(1, 2, 3, 4)


def test_a_flat_transform_has_no_inverse() -> None:
    with pytest.raises(ValueError, match="inverse"):
        Affine(0, 0, 0, 0, 0, 0).inverse()


def test_boxes_around_and_clipped() -> None:
    around = Box.around([Box(5, 5, 10, 10), Box(-2, 7, 6, 30)])
    assert around == Box(-2, 5, 10, 30)
    assert around.clipped(8, 20) == Box(0, 5, 8, 20)
    with pytest.raises(ValueError, match=r"empty|iterable"):
        Box.around([])


pixels = st.integers(-50, 3000)


@given(st.floats(0, 360), st.floats(0.2, 5), st.lists(st.tuples(pixels, pixels, pixels, pixels), max_size=5))
def test_the_rows_of_boxes_are_those_of_each_box(degrees: float, scale: float, corners: list[tuple[int, int, int, int]]) -> None:
    boxes = [Box(*each) for each in corners]
    for there in (IDENTITY, Affine(), turned(degrees).then(Affine(scale, 0, 17, 0, scale, -4))):
        moved = [there.box(box) for box in boxes]
        assert there.rows(boxes) == [(box.y0, box.y1) for box in moved]
