"""What every test needs before Tesseract is loaded: one thread for each process, as the program sets it for its workers."""

from __future__ import annotations

import os

os.environ["OMP_THREAD_LIMIT"] = "1"

pytest_plugins = ("tests.support.elastic.fixtures",)
