"""Patients from FHIR R4: a Bundle, a Patient, or Patients line by line (NDJSON). Links between Patients are merges.

hl7.org/fhir/R4/patient.html: link.type replaced-by says that the entry became part of another, replaces that another became part of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.filing.import_messages import SEXES, Change, Heard, NormaliseMrn, Refused, day_of
from pipeline.filing.import_report import RejectedRow
from pipeline.filing.names import fold
from pipeline.model.errors import ConfigError
from pipeline.model.types import Merge, Patient, PersonName

STARTS = (b"{", b"[")
_MRN_CODE = "MR"
_NAMES = ("official", "usual", "", "temp", "nickname", "maiden", "old", "anonymous")  # the first of these is the current one
_REPLACED, _REPLACES = "replaced-by", "replaces"

Json = dict[str, Any]


def read_fhir(path: Path, normalise_mrn: NormaliseMrn, authority: str) -> Heard:
    """Every Patient of the file; `authority`: the identifier.system whose MRNs count, "" for any. ConfigError for what is no JSON."""
    heard = Heard()
    for number, resource in enumerate(_resources(path), 1):
        if resource.get("resourceType") != "Patient":
            heard.ignored += 1
            continue
        try:
            heard.changes += _changes(resource, normalise_mrn, authority)
        except Refused as refused:
            heard.rejected.append(RejectedRow(number, str(refused)))
        except (AttributeError, KeyError, TypeError, ValueError):
            heard.rejected.append(RejectedRow(number, "not a FHIR Patient"))
    return heard


def _resources(path: Path) -> Iterator[Json]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    try:
        bodies = [json.loads(text)]
    except json.JSONDecodeError:
        try:
            bodies = [json.loads(line) for line in text.splitlines() if line.strip()]
        except json.JSONDecodeError as error:
            raise ConfigError(f"{path.name}: not JSON at line {error.lineno}", "Name a FHIR Bundle, Patient or NDJSON file.") from None
    for body in bodies:
        for one in body if isinstance(body, list) else [body]:
            if isinstance(one, dict) and one.get("resourceType") == "Bundle":
                yield from (entry["resource"] for entry in one.get("entry", []) if isinstance(entry.get("resource"), dict))
            elif isinstance(one, dict):
                yield one


def _changes(resource: Json, normalise_mrn: NormaliseMrn, authority: str) -> Iterator[Change]:
    at = "".join(filter(str.isdigit, str(resource.get("meta", {}).get("lastUpdated", ""))))[:14].ljust(14, "0")
    links = [(link.get("type"), _id_of(link["other"])) for link in resource.get("link", [])]
    replaced = next((other for kind, other in links if kind == _REPLACED and other), "")
    numbers = _mrns(resource, normalise_mrn, authority)
    own = str(resource.get("id", ""))
    if replaced:
        yield Change(at, None, Merge(replaced, numbers[0] if numbers else "", own))
        return
    yield Change(at, _patient(resource, own, numbers))
    for kind, other in links:
        if kind == _REPLACES and other:
            yield Change(at, None, Merge(own, "", other))


def _id_of(reference: Json) -> str:
    return str(reference.get("reference", "")).split("/_history")[0].rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _patient(resource: Json, own: str, numbers: list[str]) -> Patient:
    if not numbers:
        raise Refused("identifier has no MRN of the site's format")
    if not own:
        raise Refused("id is missing")
    names = _names(resource)
    if not names or not fold(names[0].family):
        raise Refused("name has no family name")
    sex = SEXES.get(str(resource.get("gender", "")).upper())
    born = day_of(str(resource.get("birthDate", "")))
    address = next((_address(one) for one in resource.get("address", [])), "")
    phone = next((str(one.get("value", "")) for one in resource.get("telecom", []) if one.get("system") == "phone"), "")
    return Patient(own, numbers[0], names[0], born, sex, address, phone, tuple(numbers[1:]), tuple(names[1:]))


def _mrns(resource: Json, normalise_mrn: NormaliseMrn, authority: str) -> list[str]:
    """The MRN first: of type MR and in use; then old ones. Identifiers without a type count where none is of type MR."""
    found: list[tuple[int, str]] = []
    for one in resource.get("identifier", []):
        codes = {coding.get("code") for coding in one.get("type", {}).get("coding", [])}
        if (codes and _MRN_CODE not in codes) or (authority and one.get("system") != authority):
            continue
        mrn = normalise_mrn(str(one.get("value", "")))
        if mrn:
            found.append(((0 if codes else 2) + (one.get("use") == "old"), mrn))
    typed = [one for one in found if one[0] < 2] or found[:1]
    return list(dict.fromkeys(mrn for _, mrn in sorted(typed, key=lambda one: one[0])))


def _names(resource: Json) -> list[PersonName]:
    listed = sorted(resource.get("name", []), key=lambda name: _NAMES.index(name["use"]) if name.get("use") in _NAMES else 2)
    found = []
    for name in listed:
        given = [str(part) for part in name.get("given", [])]
        if name.get("family"):
            suffix = " ".join(str(part) for part in name.get("suffix", []))
            found.append(PersonName(str(name["family"]), given[0] if given else "", " ".join(given[1:]), suffix))
    return list(dict.fromkeys(found))


def _address(one: Json) -> str:
    town = " ".join(filter(None, (str(one.get("state", "")), str(one.get("postalCode", "")))))
    return ", ".join(filter(None, (" ".join(map(str, one.get("line", []))), str(one.get("city", "")), town)))
