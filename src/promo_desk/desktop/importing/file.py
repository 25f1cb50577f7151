"""One file on its way in: read, planned, corrected, written, undone. It outlives the widgets that show it.

Reading and planning run on a worker, and each correction makes the plan anew from the book that is already read; the
newest plan wins. A plan speaks of the office as it was when it was made: if somebody has written since, it is made
again before it is written, and shown instead of written where it asks something new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.calm import calm, let_go
from promo_desk.desktop.importing.left import TakenBack, take_back
from promo_desk.desktop.progress import progress_of
from promo_desk.desktop.tasks import Fault, Ticket, Work
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.sheets.apply import Applied
    from promo_desk.sheets.cells import RawBook
    from promo_desk.sheets.plan import Options, Plan
    from promo_desk.store import Store

State = Literal["waiting", "reading", "locked", "refused", "planned", "writing", "imported", "undone"]
RULES = ("blank", "on_error", "leftover")
"""What is remembered of how a person likes imports to be done."""


@dataclass(frozen=True)
class Facts:
    """What a plan comes to, counted on the worker: a list of 100,000 verdicts is not walked by the window."""

    counts: dict[str, int] = field(default_factory=dict)
    """Rows by verdict."""
    asked: int = 0
    """Questions, however many cells ask them."""
    holding: int = 0
    """Those of them that hold rows back."""
    held: int = 0
    """Rows that are held back."""
    writes: int = 0
    """Records that would be written."""
    base: int = 0
    """The newest change of the office when the plan was made."""
    before: Any = None
    """The change that imported this very file already."""


class Incoming(QObject):
    """A file, or cells that were pasted."""

    changed = Signal()
    """Its state, its plan, or what became of it."""
    progressed = Signal(int, int)

    def __init__(self, desk: Desk, source: Path | RawBook, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.book: RawBook | None = None if isinstance(source, Path) else source
        self.file = source if isinstance(source, Path) else source.path
        self.state: State = "waiting"
        self.plan: Plan | None = None
        self.facts = Facts()
        self.options = usual_options(desk)
        self.applied: Applied | None = None
        self.undone: TakenBack | None = None
        self.fault: Fault | None = None
        self.wrong_password = False
        self.stopped = False
        """Whether the user cancelled it; it waits until it is asked for again."""
        self.stale = False
        """Whether the office was written to since the plan was made."""
        self.done = (0, 0)
        """How far what is under way has come: so much of so much (0: nobody knows)."""
        self._password: str | None = None
        self._ticket: Ticket | None = None

    @property
    def pasted(self) -> bool:
        return self.book is not None and self.book.format == "pasted"

    @property
    def name(self) -> str:
        return say("Pasted cells", self.desk.language) if self.pasted else self.file.name

    @property
    def busy(self) -> bool:
        return self._ticket is not None

    @property
    def ready(self) -> bool:
        """Whether it can be written as it is, without a word from the user."""
        return self.state == "planned" and not self.busy and not self.facts.holding and self.hindrance() is None \
            and bool(self.facts.writes)

    def hindrance(self) -> int | None:
        """How many rows with a fault keep it from being written at all; None where nothing does."""
        return self.facts.held or None if self.options.on_error == "stop" else None

    def make(self) -> None:
        """Read the file where it is not read yet, and plan it with the options as they are."""
        self._stop()
        if self.plan is None:
            self.state = "reading"
        self.fault, self.stopped, self.stale, self.undone = None, False, False, None
        self.done = (0, 0)
        words = say("Reading {file}", self.desk.language, file=self.name)
        self._ticket = self.desk.tasks.read(self._planning(), self._planned, self._refused, lane="plan", owner=self,
                                            label=words)
        self.changed.emit()

    def set_options(self, options: Options) -> None:
        """The user corrects something: the plan is made anew."""
        self.options = options
        for name in RULES:
            self.desk.settings.setValue(f"imports/{name}", getattr(options, name))
        self.make()

    def unlock(self, password: str) -> None:
        """Try a password."""
        self._password = password
        self.make()

    def give_up(self) -> None:
        """Stop what is under way. What was planned before stays; a file that was being read waits."""
        self.stopped = True
        if self.state == "writing":
            if self._ticket is not None:
                self._ticket.cancel()
            return
        self._stop()
        if self.state == "reading":
            self.state = "waiting"
        self.changed.emit()

    def write(self) -> None:
        """Write the plan as one change."""
        if self.plan is None or self.busy:
            return
        self.state, self.done = "writing", (0, 0)
        words = say("Importing {file}", self.desk.language, file=self.name)
        self._ticket = self.desk.tasks.change(words, self._writing(self.plan), self._written, self._not_written)
        self.changed.emit()

    def take_back(self) -> None:
        """Undo the import."""
        def undone(answer: TakenBack) -> None:
            self.state, self.undone, self.applied = "undone", answer, None
            self.changed.emit()

        if self.applied is not None and self.applied.change is not None:
            take_back(self.desk, self.applied.change, undone)

    def ended(self, ticket: Ticket) -> None:
        """A task is over; one that was cancelled elsewhere (in the status line) tells nobody else."""
        if ticket is not self._ticket:
            return
        self._ticket = None
        if ticket.work.cancelled():
            self.stopped = True
            self.state = "planned" if self.plan is not None else "waiting"
            self.changed.emit()

    def advance(self, ticket: Ticket, done: int, of: int) -> None:
        """A task has come so far."""
        if ticket is self._ticket:
            self.done = (done, of)
            self.progressed.emit(done, of)

    def leave(self) -> None:
        """Nobody wants it any more."""
        self._stop()
        let_go(self.desk.tasks, self.plan, self.book)
        self.plan, self.book = None, None

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _planning(self) -> Callable[[Work], tuple[RawBook, Plan, Facts]]:
        book, file, password, options, store = self.book, self.file, self._password, self.options, self.desk.store

        def run(work: Work) -> tuple[RawBook, Plan, Facts]:
            with calm():
                found = book if book is not None else _read(file, password, work)
                half = len(found.sheets) and book is None
                plan, facts = planned(store, found, options, work, second_half=bool(half))
            return found, plan, facts

        return run

    def _planned(self, answer: tuple[RawBook, Plan, Facts]) -> None:
        self._ticket = None
        self.book, plan, self.facts = answer
        let_go(self.desk.tasks, self.plan)
        self.plan, self.state, self.wrong_password = plan, "planned", False
        self.changed.emit()

    def _refused(self, error: BaseException) -> None:
        """The file, or what it holds, cannot be planned; a password may help."""
        from promo_desk.sheets.reader import PasswordNeeded, WrongPassword

        self._ticket = None
        self.fault = Fault.of(error)
        self.wrong_password = isinstance(error, WrongPassword)
        if isinstance(error, PasswordNeeded):
            self.state = "locked"
        elif self.plan is not None and not self.fault.report:
            self.state = "planned"
        else:
            self.state = "refused"
        self.changed.emit()
        if self.fault.report:
            self.desk.fault(self.fault)

    def _writing(self, plan: Plan) -> Callable[[Work], tuple[Plan, Facts, Applied | None]]:
        facts, store = self.facts, self.desk.store
        options = replace(self.options, language=self.desk.language)

        def run(work: Work) -> tuple[Plan, Facts, Applied | None]:
            from promo_desk.sheets.apply import apply

            with calm():
                now, newer = plan, facts
                if facts.base != store.last_change() and plan.book is not None:
                    now, newer = planned(store, plan.book, options, work)
                    if newer.holding > facts.holding or newer.held > facts.held:
                        return now, newer, None
                now.options = options
                return now, newer, apply(store, now, progress_of(work))

        return run

    def _written(self, answer: tuple[Plan, Facts, Applied | None]) -> None:
        self._ticket = None
        self.plan, self.facts, self.applied = answer
        self.state = "planned" if self.applied is None else "imported"
        self.stopped = False
        self.changed.emit()

    def _not_written(self, error: BaseException) -> None:
        self._ticket = None
        self.state, self.fault = "planned", Fault.of(error)
        self.changed.emit()
        if self.fault.report:
            self.desk.fault(self.fault)


def usual_options(desk: Desk) -> Options:
    """How this person likes it: leave out rows with a bad cell at first, and then as the last import was done."""
    from promo_desk.sheets.plan import Options

    kept = {name: str(desk.settings.value(f"imports/{name}", "") or "") for name in RULES}
    usual = {"on_error": "skip"} | {name: value for name, value in kept.items() if value}
    return Options.of_json(usual | {"language": desk.language})


def _read(file: Path, password: str | None, work: Work) -> RawBook:
    from promo_desk.sheets.reader import read_book

    def told(done: int, expected: int | None) -> None:
        work.progress(done, 2 * expected if expected else 0)

    return read_book(file, password=password, progress=told, cancelled=work.cancelled)


def planned(store: Store, book: RawBook, options: Options, work: Work, *, second_half: bool = False,
            ) -> tuple[Plan, Facts]:
    """The plan and what it comes to. On a worker."""
    from promo_desk.sheets.plan import make_plan

    base = store.last_change()
    plan = make_plan(store, book, options, _progress(work, second_half), anyway=has_table(book))
    return plan, facts_of(store, plan, base)


def has_table(book: RawBook) -> bool:
    """Whether anything in it may be a table, so that it makes sense to ask the user what its rows are."""
    return any(len(sheet.rows) > 1 and sheet.width > 1 for sheet in book.sheets)


def _progress(work: Work, second_half: bool) -> Callable[[int, int], None]:
    """A plan tells of its half of the bar only; alone it has the whole."""
    tell = progress_of(work)
    if second_half:
        return tell
    return lambda done, of: tell(2 * done - of, of)


def facts_of(store: Store, plan: Plan, base: int = 0) -> Facts:
    """Counted once."""
    counts: dict[str, int] = {}
    for sheet in plan.sheets:
        for verdict, count in sheet.counts().items():
            counts[verdict] = counts.get(verdict, 0) + count
    return Facts(counts, len(plan.asked), sum(question.holds for question in plan.asked), plan.errors,
                 len(plan.drafts) + len(plan.updates) + len(plan.deletions), base,
                 store.imported(plan.sha256) if plan.sha256 else None)
