"""Icons from one set (Lucide, ISC licence), recoloured and drawn by Qt's own SVG renderer.

The set is one zip of a package that is read, not imported: 20 icons cost some milliseconds at the start.
"""

from __future__ import annotations

import importlib.util
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from promo_desk.desktop import theme

SIZE = 18
"""The usual size of an icon, in device-independent pixels."""


_END, _CENTRAL, _LOCAL = struct.Struct("<4s4H2LH"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
"""Records of a zip file: the end of its directory, an entry of it, the head of a file."""


@cache
def _drawings() -> tuple[bytes, bytes]:
    """The zip, and the part of it that is its directory. Python's own reader makes 1,700 objects of it first."""
    spec = importlib.util.find_spec("lucide")
    if spec is None or spec.origin is None:
        raise ImportError("lucide, the set of icons, is not installed")
    whole = Path(spec.origin).with_name("lucide.zip").read_bytes()
    end = _END.unpack_from(whole, whole.rindex(b"PK\5\6"))
    return whole, whole[end[6]:end[6] + end[5]]


@cache
def drawing(name: str) -> str:
    """The SVG of an icon, its stroke in ``currentColor``. KeyError for a name the set has not: an error of ours."""
    whole, directory = _drawings()
    file, at = f"{name}.svg".encode(), -1
    while (at := directory.find(file, at + 1)) >= 0:
        entry = _CENTRAL.unpack_from(directory, max(at - _CENTRAL.size, 0))
        if entry[0] == b"PK\1\2" and entry[10] == len(file):
            return _unpacked(whole, entry)
    raise KeyError(name)


def _unpacked(whole: bytes, entry: tuple[Any, ...]) -> str:
    method, size, local = entry[4], entry[8], entry[16]
    head = _LOCAL.unpack_from(whole, local)
    start = local + _LOCAL.size + head[9] + head[10]
    raw = whole[start:start + size]
    return (zlib.decompress(raw, -zlib.MAX_WBITS) if method else raw).decode("utf-8")


@cache
def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """An icon in one colour, of that many device-independent pixels, sharp at that device pixel ratio."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    svg = drawing(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, colour: str, size: int = SIZE, checked: str | None = None) -> QIcon:
    """An icon for a button or menu, as large as the text; ``checked`` is its colour while it is switched on."""
    made = QIcon()
    ratio, size = _screen_ratio(), theme.scaled(size)
    made.addPixmap(pixmap(name, colour, size, ratio))
    if checked:
        made.addPixmap(pixmap(name, checked, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _screen_ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
