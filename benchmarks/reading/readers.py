"""Who reads: the pipeline's own stages, and the tesseract command. Each returns the words and the processor's seconds."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from pipeline.assembly import Hallway
from pipeline.cleanup import CleanupSettings
from pipeline.model.types import PageFailed
from pipeline.pages import open_scan
from pipeline.settings import Settings


class Reader(Protocol):
    """Reads the only page of a file."""

    def __call__(self, path: Path) -> tuple[str, float]:
        """The words, and the seconds of processor time that they cost."""
        ...


class Pipeline:
    """The whole way of a page: open, clean, recognise, classify, extract; in this process, as the workers do it."""

    def __init__(self, cleanup: CleanupSettings | None = None, engine: str = "", models: Path | None = None) -> None:
        settings = Settings()
        ocr = replace(settings.ocr, engine=engine or settings.ocr.engine, tessdata=str(models or settings.ocr.tessdata))
        self._settings = replace(settings, cleanup=cleanup or settings.cleanup, ocr=ocr)
        self._hallway = Hallway(self._settings)

    def __call__(self, path: Path) -> tuple[str, float]:
        children = _children()
        began = time.process_time()
        with open_scan(path, self._settings.pages) as scan:
            page = self._hallway.read(scan, 1)
        taken = time.process_time() - began + _children() - children
        return ("" if isinstance(page, PageFailed) else page.page.text), taken


class Command:
    """The tesseract command as a script would call it, one thread."""

    def __init__(self, segmentation: int = 3) -> None:
        self._psm = str(segmentation)

    def __call__(self, path: Path) -> tuple[str, float]:
        began = _children()
        done = subprocess.run(
            ["tesseract", str(path), "-", "-l", "eng", "--psm", self._psm],
            capture_output=True,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
        return done.stdout.decode("utf-8", "replace"), _children() - began


class OcrMyPdf:
    """OCRmyPDF with its own cleanup, one thread; from a virtual environment of its own."""

    def __init__(self, folder: Path) -> None:
        self._program = str(folder / "bin" / "ocrmypdf")

    def __call__(self, path: Path) -> tuple[str, float]:
        began = _children()
        with tempfile.TemporaryDirectory() as work:
            text = Path(work) / "text.txt"
            options = ["--deskew", "--rotate-pages", "--jobs", "1", "--image-dpi", "200", "--output-type", "pdf", "--optimize", "0", "-q"]
            subprocess.run(
                [self._program, *options, "--sidecar", str(text), str(path), str(Path(work) / "out.pdf")],
                capture_output=True,
                check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1", "PATH": f"{Path(self._program).parent}:{os.environ['PATH']}"},
            )
            return (text.read_text(encoding="utf-8", errors="replace") if text.is_file() else ""), _children() - began


class RapidOcr:
    """RapidOCR, models loaded once, one thread; a process of its own virtual environment reads pages named on its standard input."""

    _SERVE = (
        "import sys,time,json,cv2\n"
        "from rapidocr_onnxruntime import RapidOCR\n"
        "cv2.setNumThreads(1)\n"
        "r=RapidOCR(intra_op_num_threads=1,inter_op_num_threads=1)\n"
        "for line in sys.stdin:\n"
        "    t=time.process_time(); found,_=r(cv2.imread(line.strip()))\n"
        "    print(json.dumps(['\\n'.join(w[1] for w in found or []),time.process_time()-t]),flush=True)\n"
    )

    def __init__(self, folder: Path) -> None:
        program = [str(folder / "bin" / "python"), "-c", self._SERVE]
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def __call__(self, path: Path) -> tuple[str, float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path.resolve()}\n")
        self._process.stdin.flush()
        text, seconds = json.loads(self._process.stdout.readline())
        return str(text), float(seconds)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def readers(steps: bool, engines: bool, peers: Path | None = None, models: Path | None = None) -> dict[str, Reader]:
    """By name; `steps` adds the pipeline without each cleanup step, `engines` the one with the other engines, `peers` other programs,
    `models` the pipeline with Tesseract models of that folder.
    """
    found: dict[str, Reader] = {"pipeline": Pipeline(), "tesseract": Command(), "tesseract --psm 1": Command(1)}
    if peers:
        found |= {"ocrmypdf": OcrMyPdf(peers), "rapidocr": RapidOcr(peers)}
    if engines:
        found["pipeline, tesserocr"] = Pipeline(engine="tesserocr")
        found["pipeline, pytesseract"] = Pipeline(engine="pytesseract")
    if models:
        found["pipeline, other models"] = Pipeline(models=models)
    if steps:
        found |= {f"without {name}": Pipeline(settings) for name, settings in without_one().items()}
    return found


def without_one() -> dict[str, CleanupSettings]:
    """The cleanup's settings with one step left out each."""
    whole = Settings().cleanup
    return {
        "scaling": replace(whole, most_enlarging=1.0, most_shrinking=1.0),
        "deskew": replace(whole, least_skew=90.0),
        "background": replace(whole, uneven_light=256.0),
        "borders": replace(whole, remove_borders=False),
        "specks": replace(whole, strewn=2.0),
        "orientation": replace(whole, find_orientation=False),
    }
