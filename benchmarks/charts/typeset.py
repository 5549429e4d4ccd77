"""Words on paper: headings, paragraphs, rows, tables, forms. Every function prints one kind of block where the flow stands."""

from __future__ import annotations

from benchmarks.charts.blocks import Fields, Form, Heading, Row, Table, Text, in_rows
from benchmarks.charts.flow import Flow
from benchmarks.charts.sheet import BLACK, WHITE, width_of, wrapped


def heading(flow: Flow, block: Heading) -> None:
    """A section's heading, kept with two lines of what follows."""
    style, size = flow.style, 1.12 if block.style in ("rule", "bar") else 1.05
    face, high = style.face(size, bold=block.style != "plain"), style.line(size)
    flow.need(high * 1.4 + 2 * style.line())
    flow.y += high * 0.35
    pen = flow.sheet.pen
    if block.style == "bar":
        pen.rectangle((flow.left, flow.y, flow.left + flow.width, flow.y + high), fill=BLACK)
    flow.sheet.put(
        flow.left + (style.px(4) if block.style == "bar" else 0), flow.y, block.text, face, "body", WHITE if block.style == "bar" else BLACK
    )
    flow.sheet.note(block.text)
    flow.y += high * 1.08
    if block.style == "rule":
        pen.line((flow.left, flow.y, flow.left + flow.width, flow.y), fill=BLACK, width=max(1, round(style.px(0.8))))
        flow.y += style.px(2)


def text(flow: Flow, block: Text) -> None:
    """A paragraph."""
    style = flow.style
    face, lead_face = style.face(block.size, block.bold), style.face(block.size, bold=True)
    indent, lead = style.px(block.indent), f"{block.lead} " if block.lead else ""
    lines = wrapped(block.text, face, flow.width - indent, width_of(lead, lead_face))
    for at, line in enumerate(lines):
        flow.need(style.line(block.size))
        before = lead if at == 0 else ""
        taken = width_of(before, lead_face) + width_of(line, face)
        x = flow.left + indent + {"left": 0.0, "center": (flow.width - taken) / 2, "right": flow.width - taken}[block.align]
        x = flow.sheet.put(x, flow.y, before, lead_face, block.place) if before else x
        flow.sheet.put(x, flow.y, line, face, block.place)
        flow.sheet.note(f"{before}{line}")
        flow.y += style.line(block.size)
    flow.y += style.line(block.size) * 0.12


def row(flow: Flow, block: Row) -> None:
    """One line of cells; a cell that would run into the next moves it on."""
    flow.need(flow.style.line(block.size))
    put_row(flow, block, flow.y)
    flow.y += flow.style.line(block.size)


def put_row(flow: Flow, block: Row, y: float) -> None:
    """The row at this height, on the sheet in hand; smaller print where it doesn't fit."""
    size = block.size
    while size > 0.6 and _row_end(flow, block, size) > flow.left + flow.width:
        size *= 0.94
    face, x = flow.style.face(size, block.bold), flow.left
    for share, cell in zip(block.at, block.cells, strict=False):
        x = max(x, flow.left + share * flow.width)
        if cell:
            x = flow.sheet.put(x, y, cell, face, block.place) + flow.style.px(8)
    flow.sheet.note(*block.cells)


def _row_end(flow: Flow, block: Row, size: float) -> float:
    face, x = flow.style.face(size, block.bold), flow.left
    for share, cell in zip(block.at, block.cells, strict=False):
        x = max(x, flow.left + share * flow.width) + width_of(cell, face) + flow.style.px(8)
    return x - flow.style.px(8)


def fields(flow: Flow, block: Fields) -> None:
    """Label and value pairs in columns."""
    style, columns = flow.style, block.columns
    width = flow.width / columns
    value_face, label_face = style.face(block.size), style.face(block.size, bold=block.style == "bold")
    for pairs in in_rows(block.pairs, columns):
        cells = [_field(label, value, block.style) for label, value in pairs]
        tabbed = width * 0.4 if block.style in ("tab", "dots") else 0.0
        room = [width - max(width_of(label, label_face), tabbed) - style.px(10) for label, _ in cells]
        values = [wrapped(value, value_face, max(width * 0.4, free)) for (_, value), free in zip(cells, room, strict=True)]
        high = max(len(lines) for lines in values)
        flow.need(high * style.line(block.size))
        for at, ((label, _), lines) in enumerate(zip(cells, values, strict=True)):
            x = flow.left + at * width
            after = flow.sheet.put(x, flow.y, label, label_face, block.place)
            after = max(after + style.px(4), x + tabbed) if tabbed else after
            for number, line in enumerate(lines):
                flow.sheet.put(after, flow.y + number * style.line(block.size), line, value_face, block.place)
        _note_columns(flow, [(label, lines) for (label, _), lines in zip(cells, values, strict=True)])
        flow.y += high * style.line(block.size)


def _field(label: str, value: str, style: str) -> tuple[str, str]:
    if not label:
        return "", value
    return (f"{label} " if style == "tab" else f"{label} ..... " if style == "dots" else f"{label}: "), value


def _note_columns(flow: Flow, columns: list[tuple[str, list[str]]]) -> None:
    for number in range(max(len(lines) for _, lines in columns)):
        parts = [(label if number == 0 else "") + (lines[number] if number < len(lines) else "") for label, lines in columns]
        flow.sheet.note(*parts)


def table(flow: Flow, block: Table) -> None:
    """Columns with a header row, which is printed again on the next sheet."""
    _table_row(flow, block, block.columns, head=True)
    for cells in block.rows:
        before = len(flow.sheets)
        high = _table_height(flow, block, cells)
        flow.need(high)
        if len(flow.sheets) > before:
            _table_row(flow, block, block.columns, head=True)
        _table_row(flow, block, cells, head=False)
    flow.y += flow.style.px(2)


def _table_cells(flow: Flow, block: Table, cells: tuple[str, ...], head: bool) -> list[list[str]]:
    face = flow.style.face(block.size, bold=head)
    return [wrapped(cell, face, share * flow.width - flow.style.px(6)) for cell, share in zip(cells, block.widths, strict=False)]


def _table_height(flow: Flow, block: Table, cells: tuple[str, ...], head: bool = False) -> float:
    many = max((len(lines) for lines in _table_cells(flow, block, cells, head)), default=1)
    return flow.style.line(block.size) * (many + (block.row_height - 1))


def _table_row(flow: Flow, block: Table, cells: tuple[str, ...], head: bool) -> None:
    style, high = flow.style, _table_height(flow, block, cells, head)
    flow.need(high)
    face, pen, x = style.face(block.size, bold=head), flow.sheet.pen, flow.left
    wrapped_cells, line = _table_cells(flow, block, cells, head), style.line(block.size)
    thin = max(1, round(style.px(0.6)))
    for lines, share in zip(wrapped_cells, block.widths, strict=False):
        for number, words in enumerate(lines):
            flow.sheet.put(x + style.px(3), flow.y + (block.row_height - 1) * line / 2 + number * line, words, face, block.place)
        if block.rules == "grid":
            pen.rectangle((x, flow.y, x + share * flow.width, flow.y + high), outline=BLACK, width=thin)
        x += share * flow.width
    if block.rules == "rows" or (head and block.rules == "none"):
        pen.line((flow.left, flow.y + high, flow.left + flow.width, flow.y + high), fill=BLACK, width=thin)
    for number in range(max(len(lines) for lines in wrapped_cells)):
        flow.sheet.note(*(lines[number] if number < len(lines) else "" for lines in wrapped_cells))
    flow.y += high


def form(flow: Flow, block: Form) -> None:
    """Ruled boxes: small label above, value below; a value too long is printed smaller."""
    style = flow.style
    small, thin = style.face(block.label_size), max(1, round(style.px(0.6)))
    high = style.line(block.label_size) + style.line(block.size) + style.px(3)
    for cells in block.rows:
        flow.need(high)
        whole, x = sum(cell.width for cell in cells), flow.left
        for cell in cells:
            wide = flow.width * cell.width / whole
            flow.sheet.pen.rectangle((x, flow.y, x + wide, flow.y + high), outline=BLACK, width=thin)
            flow.sheet.put(x + style.px(3), flow.y + style.px(1), cell.label, small, block.place)
            size = block.size
            while size > 0.5 and width_of(cell.value, style.face(size)) > wide - style.px(7):
                size *= 0.93
            flow.sheet.put(x + style.px(4), flow.y + style.line(block.label_size) + style.px(1), cell.value, style.face(size), block.place)
            x += wide
        flow.sheet.note(*(cell.label for cell in cells))
        flow.sheet.note(*(cell.value for cell in cells))
        flow.y += high
