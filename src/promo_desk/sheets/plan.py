"""What an import would do, before anything is written: a verdict for every row, old and new of every differing cell,
what is asked and what is wrong. A plan is made anew whenever the user corrects something; it never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.mapping import SheetMapping
from promo_desk.sheets.options import Options
from promo_desk.sheets.parsed_columns import CellNote
from promo_desk.sheets.questions import Answer, Question, answered, asked
from promo_desk.sheets.resting import collector_rests
from promo_desk.sheets.shape import Shape
from promo_desk.store import Store

__all__ = ["HELD", "VERDICTS", "Cell", "Draft", "MissingRecord", "Options", "Plan", "Progress", "Question", "SheetPlan",
           "Update", "Verdict", "make_plan", "note_json", "note_text", "plain", "question_json"]

Verdict = Literal["new", "changed", "same", "conflict", "duplicate", "not_a_record", "error", "refused"]
VERDICTS: tuple[Verdict, ...] = ("new", "changed", "same", "conflict", "duplicate", "not_a_record", "error")
"""Those that are always counted; "refused" (by the user) is counted where there is such a row."""
HELD = ("error", "conflict")
Progress = Callable[[int, int], None]
"""Told (rows done, rows in all); raises ``store.Cancelled`` to stop."""


Cell = tuple[str, str]
"""Where a value comes from: a table's key and a cell, ("Sheet1", "C17")."""


@dataclass(eq=False, slots=True)
class Draft:
    """A record that the plan would make. Its number is negative until it is written."""

    kind: str
    id: int
    values: dict[str, Any]
    sheet: str
    """The key of its table."""
    row: int
    slot: str = ""
    """Which of the row's records it is; it tells the columns."""
    needed: bool = False
    elsewhere: dict[str, Cell] | None = None
    """The values that do not come from this row's usual columns, by key."""


@dataclass(slots=True)
class Update:
    """What the plan would change in one record; the rest as in a draft."""

    kind: str
    id: int
    values: dict[str, Any]
    sheet: str
    row: int
    slot: str = ""
    elsewhere: dict[str, Cell] | None = None


@dataclass(frozen=True)
class MissingRecord:
    """A record that a complete list does not hold."""

    kind: str
    id: int
    name: str


@dataclass
class SheetPlan:
    """One sheet: what was found, and what becomes of each row."""

    sheet: str
    """The sheet's name in the file."""
    kind: str | None
    shape: Shape
    mapping: SheetMapping | None = None
    key: str = ""
    """What corrections call this table: the sheet's name, "Sheet1 #2" for a second table in it."""
    raw: RawSheet | None = None
    """The cells of the table, numbered as in the file."""
    taken: bool = True
    letters: dict[str, dict[str, str]] = field(default_factory=dict)
    """By slot and field key, the column that feeds it; "C+D" for two."""
    rows: list[int] = field(default_factory=list)
    """The row numbers of the records."""
    verdicts: list[Verdict] = field(default_factory=list)
    """One for each of ``rows``."""
    notes: dict[int, list[CellNote]] = field(default_factory=dict)
    """What is said of a row's cells, by row number."""
    linked: dict[str, Counter[str]] = field(default_factory=dict)
    """Further records by kind: how many are new, changed, same."""
    missing: list[MissingRecord] | None = None
    remarks: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = self.key or self.sheet

    def cell(self, slot: str, key: str, row: int) -> str:
        """The cell a value of a row comes from: "C17"; "17" for what no cell says by itself."""
        letters = self.letters.get(slot, {}).get(key, "")
        return "+".join(f"{letter}{row}" for letter in letters.split("+"))

    @property
    def held(self) -> set[int]:
        """The numbers of the rows that wait for an answer or for a mended cell."""
        return {row for row, verdict in zip(self.rows, self.verdicts, strict=True) if verdict in HELD}

    @property
    def refused_rows(self) -> set[int]:
        """The numbers of the rows that the user does not want."""
        return {row for row, verdict in zip(self.rows, self.verdicts, strict=True) if verdict == "refused"}

    def counts(self) -> dict[str, int]:
        counted = Counter(self.verdicts)
        counted["not_a_record"] += sum(skipped.reason != "blank" for skipped in self.shape.not_records)
        refused = {"refused": counted["refused"]} if counted["refused"] else {}
        return {verdict: counted[verdict] for verdict in VERDICTS} | refused

    def to_json(self, language: str = "en") -> dict[str, Any]:
        made = {"sheet": self.sheet, "key": self.key, "taken": self.taken, "kind": self.kind,
                "header_rows": list(self.shape.header_rows),
                "first_row": self.shape.first_row, "last_row": self.shape.last_row,
                "columns": self._columns(language), "verdicts": self.counts(), "rows": self._rows(language),
                "linked": {kind: dict(counts) for kind, counts in self.linked.items()},
                "remarks": [remark.text(language) for remark in self.remarks]}
        if self.missing is not None:
            made["missing"] = [{"kind": each.kind, "id": each.id, "name": each.name} for each in self.missing]
        return made

    def _columns(self, language: str) -> list[dict[str, Any]]:
        if self.mapping is None:
            return [{"column": each.letter, "header": each.header, "field": None, "unit": each.unit, "why": ""}
                    for each in self.shape.columns]
        return [{"column": each.column.letter, "header": each.column.header, "field": each.path,
                 "unit": each.unit or (each.column.unit if each.path else None),
                 "why": each.message.text(language) if each.message else ""} for each in self.mapping.columns]

    def _rows(self, language: str) -> list[dict[str, Any]]:
        told = [(row, verdict) for row, verdict in zip(self.rows, self.verdicts, strict=True)
                if verdict not in ("new", "same") or row in self.notes]
        rows: list[dict[str, Any]] = [
            {"row": row, "verdict": verdict, "cells": [note_json(note, language) for note in self.notes.get(row, ())]}
            for row, verdict in told]
        skipped: list[dict[str, Any]] = [
            {"row": each.row, "verdict": "not_a_record", "reason": each.reason, "text": each.text, "cells": []}
            for each in self.shape.not_records if each.reason != "blank"]
        return sorted([*rows, *skipped], key=lambda each: each["row"])


@dataclass
class Plan:
    """One file's plan. ``apply`` writes it as one change."""

    path: Path
    sha256: str
    options: Options
    sheets: list[SheetPlan] = field(default_factory=list)
    book: RawBook | None = None
    drafts: list[Draft] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    deletions: list[tuple[str, int]] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    change: int | None = None
    base: int | None = None
    """For a workbook that comes back: the change it was exported from."""

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int:
        """The bytes of the file; 0 where it is none or is gone."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def errors(self) -> int:
        """The rows that are held back."""
        return sum(verdict in HELD for sheet in self.sheets for verdict in sheet.verdicts)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """What a person is asked, each question once."""
        return asked(self.sheets)

    def answer(self, question: Question, answer: Answer, *, everywhere: bool = True) -> Options:
        """The options with an answer: a record's number or "new", a choice's code, a value, or text to read."""
        return answered(self.options, question, answer, everywhere=everywhere)

    @property
    def questions(self) -> list[CellNote]:
        return [note for sheet in self.sheets for notes in sheet.notes.values() for note in notes
                if note.level == "question"]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.drafts or self.updates or self.deletions)

    def to_json(self) -> dict[str, Any]:
        """The contract of the command line."""
        return {"file": str(self.path), "change": self.change,
                "sheets": [sheet.to_json(self.options.language) for sheet in self.sheets],
                "questions": [question_json(each, self.options.language) for each in self.asked],
                "remarks": [remark.text(self.options.language) for remark in self.remarks]}


def note_json(note: CellNote, language: str) -> dict[str, Any]:
    made = {"cell": note.cell, "field": note.path, "raw": plain(note.raw), "message": note_text(note, language)}
    if note.level != "change":
        made["level"] = note.level
    if note.level == "change" or note.old is not None or note.new is not None:
        made |= {"old": _shown(note.path, note.old, language), "new": _shown(note.path, note.new, language)}
    if note.candidates:
        made["candidates"] = [_candidate(note.path, each, language) for each in note.candidates]
    return made


def question_json(question: Question, language: str) -> dict[str, Any]:
    """A question as the command line tells it; ``about`` and ``of`` say which decision answers it."""
    made = {"about": question.about, "of": question.kind or question.path, "field": question.path,
            "raw": plain(question.raw), "message": question.message.text(language), "holds": question.holds,
            "cells": [f"{key}!{cell}" for key, cell in question.cells]}
    if question.candidates:
        made["candidates"] = [_candidate(question.path, each, language) for each in question.candidates]
    return made


def note_text(note: CellNote, language: str) -> str:
    """The sentence about a cell; of a change, old and new."""
    if note.level != "change":
        return note.message.text(language)
    return say("{old} → {new}", language, old=_shown(note.path, note.old, language) or "–",
               new=_shown(note.path, note.new, language) or "–")


def plain(raw: Any) -> Any:
    """A raw cell as JSON holds it."""
    if isinstance(raw, timedelta):
        return str(raw)
    return raw.isoformat() if isinstance(raw, (date, datetime, time)) else raw


def _shown(path: str | None, value: Any, language: str) -> str | None:
    if value is None or path is None:
        return None
    kind, _, key = path.partition(".")
    return fields_of(kind)[key].kind.text(value, language)


def _candidate(path: str | None, each: Any, language: str) -> Any:
    """A record that may be meant, or a value that may be meant."""
    if hasattr(each, "score"):
        return {"id": each.id, "name": each.name, "score": round(each.score, 1), "reason": each.reason.text(language)}
    if isinstance(each, Ref):
        return {"kind": each.kind, "id": each.id, "name": each.name}
    return _shown(path, each, language)


def make_plan(store: Store, source: Path | str | RawBook, options: Options | None = None,
              progress: Progress | None = None, *, password: str | None = None, anyway: bool = False) -> Plan:
    """The plan of one file. WorldFault when the file cannot be read, or nothing in it is a table of ours (``anyway``:
    then a plan all the same, in which the user may say what it is)."""
    from promo_desk.sheets.planning import Planner
    from promo_desk.sheets.reader import read_book

    options = options or Options()
    with collector_rests():
        book = source if isinstance(source, RawBook) else read_book(source, password=password,
                                                                    progress=_reading(progress))
        plan = Planner(store, book, options, progress).plan()
    if not anyway and not any(sheet.mapping for sheet in plan.sheets):
        raise WorldFault('Nothing in "{name}" looks like a table of companies, projects or any other record. Say '
                         "what its rows are, or correct the header row.", name=book.path.name)
    return plan


def _reading(progress: Progress | None) -> Callable[[int, int | None], None] | None:
    """Reading is the first half of the bar where the number of rows is known."""
    if progress is None:
        return None
    return lambda done, expected: progress(done, 2 * expected if expected else 0)
