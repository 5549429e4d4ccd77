"""The tables of ISO 2859-1: known plans, where arrows lead, and how plans behave."""

from __future__ import annotations

import itertools

import pytest
from scipy.stats import binom

from pipeline.model.errors import ConfigError
from pipeline.quality.tables import AQLS, LEVELS, SEVERITIES, Plan, accept_if_tighter, acceptance, code_letter, plan

LOTS = (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000, 500_001)
NOTHING_ELSE = 10**9  # a lot so large that no sample is as large


def short(made: Plan) -> tuple[str, int, int, int]:
    return made.letter, made.sample_size, made.accept, made.reject


@pytest.mark.parametrize(
    ("lot", "level", "aql", "expected"),
    [
        (1200, "II", 1.0, ("J", 80, 2, 3)),
        (500, "II", 1.0, ("H", 50, 1, 2)),
        (10_000, "II", 0.65, ("L", 200, 3, 4)),
        (10_000, "II", 1.0, ("L", 200, 5, 6)),
        (10_000, "II", 2.5, ("L", 200, 10, 11)),
        (10_000, "II", 0.065, ("L", 200, 0, 1)),
        (10_000, "II", 4.0, ("L", 200, 14, 15)),
        (10_000, "II", 6.5, ("L", 200, 21, 22)),
        (1000, "II", 2.5, ("J", 80, 5, 6)),
        (1000, "II", 4.0, ("J", 80, 7, 8)),
        (5000, "I", 2.5, ("J", 80, 5, 6)),
        (20_000, "II", 1.5, ("M", 315, 10, 11)),
        (100_000, "III", 1.0, ("P", 800, 14, 15)),
        (40_000, "S-4", 4.0, ("J", 80, 7, 8)),
        (600_000, "III", 0.10, ("R", 2000, 5, 6)),
    ],
)
def test_known_plans_of_normal_inspection(lot: int, level: str, aql: float, expected: tuple[str, int, int, int]) -> None:
    assert short(plan(lot, level, aql)) == expected


@pytest.mark.parametrize(
    ("lot", "level", "aql", "severity", "expected"),
    [
        (1200, "II", 1.0, "tightened", ("J", 80, 1, 2)),
        (10_000, "II", 1.0, "tightened", ("L", 200, 3, 4)),
        (35_000, "II", 1.0, "tightened", ("M", 315, 5, 6)),
        (150_000, "II", 1.0, "tightened", ("N", 500, 8, 9)),
        (500_000, "II", 1.0, "tightened", ("P", 800, 12, 13)),
        (600_000, "II", 1.0, "tightened", ("Q", 1250, 18, 19)),
        (150, "II", 1.0, "tightened", ("F", 20, 0, 1)),
        (600_000, "III", 0.010, "tightened", ("R", 2000, 0, 1)),
        (600_000, "III", 0.025, "tightened", ("S", 3150, 1, 2)),
        (1200, "II", 1.0, "reduced", ("J", 32, 2, 3)),
        (500, "II", 1.0, "reduced", ("H", 20, 1, 2)),
        (10_000, "II", 1.0, "reduced", ("L", 80, 4, 5)),
        (90, "II", 1.0, "reduced", ("E", 5, 0, 1)),
        (600_000, "II", 1.0, "reduced", ("Q", 500, 10, 11)),
    ],
)
def test_known_plans_of_other_severities(lot: int, level: str, aql: float, severity: str, expected: tuple[str, int, int, int]) -> None:
    assert short(plan(lot, level, aql, severity)) == expected


@pytest.mark.parametrize(
    ("lot", "level", "aql", "severity", "expected"),
    [
        (150, "II", 1.0, "normal", ("E", 13, 0, 1)),  # F: up
        (280, "II", 1.0, "normal", ("H", 50, 1, 2)),  # G: down
        (25, "II", 1.0, "normal", ("E", 13, 0, 1)),  # C: down, twice
        (8, "II", 10.0, "normal", ("C", 5, 1, 2)),  # A: down over two arrows
        (10_000, "II", 10.0, "normal", ("K", 125, 21, 22)),  # L: up, the sample would be too large
        (600_000, "III", 10.0, "normal", ("K", 125, 21, 22)),  # R: up, far
        (600_000, "III", 0.010, "normal", ("Q", 1250, 0, 1)),
        (600_000, "III", 0.015, "normal", ("P", 800, 0, 1)),  # no plan below R, so the arrow points up
        (280, "II", 1.0, "tightened", ("J", 80, 1, 2)),  # G and H: down
        (500, "II", 1.0, "tightened", ("J", 80, 1, 2)),
        (8, "II", 10.0, "tightened", ("D", 8, 1, 2)),
        (600_000, "III", 0.015, "tightened", ("Q", 1250, 0, 1)),
        (600_000, "II", 0.025, "tightened", ("S", 3150, 1, 2)),  # Q and R: down to S
        (10_000, "II", 10.0, "reduced", ("K", 50, 10, 11)),
    ],
)
def test_arrows_are_followed(lot: int, level: str, aql: float, severity: str, expected: tuple[str, int, int, int]) -> None:
    letter, size, accept, reject = expected
    assert short(plan(lot, level, aql, severity)) == (letter, min(size, lot), accept, reject)


@pytest.mark.parametrize(
    ("level", "letters"),
    [
        ("S-1", "AAAABBBBCCCCDDD"),
        ("S-2", "AAABBBCCCDDDEEE"),
        ("S-3", "AABBCCDDEEFFGGH"),
        ("S-4", "AABCCDEEFGGHJJK"),
        ("I", "AABCCDEFGHJKLMN"),
        ("II", "ABCDEFGHJKLMNPQ"),
        ("III", "BCDEFGHJKLMNPQR"),
    ],
)
def test_code_letters(level: str, letters: str) -> None:
    assert "".join(code_letter(lot, level) for lot in LOTS) == letters


def test_a_row_of_table_1_ends_exactly_at_the_standards_limit() -> None:
    rows = ["".join(code_letter(lot, level) for level in LEVELS) for lot in LOTS]
    for at, before in enumerate(LOTS[:-1]):
        assert "".join(code_letter(before + 1, level) for level in LEVELS) == rows[at + 1]
    assert len(set(rows)) == len(rows)


def test_a_sample_as_large_as_the_lot_is_the_whole_lot() -> None:
    made = plan(40, "II", 0.10)
    assert (made.sample_size, made.accept, made.everything) == (40, 0, True)
    assert not plan(1200).everything
    assert plan(13).everything
    assert plan(1).sample_size == 1
    assert not plan(14).everything


@pytest.mark.parametrize(
    ("lot", "level", "aql", "severity", "allowed"),
    [
        (0, "II", 1.0, "normal", "number of documents"),
        (-3, "II", 1.0, "normal", "number of documents"),
        (10, "IV", 1.0, "normal", "S-1, S-2, S-3, S-4, I, II, III"),
        (10, "II", 1.1, "normal", "0.01, 0.015"),
        (10, "II", float("nan"), "normal", "0.01, 0.015"),
        (10, "II", 1.0, "lax", "normal, tightened, reduced"),
    ],
)
def test_other_input_is_refused_and_told_what_is_allowed(lot: int, level: str, aql: float, severity: str, allowed: str) -> None:
    with pytest.raises(ConfigError) as refused:
        plan(lot, level, aql, severity)
    assert allowed in refused.value.advice


def test_level_and_severity_are_taken_in_any_case() -> None:
    assert plan(500, "s-3", 1.0, "Tightened") == plan(500, "S-3", 1.0, "tightened")


def risk(made: Plan) -> float:
    """The producer's: a lot just as good as the AQL is refused."""
    return float(binom.sf(made.accept, made.sample_size, made.aql / 100))


PLANS = {(lot, aql): {severity: plan(lot, "III", aql, severity) for severity in SEVERITIES} for lot in LOTS[5:] for aql in AQLS}


@pytest.mark.parametrize(("severity", "least", "most"), [("normal", 0.005, 0.126), ("tightened", 0.03, 0.21), ("reduced", 0.0004, 0.126)])
def test_a_lot_as_good_as_the_aql_is_seldom_refused(severity: str, least: float, most: float) -> None:
    made = [plan(NOTHING_ELSE, level, aql, severity) for level in LEVELS for aql in AQLS]
    made += [plan(lot, level, aql, severity) for lot in LOTS for level in LEVELS for aql in AQLS]
    assert all(least <= risk(one) <= most for one in made if not one.everything)


@pytest.mark.parametrize("key", sorted(PLANS), ids=str)
def test_tightened_inspection_protects_best_and_reduced_least(key: tuple[int, float]) -> None:
    normal, tightened, reduced = (PLANS[key][severity] for severity in ("normal", "tightened", "reduced"))
    assert tightened.sample_size >= normal.sample_size >= reduced.sample_size
    for wrong in (1, 2, 4, 8):
        share = min(1.0, wrong * normal.aql / 100)
        assert acceptance(tightened, share) <= acceptance(normal, share) + 1e-9
        # at the AQL itself 10 of 50 is a little stricter than 21 of 125
        assert acceptance(normal, share) <= acceptance(reduced, share) + (0.006 if wrong == 1 else 1e-9)


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("level", LEVELS)
def test_larger_lots_never_get_smaller_samples_but_where_an_arrow_points_up(severity: str, level: str) -> None:
    for aql in AQLS:
        made = [plan(NOTHING_ELSE if lot > 500_000 else lot, level, aql, severity) for lot in LOTS]
        for before, after in itertools.pairwise(made):
            assert after.accept >= before.accept
            assert after.sample_size >= before.sample_size


def test_the_next_smaller_aql_of_the_same_letter() -> None:
    assert accept_if_tighter(plan(1200)) == 1
    assert accept_if_tighter(plan(10_000)) == 3
    assert accept_if_tighter(plan(150)) == -1  # Ac 0: there is none


def test_the_chance_of_acceptance_is_the_binomial() -> None:
    made = plan(1200)
    assert acceptance(made, 0.03) == pytest.approx(binom.cdf(2, 80, 0.03), abs=1e-12)
    assert acceptance(made, 0) == 1
    assert acceptance(made, 1) == 0


# Rejection numbers of MIL-STD-105E's Tables II-A and II-B, whose plans ISO 2859-1 took over, as an index of building works prints them
# (https://www.nibs.org, AC-TABLE), AQL 0.65 to 10: v and ^ are arrows to the plan below and above, | the shaft of a longer arrow downwards.
PUBLISHED = {
    "normal": {
        "E": "v 1 ^ v 2 3 4",
        "F": "1 ^ v 2 3 4 6",
        "G": "^ v 2 3 4 6 8",
        "H": "v 2 3 4 6 8 11",
        "J": "2 3 4 6 8 11 15",
        "K": "3 4 6 8 11 15 22",
    },
    "tightened": {
        **{"E": "| v 1 | v 2 3", "F": "v 1 | v 2 3 4", "G": "1 | v 2 3 4 6", "H": "| v 2 3 4 6 9", "J": "v 2 3 4 6 9 13"},
        **{"K": "2 3 4 6 9 13 19", "L": "3 4 6 9 13 19 ^"},
    },
}
CELLS = [
    (severity, letter, aql, said)
    for severity, rows in PUBLISHED.items()
    for letter, row in rows.items()
    for aql, said in zip((0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10.0), row.split(), strict=True)
]
LOT_OF = {"E": 90, "F": 150, "G": 280, "H": 500, "J": 1200, "K": 3200, "L": 10_000}  # that level II gives the letter


@pytest.mark.parametrize(("severity", "letter", "aql", "said"), CELLS)
def test_published_cells_stand_in_the_tables(severity: str, letter: str, aql: float, said: str) -> None:
    made = plan(LOT_OF[letter], "II", aql, severity)
    if said.isdigit():
        assert (made.letter, made.reject) == (letter, int(said))
    else:
        assert made.letter < letter if said == "^" else made.letter > letter


# Table 1 as several public charts print it: the letters of S-1 to S-4, I, II, III for the lot sizes of each row
TABLE_1 = """
8 A A A A A A B, 15 A A A A A B C, 25 A A B B B C D, 50 A B B C C D E, 90 B B C C C E F, 150 B B C D D F G, 280 B C D E E G H,
500 B C D E F H J, 1200 C C E F G J K, 3200 C D E G H K L, 10000 C D F G J L M, 35000 C D F H K M N, 150000 D E G J L N P,
500000 D E G J M P Q, 500001 D E H K N Q R
"""


@pytest.mark.parametrize("row", TABLE_1.split(","))
def test_published_code_letters_stand_in_the_table(row: str) -> None:
    size, *letters = row.split()
    assert [code_letter(int(size), level) for level in LEVELS] == letters
