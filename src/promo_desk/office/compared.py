"""What changed since the last briefing: record by record from the history, and figure by figure with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import ChoiceKind, Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.asked import LEFT_OUT, Asked
from promo_desk.office.content import WORDS, BriefingContent, Column, Number, Section
from promo_desk.office.items import day_of
from promo_desk.office.said import KINDS, listed, named, on, said
from promo_desk.office.scopes import belongs
from promo_desk.records import fields_of, record
from promo_desk.store import Entry

KINDS_TOLD = ("project", "agreement", "commitment", "award", "programme", "company", "zone", "tenancy", "indicator")
"""The records whose changes a briefing tells."""
MOST = 60
"""Changes that are listed."""
NAMES = 5
"""Records that are named as the reason of a difference."""


def entries_since(asked: Asked, number: int) -> list[Entry]:
    """What was done, since the change of that number, to the records that belong here and this reader may see."""
    found = [entry for entry in asked.store.history(since=number) if entry.kind in KINDS_TOLD]
    mine = {kind: set(asked.ids(kind)) for kind in {entry.kind for entry in found}}
    near = _near(asked) if any(entry.op == "delete" for entry in found) else frozenset()
    return [entry for entry in found if entry.id in mine[entry.kind] or _was_here(asked, entry, near)]


def _near(asked: Asked) -> frozenset[Ref]:
    """What a deleted record of this scope would have been linked to."""
    linked = {Ref(kind, id) for kind in ("project", "agreement", "company", "zone")
              for id in belongs(asked.store, kind, asked.about)}
    return frozenset(linked | ({asked.about} if asked.about else set()))


def _was_here(asked: Asked, entry: Entry, near: frozenset[Ref]) -> bool:
    """Of the whole office all that is gone; else what was linked to something that belongs here."""
    if entry.op != "delete" or (entry.old or {}).get("confidentiality") in LEFT_OUT[asked.audience]:
        return False
    links = (value for value in (entry.old or {}).values() if isinstance(value, Ref))
    return asked.about is None or any(link in near for link in links)


def changes_section(asked: Asked, last: BriefingContent | None, entries: Sequence[Entry]) -> Section:
    """Record by record: what was added, changed (field by field) or deleted, when and by whom."""
    columns = (Column("when", Message("Date"), "when"), Column("kind", Message("Record"), WORDS),
               Column("record", Message("Name"), "link"), Column("what", Message("What changed"), WORDS),
               Column("who", Message("By"), "text"))
    heading = Message("Changed since the last briefing")
    if last is None:
        return Section("changes", heading, columns, (), (Message("This is the first briefing about this: there is "
                                                                 "nothing earlier to compare with."),))
    told = [entry for entry in entries if _says_something(entry)]
    names = asked.names(Ref(entry.kind, entry.id) for entry in told[:MOST])
    rows = tuple(_row(entry, names, asked.outside) for entry in told[:MOST])
    remarks = [Message("The last briefing was as of {day} (change {number}).",
                       {"day": on(last.as_of), "number": last.change_number})]
    if len(told) > MOST:
        remarks.append(Message("Further changes, not listed here: {n}.", {"n": len(told) - MOST}))
    if not told:
        remarks.append(Message("Nothing has changed since."))
    return Section("changes", heading, columns, rows, tuple(remarks))


def _says_something(entry: Entry) -> bool:
    return entry.op != "edit" or any(True for _ in _differing(entry))


def _row(entry: Entry, names: dict[Ref, Ref], outside: bool) -> tuple[Any, ...]:
    about = names[Ref(entry.kind, entry.id)]
    if not about.name or entry.op == "delete":
        about = Ref(entry.kind, entry.id, _old_name(entry) or about.name)
    return (When.day(day_of(entry.change.at)), Message(record(entry.kind).__words__[0]), about,
            _what(entry, outside), None if outside else entry.change.who)


def _old_name(entry: Entry) -> str:
    """What a record that is gone was called: its name, or that of what named it."""
    named_by = ((entry.old or {}).get(key) for key in record(entry.kind).__named_by__)
    return next((value.name if isinstance(value, Ref) else str(value) for value in named_by if value), "")


def _what(entry: Entry, outside: bool) -> Message:
    """Field by field; to a reader outside the fields without their values."""
    if entry.op == "add":
        return Message("added")
    if entry.op == "delete":
        return Message("deleted")
    if outside:
        return listed(Message(field.english) for field, _, _ in _differing(entry))
    return listed(Message("{field}: {old} → {new}", {"field": Message(field.english), "old": shown(field, old),
                                                     "new": shown(field, new)})
                  for field, old, new in _differing(entry))


def _differing(entry: Entry) -> Iterator[tuple[Field, Any, Any]]:
    old, new = entry.old or {}, entry.new or {}
    for key, field in fields_of(entry.kind).items():
        if (key in old or key in new) and field.writable and not field.personal and old.get(key) != new.get(key):
            yield field, old.get(key), new.get(key)


def shown(field: Field, value: Any) -> Message:
    """A value of a record as a part of a sentence."""
    if value is None:
        return Message("nothing")
    if isinstance(field.kind, ChoiceKind):
        return next((Message(option.english) for option in field.kind.options if option.code == value), Message(value))
    return named(value) if isinstance(value, Ref) else said(field.kind, value)


def differences_section(asked: Asked, last: BriefingContent | None, numbers: Sequence[Number],
                        entries: Sequence[Entry]) -> Section | None:
    """Every figure that is another than last time, with what made it so; None without an earlier briefing."""
    if last is None:
        return None
    columns = (Column("figure", Message("Figure"), WORDS), Column("before", Message("Last time"), WORDS),
               Column("now", Message("Now"), WORDS), Column("why", Message("Why"), WORDS))
    before = {number.key: number for number in last.numbers}
    now = {number.key: number for number in numbers}
    rows = []
    for key in dict.fromkeys((*now, *before)):
        old, new = before.get(key), now.get(key)
        if (old and old.value) != (new and new.value):
            either = new or old
            assert either is not None  # the key is of one of them
            rows.append((either.words, _value(old), _value(new), _why(asked, last, either, entries)))
    remarks = () if rows else (Message("Every figure is as it was."),)
    return Section("differences", Message("Why figures differ from the last briefing"), columns, tuple(rows), remarks)


def _bears_on(entry: Entry, number: Number) -> bool:
    """Whether a change may have moved the figure: of an edit, that it touched a field the figure is made of."""
    return entry.op != "edit" or any(field.key in number.by for field, _, _ in _differing(entry))


def _value(number: Number | None) -> Message:
    if number is None or number.value is None:
        return Message("nothing")
    return said(KINDS[number.kind], number.value)


def _why(asked: Asked, last: BriefingContent, number: Number, entries: Sequence[Entry]) -> Message:
    """The records of that figure that changed; where none did, the day moved on, or the period is another."""
    changed = list(dict.fromkeys(Ref(each.kind, each.id) for each in entries
                                 if each.kind in number.of and _bears_on(each, number)))
    if not changed:
        if last.period != asked.period:
            return Message("The period is another.")
        return Message("No record of it changed; the day moved on from {then} to {now}.",
                       {"then": on(last.as_of), "now": on(asked.today)})
    names = asked.names(changed[:NAMES])
    gone = {Ref(each.kind, each.id): _old_name(each) for each in entries if each.op == "delete"}
    told = listed(named(Ref(ref.kind, ref.id, names[ref].name or gone.get(ref, ""))) for ref in changed[:NAMES])
    if len(changed) > NAMES:
        return Message("Changed: {n} records, among them {names}", {"n": len(changed), "names": told})
    return Message("Changed: {names}", {"names": told})
