"""Arguments in, exit codes out; nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.arguments import parser
from pipeline.run.workers.child import no_core_dumps


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is part of what other programs rely on (--help lists them)."""
    # Before the engine's library loads: its OpenMP threads make it some ten times slower under load.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    no_core_dumps()
    arguments = parser().parse_args(_query_words(list(sys.argv[1:] if argv is None else argv)))
    arguments.home = arguments.home or Path(os.environ.get("CHARTSCAN_HOME") or _default_home())
    if arguments.config is None and os.environ.get("CHARTSCAN_CONFIG"):
        arguments.config = Path(os.environ["CHARTSCAN_CONFIG"])
    from pipeline.cli.commands import run  # noqa: PLC0415  # after the thread limit is set, and so that --help is instant

    return run(arguments)


def _default_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "chartscan"


def _query_words(argv: list[str]) -> list[str]:
    """`search pain -knee` means pain without knee; to argparse it would be an option, so it is spelled NOT here."""
    if "search" not in argv:
        return argv
    start = argv.index("search") + 1
    words: list[str] = []
    for word in argv[start:]:
        if len(word) > 1 and word[0] == "-" and word[1] != "-" and word != "-h":
            words += ["NOT", f'"{word[1:]}"' if " " in word else word[1:]]
        else:
            words.append(word)
    return argv[:start] + words
