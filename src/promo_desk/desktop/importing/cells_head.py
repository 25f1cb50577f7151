"""The line above a sheet's cells: what its rows are, its unit, what else comes of them; and who is missing from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.editors import LineEditor
from promo_desk.desktop.importing.cells_facts import Facts
from promo_desk.desktop.importing.cells_said import Said
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.popup import Popup
from promo_desk.desktop.widgets import GRID, Elided, button, label, menu
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import WHEN
from promo_desk.fields.words import say
from promo_desk.records import kinds, plural

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.sheets.plan import MissingRecord

FIRST = ("company", "project", "contact", "agreement", "tenancy", "award", "interaction", "commitment", "zone")
"""Kinds that ledgers are usually of, offered first."""
SHOWN = 6


class HeadLine(QWidget):
    """ "These rows are: Projects"; a click corrects it."""

    unit_asked = Signal()

    def __init__(self, desk: Desk, said: Said) -> None:
        super().__init__()
        self._desk, self._said = desk, said
        theme.dress(self, "controls", desk.scheme)
        language = desk.language
        self.kind = button(desk, "", icon="chevron-down", look="link")
        self.kind.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.kind.clicked.connect(lambda checked=False: self._ask_kind())
        self.unit = button(desk, "", look="link")
        self.unit.clicked.connect(lambda checked=False: self.unit_asked.emit())
        self.told, self.remarks = Elided("", "small", "quiet"), Elided("", "small", "warn")
        line, column = QHBoxLayout(), QVBoxLayout(self)
        line.setSpacing(GRID)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (label(say("These rows are:", language), tone="quiet"), self.kind, self.unit):
            line.addWidget(widget)
        line.addSpacing(GRID)
        line.addWidget(self.told, 1)
        column.addLayout(line)
        column.addWidget(self.remarks)

    def show_facts(self, facts: Facts) -> None:
        language, sheet = self._desk.language, facts.sheet
        words = plural(sheet.kind, language) if sheet.kind else say("what?", language)
        self.kind.setText(words)
        self.kind.setAccessibleName(say("These rows are: {kind}", language, kind=words))
        unit = sheet.shape.unit
        self.unit.setText(say("unit {unit}", language, unit=unit) if unit else say("no unit of the sheet", language))
        self.unit.setAccessibleName(self.unit.text())
        self.told.set_whole(" · ".join(part for part in (shape_words(facts), linked_words(facts)) if part))
        remarks = "  ".join(each.text(language) for each in sheet.remarks)
        self.remarks.set_whole(remarks)
        self.remarks.setVisible(bool(remarks))

    def _ask_kind(self) -> None:
        made = menu(self._desk, self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in FIRST:
            made.addAction(plural(kind, self._desk.language)).triggered.connect(self._setter(kind))
        made.addSeparator()
        more = made.addMenu(say("Others", self._desk.language))
        theme.dress(more, "menu", self._desk.scheme)
        for kind in kinds():
            if kind not in FIRST:
                more.addAction(plural(kind, self._desk.language)).triggered.connect(self._setter(kind))
        made.popup(self.kind.mapToGlobal(self.kind.rect().bottomLeft()))

    def _setter(self, kind: str) -> Callable[[], None]:
        return lambda: self._said.kind(kind)


def shape_words(facts: Facts) -> str:
    """Where header and records stand."""
    shape, language = facts.sheet.shape, facts.language
    if not shape.last_row:
        return ""
    header = "–".join(dict.fromkeys(str(each) for each in (*shape.header_rows[:1], *shape.header_rows[-1:])))
    return say("header in rows {header}, records in rows {first} to {last}", language, header=header or "–",
               first=shape.first_row, last=shape.last_row)


def linked_words(facts: Facts) -> str:
    """ "also 12 companies new, 3 contacts changed": what the rows bring besides their own records."""
    language, parts = facts.language, []
    for kind, counts in facts.sheet.linked.items():
        words = plural(kind, language).lower()
        if counts["new"]:
            parts.append(say("{n} {kinds} new", language, n=counts["new"], kinds=words))
        if counts["changed"]:
            parts.append(say("{n} {kinds} changed", language, n=counts["changed"], kinds=words))
    return say("also {kinds}", language, kinds=say(", ", language).join(parts)) if parts else ""


class UnitBox(Popup):
    """Asks for the unit of all amounts of a sheet that have none of their own."""

    said = Signal(str)

    def __init__(self, desk: Desk, unit: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.line = QLineEdit(unit)
        self.line.setPlaceholderText("万元, 亿元, USD m")
        words = say("Unit of all amounts without their own", desk.language)
        self.line.setAccessibleName(words)
        self.line.selectAll()
        self.line.returnPressed.connect(self._say)
        self.column.addWidget(label(words, "small", "quiet"))
        self.column.addWidget(self.line)
        self.setFixedWidth(theme.scaled(36 * GRID))
        self.line.setFocus()

    def _say(self) -> None:
        unit = self.line.text()
        self.close()
        self.said.emit(unit)


class MissingLine(QWidget):
    """Of a complete list: who stands in the office and not in it; their tenancies can end as of a day."""

    def __init__(self, desk: Desk, card: PlanCard) -> None:
        super().__init__()
        self._desk, self._card = desk, card
        theme.dress(self, "controls", desk.scheme)
        language = desk.language
        self.told = label("", strong=True)
        self.day = LineEditor(desk, Field("ended_on", WHEN, english="End on"), compact=True)
        self.day.line.setPlaceholderText(say("a day, such as 2017-12-31", language))
        self.day.setFixedWidth(theme.scaled(24 * GRID))
        self.day.line.editingFinished.connect(self._end)
        self.names = QListWidget()
        self.names.setAccessibleName(say("Missing from the list", language))
        self.names.itemActivated.connect(self._open)
        line, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(GRID, 0, GRID, 0)
        column.setSpacing(2)
        for widget in (self.told, label(say("End on", language), tone="quiet"), self.day):
            line.addWidget(widget)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.names)
        self.hide()

    def show_missing(self, missing: list[MissingRecord] | None) -> None:
        self.setVisible(bool(missing))
        self.names.clear()
        if not missing:
            return
        self.told.setText(say("{n} in the office and not in this list", self._desk.language, n=len(missing)))
        for each in missing:
            item = QListWidgetItem(each.name)
            item.setData(Qt.ItemDataRole.UserRole, (each.kind, each.id))
            self.names.addItem(item)
        high = self.names.sizeHintForRow(0) * min(len(missing), SHOWN) + 4
        self.names.setFixedHeight(high)
        self.day.set_value(self._card.options.ended_on)

    def _end(self) -> None:
        parsed = self.day.parsed()
        if self.day.touched and parsed.stands and parsed.value != self._card.options.ended_on:
            self._card.correct(snapshot=True, ended_on=parsed.value)

    def _open(self, item: QListWidgetItem) -> None:
        kind, id = item.data(Qt.ItemDataRole.UserRole)
        self._desk.go(Place(page_of(kind), kind, id))
