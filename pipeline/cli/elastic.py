"""`chartscan elasticsearch setup` and `chartscan kibana setup`: what an administrator runs once."""

from __future__ import annotations

import os
from argparse import Namespace
from getpass import getpass

from rich.console import Console
from rich.markup import escape

from pipeline.model.errors import ConfigError
from pipeline.run.elastic_setup import bring_dashboards, keep, set_up
from pipeline.settings import Settings

out = Console(soft_wrap=True)
_STYLE = {"kept": "dim", "made": "green", "would be made": "cyan"}


def setup(arguments: Namespace, settings: Settings) -> int:
    """Every step with what became of it; keys are printed once, or with --save kept in files."""
    for done in set_up(settings, arguments.user, _password(), dry_run=arguments.dry_run, renew_keys=arguments.renew_keys):
        out.print(f"[{_STYLE[done.outcome]}]{done.outcome:>13}[/]  {escape(done.what)}", highlight=False)
        if done.secret and arguments.save:
            out.print(f"               in {escape(str(keep(arguments.home, done.role, done.secret)))}", highlight=False)
        elif done.secret:
            out.print(
                f"               [bold]{escape(done.secret)}[/]  (shown once; keep it in a file only the program reads)", highlight=False
            )
    return 0


def dashboards(arguments: Namespace, settings: Settings) -> int:
    """Data views, saved searches and dashboards into Kibana."""
    taken = bring_dashboards(settings, arguments.user, _password())
    out.print(
        f"{taken} objects in Kibana. Open {settings.index.kibana.url}, Dashboards: Find a record, Scanning floor, Quality.", highlight=False
    )
    return 0


def _password() -> str:
    given = os.environ.get("CHARTSCAN_ELASTICSEARCH_PASSWORD")
    if given:
        return given
    try:
        return getpass("password: ")
    except (EOFError, OSError):
        raise ConfigError("no password", "Set CHARTSCAN_ELASTICSEARCH_PASSWORD, or run the command on a terminal.") from None
