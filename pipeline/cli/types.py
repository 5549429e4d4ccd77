"""`chartscan types`: what a site teaches the program about its documents."""

from __future__ import annotations

from argparse import Namespace

from rich.console import Console

from pipeline import assembly
from pipeline.classify.adapting import Shares
from pipeline.model.errors import ConfigError
from pipeline.run.home import Home
from pipeline.run.learning import learn
from pipeline.settings import Settings

out = Console(soft_wrap=True)


def types(arguments: Namespace, settings: Settings) -> int:
    """List or train; exit code 1 when the trained model was refused."""
    with Home(arguments.home, settings) as home:
        if arguments.action == "list":
            for code, name in sorted(assembly.document_types(home.settings).items()):
                out.print(f"{code}  {name}", highlight=False)
            return 0
        if arguments.folder is not None and not arguments.folder.is_dir():
            raise ConfigError(f"{arguments.folder.name}: no such folder", "Name a folder with one sub-folder for each type code.")
        lesson = learn(home, arguments.folder, arguments.corrections, arguments.report)
    skipped = f", {lesson.skipped} files could not be read" if lesson.skipped else ""
    out.print(f"learnt from {lesson.learnt} pages{skipped}", highlight=False)
    for title, before, after in zip(("the site's, kept apart", "shipped, kept apart"), lesson.before, lesson.after, strict=True):
        out.print(f"{title:<24} {_share(before)} before, {_share(after)} after", highlight=False)
    if lesson.worse:
        out.print(f"not taken: {lesson.worse}", highlight=False)
        return 1
    out.print("taken: documents that arrive from now on are told by it", highlight=False)
    return 0


def _share(shares: Shares) -> str:
    return f"{shares.right} of {shares.total} right"
