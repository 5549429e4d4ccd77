"""Fronts and backs into one file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.model.errors import ConfigError
from pipeline.output.collate import collate
from tests.support.program import Program, draw_page, save_pages


def stack(path: Path, widths: list[int]) -> Path:
    """Pages told by their width in points."""
    with pikepdf.Pdf.new() as pdf:
        for width in widths:
            pdf.add_blank_page(page_size=(width, 792))
        pdf.save(path)
    return path


def widths(path: Path) -> list[int]:
    with pikepdf.Pdf.open(path) as pdf:
        return [round(float(page.mediabox[2])) for page in pdf.pages]


@pytest.mark.parametrize(("in_order", "expected"), [(False, [101, 203, 102, 202, 103, 201]), (True, [101, 201, 102, 202, 103, 203])])
def test_fronts_and_backs_in_turn(tmp_path: Path, in_order: bool, expected: list[int]) -> None:
    fronts, backs = stack(tmp_path / "f.pdf", [101, 102, 103]), stack(tmp_path / "b.pdf", [201, 202, 203])
    assert collate(fronts, backs, tmp_path / "out.pdf", in_order) == 6
    assert widths(tmp_path / "out.pdf") == expected
    assert (widths(fronts), widths(backs)) == ([101, 102, 103], [201, 202, 203])


def test_stacks_of_different_size_are_refused_and_kept(tmp_path: Path) -> None:
    fronts, backs = stack(tmp_path / "f.pdf", [101, 102]), stack(tmp_path / "b.pdf", [201])
    with pytest.raises(ConfigError, match=r"f\.pdf has 2 pages, b\.pdf 1"):
        collate(fronts, backs, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()
    assert fronts.exists()
    assert backs.exists()


@pytest.mark.parametrize("name", ["f.pdf", "b.pdf", "hard.pdf", "soft.pdf", "other.pdf", "nowhere.pdf"])
def test_no_file_is_replaced(tmp_path: Path, name: str) -> None:
    fronts, backs = stack(tmp_path / "f.pdf", [101, 102]), stack(tmp_path / "b.pdf", [201, 202])
    (tmp_path / "hard.pdf").hardlink_to(fronts)
    (tmp_path / "soft.pdf").symlink_to(backs)
    (tmp_path / "nowhere.pdf").symlink_to(tmp_path / "not there")
    stack(tmp_path / "other.pdf", [300])
    with pytest.raises(ConfigError, match=f"--out {name}: is {'there already' if name in ('other.pdf', 'nowhere.pdf') else 'the stack'}"):
        collate(fronts, backs, tmp_path / name)
    assert (widths(fronts), widths(backs), widths(tmp_path / "other.pdf")) == ([101, 102], [201, 202], [300])
    assert len(list(tmp_path.iterdir())) == 6


def test_scanned_stacks_through_the_program(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    pictures = [draw_page([f"page {number}"]) for number in range(4)]
    fronts = save_pages(tmp_path / "f.tif", pictures[:2])
    backs = tmp_path / "b.png"
    Image.new("L", (600, 800), 255).save(backs)
    assert "has 2 pages" in program.run("collate", fronts, backs, "--out", tmp_path / "out.pdf", codes=(2,)).stderr
    backs = save_pages(tmp_path / "b.tif", pictures[2:])
    assert "4 pages" in program.run("collate", fronts, backs, "--out", tmp_path / "out.pdf").stderr
    assert "is the stack f.tif" in program.run("collate", fronts, backs, "--out", fronts, codes=(2,)).stderr
    assert "is there already" in program.run("collate", fronts, backs, "--out", tmp_path / "out.pdf", codes=(2,)).stderr
    assert "can't be read" in program.run("collate", fronts, tmp_path / "none.tif", "--out", tmp_path / "x.pdf", codes=(2,)).stderr
