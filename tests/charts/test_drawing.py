"""The chart generator: the same seed gives the same chart, the truth lies where it says, files read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.charts import NO_TYPE, chart_text, draw_chart, make_patients, type_codes, write_patients_csv
from benchmarks.charts.faces import FAMILIES, HELD_OUT
from benchmarks.charts.model import Chart
from benchmarks.charts.scanner import FAXED
from benchmarks.charts.writing import expected_record, fitting_formats, write_chart

SAMPLES = Path(__file__).resolve().parents[2] / "sample_docs"


def test_the_same_seed_gives_the_same_chart() -> None:
    one, other = draw_chart(11, severity="harsh", dpi=200), draw_chart(11, severity="harsh", dpi=200)
    assert np.array_equal(one.pages[0].pixels, other.pages[0].pixels)
    assert one.identifiers == other.identifiers
    assert not np.array_equal(one.pages[0].pixels[:500, :500], draw_chart(12, severity="harsh", dpi=200).pages[0].pixels[:500, :500])


@pytest.mark.parametrize("code", [*type_codes(), NO_TYPE])
def test_every_type_is_drawn(code: str) -> None:
    chart = draw_chart(3, code, "clean", dpi=200)
    assert chart.type_code == (None if code == NO_TYPE else code)
    assert all(page.text.strip() for page in chart.pages)
    assert all(0.0003 < float(np.mean(page.pixels < 128)) < 0.5 for page in chart.pages)


def test_typefaces_kept_out_of_tuning_are_drawn_only_when_asked_for() -> None:
    assert not FAMILIES.keys() & HELD_OUT.keys()
    assert {draw_chart(seed, "11524-6", "clean", dpi=100).font for seed in range(6)} <= FAMILIES.keys()
    assert {draw_chart(seed, "11524-6", "clean", dpi=100, held_out_font=True).font for seed in range(6)} == HELD_OUT.keys()


def test_the_words_alone_are_those_of_the_page() -> None:
    words = set(chart_text(21, "18842-5").text.split())
    drawn = set(draw_chart(21, "18842-5", "clean", dpi=200).text.split())
    assert len(words & drawn) > 0.9 * len(words)


def dark(chart: Chart, number: int) -> list[float]:
    """The share of ink within each identifier's box."""
    page = chart.pages[number]
    return [float(np.mean(page.pixels[b.box.y0 : b.box.y1, b.box.x0 : b.box.x1] < np.median(page.pixels) - 40)) for b in page.boxes]


@pytest.mark.parametrize("seed", range(8))
def test_boxes_hold_the_print_also_when_the_page_leans(seed: int) -> None:
    chart = draw_chart(seed, "11506-3", "typical", dpi=200)
    for number, page in enumerate(chart.pages):
        height, width = page.pixels.shape
        assert all(0 <= b.box.x0 < b.box.x1 <= width and 0 <= b.box.y0 < b.box.y1 <= height for b in page.boxes)
        assert all(share > 0.02 for share in dark(chart, number))


def test_turned_pages_say_how_to_turn_them_back() -> None:
    turned = next(
        chart for chart in (draw_chart(seed, "11506-3", "harsh", dpi=200) for seed in range(80)) if chart.pages[0].rotation in (90, 270)
    )
    page = turned.pages[0]
    assert page.pixels.shape[1] > page.pixels.shape[0]
    tall = [b.box.height > b.box.width for b in page.boxes if len(b.raw) > 8]
    assert tall
    assert all(tall)


def test_faxes_have_the_machines_resolution() -> None:
    assert FAXED["harsh"] > 0
    fax = next(chart for chart in (draw_chart(seed, "11506-3", "harsh", dpi=200) for seed in range(40)) if "fax" in chart.degradations)
    assert {fax.pages[0].dpi_x, fax.pages[0].dpi_y} <= {204.0, 196.0, 98.0}
    assert fax.pages[0].bitonal
    assert set(np.unique(fax.pages[0].pixels)) <= {0, 255}


@pytest.mark.parametrize("severity", ["clean", "typical"])
def test_files_read_back(tmp_path: Path, severity: str) -> None:
    for seed in range(4):
        chart = draw_chart(seed, "11488-4", severity, dpi=200)  # type: ignore[arg-type]  # parametrised over its values
        for kind in fitting_formats(chart):
            path = write_chart(chart, tmp_path / f"{seed}-{kind}", kind)
            if kind == "pdf":
                assert path.read_bytes().startswith(b"%PDF")
                continue
            with Image.open(path) as picture:
                assert getattr(picture, "n_frames", 1) == len(chart.pages)
                assert picture.size == chart.pages[0].pixels.shape[::-1]


def test_one_page_formats_refuse_several(tmp_path: Path) -> None:
    chart = next(chart for chart in (draw_chart(seed, "18842-5", "clean", dpi=200) for seed in range(30)) if len(chart.pages) > 1)
    with pytest.raises(ValueError, match="holds one page"):
        write_chart(chart, tmp_path / "a", "png")


def test_patients_have_numbers_of_their_own_and_near_twins(tmp_path: Path) -> None:
    people = make_patients(5, 200)
    assert len({one.mrn for one in people}) == 200
    assert len({(one.name.family, one.birth_date) for one in people}) < 200
    write_patients_csv(tmp_path / "p.csv", people)
    with (tmp_path / "p.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["mrn"] for row in rows] == [one.mrn for one in people]


def test_what_is_expected_follows_the_patient_index() -> None:
    patient = make_patients(5, 1)[0]
    chart = next(
        chart
        for chart in (draw_chart(seed, "11506-3", "clean", patient=patient, dpi=200) for seed in range(9))
        if {"mrn", "name"} <= {one.kind for one in chart.identifiers}
    )
    assert expected_record(chart, "a.tif", {patient.mrn: patient})["status"] == "filed"
    assert expected_record(chart, "a.tif", {})["status"] == "review"


def test_the_samples_are_what_the_generator_draws() -> None:
    path = SAMPLES / "charts" / "05-12-lead-ecg.expected.json"
    expected = json.loads(path.read_text())
    drawn = expected["drawn"]
    with (SAMPLES / "patients.csv").open(newline="") as file:
        known = {row["mrn"]: row for row in csv.DictReader(file)}
    assert expected["patient"]["mrn"] in known
    patient = next(one for one in make_patients(2026, 48) if one.mrn == expected["patient"]["mrn"])
    again = draw_chart(drawn["seed"], expected["document_type"]["code"], drawn["severity"], "tuned", patient, 200)
    assert [page.text for page in again.pages] == [page["text"] for page in expected["pages"]]
