"""Quality samples of filed documents: which may be drawn, how strictly, and what the judgements say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline import assembly
from pipeline.model.errors import ConfigError
from pipeline.model.record import Record
from pipeline.output.rates import Rate, draw_rates
from pipeline.quality import Candidate, Plan, RateRow, Sample, Switching, plan
from pipeline.quality.switching import switching
from pipeline.run.delivering import whole
from pipeline.run.home import Home

EVERYWHERE = "all stations"
_SECTIONS = {"all": "All documents", "station": "By station", "operator": "By operator", "type": "By type"}
_UNKNOWN = "(not known)"


@dataclass(frozen=True, slots=True)
class Lot:
    """Which filed documents make a lot: "" leaves a thing open. `since` and `until` are ISO days on which files came in, both included."""

    station: str = ""
    batch: str = ""
    since: str = ""
    until: str = ""

    @property
    def scope(self) -> str:
        """What the lots of one series have in common: their station."""
        return f"station {self.station}" if self.station else EVERYWHERE


def candidates(home: Home, lot: Lot, hands: Mapping[str, Sequence[str]] | None = None) -> Iterator[Candidate]:
    """The filed documents of a lot. ConfigError for a day that is none.

    `hands`: by document id who worked on it, its operator first; without it whoever settled it at the desk.
    """
    hands = home.ledger.decisions.hands() if hands is None else hands
    since, until = _day(lot.since), _day(lot.until)
    revisions = home.ledger.documents.revisions()
    for record in home.ledger.documents.all():
        if record["status"] == "filed" and _is_in(record, lot, since, until):
            operator, *others = hands.get(record["document_id"]) or ("",)
            yield Candidate(
                record["document_id"],
                revisions.get(record["document_id"], 1),
                record["source"]["station"] or "",
                operator,
                record["document_type"]["code"] or "",
                tuple(others),
            )


def draw_by_plan(
    home: Home, lot: Lot, level: str = "", aql: float | None = None, severity: str = "", seed: int | None = None
) -> tuple[Sample, Switching]:
    """Draw by ISO 2859-1, and what the switching rules said. Level and AQL come from the settings where they are not given, the severity
    from the rules over the earlier lots of the same station and AQL. ConfigError as of `plan` and `Samples.draw`.
    """
    documents = list(candidates(home, lot))
    level, aql = level or home.settings.quality.level, home.settings.quality.aql if aql is None else aql
    rules = switching(home.quality.past_lots(lot.scope, aql))
    made = plan(len(documents), level, aql, severity or rules.severity) if documents else plan(1, level, aql)
    return home.quality.draw(documents, made, seed, lot.scope), rules


def draw_by_rate(home: Home, lot: Lot, rate: float, seed: int | None = None) -> Sample:
    """Draw the same share (0 to 1) of each station. ConfigError as of `Samples.draw`."""
    return home.quality.draw(list(candidates(home, lot)), {"*": rate}, seed, lot.scope)


def draw_standing(home: Home, lot: Lot) -> tuple[Sample, int]:
    """Add to the standing sample what fell into it by the settings' rates; how many. ConfigError where the settings have no rate."""
    if not home.settings.quality.standing:
        raise ConfigError("quality.standing holds no rates", 'Give each station its share in the settings: standing = { "*" = 0.01 }.')
    return home.quality.take_standing(candidates(home, lot), home.settings.quality.standing)


def by_what(sample: Sample) -> str:
    """How a sample was drawn, in a few words."""
    if sample.plan is None:
        return ", ".join(f"{'every station' if station == '*' else station} {rate:.3g}" for station, rate in sample.rates.items())
    return _in_words(sample.plan)


def _in_words(made: Plan) -> str:
    return f"level {made.level}, AQL {made.aql:g} %, {made.severity}: accept {made.accept}, reject {made.reject}"


def draw_picture(home: Home, rows: Sequence[RateRow], title: str, out: Path, aql: float | None = None) -> None:
    """The rates as PNG, whole or not at all: all documents by field, the groups for any field. `aql` (per cent) is marked."""
    types = assembly.document_types(home.settings)
    shown = [row for row in rows if row.kind == "all" or row.field == "any"]
    drawn = [Rate(_SECTIONS[row.kind], label(row, types), row.judged, row.wrong, row.low, row.high) for row in shown]
    with whole(out) as part:
        draw_rates(drawn, title, part, None if aql is None else aql / 100)


def label(row: RateRow, types: Mapping[str, str]) -> str:
    """What a row is of: the field for all documents, else the group, types by their names."""
    if row.kind == "all":
        return "wrong in any way" if row.field == "any" else row.field.replace("_", " ")
    return (types.get(row.group, row.group) if row.kind == "type" else row.group) or _UNKNOWN


def _is_in(record: Record, lot: Lot, since: date | None, until: date | None) -> bool:
    source = record["source"]
    if (lot.station and source["station"] != lot.station) or (lot.batch and source.get("batch") != lot.batch):
        return False
    came = date.fromisoformat(source["received_at"][:10])
    return (since is None or came >= since) and (until is None or came <= until)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigError("--from or --to is no day", "Write days as 2026-03-01.") from None
