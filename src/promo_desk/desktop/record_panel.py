"""The record beside the list, or over the whole page: overview, timeline, links, history, and its form.

Unsaved edits are safe: they stay when another record is opened, and are there when one comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from promo_desk.desktop import edits, theme
from promo_desk.desktop.buffer import NEW, Buffer
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.record_facts import backlinks, timeline, values_of
from promo_desk.desktop.record_form import Form
from promo_desk.desktop.record_head import Head
from promo_desk.desktop.record_tabs import History, Linked, Timeline
from promo_desk.desktop.record_view import Overview
from promo_desk.desktop.tasks import Fault
from promo_desk.desktop.widgets import GRID, Ground, button, empty, label, reveal, row, scroll, tool
from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.records import label as kind_label

TABS: tuple[tuple[str, Message], ...] = (
    ("overview", Message("Overview")), ("timeline", Message("Timeline")), ("linked", Message("Linked")),
    ("history", Message("History")))
Key = tuple[str, int]


class RecordPanel(Ground):
    """Shows one record at a time, and keeps the drafts of many."""

    verbs_changed = Signal()
    widened = Signal(bool)
    """Whether it wants the whole page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.tones.surface, desk.tones.line, "left")
        self.desk = desk
        self.kind, self.id = "", 0
        self.values: dict[str, Any] = {}
        self.drafts: dict[Key, Buffer] = {}
        self.form: Form | None = None
        self.tab, self.wide, self.everything = "overview", False, False
        theme.dress(self, "controls", desk.scheme)
        self.setMinimumWidth(theme.scaled(44 * GRID))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, GRID + 4, 0, 0)
        self._column.setSpacing(0)

    @property
    def editing(self) -> bool:
        return self.form is not None

    def open(self, kind: str, id: int) -> None:
        """Show a record; ``NEW`` begins one. A draft of it is taken up again."""
        if (kind, id) == (self.kind, self.id) and self.isVisible():
            return
        self._tell_draft()
        self.kind, self.id, self.values = kind, id, {}
        self.show()
        if id == NEW:
            self.edit()
        else:
            self.reload()

    def reload(self) -> None:
        """Read the record anew; what is being typed is not touched."""
        kind, id = self.kind, self.id
        if id > 0:
            self.desk.tasks.read(lambda work: values_of(self.desk.store, kind, id, self.desk.today), self._take,
                                 self._gone, lane="record", owner=self)

    def edit(self) -> None:
        """Take the form up."""
        key = (self.kind, self.id)
        if key not in self.drafts:
            self.drafts[key] = Buffer(self.kind, self.id, dict(self.values))
        self._show()
        if self.form is not None:
            self.form.focus_first()

    def save(self) -> None:
        """Write what was changed as one change; what is not understood or missing is shown instead."""
        buffer = self.drafts.get((self.kind, self.id))
        if buffer is None or self.form is None or self._complain(self.form, buffer):
            return
        changed = buffer.changed()
        if buffer.is_new:
            edits.add(self.desk, self.kind, changed, lambda id: self._added(buffer, id))
        elif changed:
            edits.update(self.desk, self.kind, self.id, changed, buffer.version, lambda: self._saved(buffer),
                         lambda error: self._refused(buffer, error))
        else:
            self._saved(buffer)

    def discard(self) -> None:
        """Let the draft go."""
        self.drafts.pop((self.kind, self.id), None)
        if self.id == NEW:
            self.close_up()
        else:
            self.reload()

    def close_up(self) -> None:
        """Leave the form first, then the record."""
        buffer = self.drafts.get((self.kind, self.id))
        if buffer is not None and not buffer.dirty and self.id != NEW:
            self.discard()
            return
        kind = self.kind
        self.leave()
        self.desk.go(Place(page_of(kind), kind))

    def leave(self) -> None:
        """Show no record any more; a draft is kept."""
        if not self.id:
            return
        self._tell_draft()
        self.hide()
        self.kind, self.id, self.form = "", 0, None
        self._widen(False)
        self.verbs_changed.emit()

    def verbs(self) -> dict[str, Callable[[], None]]:
        if not self.id or self.isHidden():
            return {}
        verbs: dict[str, Callable[[], None]] = {"close": self.close_up, "wide": lambda: self._widen(not self.wide)}
        if self.editing:
            return verbs | {"save": self.save}
        return verbs | {"edit": self.edit, "delete": self.delete, "refresh": self.reload}

    def delete(self) -> None:
        edits.delete(self.desk, self.kind, [self.id])

    def refresh(self, changed: Any) -> None:
        """Somebody saved: reload, unless the record is being edited (saving will then compare)."""
        if self.id > 0 and not self.isHidden() and not self.editing:
            self.reload()

    def may_leave(self) -> bool:
        """Whether the window may close: asked only when something is unsaved."""
        dirty = [buffer for buffer in self.drafts.values() if buffer.dirty]
        if not dirty:
            return True
        from promo_desk.desktop.asking import ask_to_leave

        return ask_to_leave(self.desk, self, len(dirty))

    def keep(self) -> dict[str, Any]:
        """What outlives a change of language or scheme."""
        return {"drafts": self.drafts, "tab": self.tab, "wide": self.wide, "everything": self.everything}

    def restore(self, kept: dict[str, Any]) -> None:
        self.drafts, self.tab, self.everything = kept["drafts"], kept["tab"], kept["everything"]
        self._widen(kept["wide"])
        if (self.kind, self.id) in self.drafts:
            self._show()

    def _take(self, values: dict[str, Any]) -> None:
        if self.id:
            self.values = values
            self._show()

    def _gone(self, error: BaseException) -> None:
        """The record is not there any more: the panel goes, the world's other faults are told."""
        from promo_desk.store import Missing

        if isinstance(error, Missing):
            self.drafts.pop((self.kind, self.id), None)
            self.close_up()
        else:
            self.desk.fault(Fault.of(error))

    def _show(self) -> None:
        empty(self._column)
        self.form = None
        buffer = self.drafts.get((self.kind, self.id))
        self._column.addWidget(self._bar())
        self._column.addWidget(Head(self.desk, self.kind, self.values, new=self.id == NEW))
        if buffer is not None:
            self._show_form(buffer)
        else:
            self._column.addWidget(self._tab_bar())
            self._body = QVBoxLayout()
            self._column.addLayout(self._body, 1)
            self.show_tab(self.tab)
        self.verbs_changed.emit()

    def _bar(self) -> QWidget:
        """The kind, and what can be done."""
        language = self.desk.language
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(2 * GRID, 0, GRID, 0)
        line.setSpacing(2)
        line.addWidget(label(kind_label(self.kind, language), "small", "faint", strong=True))
        line.addStretch(1)
        if (self.kind, self.id) not in self.drafts:
            line.addWidget(tool(self.desk, "pencil", say("Edit", language), self.edit, keys="Ctrl+Enter"))
            line.addWidget(tool(self.desk, "trash-2", say("Delete", language), self.delete))
        words = say("Beside the list", language) if self.wide else say("Record over the whole page", language)
        icon = "minimize-2" if self.wide else "maximize-2"
        line.addWidget(tool(self.desk, icon, words, lambda: self._widen(not self.wide)))
        line.addWidget(tool(self.desk, "x", say("Close the record", language), self.close_up, keys="Esc"))
        return made

    def _show_form(self, buffer: Buffer) -> None:
        self.form = Form(self.desk, buffer, 2 if self.wide else 1)
        self.form.edited.connect(self._edited)
        self._column.addWidget(scroll(self.desk, self.form), 1)
        language = self.desk.language
        self._unsaved = label("", "small", "quiet")
        foot = Ground(self.desk.tones.surface, self.desk.tones.line, "top")
        foot.setLayout(row(button(self.desk, say("Save", language), self.save, look="primary"),
                           button(self.desk, say("Discard", language), self.discard), None, self._unsaved,
                           margins=(2 * GRID, GRID, 2 * GRID, GRID)))
        self._column.addWidget(foot)
        self._edited()

    def _edited(self) -> None:
        buffer = self.drafts.get((self.kind, self.id))
        count = len(buffer.drafts) if buffer is not None else 0
        words = say("Unsaved: {n}", self.desk.language, n=count) if count else ""
        self._unsaved.setText(words)

    def _tab_bar(self) -> QWidget:
        made = QWidget()
        self._tabs = {}
        line = QHBoxLayout(made)
        line.setContentsMargins(2 * GRID, 0, 2 * GRID, 4)
        line.setSpacing(0)
        for id, words in TABS:
            tab = button(self.desk, words.text(self.desk.language), self._shower(id), look="tab")
            tab.setCheckable(True)
            self._tabs[id] = tab
            line.addWidget(tab)
        line.addStretch(1)
        return made

    def _shower(self, id: str) -> Callable[[], None]:
        return lambda: self.show_tab(id)

    def show_tab(self, id: str) -> None:
        """Show overview, timeline, linked or history."""
        self.tab = id
        for each, tab in self._tabs.items():
            tab.setChecked(each == id)
        getattr(self, f"_show_{id}")()

    def _show_overview(self) -> None:
        view = Overview(self.desk, self.kind, self.values, everything=self.everything, columns=2 if self.wide else 1)
        view.asked_all.connect(self._show_everything)
        self._put(view)

    def _show_everything(self) -> None:
        self.everything = True
        self._show_overview()

    def _show_timeline(self) -> None:
        kind, id, values = self.kind, self.id, self.values
        self._read(lambda: timeline(self.desk.store, kind, id, values), lambda found: Timeline(self.desk, found))

    def _show_linked(self) -> None:
        ref = Ref(self.kind, self.id, "")
        self._read(lambda: backlinks(self.desk.store, ref.kind, ref.id),
                   lambda found: Linked(self.desk, found, self._named(ref)))

    def _show_history(self) -> None:
        kind, id = self.kind, self.id
        self._read(lambda: self.desk.store.history(kind, id, limit=200), lambda found: History(self.desk, found))

    def _named(self, ref: Ref) -> Ref:
        from promo_desk.records import show_name

        return Ref(ref.kind, ref.id, show_name(ref.kind, self.values, self.desk.language))

    def _read(self, fn: Callable[[], Any], make: Callable[[Any], QWidget]) -> None:
        asked = (self.kind, self.id, self.tab)

        def show(found: Any) -> None:
            if asked == (self.kind, self.id, self.tab):
                self._put(make(found))

        self.desk.tasks.read(lambda work: fn(), show, lane="tab", owner=self)

    def _put(self, inside: QWidget) -> None:
        if not self.editing:
            empty(self._body)
            self._body.addWidget(scroll(self.desk, inside))

    def _complain(self, form: Form, buffer: Buffer) -> bool:
        """Say what keeps the record from being saved, and go there; False when nothing does."""
        faults, missing = buffer.faults(), form.missing()
        if not faults and not missing:
            return False
        key = next(iter(faults), None) or missing[0]
        words = fields_of(self.kind)[key].label(self.desk.language)
        why = faults.get(key) or Message("This is needed.")
        self.desk.fault(Fault(Message("Not saved. {field}: {why}", {"field": words, "why": why})))
        form.editors[key].setFocus()
        reveal(form.editors[key])
        return True

    def _added(self, buffer: Buffer, id: int) -> None:
        self.drafts.pop((buffer.kind, NEW), None)
        if (self.kind, self.id) == (buffer.kind, NEW):
            self.desk.go(Place(page_of(buffer.kind), buffer.kind, id))

    def _saved(self, buffer: Buffer) -> None:
        self.drafts.pop((buffer.kind, buffer.id), None)
        if (self.kind, self.id) == (buffer.kind, buffer.id):
            self.reload()

    def _refused(self, buffer: Buffer, error: BaseException) -> None:
        """Somebody saved before us: show both and ask; other faults are told."""
        from promo_desk.store import StaleEdit

        if not isinstance(error, StaleEdit):
            self.desk.fault(Fault.of(error))
            return
        from promo_desk.desktop.asking import StaleDialog

        dialog = StaleDialog(self.desk, self, buffer, self.desk.store.get(buffer.kind, buffer.id))
        dialog.decided.connect(self._show)
        dialog.open()

    def _tell_draft(self) -> None:
        """Leaving unsaved edits: they are kept, and one line leads back."""
        buffer = self.drafts.get((self.kind, self.id))
        if buffer is None:
            return
        if not buffer.dirty:
            del self.drafts[(self.kind, self.id)]
            return
        back = Place(page_of(self.kind), self.kind, self.id)
        self.desk.say(Message("Unsaved edits are kept."), Message("Back to them"), lambda: self.desk.go(back))

    def _widen(self, wide: bool) -> None:
        if wide == self.wide:
            return
        self.wide = wide
        self.widened.emit(wide)
        if self.id and not self.isHidden():
            self._show()


