"""What may be asked of records: conditions over values, compiled to SQL over their stored parts.

A table keyed by the kind's name says which operators a kind knows and what they mean. Words are compared as they are,
``contains`` and ``starts`` do not see the case of Latin letters. Amounts compare within their own currency or unit
only. Days compare as spans: ``is`` where both may be the same day, ``less`` and ``more`` where one is surely earlier.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, false, func, literal, not_, or_, select, type_coerce

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref, When
from promo_desk.fields.message import Message, WorldFault
from promo_desk.records import encode, link_targets, name_fields
from promo_desk.store.dialects import Dialect
from promo_desk.store.shape import Shape, shape, stored_moment

OPERATORS = ("is", "is_not", "contains", "starts", "less", "more", "between", "empty", "filled", "any_of")

Clause = ColumnElement[bool]
Columns = Sequence[ColumnElement[Any]]


@dataclass(frozen=True)
class Condition:
    """``Condition("stage", "is", "talks")``. The key may go through links: "company.sector".

    ``value`` is a value of the field's kind; a text for contains and starts; two values for between (both ends
    included); several for any_of; nothing for empty and filled.
    """

    key: str
    op: str
    value: Any = None


@dataclass(frozen=True)
class Either:
    """Holds where at least one of these holds."""

    conditions: tuple[Condition | Either, ...]

    def __init__(self, *conditions: Condition | Either) -> None:
        object.__setattr__(self, "conditions", conditions)


Where = Iterable[Condition | Either]


@dataclass(frozen=True)
class Asked:
    """One question, as the makers of clauses see it."""

    field: Field
    columns: Columns
    value: Any
    dialect: Dialect

    def parts(self, value: Any = None) -> tuple[Any, ...]:
        return encode(self.field, self.value if value is None else value)

    def with_value(self, value: Any) -> Asked:
        return Asked(self.field, self.columns, value, self.dialect)


Maker = Callable[[Asked], Clause]


def clause(form: Shape, condition: Condition | Either, dialect: Dialect) -> Clause:
    """The condition as SQL over the table of that shape. ValueError for a field that is not stored."""
    if isinstance(condition, Either):
        return or_(false(), *(clause(form, each, dialect) for each in condition.conditions))
    key, _, further = condition.key.partition(".")
    field = form.field(key)
    if further:
        return _through(form, field, Condition(further, condition.op, condition.value), dialect)
    makers = CONDITIONS[field.kind.name]
    if condition.op not in makers:
        raise WorldFault("“{field}” cannot be asked for “{operator}”.", field=Message(field.english),
                         operator=condition.op)
    columns = [form.table.c[column] for column in field.columns]
    return makers[condition.op](Asked(field, columns, condition.value, dialect))


def _through(form: Shape, field: Field, further: Condition, dialect: Dialect) -> Clause:
    """What holds for the record that is linked to; of several kinds those that have such a field."""
    key = further.key.partition(".")[0]
    clauses = []
    for target in (target for target in link_targets(field) if key in shape(target).fields):
        other = shape(target)
        table = other.table.alias()
        aliased = replace(other, table=table)  # type: ignore[arg-type]  # an alias has the same columns
        chosen = select(table.c.id).where(clause(aliased, further, dialect))
        clauses.append(_to(form, field, target, chosen))
    if not clauses:
        raise ValueError(f"nothing that {field.path} links to has a stored field {key!r}")
    return or_(*clauses)


def _to(form: Shape, field: Field, target: str, chosen: Any) -> Clause:
    links = form.table.c[field.columns[-1]].in_(chosen)
    return links if len(field.columns) == 1 else and_(form.table.c[field.columns[0]] == target, links)


def _negated(maker: Maker) -> Maker:
    """Not so, or nothing there."""
    return lambda asked: or_(not_(maker(asked)), asked.columns[-1 if asked.field.kind.name == "link" else 0].is_(None))


def _any(maker: Maker) -> Maker:
    return lambda asked: or_(false(), *(maker(asked.with_value(value)) for value in asked.value))


def _empty(asked: Asked) -> Clause:
    return asked.columns[-1 if asked.field.kind.name == "link" else 0].is_(None)


def _filled(asked: Asked) -> Clause:
    return not_(_empty(asked))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _contains(asked: Asked) -> Clause:
    return asked.dialect.like(asked.columns[0], f"%{_escaped(str(asked.value))}%")


def _starts(asked: Asked) -> Clause:
    return asked.dialect.like(asked.columns[0], f"{_escaped(str(asked.value))}%")


def _is(asked: Asked) -> Clause:
    return and_(*(column == part for column, part in zip(asked.columns, asked.parts(), strict=True)))


def _is_one_of(asked: Asked) -> Clause:
    return asked.columns[0].in_([asked.parts(value)[0] for value in asked.value])


def _in_unit(asked: Asked, part: Any) -> list[Clause]:
    """An amount compares with those of its own currency or unit; other kinds have none."""
    return [asked.columns[1] == part[1]] if len(asked.columns) > 1 else []


def _less(asked: Asked) -> Clause:
    part = asked.parts()
    return and_(asked.columns[0] < part[0], *_in_unit(asked, part))


def _more(asked: Asked) -> Clause:
    part = asked.parts()
    return and_(asked.columns[0] > part[0], *_in_unit(asked, part))


def _between(asked: Asked) -> Clause:
    low, high = (asked.parts(value) for value in asked.value)
    return and_(asked.columns[0] >= low[0], asked.columns[0] <= high[0], *_in_unit(asked, low), *_in_unit(asked, high))


def _span(value: Any) -> tuple[str, str]:
    """The first and last day that a When, a day or a moment may mean, as stored; open ends reach to the end."""
    when = When(value, value) if isinstance(value, date) else value
    return (when.earliest or date.min).isoformat(), (when.latest or date.max).isoformat()


def _from(asked: Asked) -> ColumnElement[Any]:
    return _or_else(asked.columns[0], date.min)


def _until(asked: Asked) -> ColumnElement[Any]:
    return _or_else(asked.columns[1], date.max)


def _or_else(column: ColumnElement[Any], day: date) -> ColumnElement[Any]:
    return func.coalesce(column, day.isoformat())


def _known(asked: Asked) -> Clause:
    return or_(asked.columns[0].is_not(None), asked.columns[1].is_not(None))


def _overlaps(asked: Asked) -> Clause:
    first, last = _span(asked.value)
    return and_(_known(asked), _from(asked) <= last, _until(asked) >= first)


def _within(asked: Asked) -> Clause:
    low, high = asked.value
    return _overlaps(asked.with_value(When(date.fromisoformat(_span(low)[0]), date.fromisoformat(_span(high)[1]))))


def _before(asked: Asked) -> Clause:
    return asked.columns[1] < _span(asked.value)[0]


def _after(asked: Asked) -> Clause:
    return asked.columns[0] > _span(asked.value)[1]


def _moments(value: Any) -> tuple[str, str]:
    """The first and last moment of what is asked for: of a day or span by the clock of this place."""
    if isinstance(value, datetime):
        return (stored_moment(value),) * 2
    first, last = (date.fromisoformat(day) for day in _span(value))
    start = datetime.combine(max(first, date(1, 1, 3)), time.min).astimezone()
    end = datetime.combine(min(last, date(9999, 12, 28)) + timedelta(days=1), time.min).astimezone()
    return stored_moment(start), stored_moment(end - timedelta(microseconds=1))


def _at(asked: Asked) -> Clause:
    first, last = _moments(asked.value)
    return asked.columns[0].between(first, last)


def _at_between(asked: Asked) -> Clause:
    low, high = asked.value
    return asked.columns[0].between(_moments(low)[0], _moments(high)[1])


def _item(asked: Asked) -> Clause:
    """One of the items is this; items are kept as a JSON list."""
    value = asked.value if isinstance(asked.value, str) else asked.value[0]
    return type_coerce(asked.columns[0], String).contains(json.dumps(value, ensure_ascii=False), autoescape=True)


def _item_contains(asked: Asked) -> Clause:
    return _contains(asked.with_value(json.dumps(str(asked.value), ensure_ascii=False)[1:-1]))


def _item_starts(asked: Asked) -> Clause:
    text = json.dumps(str(asked.value), ensure_ascii=False)[:-1]
    return asked.dialect.like(asked.columns[0], f"%{_escaped(text)}%")


def _links(asked: Asked) -> Clause:
    """``value``: a Ref, or an id where only one kind is linked to."""
    if isinstance(asked.value, Ref) and len(asked.columns) == 1 and asked.value.kind != link_targets(asked.field)[0]:
        return false()
    ref = asked.value if isinstance(asked.value, Ref) else Ref(link_targets(asked.field)[0], int(asked.value))
    return _is(asked.with_value(ref))


def _links_to_any(asked: Asked) -> Clause:
    if len(asked.columns) == 1:
        return asked.columns[0].in_([value.id if isinstance(value, Ref) else int(value) for value in asked.value])
    of_kind: dict[str, list[int]] = {}
    for ref in asked.value:
        of_kind.setdefault(ref.kind, []).append(ref.id)
    kind, id = asked.columns
    return or_(false(), *(and_(kind == each, id.in_(ids)) for each, ids in of_kind.items()))


def _named(make: Maker, depth: int = 2) -> Maker:
    """Asked of the names of the record that is linked to; a record may be named by one it links to in turn."""
    def maker(asked: Asked) -> Clause:
        return or_(false(), *(_named_in(asked, target, make, depth) for target in link_targets(asked.field) if depth))
    return maker


def _named_in(asked: Asked, target: str, make: Maker, depth: int) -> Clause:
    form = shape(target)
    table = form.table.alias()
    clauses = []
    for field in (form.fields[key] for key in name_fields(target)):
        columns = [table.c[column] for column in field.columns]
        maker = _named(make, depth - 1 if len(columns) == 1 else 0) if field.kind.name == "link" else make
        if field.kind.name != "choice":
            clauses.append(maker(Asked(field, columns, asked.value, asked.dialect)))
    chosen = asked.columns[-1].in_(select(table.c.id).where(or_(false(), *clauses)))
    return chosen if len(asked.columns) == 1 else and_(asked.columns[0] == literal(target), chosen)


_EVERY: dict[str, Maker] = {"empty": _empty, "filled": _filled}
_WORDS = {**_EVERY, "is": _is, "is_not": _negated(_is), "contains": _contains, "starts": _starts, "less": _less,
          "more": _more, "between": _between, "any_of": _is_one_of}
_ITEMS = {**_EVERY, "is": _item, "is_not": _negated(_item), "contains": _item_contains, "starts": _item_starts,
          "any_of": _any(_item)}
_NUMBERS = {**_EVERY, "is": _is, "is_not": _negated(_is), "less": _less, "more": _more, "between": _between,
            "any_of": _is_one_of}
_AMOUNTS = {**_NUMBERS, "any_of": _any(_is)}

CONDITIONS: dict[str, dict[str, Maker]] = {
    **dict.fromkeys(("text", "long_text", "credit_code", "email", "web"), _WORDS),
    **dict.fromkeys(("texts", "phones"), _ITEMS),
    **dict.fromkeys(("area", "count", "decimal", "percent"), _NUMBERS),
    **dict.fromkeys(("money", "quantity"), _AMOUNTS),
    "choice": {**_EVERY, "is": _is, "is_not": _negated(_is), "any_of": _is_one_of},
    "yes_no": {**_EVERY, "is": _is, "is_not": _negated(_is), "any_of": _is_one_of},
    "when": {**_EVERY, "empty": lambda asked: not_(_known(asked)), "filled": _known, "is": _overlaps,
             "is_not": lambda asked: not_(_overlaps(asked)), "less": _before, "more": _after, "between": _within,
             "any_of": _any(_overlaps)},
    "moment": {**_EVERY, "is": _at, "is_not": _negated(_at), "between": _at_between, "any_of": _any(_at),
               "less": lambda asked: asked.columns[0] < _moments(asked.value)[0],
               "more": lambda asked: asked.columns[0] > _moments(asked.value)[1]},
    "link": {**_EVERY, "is": _links, "is_not": _negated(_links), "any_of": _links_to_any, "contains": _named(_contains),
             "starts": _named(_starts)},
    "data": {**_EVERY, "contains": _contains},
}
