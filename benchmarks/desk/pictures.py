"""The README's pictures of the desk: `python -m benchmarks.desk.pictures DIR`, from sample_docs, in Chromium."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import add_people, launched, served

ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    """Ingest the samples, open the screens."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        for command in (["patients", "import", "sample_docs/patients.csv"], ["ingest", "sample_docs"]):
            subprocess.run(
                [sys.executable, "-m", "pipeline", "--home", str(home), *command], cwd=ROOT, check=False, stdout=subprocess.DEVNULL
            )
        add_people(home)
        with launched() as browser, served(home) as server:
            at = server.sign_in(browser, "reviewer")
            _shoot(at, f"{server.url}/search?q=shortnes+of+breath", out / "search.png")
            at.click(".first-hit")
            _shoot(at, at.url, out / "page.png")
            _shoot(at, f"{server.url}/review", out / "queue.png")
            at.keyboard.press("Enter")
            at.wait_for_url("**/review/*-*")
            _shoot(at, at.url, out / "review.png")
            _shoot(at, f"{server.url}/floor", out / "floor.png")


def _shoot(at: Page, url: str, path: Path) -> None:
    if at.url != url:
        at.goto(url)
    at.wait_for_load_state("networkidle")
    at.screenshot(path=str(path))


if __name__ == "__main__":
    main()
