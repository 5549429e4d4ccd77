"""An index in the test node, set up as an administrator sets it up."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.index import Change, IndexSettings, Rejection
from pipeline.index.elasticsearch.backend import ElasticsearchIndex
from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.index.elasticsearch.setup import Setup
from pipeline.run.elastic_setup import keep
from tests.support.elastic.node import ADMIN, Node


def settings_for(node: Node, prefix: str = "chartscan", **others: object) -> IndexSettings:
    """Settings that reach the node."""
    reached = ElasticsearchSettings(urls=(node.url,), ca=str(node.authority.certificate), prefix=prefix, replicas=0)
    return IndexSettings(backend="elasticsearch", elasticsearch=replace(reached, **others))  # type: ignore[arg-type]


def set_up(settings: IndexSettings, home: Path) -> None:
    """Templates, indices, roles and keys; the keys in the home folder."""
    setup = Setup(settings.elasticsearch, *ADMIN)
    for step in setup.steps():
        if step.needed:
            secret = step.act()
            if secret:
                keep(home, step.role, secret)
    setup.close()


class SeenAtOnce(ElasticsearchIndex):
    """Tests look at once; users a second later."""

    def upsert(self, changes: Sequence[Change]) -> tuple[Rejection, ...]:
        """Write, then make it searchable."""
        rejected = super().upsert(changes)
        self._manager.indices.refresh(index=list(self._aliases.values()))
        return rejected


def emptied(
    settings: IndexSettings, names: dict[str, str], normalise: Callable[[str], str | None], home: Path, short: dict[str, str]
) -> SeenAtOnce:
    """The index without documents."""
    index = SeenAtOnce(settings, names, normalise, home, abbreviations=short)
    if any(True for _ in index.documents()):
        index.begin_rebuild()
        index.finish_rebuild()
    return index


def must_not_skip() -> bool:
    """In CI a machine without Java fails; on a newcomer's it skips, and says so."""
    return bool(os.environ.get("CI") or os.environ.get("CHARTSCAN_TEST_ELASTICSEARCH"))
