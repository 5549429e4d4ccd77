"""What houses put over their pages: dates by type, labelled cells, stickers, bars."""

from __future__ import annotations

import zxingcpp

from benchmarks.outside.pen import Pen

DATE_WORDS: dict[str, tuple[str, ...]] = {
    "18842-5": ("Admission Date", "Discharge Date"),
    "34117-2": ("Date of Admission",),
    "11488-4": ("Date of Consultation",),
    "11506-3": ("Date of Service",),
    "11504-8": ("Date of Operation",),
    "11526-1": ("Collected", "Received"),
    "18748-4": ("Exam Date",),
    "11502-2": ("Collected", "Received", "Reported"),
    "34111-5": ("Date of Visit",),
    "34746-8": ("Date",),
    "56445-0": ("Date",),
    "46209-3": ("Date",),
    "59284-0": ("Date",),
    "64292-6": ("Date of Request",),
    "74208-0": ("Admit Date",),
    "64290-0": (),
    "57133-1": ("Date",),
    "11524-6": ("Test Date",),
}


def dates(pen: Pen) -> list[tuple[str, str]]:
    """The labelled dates of a type, in the house's words."""
    words = tuple(pen.house.date_words.get(pen.code, "|".join(DATE_WORDS[pen.code])).split("|")) if DATE_WORDS[pen.code] else ()
    if pen.code == "18842-5":
        return [(words[0], pen.day(pen.visit.admit)), (words[-1], pen.day(pen.visit.discharge))]
    if pen.code in {"11526-1", "11502-2"}:
        values = (pen.service(), pen.after(1), pen.after(2))
        return list(zip(words, values, strict=False))
    return [(words[0], pen.service())] if words else []


def own_dates(pen: Pen) -> list[tuple[str, str]]:
    """The labelled dates of a type that the house has words for; the bodies of the other types bear theirs."""
    return dates(pen) if pen.code in pen.house.date_words else []


def pairs(items: list[tuple[str, str]], across: int = 2, colon: str = ":") -> str:
    """Label and value beside each other, some pairs in a row."""
    rows = []
    for at in range(0, len(items), across):
        cells = "".join(f"<td class=k>{key}{colon}</td><td class=v>{value}</td>" for key, value in items[at : at + across])
        rows.append(f"<tr>{cells}</tr>")
    return "<table class=pairs>" + "".join(rows) + "</table>"


def stacked(items: list[tuple[str, str]], across: int = 4) -> str:
    """Small label over its value, in ruled cells."""
    rows = []
    for at in range(0, len(items), across):
        cells = "".join(f"<td><div class=k>{key}</div><div class=v>{value}</div></td>" for key, value in items[at : at + across])
        rows.append(f"<tr>{cells}</tr>")
    return "<table class=stacked>" + "".join(rows) + "</table>"


def bars(text: str, height: int = 34) -> str:
    """Code 128 as a picture."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    svg = str(code.to_svg(add_quiet_zones=False))
    return f"<div class=bars style='height:{height}px'>{svg[svg.index('<svg') :].replace('<svg', '<svg preserveAspectRatio=none', 1)}</div>"


def pages(pen: Pen) -> str:
    """'Page 2 of 4', filled in when the pages are laid out."""
    words = {
        0: "Page <i class=pg></i> of <i class=np></i>",
        1: "Page <i class=pg></i> of <i class=np></i>",
        2: "<i class=pg></i>/<i class=np></i>",
        3: "Page: <i class=pg></i>",
    }
    return words[len(pen.house.key) % 4] if pen.house.running != "bare" else ""


def letterhead(pen: Pen) -> str:
    house = pen.house
    return f"<div class=lh><div class=hn>{house.name}</div><div class=ha>{house.address} &nbsp;&middot;&nbsp; Tel {house.phone}</div></div>"


def bare_foot(pen: Pen) -> str:
    return f"<div class=ft><span>{pen.house.name}</span><span>{pages(pen)}</span></div>"


def titles(**own: str) -> dict[str, tuple[str, ...]]:
    """Titles by short names of the types."""
    return {CODES[short]: tuple(words.split("|")) for short, words in own.items()}


CODES = {
    "ds": "18842-5",
    "hp": "34117-2",
    "con": "11488-4",
    "prog": "11506-3",
    "op": "11504-8",
    "path": "11526-1",
    "rad": "18748-4",
    "lab": "11502-2",
    "ed": "34111-5",
    "rn": "34746-8",
    "med": "56445-0",
    "ord": "46209-3",
    "cst": "59284-0",
    "roi": "64292-6",
    "face": "74208-0",
    "ins": "64290-0",
    "ref": "57133-1",
    "ekg": "11524-6",
}
