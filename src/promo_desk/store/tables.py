"""The tables of the store's own: changes, what they changed, and where the values came from.

Change numbers follow commit order. The entries of a change are one unbroken run of ``seq``, for writers take turns:
a change remembers the ends of its run, and needs no index to find it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

from promo_desk.records import Base, kinds

BIG = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts by itself only in a column that is exactly INTEGER."""

STORE = MetaData(naming_convention=Base.metadata.naming_convention)

CHANGE = Table(
    "change", STORE,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("source", Text),  # JSON: the file and sheet an import read
    Column("step", Text, nullable=False),  # do, aside, undo or redo
    Column("root", BIG, nullable=False, index=True),  # the change that was first done
    Column("undoes", BIG),  # the change this one takes back
    Column("first_entry", BIG, nullable=False),
    Column("last_entry", BIG, nullable=False),
    Column("rows", BIG, nullable=False),  # how many entries: a server's numbers have gaps
)

ENTRY = Table(
    "entry", STORE,
    Column("seq", BIG, primary_key=True),
    Column("change", BIG, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", BIG, nullable=False),
    Column("op", Text, nullable=False),  # add, edit or delete
    Column("old", Text),  # JSON of stored parts: all that were filled, or of an edit those that differ
    Column("new", Text),
    Index("ix_entry_kind_id", "kind", "id"),
)

CHANGE_ORIGIN = Table(
    "change_origin", STORE,
    Column("change", BIG, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("id", BIG, primary_key=True, autoincrement=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    sqlite_with_rowid=False,
)

CHANGE_COLUMN = Table(
    "change_column", STORE,
    Column("change", BIG, primary_key=True, autoincrement=False),
    Column("sheet", Text, primary_key=True),
    Column("field", Text, primary_key=True),  # project.total_investment
    Column("letters", Text, nullable=False),  # C
    sqlite_with_rowid=False,
)

CHANGE_CELL = Table(
    "change_cell", STORE,
    Column("change", BIG, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("id", BIG, primary_key=True, autoincrement=False),
    Column("field", Text, primary_key=True),  # the key alone
    Column("sheet", Text, nullable=False),
    Column("cell", Text, nullable=False),  # C17
    sqlite_with_rowid=False,
)
"""Where a single value comes from, where its record's row and the column map do not tell it."""

OPEN_CHANGE = Table("open_change", STORE, Column("number", BIG))
"""One row: the number of the change that is open, seen by its own transaction only; else NULL."""

OFFICE = Table("office", STORE, Column("identity", Text, primary_key=True))
"""One row: what tells this office's database, its copies and backups from all others; exported workbooks carry it."""


def metadata() -> tuple[MetaData, MetaData]:
    """All tables of a database: the office's and the store's."""
    kinds()  # importing the class bodies registers them
    return Base.metadata, STORE
