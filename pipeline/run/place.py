"""Where in the code something failed, without its words."""

from __future__ import annotations

from pathlib import Path


def where(error: BaseException) -> str:
    """ "ValueError in names.py:12": enough to find a defect, and nothing of what a page says."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "?" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return f"{type(error).__name__} in {place}"
