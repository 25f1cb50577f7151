"""A zone's tenant list as it goes to the district: as of a day, with its unit, totals and vacancy, those known by name
apart from those only counted, and a row to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from promo_desk.fields.kinds import Area, Ref
from promo_desk.fields.message import Message
from promo_desk.office.tenants import TenantList, TenantRow, tenant_list
from promo_desk.records import fields_of
from promo_desk.sheets.exported import ColumnForm, Made, form_of
from promo_desk.sheets.ledger import Written, header_of, link_names, record_export, values_language
from promo_desk.sheets.pages import Page, said, text_made
from promo_desk.sheets.writer import LOOK, describe, new_book, written_beside
from promo_desk.store import Store

KEYS = ("company", "from", "until", "unit", "floor_area", "rent", "lease_ends", "activity")
_ATTRIBUTES = {"from": "from_"}
_SIGNED_BY = (Message("Prepared by:"), Message("Checked by:"), Message("Date:"))


def write_tenants(store: Store, zone: int, path: Path | str, as_of: Any, language: str, today: date,
                  record: bool = True) -> Written:
    """Write the tenant list of a zone as of a When (None: as the records stand). ``language``: en, zh or both.

    Raises Missing for a zone that is not there, WorldFault where the file cannot be written.
    """
    target = Path(path)
    with store.still():
        change = store.last_change()
        listed = tenant_list(store, zone, as_of)
        names = link_names(store, [listed.zone, *(row.company for row in listed.rows)], values_language(language))
    book = new_book()
    page = Page(book, said(Message("Tenants"), values_language(language)), language, len(KEYS) + 2)
    header = _fill(page, listed, names, today)
    page.finish(_title(listed, values_language(language)), header)
    describe(book, _title(listed, values_language(language)), store.who)
    with written_beside(target) as beside:
        book.save(beside.path)
    number = record_export(store, target, "office", change, {"kind": "tenancy", "zone": zone,
                                                             "rows": len(listed.rows)}) if record else None
    return Written(target, len(listed.rows), (), number)


def _title(listed: TenantList, language: str) -> str:
    return listed.title.text(language)


def _fill(page: Page, listed: TenantList, names: dict[tuple[str, int], str], today: date) -> int:
    page.title(listed.title)
    page.line(Message("Written on {day}. Areas in square metres unless said otherwise.", {"day": today.isoformat()}))
    forms = _forms(listed.rows, page.language)
    header = page.head([said(Message("Serial"), page.language),
                        *(header_of(form.field, page.language, form.unit) for form in forms),
                        said(Message("Remark"), page.language)])
    ends = [False, *(form.field.kind.align == "end" for form in forms), False]
    for number, row in enumerate(listed.rows, 1):
        page.cells(_cells(number, row, forms, names, page.language), ends=ends)
    _totals(page, listed, forms, ends)
    page.gap()
    _summary(page, listed)
    for remark in listed.remarks:
        page.line(remark)
    page.gap()
    _signatures(page)
    return header


def _forms(rows: Sequence[TenantRow], language: str) -> list[ColumnForm]:
    fields = fields_of("tenancy")
    return [form_of(fields[key], [_value(row, key) for row in rows], values_language(language)) for key in KEYS]


def _value(row: TenantRow, key: str) -> Any:
    return getattr(row, _ATTRIBUTES.get(key, key))


def _cells(number: int, row: TenantRow, forms: Sequence[ColumnForm], names: dict[tuple[str, int], str],
           language: str) -> list[Made]:
    made: list[Made] = [(number, "0")]
    for key, form in zip(KEYS, forms, strict=True):
        value = _value(row, key)
        shown = Ref(value.kind, value.id, names[value.kind, value.id]) if isinstance(value, Ref) else value
        made.append(form.cell(shown))
    return [*made, text_made(said(row.remark, language) if row.remark else None)]


def _totals(page: Page, listed: TenantList, forms: Sequence[ColumnForm], ends: Sequence[bool]) -> None:
    """How many by name, and the area of those whose area is known; those only counted stand in a sentence below,
    for they may be others than those named."""
    area = forms[KEYS.index("floor_area")]
    cells: list[Made] = [text_made(said(Message("Total"), page.language)),
                         text_made(said(Message("{n} named", {"n": listed.named}), page.language))]
    cells += [(None, None)] * (KEYS.index("floor_area") - 1)
    cells.append(area.cell(listed.areas.leased) if listed.areas.leased.parts else (None, None))
    cells += [(None, None)] * (len(KEYS) + 2 - len(cells))
    page.cells(cells, LOOK.total, ends)


def _summary(page: Page, listed: TenantList) -> None:
    """The zone's areas; what is not known is said, not left at nought."""
    areas = listed.areas
    told = ((Message("Planned area"), areas.planned), (Message("Built area"), areas.built),
            (Message("Rentable area"), areas.rentable), (Message("Leased, as far as known"), areas.leased),
            (Message("Vacancy"), listed.vacancy))
    for label, area in told:
        page.cells([text_made(None), text_made(said(label, page.language)), _area(area, page.language)], LOOK.text)


def _area(area: Area | None, language: str) -> Made:
    if area is None or (not area.parts):
        return said(Message("not on record"), language), None
    form = form_of(fields_of("zone")["planned_area"], [area], values_language(language))
    value, shown = form.cell(area)
    return (value, f'{shown} "{form.unit}"') if form.unit and not isinstance(value, str) else (value, shown)


def _signatures(page: Page) -> None:
    cells: list[Made] = []
    for message in _SIGNED_BY:
        cells += [text_made(said(message, page.language)), (None, None), (None, None)]
    row = page.cells(cells[:page.width], LOOK.quiet)
    page.sheet.row_dimensions[row].height = 30
