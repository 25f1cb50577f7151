"""The database did not open: one sentence in the page's place, and another try."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.tasks import Fault
from promo_desk.desktop.widgets import GRID, button, label
from promo_desk.fields.words import say


class Refusal(QWidget):
    """Stands until the next try succeeds."""

    def __init__(self, desk: Desk, fault: Fault, again: Callable[[], None]) -> None:
        super().__init__()
        theme.dress(self, "controls", desk.scheme)
        column = QVBoxLayout(self)
        column.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        column.setSpacing(2 * GRID)
        column.addStretch(1)
        column.addWidget(label(say("The office could not be opened", desk.language), "title", strong=True))
        column.addWidget(label(fault.message.text(desk.language), tone="danger", wrap=True))
        if fault.report:
            column.addWidget(label(fault.report.strip().splitlines()[-1], "small", "quiet", wrap=True))
        column.addWidget(button(desk, say("Try again", desk.language), again, look="primary"), 0,
                         Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
