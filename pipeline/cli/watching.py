"""`chartscan watch`: the drop folders."""

from __future__ import annotations

from argparse import Namespace

from rich.console import Console

from pipeline.cli.logs import Logged
from pipeline.cli.terminal import Watching
from pipeline.run.home import Home
from pipeline.run.service.habits import Service
from pipeline.run.stopping import StopRequest
from pipeline.run.watching.watch import Watch
from pipeline.settings import Settings


def watch(arguments: Namespace, settings: Settings) -> int:
    """Until it is told to stop."""
    stop = StopRequest()
    stop.listen()
    json_wanted = (arguments.log_format or settings.run.log_format) == "json"
    watching = Watching(Console(force_terminal=False), paths=False)
    with Home(arguments.home, settings) as home, watching, Service(home, Logged() if json_wanted else watching) as service:
        Watch(home, arguments.folders, service, stop).run()
    return 0
