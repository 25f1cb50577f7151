"""Briefings: asked for at the left, read at the right, written to a workbook and kept; below, what went out.

The lists of briefings and exports stand behind as further tabs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from promo_desk.desktop import theme, writing
from promo_desk.desktop.briefing_facts import Preview, preview, reopened, since, went_out
from promo_desk.desktop.briefing_form import BriefingForm
from promo_desk.desktop.briefing_html import PageOfBriefing
from promo_desk.desktop.briefing_view import BriefingView, look_of
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.pages.fronted import Front, FrontedPage
from promo_desk.desktop.tasks import Fault
from promo_desk.desktop.two_lines import Entry, TwoLines
from promo_desk.desktop.widgets import GRID, Card, Elided, button, label, row
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

OPENED = "briefings/opened"


class BriefingsPage(FrontedPage):
    """A briefing in front, the lists behind."""

    front_words = Message("Make a briefing")

    def make_front(self) -> Front:
        return BriefingsFront(self.desk)


class BriefingsFront(Front):
    """The form, what went out, and the briefing that is read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: Preview | None = None
        self._opened, self._stay = 0, False
        self.form = BriefingForm(desk)
        self.form.changed.connect(self.ask)
        self.sent = TwoLines(desk, say("What went out", desk.language))
        self.sent.chosen.connect(self.reopen)
        self.view = BriefingView(desk)
        self._make_buttons()
        self._lay_out()
        self.reload()
        self._show_kept()

    def verbs(self) -> dict[str, Callable[[], None]]:
        made: dict[str, Callable[[], None]] = {"new": self.start_anew, "refresh": self._again}
        if self.shown is not None and not self.shown.frozen:
            made["export"] = self.ask_write
        return made

    def adder(self) -> str:
        return say("New briefing", self.desk.language)

    def takes(self, kind: str) -> bool:
        return kind == "briefing"

    def show_record(self, kind: str, id: int) -> None:
        if kind == "briefing" and id > 0:
            self.reopen(id)
        elif kind == "briefing":
            self.start_anew()

    def refresh(self, changed: Any) -> None:
        """What went out is listed anew; a preview is of now, and is made again."""
        self.reload()
        if not self._opened:
            self.ask(stay=True)

    def come(self) -> None:
        self.form.audience.setFocus()

    def reload(self) -> None:
        """List anew what went out."""
        desk = self.desk
        desk.tasks.read(lambda work: went_out(desk.store, desk.language), self._take_sent, lane="sent",
                        owner=self)

    def ask(self, stay: bool = False) -> None:
        """Make the preview of what is asked for; with ``stay`` one goes on reading where one was."""
        wish, desk, look = self.form.wish(), self.desk, look_of(self.desk)
        self.form.show_trouble()
        if wish is None:
            return
        self._remember(0)
        self._stay = stay
        self._read(lambda: preview(desk.store, wish, desk.today, look))

    def start_anew(self) -> None:
        """Leave the one that was opened, and ask for another."""
        self.form.audience.setFocus()
        self.ask()

    def reopen(self, id: int) -> None:
        """Read one that went out, as it was frozen."""
        desk, look = self.desk, look_of(self.desk)
        self._remember(id)
        self._read(lambda: reopened(desk.store, id, look))

    def compare(self) -> None:
        """Read what has changed since the one that is shown went out."""
        if self.shown is None:
            return
        desk, look, old = self.desk, look_of(self.desk), self.shown.content
        desk.tasks.read(lambda work: since(desk.store, old, desk.today, look), self._show_since, self._failed,
                        lane="briefing", owner=self)

    def ask_write(self) -> None:
        """Ask for a file, and write what is shown."""
        if self.shown is None or self.shown.frozen:
            return
        content = self.shown.content
        name = content.title.text("en" if content.language == "en" else "zh") + f" {content.as_of.isoformat()}"
        target = writing.ask_target(self, say("Write the briefing", self.desk.language), name)
        if target is not None:
            self.write(target)

    def write(self, target: Path) -> None:
        """Write the very briefing that is shown, and keep it with its numbers."""
        assert self.shown is not None
        store, content = self.desk.store, self.shown.content

        def run() -> int:
            from promo_desk.office.briefing import freeze
            from promo_desk.sheets.briefing import write_briefing

            write_briefing(store, content, target)
            return freeze(store, content, file=str(target))

        writing.write(self.desk, target, run, self.reopen)

    # ---- parts

    def _make_buttons(self) -> None:
        desk, language = self.desk, self.desk.language
        self.told = Elided("", "small", "quiet")
        self.writer = button(desk, say("Write…", language), self.ask_write, icon="file-output", look="primary")
        self.comparer = button(desk, say("What has changed since", language), self.compare, icon="git-compare")
        self.back = button(desk, say("Back to the briefing", language), self._again, icon="arrow-left")
        for part in (self.writer, self.comparer, self.back):
            part.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        side = QWidget()
        side.setFixedWidth(34 * GRID)
        theme.dress(side, "controls", self.desk.scheme)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.form)
        column.addWidget(label(say("What went out", self.desk.language), strong=True))
        column.addWidget(self._sent_card(), 1)
        line.addWidget(side)
        line.addWidget(self._reader(), 1)

    def _sent_card(self) -> QWidget:
        card = Card(self.desk)
        self._sent_stack = QStackedLayout()
        nothing = label(say("Nothing has gone out yet. Choose above for whom, about what and for which time; the "
                            "briefing is shown beside. Write… makes the workbook and keeps it here with its numbers; "
                            "Ctrl+N starts another.", self.desk.language), tone="quiet", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        nothing.setMargin(GRID + 4)
        self._sent_stack.addWidget(nothing)
        self._sent_stack.addWidget(self.sent)
        card.body.addLayout(self._sent_stack)
        return card

    def _reader(self) -> QWidget:
        whole = QWidget()
        theme.dress(bar := QWidget(), "controls", self.desk.scheme)
        line = row(self.told, self.back, self.comparer, self.writer)
        line.setStretch(0, 1)
        bar.setLayout(line)
        card = Card(self.desk)
        card.body.addWidget(self.view)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(bar)
        column.addWidget(card, 1)
        return whole

    # ---- what was read

    def _read(self, fn: Callable[[], Preview | None]) -> None:
        self.told.set_whole(say("Making the briefing…", self.desk.language))
        self.writer.setEnabled(False)
        self.desk.tasks.read(lambda work: fn(), self._show, self._failed, lane="briefing", owner=self)

    def _show(self, made: Preview | None) -> None:
        self.shown = made
        self.view.show_page(made.page if made is not None else PageOfBriefing(""), self._stay)
        self._stay = False
        frozen = made.frozen if made is not None else 0
        self.sent.choose(frozen)
        self._offer(frozen=bool(frozen), compared=False)
        self._tell(self._state(made))

    def _show_since(self, page: PageOfBriefing) -> None:
        self.view.show_page(page)
        self._offer(frozen=True, compared=True)

    def _offer(self, *, frozen: bool, compared: bool) -> None:
        """The buttons for what is shown."""
        self.writer.setVisible(not frozen)
        self.writer.setEnabled(self.shown is not None)
        self.comparer.setVisible(frozen and not compared)
        self.back.setVisible(compared)
        self.verbs_changed.emit()

    def _state(self, made: Preview | None) -> str:
        language = self.desk.language
        if made is None:
            return say("The content of this briefing was not kept.", language)
        if not made.frozen:
            return say("Preview, as of change {number}", language, number=made.content.change_number)
        told = say("Frozen as of {day}, change {number}", language, day=made.content.as_of.isoformat(),
                   number=made.content.change_number)
        return f"{told} · {made.file}" if made.file else told

    def _failed(self, error: BaseException) -> None:
        """What it is about, or the briefing itself, may have been deleted meanwhile."""
        from promo_desk.store import Missing

        self.shown = None
        if not isinstance(error, Missing):
            self.desk.fault(Fault.of(error))
        self._remember(0)
        self._tell(say("What this was about is not there any more. Choose something else.", self.desk.language))

    def _tell(self, words: str) -> None:
        self.told.set_whole(words)
        self.tell(words)

    def _take_sent(self, entries: list[Entry]) -> None:
        self.sent.fill(entries, self.shown.frozen if self.shown else 0)
        self._sent_stack.setCurrentIndex(1 if entries else 0)

    def _again(self) -> None:
        """The same once more: the one that was opened, or a preview of now."""
        if self.shown is not None and self.shown.frozen:
            self.reopen(self.shown.frozen)
        else:
            self.ask()

    def _show_kept(self) -> None:
        """What was read last: one that went out, or the preview."""
        opened = int(str(self.desk.settings.value(OPENED, 0) or 0))
        if opened:
            self.reopen(opened)
        else:
            self.ask()

    def _remember(self, opened: int) -> None:
        self._opened = opened
        self.desk.settings.setValue(OPENED, opened)
