"""What the panel reads of a record, on a worker: its values, what links to it, what has happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from promo_desk.fields.kinds import Ref, When
from promo_desk.records import fields_of
from promo_desk.records.layouts import layout

if TYPE_CHECKING:
    from promo_desk.store import Store

SHOWN = 12
"""So many linked records are named below a heading; the list behind it has them all."""


@dataclass(frozen=True)
class Backlinks:
    """Records of one kind that link here through one field."""

    kind: str
    key: str
    total: int
    first: tuple[Ref, ...]


@dataclass(frozen=True)
class Happened:
    """Something with a date: the record's own, or a record that links here."""

    on: When
    words: str
    """The label of the record's own date; empty for a linked record."""
    ref: Ref | None = None


def values_of(store: Store, kind: str, id: int, today: date) -> dict[str, Any]:
    """Every value of a record, those that are worked out as of today among them. Raises the store's Missing."""
    from promo_desk.office import derived

    values = store.get(kind, id)
    worked_out = [key for key, field in fields_of(kind).items() if field.derived]
    if worked_out:
        values |= dict(zip(worked_out, derived.read(store, kind, [id], worked_out, today)[0], strict=True))
    return values


def backlinks(store: Store, kind: str, id: int) -> list[Backlinks]:
    """Everything that links to a record, by kind and field."""
    made = []
    for linked in store.linked(kind, id):
        ids = list(linked.ids)
        names = store.names(linked.kind, ids[:SHOWN])
        first = tuple(Ref(linked.kind, each, str(names.get(each) or "")) for each in ids[:SHOWN])
        made.append(Backlinks(linked.kind, linked.key, len(ids), first))
    return made


def timeline(store: Store, kind: str, id: int, values: dict[str, Any]) -> list[Happened]:
    """What happened, the newest first: own dates and dated records that link here."""
    found = [Happened(value, field.english) for key, field in fields_of(kind).items()
             if isinstance(value := values.get(key), When) and value.earliest]
    for linked in store.linked(kind, id):
        found += _dated(store, linked.kind, list(linked.ids)[:200])
    return sorted(_once(found), key=_day, reverse=True)


def _dated(store: Store, kind: str, ids: list[int]) -> list[Happened]:
    key = _date_key(kind)
    if key is None:
        return []
    names = store.names(kind, ids)
    rows = store.read(kind, ids, [key])
    return [Happened(row[0], "", Ref(kind, id, str(names.get(id) or ""))) for id, row in zip(ids, rows, strict=True)
            if isinstance(row[0], When) and (row[0].earliest or row[0].latest)]


def _date_key(kind: str) -> str | None:
    """The date that says when a record of this kind happened: the first in its list, else in its form."""
    fields = fields_of(kind)
    order = [*layout(kind).grid, *(key for _, keys in layout(kind).groups for key in keys)]
    return next((key for key in order if key in fields and fields[key].kind.name == "when"
                 and not fields[key].derived), None)


def _once(found: list[Happened]) -> list[Happened]:
    return list({(each.words, each.ref): each for each in found}.values())


def _day(happened: Happened) -> date:
    return happened.on.earliest or happened.on.latest or date.min
