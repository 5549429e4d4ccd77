"""Indices behind their aliases: the one that is written and the one that is read, and how a new one takes over."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from elasticsearch import Elasticsearch

from pipeline.index.elasticsearch.mapping import names
from pipeline.index.elasticsearch.settings import ElasticsearchSettings

_GRACE_S = 2.0  # for searches that began on the old index


class Generations:
    """PREFIX-KIND-000001, -000002 …; reading goes through PREFIX-KIND, writing through PREFIX-KIND-write."""

    def __init__(self, client: Elasticsearch, settings: ElasticsearchSettings, pause: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._pause = pause
        self._aliases = tuple(names(settings).values())

    def absent(self) -> list[str]:
        """The aliases that nothing stands behind yet."""
        return [alias for alias in self._aliases if not self.behind(alias)]

    def create(self, alias: str) -> str:
        """The first index behind an alias; returns its name."""
        name = f"{alias}-000001"
        self._client.indices.create(index=name, aliases={alias: {}, f"{alias}-write": {"is_write_index": True}})
        return name

    def begin(self) -> None:
        """A new index for each alias, written from now on; one that an interrupted rebuild left is gone on with."""
        for alias in self._aliases:
            read, written = self.behind(alias), self.behind(f"{alias}-write")
            if written and written != read:
                continue
            number = max((int(name.rsplit("-", 1)[1]) for name in self._all(alias)), default=0) + 1
            new = f"{alias}-{number:06d}"
            self._client.indices.create(index=new)
            actions: list[dict[str, Any]] = [{"remove": {"index": old, "alias": f"{alias}-write"}} for old in written]
            actions.append({"add": {"index": new, "alias": f"{alias}-write", "is_write_index": True}})
            self._client.indices.update_aliases(actions=actions)

    def finish(self) -> None:
        """All aliases in one step to the indices that are written, so that no search falls between; then the old ones go."""
        self._client.indices.refresh(index=[f"{alias}-write" for alias in self._aliases])
        actions: list[dict[str, Any]] = []
        old: list[str] = []
        for alias in self._aliases:
            written, read = self.behind(f"{alias}-write"), self.behind(alias)
            actions += [{"add": {"index": name, "alias": alias}} for name in written]
            actions += [{"remove": {"index": name, "alias": alias}} for name in read if name not in written]
            old += [name for name in self._all(alias) if name not in written]
        self._client.indices.update_aliases(actions=actions)
        if old:
            self._pause(_GRACE_S)
            self._client.indices.delete(index=old)

    def behind(self, alias: str) -> list[str]:
        """The indices that an alias means."""
        if not self._client.indices.exists_alias(name=alias):
            return []
        return sorted(self._client.indices.get_alias(name=alias))

    def _all(self, alias: str) -> list[str]:
        return sorted(self._client.indices.get(index=f"{alias}-0*", features="aliases", allow_no_indices=True))
