"""Commands that read: list, show, search, history, attention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from promo_desk.cli.common import KindName, Setting, a_day, common
from promo_desk.cli.shown import json_record, json_value, text_record, text_table, text_value
from promo_desk.cli.where import conditions, sorting
from promo_desk.fields.kinds import WHEN, Ref
from promo_desk.fields.message import Message, WorldFault
from promo_desk.records import fields_of, label, parts_of, plural, plural_key
from promo_desk.records.layouts import layout
from promo_desk.store import ChangeInfo, Condition

if TYPE_CHECKING:
    from promo_desk.store import Store


@click.command("list", epilog="Example: promo-desk list projects --where stage is talks --sort -total_investment")
@click.argument("kind", type=KindName())
@click.option("--where", nargs=3, multiple=True, metavar="FIELD OP VALUE", help="Only records for which this holds.")
@click.option("--sort", metavar="FIELD[,-FIELD]", help="Sort by these fields; a minus sign turns the order.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@common
def list_records(setting: Setting, kind: str, where: tuple[tuple[str, str, str], ...], sort: str | None,
                 limit: int | None) -> None:
    """List the records of a kind."""
    with setting.store() as store:
        ids = store.ids(kind, where=conditions(store, kind, where), sort=sorting(kind, sort) or layout(kind).sort,
                        limit=limit)
        if setting.machine:
            setting.show(_as_json(store, kind, ids), str)
        else:
            setting.show(None, lambda: _as_table(store, kind, ids, setting.language))


def _as_json(store: Store, kind: str, ids: Any) -> list[Any]:
    """Records as JSON, each with its parts: an agreement with its parties and commitments."""
    records = _plain_json(store, kind, ids)
    for part, key in parts_of(kind).items():
        mine = store.ids(part, where=[Condition(key, "any_of", tuple(Ref(kind, number) for number in ids))])
        of: dict[int, list[Any]] = {}
        for each in _plain_json(store, part, mine):
            of.setdefault(each[key]["id"], []).append(each)
        for record in records:
            record[plural_key(part)] = of.get(record["id"], [])
    return records


def _plain_json(store: Store, kind: str, ids: Any) -> list[dict[str, Any]]:
    from promo_desk.office.derived import read

    fields = list(fields_of(kind).values())
    return [json_record(kind, fields, row) for row in read(store, kind, ids, [f.key for f in fields], a_day())]


def _as_table(store: Store, kind: str, ids: Any, language: str) -> str:
    from promo_desk.office.derived import read

    fields = [fields_of(kind)[key] for key in ("id", *layout(kind).grid)]
    rows = read(store, kind, ids, [field.key for field in fields], a_day())
    cells = [[text_value(field, value, language) for field, value in zip(fields, row, strict=True)] for row in rows]
    table = text_table([field.label(language) for field in fields], cells, [f.kind.align == "end" for f in fields])
    return f"{table}\n{len(cells)} · {plural(kind, language)}"


@click.command(epilog="Example: promo-desk show companies 1")
@click.argument("kind", type=KindName())
@click.argument("number", type=int)
@common
def show(setting: Setting, kind: str, number: int) -> None:
    """Show one record, with what links to it."""
    with setting.store() as store:
        values = _whole(store, kind, number)
        answer = _answer(store, kind, number)
        linked = {f"{each.kind}.{each.key}": [{"kind": each.kind, "id": n, "name": name}
                                              for n, name in store.names(each.kind, each.ids).items()]
                  for each in store.linked(kind, number)}
        data = {**_as_json(store, kind, [number])[0], "linked": linked}
        if answer is not None:
            data["may_we_pay"] = answer.to_json(setting.language)
        setting.show(data, lambda: "\n".join([text_record(kind, values, setting.language),
                                              *_linked_lines(linked, setting.language),
                                              *(answer.sentences(setting.language) if answer else [])]))


def _whole(store: Store, kind: str, number: int) -> dict[str, Any]:
    from promo_desk.office.derived import read

    store.get(kind, number)  # says so where there is none
    keys = list(fields_of(kind))
    return dict(zip(keys, read(store, kind, [number], keys, a_day())[0], strict=True))


def _answer(store: Store, kind: str, number: int) -> Any:
    if kind != "award":
        return None
    from promo_desk.office.awards import may_we_pay

    return may_we_pay(store, number, a_day())


def _linked_lines(linked: dict[str, list[dict[str, Any]]], language: str) -> list[str]:
    return [f"  ← {label(path.split('.')[0], language)}: {', '.join(each['name'] for each in records)}"
            for path, records in linked.items()]


@click.command(epilog="Example: promo-desk search 华为")
@click.argument("text")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@common
def search(setting: Setting, text: str, limit: int) -> None:
    """Find any record by name, other name, pinyin, initials or code."""
    with setting.store() as store:
        hits = store.search(text, limit=limit)
        data = [{"kind": hit.kind, "id": hit.id, "name": hit.name, "matched": hit.matched} for hit in hits]
        nothing = Message("Nothing is found for “{text}”.", {"text": text}).text(setting.language)
        setting.show(data, lambda: "\n".join(f"{label(hit.kind, setting.language)} {hit.id}  {hit.name}"
                                             for hit in hits) or nothing)


@click.command(epilog="Example: promo-desk history companies 1")
@click.argument("kind", type=KindName(), required=False)
@click.argument("number", type=int, required=False)
@click.option("--since", metavar="WHEN", help="Only what changed since this day, or since the change of this number.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@common
def history(setting: Setting, kind: str | None, number: int | None, since: str | None, limit: int | None) -> None:
    """Say what changed: of the whole office, or of one record, value by value."""
    with setting.store() as store:
        if kind is None:
            _changes(setting, store, _moment(since), limit)
        else:
            _entries(setting, store, kind, number, _moment(since), limit)


def _moment(told: str | None) -> Any:
    if told is None:
        return None
    if told.isdigit() and len(told) < 4:
        return int(told)
    when = WHEN.parse(told).value
    if when is None or when.earliest is None:
        raise click.UsageError(f"--since: {told!r} is no day and no number of a change.")
    return when.earliest


def _changes(setting: Setting, store: Store, since: Any, limit: int | None) -> None:
    changes = store.changes(since=since, limit=limit)
    data = [{"change": c.number, "label": c.label, "at": c.at.isoformat(), "who": c.who, "why": c.why, "step": c.step,
             "records": c.rows, "undone_by": c.undone_by} for c in changes]
    setting.show(data, lambda: "\n".join(_change_line(change, setting.language) for change in changes))


def _change_line(change: ChangeInfo, language: str) -> str:
    return f"{change.number:>5}  {change.at.astimezone():%Y-%m-%d %H:%M}  {change.who}  {change.told(language)}"


def _entries(setting: Setting, store: Store, kind: str, number: int | None, since: Any, limit: int | None) -> None:
    entries = store.history(kind, number, since=since, limit=limit)
    data = [{"change": e.change.number, "label": e.change.label, "at": e.change.at.isoformat(), "who": e.change.who,
             "kind": e.kind, "id": e.id, "op": e.op, "old": _values(kind, e.old), "new": _values(kind, e.new)}
            for e in entries]

    def lines() -> str:
        return "\n".join(line for e in entries for line in (
            _change_line(e.change, setting.language),
            *_differences(kind, e, setting.language)))

    setting.show(data, lines)


def _values(kind: str, values: dict[str, Any] | None) -> dict[str, Any] | None:
    return values and {key: json_value(fields_of(kind)[key], value) for key, value in values.items()}


def _differences(kind: str, entry: Any, language: str) -> list[str]:
    old, new = entry.old or {}, entry.new or {}
    lines = []
    for key, field in fields_of(kind).items():
        before, after = text_value(field, old.get(key), language), text_value(field, new.get(key), language)
        if before != after and not field.automatic:
            lines.append(f"         {field.label(language)}: {before or '–'} → {after or '–'}")
    return lines


@click.command(epilog="Example: promo-desk attention --json")
@click.option("--officer", metavar="NAME", help="Only what this officer is in charge of.")
@common
def attention(setting: Setting, officer: str | None) -> None:
    """Say what needs a person today, and by which rule."""
    from promo_desk.office.attention import attention as needs

    with setting.store() as store:
        whose = _officer(store, officer)
        items = needs(store, a_day(), officer=whose)
        data = [{"rule": item.rule, "message": item.message.text(setting.language), "kind": item.kind, "id": item.id,
                 "name": item.name, "since": item.since and item.since.isoformat(),
                 "officer": item.officer and item.officer.name} for item in items]
        nothing = Message("Nothing needs a person today.").text(setting.language)
        setting.show(data, lambda: "\n".join(f"{item.name}: {item.message.text(setting.language)}"
                                             for item in items) or nothing)


def _officer(store: Store, told: str | None) -> int | None:
    if told is None:
        return None
    hits = store.search(told, kinds=("officer",))
    if len(hits) != 1:
        raise WorldFault("“{name}” is not the name of one officer.", name=told)
    return hits[0].id

