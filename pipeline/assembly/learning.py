"""What a site's pages are learnt with."""

from __future__ import annotations

from pipeline.assembly.types import SHIPPED_MODEL, types_of
from pipeline.classify.adapting import Labelled, load_pages
from pipeline.classify.features import Features
from pipeline.classify.linear import LinearModel, load_model
from pipeline.classify.titles import TitleFinder
from pipeline.settings import Settings


def learning_parts(settings: Settings) -> tuple[Features, LinearModel, list[Labelled]]:
    """What a site's pages are learnt with: features of a page, the shipped model, and pages that it was not taught on."""
    features = Features(TitleFinder(types_of(settings)))
    return features, load_model(SHIPPED_MODEL), load_pages(SHIPPED_MODEL.with_name("held_out.npz"))
