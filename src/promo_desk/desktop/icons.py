"""Icons from one set (Lucide, ISC licence), recoloured and drawn by Qt's own SVG renderer.

The set is one zip of a package that is read, not imported: 20 icons cost some milliseconds at the start.
"""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZE = 18
"""The usual size of an icon, in device-independent pixels."""


@lru_cache(maxsize=1)
def _drawings() -> ZipFile:
    spec = importlib.util.find_spec("lucide")
    if spec is None or spec.origin is None:
        raise ImportError("lucide, the set of icons, is not installed")
    return ZipFile(Path(spec.origin).with_name("lucide.zip"))


@cache
def drawing(name: str) -> str:
    """The SVG of an icon, its stroke in ``currentColor``. An unknown name is an error of ours."""
    return _drawings().read(f"{name}.svg").decode("utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """An icon in one colour, sharp at that device pixel ratio."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    svg = drawing(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, colour: str, size: int = SIZE, checked: str | None = None) -> QIcon:
    """An icon for a button or menu; ``checked`` is its colour while it is switched on."""
    made = QIcon()
    for ratio in sorted({1.0, 2.0, _screen_ratio()}):
        made.addPixmap(pixmap(name, colour, size, ratio))
        if checked:
            made.addPixmap(pixmap(name, checked, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _screen_ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
