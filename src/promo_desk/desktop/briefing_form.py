"""What a briefing is asked for: reader, scope, period, language; understood while one types, kept for the next time."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from promo_desk.desktop.briefing_facts import Wish
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.editors import Combo, LineEditor
from promo_desk.desktop.link_editor import LinkEditor
from promo_desk.desktop.widgets import label
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import WHEN, Ref, link
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records.choices import AUDIENCE

TYPING = 350
"""Milliseconds after the last key until the preview is made."""
SCOPE = Field("scope", link("place", "zone", "sector", "company"), english="About what")
PERIOD = Field("period", WHEN, english="Period")
LANGUAGES = (("en", Message("English")), ("zh", Message("Chinese")), ("both", Message("Both languages")))


class BriefingForm(QWidget):
    """The four questions. ``changed`` tells that the answers are others and stand."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        language = desk.language
        self.audience = self._combo(say("For whom", language), [(each.code, each.label(language))
                                                                for each in AUDIENCE.options])
        self.scope = LinkEditor(desk, SCOPE)
        self.scope.line.setPlaceholderText(say("the whole office, or type to search", language))
        self.period = LineEditor(desk, PERIOD)
        self.period.line.setPlaceholderText(say("ever, or 2017, 2017 Q3, 2017-09", language))
        self.languages = self._combo(say("Language", language), [(code, words.text(language))
                                                                 for code, words in LANGUAGES])
        self.trouble = label("", "small", "warn", wrap=True)
        self.trouble.hide()
        self._lay_out()
        self._restore()
        self._listen()

    def wish(self) -> Wish | None:
        """What is asked for; None where an answer is not understood."""
        scope, period = self.scope.read(), self.period.read()
        if not (scope.stands and period.stands) or (period.value is not None and not period.value.known):
            return None
        return Wish(self.audience.currentData(), scope.value, period.value, self.languages.currentData())

    def show_trouble(self) -> None:
        """Say why there is no preview, if there is none."""
        parsed = [each.read() for each in (self.scope, self.period)]
        messages = [each.message for each in parsed if each.message is not None and not each.stands]
        self.trouble.setText(" ".join(message.text(self.desk.language) for message in messages))
        self.trouble.setVisible(bool(messages))

    def clear(self) -> None:
        """Ask anew: the whole office, ever."""
        self.scope.fill(None)
        self.period.fill(None)
        self._settle()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for words, part in ((say("For whom", self.desk.language), self.audience),
                            (SCOPE.label(self.desk.language), self.scope),
                            (PERIOD.label(self.desk.language), self.period),
                            (say("Language", self.desk.language), self.languages)):
            told = label(words, "small", "quiet")
            told.setBuddy(part)
            column.addWidget(told)
            column.addWidget(part)
            column.addSpacing(4)
        column.addWidget(self.trouble)

    def _combo(self, name: str, answers: list[tuple[str, str]]) -> Combo:
        made = Combo()
        made.setAccessibleName(name)
        for code, words in answers:
            made.addItem(words, code)
        return made

    def _listen(self) -> None:
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPING)
        self._later.timeout.connect(self._settle)
        for editor in (self.scope, self.period):
            editor.edited.connect(self._later.start)
        self.scope.line.editingFinished.connect(self._later.start)
        for combo in (self.audience, self.languages):
            combo.currentIndexChanged.connect(self._settle)

    def _settle(self) -> None:
        self._later.stop()
        self.show_trouble()
        wish = self.wish()
        if wish is not None and self._keep(wish):
            self.changed.emit()

    def _keep(self, wish: Wish) -> bool:
        """Remember the answers for the next time; whether they are others than before."""
        scope = [wish.scope.kind, wish.scope.id, wish.scope.name] if wish.scope else []
        kept = json.dumps([wish.audience, scope, self.period.line.text().strip(), wish.language])
        other = kept != str(self.desk.settings.value("briefings/asked", ""))
        self.desk.settings.setValue("briefings/asked", kept)
        return other

    def _restore(self) -> None:
        kept = str(self.desk.settings.value("briefings/asked", "") or "")
        audience, scope, period, language = json.loads(kept) if kept else ["office", [], "", self.desk.language]
        _choose(self.audience, audience)
        _choose(self.languages, language)
        self.scope.set_value(Ref(*scope) if scope else None)
        self.period.line.setText(str(period))


def _choose(combo: Combo, code: Any) -> None:
    combo.setCurrentIndex(max(combo.findData(code), 0))
