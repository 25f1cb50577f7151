"""Two records that are one: set side by side, then made one, with links, names and history kept, and undone at need.

What the kept record lacks is filled from the other; what both have is the kept one's, unless somebody chose
otherwise. The other's names become further names, every link to it leads to the kept one, and its own history stays
under its number. All of it is one change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import WorldFault
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.store import Change, Store

_NAMES = ("name", "name_zh", "title", "title_zh", "short_name", "brand")


@dataclass(frozen=True)
class Difference:
    """A field in which two records differ; what is empty in one is filled from the other."""

    field: Field
    kept: Any
    other: Any

    @property
    def clashes(self) -> bool:
        """Whether both have a value, so that somebody must choose."""
        return _filled(self.kept) and _filled(self.other)


def differences(store: Store, kind: str, keep: int, other: int) -> list[Difference]:
    """The fields in which two records differ, in their usual order. Raises Missing."""
    kept, given = store.get(kind, keep), store.get(kind, other)
    return [Difference(field, kept[key], given[key]) for key, field in fields_of(kind).items()
            if field.writable and kept.get(key) != given.get(key)]


def merge(store: Store, kind: str, keep: int, other: int, take: Collection[str] = ()) -> int:
    """Make one record of two, in one change; its number. ``take``: fields whose value is the other's.

    The record ``keep`` stays, ``other`` is deleted. Raises Missing, and WorldFault for a record with itself.
    """
    if keep == other:
        raise WorldFault("A record cannot be merged with itself.")
    names = store.names(kind, [keep, other])
    done = say("Merge {other} into {keep}", store.language, other=names.get(other, other), keep=names.get(keep, keep))
    with store.change(done) as change:
        values = merged(kind, store.get(kind, keep), store.get(kind, other), take)
        themselves = (Ref(kind, keep), Ref(kind, other))
        _move_links(store, change, kind, keep, other)
        change.update(kind, keep, {key: None if value in themselves else value for key, value in values.items()})
        change.delete(kind, other)
    return change.number


def merged(kind: str, kept: Mapping[str, Any], given: Mapping[str, Any], take: Collection[str] = ()) -> dict[str, Any]:
    """The values of the record that is made of both."""
    values = {key: _one(key, field, kept[key], given[key], key in take) for key, field in fields_of(kind).items()
              if field.writable}
    left = [name for name in _names(kept, given) if name not in [values.get(key) for key in _NAMES]]
    return values | _further_names(kind, values, left)


def _one(key: str, field: Field, kept: Any, given: Any, taken: bool) -> Any:
    if field.kind.name in ("texts", "phones"):
        return tuple(dict.fromkeys((*(kept or ()), *(given or ())))) or None
    if taken and _filled(given):
        return given
    if key == "notes" and _filled(kept) and _filled(given) and kept != given:
        return f"{kept}\n{given}"
    return kept if _filled(kept) else given


def _filled(value: Any) -> bool:
    return value not in (None, "", ())


def _names(*records: Mapping[str, Any]) -> list[str]:
    """Every name of both, in order; those that are no longer the record's name are kept as further names."""
    return list(dict.fromkeys(str(values[key]) for values in records for key in _NAMES if values.get(key)))


def _further_names(kind: str, values: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """Further names go where the kind keeps them: among its aliases, else into the notes."""
    if not names:
        return {}
    if "aliases" in fields_of(kind):
        return {"aliases": tuple(dict.fromkeys((*(values.get("aliases") or ()), *names)))}
    notes = values.get("notes") or ""
    new = [name for name in names if name not in notes]
    return {"notes": "\n".join(filter(None, (notes, *new)))} if new else {}


def _move_links(store: Store, change: Change, kind: str, keep: int, other: int) -> None:
    """Every link to the other leads to the kept one. A tenancy or party that both have stays twice, to be looked at."""
    for each in store.linked(kind, other):
        ids = [id for id in each.ids if (each.kind, id) not in ((kind, keep), (kind, other))]
        if ids:
            change.update_many(each.kind, (each.key,), ids, [(Ref(kind, keep),)] * len(ids))
