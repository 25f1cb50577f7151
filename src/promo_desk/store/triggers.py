"""The triggers that write the history, generated from the mapped tables; nothing gets around them.

Each writes what stood and what stands now as JSON under the open change (of an edit only the fields that differ), and
aborts a write where no change is open. Columns that hold nothing are not written. They are made anew after a migration.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import BigInteger, Connection, Integer, text

from promo_desk.records import kinds
from promo_desk.store.shape import AUTOMATIC, Shape, shape

REFUSAL = "promo_desk: a write outside a change"
"""What the triggers say; :func:`promo_desk.store.engine` and tests know it by this."""
_GROUP = 4
"""Columns compared at once: most of a record is empty or untouched, and skipped in groups (measured: 4 beats 1, 8)."""
_OPS = {"insert": "add", "update": "edit", "delete": "delete"}


def make(connection: Connection) -> None:
    """(Re)make every trigger of the database."""
    made = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.dialect.name]
    for statement in made():
        connection.exec_driver_sql(statement)


def whole(connection: Connection) -> bool:
    """Whether every trigger stands."""
    query = ("SELECT name FROM sqlite_master WHERE type = 'trigger'" if connection.dialect.name == "sqlite" else
             "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
    there = set(connection.scalars(text(query)))
    return all(_name(kind, event) in there for kind in kinds() for event in _OPS)


def drop(connection: Connection) -> None:
    """Take every trigger away: a migration, and a copy of a whole database, write what is history already."""
    for kind in kinds():
        for event in _OPS:
            on = f' ON "{kind}"' if connection.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_name(kind, event)}{on}")


def _name(kind: str, event: str) -> str:
    return f"keep_{kind}_{event}"


def _sqlite() -> Iterator[str]:
    for kind in kinds():
        for event in _OPS:
            yield f"DROP TRIGGER IF EXISTS {_name(kind, event)}"
            yield _sqlite_trigger(kind, event)


def _sqlite_trigger(kind: str, event: str) -> str:
    form = shape(kind)
    old, new = {
        "insert": ("NULL", _whole("new", form)),
        "update": (_difference("old", form), _difference("new", form)),
        "delete": (_whole("old", form), "NULL"),
    }[event]
    row = "old" if event == "delete" else "new"
    number = f"coalesce((SELECT number FROM open_change), raise(ABORT, '{REFUSAL}'))"
    return (f'CREATE TRIGGER {_name(kind, event)} AFTER {event.upper()} ON "{kind}" BEGIN\n'
            f'INSERT INTO entry ("change", kind, id, op, old, new)\n'
            f"VALUES ({number}, '{kind}', {row}.id, '{_OPS[event]}', {old}, {new});\nEND")


def _whole(row: str, form: Shape) -> str:
    """SQL for a JSON object of every column that holds something."""
    groups = (f"iif({_all_null(row, group)}, '', {' || '.join(_filled(row, form, column) for column in group)})"
              for group in _grouped(form))
    return f"'{{' || substr({' || '.join(groups)}, 2) || '}}'"


def _difference(row: str, form: Shape) -> str:
    """SQL for a JSON object of the fields that differ, whole, as they are in that row; emptied parts are null."""
    groups = (f"iif({_same(group)}, '', {' || '.join(_changed(row, form, key) for key in _keys(form, group))})"
              for group in _grouped(form))
    return f"'{{' || substr({' || '.join(groups)}, 2) || '}}'"


def _grouped(form: Shape) -> Iterator[tuple[str, ...]]:
    """The columns in groups that do not part a field."""
    group: tuple[str, ...] = ()
    for key in dict.fromkeys(form.key_of[column] for column in form.columns):
        group += form.fields[key].columns
        if len(group) >= _GROUP:
            yield group
            group = ()
    if group:
        yield group


def _keys(form: Shape, group: Sequence[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(form.key_of[column] for column in group))


def _all_null(row: str, group: Sequence[str]) -> str:
    return f"coalesce(NULL, {', '.join(_of(row, column) for column in group)}) IS NULL"


def _same(group: Sequence[str]) -> str:
    return " AND ".join(f"{_of('new', column)} IS {_of('old', column)}" for column in group)


def _of(row: str, column: str) -> str:
    return f'{row}."{column}"'


def _filled(row: str, form: Shape, column: str) -> str:
    if _is_number(form, column):
        return f"""coalesce(',"{column}":' || {_of(row, column)}, '')"""
    return f"""iif({_of(row, column)} IS NULL, '', ',"{column}":' || json_quote({_of(row, column)}))"""


def _changed(row: str, form: Shape, key: str) -> str:
    columns = form.fields[key].columns
    return f"iif({_same(columns)}, '', {' || '.join(_part(row, form, column) for column in columns)})"


def _part(row: str, form: Shape, column: str) -> str:
    shown = f"coalesce({_of(row, column)}, 'null')" if _is_number(form, column) else f"json_quote({_of(row, column)})"
    return f"""',"{column}":' || {shown}"""


def _is_number(form: Shape, column: str) -> bool:
    return isinstance(form.table.columns[column].type, (BigInteger, Integer))


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  number bigint := (SELECT o.number FROM open_change o);
  automatic text[] := ARRAY[{', '.join(f"'{column}'" for column in AUTOMATIC)}];
  before jsonb; after jsonb;
BEGIN
  IF number IS NULL THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO entry ("change", kind, id, op, new)
    VALUES (number, TG_TABLE_NAME, NEW.id, 'add', jsonb_strip_nulls(to_jsonb(NEW) - automatic)::text);
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO entry ("change", kind, id, op, old)
    VALUES (number, TG_TABLE_NAME, OLD.id, 'delete', jsonb_strip_nulls(to_jsonb(OLD) - automatic)::text);
  ELSE
    WITH part AS (
      SELECT o.key, o.value AS was, n.value AS is_, coalesce(TG_ARGV[0]::jsonb ->> o.key, o.key) AS field
      FROM jsonb_each(to_jsonb(OLD) - automatic) o JOIN jsonb_each(to_jsonb(NEW) - automatic) n USING (key))
    SELECT coalesce(jsonb_object_agg(key, was), '{{}}'), coalesce(jsonb_object_agg(key, is_), '{{}}')
      INTO before, after FROM part
      WHERE field IN (SELECT p.field FROM part p WHERE p.was IS DISTINCT FROM p.is_);
    INSERT INTO entry ("change", kind, id, op, old, new)
    VALUES (number, TG_TABLE_NAME, NEW.id, 'edit', before::text, after::text);
  END IF;
  RETURN NULL;
END $$
"""
"""One function for every table; its argument names the field of each column of a field with several."""


def _postgresql() -> Iterator[str]:
    yield _FUNCTION
    for kind in kinds():
        for event in _OPS:
            yield (f'CREATE OR REPLACE TRIGGER {_name(kind, event)} AFTER {event.upper()} ON "{kind}" '
                   f"FOR EACH ROW EXECUTE FUNCTION keep_history('{_several(shape(kind))}')")


def _several(form: Shape) -> str:
    return json.dumps({column: key for column, key in form.key_of.items() if len(form.fields[key].columns) > 1})
