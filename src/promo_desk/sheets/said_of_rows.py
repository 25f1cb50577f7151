"""What a row says without a cell of its own: links to the other records of the row, what holds for every row of the
sheet, what follows from what the row says elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from promo_desk.fields.kinds import WHEN, LinkKind, Ref
from promo_desk.fields.message import Message
from promo_desk.records import fields_of, label
from promo_desk.sheets.comparing import script_of
from promo_desk.sheets.headers import role_values
from promo_desk.sheets.related import default_text, identity, kind_of, natural_links, targets
from promo_desk.sheets.surmise import zone_of

if TYPE_CHECKING:
    from promo_desk.sheets.records_of_rows import RowRecords, SlotRows


def fill(records: RowRecords, rows: SlotRows) -> None:
    """Complete the columns of one record of every row."""
    _natural(records, rows)
    _shared(records, rows)
    _said(records, rows)


def _natural(records: RowRecords, rows: SlotRows) -> None:
    """Links to the other records of the row, where the row names none itself."""
    for key, other in natural_links(rows.slot, records.all_slots).items():
        if other in records.slots and key != "id":
            kind, refs = kind_of(other), records.slots[other].refs
            made = [Ref(kind, ref) if ref else None for ref in refs]
            there = rows.columns.get(key)
            rows.columns[key] = made if there is None else [a if a is not None else b
                                                           for a, b in zip(there, made, strict=True)]


def _shared(records: RowRecords, rows: SlotRows) -> None:
    """The links by which a further record is known, as the main record of its row has them: a visit's company is that
    of the request raised in it."""
    main = records.slots.get(records.mapping.kind)
    if main is None or main is rows:
        return
    for key in identity(rows.kind).keys:
        known, other = fields_of(rows.kind).get(key), fields_of(main.kind).get(key)
        if known and other and targets(known) and targets(known) == targets(other) and key in main.columns:
            there = rows.columns.get(key) or [None] * records.count
            rows.columns[key] = [b if a is None and isinstance(b, Ref) else a
                                 for a, b in zip(there, main.columns[key], strict=True)]


def _said(records: RowRecords, rows: SlotRows) -> None:
    """What holds for every row: a role's values, a header's year and words, what the user fixed."""
    first = next(iter(rows.mapped.values()), None)
    said = {**role_values(rows.slot), **(default_text(rows.slot, first.column.leaf) if first else {})}
    if rows.kind == "indicator" and first and (first.year or records.made.shape.year):
        said["period"] = WHEN.parse(str(first.year or records.made.shape.year)).value
    for path, raw in records.options.fixed.items():
        slot, _, key = path.rpartition(".")
        if slot == rows.slot:
            known = fields_of(rows.kind)[key]
            said[key] = raw if isinstance(known.kind, LinkKind) else known.kind.parse(raw).value
    if rows.slot == records.mapping.kind == "tenancy" and "zone" not in {*rows.columns, *said}:
        said["zone"] = _zone(records)
    for key, value in said.items():
        there = rows.columns.get(key)
        rows.columns[key] = [value] * records.count if there is None else [
            value if each is None else each for each in there]
    if rows.kind == "agreement" and "project" in records.slots:
        _agreements_of_projects(records, rows, records.slots["project"].columns)
    elif rows.kind == "request" and "interaction" in records.slots and "text" not in rows.columns:
        rows.columns["text"] = [value if own else None for value, own in
                                zip(records.slots["interaction"].columns["summary"], rows.own, strict=True)]


def _zone(records: RowRecords) -> str | None:
    """The zone of a tenant list without a column for it."""
    name = zone_of(records.made.shape, records.made.sheet, records.planner.book.path.stem, records.planner.finder)
    shown = records.linker.name_of("zone", name) if name else ""
    if name:
        records.made.remarks.append(
            Message("All rows belong to the zone “{name}”, as the title says.", {"name": shown}))
    return name


def _agreements_of_projects(records: RowRecords, rows: SlotRows, project: dict[str, list[Any]]) -> None:
    """In a ledger of projects the agreement was signed when the project was; without a title it is called after
    its project."""
    if "signed_on" not in rows.columns and "signed_on" in project:
        rows.columns["signed_on"] = [value if own else None
                                     for value, own in zip(project["signed_on"], rows.own, strict=True)]
    titles = project.get("title")
    if titles:
        there = rows.columns.get("title") or [None] * records.count
        rows.columns["title"] = [each or (_agreement_title(title) if own and title else None)
                                 for each, title, own in zip(there, titles, rows.own, strict=True)]


def _agreement_title(title: str) -> str:
    language = "zh" if script_of(title) == "han" else "en"
    return f"{title} {label('agreement', language)}"
