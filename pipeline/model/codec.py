"""Page results as JSON bytes for the store, and back. Version 1; a change of shape takes a new version number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import Barcode, Findings, Identifier, PageFailed, PageResult, PageText, TypedPage, TypeGuess, Word

VERSION = 1


def encode(result: PageResult) -> bytes:
    """Compact, deterministic JSON: the same result always gives the same bytes."""
    body = _failed_out(result) if isinstance(result, PageFailed) else _findings_out(result)
    return json.dumps({"v": VERSION, **body}, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decode(data: bytes) -> PageResult:
    """What `encode` wrote; ValueError for any other version."""
    body = json.loads(data)
    if body.get("v") != VERSION:
        raise ValueError(f"page result of version {body.get('v')}, this program reads {VERSION}")
    if "failed" in body:
        return PageFailed(*body["failed"])
    return _findings_in(body)


def failure_in(data: bytes) -> PageFailed | None:
    """What `encode` wrote of a page that failed, else None; without reading the others."""
    result = decode(data) if data.startswith(b'{"failed"') else None
    return result if isinstance(result, PageFailed) else None


def _failed_out(result: PageFailed) -> dict[str, Any]:
    return {"failed": [result.number, result.stage, result.reason]}


def _findings_out(result: Findings) -> dict[str, Any]:
    page, guess, up = result.page, result.typed.type, result.page.upright
    more: dict[str, Any] = {"picture": page.picture} if page.picture else {}
    turned = [[place, word.turn] for place, word in enumerate(page.words) if word.turn]
    more |= {"turned": turned} if turned else {}
    pale = [place for place, one in enumerate(result.barcodes) if one.pale]
    more |= {"pale": pale} if pale else {}
    return {
        **more,
        "page": [page.number, page.confidence, page.rotation, page.skew, page.blank, page.width, page.height, page.engine],
        "upright": [up.a, up.b, up.c, up.d, up.e, up.f],
        "words": [[w.text, *_box_out(w.box), round(w.confidence, 4), w.line] for w in page.words],
        "type": [guess.code, guess.confidence, guess.scores, guess.evidence],
        "identifiers": [[i.kind, i.raw, i.value, i.confidence, i.page, _box_out(i.box), i.rule] for i in result.identifiers],
        "barcodes": [[one.format, one.text, _box_out(one.box)] for one in result.barcodes],
    }


def _box_out(box: Box) -> list[int]:
    return [box.x0, box.y0, box.x1, box.y1]


def _words_in(body: dict[str, Any]) -> Iterator[Word]:
    if "turned" not in body:
        yield from [Word(text, Box(x0, y0, x1, y1), confidence, line) for text, x0, y0, x1, y1, confidence, line in body["words"]]
        return
    turned = dict(body["turned"])
    for place, (text, x0, y0, x1, y1, confidence, line) in enumerate(body["words"]):
        yield Word(text, Box(x0, y0, x1, y1), confidence, line, turned.get(place, 0))


def _findings_in(body: dict[str, Any]) -> Findings:
    number, confidence, rotation, skew, blank, width, height, engine = body["page"]
    words = tuple(_words_in(body))
    page = PageText(
        number, words, confidence, rotation, skew, blank, width, height, engine, Affine(*body["upright"]), body.get("picture", "")
    )
    code, type_confidence, scores, evidence = body["type"]
    guess = TypeGuess(code, type_confidence, tuple((c, p) for c, p in scores), tuple(evidence))
    identifiers = tuple(
        Identifier(kind, raw, value, conf, n, Box(*box), rule) for kind, raw, value, conf, n, box, rule in body["identifiers"]
    )
    # results stored before barcodes were read have none
    pale = body.get("pale", ())
    barcodes = tuple(Barcode(form, text, Box(*box), place in pale) for place, (form, text, box) in enumerate(body.get("barcodes", ())))
    return Findings(TypedPage(page, guess), identifiers, barcodes)
