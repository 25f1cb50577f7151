"""Draft the next migration from the difference between the records as declared and the migrations so far.

``python -m promo_desk.store.migrations.draft "Companies have a slogan"``, then read what it wrote, and set
``promo_desk.store.schema.HEAD``. Until a first version is published, ``--anew`` writes the first migration again: its
list of tables, in the shorthand that ``0001_the_first_office.py`` explains.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from promo_desk.store.engine import address_of, engine_for
from promo_desk.store.migrating import MIGRATIONS, config, head, upgrade
from promo_desk.store.tables import metadata

FIRST = MIGRATIONS / "versions" / "0001_the_first_office.py"


def draft(message: str) -> Path:
    """Write the next migration; gives its file."""
    from alembic import command

    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(address_of(Path(folder) / "empty.db"))
        with engine.connect() as connection:
            upgrade(connection)
            made = command.revision(config(MIGRATIONS, connection), message, autogenerate=True,
                                    rev_id=f"{int(head()) + 1:04}")
        engine.dispose()
    return Path(made.path)  # type: ignore[union-attr]  # one revision is asked for, one is given


def anew() -> Path:
    """Put today's tables into the first migration."""
    before, _, rest = FIRST.read_text("utf-8").partition('TABLES = """\n')
    FIRST.write_text(f'{before}TABLES = """\n{shorthand()}{rest[rest.index(chr(34) * 3):]}', "utf-8")
    return FIRST


def shorthand() -> str:
    """Every table in the shorthand of the first migration."""
    tables = [table for each in metadata() for table in each.sorted_tables]
    return "".join(fill(f"{table.name}: {' '.join(_words(table))}", 116, subsequent_indent="  ", break_long_words=False,
                        break_on_hyphens=False) + "\n" for table in tables)


def _words(table: Table) -> Iterator[str]:
    yield from map(_column, table.columns)
    for index in table.indexes:
        if len(index.columns) > 1:
            yield f"index({','.join(column.name for column in index.columns)})"
    if table.dialect_options["sqlite"]["with_rowid"] is False:
        yield "without-rowid"


def _column(column: Column[object]) -> str:
    marks = "#" if column.primary_key else "" if column.nullable else "!"
    links = "".join(f">{key.column.table.name}" for key in column.foreign_keys)
    return f"{column.name}:{_type(column)}{marks}{'*' if column.index else ''}{links}"


def _type(column: Column[object]) -> str:
    if column.table.autoincrement_column is column:
        return "counted"
    names = {Text: "text", BigInteger: "big", Integer: "int"}
    plain = names[type(column.type)]
    return "whole" if plain == "big" and "sqlite" in column.type._variant_mapping else plain


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", nargs="?", default="")
    parser.add_argument("--anew", action="store_true", help="write the list of the first migration again")
    told = parser.parse_args()
    print(anew() if told.anew else draft(told.message))
