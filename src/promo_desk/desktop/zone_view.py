"""One zone: the day it is asked for, its areas, its tenants, what must be said of them, its figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from promo_desk.desktop import theme, writing
from promo_desk.desktop.charts import ChartView
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.editors import LineEditor
from promo_desk.desktop.funnel import Bar
from promo_desk.desktop.table import Table
from promo_desk.desktop.tasks import Fault
from promo_desk.desktop.widgets import GRID, Card, Elided, button, empty, label, menu, row, scroll
from promo_desk.desktop.zone_facts import Fact, Figure, ZoneFacts, read_zone
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import WHEN, When
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

TYPING = 250
"""Milliseconds after the last key until what is typed is asked for."""
FACT_WIDE, FIGURE_WIDE = 20 * GRID, 30 * GRID
"""So much room a figure wants; as many stand in a row as there is room for."""
LEAST = 14
"""Units of the grid that the tenants have at least."""
LANGUAGES = (("en", Message("In English")), ("zh", Message("In Chinese")), ("both", Message("In both languages")))


class ZoneView(QWidget):
    """The chosen zone."""

    verbs_changed = Signal()
    told = Signal(str)
    as_of_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.zone = desk, 0
        self.facts: ZoneFacts | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPING)
        self._later.timeout.connect(self._as_of_typed)
        self._make_parts()
        self._lay_out()

    def when(self) -> When | None:
        """The day that is asked for; None where nothing is typed, or nothing that is understood."""
        parsed = self.as_of.read()
        return parsed.value if parsed.stands and parsed.value is not None and parsed.value.known else None

    def show_zone(self, zone: int) -> None:
        """Ask for this zone (0: none) as of the day that is typed."""
        self.zone = zone
        if not zone:
            return
        desk, when = self.desk, self.when()
        desk.tasks.read(lambda work: read_zone(desk.store, zone, when, desk.today, desk.language), self._show,
                        self._failed, lane="zone", owner=self)

    def open_zone(self) -> None:
        self.desk.go(Place("zones", "zone", self.zone))

    def ask_write(self, language: str = "") -> None:
        """Ask for a file, and write the tenant list into it."""
        if self.facts is None:
            return
        language = language or self.desk.language
        name = self.facts.listed.title.text("zh" if language == "zh" else "en")
        target = writing.ask_target(self, say("Write tenant list", self.desk.language), name)
        if target is not None:
            self.write(target, language)

    def write(self, target: Path, language: str) -> None:
        """Write the tenants that are shown; ``language`` is en, zh or both."""
        desk, zone, when = self.desk, self.zone, self.when()

        def run() -> None:
            from promo_desk.sheets.tenants import write_tenants

            write_tenants(desk.store, zone, target, when, language, desk.today)

        writing.write(desk, target, run)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    # ---- parts

    def _make_parts(self) -> None:
        desk, language = self.desk, self.desk.language
        self.name = button(desk, "", self.open_zone, look="link")
        self.name.setFont(theme.font("head", strong=True))
        self.as_of = LineEditor(desk, Field("as_of", WHEN, english="As of"))
        self.as_of.line.setPlaceholderText(say("now, or a day, month or year", language))
        self.as_of.line.setText(str(desk.settings.value("zones/as_of", "") or ""))
        self.as_of.setFixedWidth(30 * GRID)
        self.as_of.edited.connect(self._later.start)
        self.writer = button(desk, say("Write tenant list…", language), icon="file-output")
        self.writer.setMenu(self._languages())
        self.table = Table(desk, say("Tenants", language))
        self.table.asked.connect(self._open)
        self.table.came_to.connect(self._follow)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self._fact_grid, self._figure_grid = QGridLayout(), QGridLayout()
        self._fact_parts: list[QWidget] = []
        self._figure_parts: list[QWidget] = []

    def _languages(self) -> Any:
        made = menu(self.desk, self)
        for language, words in LANGUAGES:
            made.addAction(words.text(self.desk.language), self._writer_in(language))
        return made

    def _writer_in(self, language: str) -> Callable[[], None]:
        return lambda: self.ask_write(language)

    def _lay_out(self) -> None:
        inside = QWidget()
        theme.dress(inside, "controls", self.desk.scheme)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addLayout(self._head())
        areas = Card(self.desk, 2 * GRID - 4)
        areas.body.addLayout(self._fact_grid)
        column.addWidget(areas)
        column.addWidget(self._tenants(), 1)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(2)
        column.addLayout(self._remarks)
        column.addLayout(self._figure_grid)
        for grid in (self._fact_grid, self._figure_grid):
            grid.setSpacing(GRID + 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(self.desk, inside))

    def _head(self) -> QVBoxLayout:
        """The zone's name; below it the day, how it was understood, and the way out to Excel."""
        asked = label(say("As of", self.desk.language), tone="quiet")
        asked.setBuddy(self.as_of.line)
        understood = self.as_of.below or QWidget()
        self.as_of.column.removeWidget(understood)
        line = row(asked, self.as_of, understood, None, self.writer)
        made = QVBoxLayout()
        made.setSpacing(GRID)
        made.addWidget(self.name, 0, Qt.AlignmentFlag.AlignLeft)
        made.addLayout(line)
        return made

    def _tenants(self) -> QWidget:
        card = self._tenants_card = Card(self.desk)
        self._stack = QStackedLayout()
        nothing = QWidget()
        inside = QVBoxLayout(nothing)
        self._nothing = label("", tone="quiet", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self._nothing)
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        card.body.addLayout(self._stack)
        return card

    # ---- what was read

    def _show(self, facts: ZoneFacts) -> None:
        self.facts = facts
        language = self.desk.language
        self.name.setText(facts.listed.zone.name)
        self.name.setAccessibleName(facts.listed.title.text(language))
        self.table.fill(facts.heads, facts.rows)
        self._stack.setCurrentIndex(0 if facts.rows else 1)
        self._tenants_card.setMinimumHeight(max(self.table.sizeHint().height(), LEAST * GRID))
        self._nothing.setText(self._empty_words(facts))
        empty(self._remarks)
        for remark in facts.remarks:
            self._remarks.addWidget(label(remark, tone="quiet", wrap=True))
        self._fill(self._fact_grid, self._fact_parts, [self._fact(fact) for fact in facts.facts])
        self._fill(self._figure_grid, self._figure_parts, [self._figure(figure) for figure in facts.figures])
        self._flow()
        self.told.emit(facts.listed.title.text(language) + " · " + facts.facts[0].shown)
        self.verbs_changed.emit()

    def _failed(self, error: BaseException) -> None:
        """A zone that somebody deleted is no fault: the list of zones is asked for anew."""
        from promo_desk.store import Missing

        if not isinstance(error, Missing):
            self.desk.fault(Fault.of(error))

    def _empty_words(self, facts: ZoneFacts) -> str:
        language = self.desk.language
        if facts.listed.as_of is not None:
            return say("Nobody is known to have been here then. Another day is typed above; empty is now.", language)
        return say("No tenant is on record for this zone. Write the first with Ctrl+N, or drop the zone's tenant list "
                   "anywhere in this window.", language)

    def _fill(self, grid: QGridLayout, parts: list[QWidget], made: list[QWidget]) -> None:
        empty(grid)
        parts[:] = made

    def _flow(self) -> None:
        """As many figures in a row as there is room for."""
        for grid, parts, wide in ((self._fact_grid, self._fact_parts, FACT_WIDE),
                                  (self._figure_grid, self._figure_parts, FIGURE_WIDE)):
            columns = max(1, min(len(parts), self.width() // wide))
            for number in range(grid.columnCount()):
                grid.setColumnStretch(number, 1 if number < columns else 0)
            for number, part in enumerate(parts):
                grid.addWidget(part, number // columns, number % columns)
                grid.setColumnStretch(number % columns, 1)

    def _fact(self, fact: Fact) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Elided(fact.words, "small", "quiet"))
        shown = Elided(fact.shown, "body", "" if fact.known else "quiet", strong=fact.known)
        shown.setAccessibleName(f"{fact.words}: {fact.shown}")
        column.addWidget(shown)
        if fact.share is not None:
            column.addWidget(Bar(self.desk, fact.share))
        if fact.aside:
            column.addWidget(Elided(fact.aside, "small", "quiet"))
        column.addStretch(1)
        return made

    def _figure(self, figure: Figure) -> QWidget:
        card = Card(self.desk, 2 * GRID - 4)
        card.body.setSpacing(2)
        card.body.addWidget(Elided(figure.words, "small", "quiet"))
        shown = button(self.desk, figure.shown, self._goer("indicator", figure.id), look="link")
        shown.setFont(theme.font("head", strong=True))
        shown.setAccessibleName(f"{figure.words}: {figure.shown}")
        card.body.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
        for aside in figure.asides:
            card.body.addWidget(Elided(aside, "small", "quiet"))
        if figure.picture is not None:
            card.body.addWidget(ChartView(self.desk, figure.picture))
        card.body.addStretch(1)
        return card

    # ---- what is asked for

    def _as_of_typed(self) -> None:
        parsed = self.as_of.read()
        if parsed.stands and (parsed.value is None or parsed.value.known):
            self.desk.settings.setValue("zones/as_of", self.as_of.line.text().strip())
            self.show_zone(self.zone)
            self.as_of_changed.emit()

    def _open(self, number: int, column: int) -> None:
        """What is pointed at: the company at its name, else the tenancy."""
        if self.facts is not None:
            tenant = self.facts.listed.rows[number]
            kind, id = ("company", tenant.company.id) if column == 0 else ("tenancy", tenant.id)
            self.desk.go(Place("zones", kind, id))

    def _follow(self, number: int) -> None:
        if self.facts is not None:
            self.desk.follow(Place("zones", "tenancy", self.facts.listed.rows[number].id))

    def _menu(self, point: QPoint) -> None:
        index = self.table.indexAt(point)
        if self.facts is None or not index.isValid():
            return
        tenant, language = self.facts.listed.rows[index.row()], self.desk.language
        made = menu(self.desk, self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction(say("Open the tenancy", language), self._goer("tenancy", tenant.id))
        made.addAction(say("Open the company", language), self._goer("company", tenant.company.id))
        made.popup(self.table.viewport().mapToGlobal(point))

    def _goer(self, kind: str, id: int) -> Callable[[], None]:
        return lambda: self.desk.go(Place("zones", kind, id))
