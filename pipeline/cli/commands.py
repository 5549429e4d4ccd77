"""The commands: settings and home in, an exit code out. Each is one function of a module that is loaded only for it."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from importlib import import_module

from rich.console import Console
from rich.markup import escape

from pipeline.cli.logs import configure
from pipeline.cli.terminal import printable
from pipeline.model.errors import PipelineError
from pipeline.settings import load

err = Console(stderr=True)


def run(arguments: Namespace) -> int:
    """Dispatch; every expected failure becomes a plain message with advice, and its own exit code."""
    try:
        settings = load(arguments.config)
        configure(arguments.log_format or settings.run.log_format, arguments.log_level or settings.run.log_level)
        if getattr(arguments, "jobs", None):
            settings = replace(settings, run=replace(settings.run, jobs=arguments.jobs))
        module, function = _COMMANDS[arguments.command]
        code: int = getattr(import_module(f"pipeline.cli.{module}"), function)(arguments, settings)
        return code
    except PipelineError as error:
        err.print(f"[red]chartscan:[/] {escape(printable(error.message))}", highlight=False, soft_wrap=True)
        if error.advice:
            err.print(f"  {escape(error.advice)}", highlight=False, soft_wrap=True)
        return error.exit_code
    except BrokenPipeError:  # the reader of our output left, as `| head` does
        sys.stderr.close()
        return 0


_COMMANDS = {
    "ingest": ("batch", "take_in"),
    "batch": ("batch", "batch"),
    "watch": ("watching", "watch"),
    "status": ("status", "status"),
    "quarantine": ("quarantine", "quarantine"),
    "patients": ("patients", "patients"),
    "types": ("types", "types"),
    "search": ("searching", "search"),
    "show": ("showing", "show"),
    "pdf": ("papers", "pdf"),
    "collate": ("papers", "collate"),
    "sheets": ("sheets", "print_sheets"),
    "quality": ("quality", "quality"),
    "export": ("showing", "export"),
    "verify": ("keeping", "verify"),
    "backup": ("keeping", "backup"),
    "restore": ("keeping", "restore"),
    "reindex": ("keeping", "reindex"),
    "elasticsearch": ("elastic", "setup"),
    "kibana": ("elastic", "dashboards"),
    "serve": ("desk", "serve"),
    "users": ("desk", "users"),
    "restrict": ("desk", "restrict"),
    "audit": ("audit", "audit"),
    "doctor": ("doctor", "doctor"),
}
