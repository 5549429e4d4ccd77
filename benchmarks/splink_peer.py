"""Splink as a peer of `benchmarks.matching`, run by the Python of a virtual environment that has it.

Reads JSON from standard input: "people" and "records", lists of objects with id, family, given, born (ISO 8601 or ""), number. Writes for
each record the patients that it may be, [id, probability] with the surest first, as JSON. Trained as its documentation says: chances of
agreement among strangers from random pairs, those of the same person by expectation maximisation, without any label.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any

import pandas
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

FIELDS = ("id", "family", "given", "born", "number")
PAIRS = 2_000_000  # at random, for how often strangers agree
EXPECTED = 0.9  # share of the matches that the deterministic rules find
LEAST = 0.01  # probability of a pair that is written


def main() -> None:
    asked = json.load(sys.stdin)
    numbered = any(one["number"] for one in asked["records"])
    api = DuckDBAPI()
    frames = [
        api.register(pandas.DataFrame(
            [{"unique_id": one["id"], **{key: one[key] or None for key in FIELDS[1:]}} for one in asked[which]]
        ), table_name=which)
        for which in ("people", "records")
    ]  # fmt: skip
    compared: list[Any] = [
        comparisons.ForenameSurnameComparison("given", "family"),
        comparisons.DateOfBirthComparison("born", input_is_string=True),
    ]
    keys: list[tuple[str, ...]] = [("born",), ("family", "given"), ("family",)]
    if numbered:
        compared.append(comparisons.LevenshteinAtThresholds("number", [1, 2]))
        keys.append(("number",))
    settings = SettingsCreator("link_only", comparisons=compared, blocking_rules_to_generate_predictions=[block_on(*key) for key in keys])
    linker = Linker(frames, settings)
    certain = [block_on("family", "given", "born"), *([block_on("number")] if numbered else [])]
    linker.training.estimate_probability_two_random_records_match(certain, recall=EXPECTED)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    for key in (("born",), ("family",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*key))
    found = defaultdict(list)
    for row in linker.inference.predict(threshold_match_probability=LEAST).as_pandas_dataframe().to_dict("records"):
        sides = (row["source_dataset_l"], row["unique_id_l"]), (row["source_dataset_r"], row["unique_id_r"])
        person, record = (next(one for table, one in sides if table == which) for which in ("people", "records"))
        found[record].append([person, row["match_probability"]])
    json.dump({record: sorted(people, key=lambda one: -one[1]) for record, people in found.items()}, sys.stdout)


if __name__ == "__main__":
    main()
