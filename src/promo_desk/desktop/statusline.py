"""The last line of the window: what is shown, what has just happened with its way back, what is under way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk, Notice
from promo_desk.desktop.tasks import Ticket
from promo_desk.desktop.widgets import GRID, Elided, Ground, button, tool
from promo_desk.fields.words import say

LINGER = 12_000
"""How long a notice stays, in milliseconds; a fault stays until it is dismissed."""


class StatusLine(Ground):
    """Summary at the left, notice with one way on, progress with cancel at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.tones.ground, desk.tones.line, "top")
        self._desk = desk
        theme.dress(self, "controls", desk.scheme)
        self.setFixedHeight(max(4 * GRID, self.fontMetrics().height() + GRID + 4))
        self._run: Callable[[], None] | None = None
        self._ticket: Ticket | None = None
        self._make_parts()
        self._lay_out()
        self._listen()
        self.clear()
        self._end(None)

    def show_notice(self, notice: Notice) -> None:
        """Say it; a fault in red until it is dismissed."""
        language = self._desk.language
        self.notice.setProperty("tone", "danger" if notice.level == "fault" else "")
        self.notice.style().polish(self.notice)
        self.notice.set_whole(notice.message.text(language))
        self._run = notice.run
        self.action.setText(notice.action.text(language) if notice.action else "")
        self.action.setVisible(notice.action is not None)
        self.dismiss.setVisible(True)
        self._timer.stop()
        if notice.level == "done":
            self._timer.start(LINGER)

    def clear(self) -> None:
        self._run = None
        self.notice.set_whole("")
        self.action.hide()
        self.dismiss.hide()

    def set_summary(self, text: str) -> None:
        self.summary.set_whole(text)

    def _make_parts(self) -> None:
        language = self._desk.language
        self.summary, self.notice = Elided("", "small", "quiet"), Elided("", "small")
        self.action: QPushButton = button(self._desk, "", self._go_on, look="link")
        self.action.setFont(theme.font("small", strong=True))
        self.dismiss = tool(self._desk, "x", say("Dismiss", language), self.clear)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(16 * GRID)
        self.bar.setAccessibleName(say("Progress", language))
        self.doing = Elided("", "small", "quiet")
        self.doing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cancel = tool(self._desk, "circle-x", say("Cancel", language), self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 1, GRID, 0)
        line.setSpacing(GRID)
        line.addWidget(self.summary, 3)
        line.addWidget(self.notice, 2)
        for part in (self.action, self.dismiss):
            line.addWidget(part)
        line.addWidget(self.doing, 2)
        line.addWidget(self.bar)
        line.addWidget(self.cancel)

    def _listen(self) -> None:
        tasks = self._desk.tasks
        self._desk.noticed.connect(self.show_notice)
        tasks.started.connect(self._begin)
        tasks.progressed.connect(self._advance)
        tasks.ended.connect(self._end)

    def _begin(self, ticket: Ticket) -> None:
        if not ticket.label:
            return
        self._ticket = ticket
        self.doing.set_whole(ticket.label)
        self.bar.setRange(0, 0)
        for part in (self.doing, self.bar, self.cancel):
            part.show()

    def _advance(self, ticket: Ticket, done: int, of: int) -> None:
        if ticket is self._ticket:
            self.bar.setRange(0, max(of, 0))
            self.bar.setValue(done)

    def _end(self, ticket: Ticket | None) -> None:
        if ticket is self._ticket:
            self._ticket = None
            for part in (self.doing, self.bar, self.cancel):
                part.hide()

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()

    def _go_on(self) -> None:
        run = self._run
        self.clear()
        if run is not None:
            run()
