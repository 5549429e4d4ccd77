from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.model.codec import decode, encode
from pipeline.model.geometry import Affine, Box
from pipeline.model.types import Barcode, Findings, Identifier, PageFailed, PageText, TypedPage, TypeGuess, Word

PAGE = PageText(
    3,
    (Word("Müller,", Box(1, 2, 30, 40), 0.91, 0), Word("J.", Box(40, 2, 60, 40), 0.5, 0), Word("x", Box(1, 50, 9, 70), 0.8, 1)),
    0.8,
    90,
    -1.25,
    False,
    2550,
    3300,
    "tesserocr 5",
    Affine(0, -1, 3300, 1, 0, 0),
)
FOUND = Findings(
    TypedPage(PAGE, TypeGuess("11506-3", 0.9, (("11506-3", 0.9), ("34117-2", 0.1)), ("assessment",))),
    (Identifier("mrn", "12-34-56", "123456", 0.97, 3, Box(1, 2, 3, 4), "label"),),
)


@pytest.mark.parametrize("result", [FOUND, PageFailed(7, "ocr", "engine_crashed")])
def test_what_was_written_comes_back(result: Findings | PageFailed) -> None:
    assert decode(encode(result)) == result


def test_the_same_result_gives_the_same_bytes() -> None:
    assert encode(FOUND) == encode(decode(encode(FOUND)))


def test_another_version_is_refused() -> None:
    body = json.loads(encode(FOUND)) | {"v": 99}
    with pytest.raises(ValueError, match="version 99"):
        decode(json.dumps(body).encode())


def test_text_is_lines_of_words() -> None:
    assert PAGE.text == "Müller, J.\nx"
    assert [len(line) for line in PAGE.lines] == [2, 1]


def test_barcodes_come_back_and_results_without_them_still_decode() -> None:
    coded = replace(FOUND, barcodes=(Barcode("code_128", "MRN;123", Box(5, 6, 70, 80), True), Barcode("patch_t", "T", Box(0, 0, 9, 9))))
    assert decode(encode(coded)) == coded
    older = json.loads(encode(FOUND))
    del older["barcodes"]
    assert decode(json.dumps(older).encode()) == FOUND


def test_turned_words_come_back_and_results_without_them_still_decode() -> None:
    words = (PAGE.words[0], replace(PAGE.words[1], turn=90), replace(PAGE.words[2], turn=270))
    turned = replace(FOUND, typed=replace(FOUND.typed, page=replace(PAGE, words=words)))
    assert decode(encode(turned)) == turned
    assert "turned" not in json.loads(encode(FOUND))
