"""Stage and status as small chips: a colour, a shape and a word, so that none of the three is needed alone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from promo_desk.desktop import theme
from promo_desk.desktop.theme import Tone
from promo_desk.fields.field import Field

Shape = Literal["ring", "quarter", "half", "three", "full", "check", "cross", "pause", "alert"]
Look = tuple[Tone, Shape]

CHIPS: dict[str, dict[str, Look]] = {
    "stage": {"target": ("grey", "ring"), "lead": ("blue", "ring"), "qualified": ("blue", "quarter"),
              "talks": ("amber", "quarter"), "pre_sign": ("amber", "half"), "signed": ("teal", "half"),
              "landed": ("teal", "three"), "started": ("green", "three"), "completed": ("green", "full"),
              "operating": ("green", "full"), "at_target": ("green", "check"), "paused": ("violet", "pause"),
              "lost": ("red", "cross"), "withdrawn": ("grey", "cross")},
    "relation": {"target": ("grey", "ring"), "lead": ("blue", "quarter"), "investor": ("green", "full"),
                 "tenant": ("teal", "full"), "dormant": ("violet", "pause")},
    "agreement_status": {"draft": ("grey", "ring"), "in_force": ("blue", "half"), "fulfilled": ("green", "check"),
                         "expired": ("violet", "pause"), "terminated": ("red", "cross")},
    "promise_status": {"open": ("blue", "ring"), "due": ("amber", "half"), "late": ("red", "alert"),
                       "met": ("green", "check"), "undated": ("grey", "ring"), "waived": ("violet", "pause")},
    "promise_outcome": {"met": ("green", "check"), "waived": ("violet", "pause"), "broken": ("red", "cross")},
    "award_status": {"draft": ("grey", "ring"), "checking": ("blue", "quarter"), "returned": ("amber", "alert"),
                     "approved": ("teal", "three"), "paid": ("green", "check"), "refused": ("red", "cross"),
                     "clawed_back": ("red", "alert")},
    "tenancy_status": {"planned": ("blue", "ring"), "in_place": ("green", "full"), "ended": ("grey", "cross")},
    "request_status": {"noted": ("grey", "ring"), "passed_on": ("blue", "quarter"), "in_hand": ("amber", "half"),
                       "done": ("green", "check")},
    "review": {"passed": ("green", "check"), "pending": ("amber", "half"), "exempt": ("grey", "ring"),
               "objection": ("red", "alert")},
    "judgement": {"pursue": ("green", "check"), "observe": ("amber", "half"), "refuse": ("red", "cross")},
    "confidentiality": {"public": ("green", "ring"), "internal": ("grey", "half"), "confidential": ("red", "full")},
}
"""Colour and shape by table of choices and code. A choice that stands not here is plain text."""

HEIGHT_ADDED, PAD, GLYPH = 6, 8, 9


def look(field: Field, value: object) -> Look | None:
    """How a field's value looks as a chip, if it is one."""
    if field.kind.name != "choice" or not isinstance(value, str):
        return None
    table = CHIPS.get(getattr(field.kind, "table", ""))
    return table.get(value, ("grey", "ring")) if table is not None else None


def width(metrics: QFontMetrics, text: str) -> int:
    """The width a chip takes, in device-independent pixels."""
    return metrics.horizontalAdvance(text) + theme.scaled(GLYPH) + 6 + 2 * PAD


def draw(painter: QPainter, area: QRectF, text: str, how: Look, scheme: theme.Scheme) -> None:
    """A chip at the left of the area, in its middle; the text is elided where there is no room."""
    tone, shape = how
    ground, ink = (QColor(colour) for colour in theme.CHIPS[scheme][tone])
    metrics = painter.fontMetrics()
    wide = min(width(metrics, text), area.width())
    high = min(metrics.height() + HEIGHT_ADDED, area.height())
    chip = QRectF(area.left(), area.center().y() - high / 2, wide, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(chip, high / 2, high / 2)
    size = theme.scaled(GLYPH)
    _glyph(painter, QRectF(chip.left() + PAD, chip.center().y() - size / 2, size, size), shape, ink)
    room = chip.adjusted(PAD + size + 6, 0, -PAD + 2, 0)
    painter.setPen(ink)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def _glyph(painter: QPainter, box: QRectF, shape: Shape, ink: QColor) -> None:
    pen = QPen(ink, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    filled = {"quarter": 1, "half": 2, "three": 3, "full": 4}
    if shape in ("check", "cross", "pause", "alert"):
        _strokes(painter, inner, shape)
        return
    painter.drawEllipse(inner)
    if shape in filled:
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(inner, 90 * 16, -90 * 16 * filled[shape])


def _strokes(painter: QPainter, box: QRectF, shape: Shape) -> None:
    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height())

    if shape == "check":
        painter.drawPolyline([at(0, 0.55), at(0.35, 0.9), at(1, 0.15)])
    elif shape == "cross":
        painter.drawLine(at(0.1, 0.1), at(0.9, 0.9))
        painter.drawLine(at(0.9, 0.1), at(0.1, 0.9))
    elif shape == "pause":
        painter.drawLine(at(0.25, 0.1), at(0.25, 0.9))
        painter.drawLine(at(0.75, 0.1), at(0.75, 0.9))
    else:
        painter.drawPolyline([at(0.5, 0), at(1, 0.95), at(0, 0.95), at(0.5, 0)])
        painter.drawPoint(at(0.5, 0.62))
