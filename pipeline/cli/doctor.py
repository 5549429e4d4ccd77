"""`chartscan doctor`: what is installed, what is missing and the command that mends it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape

from pipeline.cli.answers import print_json
from pipeline.run.doctor import examine
from pipeline.settings import Settings

out = Console(soft_wrap=False)


def doctor(arguments: Namespace, settings: Settings) -> int:
    """1 when something is missing."""
    checks = examine(arguments.home, settings)
    if arguments.json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            mark = "[green]ok     [/]" if check.ok else "[red]missing[/]"
            out.print(f"{mark} {check.name}: {escape(check.detail)}", highlight=False, soft_wrap=True)
            if not check.ok:
                out.print(f"        {escape(check.mend)}", highlight=False, soft_wrap=True)
    return 0 if all(check.ok for check in checks) else 1
