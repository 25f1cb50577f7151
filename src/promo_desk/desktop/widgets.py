"""Small parts every page is made of: buttons, labels, cards. Each has an accessible name and the desk's look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk

GRID = theme.GRID


def button(desk: Desk, words: str, run: Callable[[], object] | None = None, *, icon: str = "",
           look: str = "plain") -> QPushButton:
    """A button with words; ``look`` is plain, primary, quiet, link, chip, tab or search."""
    made = QPushButton(words)
    made.setProperty("look", look)
    made.setAccessibleName(words)
    made.setCursor(Qt.CursorShape.PointingHandCursor if look == "link" else Qt.CursorShape.ArrowCursor)
    if icon:
        made.setIcon(icons.icon(icon, _icon_colour(desk, look), 16))
        made.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
    if run is not None:
        made.clicked.connect(lambda checked=False: run())
    return made


def tool(desk: Desk, icon: str, name: str, run: Callable[[], object] | None = None, *,
         keys: str = "") -> QToolButton:
    """A button with an icon only; its name is said by the tooltip and to screen readers."""
    made = QToolButton()
    made.setProperty("look", "quiet")
    made.setIcon(icons.icon(icon, desk.tones.quiet))
    made.setIconSize(QSize(theme.scaled(icons.SIZE), theme.scaled(icons.SIZE)))
    made.setAccessibleName(name)
    made.setToolTip(f"{name}  {keys}".strip())
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if run is not None:
        made.clicked.connect(lambda checked=False: run())
    return made


def label(text: str, step: str = "body", tone: str = "", *, strong: bool = False, wrap: bool = False) -> QLabel:
    """A piece of text in the type scale; ``tone`` is quiet, faint, danger, warn, good or accent."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(step, strong=strong))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def _icon_colour(desk: Desk, look: str) -> str:
    return desk.tones.on_accent if look == "primary" else desk.tones.quiet


class Elided(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole stands in the tooltip."""

    def __init__(self, text: str, step: str = "body", tone: str = "", *, strong: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(step, strong=strong))
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = text
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._elide()

    def whole(self) -> str:
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 8))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Card(QWidget):
    """A rounded surface with a hairline; painted, so that no style sheet reaches what lies on it."""

    def __init__(self, desk: Desk, margins: int = 0) -> None:
        super().__init__()
        self._desk = desk
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margins + 1, margins + 1, margins + 1, margins + 1)
        self.body.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._desk.tones.line), 1))
        painter.setBrush(QColor(self._desk.tones.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), GRID, GRID)


class Ground(QWidget):
    """A plain area of one colour of the palette: the side bar, the top bar, a panel."""

    def __init__(self, colour: str, line: str = "", edge: str = "") -> None:
        super().__init__()
        self._colour, self._line, self._edge = QColor(colour), QColor(line or colour), edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        area = self.rect()
        strips = {"right": (area.right(), 0, 1, area.height()), "left": (0, 0, 1, area.height()),
                  "bottom": (0, area.bottom(), area.width(), 1), "top": (0, 0, area.width(), 1)}
        if self._edge:
            painter.fillRect(*strips[self._edge], self._line)


def row(*parts: QWidget | int | None, spacing: int = GRID, margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        ) -> QHBoxLayout:
    """Parts in a row; None is a stretch, a number a gap."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        else:
            made.addWidget(part)
    return made


def thin_bars(desk: Desk, area: QAbstractScrollArea) -> None:
    """Scroll bars in the desk's look, without a style sheet on the area itself."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        theme.dress(bar, "scrollbar", desk.scheme)


def plain_table(desk: Desk, table: QTableView) -> None:
    """What every table of the desk has: no frame and lines of its own, cells on one line, scrolled pixel by pixel."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    thin_bars(desk, table)


def scroll(desk: Desk, inside: QWidget) -> QScrollArea:
    """The widget in a frameless area that scrolls up and down only."""
    made = QScrollArea()
    thin_bars(desk, made)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(inside)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def menu(desk: Desk, parent: QWidget) -> QMenu:
    """A menu in the desk's look."""
    made = QMenu(parent)
    theme.dress(made, "menu", desk.scheme)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


def reveal(widget: QWidget) -> None:
    """Scroll what the widget stands in until it is seen: Qt does so for the Tab key alone."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
