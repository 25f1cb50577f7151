"""Writing from the window: each is one change on the writer, told in the status line with its undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from promo_desk.desktop.desk import Desk, Notice
from promo_desk.desktop.tasks import Fault, Work
from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import say

Values = dict[str, Any]
UNDO = Message("Undo")


def add(desk: Desk, kind: str, values: Values, done: Callable[[int], None]) -> None:
    """Make a record; ``done`` is given its id."""
    label = say("New {kind}: {name}", desk.language, kind=_label(desk, kind), name=_name(desk, kind, values))

    def run(work: Work) -> tuple[int, int]:
        with desk.store.change(label) as change:
            return change.add(kind, values), change.number

    def tell(answer: tuple[int, int]) -> None:
        desk.say(Message("Saved: {name}", {"name": _name(desk, kind, values)}), UNDO, _undoer(desk, answer[1]))
        done(answer[0])

    desk.tasks.change(label, run, tell)


def update(desk: Desk, kind: str, id: int, values: Values, version: int | None, done: Callable[[], None],
           failed: Callable[[BaseException], None] | None = None) -> None:
    """Save what was changed of a record. ``version`` is the one the editor saw; an edit that meets a newer one
    fails with the store's ``StaleEdit``."""
    name = _name_of(desk, kind, id)
    label = say("Edit {name}", desk.language, name=name)

    def run(work: Work) -> int:
        with desk.store.change(label) as change:
            change.update(kind, id, values, version=version)
            return int(change.number)

    def tell(number: int) -> None:
        desk.say(Message("Saved: {name}", {"name": name}), UNDO, _undoer(desk, number))
        done()

    desk.tasks.change(label, run, tell, failed)


def update_many(desk: Desk, kind: str, ids: Sequence[int], values: Values) -> None:
    """The same values for many records, in one change."""
    label = say("Edit {n} records", desk.language, n=len(ids))

    def run(work: Work) -> int:
        with desk.store.change(label) as change:
            change.update_many(kind, list(values), list(ids), [tuple(values.values())] * len(ids))
            return int(change.number)

    desk.tasks.change(label, run, lambda number: desk.say(
        Message("{n} records changed", {"n": len(ids)}), UNDO, _undoer(desk, number)))


def delete(desk: Desk, kind: str, ids: Sequence[int], links: Literal["refuse", "clear"] = "refuse") -> None:
    """Delete records; nobody is asked, the line that says so takes it back.

    Where other records link to them, the line says so and offers to empty those links.
    """
    name = _name_of(desk, kind, ids[0]) if len(ids) == 1 else say("{n} records", desk.language, n=len(ids))
    label = say("Delete {name}", desk.language, name=name)

    def run(work: Work) -> int:
        with desk.store.change(label) as change:
            change.delete_many(kind, list(ids), links)
            return int(change.number)

    def tell(number: int) -> None:
        desk.say(Message("Deleted: {name}", {"name": name}), UNDO, _undoer(desk, number))

    def refused(error: BaseException) -> None:
        if isinstance(error, WorldFault) and links == "refuse":
            desk.noticed.emit(Notice(error.message, "fault", Message("Delete and empty those links"),
                                     lambda: delete(desk, kind, ids, "clear")))
        else:
            desk.fault(Fault.of(error))

    desk.tasks.change(label, run, tell, refused)


def _undoer(desk: Desk, number: int) -> Callable[[], None]:
    return lambda: desk.undo_change(number)


def _label(desk: Desk, kind: str) -> str:
    from promo_desk.records import label

    return label(kind, desk.language)


def _name(desk: Desk, kind: str, values: Values) -> str:
    from promo_desk.records import show_name

    return show_name(kind, values, desk.language)


def _name_of(desk: Desk, kind: str, id: int) -> str:
    names = desk.store.names(kind, [id])
    return str(names.get(id) or f"{_label(desk, kind)} {id}")
