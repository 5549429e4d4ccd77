"""Names with letters that the model of a language lacks: "Nuñez" comes out as "Nufiez", "López" as "Lépez", "Müller" as "Miiller".

The readings were seen on these names in six typefaces. Each is put right only where it is no English word and no other name; what comes
out as a plain letter ("Lopez", "NUNEZ") stays as it was read.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path

RESTORED = 0.9  # the least that such a word is believed where it was read LEGIBLY: hardly anything else is spelled so
LEGIBLY = 0.5
# What each letter is read as where it is not read as the plain one.
_READ_AS = {
    "ñi": ("fi", "fli", "ji", "fii", "iii"),
    "ñ": ("fi", "ii", "ji", "jfi", "jii", "iii", "ifi", "iifi", "ffi", "fli", "ti", "f"),
    "ó": ("é", "0"),
    "ö": ("é", "0"),
    "ø": ("é", "@"),
    "ú": ("ii", "ti"),
    "ü": ("ii", "ti"),
    "ç": ("g",),
}
_PLAIN = str.maketrans("ñóöøúüç", "nooouuc")
_PARTS = re.compile("|".join((*_READ_AS, r"[^\W\d_]")), re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|@)+")
_LISTED = Path(__file__).parent / "accented_names.txt"
_OTHERS = frozenset({"avitia", "cerén", "petia"})  # readings that are somebody else's name, or another's misread


def restored(text: str) -> str | None:
    """The word with the name's own letters ("Nuñez-Garcia,"), or None where nothing in it is such a reading."""
    if text.isascii() and text.isalpha() and text.lower() not in _names():
        return None  # most words
    found = _WORD.sub(lambda part: _with_capital(_names().get(part[0].lower()), part[0]), text)
    return None if found == text else found


def _with_capital(name: str | None, read: str) -> str:
    """The name for a reading that begins with a capital and has no other."""
    return name if name is not None and read[0].isupper() and not any(map(str.isupper, read[1:])) else read


@cache
def _names() -> dict[str, str]:
    """Each reading in small letters, and the name."""
    lines = _LISTED.read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if not line.startswith("#") for name in line.split()]
    return {read: name for name in names for read in _readings(name) if read not in _OTHERS}


def _readings(name: str) -> set[str]:
    """What the name may be read as, in small letters, but for its own spelling and the one without accents."""
    parts = [(part, part.translate(_PLAIN)) for part in _PARTS.findall(name.lower())]
    read = {"".join(one) for one in product(*((*_READ_AS.get(part, ()), plain) for part, plain in parts))}
    return read - {"".join(plain for _, plain in parts), name.lower()}
