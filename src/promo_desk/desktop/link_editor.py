"""The editor of a link: search as you type, choose, or create the record that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from promo_desk.desktop import edits, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.editors import Editor
from promo_desk.desktop.widgets import label
from promo_desk.fields.field import Field
from promo_desk.fields.kind import Parsed
from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import label as label_of
from promo_desk.records import name_fields

OFFERED = 12


@dataclass(frozen=True)
class _Offer:
    words: str
    ref: Ref | None = None
    create: str = ""


class LinkEditor(Editor):
    """Holds a Ref; text that names no record is said to be open, never linked to the first that is like it."""

    def __init__(self, desk: Desk, field: Field, compact: bool = False) -> None:
        self.offers: list[_Offer] = []
        self._ref: Ref | None = None
        super().__init__(desk, field, compact)

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(getattr(self.field.kind, "targets", ()))

    def make(self) -> QWidget:
        self.line = QLineEdit()
        self.line.setPlaceholderText(self._hint())
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(OFFERED)
        completer.activated[QModelIndex].connect(lambda index: self.choose(index.row()))  # type: ignore[index]  # overloads are not in the stubs
        self._completer = completer
        offers = QListView()
        offers.setProperty("look", "offers")
        theme.dress(offers, "controls", self.desk.scheme)
        completer.setPopup(offers)
        self.line.textEdited.connect(self._typed)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._take_the_one)
        self.line.editingFinished.connect(self._tell)
        self._said = label("", "small", "warn", wrap=True)
        self._said.hide()
        self.below = self._said
        return self.line

    def fill(self, value: Ref | None) -> None:
        self._ref = value
        self.line.setText(self.text_of(value))
        self.line.setCursorPosition(0)

    def read(self) -> Parsed[Any]:
        text = self.line.text().strip()
        if not text:
            return Parsed(None)
        if self._ref is not None and text == self.text_of(self._ref):
            return Parsed(self._ref)
        return Parsed(None, "question", Message("“{text}” names no record yet: choose one or create it.",
                                                {"text": text}))

    def _typed(self, text: str) -> None:
        self.touch()
        self._mark()
        wanted = text.strip()
        if wanted:
            self.desk.tasks.read(lambda work: self.desk.store.search(wanted, kinds=self.targets, limit=OFFERED),
                                 lambda hits: self._offer(wanted, hits), lane="link", owner=self)

    def _offer(self, wanted: str, hits: list[Any]) -> None:
        self.offers = [self._of(hit) for hit in hits] + self._creatable(wanted)
        self._words.setStringList([offer.words for offer in self.offers])
        same = [hit for hit in hits if hit.name.casefold() == wanted.casefold()]
        if len(same) == 1:
            self._ref = Ref(same[0].kind, same[0].id, self.line.text().strip())
        if self.line.hasFocus() and self.offers:
            self._completer.complete()
        self._mark()

    def _of(self, hit: Any) -> _Offer:
        more = [hit.matched] if hit.matched else []
        more += [label_of(hit.kind, self.desk.language)] if len(self.targets) > 1 else []
        return _Offer(" · ".join([hit.name, *more]), Ref(hit.kind, hit.id, hit.name))

    def _creatable(self, wanted: str) -> list[_Offer]:
        if len(self.targets) != 1:
            return []
        return [_Offer(say("Create “{name}”", self.desk.language, name=wanted), create=wanted)]

    def _take_the_one(self) -> None:
        """Return takes the record that was found if it is the only one; of several, none is taken for you."""
        found = [offer.ref for offer in self.offers if offer.ref is not None]
        if len(found) == 1 and self.parsed().level == "question":
            self._take(found[0])

    def _tell(self) -> None:
        """Below the line, once it is left: that the text names no record yet."""
        parsed = self.parsed()
        self._said.setText(parsed.message.text(self.desk.language) if parsed.message else "")
        self._said.setVisible(parsed.message is not None and not self.compact)

    def choose(self, row: int) -> None:
        """Take one of what is offered."""
        offer = self.offers[row]
        if offer.ref is not None:
            self._take(offer.ref)
        else:
            self._create(offer.create)

    def _take(self, ref: Ref) -> None:
        self._ref = ref
        self.line.setText(self.text_of(ref))
        self.touch()
        self._mark()

    def _create(self, name: str) -> None:
        kind = self.targets[0]
        self.line.setText(name)
        edits.add(self.desk, kind, {name_fields(kind)[0]: name}, lambda id: self._take(Ref(kind, id, name)))

    def _mark(self) -> None:
        parsed = self.parsed()
        self.line.setProperty("state", parsed.level)
        self.line.style().polish(self.line)
        self.line.setToolTip(parsed.message.text(self.desk.language) if parsed.message else "")
        if parsed.message is None:
            self._said.hide()

    def _hint(self) -> str:
        return say("Type to search", self.desk.language) if not self.compact else ""


