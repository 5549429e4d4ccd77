"""Where Kibana is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KibanaSettings:
    """`chartscan kibana setup` brings the dashboards there."""

    url: str = "https://localhost:5601"  # as the administrator's machine reaches it
    ca: str = ""  # file of the certificate authority; empty takes that of Elasticsearch
    space: str = ""  # Kibana's space; empty is the default one
