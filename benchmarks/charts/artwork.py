"""What is drawn rather than written: letterheads, labels with bar codes, signatures, cards, electrocardiograms."""

from __future__ import annotations

import math
from random import Random

from PIL import ImageDraw

from benchmarks.charts.blocks import Card, Letterhead, Sign, Sticker, Text, Trace
from benchmarks.charts.flow import Flow
from benchmarks.charts.sheet import BLACK, WHITE, Sheet, width_of
from benchmarks.charts.typeset import text

LEADS = (("I", "aVR", "V1", "V4"), ("II", "aVL", "V2", "V5"), ("III", "aVF", "V3", "V6"))
# Waves of one beat: (share of the beat, height in mV, width as a share). P, Q, R, S, T.
WAVES = ((0.18, 0.12, 0.025), (0.285, -0.1, 0.008), (0.31, 1.0, 0.011), (0.335, -0.22, 0.009), (0.52, 0.28, 0.045))


def letterhead(flow: Flow, block: Letterhead) -> None:
    """Name and address of the hospital in one of five styles."""
    style = flow.style
    if block.style == "band":
        _band(flow, block)
    elif block.style == "split":
        _split(flow, block)
    elif block.style == "logo":
        _logo(flow, block)
    else:
        align = "center" if block.style == "center" else "left"
        text(flow, Text(block.name, align=align, bold=True, size=1.5))  # type: ignore[arg-type]  # mypy takes the choice for any str
        for line in block.lines:
            text(flow, Text(line, align=align, size=0.85))  # type: ignore[arg-type]  # as above
    flow.y += style.line(0.5)


def _band(flow: Flow, block: Letterhead) -> None:
    style, high = flow.style, flow.style.line(1.9)
    flow.need(high)
    flow.sheet.pen.rectangle((flow.left, flow.y, flow.left + flow.width, flow.y + high), fill=60)
    face = style.face(1.4, bold=True)
    flow.sheet.put(flow.left + style.px(6), flow.y + style.line(0.25), block.name, face, "letterhead", WHITE)
    flow.sheet.note(block.name)
    flow.y += high + style.px(2)
    text(flow, Text("   ".join(block.lines), size=0.78))


def _split(flow: Flow, block: Letterhead) -> None:
    style, y = flow.style, flow.y
    flow.need(style.line(2.2))
    flow.sheet.put(flow.left, flow.y, block.name, style.face(1.35, bold=True), "letterhead")
    small, lines, y = style.face(0.72), list(block.lines), flow.y
    begin = max(flow.left + flow.width * 0.6, flow.left + width_of(block.name, style.face(1.35, bold=True)) + style.px(10))
    for number, line in enumerate(lines):
        flow.sheet.put(min(begin, flow.left + flow.width - width_of(line, small)), y + number * style.line(0.75), line, small, "letterhead")
    flow.sheet.note(block.name)
    flow.sheet.note(*lines)
    flow.y += max(style.line(1.5), len(lines) * style.line(0.75))


def _logo(flow: Flow, block: Letterhead) -> None:
    style, high = flow.style, flow.style.line(2.6)
    flow.need(high)
    pen, y, x = flow.sheet.pen, flow.y, flow.left
    weight = max(2, round(style.px(1.5)))
    if flow.rng.random() < 0.5:
        pen.ellipse((x, y, x + high, y + high), outline=BLACK, width=weight)
    else:
        pen.rounded_rectangle((x, y, x + high, y + high), high * 0.2, outline=BLACK, width=weight)
    third = high / 3
    pen.rectangle((x + third * 1.2, y + third * 0.6, x + third * 1.8, y + third * 2.4), fill=BLACK)
    pen.rectangle((x + third * 0.6, y + third * 1.2, x + third * 2.4, y + third * 1.8), fill=BLACK)
    beside = x + high + style.px(8)
    flow.sheet.put(beside, y, block.name, style.face(1.4, bold=True), "letterhead")
    flow.sheet.note(block.name)
    small = style.face(0.78)
    for number, line in enumerate(block.lines):
        flow.sheet.put(beside, y + style.line(1.4) + number * style.line(0.8), line, small, "letterhead")
        flow.sheet.note(line)
    flow.y += max(high, style.line(1.4) + len(block.lines) * style.line(0.8))


def sticker(flow: Flow, block: Sticker) -> None:
    """A label pasted on the first sheet; one low on the page keeps its place free."""
    style, page = flow.style, flow.sheet
    face, gap = style.face_of(block.size), style.px(block.size * 1.25)
    wide = max(style.px(block.width), max(width_of(line, face) for line in block.lines) + style.px(12))
    high = gap * len(block.lines) + style.px(8) + (style.px(20) if block.barcode else 0)
    label = Sheet.blank(page.number, round(wide), round(high))
    label.pen.rounded_rectangle((0, 0, wide - 1, high - 1), style.px(4), outline=90, width=max(1, round(style.px(0.5))))
    for number, line in enumerate(block.lines):
        label.put(style.px(6), style.px(4) + number * gap, line, face, "sticker")
        label.note(line)
    if block.barcode:
        _bars(label.pen, flow.rng, style.px(8), high - style.px(20), wide - style.px(16), style.px(16))
    width, height = flow.size
    x, y = min(block.x * width, width - wide - style.px(8)), block.y * height
    page.paste(label, x, y, block.angle)
    if block.y > 0.5:
        flow.kept_free = height - flow.margin - y + style.line()


def _bars(pen: ImageDraw.ImageDraw, rng: Random, x: float, y: float, wide: float, high: float) -> None:
    module, at = max(1.0, wide / 110), x
    while at < x + wide:
        bar = module * rng.choice((1, 1, 2, 3))
        pen.rectangle((at, y, at + bar - 1, y + high), fill=BLACK)
        at += bar + module * rng.choice((1, 1, 2, 3))


def sign(flow: Flow, block: Sign) -> None:
    """Lines to sign on, what each is for below, and a hand's scrawl on the first."""
    style = flow.style
    flow.need(style.line(3.2))
    flow.y += style.line(1.6)
    wide = flow.width / max(2, len(block.captions))
    for at, caption in enumerate(block.captions):
        x = flow.left + at * wide
        flow.sheet.pen.line((x, flow.y, x + wide * 0.85, flow.y), fill=BLACK, width=max(1, round(style.px(0.6))))
        flow.sheet.put(x, flow.y + style.px(1), caption, style.face(0.8), "body")
        if at == 0 and block.signed:
            _scrawl(flow, x + wide * 0.05, flow.y)
    flow.sheet.note(*block.captions)
    flow.y += style.line(1.2)


def _scrawl(flow: Flow, x: float, y: float) -> None:
    rng, style = flow.rng, flow.style
    points, step = [], style.px(2.2)
    swing, shift = rng.uniform(4, 8), rng.uniform(0, 6)
    for number in range(rng.randint(28, 48)):
        up = math.sin(number * 0.9 + shift) * swing * rng.uniform(0.5, 1.2) + math.sin(number * 0.23) * 3
        points.append((x + number * step + math.cos(number * 0.8) * step, y - style.px(6 + up)))
    flow.sheet.pen.line(points, fill=40, width=max(1, round(style.px(0.9))), joint="curve")


def card(flow: Flow, block: Card) -> None:
    """An insurance card, photocopied."""
    style = flow.style
    wide, rows = min(flow.width, style.px(330)), max(len(block.left), len(block.right))
    high = style.line(2.2) + (rows + len(block.below)) * style.line(1.05) + style.px(10)
    flow.need(high + style.line())
    x, y = flow.left + (flow.width - wide) * flow.rng.choice((0.0, 0.5, 0.3)), flow.y
    pen, face = flow.sheet.pen, style.face(0.9)
    pen.rounded_rectangle((x, y, x + wide, y + high), style.px(10), fill=238, outline=BLACK, width=max(1, round(style.px(1))))
    flow.sheet.put(x + style.px(10), y + style.px(5), block.title, style.face(1.25, bold=True), "card")
    flow.sheet.note(block.title)
    y += style.line(1.8)
    for number in range(rows):
        left, right = (side[number] if number < len(side) else "" for side in (block.left, block.right))
        end = flow.sheet.put(x + style.px(10), y, left, face, "card")
        flow.sheet.put(max(x + wide * 0.56, end + style.px(6)), y, right, face, "card")
        flow.sheet.note(left, right)
        y += style.line(1.05)
    for line in block.below:
        flow.sheet.put(x + style.px(10), y, line, style.face(0.8), "card")
        flow.sheet.note(line)
        y += style.line(1.05)
    flow.y += high + style.line(0.6)


def trace(flow: Flow, block: Trace) -> None:
    """Twelve leads in three rows and a rhythm strip, on millimetre paper."""
    style, high = flow.style, flow.style.px(block.height)
    flow.need(high)
    _grid(flow, high)
    rng, row_high = Random(block.seed), high / 4
    for number, leads in enumerate((*LEADS, (block.rhythm,))):
        base = flow.y + (number + 0.62) * row_high
        share = flow.width / len(leads)
        for at, lead in enumerate(leads):
            x = flow.left + at * share
            flow.sheet.put(x + style.px(3), base - row_high * 0.5, lead, style.face(0.8), "body")
            _wave(flow, block, rng, (x, base, share), row_high * 0.42 * rng.uniform(0.5, 1.0) * (-1 if lead == "aVR" else 1))
        flow.sheet.note(*leads)
    flow.y += high + style.px(4)


def _grid(flow: Flow, high: float) -> None:
    millimetre = flow.style.dpi / 25.4
    for number in range(int(flow.width / millimetre) + 1):
        x = flow.left + number * millimetre
        flow.sheet.pen.line((x, flow.y, x, flow.y + high), fill=200 if number % 5 == 0 else 236)
    for number in range(int(high / millimetre) + 1):
        y = flow.y + number * millimetre
        flow.sheet.pen.line((flow.left, y, flow.left + flow.width, y), fill=200 if number % 5 == 0 else 236)


def _wave(flow: Flow, block: Trace, rng: Random, where: tuple[float, float, float], high: float) -> None:
    x, base, wide = where
    beat = flow.style.dpi / 25.4 * 25 * 60 / block.rate  # pixels a beat at 25 mm a second
    points, at, phase = [], 0.0, rng.random()
    step = max(1.0, flow.style.dpi / 150)
    length = beat
    while at < wide:
        height = sum(tall * math.exp(-(((phase - middle) / spread) ** 2) / 2) for middle, tall, spread in WAVES)
        points.append((x + at, base - high * height + rng.uniform(-0.5, 0.5)))
        at += step
        phase += step / length
        if phase >= 1:
            phase, length = phase - 1, beat * (rng.uniform(0.7, 1.4) if block.irregular else 1)
    flow.sheet.pen.line(points, fill=BLACK, width=max(1, round(flow.style.px(0.7))))
