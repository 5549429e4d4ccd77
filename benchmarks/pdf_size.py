"""python -m benchmarks.pdf_size --data ../shared/data      how large searchable PDFs are beside the scans they hold

Every page with 300 words of text, the layer of a full page of a chart; with letters that rise and fall, no two boxes are alike.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path
from statistics import median

from pipeline.model.geometry import Box
from pipeline.model.types import DigitalPage, PageText, Word
from pipeline.output import SourcePage, write_pdf
from pipeline.pages import PagesSettings, open_scan

_TEXT = (
    "the patient was admitted with shortness of breath and palpitations since yesterday evening; past history significant for"
    " hypertension, diabetes mellitus type 2 and a fracture of left hip in 2011. Medications on admission: lisinopril 20 mg, metformin"
    " 500 twice a day, aspirin 81 mg. Blood pressure 154/92, heart rate 98, oxygen saturation 91 percent on room air, crackles at both"
)
_SEED = 1


def main() -> None:
    """Print each folder's ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pdf_size", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    given = parser.parse_args()
    print(f"seed {_SEED}, 300 words on every page")
    sets = {
        "books, 300 dpi, group 4": sorted((given.data / "old-books").glob("*.tiff")),
        "FUNSD forms, PNG": sorted((given.data / "funsd" / "images").glob("*.png"))[:40],
        "medical forms, PNG and JPEG": sorted((given.data / "medical-forms").rglob("*.[jp][pn]*g")),
        "sample charts": sorted(path for path in Path("sample_docs/charts").iterdir() if path.suffix != ".json"),
    }
    for name, paths in sets.items():
        ratios = sorted(ratio for path in paths if (ratio := _ratio(path)) is not None)
        share = sum(ratio <= 1.1 for ratio in ratios) / max(1, len(ratios))
        print(f"{name:30} {len(ratios):4} files  median {median(ratios):.2f}  worst {ratios[-1]:.2f}  within +10 %: {share:.0%}")


def _ratio(path: Path) -> float | None:
    with open_scan(path, PagesSettings()) as scan, tempfile.TemporaryDirectory() as folder:
        pages = []
        for number in range(1, scan.page_count + 1):
            image = scan.page(number)
            if isinstance(image, DigitalPage):
                return None
            pages.append(SourcePage(number, _text(number, image.width, image.height), scan.encoded(number), (image.dpi_x, image.dpi_y)))
        out = Path(folder) / "out.pdf"
        write_pdf(out, path, pages, "size", "2026-01-01T00:00:00Z")
        return out.stat().st_size / path.stat().st_size


def _text(number: int, width: int, height: int) -> PageText:
    words, chance, known = [], random.Random(_SEED), _TEXT.split()
    for place in range(300):
        column, row, tall = place % 10, place // 10, height // 60
        left, top = width * (column + 1) // 12 + chance.randint(0, 6), height * (row + 2) // 34 + chance.randint(-tall // 4, 1)
        word = chance.choice(known)
        box = Box(
            left,
            top,
            left + len(word) * width // 140 + chance.randint(0, 4),
            height * (row + 2) // 34 + tall + chance.randint(-1, tall // 4),
        )
        words.append(Word(word, box, 0.9, row))
    return PageText(number, tuple(words), 0.9, 0, 0.0, False, width, height, "lstm")


if __name__ == "__main__":
    main()
