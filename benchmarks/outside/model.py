"""What a scan is made of: people, visits, houses, documents, pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.outside.degrade import Wear
    from benchmarks.outside.pen import Pen
    from benchmarks.outside.story import Story


@dataclass(frozen=True)
class Patient:
    mpi_id: str
    mrn: str
    family: str
    given: str
    middle: str
    suffix: str
    birth: date
    sex: str
    street: str
    city: str
    phone: str
    scheme: str
    indexed: bool = True

    @property
    def address(self) -> str:
        return f"{self.street}, {self.city}"


@dataclass(frozen=True)
class Provider:
    given: str
    initial: str
    family: str
    degree: str
    npi: str
    specialty: str

    @property
    def plain(self) -> str:
        middle = f" {self.initial}." if self.initial else ""
        return f"{self.given}{middle} {self.family}"

    @property
    def full(self) -> str:
        return f"{self.plain}, {self.degree}"

    @property
    def caps(self) -> str:
        return f"{self.family.upper()}, {self.given.upper()} {self.initial}".rstrip() + f" {self.degree}"


@dataclass(frozen=True)
class Relative:
    """Someone else's name on the chart: next of kin, guarantor, emergency contact."""

    name: str
    relation: str
    phone: str
    birth: date


@dataclass(frozen=True)
class Visit:
    encounter: str
    account: str
    accession: str
    admit: date
    discharge: date
    service: date
    attending: Provider
    referring: Provider
    other: Provider
    relative: Relative
    unit: str
    bed: str


Writer = Callable[["Pen"], str]
Body = Callable[["Pen"], list[str]]


@dataclass(frozen=True)
class House:
    """One hospital or practice, and how its papers look."""

    key: str
    half: str
    name: str
    address: str
    phone: str
    scheme: str
    types: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    css: str
    first: Writer
    later: Writer
    foot: Writer
    name_form: str
    date_form: str
    mrn_form: str = "plain"
    inline: bool = False
    running: str = "full"  # what later pages bear: full (identifiers), number (page numbers only), bare (neither)
    sex_words: tuple[str, str] = ("F", "M")
    mask: frozenset[str] = field(default_factory=frozenset)
    date_words: Mapping[str, str] = field(default_factory=dict)
    signature: str = "Electronically signed by {full} on {day} {time}"
    bodies: Mapping[str, Body] = field(default_factory=dict)  # the house's own, before those of notes.py and forms.py
    block: Callable[[str, str], list[str]] | None = None  # how a heading and its text are set
    numbers: Callable[[Random], tuple[str, str]] | None = None  # its own encounter and account numbers
    one_number: bool = False  # what it calls the account number is the record number
    stories: tuple[Story, ...] = ()  # what its patients come with, if not everything
    children: bool = False
    born_before: int = 9999  # the first year of birth that it does not care for
    sees: Callable[[Patient], bool] | None = None  # whom it cares for, if not everybody


@dataclass
class Document:
    """One document as printed."""

    number: int
    house: House
    patient: Patient
    visit: Visit
    code: str
    html: str
    printed: dict[str, str]
    later_printed: dict[str, str]
    providers: list[str]
    misprint: str | None
    pages: int = 0

    @property
    def numbered(self) -> bool:
        return self.house.running in {"full", "number"}


@dataclass
class Leaf:
    """One page of a file: what it shows and how it was laid on the scanner."""

    document: int
    page: int
    blank: bool = False
    stray: bool = False
    rotation: int = 0


@dataclass
class Pile:
    """One file as a station delivers it."""

    name: str
    leaves: list[Leaf]
    form: str
    rng: Random
    kind: str
    wear: Wear
