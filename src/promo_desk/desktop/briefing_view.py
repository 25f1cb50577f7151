"""A briefing on the screen: read, searched and copied like a page; its charts are drawn for the width there is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QPalette, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from promo_desk.desktop import charts, theme
from promo_desk.desktop.briefing_html import Look, PageOfBriefing
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID, thin_bars
from promo_desk.fields.words import say

WIDEST = 88 * GRID
"""Charts are not drawn wider than this."""


class BriefingView(QTextBrowser):
    """The page of a briefing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = PageOfBriefing("")
        self.setAccessibleName(say("Preview", desk.language))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.document().setDocumentMargin(2 * GRID)
        self.setOpenLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        corner = QWidget()
        corner.setBackgroundRole(QPalette.ColorRole.Base)
        corner.setAutoFillBackground(True)
        self.setCornerWidget(corner)
        thin_bars(desk, self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(120)
        self._settled.timeout.connect(self._draw_again)

    def show_page(self, page: PageOfBriefing, stay: bool = False) -> None:
        """Show it from its beginning; with ``stay`` from where one was."""
        place = self.verticalScrollBar().value() if stay else 0
        self.page = page
        self.document().clear()
        self.setHtml(page.html)
        self.verticalScrollBar().setValue(place)

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        picture = self.page.pictures.get(name.toString() if isinstance(name, QUrl) else name)
        if picture is None:
            return super().loadResource(type, name)
        return charts.image(picture, self._wide(), self._desk.tones, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self.page.pictures:
            self._settled.start()

    def _draw_again(self) -> None:
        """The charts for another width; one stays where one was."""
        bar = self.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        for name in self.page.pictures:
            self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), None)
        self.setHtml(self.page.html)
        bar.setValue(round(part * bar.maximum()))

    def _wide(self) -> int:
        return max(min(self.viewport().width() - 5 * GRID, WIDEST), 20 * GRID)


def look_of(desk: Desk) -> Look:
    """The colours and sizes of the desk as it is set now."""
    body, small, head, title = (theme.font(step).pointSizeF() for step in ("body", "small", "head", "title"))
    return Look(desk.tones, body, small, head, title)
