"""What an administrator runs once, and after an update: templates, indices, roles, keys. Repeating it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, NotFoundError

from pipeline.index.elasticsearch.connecting import connect, told_apart
from pipeline.index.elasticsearch.generations import Generations
from pipeline.index.elasticsearch.mapping import MAPPING_VERSION, Analysis, component_templates, index_templates, names
from pipeline.index.elasticsearch.roles import keys, roles
from pipeline.index.elasticsearch.settings import ElasticsearchSettings


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `needed` is False where it is done already; `act` does it and returns a secret to be shown once, or None."""

    what: str
    needed: bool
    act: Callable[[], str | None]
    role: str = ""  # whose key it makes


class Setup:
    """Connects as an administrator; `steps` looks without changing anything."""

    def __init__(self, settings: ElasticsearchSettings, user: str, password: str) -> None:
        self._settings = settings
        self._client = connect(settings, basic_auth=(user, password))

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def analysis(self) -> Analysis:
        """Which pieces of analysis the node has, by asking it to use each."""
        return Analysis(
            pattern=self._analyses(tokenizer={"type": "pattern", "pattern": r"\W+"}),
            asciifolding=self._analyses(tokenizer="standard", filter=[{"type": "asciifolding"}]),
            porter_stem=self._analyses(tokenizer="standard", filter=[{"type": "porter_stem"}]),
            ngram=self._analyses(tokenizer="standard", filter=[{"type": "ngram", "min_gram": 3, "max_gram": 3}]),
        )

    def steps(self, renew_keys: bool = False) -> Iterator[Step]:
        """Everything, in order; each is looked at when it comes up."""
        with told_apart():
            analysis = self.analysis()
            yield from self._templates(analysis)
            yield from self._indices()
            yield from self._roles()
            for role in keys(self._settings):
                yield self._key(role, renew_keys)

    def outdated(self) -> list[str]:
        """Indices whose mapping an earlier version made; `chartscan reindex` renews them."""
        with told_apart():
            found = self._client.indices.get_mapping(index=list(names(self._settings).values()), ignore_unavailable=True)
        version = {name: (entry["mappings"].get("_meta") or {}).get("mapping_version") for name, entry in found.items()}
        return sorted(name for name, made in version.items() if made != MAPPING_VERSION)

    def _analyses(self, **pieces: Any) -> bool:
        try:
            self._client.indices.analyze(text="one two", **pieces)
        except ApiError as error:
            if error.status_code == 400:  # it doesn't know the piece
                return False
            raise
        return True

    def _templates(self, analysis: Analysis) -> Iterator[Step]:
        cluster, indices = self._client.cluster, self._client.indices
        for name, body in component_templates(self._settings, analysis).items():
            stands = _found(cluster.get_component_template, name, "component_template") == body["_meta"]
            yield Step(f"component template {name}", not stands, self._doing(cluster.put_component_template, name, body))
        for name, body in index_templates(self._settings).items():
            stands = _found(indices.get_index_template, name, "index_template") == body["_meta"]
            yield Step(f"index template {name}", not stands, self._doing(indices.put_index_template, name, body))

    def _indices(self) -> Iterator[Step]:
        generations = Generations(self._client, self._settings)
        absent = generations.absent()
        for alias in names(self._settings).values():

            def create(alias: str = alias) -> None:
                generations.create(alias)

            yield Step(f"index {alias}-000001 behind {alias}", alias in absent, create)

    def _roles(self) -> Iterator[Step]:
        for part, descriptor in roles(self._settings).items():
            name = f"{self._settings.prefix}-{part}"
            try:
                stands = self._client.security.get_role(name=name)[name]
            except NotFoundError:
                stands = {}
            same = all(_within(descriptor[key], stands.get(key)) for key in descriptor)
            yield Step(f"role {name}", not same, self._doing(self._client.security.put_role, name, descriptor))

    def _key(self, role: str, renew: bool) -> Step:
        name = f"{self._settings.prefix}-{role}"
        found = self._client.security.get_api_key(name=name, active_only=True)["api_keys"]

        def make() -> str:
            if found:
                self._client.security.invalidate_api_key(name=name)
            made = self._client.security.create_api_key(name=name, role_descriptors={name: roles(self._settings)[role]})
            return str(made["encoded"])

        return Step(f"API key {name}", renew or not found, make, role)

    @staticmethod
    def _doing(call: Callable[..., Any], name: str, body: dict[str, Any]) -> Callable[[], None]:
        def act() -> None:
            call(name=name, **{key.lstrip("_") if key == "_meta" else key: value for key, value in body.items()})

        return act


def _found(get: Callable[..., Any], name: str, kind: str) -> Any:
    """What a template of this name is known by; None where there is none."""
    try:
        return get(name=name)[f"{kind}s"][0][kind].get("_meta")
    except NotFoundError:
        return None


def _within(wanted: Any, stands: Any) -> bool:
    """Whether all that is wanted stands there; Elasticsearch adds defaults of its own."""
    if isinstance(wanted, dict):
        return isinstance(stands, dict) and all(_within(value, stands.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(stands, list) and len(wanted) == len(stands) and all(map(_within, wanted, stands))
    return bool(wanted == stands)
