"""Deleting records: with their parts, and never under the feet of what links to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Literal

from promo_desk.fields.message import Message, WorldFault
from promo_desk.records import record
from promo_desk.store.names import names_of
from promo_desk.store.pointing import Doomed, from_outside, with_parts
from promo_desk.store.shape import Pointer
from promo_desk.store.writer import Writer

Links = Literal["refuse", "clear"]


def delete(writer: Writer, kind: str, ids: Collection[int], links: Links) -> None:
    """Delete the records and their parts; see :meth:`Change.delete` for ``links``."""
    doomed = with_parts(writer.connection, kind, ids)
    found = [(pointer, id) for pointer, id, _, _ in from_outside(writer.connection, doomed)]
    standing = [(pointer, id) for pointer, id in found if links == "refuse" or pointer.field.required]
    if standing:
        raise _refusal(writer, kind, ids, standing, clearable=links == "refuse")
    _clear(writer, found)
    remove(writer, doomed)


def remove(writer: Writer, doomed: Doomed) -> None:
    for kind, ids in doomed.items():
        if ids:
            writer.delete(kind, sorted(ids))


def _clear(writer: Writer, found: Sequence[tuple[Pointer, int]]) -> None:
    """Empty those links, each an edit that the history keeps and undo restores."""
    ids: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    for pointer, id in found:
        ids.setdefault((pointer.shape.kind, pointer.field.columns), set()).add(id)
    for (kind, columns), linking in ids.items():
        writer.update(kind, columns, [(*(None for _ in columns), id) for id in sorted(linking)])


def _refusal(writer: Writer, kind: str, ids: Collection[int], found: Sequence[tuple[Pointer, int]],
             clearable: bool) -> WorldFault:
    """How many of what link to it."""
    name = next(iter(names_of(writer.connection, kind, sorted(ids)[:1], "en").values()), "")
    counted = Counter(kind for kind, _ in dict.fromkeys((pointer.shape.kind, id) for pointer, id in found))
    many = _listed([Message("{kinds} ({n})", {"kinds": Message(record(each).__words__[1]), "n": n})
                    for each, n in counted.items()])
    if clearable:
        return WorldFault("{name} is not deleted: these link to it: {records}.", name=name, records=many)
    return WorldFault("{name} is not deleted: these cannot be without it: {records}.", name=name, records=many)


def _listed(messages: Sequence[Message]) -> Message:
    if len(messages) == 1:
        return messages[0]
    return Message("{first}, {more}", {"first": messages[0], "more": _listed(messages[1:])})
