"""What is told of one sheet's rows, columns and cells: worked out of a plan when it is asked, never for all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from promo_desk.desktop.printed import printed
from promo_desk.fields.field import Field
from promo_desk.fields.message import Message
from promo_desk.records import fields_of
from promo_desk.sheets.cells import cell_name, column_letter

if TYPE_CHECKING:
    from promo_desk.sheets.cells import RawSheet, Value
    from promo_desk.sheets.mapping import MappedColumn
    from promo_desk.sheets.parsed_columns import CellNote
    from promo_desk.sheets.plan import Options, SheetPlan

RANK = {"error": 0, "question": 1, "conflict": 2, "remark": 3, "change": 4}
"""Of several things said of a cell the gravest is shown."""
ASKING = ("error", "question", "conflict")
"""Levels at which a cell needs a word."""
FILTERS: tuple[tuple[str, Message], ...] = (
    ("all", Message("all rows")), ("new", Message("new")), ("changed", Message("changed")), ("same", Message("same")),
    ("duplicate", Message("twice")), ("conflict", Message("conflicts")), ("error", Message("errors")),
    ("question", Message("questions")), ("not_a_record", Message("not records")), ("refused", Message("refused")))
LARGE = 4000
"""From so many rows and remarks on."""


class Told(NamedTuple):
    """One cell as it is shown. ``was`` stands struck behind the text; ``level`` is what is said of it."""

    text: str = ""
    was: str = ""
    level: str = ""
    tone: str = ""
    end: bool = False
    out: bool = False


EMPTY = Told()
KEPT = 4000
"""Of so many rows the cells that were painted are kept."""


@dataclass
class Facts:
    """A sheet's plan, asked by row and column. ``said``: the options it was made with."""

    sheet: SheetPlan
    said: Options
    language: str
    _rows: dict[int, list[Told | None]] = field(default_factory=dict)

    @cached_property
    def raw(self) -> RawSheet:
        from promo_desk.sheets.cells import RawSheet

        return self.sheet.raw if self.sheet.raw is not None else RawSheet(self.sheet.sheet)

    @cached_property
    def verdicts(self) -> dict[int, str]:
        """Verdict by row number."""
        return dict(zip(self.sheet.rows, self.sheet.verdicts, strict=True))

    @cached_property
    def columns(self) -> dict[int, MappedColumn]:
        """What becomes of a column, by its number."""
        return {each.column.index: each for each in self.sheet.mapping.columns} if self.sheet.mapping else {}

    @cached_property
    def refused(self) -> frozenset[str]:
        return frozenset(self.said.refused.get(self.sheet.key, ()))

    @cached_property
    def places(self) -> Sequence[int]:
        """The columns that are shown: all, but of a table beside another those before it are left away."""
        cut = self.sheet.key != self.sheet.sheet
        filled = {at for row in self.raw.rows for at, value in enumerate(row) if value is not None} if cut else set()
        first = min(filled, default=0)
        return range(first + 1, max(self.raw.width, 1) + 1)

    def all_rows(self) -> range:
        """The rows that are shown when nothing is filtered; of a table below another those from its first on."""
        return range(self.raw.first_row, self.raw.last_row + 1)

    def state(self, row: int) -> str:
        """The verdict of a record; of another row what it is ("title", "total", ...)."""
        return self.verdicts.get(row) or str(self.sheet.shape.fate(row))

    def is_record(self, row: int) -> bool:
        return row in self.verdicts

    def note(self, row: int, column: int) -> CellNote | None:
        """The gravest thing said of a cell."""
        return min(self.notes(row, column), key=lambda note: RANK[note.level], default=None)

    def notes(self, row: int, column: int) -> list[CellNote]:
        return [note for note in self.sheet.notes.get(row, ()) if note.column == column]

    def is_refused(self, row: int, column: int) -> bool:
        letter = column_letter(column)
        return bool(self.refused) and (str(row) in self.refused or letter in self.refused
                                       or f"{letter}{row}" in self.refused)

    def mended(self, row: int, column: int) -> tuple[bool, Any]:
        """Whether the user has put something else in the place of a cell, and what."""
        name, raw = cell_name(row, column), self.raw.value(row, column)
        own = self.said.mended.get(self.sheet.key, {})
        if name in own:
            return True, own[name]
        mapped = self.columns.get(column)
        there = self.said.replaced.get(mapped.path or "", {}) if mapped is not None and self.is_record(row) else {}
        return (str(raw) in there, there.get(str(raw))) if raw is not None and there else (False, None)

    def row(self, row: int) -> list[Told]:
        """The cells of a row."""
        return [self.cell(row, at) for at in range(len(self.places))]

    def cell(self, row: int, at: int) -> Told:
        """A cell by its place in the row, as it is painted; worked out when it is first asked for."""
        made = self._rows.get(row) or self._begun(row)
        told = made[at]
        if told is None:
            told = made[at] = self._told(row, self.places[at])
        return told

    def text(self, row: int, column: int) -> str:
        """What stands in the file."""
        fault = self.raw.errors.get((row, column))
        return fault or shown(self.raw.value(row, column), self._percent(row, column))

    def same(self, column: int, raw: Any) -> int:
        """In how many records the column holds the same."""
        rows, first, at = self.raw.rows, self.raw.first_row, column - 1
        return sum(len(rows[row - first]) > at and rows[row - first][at] == raw for row in self.sheet.rows)

    @property
    def large(self) -> bool:
        """Whether looking at every row takes so long that it is done on a worker."""
        return len(self.sheet.rows) + len(self.sheet.notes) > LARGE

    def look(self) -> Facts:
        """Look at every row once: what the filters and their counts need."""
        self.counts, self.asking  # noqa: B018  # asked for what they keep
        return self

    @cached_property
    def by_level(self) -> dict[str, set[int]]:
        """The rows with a cell of each level that needs a word."""
        found: dict[str, set[int]] = {level: set() for level in ASKING}
        for row, notes in self.sheet.notes.items():
            for note in notes:
                if note.level in found:
                    found[note.level].add(row)
        return found

    @cached_property
    def asking(self) -> list[tuple[int, int]]:
        """The cells that need a word, from the top: (row, column)."""
        rows = set().union(*self.by_level.values())
        return sorted({(row, note.column) for row in rows for note in self.sheet.notes[row] if note.level in ASKING})

    @cached_property
    def by_verdict(self) -> dict[str, list[int]]:
        """The rows of each verdict, from the top."""
        found: dict[str, list[int]] = {}
        for row, verdict in self.verdicts.items():
            found.setdefault(verdict, []).append(row)
        return found

    def rows_of(self, filter: str) -> Sequence[int]:
        """The rows that a filter shows, from the top."""
        if filter == "all":
            return self.all_rows()
        if filter == "not_a_record":
            return [row for row in self.all_rows() if row not in self.verdicts
                    and self.sheet.shape.fate(row) not in ("blank", "beyond")]
        rows = self.by_verdict.get(filter, [])
        more = self.by_level.get(filter, set())
        if filter == "refused":
            more = {int(row) for name in self.refused if (row := name.lstrip(_LETTERS)) and row != name}
        return sorted({*rows, *more}) if more else rows

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each filter shows."""
        return {code: len(self.rows_of(code)) for code, _words in FILTERS}

    # one row

    def _begun(self, row: int) -> list[Told | None]:
        """The place where the cells of a row are kept; the rows that were looked at long ago are forgotten."""
        if len(self._rows) > KEPT:
            self._rows.clear()
        made = self._rows[row] = [None] * len(self.places)
        return made

    def _told(self, row: int, column: int) -> Told:
        if not self.is_record(row):
            return self._outside(row, column)
        values, note = self.raw.row(row), self.note(row, column) if row in self.sheet.notes else None
        plain = note is None and not self._touched and column <= len(values) and values[column - 1] is not None
        return self._plain(row, column, values[column - 1]) if plain else self._cell(row, column, note)

    @cached_property
    def _touched(self) -> bool:
        """Whether the user has refused or mended anything in this sheet."""
        key = self.sheet.key
        return bool(self.refused or self.said.mended.get(key) or any(self.said.replaced.values()))

    @cached_property
    def _taken(self) -> frozenset[int]:
        return frozenset(column for column, mapped in self.columns.items() if mapped.use != "left_out")

    def _plain(self, row: int, column: int, raw: Value) -> Told:
        """A cell of which nothing is said."""
        end = raw.__class__ is int or raw.__class__ is float
        text = shown(raw, end and self._percent(row, column))
        return Told(text, "", "", "" if column in self._taken else "faint", end)

    def _outside(self, row: int, column: int) -> Told:
        """A cell of a row that is no record: as it stands, quiet; a header's words stand out."""
        tone = "head" if row in self.sheet.shape.header_rows else "quiet"
        return Told(self.text(row, column), tone=tone)

    def _cell(self, row: int, column: int, note: CellNote | None) -> Told:
        text, raw = self.text(row, column), self.raw.value(row, column)
        end = isinstance(raw, int | float) and not isinstance(raw, bool)
        level = note.level if note is not None else ""
        if self.is_refused(row, column):
            return Told(text, level=level, tone="faint", end=end, out=True)
        mended, instead = self.mended(row, column) if self._touched else (False, None)
        if mended:
            return Told(shown(instead), text, level or "mended", "accent", end)
        if note is not None and note.level == "change":
            return self._changed(note, text, end)
        if raw is None and not text:
            text = self._covered(row, column)
            return Told(text, level=level, tone="faint") if text or level else EMPTY
        return Told(text, level=level, tone="" if column in self._taken else "faint", end=end)

    def _changed(self, note: CellNote, text: str, end: bool) -> Told:
        known = field_of(note.path)
        if known is None:
            return Told(text, level="change", end=end)
        new, old = printed(known, note.new, self.language), printed(known, note.old, self.language)
        return Told(new, old, "change", "accent", known.kind.align == "end")

    def _covered(self, row: int, column: int) -> str:
        """What a cell merged over several rows says of this one too."""
        over = self.raw.covered_by(row, column) if self.raw.merged else None
        return self.text(*over) if over is not None and over[1] == column else ""

    def _percent(self, row: int, column: int) -> bool:
        return column in self.raw.formats and (self.raw.number_format(row, column) or "").endswith("%")


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def field_of(path: str | None) -> Field | None:
    """The field a path names."""
    kind, _, key = (path or "").partition(".")
    return fields_of(kind).get(key) if key else None


def shown(raw: Value | Any, percent: bool = False) -> str:
    """A raw cell in one line, as a sheet shows it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return f"{raw * 100:.10g}%" if percent else f"{raw:.15g}"
    if isinstance(raw, datetime):
        return raw.isoformat(" ") if raw.time().replace(tzinfo=None) != datetime.min.time() else raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, date) else " ".join(str(raw).split())
