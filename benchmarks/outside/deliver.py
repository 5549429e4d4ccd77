"""Files as stations deliver them, with the truth beside them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.outside import houses_a, houses_b, houses_c, houses_d, houses_e, houses_f, houses_g, houses_h, notes
from benchmarks.outside.degrade import Picture, Wear, choose, scan, turned
from benchmarks.outside.heads import CODES
from benchmarks.outside.model import Document, House, Leaf, Patient, Pile, Provider, Visit
from benchmarks.outside.people import (
    FIFTH_SCHEMES,
    FOURTH_SCHEMES,
    SCHEMES,
    SECOND_SCHEMES,
    SIXTH_SCHEMES,
    THIRD_SCHEMES,
    Names,
    Register,
    load_names,
    one_off,
    provider,
    relative,
)
from benchmarks.outside.printing import Press, compose, press
from benchmarks.outside.prose import Samples

AUTHORS = (houses_a, houses_b, houses_c, houses_d, houses_e, houses_f, houses_g, houses_h)
HOUSES: list[House] = [house for author in AUTHORS for house in author.HOUSES]
LONG = tuple(CODES[short] for short in ("ds", "hp", "con", "ed", "prog", "rn", "med", "lab"))


class Delivery:
    """One run: its people, documents and files."""

    def __init__(self, seed: int, half: str, data: Path, patients: int = 400) -> None:
        self.rng = Random(f"outside {seed} {half}")
        self.names: Names = load_names(data)
        self.houses = [house for house in HOUSES if house.half == half]
        later = {"second": SECOND_SCHEMES, "third": THIRD_SCHEMES, "fourth": FOURTH_SCHEMES, "fifth": FIFTH_SCHEMES, "sixth": SIXTH_SCHEMES}
        schemes = later.get(half.partition("_")[0], SCHEMES)
        self.register = Register(self.rng, self.names, patients, schemes)
        self.staff: dict[str, list[Provider]] = {house.key: [provider(self.rng, self.names) for _ in range(7)] for house in self.houses}
        self.documents: dict[int, Document] = {}
        self.severity = "typical"
        if not notes.LOADED:
            notes.LOADED.append(Samples(data))

    def visit(self, house: House, patient: Patient) -> Visit:
        rng = self.rng
        admit = max(date(2019, 9, 1), patient.birth + timedelta(days=90)) + timedelta(days=rng.randint(0, 1500))
        discharge = admit + timedelta(days=rng.randint(1, 9))
        who = rng.sample(self.staff[house.key], 3)
        encounter, account = f"V{rng.randint(10**7, 10**8 - 1)}", f"{rng.randint(10**9, 10**10 - 1)}"
        accession = f"{rng.choice('SCR')}{rng.randint(19, 23)}-{rng.randint(1000, 99999)}"
        unit = rng.choice(("4 West", "ICU", "2 North", "Telemetry", "OPD", "PACU"))
        kin = relative(rng, self.names, patient)
        bed = f"{rng.randint(201, 460)}-{rng.choice('AB')}"
        if house.numbers:
            encounter, account = house.numbers(rng)
        account = patient.mrn if house.one_number else account
        return Visit(encounter, account, accession, admit, discharge, admit, who[0], who[1], who[2], kin, unit, bed)

    def write_document(self, house: House, patient: Patient, visit: Visit, code: str, *, full: bool = False) -> int:
        rng = self.rng
        if code == CODES["ds"]:
            visit = replace(visit, service=visit.discharge)
        elif code in {CODES[short] for short in ("prog", "op", "rn", "med", "ord", "con", "lab", "rad", "path")}:
            visit = replace(visit, service=visit.admit + timedelta(days=rng.randint(0, (visit.discharge - visit.admit).days)))
        number = len(self.documents) + 1
        misprint = one_off(rng, patient.mrn) if rng.random() < 0.02 else None
        self.documents[number] = compose(number, house, patient, visit, code, Random(f"{rng.random()}"), misprint, full=full)
        return number

    def _one(self, house: House, codes: tuple[str, ...] = (), beside: int = 0, *, full: bool = False) -> int:
        patient = self._patient(house)
        if beside and self.rng.random() < 0.2:  # the twin, the namesake, the next number
            other = self.register.alike.get(self.documents[beside].patient.mpi_id, patient)
            patient = other if house.sees is None or house.sees(other) else patient
        fitting = [code for code in house.types if code in codes] or list(house.types)
        return self.write_document(house, patient, self.visit(house, patient), self.rng.choice(fitting), full=full)

    def _patient(self, house: House) -> Patient:
        return self.register.pick(self.rng, house.scheme, house.key == "granite" or house.children, house.born_before, house.sees)

    def plan(self) -> tuple[str, list[int], int | None]:
        """The documents of one file, and the document a stray page comes from."""
        rng = self.rng
        house = rng.choice(self.houses)
        draw = rng.random()
        if draw < 0.13:
            host = self._one(house, LONG, full=True)
            others = [self._one(house) for _ in range(rng.choice((0, 0, 1)))]
            while True:
                stray = self._one(house, beside=host)
                if self.documents[stray].patient.mpi_id not in {self.documents[other].patient.mpi_id for other in (host, *others)}:
                    return "misfile", [host, *others], stray
        if draw < 0.52:
            return "single", [self._one(house)], None
        if draw < 0.70:
            patient = self._patient(house)
            visit = self.visit(house, patient)
            codes = rng.sample(house.types, rng.randint(2, min(4, len(house.types))))
            return "chart", [self.write_document(house, patient, visit, code) for code in codes], None
        numbers: list[int] = []
        for _ in range(rng.randint(2, 6)):
            numbers.append(
                self._one(rng.choice(self.houses)) if rng.random() < 0.2 else self._one(house, beside=numbers[-1] if numbers else 0)
            )
            if len(numbers) > 1 and self.documents[numbers[-1]].patient == self.documents[numbers[-2]].patient:
                numbers.pop()
        return "batch", numbers, None

    def stack(self, place: int, kind: str, numbers: list[int], stray: int | None) -> Pile:
        rng = self.rng
        leaves = [Leaf(number, page + 1) for number in numbers for page in range(self.documents[number].pages)]
        host = self.documents[numbers[0]]
        if stray and host.pages > 1:
            other = self.documents[stray]
            shown = {"mrn", "name", "birth_date"} & set(other.later_printed)
            pages = [1] + (list(range(2, other.pages + 1)) if len(shown) > 1 else [])
            leaves.insert(rng.randint(1, host.pages - 1), Leaf(stray, rng.choice(pages), stray=True))
        elif stray:
            kind = "single" if len(numbers) == 1 else "batch"
        for leaf in leaves:
            if rng.random() < 0.03:
                leaf.rotation = rng.choice((180, 180, 90, 270))
        wear = choose(rng, self.severity)
        if rng.random() < 0.16 and not wear.fax:
            leaves = [side for leaf in leaves for side in (leaf, Leaf(leaf.document, leaf.page, blank=True))]
        form = rng.choice(("pdf", "jpg", "png", "tif", "pdf")) if len(leaves) == 1 else rng.choice(("pdf", "pdf", "tif"))
        station = rng.choice(("front-desk", "records-2", "ward-4"))
        return Pile(f"{station}/scan{place:04d}.{form}", leaves, form, Random(f"{rng.random()}"), kind, wear)

    def make(self, files: int, severity: str, folder: Path, chromium: str = "") -> None:
        if folder.exists():
            shutil.rmtree(folder)
        (folder / "scans").mkdir(parents=True)
        self.severity = severity
        plans = [self.plan() for _ in range(files)]
        pdf = press(list(self.documents.values()), folder, chromium or shutil.which("chromium") or "chromium")
        piles = [self.stack(place + 1, *plan) for place, plan in enumerate(plans)]
        self.register.write(folder / "patients.csv")
        source = Press(pdf)
        described = []
        for pile in piles:
            wear = pile.wear
            save([self._picture(source, pile, at, wear) for at in range(len(pile.leaves))], wear, folder / "scans" / pile.name)
            described.append(self._describe(pile, wear))
        (folder / "truth.json").write_text(json.dumps({"severity": severity, "files": described}, indent=1), "utf-8")

    def _picture(self, source: Press, pile: Pile, at: int, wear: Wear) -> Picture:
        leaf = pile.leaves[at]
        page = source.draw(leaf.document, leaf.page, wear.dpi, colour=wear.mode == "colour")
        place = (at + 1, len(pile.leaves))
        if leaf.blank:
            return scan(np.full_like(page, 255), wear, pile.rng, back=page, place=place)
        return turned(scan(page, wear, pile.rng, place=place), leaf.rotation)

    def _describe(self, pile: Pile, wear: Wear) -> dict[str, Any]:
        numbers = list(dict.fromkeys(leaf.document for leaf in pile.leaves))
        stray = [leaf.document for leaf in pile.leaves if leaf.stray]
        pages = []
        for leaf in pile.leaves:
            one = self.documents[leaf.document]
            pages.append({
                "document": leaf.document, "patient": one.patient.mpi_id if one.patient.indexed else None, "code": one.code,
                "blank": leaf.blank, "rotation": leaf.rotation, "misfile": leaf.stray,
            })  # fmt: skip
        hosts = {pile.leaves[0].document} if stray else set()
        return {
            "file": pile.name, "kind": pile.kind, "fax": wear.fax, "mode": wear.mode, "dpi": wear.dpi, "pages": pages,
            "documents": {str(number): self._truth(self.documents[number], number in hosts or number in stray) for number in numbers},
        }  # fmt: skip

    def _truth(self, one: Document, touched: bool) -> dict[str, Any]:
        who, printed = one.patient, one.printed
        values = {"mrn": who.mrn, "birth_date": who.birth.isoformat(), "sex": who.sex, "service_date": one.visit.service.isoformat()}
        values |= {"provider": one.visit.attending.family, "account": one.visit.account, "encounter": one.visit.encounter}
        values["name"] = f"{who.family}|{who.given}"
        keys: list[str] = [kind for kind in ("mrn", "name", "birth_date") if kind in printed]
        return {
            "house": one.house.key, "code": one.code, "patient": who.mpi_id if who.indexed else None,
            "printed": {kind: values[kind] for kind in sorted(printed)},
            "values": values, "people": {"family": who.family, "given": who.given, "middle": who.middle, "suffix": who.suffix},
            "providers": sorted(set(one.providers)), "misprint": one.misprint,
            "fileable": not touched and not one.misprint and who.indexed and len(keys) > 1 and self._unique(who, keys), "misfile": touched,
        }  # fmt: skip

    def _unique(self, who: Patient, keys: list[str]) -> bool:
        def same(other: Patient) -> bool:
            fits = {
                "mrn": other.mrn == who.mrn,
                "name": (other.family, other.given) == (who.family, who.given),
                "birth_date": other.birth == who.birth,
            }
            return all(fits[key] for key in keys)

        return sum(map(same, self.register.patients)) == 1


def save(pages: list[Picture], wear: Wear, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    images = [Image.fromarray(page) for page in pages]
    two = wear.mode in {"otsu", "fixed"}
    if two:
        images = [image.point(lambda value: 255 if value > 127 else 0).convert("1") for image in images]
    dpi = (wear.dpi, wear.dpi)
    if path.suffix == ".pdf":
        quality: dict[str, Any] = {} if two else {"quality": 78}
        images[0].save(path, save_all=True, append_images=images[1:], resolution=wear.dpi, **quality)
    elif path.suffix == ".tif":
        images[0].save(path, save_all=True, append_images=images[1:], dpi=dpi, compression="group4" if two else "jpeg")
    elif path.suffix == ".jpg":
        images[0].convert("L" if two else images[0].mode).save(path, dpi=dpi, quality=80)
    else:
        images[0].save(path, dpi=dpi)
