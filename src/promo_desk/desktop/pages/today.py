"""Today: what needs this officer now. Every figure opens the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.moments import day_text
from promo_desk.desktop.pages.page import ScrolledPage
from promo_desk.desktop.today_facts import Facts, Figure, Line, Section, read_today
from promo_desk.desktop.widgets import GRID, Card, Elided, button, empty, label, row
from promo_desk.fields.words import say


class TodayPage(ScrolledPage):
    """Figures on top, below them the sections of what is due, late and new."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self._summary = ""
        self.reload()

    def verbs(self) -> dict[str, Callable[[], None]]:
        return {"refresh": self.reload, "new": lambda: self.desk.go(Place("projects", "project", -1))}

    def refresh(self, changed: Any) -> None:
        self.reload()

    def summary(self) -> str:
        return self._summary

    def reload(self) -> None:
        """Ask anew; nothing is shown before there is an answer."""
        desk = self.desk
        desk.tasks.read(lambda work: read_today(desk.store, desk.today, desk.language), self._show, lane="today",
                        owner=self)

    def _show(self, facts: Facts) -> None:
        empty(self._column)
        self._column.addLayout(self._heading())
        self._column.addLayout(self._figures(facts.figures))
        self._column.addLayout(self._in_columns(facts))
        self._column.addStretch(1)

    def _in_columns(self, facts: Facts) -> QHBoxLayout:
        """Charts and sections in two columns, each card where there is most room."""
        columns, heights = (QVBoxLayout(), QVBoxLayout()), [0, 0]
        for card in [*self._charts(facts), *map(self._section, facts.sections)]:
            place = heights.index(min(heights))
            columns[place].addWidget(card)
            heights[place] += card.sizeHint().height()
        both = QHBoxLayout()
        both.setSpacing(2 * GRID)
        for column in columns:
            column.setSpacing(2 * GRID)
            column.addStretch(1)
            both.addLayout(column, 1)
        return both

    def _heading(self) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(2)
        today = day_text(self.desk.today, self.desk.language)
        made.addWidget(label(say("Today", self.desk.language), "title", strong=True))
        made.addWidget(label(today, tone="quiet"))
        return made

    def _figures(self, figures: list[Figure]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for number, figure in enumerate(figures):
            grid.addWidget(self._figure(figure), 0, number)
            grid.setColumnStretch(number, 1)
        return grid

    def _figure(self, figure: Figure) -> QWidget:
        card = Card(self.desk, 2 * GRID - 4)
        card.body.setSpacing(4)
        card.body.addWidget(Elided(figure.words.text(self.desk.language), tone="quiet"))
        shown = button(self.desk, figure.shown, self._goer(figure.place), look="link")
        shown.setFont(theme.font("figure", strong=True))
        shown.setAccessibleName(f"{figure.words.text(self.desk.language)}: {figure.shown}")
        card.body.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Elided(figure.aside, "small", "quiet"))
        return card

    def _section(self, section: Section) -> QWidget:
        card = Card(self.desk, 2 * GRID - 4)
        card.body.setSpacing(2)
        heading = label(section.words.text(self.desk.language), strong=True)
        parts: list[QWidget | int | None] = [heading, label(str(section.total), tone="quiet"), None]
        if section.place is not None and section.total:
            parts.append(button(self.desk, say("Show as list", self.desk.language), self._goer(section.place),
                                look="link"))
        card.body.addLayout(row(*parts))
        card.body.addSpacing(4)
        for line in section.lines:
            card.body.addLayout(self._line(line))
            if line.why:
                card.body.addWidget(Elided(line.why, "small", "quiet"))
                card.body.addSpacing(4)
        if not section.lines:
            card.body.addWidget(label(section.nothing.text(self.desk.language), tone="quiet", wrap=True))
        card.body.addStretch(1)
        return card

    def _line(self, line: Line) -> Any:
        aside = label(line.aside, "small", "quiet")
        aside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return row(_LinkLine(self.desk, line.words, self._goer(line.place)), aside)

    def _charts(self, facts: Facts) -> list[QWidget]:
        """The pipeline by stage and the signings by month, where there is something to show."""
        from promo_desk.desktop.funnel import Funnel
        from promo_desk.desktop.month_bars import MonthBars

        language, cards = self.desk.language, []
        if facts.funnel:
            cards.append(self._chart(say("Pipeline", language), Funnel(self.desk, facts.funnel)))
        if any(month.signings for month in facts.months):
            words = say("Signed in {year}, by month", language, year=self.desk.today.year)
            cards.append(self._chart(words, MonthBars(self.desk, facts.months)))
        return cards

    def _chart(self, words: str, chart: QWidget) -> QWidget:
        card = Card(self.desk, 2 * GRID - 4)
        card.body.setSpacing(GRID)
        card.body.addWidget(label(words, strong=True))
        card.body.addWidget(chart)
        card.body.addStretch(1)
        return card

    def _goer(self, place: Place) -> Callable[[], None]:
        return lambda: self.desk.go(place)


class _LinkLine(QPushButton):
    """A link of one line that is cut where there is no room."""

    def __init__(self, desk: Desk, words: str, run: Callable[[], None]) -> None:
        super().__init__()
        self._words = " ".join(words.split())
        self.setProperty("look", "link")
        self.setAccessibleName(self._words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda checked=False: run())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 8)
        self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")


