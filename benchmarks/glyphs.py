"""python -m benchmarks.glyphs            trains what tells figures apart by their shape, and writes pipeline/ocr/lstm/glyphs.npz

Draws figures, capitals and strokes in numbers as charts print them, in faces of Debian's fonts-liberation, fonts-dejavu-core, fonts-lato,
fonts-open-sans, fonts-roboto and fonts-courier-prime; copied, faded, leaning, grainy, faxed, thresholded, compressed. Every round draws
anew. Faces of HELD_OUT are never trained on; at the end the share of figures told rightly is printed for both.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from pipeline.ocr.lines import LOOSE, SETTLING, TIGHT, TextLine, strip_of
from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.glyph_reader import SHIPPED, GlyphReader
from pipeline.ocr.lstm.glyphs import pictures
from pipeline.ocr.lstm.weighing import FIGURES

Pixels = npt.NDArray[np.float32]
FONTS = Path("/usr/share/fonts")
FACES = (
    *(
        f"truetype/liberation/Liberation{name}-{weight}.ttf"
        for name in ("Sans", "Serif", "Mono", "SansNarrow")
        for weight in ("Regular", "Bold")
    ),
    *(f"truetype/dejavu/DejaVu{name}{weight}.ttf" for name in ("Sans", "Serif", "SansMono") for weight in ("", "-Bold")),
    # typewriters' zeros are the hardest: once more
    *(f"truetype/liberation/LiberationMono-{weight}.ttf" for weight in ("Regular", "Bold")),
    *(f"truetype/dejavu/DejaVuSansMono{weight}.ttf" for weight in ("", "-Bold")),
    *(f"truetype/lato/Lato-{weight}.ttf" for weight in ("Regular", "Bold")),
    *(f"truetype/open-sans/OpenSans-{weight}.ttf" for weight in ("Regular", "Semibold", "CondLight")),
    *(f"truetype/roboto/hinted/Roboto{weight}.ttf" for weight in ("-Regular", "-Bold", "Condensed-Regular")),
    *(f"opentype/courier-prime/Courier Prime{name}.otf" for name in (" Code", "", " Bold")),
)
HELD_OUT = ("truetype/crosextra/Carlito-Regular.ttf", "truetype/crosextra/Caladea-Regular.ttf")
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHARACTERS = "/" + FIGURES + CAPITALS  # in the order of their codes, as the training sorts them
_SMALLEST, _LARGEST = 15, 42  # pixels of a face
_LINES, _ACROSS = 14, 22  # of a sheet: its lines, and its width in pixels of the face
_HEIGHT, _STEP = 36, 3  # of strips, as the models have them


class Set(NamedTuple):
    """A text on a sheet: its ends, its baseline and where each character begins, the last one's end included."""

    text: str
    left: float
    right: float
    base: float
    begins: list[float]


def drawn_text(rng: np.random.Generator) -> str:
    """A number as charts print them: plain, behind letters, a date, with hyphens; or letters alone."""

    def of(characters: str, count: int) -> str:
        return "".join(characters[place] for place in rng.integers(0, len(characters), count))

    kind = rng.random()
    if kind < 0.35:
        return of(FIGURES, int(rng.integers(5, 10)))
    if kind < 0.6:
        return of(CAPITALS, 1) + of(FIGURES, int(rng.integers(5, 8)))
    if kind < 0.7:
        return of(CAPITALS, 2) + str(rng.choice(["", "-"])) + of(FIGURES, 6)
    if kind < 0.8:
        date = "/".join(of(FIGURES, int(count)) for count in (rng.integers(1, 3), rng.integers(1, 3), rng.choice([2, 4])))
        return str(rng.choice(["", "(", ":"])) + date + str(rng.choice(["", ")", ","]))
    if kind < 0.9:
        return "-".join(of(FIGURES, 2) for _ in range(3))
    return of(CAPITALS, int(rng.integers(4, 8)))


def drawn_sheet(rng: np.random.Generator, face: str, size: int) -> tuple[Pixels, list[Set], float]:
    """A sheet of such texts in one face, the texts, and the height of an x."""
    font = ImageFont.truetype(FONTS / face, size, layout_engine=ImageFont.Layout.BASIC)
    pitch = int(size * 1.9)
    image = Image.new("L", (size * _ACROSS, pitch * _LINES + 20), 255)
    draw, texts = ImageDraw.Draw(image), []
    for row in range(_LINES):
        x, base = 10 + float(rng.uniform(0, 1)), 10.0 + row * pitch + font.getmetrics()[0]
        for _ in range(2):
            text = drawn_text(rng)
            draw.text((x, base), text, font=font, fill=int(rng.choice([0, 0, 40])), anchor="ls")
            left, _, right, _ = font.getbbox(text, anchor="ls")
            texts.append(Set(text, x + left, x + right, base, [x + font.getlength(text[:count]) for count in range(len(text) + 1)]))
            x += font.getlength(text) + size
            if x > image.width - 8 * size:
                break
    return np.asarray(image, np.float32), texts, -float(font.getbbox("x", anchor="ls")[1])


def scanned(grey: Pixels, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """The sheet as it comes out of copiers, scanners and fax machines."""
    chance = rng.random()
    if chance < 0.2:
        grey = np.asarray((cv2.erode if chance < 0.15 else cv2.dilate)(grey, np.ones((2, 2))), np.float32)
    if rng.random() < 0.3:
        black, white = rng.uniform(20, 80), rng.uniform(205, 248)
        grey = black + grey * np.float32((white - black) / 255)
    if rng.random() < 0.25:
        grey = 255 - (255 - grey) * np.float32(rng.uniform(0.35, 0.6))
    if rng.random() < 0.4:
        grey = _leant_and_straightened(grey, float(rng.uniform(-4, 4)))
    blurred = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.3, 1.1))
    noisy = (blurred + rng.normal(0, rng.uniform(1, 14), grey.shape)).astype(np.float32)
    stored = np.clip(_stored(noisy, rng), 0, 255).astype(np.uint8)
    if rng.random() < 0.2:
        many = int(stored.size * rng.uniform(1e-4, 6e-4))
        rows, columns = rng.integers(0, stored.shape[0] - 1, many), rng.integers(0, stored.shape[1], many)
        stored[rows, columns] = stored[rows + 1, columns] = rng.choice([0, 255])
    return stored


def _leant_and_straightened(grey: Pixels, degrees: float) -> Pixels:
    height, width = grey.shape
    for turn in (degrees, -degrees):
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1)
        grey = cv2.warpAffine(grey, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    return grey


def _stored(grey: Pixels, rng: np.random.Generator) -> Pixels:
    """Faxed, thresholded, compressed, or as it is."""
    chance = rng.random()
    whole = np.clip(grey, 0, 255).astype(np.uint8)
    if chance < 0.3:
        dpi = float(rng.choice([200, 250, 300]))
        across, down = 204 / dpi, float(rng.choice([98, 196, 196])) / dpi
        size = round(grey.shape[1] * across), round(grey.shape[0] * down)
        small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
        ink, paper = np.percentile(small, (1, 60))
        bits = np.where(small > ink + (paper - ink) * rng.uniform(0.45, 0.75), 255, 0).astype(np.float32)
        way = cv2.INTER_LINEAR if rng.random() < 0.7 else cv2.INTER_CUBIC
        return cv2.resize(bits, grey.shape[::-1], interpolation=way).astype(np.float32)
    if chance < 0.4:
        block = int(rng.choice([33, 51]))
        return cv2.adaptiveThreshold(whole, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, 18).astype(np.float32)
    if chance < 0.55:
        data = cv2.imencode(".jpg", whole, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 60))])[1]
        decoded = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
        assert decoded is not None  # it was encoded a line before
        return decoded.astype(np.float32)
    return grey


def examples(rng: np.random.Generator, sheets: int, faces: tuple[str, ...]) -> tuple[Pixels, npt.NDArray[np.str_]]:
    """Pictures, (count, pixels), and what they show."""
    found: list[Pixels] = []
    shown: list[str] = []
    for _ in range(sheets):
        face, size = faces[int(rng.integers(len(faces)))], int(rng.integers(_SMALLEST, _LARGEST))
        grey, texts, x_height = drawn_sheet(rng, face, size)
        page = scanned(grey, rng)
        for text in texts:
            line = TextLine(
                int(text.left), int(text.right) + 1, text.base + rng.normal(0, 0.6), 0.0, x_height * rng.uniform(0.92, 1.08), len(text.text)
            )
            framings = (TIGHT, LOOSE, *SETTLING)
            strip = strip_of(page, line, _HEIGHT, framings[int(rng.integers(len(framings)))])
            places = [
                max(0, int(((begin + end) / 2 - strip.x0) * strip.across / _STEP + rng.normal(0, 0.4) - 0.5))
                for begin, end in pairwise(text.begins)
            ]
            read = [Character(letter, 0.9, place, place) for letter, place in zip(text.text, places, strict=True)]
            for letter, picture in zip(text.text, pictures(strip.normalised(), read, _STEP), strict=True):
                if picture is not None and letter in CHARACTERS:
                    found.append(picture.ravel())
                    shown.append(letter)
    return np.array(found), np.array(shown)


def trained(rounds: int, sheets: int, hidden: int, seed: int) -> Any:  # scikit-learn has no types
    """A network of one hidden layer; the last fifth of the rounds learns in ever smaller steps."""
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415  # for training only

    rng = np.random.default_rng(seed)
    network = MLPClassifier((hidden,), alpha=1e-5, batch_size=256, learning_rate_init=1e-3, random_state=seed)
    late = rounds - rounds // 5
    for turn in range(rounds):
        seen, shown = examples(rng, sheets, FACES)
        for _ in range(2):
            network.partial_fit(seen, shown, classes=np.array(list(CHARACTERS)))
        if turn >= late:
            network._optimizer.learning_rate_init = 1e-3 * 0.1 ** ((turn - late + 1) / max(1, rounds - late))
        if turn % 10 == 0:
            print(f"round {turn}: loss {network.loss_:.4f}", flush=True)
    return network


def written(network: Any, path: Path) -> None:
    """The network's weights in half precision, as GlyphReader reads them."""
    layers = {f"weights{layer}": weights.astype(np.float16) for layer, weights in enumerate(network.coefs_)}
    layers |= {f"bias{layer}": bias.astype(np.float16) for layer, bias in enumerate(network.intercepts_)}
    np.savez_compressed(path, characters=np.array(CHARACTERS), **layers)


def judged(path: Path, faces: tuple[str, ...], seed: int) -> float:
    """Share of figures that the network tells rightly among all characters."""
    reader = GlyphReader(path)
    seen, shown = examples(np.random.default_rng(seed), 60, faces)
    told = np.array(list(reader.characters))[reader(list(seen)).argmax(axis=1)]
    figure = np.isin(shown, list(FIGURES))
    return float((told == shown)[figure].mean())


def main() -> None:
    """Train, write, judge."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.glyphs", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--sheets", type=int, default=100, help="sheets of each round, about 190 characters each")
    parser.add_argument("--hidden", type=int, default=160, help="units of the hidden layer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args()
    written(trained(given.rounds, given.sheets, given.hidden, given.seed), given.out)
    for name, faces in (("trained on", FACES), ("never trained on", HELD_OUT)):
        print(f"seed {given.seed}: {judged(given.out, faces, given.seed + 1):.4f} of the figures in faces {name}")


if __name__ == "__main__":
    main()
