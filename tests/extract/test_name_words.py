"""Words of a name as they are misread: signs for letters, blanks that are lost, what runs into them."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("DOE, Danie!", "DOE, DANIEL"),
        ("Doe, Wi1liam", "DOE, WILLIAM"),
        ("Blackwood, BenjaminL", "BLACKWOOD, BENJAMIN L"),
        ("Robert B.Blackwood", "BLACKWOOD, ROBERT B"),
        ("DOE.SR, JOHN D", "DOE, JOHN D SR"),
        ("DOE Il, JOHN", "DOE, JOHN II"),
        ("JOHN DOE Il", "DOE, JOHN II"),
        ("JANE $ DOE", "DOE, JANE S"),
        ("JANE 8 DOE", "DOE, JANE B"),
        ("JANE } DOE", "DOE, JANE J"),
        ("DOE, JANE 8.", "DOE, JANE B"),
        ("DOE, JANE j", "DOE, JANE J"),
        ("DOE, JANE-", "DOE, JANE"),
        ("DOE, CHRISTOPHERp No 5543209", "DOE, CHRISTOPHER"),
        ("Grant Blackwood II]", "BLACKWOOD, GRANT III"),
        ("Cook. Michelle J", "COOK, MICHELLE J"),
        ("ALEXANDRA E TWO BULLS", "TWO BULLS, ALEXANDRA E"),
        ("Jane M. Ann Blackwood", "BLACKWOOD, JANE M ANN"),
        ("DOE, JANEProcedure Date: 03/14/2016", "DOE, JANE"),
        ("Page, Michelle M", "PAGE, MICHELLE M"),
        ("McDonald, MaryAnn", "MCDONALD, MARYANN"),
        ("Kim, Il Sung", "KIM, IL SUNG"),
        ("MARY W O‘BRIEN", "O'BRIEN, MARY W"),
        ("O`Brien, Mary", "O'BRIEN, MARY"),
        ("Doe, .Jane Ann", "DOE, JANE ANN"),
        ("Garcia~-Lopez, Maria", "GARCIA-LOPEZ, MARIA"),
        ("ST.JOHN, MARY ANN", "ST JOHN, MARY ANN"),
        ("Jane 0. Doe", "DOE, JANE O"),
        ("DOE, JANE §", "DOE, JANE S"),
        ("DOE, JANE ™", "DOE, JANE M"),
        ("Jane A, O'Brien", "O'BRIEN, JANE A"),
        ("DOE, JESSICAJ", "DOE, JESSICA J"),
        ("DOE, AMYJ JR", "DOE, AMY J JR"),
        ("Blackwood, Jordan!", "BLACKWOOD, JORDAN"),
        ("collins, Rebecca", "COLLINS, REBECCA"),
        ("John Ann Blackwood Jr,.", "BLACKWOOD, JOHN ANN JR"),
        ("BLACKWOOD 1l, JOHN", "BLACKWOOD, JOHN II"),
        ("JORDAN T BLACKWOOD M", "BLACKWOOD, JORDAN T"),
        ("Jane A. BlackwoodMRN #: 09485926", "BLACKWOOD, JANE A"),
        ("DOE^JANE^M", "DOE, JANE M"),
        ("John 'Jack' Doe", "DOE, JOHN"),
        ("DOE JR, JOHN SEAN’ 48", "DOE, JOHN SEAN JR"),
        ("Blackwood Jr.. John David", "BLACKWOOD, JOHN DAVID JR"),
        ("Blackwood,. John David", "BLACKWOOD, JOHN DAVID"),
        ("DOE, ALEXANDER\\R", "DOE, ALEXANDER R"),
        ("St, John, Mary L", "ST JOHN, MARY L"),
        ("DOE; DAVID", "DOE, DAVID"),
        ("DOE, DAVID B j", "DOE, DAVID B"),
        ("I DOE, DAVID B", "DOE, DAVID B"),
        ('Doe, John "Jack"', "DOE, JOHN"),
    ],
)
def test_what_was_misread_is_put_right(printed: str, value: str) -> None:
    assert sure(f"Patient Name: {printed}", "name") == [value]


@pytest.mark.parametrize("printed", ["DOE, JANE 8", "DOE, JANE }", "Doe, Jane a 45 year old woman"])
def test_a_sign_behind_the_name_is_no_initial(printed: str) -> None:
    assert values(f"Patient Name: {printed}", "name") == ["DOE, JANE"]


@pytest.mark.parametrize("printed", ["A DOE", "DOE I, JOHN", "DOE, JANE]", "YU it, JOHN", "DOE H, JOHN", "JORDAN T DOE I"])
def test_a_name_that_lost_a_word_or_a_letter_is_never_sure(printed: str) -> None:
    assert values(f"Patient Name: {printed}", "name") != []
    assert sure(f"Patient Name: {printed}", "name") == []


@pytest.mark.parametrize(
    "printed", ["DOE, MIRIAM", "DOE, TOMASZ", "DOE, FREDERICK", "DOE, ROLAND", "DOE, LUCASZ", "LONG, JOSHUA", "LONG, JOSH B"]
)
def test_a_letter_in_which_names_end_is_no_initial(printed: str) -> None:
    assert values(f"Patient Name: {printed}", "name") == [printed]


@pytest.mark.parametrize("printed", ["wife, Karen", "sister, Anna", "the patient, Jane"])
def test_small_letters_are_no_family(printed: str) -> None:
    assert values(f"Patient Name: {printed}   MRN: 00123456", "name") == []


def test_a_name_put_right_stands_in_a_header_too() -> None:
    assert sure("DOE, Danie!     MRN: 00123456     DOB: 03/14/1957", "name") == ["DOE, DANIEL"]
    assert sure("KELLY, JANE-  MRN 00123456  DOB 03/14/1957", "name") == ["KELLY, JANE"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Allison J.Ng", "NG, ALLISON J"),
        ("Alfieri, Sofia", "ALFIERI, SOFIA"),
    ],
)
def test_an_initial_that_is_tied_to_a_short_family_name(printed: str, name: str) -> None:
    assert sure(f"Patient: {printed}   MRN: 00123456", "name") == [name]


@pytest.mark.parametrize("printed", ["Villa, Zane LHI", "Villa, Zane LI", "BYRD, MALLORYA", "VILLA, ZANE LHI"])
def test_what_is_left_of_a_suffix_or_an_initial_is_not_sure(printed: str) -> None:
    assert sure(f"Patient: {printed}   MRN: 00123456", "name") == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("TessaV.Hurst", "HURST, TESSA V"),
        ("TatianaHebert", "HEBERT, TATIANA"),
        ("AlainaB.DeLaCruz", "DE LA CRUZ, ALAINA B"),
        ("MacDonald, Erin", "MACDONALD, ERIN"),
        ("LaToya McKinney", "MCKINNEY, LATOYA"),
        ("lsabel Garcia", "GARCIA, ISABEL"),
        ("lngram, lan K", "INGRAM, IAN K"),
        ("/O'SHEA, CARLOS B", "O'SHEA, CARLOS B"),
        ("De La Cruz Maria", "DE LA CRUZ, MARIA"),
        ("Van Nguyen", "NGUYEN, VAN"),
    ],
)
def test_blanks_and_capitals_that_were_lost(printed: str, value: str) -> None:
    assert values(f"Patient name {printed}   D.O.B. 06-13-2004", "name") == [value]


@pytest.mark.parametrize("printed", ["De La Cruz", "Del Rio", "His son, John Doe", "her mother Mary Doe"])
def test_a_family_alone_and_a_relative_are_no_name(printed: str) -> None:
    assert not values(f"Patient: {printed}   DOB: 03/14/1957", "name")
