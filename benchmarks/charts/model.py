"""What the generator hands out: charts, their pages, and the truth about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from pipeline.model.geometry import Box
from pipeline.model.types import IdentifierKind, Patient

Pixels = npt.NDArray[np.uint8]
Severity = Literal["clean", "typical", "harsh"]
LayoutChoice = Literal["tuned", "held_out", "all"]


@dataclass(frozen=True, slots=True)
class Printed:
    """One of the patient's identifiers as it stands on a page.

    `raw` as printed, `value` normalised as the model's Identifier says, `page` 1-based, `box` in pixels of the page as scanned (the
    upright rectangle around it, also on a turned page). `place` says where it stands: "header", "label", "footer"…
    """

    kind: IdentifierKind
    raw: str
    value: str
    page: int
    box: Box
    place: str


@dataclass(frozen=True, slots=True, eq=False)
class ChartPage:
    """One scanned page. `pixels` is uint8, (height, width) grey or (height, width, 3) RGB, as scanned.

    `text`: the printed lines in reading order. `rotation`: degrees clockwise that turn the scan upright. `skew`: degrees clockwise that
    the upright page leans. `bitonal` pages hold 0 and 255 only.
    """

    pixels: Pixels
    dpi_x: float
    dpi_y: float
    text: str
    rotation: int
    skew: float
    boxes: tuple[Printed, ...]
    bitonal: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A document and the truth about it. `type_code` is None for papers that are none of the known types.

    `encounter`, `account` and `service_date` (ISO 8601) are None where they are not printed; so are the fields of `printed_kinds` that
    don't appear. `patient` is None where the paper names no patient.
    """

    seed: int
    type_code: str | None
    title: str
    pages: tuple[ChartPage, ...]
    patient: Patient | None
    encounter: str | None
    account: str | None
    service_date: str | None
    layout: str
    font: str
    letterhead: str
    severity: Severity
    degradations: tuple[str, ...]

    @property
    def identifiers(self) -> tuple[Printed, ...]:
        """Every identifier printed, page by page."""
        return tuple(box for page in self.pages for box in page.boxes)

    @property
    def text(self) -> str:
        """The printed lines of all pages."""
        return "\n".join(page.text for page in self.pages)


@dataclass(frozen=True, slots=True)
class ChartText:
    """The words of a chart without its pixels."""

    type_code: str | None
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines, one a line."""
        return "\n".join(self.lines)
