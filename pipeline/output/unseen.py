"""Old text that nobody sees is taken out of a copied page: where a new reading is laid over it, every word would stand twice.

What scanners write as searchable PDF has its text in rendering mode 3, which paints nothing (ISO 32000-1, 9.3.6), or painted and then
covered by the scan. The first goes because of what it says of itself; the second only where the page looks the same without it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Stream

_SHOWING = {"Tj", "TJ", "'", '"'}
_PASSING = {"BT", "ET", "Td", "Tm", "T*", "Tj", "TJ", "'"}  # they change nothing beyond the text object
_STATE = {"Tf", "Tr", "Tc", "Tw", "Tz", "TL", "Ts"}  # of text alone
_NEEDED_BY = {"/Font": {"Tf"}, "/Properties": {"BDC"}, "/ExtGState": {"gs"}}
_INVISIBLE = 3
_DEEPEST = 10  # drawings within drawings
_SCALE, _PIXELS = 1.5, 4_000_000.0  # at which pages are compared: 108 dpi, or what so many pixels allow
_Drops = Callable[[bool, int], bool]  # whether text goes: is it invisible, and how many pictures were drawn before it


def drop_unseen_text(pdf: pikepdf.Pdf, drawing: Any) -> None:
    """Of a form XObject that was made of a page, changed in place; what is not as a PDF should be stays as it is."""
    content, resources = drawing.read_bytes(), drawing.get("/Resources", Dictionary())

    def write_without(drops: _Drops) -> _Rewriting:
        drawing.write(content)
        rewriting = _Rewriting(pdf, drops)
        rewriting.rewrite(drawing, resources, 0)
        return rewriting

    try:
        first = write_without(lambda invisible, _: invisible)
        if not first.texts or not first.pictures:
            return
        seen = _looks(drawing)
        drops: tuple[_Drops, ...] = (lambda _, __: True, lambda invisible, before: invisible or before < first.pictures)
        for drop in drops:
            write_without(drop)
            if np.array_equal(seen, _looks(drawing)):
                return
        write_without(lambda invisible, _: invisible)
    except (pikepdf.PdfError, pdfium.PdfiumError, IndexError, TypeError, ValueError, AttributeError):
        drawing.write(content)
        drawing.Resources = resources


def _looks(drawing: Any) -> np.ndarray[Any, np.dtype[np.uint8]]:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        scan = pdf.copy_foreign(drawing)
        scan.Matrix = Array([1, 0, 0, 1, 0, 0])
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([float(side) for side in drawing.BBox]),
            Resources=Dictionary(XObject=Dictionary(Scan=scan)),
            Contents=pdf.make_indirect(Stream(pdf, b"/Scan Do")),
        )
        pdf.pages.append(pikepdf.Page(page))
        pdf.save(made)
    document = pdfium.PdfDocument(made.getvalue())
    try:
        width, height = document[0].get_size()
        return np.array(document[0].render(scale=min(_SCALE, (_PIXELS / (width * height)) ** 0.5)).to_numpy())
    finally:
        document.close()


class _Rewriting:
    """One pass over a drawing and those within it; afterwards how many pictures it draws, and how many text objects are left."""

    def __init__(self, pdf: pikepdf.Pdf, drops: _Drops) -> None:
        self._pdf, self._drops = pdf, drops
        self._lent = False  # a drawing without resources of its own uses those around it
        self.pictures = self.texts = 0

    def rewrite(self, drawing: Any, resources: Any, depth: int) -> None:
        """Write the drawing anew, with resources of its own."""
        objects, before = dict(resources.get("/XObject", {}).items()), self.texts
        instructions = list(pikepdf.parse_content_stream(drawing))
        kept = list(_without_marks(self._kept(instructions, resources, objects, depth)))
        if self.texts == before:
            kept = [instruction for instruction in kept if str(instruction.operator) not in _STATE]
        if len(kept) != len(instructions):
            drawing.write(pikepdf.unparse_content_stream(kept))
        used = {str(instruction.operator) for instruction in kept}
        own = {key: value for key, value in resources.items() if self._lent or used & _NEEDED_BY.get(key, used)}
        drawing.Resources = Dictionary({**own, "/XObject": Dictionary(objects)} if objects else own)

    def _kept(self, instructions: Iterable[Any], resources: Any, objects: dict[str, Any], depth: int) -> Iterator[Any]:
        modes = [0]
        text: list[Any] = []
        dropped = True
        for instruction in instructions:
            operator = str(instruction.operator)
            _follow(modes, instruction)
            if operator == "Do":
                self._draw(str(instruction.operands[0]), resources, objects, depth)
            self.pictures += operator == "INLINE IMAGE"
            if operator != "BT" and not text:
                yield instruction
                continue
            text.append(instruction)
            if operator in _SHOWING:
                dropped &= self._drops(modes[-1] == _INVISIBLE, self.pictures)
            elif operator == "ET":
                self.texts += not dropped
                yield from _lasting(text) if dropped else text
                text, dropped = [], True
        yield from text

    def _draw(self, name: str, resources: Any, objects: dict[str, Any], depth: int) -> None:
        drawn = objects.get(name, Dictionary())
        if drawn.get("/Subtype") == "/Image":
            self.pictures += 1
        elif drawn.get("/Subtype") == "/Form" and depth < _DEEPEST:
            self._lent |= "/Resources" not in drawn
            objects[name] = self._pdf.make_indirect(drawn.copy())
            self.rewrite(objects[name], drawn.get("/Resources", resources), depth + 1)


def _follow(modes: list[int], instruction: Any) -> None:
    """The last of the rendering modes is the one that holds after the instruction."""
    operator = str(instruction.operator)
    if operator == "q":
        modes.append(modes[-1])
    elif operator == "Q" and len(modes) > 1:
        modes.pop()
    elif operator == "Tr":
        modes[-1] = int(instruction.operands[0])


def _lasting(text: Iterable[Any]) -> Iterator[Any]:
    """What of a text object holds beyond its end."""
    for instruction in text:
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "TD":
            yield ContentStreamInstruction([-operands[1]], Operator("TL"))
        elif operator == '"':
            yield ContentStreamInstruction([operands[0]], Operator("Tw"))
            yield ContentStreamInstruction([operands[1]], Operator("Tc"))
        elif operator not in _PASSING:
            yield instruction


def _without_marks(instructions: Iterable[Any]) -> Iterator[Any]:
    """Without marks for a structure that is not copied; layers stay (ISO 32000-1, 8.11)."""
    layers: list[bool] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            layers.append(str(instruction.operands[0]) == "/OC")
            if layers[-1]:
                yield instruction
        elif operator == "EMC":
            if not layers or layers.pop():
                yield instruction
        elif operator not in {"MP", "DP"}:
            yield instruction
