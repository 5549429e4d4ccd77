"""Samples: drawn repeatably, given to one judge at a time and never to who did the work, judged once."""

from __future__ import annotations

import random
import stat
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.model.errors import ClaimLost, ConfigError, StoreDown
from pipeline.quality import Candidate, Field, Judgement, Sample, Samples, plan
from pipeline.quality.samples import LEASE_S, STANDING


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def samples(tmp_path: Path, clock: Clock) -> Iterator[Samples]:
    opened = Samples(tmp_path / "quality.sqlite", clock)
    yield opened
    opened.close()


def lot(size: int, station: str = "s1", operator: str = "", start: int = 0) -> list[Candidate]:
    return [Candidate(f"{station}-{number:05}", 1, station, operator, "18842-5") for number in range(start, start + size)]


def ids(samples: Samples, sample: Sample) -> list[str]:
    return [one.document_id for one in samples.members(sample.sample_id)]


def judge(samples: Samples, sample: Sample, who: str = "ann", wrong: tuple[Field, ...] = ()) -> str:
    """The next document, judged."""
    document_id = samples.next_for(sample.sample_id, who)
    assert document_id is not None
    samples.judge(Judgement(sample.sample_id, document_id, who, "2026-03-01T12:00:00.000Z", wrong))
    return document_id


def test_only_the_owner_can_read_the_file(tmp_path: Path, samples: Samples) -> None:
    assert stat.S_IMODE((tmp_path / "quality.sqlite").stat().st_mode) == 0o600


def test_a_plan_draws_its_number_without_replacement(samples: Samples) -> None:
    sample = samples.draw(lot(1200), plan(1200), scope="station=s1")
    assert (sample.size, sample.lot_size, sample.plan, sample.scope) == (80, 1200, plan(1200), "station=s1")
    assert len(set(ids(samples, sample))) == 80
    assert samples.samples() == [sample]


def test_a_seed_draws_the_same_however_the_lot_is_ordered(samples: Samples) -> None:
    documents = lot(500)
    first = samples.draw(documents, plan(500), seed=7)
    random.Random(1).shuffle(documents)
    again, other = samples.draw(documents, plan(500), seed=7), samples.draw(documents, plan(500), seed=8)
    assert ids(samples, first) == ids(samples, again)
    assert set(ids(samples, first)) != set(ids(samples, other))
    assert first.seed == 7


def test_without_a_seed_a_random_one_is_kept(samples: Samples) -> None:
    first, second = (samples.draw(lot(500), plan(500)) for _ in range(2))
    assert first.seed != second.seed
    assert ids(samples, samples.draw(lot(500), plan(500), first.seed)) == ids(samples, first)


def test_every_document_is_drawn_equally_often(samples: Samples) -> None:
    drawn = Counter(one for seed in range(200) for one in ids(samples, samples.draw(lot(20), {"*": 0.25}, seed)))
    # 200 draws of 5 among 20: 50 each, standard deviation 6.1; the seeds are fixed, so the counts are
    assert len(drawn) == 20
    assert all(30 <= count <= 70 for count in drawn.values())


def test_rates_give_each_station_its_share_rounded_up(samples: Samples) -> None:
    documents = lot(100, "s1") + lot(31, "s2") + lot(7, "s3") + lot(50, "s4")
    sample = samples.draw(documents, {"s1": 0.07, "s4": 0.0, "*": 0.1})
    by_station = Counter(one.station for one in samples.members(sample.sample_id))
    assert by_station == {"s1": 7, "s2": 4, "s3": 1}
    assert sample.plan is None
    assert sample.rates == {"s1": 0.07, "s4": 0.0, "*": 0.1}


def test_what_cannot_be_drawn_is_refused(samples: Samples) -> None:
    for documents, how, seed in (
        ([], plan(5), None),
        (lot(5), plan(6), None),
        (lot(5) + lot(1), plan(6), None),
        (lot(5), {"*": 0.0}, None),
        (lot(5), {"*": 1.5}, None),
        (lot(5), {"*": 1.0}, -1),
        (lot(5), {"*": 1.0}, 1 << 63),
    ):
        with pytest.raises(ConfigError):
            samples.draw(documents, how, seed)
    assert samples.samples() == []


def test_an_unknown_sample_is_refused(samples: Samples) -> None:
    for ask in (samples.sample, samples.members, samples.verdict, samples.judged, lambda one: samples.next_for(one, "ann")):
        with pytest.raises(ConfigError, match="no such sample"):
            ask("none")


def test_a_judge_keeps_a_document_and_others_get_another(samples: Samples) -> None:
    sample = samples.draw(lot(2), {"*": 1.0})
    first = samples.next_for(sample.sample_id, "ann")
    assert samples.next_for(sample.sample_id, "ann") == first
    second = samples.next_for(sample.sample_id, "bob")
    assert {first, second} == set(ids(samples, sample))
    assert samples.next_for(sample.sample_id, "cat") is None


def test_after_half_an_hour_it_goes_to_who_asks_first(samples: Samples, clock: Clock) -> None:
    sample = samples.draw(lot(1), {"*": 1.0})
    first = samples.next_for(sample.sample_id, "ann")
    assert first is not None
    clock.pass_by(LEASE_S - 1)
    assert samples.next_for(sample.sample_id, "bob") is None
    clock.pass_by(1)
    assert samples.next_for(sample.sample_id, "bob") == first
    assert samples.next_for(sample.sample_id, "ann") is None
    with pytest.raises(ClaimLost):
        samples.judge(Judgement(sample.sample_id, first, "ann", "2026-03-01T13:00:00.000Z", ()))
    assert samples.verdict(sample.sample_id).judged == 0


def test_asking_again_renews_and_a_late_judge_may_judge_what_nobody_else_took(samples: Samples, clock: Clock) -> None:
    sample = samples.draw(lot(1), {"*": 1.0})
    samples.next_for(sample.sample_id, "ann")
    clock.pass_by(LEASE_S - 1)
    samples.next_for(sample.sample_id, "ann")
    clock.pass_by(LEASE_S - 1)
    assert samples.next_for(sample.sample_id, "bob") is None
    clock.pass_by(LEASE_S)
    document_id = ids(samples, sample)[0]
    samples.judge(Judgement(sample.sample_id, document_id, "ann", "2026-03-01T14:00:00.000Z", ()))
    assert samples.next_for(sample.sample_id, "bob") is None


def test_nobody_judges_what_they_worked_on(samples: Samples) -> None:
    documents = [Candidate("d1", 1, "s1", "Ann"), Candidate("d2", 1, "s1", "bob", handled_by=("ann ",)), Candidate("d3", 1, "s1", "bob")]
    sample = samples.draw(documents, {"*": 1.0})
    assert samples.next_for(sample.sample_id, "ANN") == "d3"
    assert samples.next_for(sample.sample_id, "BOB ") == "d1"
    samples.judge(Judgement(sample.sample_id, "d3", "ANN", "2026-03-01T12:00:00.000Z", ()))
    samples.judge(Judgement(sample.sample_id, "d1", "BOB ", "2026-03-01T12:00:00.000Z", ()))
    assert samples.next_for(sample.sample_id, "ann") is None
    assert samples.next_for(sample.sample_id, "bob") is None
    assert judge(samples, sample, "cat") == "d2"


def test_a_judge_has_a_name(samples: Samples) -> None:
    sample = samples.draw(lot(1), {"*": 1.0})
    with pytest.raises(ConfigError, match="no name"):
        samples.next_for(sample.sample_id, " ")


def test_nobody_judges_what_they_were_not_given(samples: Samples) -> None:
    sample = samples.draw(lot(3), {"*": 1.0})
    for who in ("ann", ""):
        with pytest.raises(ClaimLost if who else ConfigError):
            samples.judge(Judgement(sample.sample_id, ids(samples, sample)[0], who, "2026-03-01T12:00:00.000Z", ()))
    samples.next_for(sample.sample_id, "ann")
    with pytest.raises(ConfigError, match="not in this sample"):
        samples.judge(Judgement(sample.sample_id, "other", "ann", "2026-03-01T12:00:00.000Z", ()))
    assert samples.judged() == []


def test_a_judgement_is_final_and_the_same_twice_is_one(samples: Samples) -> None:
    sample = samples.draw(lot(2), {"*": 1.0})
    document_id = judge(samples, sample, "ann", ("patient",))
    same = Judgement(sample.sample_id, document_id, "ann", "2026-03-01T12:00:09.000Z", ("patient",))
    samples.judge(same)
    with pytest.raises(ClaimLost):
        samples.judge(Judgement(sample.sample_id, document_id, "ann", "2026-03-01T12:00:09.000Z", ()))
    (judged,) = samples.judged(sample.sample_id)
    assert judged.judgement == Judgement(sample.sample_id, document_id, "ann", "2026-03-01T12:00:00.000Z", ("patient",))
    assert judged.candidate == next(one for one in lot(2) if one.document_id == document_id)


@pytest.mark.parametrize(
    ("wrong", "note"), [(("colour",), ""), (("patient", "patient"), ""), ((), "Jane Doe"), ((), "a" * 41), ((), "line\n")]
)
def test_only_known_fields_and_codes_are_kept(samples: Samples, wrong: tuple[Field, ...], note: str) -> None:
    sample = samples.draw(lot(1), {"*": 1.0})
    document_id = samples.next_for(sample.sample_id, "ann")
    assert document_id is not None
    with pytest.raises(ConfigError) as refused:
        samples.judge(Judgement(sample.sample_id, document_id, "ann", "2026-03-01T12:00:00.000Z", wrong, note))
    assert "Jane" not in refused.value.message
    assert samples.judged() == []


def test_a_lot_is_accepted_when_all_is_judged_and_rejected_as_soon_as_it_must_be(samples: Samples) -> None:
    good, poor = (samples.draw(lot(500), plan(500)) for _ in range(2))  # 50, accept 1, reject 2
    for number in range(49):
        judge(samples, good, wrong=("type",) if number == 3 else ())
    assert (samples.verdict(good.sample_id).state, samples.verdict(good.sample_id).left) == ("open", 1)
    judge(samples, good)
    verdict = samples.verdict(good.sample_id)
    assert (verdict.state, verdict.judged, verdict.wrong, verdict.left) == ("accepted", 50, 1, 0)
    judge(samples, poor, wrong=("pages",))
    assert samples.verdict(poor.sample_id).state == "open"
    judge(samples, poor, wrong=("pages", "image"))  # two fields, one document
    verdict = samples.verdict(poor.sample_id)
    assert (verdict.state, verdict.judged, verdict.wrong, verdict.left) == ("rejected", 2, 2, 48)


def test_a_sample_by_rates_is_measured(samples: Samples) -> None:
    sample = samples.draw(lot(2), {"*": 1.0})
    judge(samples, sample, wrong=("reading",))
    assert samples.verdict(sample.sample_id).state == "open"
    judge(samples, sample)
    assert samples.verdict(sample.sample_id).state == "measured"


def test_over_all_samples_a_document_counts_with_its_latest_judgement(samples: Samples) -> None:
    for at, wrong in (("2026-03-02", ()), ("2026-03-01", ("type",))):
        sample = samples.draw(lot(1), {"*": 1.0})
        samples.next_for(sample.sample_id, "ann")
        samples.judge(Judgement(sample.sample_id, "s1-00000", "ann", at, wrong))  # type: ignore[arg-type]
    (judged,) = samples.judged()
    assert judged.judgement.at == "2026-03-02"


def test_the_lots_of_a_series_are_told_in_turn(samples: Samples) -> None:
    for wrong, scope in ((1, "a"), (2, "a"), (0, "b")):
        sample = samples.draw(lot(500), plan(500), scope=scope)
        for number in range(50):
            judge(samples, sample, wrong=("type",) if number < wrong else ())
    samples.draw(lot(500), plan(500), scope="a")  # open: not yet
    samples.draw(lot(5), {"*": 1.0}, scope="a")
    assert [(one.wrong, one.accepted) for one in samples.past_lots("a", 1.0)] == [(1, True), (2, False)]
    assert samples.past_lots("a", 2.5) == []


def test_the_standing_sample_is_repeatable_and_keyed(tmp_path: Path, samples: Samples) -> None:
    is_in = samples.standing({"s1": 0.1, "*": 0.0})
    chosen = {one.document_id for one in lot(2000) if is_in(one.document_id, "s1")}
    assert 150 <= len(chosen) <= 250
    assert not any(is_in(one.document_id, "s2") for one in lot(2000))
    more = samples.standing({"*": 0.2})
    assert chosen <= {one.document_id for one in lot(2000) if more(one.document_id, "s1")}
    reopened = Samples(tmp_path / "quality.sqlite")
    again = reopened.standing({"s1": 0.1})
    assert chosen == {one.document_id for one in lot(2000) if again(one.document_id, "s1")}
    reopened.close()
    other = Samples(tmp_path / "other.sqlite")
    elsewhere = other.standing({"s1": 0.1})
    assert chosen != {one.document_id for one in lot(2000) if elsewhere(one.document_id, "s1")}
    other.close()


def test_rates_0_and_1_are_none_and_all(samples: Samples) -> None:
    none, everything = samples.standing({}), samples.standing({"*": 1.0})
    assert not any(none(one.document_id, "s1") for one in lot(100))
    assert all(everything(one.document_id, "s1") for one in lot(100))
    with pytest.raises(ConfigError):
        samples.standing({"s1": 1.1})


def test_the_standing_sample_grows(samples: Samples) -> None:
    sample, added = samples.take_standing(lot(300), {"*": 0.2})
    assert sample.sample_id == STANDING
    assert added == sample.size > 0
    judge(samples, sample)
    assert samples.take_standing(lot(300), {"*": 0.2})[1] == 0
    sample, more = samples.take_standing(lot(600), {"*": 0.2})
    assert more > 0
    assert (sample.size, sample.lot_size) == (added + more, 600)
    assert [one < "s1-00300" for one in ids(samples, sample)] == [True] * added + [False] * more  # what came later is judged later
    assert samples.verdict(STANDING).judged == 1


def test_judges_in_many_threads_never_meet_at_a_document(samples: Samples) -> None:
    sample = samples.draw(lot(60), {"*": 1.0})

    def work(who: str) -> list[str]:
        done = []
        while samples.next_for(sample.sample_id, who) is not None:
            done.append(judge(samples, sample, who))
        return done

    with ThreadPoolExecutor(6) as pool:
        done = [one for found in pool.map(work, [f"judge {number}" for number in range(6)]) for one in found]
    assert sorted(done) == sorted(ids(samples, sample))


def test_two_that_open_the_file_share_it(tmp_path: Path, samples: Samples) -> None:
    other = Samples(tmp_path / "quality.sqlite")
    sample = samples.draw(lot(2), {"*": 1.0})
    assert other.next_for(sample.sample_id, "ann") != samples.next_for(sample.sample_id, "bob")
    other.close()


def test_a_file_that_is_no_database_and_a_folder_that_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"no database" * 100)
    for path in (tmp_path / "broken.sqlite", tmp_path / "absent" / "quality.sqlite"):
        with pytest.raises(StoreDown):
            Samples(path)


def test_a_newer_programs_file_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    db = sqlite3.connect(tmp_path / "quality.sqlite")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ConfigError, match="version 99"):
        Samples(tmp_path / "quality.sqlite")
