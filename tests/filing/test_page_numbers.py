from __future__ import annotations

import pytest

from pipeline.filing.layout import lines_of
from pipeline.filing.page_numbers import PageNumber, page_number
from pipeline.filing.titles import TitleFinder
from pipeline.model.geometry import Affine, Box
from pipeline.model.types import PageText, Word
from tests.filing.support import SETTINGS
from tests.support.pagetext import page_from_text, with_margin

BODY = "\n".join(["the patient was seen and is well"] * 40)
BLANK = "\n" * 17  # down to the foot


def number_in(text: str) -> PageNumber | None:
    return page_number(lines_of(page_from_text(text)))


def test_what_runs_up_the_margin_is_neither_head_nor_foot() -> None:
    page = page_from_text("Progress note\nGait is steady.\nPage 2 of 3")
    assert lines_of(with_margin(page, "00836816\nPage 7 of 9")) == lines_of(page)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Page 1 of 3", (1, 3)),
        ("PAGE: 2 of 3", (2, 3)),
        ("Pg. 2/3", (2, 3)),
        ("Page 2/3", (2, 3)),
        ("Page I of 3", (1, 3)),
        ("Page L of 3", (1, 3)),
        ("Page i of 1o", (1, 10)),
        ("Page L of", None),
        ("Page l 0f 3", (1, 3)),
        ("Page1 of 2", (1, 2)),
        ("Page-2 of 2", (2, 2)),
        ("Pagel of 2", (1, 2)),
        ("p. 4 of 12", (4, 12)),
        ("2 of 3", (2, 3)),
        ("- 2 of 3 -", (2, 3)),
        ("DOE, JANE   MRN 1234567   Page 2 of 3", (2, 3)),
        ("Printed 02/01/2019 10:22  Page 1 of 3", (1, 3)),
        ("General Hospital  Fax: 555-0100  Page 1 of 2", (1, 2)),
        ("Page 2", (2, None)),
        ("DOE, JANE  Page 7", (7, None)),
        ("Nursing Documentation, sheet 2", (2, None)),
        ("Sheet 1 of 3", (1, 3)),
        ("(page 2)  DOE, Jane", (2, None)),  # a sticker stands beside it
        ("[Pg. 3]  1954-FEB-09", (3, None)),
        ("as told (page 2) before", None),
        ("see page 2", None),
        ("2 of 3 sutures were removed", None),
        ("Page 4 of 3", None),
        ("Page 0 of 3", None),
        ("P 120/80", None),
        ("Home page of the hospital", None),
        ("02/01/2019 10:22 FROM: CLINIC TO: 555-0100  Page 2 of 5", None),
        ("02/01/2019 10:22 FAX 555-0100  P.02/05", None),
        ("555-0100 10:22  PAGE 02/05", None),
        ("MAR 24 1999 16: 16 425 555 0100  PAGE 02", None),
        ("06/19/2004 19:48 686.555.8178 BLUE RIDGE CLINIC PAGE 61/62", None),
        ("02/01/2019 10:22  Page 2", (2, None)),
        ("MENTHOL TEST PAGE # 1 of 4", (1, 4)),
    ],
)
def test_head_line(line: str, expected: tuple[int, int | None] | None) -> None:
    assert number_in(f"{line}\n{BODY}") == (None if expected is None else PageNumber(*expected))


def test_foot_line() -> None:
    assert number_in(f"{BODY}\nPage 2 of 3") == PageNumber(2, 3)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Form 5571-18 (Rev. 9/98) 1/2", (1, 2)),
        ("Printed 2010-06-11 14:42 2/2", (2, 2)),
        ("Form 5571-18 Rev. 9/98", None),
        ("Form 5571-18 Rev 1/12", None),
        ("Form 5571-18 9/98", None),
        ("printed 06/11/2010", None),
        ("2/3", (2, 3)),
        ("Scanned to chart ___ @ rev. 02.2019 @ 1 of 1", (1, 1)),
        ("Form 77 • rev. 02.2019 •2 of 3", (2, 3)),
        ("White copy: chart; yellow copy 1 of 2", None),
        ("Form 77 • 10 of 98", None),
        ("3/2", None),
        ("was given 1/2 tablet", None),
        ("- 2 -", (2, None)),
        ("DOE, JANE Unit # 12-34-56 -2-", (2, None)),
        ("Printed 06/02/2013 16:42 ~ 1 ~", (1, None)),
        ("Unit # 12-34-56", None),
        ("Printed 06-2-13", None),
        ("Tel 555-2-555", None),
        ("-2", None),
    ],
)
def test_a_bare_number_ends_the_foot(line: str, expected: tuple[int, int | None] | None) -> None:
    assert number_in(f"{BODY}{BLANK}{line}") == (None if expected is None else PageNumber(*expected))
    assert number_in(f"{line}\n{BODY}") is None


def test_the_body_is_not_looked_at() -> None:
    assert number_in(f"{BODY}\nPage 2 of 3\n{BODY}") is None


def test_numbers_that_differ_say_nothing() -> None:
    assert number_in(f"Page 2 of 5\n{BODY}\nPage 1 of 2") is None


def test_a_total_beats_a_bare_number() -> None:
    assert number_in(f"Page 2\n{BODY}\nPage 2 of 3") == PageNumber(2, 3)


def test_a_fax_counter_does_not_hide_the_documents_own_number() -> None:
    assert number_in(f"10:22 FAX 555-0100 PAGE 03/05\n{BODY}\nPage 1 of 2") == PageNumber(1, 2)


def title_in(text: str) -> str | None:
    return TitleFinder(SETTINGS.titles, SETTINGS.title_zone)(lines_of(page_from_text(text)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DISCHARGE SUMMARY", "discharge summary"),
        ("Discharge Summary", "discharge summary"),
        ("D1SCHARGE SUMMARY", "discharge summary"),
        ("DISCHARGE SUMMARY    Page 1 of 2", "discharge summary"),
        ("H&P", "h&p"),
        ("History & Physical", "history & physical"),
        ("Nurse's Notes", "nurses notes"),
        ("CARDIOLOGY CONSULTATION", "consultation"),
        ("CONSENT FOR SURGERY", "consent for"),
        ("REASON FOR CONSULTATION", None),
        ("see the discharge summary of last year", None),
        ("As noted in the Discharge Summary", None),
        ("DISCHARGE MEDICATIONS", None),
        ("GENERAL HOSPITAL", None),
        ("1234 5678", None),
    ],
)
def test_title(line: str, expected: str | None) -> None:
    assert title_in(f"GENERAL HOSPITAL\n\n{line}\n{BODY}") == expected


def test_a_title_far_down_is_a_heading() -> None:
    assert title_in(f"{BODY}\nDISCHARGE SUMMARY") is None


def test_places_are_measured_on_the_upright_page() -> None:
    word = Word("Page", Box(100, 100, 200, 130), 0.9, 0)
    upside_down = PageText(1, (word,), 0.9, 180, 0.0, False, 1000, 2000, "test", Affine(-1, 0, 1000, 0, -1, 2000))
    (line,) = lines_of(upside_down)
    assert line.place == pytest.approx(0.9425)
