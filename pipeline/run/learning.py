"""A site's corrected documents teach the type model: read, learnt, checked on pages kept apart, taken only if it is no worse."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import assembly
from pipeline.classify.adapting import Labelled, Shares, adapted, judged, label_of
from pipeline.classify.linear import LinearModel, save_model
from pipeline.model.codec import decode
from pipeline.model.durable import replace_durably
from pipeline.model.errors import ConfigError, InputRejected, StageFailed
from pipeline.model.geometry import Box
from pipeline.model.types import Findings, PageText, Word
from pipeline.output.confusion import draw_confusion
from pipeline.run.home import MODEL, Home
from pipeline.run.workers.pool import PagePool
from pipeline.run.workers.whole_file import read_file

HELD_OUT = 4  # one in so many of the site's documents is kept apart
TEXT = ".txt"
_CHAR, _LINE = 20, 50  # pixels of a character and from line to line, for documents that come as plain text


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of it. `before` and `after` are (the site's pages kept apart, the shipped ones); `worse` says why it was not taken."""

    learnt: int
    skipped: int
    before: tuple[Shares, Shares]
    after: tuple[Shares, Shares]
    worse: str


def learn(home: Home, folder: Path | None, corrections: Path | None, picture: Path | None) -> Lesson:
    """Teach the model and keep it in the home folder, unless it got worse. ConfigError for nothing to learn from."""
    pages, skipped = _collected(home, folder, corrections)
    features, shipped, kept = assembly.learning_parts(home.settings)
    found = [(source, Labelled(*shipped.vector(features(text)), label)) for source, text, label in pages]
    site = [page for source, page in found if not _kept_apart(source)]
    apart = [page for source, page in found if _kept_apart(source)]
    if not site:
        raise ConfigError("no document to learn from", "Name a folder with one sub-folder for each type code, or --corrections.")
    check = kept[1::2]
    taught = adapted(shipped, site, kept[::2])
    before, after = (judged(shipped, apart), judged(shipped, check)), (judged(taught, apart), judged(taught, check))
    worse = _worse(before, after)
    if not worse:
        _keep(taught, home.folder / MODEL)
    if picture:
        draw_confusion([*after[0].confusion, *after[1].confusion], picture)
    return Lesson(len(site), skipped, before, after, worse)


def _worse(before: tuple[Shares, Shares], after: tuple[Shares, Shares]) -> str:
    if after[0].right < before[0].right:
        return "it tells fewer of the site's documents that were kept apart than before"
    if after[1].right < before[1].right:
        return "it tells fewer of the shipped pages than before"
    return ""


def _keep(model: LinearModel, path: Path) -> None:
    part = path.with_name(f".{path.name}.part")
    save_model(model, part)
    replace_durably(part, path, "the taught model")


def _kept_apart(source: str) -> bool:
    """By the document, so that its pages stay together; the same documents are kept apart each time."""
    return hashlib.sha256(source.encode()).digest()[0] % HELD_OUT == 0


def _collected(home: Home, folder: Path | None, corrections: Path | None) -> tuple[list[tuple[str, PageText, str]], int]:
    known = {*assembly.document_types(home.settings), "none"}
    found: list[tuple[str, PageText, str]] = []
    skipped = 0
    readable = () if folder is None else (folder.resolve(),)
    with PagePool(home.settings, home.folder, readable) as pool:  # its processes are started for the first file that needs one
        for source, label, read in [*_of_folder(folder, known, pool), *_of_corrections(home, corrections, known)]:
            try:
                found += [(source, text, label_of(label)) for text in read() if text.words]
            except (InputRejected, StageFailed):
                skipped += 1
    return found, skipped


Read = Callable[[], list[PageText]]


def _of_folder(folder: Path | None, known: set[str], pool: PagePool) -> Iterator[tuple[str, str, Read]]:
    """Documents in sub-folders that are named by type code, or "none"."""
    if folder is None:
        return
    for types in sorted(one for one in folder.iterdir() if one.is_dir()):
        if types.name not in known:
            raise ConfigError(f"{types.name}: no known type", f"Sub-folders are named by type code: {', '.join(sorted(known))}.")
        for file in sorted(one for one in types.rglob("*") if one.is_file()):
            yield file.name, types.name, lambda file=file: _read(file, pool)  # type: ignore[misc]  # the default binds it


def _read(file: Path, pool: PagePool) -> list[PageText]:
    if file.suffix.lower() == TEXT:
        return [plain_page(file.read_text(encoding="utf-8", errors="replace"))]
    return [result.page for result in read_file(pool, file.resolve()) if isinstance(result, Findings)]


def _of_corrections(home: Home, file: Path | None, known: set[str]) -> Iterator[tuple[str, str, Read]]:
    """Documents of the ledger with the type that a person gave them: JSON lines of document_id and code."""
    if file is None:
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            body = json.loads(line)
            document_id, code = str(body["document_id"]), str(body["code"])
        except (ValueError, KeyError, TypeError):
            advice = 'Each line: {"document_id": "…", "code": "18842-5"}.'
            raise ConfigError(f"{file.name}: line {number} is no correction", advice) from None
        if code not in known:
            raise ConfigError(f"{file.name}: line {number}: no known type", f"Known are {', '.join(sorted(known))}.")
        yield document_id, code, lambda document_id=document_id: _stored(home, document_id)  # type: ignore[misc]  # as above


def _stored(home: Home, document_id: str) -> list[PageText]:
    record = home.ledger.documents.get(document_id)
    if record is None:
        raise ConfigError(f"no document {document_id}", "`chartscan search` and `chartscan export` give the ids.")
    done = home.ledger.arrivals.pages_done(record["arrival_id"])
    results = [decode(home.store.read(done[number])) for number in record["source"]["pages"]]
    return [result.page for result in results if isinstance(result, Findings)]


def plain_page(text: str) -> PageText:
    """A plain text as a page of print, so that headings and lines are where they were."""
    words = []
    for line, row in enumerate(text.splitlines()):
        at = 0
        for word in row.split():
            start = row.index(word, at)
            at = start + len(word)
            box = Box(100 + _CHAR * start, 100 + _LINE * line, 100 + _CHAR * at, 132 + _LINE * line)
            words.append(Word(word, box, 1.0, line))
    height = max((word.box.y1 for word in words), default=0) + 100
    return PageText(1, tuple(words), 1.0, 0, 0.0, not words, 2550, max(3300, height), "text")
