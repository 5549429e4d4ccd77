"""`chartscan verify`, `backup`, `restore` and `reindex`: that nothing is lost, and that it can be brought back."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from rich.console import Console
from rich.markup import escape

from pipeline.cli.answers import HELD, print_json
from pipeline.cli.terminal import Steps
from pipeline.run import backup as backups
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.verify import Proof
from pipeline.run.verify import verify as prove
from pipeline.settings import Settings

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)


def verify(arguments: Namespace, settings: Settings) -> int:
    """0 when all is well, else 1."""
    with Home(arguments.home, settings) as home, Steps(err) as steps:
        proof = prove(home, arguments.quick, steps)
    if arguments.json:
        print_json(proof.as_json())
    else:
        _print(proof)
    return 1 if proof.details else 0


def _print(proof: Proof) -> None:
    states = " + ".join(f"{count} {state}" for state, count in proof.by_state.items())
    out.print(f"{proof.arrivals} arrivals = {states}", highlight=False)
    hashed = "hashed" if proof.hashed else "there (not hashed)"
    out.print(f"{proof.documents} documents, {proof.indexed} indexed, {proof.stored} stored files {hashed}", highlight=False)
    for problem, line in zip(proof.details, proof.problems, strict=True):
        out.print(f"[red]problem[/] {escape(line)}\n        {escape(problem.advice)}", highlight=False)
    for note in proof.notes:
        out.print(f"note: {escape(note)}", highlight=False)
    out.print("[red]not all well[/]" if proof.details else "[green]all well[/]")


def backup(arguments: Namespace, settings: Settings) -> int:
    """0 when the backup is whole, else 1."""
    with Home(arguments.home, settings) as home, Steps(err) as steps:
        made = backups.back_up(home, arguments.to, arguments.keep, arguments.hash, steps)
    if arguments.json:
        print_json(backups.as_json(made))
        return 1 if made.problems else 0
    for problem in made.problems:
        out.print(f"[red]problem[/] {escape(problem)}", highlight=False)
    if made.problems:
        out.print("[red]not backed up:[/] mend that first (`chartscan verify` says how); earlier backups stay as they are", highlight=False)
        return 1
    out.print(f"backup {made.at}: {made.files} stored files, {made.copied} of them new", highlight=False)
    out.print("bring it back with: chartscan restore DIR --home NEW", highlight=False)
    return 0


def restore(arguments: Namespace, settings: Settings) -> int:
    """0 when everything came back and agrees, else 1."""
    with Steps(err) as steps:
        made = backups.restore(arguments.from_, arguments.at, arguments.home, steps)
        with Home(arguments.home, settings) as home:
            indexing.rebuild(home, lambda count: steps("documents indexed", count))
            proof = prove(home, told=steps)
    if arguments.json:
        print_json({**backups.as_json(made), "verify": proof.as_json()})
    else:
        out.print(f"backup {made.at} restored: {made.copied} stored files", highlight=False)
        _print(proof)
    return 1 if made.problems or proof.details else 0


def reindex(arguments: Namespace, settings: Settings) -> int:
    """3 when the index did not take every document."""
    backend = arguments.to or settings.index.backend
    settings = replace(settings, index=replace(settings.index, backend=backend))
    with Home(arguments.home, settings) as home, Steps(err) as steps:
        written = indexing.rebuild(home, lambda count: steps("documents indexed", count))
        refused = len(home.ledger.quarantine.rejected())
    out.print(f"{written} documents indexed ({backend})", highlight=False)
    if refused:
        out.print(f"[red]{refused} documents were not taken[/]: chartscan quarantine list tells why", highlight=False, soft_wrap=True)
    return HELD if refused else 0
