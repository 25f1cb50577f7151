"""In which order records stand: by any stored field, as its kind sorts, what is empty last, ids deciding ties.

Words sort without regard to the case of Latin letters, Chinese by code point (not yet by pinyin); a choice by the
order of its options, a link by the name of what it links to, amounts by currency or unit first, for amounts of
different ones do not compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, select

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import ChoiceKind
from promo_desk.records import link_targets, name_fields
from promo_desk.store.dialects import Dialect
from promo_desk.store.shape import Shape, shape

Sort = Iterable[str | tuple[str, bool]]
"""Keys, or (key, whether it descends)."""
Columns = Sequence[ColumnElement[Any]]
Maker = Callable[[Field, Columns, Dialect], Columns]


def order(form: Shape, sort: Sort, dialect: Dialect) -> list[ColumnElement[Any]]:
    """What to ORDER BY. ValueError for a field that is not stored."""
    made: list[ColumnElement[Any]] = []
    for key, descends in ((each, False) if isinstance(each, str) else each for each in sort):
        field = form.field(key)
        terms = ORDERS[field.kind.name](field, [form.table.c[column] for column in field.columns], dialect)
        made.append(_empty(field, terms))
        made.extend(term.desc() if descends else term for term in terms)
    return [*made, form.table.c.id]


def _empty(field: Field, terms: Columns) -> ColumnElement[Any]:
    return terms[-1].is_(None)


def _plain(field: Field, columns: Columns, dialect: Dialect) -> Columns:
    return columns


def _folded(field: Field, columns: Columns, dialect: Dialect) -> Columns:
    return [dialect.folded(columns[0])]


def _unit_first(field: Field, columns: Columns, dialect: Dialect) -> Columns:
    return [dialect.folded(columns[1]), columns[0]]


def _by_option(field: Field, columns: Columns, dialect: Dialect) -> Columns:
    assert isinstance(field.kind, ChoiceKind)
    places = {option.code: n for n, option in enumerate(field.kind.options)}
    return [case((columns[0].is_(None), None), (columns[0].in_(list(places)), case(places, value=columns[0])),
                 else_=len(places))]


def _by_span(field: Field, columns: Columns, dialect: Dialect) -> Columns:
    """By the first day it may be, then by the last; what has neither stands with the empty."""
    unknown = and_(columns[0].is_(None), columns[1].is_(None))
    return [func.coalesce(columns[0], date.min.isoformat()),
            case((unknown, None), else_=func.coalesce(columns[1], date.max.isoformat()))]


def _by_name(field: Field, columns: Columns, dialect: Dialect) -> Columns:
    if len(columns) == 1:
        return [_name_of(link_targets(field)[0], columns[0], dialect)]
    named = [(columns[0] == target, _name_of(target, columns[1], dialect)) for target in link_targets(field)]
    return [case(*named), columns[1]]


def _name_of(kind: str, id: ColumnElement[Any], dialect: Dialect, depth: int = 2) -> ColumnElement[Any]:
    """The name of the record with that id, as an expression; the id itself where it has none."""
    form = shape(kind)
    table = form.table.alias()
    found = (_one_name(form.fields[key], table, dialect, depth) for key in name_fields(kind))
    names = [name for name in found if name is not None]
    if not names:
        return cast(id, Text)
    name = func.coalesce(*names, "") if len(names) > 1 else names[0]
    return select(dialect.folded(name)).where(table.c.id == id).scalar_subquery()


def _one_name(field: Field, table: Any, dialect: Dialect, depth: int) -> ColumnElement[Any] | None:
    if field.kind.name != "link":
        named: ColumnElement[Any] = table.c[field.columns[0]]
        return named
    if len(field.columns) > 1 or not depth:
        return None
    return _name_of(link_targets(field)[0], table.c[field.columns[0]], dialect, depth - 1)


ORDERS: dict[str, Maker] = {
    **dict.fromkeys(("text", "long_text", "texts", "phones", "credit_code", "email", "web", "data"), _folded),
    **dict.fromkeys(("area", "count", "decimal", "percent", "yes_no", "moment"), _plain),
    **dict.fromkeys(("money", "quantity"), _unit_first),
    "when": _by_span,
    "choice": _by_option,
    "link": _by_name,
}
