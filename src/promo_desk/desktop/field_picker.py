"""Where a column goes: any field of the records a ledger may hold, the notes, or nowhere.

Found by typing in either language, by pinyin or its initials; the arrows move, Return takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.popup import Popup
from promo_desk.desktop.widgets import GRID, label, thin_bars
from promo_desk.fields.words import LANGUAGES, say
from promo_desk.records import fields_of, kinds
from promo_desk.records import label as kind_label

PATH = Qt.ItemDataRole.UserRole
SECOND = ("contact",)
"""Kinds of which a row may well hold a second."""
_ROLE_KEYS = ("kind", "metric")
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Target:
    """One line of the list: a path with its role, "notes", or "" for left out; what it is found by."""

    path: str
    words: str
    found_by: tuple[str, ...]


def path_words(path: str | None, use: str, language: str) -> str:
    """ "Project › Total investment"; of a column that is no field, what becomes of it."""
    if path is None:
        return say("kept as notes", language) if use == "notes" else say("left out", language)
    slot, _, key = path.rpartition(".")
    kind, _, role = slot.partition(":")
    field = fields_of(kind).get(key)
    record = f"{kind_label(kind, language)} {role_words(kind, role, language)}".strip()
    return f"{record} › {field.label(language)}" if field is not None else path


def role_words(kind: str, role: str, language: str) -> str:
    """The role of a further record of a row in words: "2" for a second person, the kind of a promise."""
    if not role or role.isdigit():
        return role
    for key in _ROLE_KEYS:
        known = fields_of(kind).get(key)
        options = getattr(known.kind, "options", ()) if known is not None else ()
        for option in options:
            if option.code == role:
                return f"({option.label(language)})"
    return f"({role})"


def targets(main: str) -> Iterator[str]:
    """Every path a column may go to: the main record's, then those a row may hold besides, then all others."""
    from promo_desk.sheets.related import RELATED

    near = (main, *RELATED.get(main, ()))
    for kind in (*near, *(each for each in kinds() if each not in near)):
        yield from (f"{kind}.{key}" for key, field in fields_of(kind).items() if field.writable)
    for kind in SECOND:
        yield from (f"{kind}:2.{key}" for key, field in fields_of(kind).items() if field.writable)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, tuple[str, str]]:
    """Pinyin and initials of every path's Chinese words, worked out together when letters are first typed."""
    from promo_desk.store.sounds import initials, sound, spelt
    from promo_desk.store.tokens import fold

    paths = [path for kind in kinds() for path in (f"{kind}.{key}" for key in fields_of(kind))]
    words = [fields_of(path.partition(".")[0])[path.partition(".")[2]].label("zh") for path in paths]
    sounded = [sound(fold(each)) for each in words]
    return {path: (spelt(each).replace(" ", ""), initials(each).replace(" ", ""))
            for path, each in zip(paths, sounded, strict=True)}


def sounds_of(path: str, sounds: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    slot, _, key = path.rpartition(".")
    return sounds.get(f"{slot.partition(':')[0]}.{key}", ("", ""))


class FieldPicker(Popup):
    """A list to search in; Return or a click takes a line. ``taken``: the letters of columns by path they go to."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, kind: str, parent: QWidget, current: str | None = None,
                 taken: Mapping[str, str] | None = None, told: str = "") -> None:
        super().__init__(desk, parent)
        self._kind, self._current, self._taken = kind, current, dict(taken or {})
        self._targets = self._all()
        self._sounds: Mapping[str, tuple[str, str]] = {}
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(say("Find a field", desk.language))
        self.finder.setAccessibleName(say("Find a field", desk.language))
        self.finder.textChanged.connect(self._narrow)
        self.finder.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(say("Fields", desk.language))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setStyleSheet("QListView::item { padding: 3px 6px; }")
        thin_bars(desk, self.list)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.column.addWidget(label(say("This column goes to", desk.language), "small", "quiet"))
        if told:
            self.column.addWidget(label(told, "small", "faint", wrap=True))
        self.column.addWidget(self.finder)
        self.column.addWidget(self.list)
        self.setFixedSize(theme.scaled(46 * GRID), theme.scaled(56 * GRID))
        self._narrow("")
        self.finder.setFocus()
        desk.tasks.read(lambda work: _sounds(), self._heard, owner=self, lane="sounds")

    def open_at(self, point: QPoint) -> None:
        """Show it with its corner at a point of the screen, moved in where the screen ends."""
        area = (self.screen() or QApplication.primaryScreen()).availableGeometry()
        self.move(max(min(point.x(), area.right() - self.width() - GRID), area.left()),
                  max(min(point.y() + 2, area.bottom() - self.height() - GRID), area.top()))
        self.show()
        self.finder.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types; Return takes where it stands."""
        if watched is self.finder and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem() is not None:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _heard(self, sounds: Mapping[str, tuple[str, str]]) -> None:
        """Pinyin is there (the first time it takes half a second): letters typed meanwhile find by it too."""
        self._sounds = sounds
        if self.finder.text():
            self._narrow(self.finder.text())

    def _all(self) -> list[Target]:
        language = self.desk.language
        made = [Target(path, path_words(None, use, language), tuple(path_words(None, use, each) for each in LANGUAGES))
                for path, use in (("notes", "notes"), ("", "left_out"))]
        return made + [self._target(path) for path in targets(self._kind)]

    def _target(self, path: str) -> Target:
        words = path_words(path, "field", self.desk.language)
        both = (path_words(path, "field", each).casefold() for each in LANGUAGES)
        return Target(path, words, (*both, path))

    def _narrow(self, text: str) -> None:
        """Show what the text finds, best first; without a text all, each record's fields under its name."""
        wanted = "".join(text.split()).casefold()
        self.list.clear()
        if wanted:
            for target in self._found(wanted):
                self._add(target.path, target.words)
        else:
            self._grouped()
        self.list.setCurrentRow(self._first())

    def _found(self, wanted: str) -> Sequence[Target]:
        ranked = [(rank, at, target) for at, target in enumerate(self._targets)
                  if (rank := _rank(target, wanted, self._sounds)) is not None]
        return [target for _rank, _at, target in sorted(ranked, key=lambda each: each[:2])]

    def _grouped(self) -> None:
        group = ""
        for target in self._targets:
            record, arrow, field = target.words.partition(" › ")
            if arrow and record != group:
                group = record
                self._heading(record)
            self._add(target.path, field if arrow else target.words, indent=bool(arrow))

    def _heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font("small", strong=True))
        item.setForeground(QColor(self.desk.tones.quiet))
        self.list.addItem(item)

    def _add(self, path: str, words: str, *, indent: bool = False) -> None:
        letter = self._taken.get(path, "")
        shown = f"{'   ' if indent else ''}{words}"
        if letter and path:
            shown += say("   · column {letter}", self.desk.language, letter=letter)
        item = QListWidgetItem(shown)
        item.setData(PATH, path)
        if path == self._current:
            item.setFont(theme.font(strong=True))
        self.list.addItem(item)

    def _first(self) -> int:
        """Where the list opens: at the field as it is; while one searches, at the best."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled]
        if not self.finder.text():
            rows = [row for row in rows if self.list.item(row).data(PATH) == self._current] or rows
        return rows[0] if rows else -1

    def _take(self, item: QListWidgetItem) -> None:
        path = item.data(PATH)
        if path is not None:
            self.close()
            self.chosen.emit(str(path))


def _rank(target: Target, wanted: str, sounds: Mapping[str, tuple[str, str]]) -> int | None:
    """How well a text finds a field: 0 at its beginning, 1 within it, 2 by its sound; None: not at all."""
    words = ["".join(each.split()) for each in target.found_by]
    if any(each.rpartition("›")[2].startswith(wanted) for each in words):
        return 0
    if any(wanted in each for each in words):
        return 1
    if not (wanted.isascii() and wanted.isalpha() and "." in target.path):
        return None
    spelt, first = sounds_of(target.path, sounds)
    if not spelt:
        return None
    return 2 if spelt.startswith(wanted) or first.startswith(wanted) else 3 if wanted in spelt else None
