"""`chartscan quality`: how many documents to judge, drawing them, and what their judges found."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape

from pipeline import assembly
from pipeline.cli.answers import print_json
from pipeline.cli.terminal import printable, table
from pipeline.model.errors import ConfigError
from pipeline.output.rates import percent
from pipeline.quality import Plan, RateRow, Sample, Verdict, acceptance, code_letter, plan, rates
from pipeline.run import sampling
from pipeline.run.home import Home
from pipeline.settings import Settings

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)
_POOR = 0.10  # the chance of acceptance by which the standard tells what quality a plan keeps out


def quality(arguments: Namespace, settings: Settings) -> int:
    """Plan, draw, list or report; 0, and ConfigError for what can't be asked."""
    if arguments.action == "plan":
        return _plan(arguments, settings)
    with Home(arguments.home, settings) as home:
        return {"sample": _sample, "report": _report, "list": _list}[arguments.action](arguments, home)


def _plan(arguments: Namespace, settings: Settings) -> int:
    level, aql = arguments.level or settings.quality.level, settings.quality.aql if arguments.aql is None else arguments.aql
    made = plan(arguments.lot, level, aql, arguments.severity or "normal")
    if arguments.json:
        print_json({**asdict(made), "code_letter": code_letter(arguments.lot, level), "everything": made.everything})
        return 0
    out.print(f"judge {made.sample_size} of {made.lot_size} documents{' (all of them)' if made.everything else ''}", highlight=False)
    most = f"with up to {made.accept} wrong" if made.accept else "with none wrong"
    out.print(f"accept {most}, reject from {made.reject} on", highlight=False)
    letter = code_letter(arguments.lot, level)
    led = "" if letter == made.letter else f", whose arrow leads to plan {made.letter}"
    out.print(f"ISO 2859-1 level {made.level}, code letter {letter}{led}; AQL {made.aql:g} %, {made.severity}", highlight=False)
    if not made.everything:
        good, poor = percent(acceptance(made, made.aql / 100)), percent(_poor(made))
        out.print(
            f"a lot with {made.aql:g} % wrong is accepted in {good} of cases, one with {poor} wrong once in ten times", highlight=False
        )
    return 0


def _poor(made: Plan) -> float:
    """The share of wrong documents with which a lot is accepted once in ten times."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if acceptance(made, middle) > _POOR else (low, middle)
    return high


def _sample(arguments: Namespace, home: Home) -> int:
    lot = sampling.Lot(arguments.station or "", arguments.batch or "", arguments.since or "", arguments.until or "")
    by_plan = arguments.rate is None and not arguments.standing
    if not by_plan and (arguments.level or arguments.severity):
        raise ConfigError("--level and --severity belong to a plan", "Leave them out with --rate and --standing.")
    if arguments.standing and arguments.seed is not None:
        raise ConfigError("--seed does not go with --standing", "A key of this home folder decides which documents fall into it.")
    if by_plan:
        sample = _by_plan(arguments, home, lot)
    elif arguments.standing:
        sample, added = sampling.draw_standing(home, lot)
        err.print(f"{added} documents added", highlight=False)
    else:
        sample = sampling.draw_by_rate(home, lot, arguments.rate, arguments.seed)
    if arguments.json:
        print_json({**asdict(sample), "documents": [one.document_id for one in home.quality.members(sample.sample_id)]})
        return 0
    seed = "" if arguments.standing else f", seed {sample.seed}"
    out.print(f"sample {sample.sample_id}: {sample.size} of {sample.lot_size} documents{seed}", highlight=False)
    out.print(printable(sampling.by_what(sample)), highlight=False, markup=False, soft_wrap=True)
    return 0


def _by_plan(arguments: Namespace, home: Home, lot: sampling.Lot) -> Sample:
    asked = (arguments.level or "", arguments.aql, arguments.severity or "", arguments.seed)
    sample, rules = sampling.draw_by_plan(home, lot, *asked)
    if rules.suspended:
        err.print("[yellow]Five lots were rejected on tightened inspection:[/] mend the cause before you go on.", highlight=False)
    if rules.may_reduce and not arguments.severity:
        err.print("Reduced inspection is allowed after so many good lots: --severity reduced.", highlight=False)
    return sample


def _list(arguments: Namespace, home: Home) -> int:
    known = [(sample, home.quality.verdict(sample.sample_id)) for sample in home.quality.samples()]
    if arguments.json:
        print_json([{**asdict(sample), "verdict": asdict(verdict)} for sample, verdict in known])
        return 0
    for sample, verdict in known:
        counts = f"{_how_far(verdict)} judged, {verdict.wrong} wrong"
        out.print(f"{sample.sample_id}  {verdict.state}  {counts}  {printable(sample.scope)}", highlight=False, markup=False)
        out.print(f"    {printable(sampling.by_what(sample))}", highlight=False, markup=False)
    out.print(f"{len(known)} samples", highlight=False)
    return 0


def _report(arguments: Namespace, home: Home) -> int:
    sample = home.quality.sample(arguments.sample) if arguments.sample else None
    verdict = home.quality.verdict(sample.sample_id) if sample else None
    rows = rates(home.quality.judged(arguments.sample))
    title = f"Sample {sample.sample_id}: {verdict.state}" if sample and verdict else "All samples"
    if arguments.out:
        sampling.draw_picture(home, rows, title, arguments.out, sample.plan.aql if sample and sample.plan else None)
        err.print(escape(str(arguments.out)), highlight=False)
    if arguments.json:
        told = {"sample": asdict(sample), "verdict": asdict(verdict)} if sample and verdict else {}
        print_json({**told, "confidence": 0.95, "rates": [asdict(row) for row in rows]})
        return 0
    if sample and verdict:
        out.print(
            f"{title}, {_how_far(verdict)} judged, {verdict.wrong} wrong; {printable(sampling.by_what(sample))}",
            highlight=False,
            markup=False,
        )
    if not rows:
        out.print("Nothing is judged yet.")
        return 0
    types = assembly.document_types(home.settings)
    lines = [_line(row, types) for row in rows if row.kind == "all" or row.field == "any"]
    out.print(table("Wrong documents, with the exact 95 % interval", lines, ("by", "of", "wrong", "judged", "rate", "from", "to")))
    return 0


def _line(row: RateRow, types: dict[str, str]) -> tuple[str, ...]:
    figures = (str(row.wrong), str(row.judged), percent(row.rate), percent(row.low), percent(row.high))
    return ("field" if row.kind == "all" else row.kind, sampling.label(row, types), *figures)


def _how_far(verdict: Verdict) -> str:
    return f"{verdict.judged} of {verdict.judged + verdict.left}"
