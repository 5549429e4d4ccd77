"""Quality samples from the command line: a ledger of filed documents, judged, told as table, JSON and picture."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.cli import main
from pipeline.model.errors import ConfigError
from pipeline.model.record import Record, SourceJson
from pipeline.quality import Field, Judgement
from pipeline.run.home import Home
from pipeline.run.sampling import Lot, candidates, draw_by_plan
from pipeline.settings import Settings
from tests.support.records import record

SECRET = "Hypertensive crisis"


def fill(home: Home, station: str, count: int, day: str, batch: str = "") -> None:
    for number in range(count):
        arrival, _ = home.ledger.arrivals.accept(f"{station}/{number}.tif", f"/{station}/{day}/{number}", "ab" * 32, 1, station, "ingest")
        token = home.ledger.arrivals.claim(arrival.arrival_id, "me", 60)
        assert token is not None
        made = record(f"{arrival.arrival_id}-0001", SECRET, reasons=["no_patient"] if number == 0 else [])
        source = SourceJson(**made["source"] | {"station": station, "received_at": f"{day}T23:59:59.000Z"})
        if batch:
            source["batch"] = batch
        home.ledger.documents.finish(arrival.arrival_id, [Record(**made | {"source": source})], token)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sampling") / "home"
    with Home(folder, Settings()) as home:
        fill(home, "st-1", 61, "2026-03-01")  # of each, one is held
        fill(home, "st-2", 31, "2026-03-02", "b7")
    return folder


@pytest.fixture
def home(tmp_path: Path, filled: Path) -> Iterator[Home]:
    shutil.copytree(filled, tmp_path / "home")
    with Home(tmp_path / "home", Settings()) as opened:
        yield opened


def run(home: Home, *words: str) -> int:
    return main(["--home", str(home.folder), "quality", *words])


def told(home: Home, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert run(home, *words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def judge_all(home: Home, sample_id: str, wrong: int, fields: tuple[Field, ...] = ("type",)) -> None:
    number = 0
    while (document_id := home.quality.next_for(sample_id, "ann")) is not None:
        home.quality.judge(Judgement(sample_id, document_id, "ann", "2026-03-03T08:00:00.000Z", fields if number < wrong else ()))
        number += 1


@pytest.mark.parametrize(
    ("lot", "stations"),
    [
        (Lot(), {"st-1": 60, "st-2": 30}),
        (Lot(station="st-2"), {"st-2": 30}),
        (Lot(batch="b7"), {"st-2": 30}),
        (Lot(since="2026-03-02"), {"st-2": 30}),
        (Lot(until="2026-03-01"), {"st-1": 60}),
        (Lot(since="2026-03-01", until="2026-03-02"), {"st-1": 60, "st-2": 30}),
        (Lot(station="st-1", batch="b7"), {}),
    ],
)
def test_a_lot_is_of_filed_documents(home: Home, lot: Lot, stations: dict[str, int]) -> None:
    found = list(candidates(home, lot))
    assert Counter(one.station for one in found) == stations
    assert {one.type_code for one in found} <= {"18842-5"}
    assert {one.revision for one in found} <= {1}


def test_who_worked_on_a_document_is_taken_over(home: Home) -> None:
    first = next(candidates(home, Lot()))
    known = next(candidates(home, Lot(), {first.document_id: ("ann", "bob")}))
    assert (first.operator, first.handled_by) == ("", ())
    assert (known.operator, known.handled_by) == ("ann", ("bob",))


def test_a_day_that_is_none_is_refused(home: Home) -> None:
    with pytest.raises(ConfigError, match="no day"):
        list(candidates(home, Lot(since="1st of March")))


def test_a_plan_is_told(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "plan", "--lot", "1200") == 0
    text = capsys.readouterr().out
    assert "judge 80 of 1200 documents" in text
    assert "accept with up to 2 wrong, reject from 3 on" in text
    assert "code letter J;" in text
    assert run(home, "plan", "--lot", "150") == 0
    text = capsys.readouterr().out
    assert "accept with none wrong, reject from 1 on" in text
    assert "code letter F, whose arrow leads to plan E;" in text
    plan = told(home, capsys, "plan", "--lot", "10000", "--aql", "0.65", "--level", "I", "--severity", "tightened")
    assert (plan["code_letter"], plan["letter"], plan["sample_size"], plan["accept"], plan["reject"]) == ("J", "K", 125, 1, 2)


def test_bad_input_is_exit_code_2(home: Home) -> None:
    assert run(home, "plan", "--lot", "100", "--aql", "3") == 2
    assert run(home, "sample", "--station", "none") == 2
    assert run(home, "sample", "--rate", "0.5", "--level", "I") == 2
    assert run(home, "sample", "--standing", "--seed", "1") == 2
    assert run(home, "sample", "--standing") == 2  # the settings have no rates
    assert run(home, "report", "none") == 2


def test_a_sample_by_plan_is_drawn_judged_and_reported(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = told(home, capsys, "sample", "--aql", "4", "--seed", "5")
    assert (sample["lot_size"], sample["size"], sample["seed"]) == (90, 13, 5)
    assert (sample["plan"]["letter"], sample["plan"]["accept"]) == ("E", 1)
    assert told(home, capsys, "sample", "--aql", "4", "--seed", "5")["documents"] == sample["documents"]
    judge_all(home, sample["sample_id"], 2, ("type", "patient"))
    report = told(home, capsys, "report", sample["sample_id"])
    assert report["verdict"] == {"state": "rejected", "judged": 13, "wrong": 2, "left": 0}
    found = {(row["kind"], row["field"]): (row["wrong"], row["judged"]) for row in report["rates"] if row["kind"] == "all"}
    assert (found["all", "any"], found["all", "patient"], found["all", "image"]) == ((2, 13), (2, 13), (0, 13))
    picture = tmp_path / "rates.png"
    assert run(home, "report", sample["sample_id"], "--out", str(picture)) == 0
    text = capsys.readouterr().out
    assert "rejected, 13 of 13 judged, 2 wrong" in text
    assert "Discharge summary" in text
    with Image.open(picture) as drawn:
        assert drawn.format == "PNG"
    listed = told(home, capsys, "list")
    assert [one["verdict"]["state"] for one in listed] == ["rejected", "open"]
    assert run(home, "list") == 0
    assert sample["sample_id"] in capsys.readouterr().out


def test_a_report_before_anything_is_judged_says_so(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "report") == 0
    assert "Nothing is judged yet." in capsys.readouterr().out
    assert told(home, capsys, "report")["rates"] == []


def test_a_sample_by_rate_takes_of_each_station(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    sample = told(home, capsys, "sample", "--rate", "0.1")
    assert sample["plan"] is None
    assert Counter(one.station for one in home.quality.members(sample["sample_id"])) == {"st-1": 6, "st-2": 3}


def test_the_standing_sample_follows_the_settings(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site.toml"
    site.write_text('[quality]\nstanding = { "st-1" = 0.0, "*" = 1 }\n')
    for added in (30, 0):
        assert main(["--home", str(home.folder), "--config", str(site), "quality", "sample", "--standing"]) == 0
        read = capsys.readouterr()
        assert f"{added} documents added" in read.err
        assert "sample standing: 30 of 90 documents" in read.out
    assert {one.station for one in home.quality.members("standing")} == {"st-2"}


def test_bad_lots_tighten_the_next_and_a_person_may_choose_otherwise(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        sample, _ = draw_by_plan(home, Lot(station="st-1"))
        assert sample.plan is not None
        assert sample.plan.severity == "normal"
        judge_all(home, sample.sample_id, 1)
    tightened = told(home, capsys, "sample", "--station", "st-1")
    assert (tightened["plan"]["severity"], tightened["scope"]) == ("tightened", "station st-1")
    assert told(home, capsys, "sample", "--station", "st-1", "--severity", "normal")["plan"]["severity"] == "normal"
    assert told(home, capsys, "sample", "--station", "st-2")["plan"]["severity"] == "normal"  # a series of its own


def test_no_text_of_a_page_and_no_identifier_is_kept(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    told(home, capsys, "sample", "--rate", "1")
    home.quality.close()
    kept = b"".join(path.read_bytes() for path in home.folder.glob("quality.sqlite*"))
    assert b"18842-5" in kept
    assert not [word for word in (SECRET, "DOE", "JANE", "123456", "1957-03-14") if word.encode() in kept]
