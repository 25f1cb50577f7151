"""What stands in a file's place while there is no plan to show: it is read, locked, refused, or done with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.fields import AskField
from promo_desk.desktop.importing.file import Incoming
from promo_desk.desktop.widgets import GRID, button, label, row
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard


class Middle(QWidget):
    """A column in the middle of the card, not wider than is read with ease."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout()
        self.column.setSpacing(GRID + 4)
        inside = QWidget()
        inside.setLayout(self.column)
        inside.setMaximumWidth(theme.scaled(64 * GRID))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.addStretch(2)
        line = row(None, inside, None)
        line.setStretch(1, 100)
        whole.addLayout(line)
        whole.addStretch(3)


class Running(Middle):
    """It is read and planned for the first time: how far, and a way to stop it."""

    def __init__(self, desk: Desk, file: Incoming) -> None:
        super().__init__()
        self._desk, self._file = desk, file
        self.words = label(say("Reading {file}", desk.language, file=file.name), "head", strong=True, wrap=True)
        self.percent = label("", tone="quiet")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("Progress", desk.language))
        self.bar.setTextVisible(False)
        cancel = button(desk, say("Cancel", desk.language), file.give_up)
        self.column.addWidget(self.words)
        self.column.addWidget(self.bar)
        self.column.addLayout(row(self.percent, None, cancel))
        self.advance(*file.done)

    def advance(self, done: int, of: int) -> None:
        """So much of so much; of unknown length it only moves."""
        self.bar.setRange(0, max(of, 0))
        self.bar.setValue(done)
        self.percent.setText(f"{100 * done // of} %" if of else "")


class Waiting(Middle):
    """It stands in the queue, or the user has stopped it."""

    def __init__(self, desk: Desk, file: Incoming) -> None:
        super().__init__()
        language = desk.language
        words = (say("Reading was cancelled. Nothing was changed.", language) if file.stopped else
                 say("It is read as soon as the file before it is done.", language))
        self.column.addWidget(label(words, tone="quiet", wrap=True))
        again = say("Read it again", language) if file.stopped else say("Read it now", language)
        self.column.addLayout(row(button(desk, again, file.make, look="primary"), None))


class Locked(Middle):
    """It opens with a password only; it is asked for here, and Esc gives up."""

    def __init__(self, desk: Desk, file: Incoming, card: PlanCard) -> None:
        super().__init__()
        language, self._file = desk.language, file
        self.field = AskField(say("Password", language), card.close_up)
        self.field.setEchoMode(AskField.EchoMode.Password)
        self.field.returnPressed.connect(self._open)
        self.wrong = label(say("This is not its password.", language), tone="danger")
        self.wrong.setVisible(file.wrong_password)
        self.field.setProperty("state", "error" if file.wrong_password else "")
        self.column.addWidget(label(say("{file} is locked with a password", language, file=file.name), "head",
                                    strong=True, wrap=True))
        opener = button(desk, say("Open", language), self._open, look="primary")
        line = row(self.field, opener)
        line.setStretch(0, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.wrong)
        self.column.addWidget(label(say("It is used to read this file and kept nowhere.", language), "small", "quiet",
                                    wrap=True))
        self.setFocusProxy(self.field)

    def _open(self) -> None:
        if self.field.text():
            self._file.unlock(self.field.text())


class Refused(Middle):
    """It cannot be taken: why, and what to do about it."""

    def __init__(self, desk: Desk, file: Incoming, card: PlanCard) -> None:
        super().__init__()
        language = desk.language
        assert file.fault is not None
        self.column.addWidget(label(say("{file} was not taken", language, file=file.name), "head", strong=True,
                                    wrap=True))
        self.column.addWidget(label(file.fault.message.text(language), tone="danger", wrap=True))
        again = button(desk, say("Try again", language), file.make, look="primary")
        other = button(desk, say("Choose another…", language), card.choose_another)
        self.column.addLayout(row(again, other, button(desk, say("Put away", language), card.close_up, look="quiet"),
                                  None))
