"""Editing in a cell: the editor of the field's kind, kept open until what was typed is understood."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.editors import Editor, editor_for
from promo_desk.desktop.grid_paint import Cells, Index

Hint = QAbstractItemDelegate.EndEditHint


class EditableCells(Cells):
    """Cells that open an editor by kind. What is entered is given to the grid, which has it saved."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._rows.fields[index.column()]
        editor = editor_for(field)(self._desk, field, True)
        editor.setParent(parent)
        editor.setAutoFillBackground(True)
        theme.dress(editor, "controls", self._desk.scheme)
        editor.box.installEventFilter(self)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Editor) and not editor.touched:
            editor.set_value(self._rows.cell(index.row(), index.column())[0])

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Editor) and editor.touched:
            parsed = editor.parsed()
            if parsed.stands:
                self._grid.cell_edited.emit(index.row(), index.column(), parsed.value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        wanted = editor.sizeHint()
        area = option.rect
        width = max(area.width(), min(wanted.width(), 260))
        height = max(area.height() - 1, wanted.height())
        editor.setGeometry(area.left(), area.top(), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = _editor_of(watched)
        if editor is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and _key(event) == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            return self._pressed(editor, event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            return self._left(editor, event)
        return False

    def _pressed(self, editor: Editor, event: QEvent) -> bool:
        key = _key(event)
        if key == Qt.Key.Key_Escape:
            editor.left = True
            self.closeEditor.emit(editor, Hint.RevertModelCache)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(editor, Hint.SubmitModelCache)
        elif key == Qt.Key.Key_Tab:
            self._finish(editor, Hint.EditNextItem)
        elif key == Qt.Key.Key_Backtab:
            self._finish(editor, Hint.EditPreviousItem)
        else:
            return False
        return True

    def _finish(self, editor: Editor, hint: Hint) -> None:
        """Save and close; where it is not understood, say why and stay."""
        parsed = editor.parsed()
        if parsed.stands:
            editor.left = True
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint)
        elif parsed.message is not None:
            below = editor.mapToGlobal(editor.rect().bottomLeft())
            QToolTip.showText(below, parsed.message.text(self._desk.language), editor)

    def _left(self, editor: Editor, event: QFocusEvent) -> bool:
        if editor.left or event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return False
        editor.left = True
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, Hint.NoHint)
        return False


def _editor_of(watched: Any) -> Editor | None:
    """The editor an event is about: itself, or the one its inner widget belongs to."""
    if isinstance(watched, Editor):
        return watched
    above = watched.parent() if isinstance(watched, QObject) else None
    return above if isinstance(above, Editor) else None


def _key(event: QEvent) -> int:
    return event.key() if isinstance(event, QKeyEvent) else 0
