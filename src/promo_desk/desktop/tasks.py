"""The only way off the GUI thread: ``read`` on a small pool, ``change`` on one writer, answers back on the GUI thread.

What runs there knows no Qt. It is given a :class:`Work`, through which it tells its progress and learns that nobody
wants its answer any more. An answer that comes late (a newer question in the same lane, a cancelled task, a closed
page) is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from promo_desk.fields.message import Message, WorldFault

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
READERS = 3


class Cancelled(Exception):
    """Raised inside a task that notices it was cancelled; nobody is told."""


@dataclass
class Work:
    """What a task is handed: how to tell its progress, and whether to stop."""

    tell: Callable[[int, int], None] = lambda done, of: None
    stop: Event = field(default_factory=Event)

    def progress(self, done: int, of: int) -> None:
        """So much is done of so much (``of`` 0: unknown); raises Cancelled when it was cancelled."""
        if self.stop.is_set():
            raise Cancelled
        self.tell(done, of)

    def cancelled(self) -> bool:
        return self.stop.is_set()


@dataclass(frozen=True)
class Fault:
    """What went wrong: a sentence for the user; ``report`` (ours only) is the text to copy."""

    message: Message
    report: str = ""

    @classmethod
    def of(cls, error: BaseException) -> Fault:
        if isinstance(error, WorldFault):
            return cls(error.message)
        import traceback

        report = "".join(traceback.format_exception(error))
        return cls(Message("Something went wrong in the program. Nothing was changed; the report says where."), report)


class Ticket(QObject):
    """A task under way. ``cancel`` stops it and drops its answer."""

    def __init__(self, label: str, done: Callable[[Any], None], failed: Callable[[BaseException], None],
                 owner: QObject | None = None, *, lane: str = "", keep: bool = False) -> None:
        super().__init__()
        self.label, self.done, self.failed, self.owner = label, done, failed, owner
        self.owned = owner is not None
        self.lane = lane
        self.keep = keep
        self.work = Work()
        self.finished = False

    def cancel(self) -> None:
        self.work.stop.set()

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the answer; of a change that was made, always."""
        gone = self.owned and not shiboken6.isValid(self.owner)
        return not self.finished and (self.keep or not (gone or self.work.stop.is_set()))


class Tasks(QObject):
    """The lanes off the GUI thread, one per window."""

    _answered = Signal(object, object, object)
    _told = Signal(object, int, int)
    started = Signal(object)
    progressed = Signal(object, int, int)
    ended = Signal(object)
    faulted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._open: set[Ticket] = set()
        self._closed = False
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def read(self, fn: Callable[[Work], T], done: Callable[[T], None],
             failed: Callable[[BaseException], None] | None = None, *,
             lane: str = "", owner: QObject | None = None, label: str = "") -> Ticket:
        """Ask ``fn`` on the pool; a newer question of the same ``owner`` in the same ``lane`` makes this answer late.

        With a ``label`` the status line shows progress and a cancel button.
        """
        for earlier in self._open:
            if lane and (earlier.lane, earlier.owner) == (lane, owner):
                earlier.cancel()
        ticket = Ticket(label, done, failed or self._fail, owner, lane=lane)
        return self._start("read", ticket, fn)

    def change(self, label: str, fn: Callable[[Work], T], done: Callable[[T], None] = lambda answer: None,
               failed: Callable[[BaseException], None] | None = None) -> Ticket:
        """Run a writing ``fn`` on the one writer, after those before it. Its answer is never dropped as late."""
        return self._start("change", Ticket(label, done, failed or self._fail, keep=True), fn)

    def busy(self) -> bool:
        return bool(self._open)

    def close(self) -> None:
        """Cancel what runs and wait for it; a change is finished or leaves nothing. Later questions are not heard."""
        self._closed = True
        for ticket in list(self._open):
            ticket.cancel()
        for pool in self._pools.values():
            pool.shutdown(cancel_futures=True)

    def _pool(self, name: str) -> ThreadPoolExecutor:
        """The readers or the one writer, made when first asked: the first paint does not wait for them."""
        if name not in self._pools:
            from concurrent.futures import ThreadPoolExecutor

            self._pools[name] = ThreadPoolExecutor(1 if name == "change" else READERS, name)
        return self._pools[name]

    def _start(self, pool: str, ticket: Ticket, fn: Callable[[Work], Any]) -> Ticket:
        if self._closed:
            ticket.cancel()
            return ticket
        ticket.work.tell = lambda done, of: self._told.emit(ticket, done, of)
        self._open.add(ticket)
        self._pool(pool).submit(self._run, ticket, fn)
        self.started.emit(ticket)
        return ticket

    def _run(self, ticket: Ticket, fn: Callable[[Work], Any]) -> None:
        answer, error = None, None
        try:
            ticket.work.progress(0, 0)
            answer = fn(ticket.work)
        except Exception as caught:
            error = caught
        if shiboken6.isValid(self):
            self._answered.emit(ticket, answer, error)

    def _tell(self, ticket: Ticket, done: int, of: int) -> None:
        if ticket.wanted:
            self.progressed.emit(ticket, done, of)

    def _answer(self, ticket: Ticket, answer: object, error: BaseException | None) -> None:
        self._open.discard(ticket)
        wanted = ticket.wanted
        ticket.finished = True
        self.ended.emit(ticket)
        if not wanted or isinstance(error, Cancelled) or (error is not None and ticket.work.cancelled()):
            return
        if error is not None:
            ticket.failed(error)
        else:
            ticket.done(answer)

    def _fail(self, error: BaseException) -> None:
        self.faulted.emit(Fault.of(error))
