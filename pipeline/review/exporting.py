"""What people settled, as material to learn from."""

from __future__ import annotations

import json

from starlette.responses import Response

from pipeline.review.asked import Asked
from pipeline.review.queue import may_know
from pipeline.run.lessons import lessons


def export(asked: Asked) -> Response:
    """JSON lines: `types train --corrections` takes them, and so does the matcher's calibration."""
    found = [one for one in lessons(asked.home.ledger) if may_know(asked, one["document_id"])]
    asked.tell(*(one["document_id"] for one in found), patients=sorted({one["mpi_id"] for one in found}))
    body = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    name = 'attachment; filename="corrections.jsonl"'
    return Response(body, media_type="application/x-ndjson", headers={"Content-Disposition": name})
