"""The review queue: what waits, and the next document for whoever asks."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlencode

from starlette.responses import Response

from pipeline.ledger.review import Waiting, is_urgent
from pipeline.model.errors import DecisionRefused, IndexDown
from pipeline.model.record import REASONS
from pipeline.review.asked import Asked
from pipeline.run.indexing import drain

_LISTED = 200
TICKET = re.compile(r"R-\d{4,}", re.ASCII)


def waiting(asked: Asked) -> list[Waiting]:
    """What waits that the person may see: urgent first, then the oldest."""
    every = asked.home.ledger.review.waiting(asked.parts.settings.desk.urgent_folders)
    if not (asked.sight.hidden.types or asked.sight.hidden.mrns):
        return every
    return [one for one in every if may_know(asked, one.document_id)]


def may_know(asked: Asked, document_id: str) -> bool:
    """Whether there is such a document that the person may see."""
    record = asked.home.ledger.documents.get(document_id)
    return record is not None and asked.sight.may_see(record, asked.parts.normalise)


def queue_page(asked: Asked) -> Response:
    """The list, by reason."""
    every = waiting(asked)
    reason = asked.query("reason")
    counts = Counter(found for one in every for found in one.reasons)
    shown = [one for one in every if not reason or reason in one.reasons]
    asked.tell(*(one.document_id for one in shown[:_LISTED]))
    urgent = {one.document_id for one in shown if is_urgent(one.path, asked.parts.settings.desk.urgent_folders)}
    return asked.page(
        "queue.html",
        shown=shown[:_LISTED],
        total=len(shown),
        every=len(every),
        counts=[(one, counts[one]) for one in REASONS if counts[one]],
        reason=reason,
        urgent=urgent,
        tickets=[one for one in asked.home.ledger.rescans.open() if may_know(asked, one["document_id"])],
        last=asked.home.ledger.decisions.last_of(asked.user.name),
        said=asked.query("said"),
        ticket=asked.query("ticket") if TICKET.fullmatch(asked.query("ticket")) else "",
    )


def next_document(asked: Asked) -> Response:
    """Take the next one that nobody has."""
    return go_on(asked, asked.field("reason"), skipped=asked.field("skipped"))


def go_on(asked: Asked, reason: str = "", skipped: str = "", said: str = "", ticket: str = "") -> Response:
    """To the next document that nobody has, behind the skipped one; to the list when there is none. `ticket`: one to be told of."""
    found = [one for one in waiting(asked) if not reason or reason in one.reasons]
    ids = [one.document_id for one in found]
    if skipped in ids:
        at = ids.index(skipped)
        found = [*found[at + 1 :], *found[:at]]
    more = {"reason": reason if reason in REASONS else "", "ticket": ticket}
    for one in found:
        if one.who in (None, asked.user.name) and take(asked, one.document_id):
            return asked.go(_address(f"/review/{one.document_id}", **more))
    return asked.go(_address("/review", **more, said=said or "none"))


def _address(path: str, **values: str) -> str:
    said = urlencode({name: value for name, value in values.items() if value})
    return f"{path}?{said}" if said else path


def take(asked: Asked, document_id: str) -> bool:
    """Have the document to oneself for a while."""
    return asked.home.ledger.review.take(document_id, asked.user.name, 60 * asked.parts.settings.desk.review_minutes)


def undo(asked: Asked) -> Response:
    """Take back the person's last decision."""
    last = asked.home.ledger.decisions.last_of(asked.user.name)
    if last is None:
        raise DecisionRefused("you have decided nothing that could be taken back", "Only your own decisions are taken back here.")
    found = asked.deciding.undo(last["seq"], asked.user.name)
    asked.tell(found["document_id"], why=f"undo {found['kind']}")
    caught_up(asked)
    record = asked.home.ledger.documents.get(found["document_id"])
    return asked.go(f"/review/{found['document_id']}" if record else "/review")


def caught_up(asked: Asked) -> None:
    """What was decided is found at once; an index that is away takes it when it is back."""
    try:
        drain(asked.home)
    except IndexDown:
        return
