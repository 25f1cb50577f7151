"""Long work in pure Python beside a live window: what keeps the window's thread from waiting for it.

Three things stop a window while a worker plans 100,000 rows, and each has its remedy here. The interpreter hands the
lock over every 5 ms only, and a paint asks for it many times: it is asked to hand over ten times as often. The
garbage collector walks millions of cells that are no garbage, for half a second at a time: it rests meanwhile, and
what was made is then frozen out of its sight. Letting go of a large plan frees millions of objects in one breath: it
is taken apart in small pieces, on a worker.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from promo_desk.desktop.tasks import Tasks
    from promo_desk.sheets.cells import RawBook
    from promo_desk.sheets.plan import Plan

OFTEN = 0.0005
"""Seconds after which the interpreter hands the lock over to a thread that waits for it."""
PIECE = 500
"""So many things are let go of at once."""


class _Calm:
    """How many threads ask for it; the first one begins it and the last one ends it."""

    def __init__(self) -> None:
        self._lock, self._asked, self._usual = Lock(), 0, 0.0

    def begin(self) -> None:
        with self._lock:
            if not self._asked:
                self._usual = sys.getswitchinterval()
                sys.setswitchinterval(OFTEN)
                gc.disable()
            self._asked += 1

    def end(self) -> None:
        with self._lock:
            self._asked -= 1
            if not self._asked:
                sys.setswitchinterval(self._usual)
                gc.freeze()
                gc.enable()


_calm = _Calm()


@contextmanager
def calm() -> Iterator[None]:
    """While this lasts (in any number of threads), the window goes first."""
    _calm.begin()
    try:
        yield
    finally:
        _calm.end()


def let_go(tasks: Tasks, plan: Plan | None, book: RawBook | None = None) -> None:
    """Free a plan nobody shows any more, and with it the book, off the window's thread and a little at a time."""
    if plan is not None or book is not None:
        held: list[Any] = [plan, book]
        del plan, book
        tasks.read(lambda work: _take_apart(held), lambda done: None, lambda error: None)


def _take_apart(held: list[Any]) -> None:
    book, plan = held.pop(), held.pop()
    if plan is not None:
        for part in (plan.drafts, plan.updates, plan.deletions):
            _shorten(part)
        for sheet in plan.sheets:
            _empty(sheet.notes)
            _shorten(sheet.rows)
            _shorten(sheet.verdicts)
    if book is not None:
        for sheet in book.sheets:
            _shorten(sheet.rows)


def _shorten(things: list[Any]) -> None:
    while things:
        del things[-PIECE:]


def _empty(things: dict[Any, Any]) -> None:
    while things:
        things.popitem()
