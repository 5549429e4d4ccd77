"""What must hold whatever stands on the pages."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from pipeline.filing.matching import CONTRADICTS
from pipeline.filing.names import NameMatch, compare_names, parse_name
from pipeline.model.record import REASONS
from pipeline.model.types import Document, Findings, Identifier, PageResult, Patient, PersonName
from tests.filing.support import DISCHARGE, JANE, JOHN, LAB, ROSA, SETTINGS, blank, failed, file, found, of, page

TWIN = Patient("M9", "1234568", PersonName("DOE", "JOAN"), "1957-03-14", "F")
FITS = (NameMatch.SAME, NameMatch.COMPATIBLE)
PEOPLE = (JANE, JOHN, ROSA, TWIN)

sureness = st.sampled_from([0.3, 0.69, 0.7, 0.79, 0.8, 0.95])
identifiers = st.lists(
    st.one_of(
        st.builds(found, st.just("mrn"), st.sampled_from([*(p.mrn for p in PEOPLE), "1234561", "5555555"]), sureness),
        st.builds(
            found, st.just("name"), st.sampled_from(["DOE, JANE M", "DOE, J", "DOE, JOAN", "SMITH, JOHN", "DOE", "NUNEZ, R"]), sureness
        ),
        st.builds(found, st.just("birth_date"), st.sampled_from(["1957-03-14", "1980-12-01", "1957-03-15"]), sureness),
        st.builds(found, st.just("sex"), st.sampled_from("FMXU"), sureness),
        st.builds(found, st.just("encounter"), st.sampled_from(["E1001", "E2002"]), sureness),
    ),
    max_size=6,
).map(tuple)
texts = st.sampled_from(
    ["seen and well", "DISCHARGE SUMMARY", "LABORATORY REPORT", "Page 1 of 1", "Page 1 of 2", "Page 2 of 2", "PROGRESS NOTE\nPage 1"]
)
read_pages = st.builds(
    page,
    st.just(1),
    identifiers,
    texts,
    st.sampled_from([DISCHARGE, LAB, None]),
    st.sampled_from([0.3, 0.95]),
)
any_page = st.one_of(read_pages, read_pages, st.just(blank(1)), st.just(failed(1)))
scans = st.lists(any_page, max_size=6).map(lambda pages: [_renumbered(p, n) for n, p in enumerate(pages, 1)])
populations = st.sampled_from([PEOPLE, (JANE, JOHN), ()])


def _renumbered(result: PageResult, number: int) -> PageResult:
    if not isinstance(result, Findings):
        return replace(result, number=number)
    typed = replace(result.typed, page=replace(result.page, number=number))
    return Findings(typed, tuple(replace(identifier, page=number) for identifier in result.identifiers))


def _number(result: PageResult) -> int:
    return result.page.number if isinstance(result, Findings) else result.number


def _read(document: Document) -> list[Identifier]:
    return [identifier for result in document.pages if isinstance(result, Findings) for identifier in result.identifiers]


@settings(max_examples=400)
@given(scans, populations, st.booleans())
def test_every_page_is_in_one_document_and_every_verdict_is_whole(
    scan: list[PageResult], people: tuple[Patient, ...], duplicate: bool
) -> None:
    documents = file(scan, people, duplicate)
    assert sorted((result for document in documents for result in document.pages), key=_number) == scan  # swapped ones are put in order
    assert len({document.document_id for document in documents}) == len(documents)
    for document in documents:
        assert (document.status == "filed") == (not document.reasons) == (document.patient is not None)
        assert list(document.reasons) == [reason for reason in REASONS if reason in document.reasons]
        assert not duplicate or "possible_duplicate" in document.reasons


@settings(max_examples=400)
@given(scans, populations)
def test_two_identifiers_of_a_filed_document_are_its_patients_and_none_is_surely_anothers(
    scan: list[PageResult], people: tuple[Patient, ...]
) -> None:
    for document in file(scan, people):
        if document.patient is None:
            continue
        read = _read(document)
        own = document.patient
        assert not {i.value for i in read if i.kind == "mrn"} & {p.mrn for p in people if p.mpi_id != own.mpi_id}
        certain = [identifier for identifier in read if identifier.confidence >= CONTRADICTS]
        if own.birth_date:  # one figure off it may be, where it stands there rightly too
            assert all(OSA.distance(i.value, own.birth_date or "") <= 1 for i in certain if i.kind == "birth_date")
        assert {i.value for i in certain if i.kind == "sex"} - {"U"} <= {own.sex or "U"} or own.sex in (None, "U")
        if people:
            sure = [identifier for identifier in read if identifier.confidence >= SETTINGS.min_identifier_confidence]
            mrn = any(OSA.distance(i.value, own.mrn or "") <= 1 for i in sure if i.kind == "mrn")
            named = any(compare_names(parse_name(i.value), own.name or PersonName("", "")) in FITS for i in sure if i.kind == "name")
            born = any(OSA.distance(i.value, own.birth_date or "") <= 1 for i in sure if i.kind == "birth_date")
            assert mrn + named + born >= 2


@settings(max_examples=400)
@given(scans, populations, st.randoms(use_true_random=False))
def test_the_order_of_identifiers_does_not_matter(scan: list[PageResult], people: tuple[Patient, ...], random: Random) -> None:
    shuffled = [_shuffled(result, random) for result in scan]
    for one, other in zip(file(scan, people), file(shuffled, people), strict=True):
        assert replace(one, pages=()) == replace(other, pages=())


def _shuffled(result: PageResult, random: Random) -> PageResult:
    if not isinstance(result, Findings):
        return result
    mixed = list(result.identifiers)
    random.shuffle(mixed)
    return replace(result, identifiers=tuple(mixed))


@settings(max_examples=400)
@given(st.sampled_from(PEOPLE), st.integers(0, 6), st.integers(1, 9), st.booleans())
def test_one_digit_changed_never_files_to_the_original_patient(patient: Patient, place: int, by: int, with_index: bool) -> None:
    digit = str((int(patient.mrn[place]) + by) % 10)
    changed = patient.mrn[:place] + digit + patient.mrn[place + 1 :]
    says = tuple(replace(i, value=changed) if i.kind == "mrn" else i for i in of(patient))
    (document,) = file([page(1, says)], PEOPLE if with_index else ())
    assert document.patient is None or document.patient.mrn != patient.mrn
    assert document.patient is None or not with_index


@settings(max_examples=400)
@given(st.permutations(PEOPLE), st.integers(1, 4), st.data())
def test_no_filed_document_holds_pages_of_two_people(people: list[Patient], count: int, data: st.DataObject) -> None:
    owner, stranger = people[:2]
    pages: list[PageResult] = [page(n, of(owner)) for n in range(1, count + 1)]
    assert all(document.status == "filed" for document in file(pages, PEOPLE))
    place = data.draw(st.integers(0, count))
    says = data.draw(st.sampled_from([of(stranger), of(stranger)[:1], of(stranger)[:2], of(stranger)[1:3]]))
    mixed = [_renumbered(p, n) for n, p in enumerate([*pages[:place], page(1, says), *pages[place:]], 1)]
    for document in file(mixed, PEOPLE):
        numbers = {result.page.number for result in document.pages if isinstance(result, Findings)}
        assert document.patient is None or document.patient.mpi_id == (stranger if numbers == {place + 1} else owner).mpi_id
        assert document.patient is None or numbers == {place + 1} or place + 1 not in numbers
