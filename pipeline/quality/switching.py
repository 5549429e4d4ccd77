"""How strictly the next lot is inspected: the switching rules of ISO 2859-1:1999, 9.3 and 9.4, over the lots that went before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.quality.tables import Plan, Severity, accept_if_tighter

_OF_THE_LAST = 5  # lots
_REFUSED_TO_TIGHTEN = 2
_ACCEPTED_TO_RELAX = 5
_REFUSED_TO_STOP = 5
_SCORE_TO_REDUCE = 30


@dataclass(frozen=True, slots=True)
class PastLot:
    """A lot that was judged: by which plan, and how many documents of its sample were wrong."""

    plan: Plan
    wrong: int

    @property
    def accepted(self) -> bool:
        """Whether it was accepted."""
        return self.wrong <= self.plan.accept


@dataclass(frozen=True, slots=True)
class Switching:
    """What the rules say of the next lot."""

    severity: Severity = "normal"
    score: int = 0  # the switching score, on normal inspection
    suspended: bool = False  # five lots were refused on tightened inspection: mend the cause before another lot is inspected
    recent: tuple[bool, ...] = ()  # the last lots in turn at this severity: whether each was accepted
    refused: int = 0  # lots refused since this severity began

    @property
    def may_reduce(self) -> bool:
        """Whether reduced inspection is allowed, if the work is steady and whoever is responsible for quality agrees."""
        return self.severity == "normal" and self.score >= _SCORE_TO_REDUCE


def switching(lots: Iterable[PastLot]) -> Switching:
    """The rules after these lots, the oldest first; all of one AQL. Begins on normal inspection.

    Reduced inspection is never entered by itself, the standard leaves it to a person; it is left by itself. A lot that a person chose to
    inspect at another severity begins anew there.
    """
    state = Switching()
    for lot in lots:
        if lot.plan.severity != state.severity or state.suspended:
            state = Switching(lot.plan.severity)
        state = _next(_counted(state, lot), lot)
    return state


def _counted(state: Switching, lot: PastLot) -> Switching:
    recent = (*state.recent, lot.accepted)[-_OF_THE_LAST:]
    return replace(state, recent=recent, refused=state.refused + (not lot.accepted), score=_score(state.score, lot))


def _score(before: int, lot: PastLot) -> int:
    """ISO 2859-1, 9.3.3.2: two points for a lot accepted at Ac 0 or 1, three for one that the next smaller AQL accepts too."""
    if lot.plan.accept <= 1:
        return before + 2 if lot.accepted else 0
    return before + 3 if lot.wrong <= accept_if_tighter(lot.plan) else 0


def _next(state: Switching, lot: PastLot) -> Switching:
    if state.severity == "normal":
        return Switching("tightened") if state.recent.count(False) >= _REFUSED_TO_TIGHTEN else state
    if state.severity == "reduced":
        return state if lot.accepted else Switching("normal")
    if state.refused >= _REFUSED_TO_STOP:
        return replace(state, suspended=True)
    return Switching("normal") if len(state.recent) == _ACCEPTED_TO_RELAX and all(state.recent) else state
