"""Every setting of the program: each room's own, composed here, parsed once; unknown keys are refused.

The values stand in config/default.toml; a site's file, given with --config, overrides single keys of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pipeline.accounts.settings import AccountsSettings
from pipeline.audit.settings import AuditSettings
from pipeline.classify.settings import ClassifySettings
from pipeline.cleanup.settings import CleanupSettings
from pipeline.extract.settings import ExtractSettings
from pipeline.filing.settings import FilingSettings
from pipeline.index.settings import IndexSettings
from pipeline.intake.settings import IntakeSettings
from pipeline.ledger.settings import LedgerSettings
from pipeline.model.errors import ConfigError
from pipeline.ocr.settings import OcrSettings
from pipeline.pages.settings import PagesSettings
from pipeline.quality.settings import QualitySettings

if TYPE_CHECKING:
    import cattrs


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How the work is spread and watched."""

    jobs: int = 0  # worker processes; 0 means one per core
    page_timeout_s: float = 120.0  # seconds a page may take, by the clock and of processor time, before its worker is taken for hung
    # seconds of processor time after which a page lets others overtake; it is read to its end (page_timeout_s) beside them. 0: none does
    first_try_s: float = 5.0
    retries: int = 1  # how often a page whose worker died is tried again
    # seconds until what may not be the file's fault (engine crashed, out of memory) is tried again; after the last, a page that failed
    # holds its document, and a file that can't be opened goes to quarantine
    retry_delays_s: tuple[float, ...] = (5.0, 30.0, 120.0)
    pages_per_worker: int = 1000  # pages after which a worker process is replaced, so that a leak stays small
    worker_memory_mb: int = 2048  # megabytes of memory a worker process may take; a page that needs more fails, the others go on
    confine: str = "auto"  # worker processes without network and with few files: "auto" as far as the system can, "require", or "off"
    metrics_port: int = 0  # `chartscan watch` answers Prometheus there; 0: not at all
    metrics_address: str = "127.0.0.1"  # and on this address; another than this machine's own shows its counts to the network
    metrics_file: str = ""  # a file that is kept up to date for the node exporter's textfile collector; must end in .prom
    silent_minutes: Mapping[str, float] = field(default_factory=dict)  # by station ("*": any other), after which `status` tells its silence
    log_format: str = "plain"  # "plain" or "json", one object a line
    log_level: str = "WARNING"  # DEBUG, INFO, WARNING or ERROR
    drop_folders: tuple[str, ...] = ()  # folders that `chartscan watch` looks after when none is named


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The records desk."""

    url: str = ""  # where people reach it; in Elasticsearch each page links to URL/documents/ID/pages/N
    host: str = "127.0.0.1"  # the address it listens on; another than this machine's own needs TLS or a named proxy
    port: int = 8765
    tls_certificate: str = ""  # PEM file; with `tls_key` it answers over https itself
    tls_key: str = ""
    proxies: tuple[str, ...] = ()  # addresses of reverse proxies that are believed whom they answer for, and that speak TLS
    urgent_folders: tuple[str, ...] = ("stat", "urgent")  # what comes from folders of these names is reviewed first
    review_minutes: int = 20  # how long a reviewer has a document to themselves after the last key
    picture_cache_mb: int = 512  # drawn pages kept in the home folder, the oldest go first
    threads: int = 8  # requests answered at once


@dataclass(frozen=True, slots=True)
class Settings:
    """One section a room."""

    intake: IntakeSettings = field(default_factory=IntakeSettings)
    pages: PagesSettings = field(default_factory=PagesSettings)
    cleanup: CleanupSettings = field(default_factory=CleanupSettings)
    ocr: OcrSettings = field(default_factory=OcrSettings)
    classify: ClassifySettings = field(default_factory=ClassifySettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    filing: FilingSettings = field(default_factory=FilingSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    ledger: LedgerSettings = field(default_factory=LedgerSettings)
    quality: QualitySettings = field(default_factory=QualitySettings)
    run: RunSettings = field(default_factory=RunSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    accounts: AccountsSettings = field(default_factory=AccountsSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)


def config_folder() -> Path:
    """Where default.toml, document_types/ and identifiers/ stand: inside an installed package, or at a checkout's root."""
    installed = Path(__file__).parent / "config"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "config"


def load(site: Path | None = None) -> Settings:
    """The defaults, overridden by the site's file; ConfigError names each key that can't be used."""
    values = _read(config_folder() / "default.toml")
    if site is not None:
        values = _merged(values, _read(site))
    return parse(values)


def parse(values: Mapping[str, Any]) -> Settings:
    """Settings from nested tables."""
    import cattrs  # noqa: PLC0415  # a worker process is given its settings and needs no parser

    try:
        settings = _converter(cattrs.Converter(forbid_extra_keys=True)).structure(values, Settings)
    except cattrs.BaseValidationError as error:
        problems = "; ".join(cattrs.transform_error(error, path="settings"))
        raise ConfigError(problems.replace("expected tuple", "expected a list in brackets")) from None
    if not settings.ocr.languages:
        raise ConfigError("settings.ocr.languages: no language is named", 'Name at least one, such as ["eng"].')
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        inner = merged.get(key)
        merged[key] = _merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return merged


def _converter(converter: cattrs.Converter) -> cattrs.Converter:
    """Taught which values it is to refuse."""
    for kind in (bool, int, str):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook_factory(_is_list, lambda kind: partial(_list, converter, get_args(kind)[0]))
    return converter


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _list(converter: cattrs.Converter, of: type, value: Any, _kind: type) -> tuple[Any, ...]:
    # cattrs would take a word for a list of its letters
    if not isinstance(value, list | tuple):
        raise ValueError(f"expected a list, got {type(value).__name__}")
    return tuple(converter.structure(one, of) for one in value)


def _exactly(value: Any, kind: type) -> Any:
    # cattrs would turn "no" into True and 2.7 into 2; a setting of the wrong kind is a mistake to be shown
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, got {type(value).__name__}")
    return value


def _number(value: Any, _kind: type) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"expected a number, got {type(value).__name__}")
    return float(value)
