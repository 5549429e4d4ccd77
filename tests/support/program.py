"""The program as a user runs it: a process with its own home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


@dataclass(frozen=True)
class Program:
    """`chartscan --home HOME`, run to its end."""

    home: Path

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "pipeline", "--home", str(self.home), *map(str, arguments)]

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
        )

    def run(self, *arguments: str | Path, codes: Sequence[int] = (0,)) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=280, check=False)
        assert done.returncode in codes, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def json(self, *arguments: str | Path) -> Any:
        return json.loads(self.run(*arguments, "--json").stdout)

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run("export").stdout.splitlines()]


def draw_page(lines: Sequence[str], size: tuple[int, int] = (1000, 700), height: int = 28) -> Image.Image:
    """A small clean page of large print: quick to read."""
    page = Image.new("L", size, 255)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(FONT, height)
    for row, line in enumerate(lines):
        pen.text((60, 50 + row * (height + 16)), line, fill=0, font=font)
    return page


def chart_lines(mrn: str, name: str, birth_date: str, body: str = "The patient is doing well and was discharged home.") -> list[str]:
    """A short discharge summary of one patient."""
    return [
        "DISCHARGE SUMMARY",
        f"Patient Name: {name}",
        f"MRN: {mrn}     DOB: {birth_date}     Sex: F",
        "Discharge Date: 02/01/2019",
        "HOSPITAL COURSE",
        body,
        "DISCHARGE MEDICATIONS",
        "Metformin 500 mg twice daily",
        "DISPOSITION",
        "Home with follow up in two weeks.",
    ]


def save_pages(path: Path, pages: Sequence[Image.Image]) -> Path:
    """PNG or JPEG for one page, TIFF or PDF for several; 150 dpi."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *rest = pages
    more: dict[str, Any] = {"save_all": True, "append_images": rest} if rest else {}
    if path.suffix == ".pdf":
        first.save(path, resolution=150, **more)
    else:
        first.save(path, dpi=(150, 150), **more)
    return path


def noise_page(seed: int, size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Not a chart: grey noise."""
    return Image.fromarray(np.random.default_rng(seed).integers(90, 255, (size[1], size[0]), dtype=np.uint8))
