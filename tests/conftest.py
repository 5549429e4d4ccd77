"""What every test needs before Tesseract and numpy are loaded: one thread for each process."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["OMP_THREAD_LIMIT"] = "1"  # as the program sets it for its workers
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # threads that wait for a busy processor cost four times the work that they share
# The same examples each time, so that a change is judged by what it changes, and no time limit: a loaded machine is no failure;
# HYPOTHESIS_PROFILE=default looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

pytest_plugins = ("tests.support.elastic.fixtures", "tests.support.dealing")
