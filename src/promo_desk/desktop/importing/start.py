"""The place to drop ledgers while none is open: what may come, and the other ways to bring it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.intake import Intake
from promo_desk.desktop.widgets import GRID, button, label, row
from promo_desk.fields.words import say


class Target(QWidget):
    """A dashed field that lights up while files hang over it."""

    def __init__(self, desk: Desk, choose: Callable[[], None], folder: Callable[[], None],
                 paste: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._over = desk, False
        self.setAcceptDrops(True)
        self.setAccessibleName(say("Drop ledgers here", desk.language))
        language, middle = desk.language, Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 4 * GRID, 3 * GRID, 4 * GRID)
        column.setSpacing(GRID)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("file-input", desk.tones.accent, theme.scaled(32), self.devicePixelRatioF()))
        column.addWidget(sign, 0, middle)
        column.addWidget(label(say("Drop ledgers anywhere in this window", language), "head", strong=True), 0, middle)
        told = label(say("Excel, WPS, OpenDocument and CSV as they are: title rows, units and totals are understood. "
                         "Nothing is written before you have seen what would become of every row.", language),
                     tone="quiet", wrap=True)
        told.setAlignment(middle)
        column.addWidget(told)
        column.addSpacing(GRID)
        self.files = button(desk, say("Choose files…", language), choose, icon="file-plus", look="primary")
        self.folder = button(desk, say("Choose a folder…", language), folder, icon="folder-open")
        self.paste = button(desk, say("Paste cells", language) + "  Ctrl+V", paste, icon="clipboard-paste")
        column.addLayout(row(None, self.files, self.folder, self.paste, None))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tones = QPainter(self), self._desk.tones
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tones.accent if self._over else tones.edge), 2 if self._over else 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(tones.accent_soft if self._over else tones.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), GRID, GRID)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        Intake.of(self._desk).add([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _light(self, on: bool) -> None:
        self._over = on
        self.update()
