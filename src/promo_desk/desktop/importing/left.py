"""What an undo left as it is, because somebody has changed it since: each value, or each record, in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.importing.calm import calm
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.tasks import Work
from promo_desk.desktop.widgets import GRID, button, label
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.records import label as kind_label

if TYPE_CHECKING:
    from promo_desk.store import Left, Store, Undone

SHOWN = 200
"""Lines that are shown at once; of more, how many there are."""


@dataclass(frozen=True)
class LeftLine:
    """One value that stays, as text: which record and field, what undo would have put there, what stands."""

    kind: str
    id: int
    record: str
    field: str
    wanted: str
    now: str


@dataclass(frozen=True)
class TakenBack:
    """What an undo or a redo did."""

    undone: Undone
    left: list[LeftLine]


def take_back(desk: Desk, number: int, done: Callable[[TakenBack], None], *, redo: bool = False) -> None:
    """Undo a change of the past (or make it again), on the writer; the line below says what became of it."""
    store, language = desk.store, desk.language
    words = Message("Redo") if redo else Message("Undo")

    def run(work: Work) -> TakenBack:
        with calm():
            undone = (store.redo if redo else store.undo)(number)
        return TakenBack(undone, left_lines(store, undone.left, language))

    def told(answer: TakenBack) -> None:
        _tell(desk, number, words, answer)
        done(answer)

    desk.tasks.change(words.text(language), run, told)


def _tell(desk: Desk, number: int, words: Message, answer: TakenBack) -> None:
    if not answer.left:
        desk.say(Message("{what}: {label}.", {"what": words, "label": answer.undone.label}))
        return
    desk.say(Message("{what}: {label}. {n} values were changed since and stay as they are.",
                     {"what": words, "label": answer.undone.label, "n": len(answer.left)}),
             Message("Which ones?"), lambda: desk.go(Place("imports", where=(number,))))


def left_lines(store: Store, left: Sequence[Left], language: str) -> list[LeftLine]:
    """The words of what was left. Reads the store: on a worker."""
    names: dict[str, dict[int, str]] = {}
    for kind in {each.kind for each in left}:
        names[kind] = store.names(kind, [each.id for each in left if each.kind == kind])
    return [_line(store, each, names[each.kind].get(each.id, ""), language) for each in left]


def _line(store: Store, each: Left, name: str, language: str) -> LeftLine:
    record = name or str(each.wanted or each.now or "") or f"{kind_label(each.kind, language)} #{each.id}"
    if not each.key:
        gone = say("not there", language)
        return LeftLine(each.kind, each.id, record, say("the whole record", language),
                        gone if each.wanted is None else str(each.wanted), gone if each.now is None else str(each.now))
    field = fields_of(each.kind)[each.key]
    return LeftLine(each.kind, each.id, record, field.label(language), _text(store, field, each.wanted, language),
                    _text(store, field, each.now, language))


def _text(store: Store, field: Field, value: Any, language: str) -> str:
    if value in (None, "", ()):
        return "–"
    if isinstance(value, Ref):
        return value.name or store.names(value.kind, [value.id]).get(value.id, f"#{value.id}")
    return str(field.kind.text(value, language))


def left_table(desk: Desk, left: Sequence[LeftLine]) -> QWidget:
    """A line for each."""
    language, made = desk.language, QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, GRID, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(4)
    told = say("Changed since, and therefore left as it is: {n}", language, n=len(left))
    grid.addWidget(label(told, tone="warn", strong=True), 0, 0, 1, 4)
    heads = (say("Record", language), say("Field", language), say("Would have become", language),
             say("Stays", language))
    for column, words in enumerate(heads):
        grid.addWidget(label(words, "small", "quiet", strong=True), 1, column)
        grid.setColumnStretch(column, 2 if column in (0, 3) else 1)
    for at, each in enumerate(left[:SHOWN], 2):
        _row(desk, grid, at, each)
    if len(left) > SHOWN:
        grid.addWidget(label(say("and {n} more", language, n=len(left) - SHOWN), "small", "quiet"), SHOWN + 2, 0)
    return made


def _row(desk: Desk, grid: QGridLayout, at: int, each: LeftLine) -> None:
    top = Qt.AlignmentFlag.AlignTop
    opener = button(desk, each.record, lambda: desk.go(Place(page_of(each.kind), each.kind, each.id)), look="link")
    grid.addWidget(opener, at, 0, Qt.AlignmentFlag.AlignLeft | top)
    for column, words in enumerate((each.field, each.wanted, each.now), 1):
        grid.addWidget(label(words, "small", "" if column == 3 else "quiet", wrap=True), at, column, top)
