"""Any list as a workbook that needs no touching up, and that comes back: a hidden column holds the records' numbers,
the document's properties say from which database, state and fields it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref, When
from promo_desk.fields.message import Message
from promo_desk.fields.words import LANGUAGES, say
from promo_desk.records import fields_of, plural
from promo_desk.records.layouts import layout
from promo_desk.sheets.exported import ColumnForm, form_of
from promo_desk.sheets.numbered import links_as_written
from promo_desk.sheets.profiles import database_mark, ranges
from promo_desk.sheets.streamed import Styles, renderer, row_xml, save_with_rows
from promo_desk.sheets.writer import (
    CUT,
    LONGEST_LIST,
    LONGEST_TEXT,
    LOOK,
    clean,
    describe,
    display_width,
    fill_text,
    is_cut,
    new_book,
    print_setup,
    sheet_name,
    unique,
    written_beside,
)
from promo_desk.store import Store
from promo_desk.store.names import names_of

Progress = Callable[[int, int], None]
OUTSIDE = ("department", "park", "public")
"""Readers who get no personal data and no confidential records."""
_NEVER = ("data",)
_MANY_FORMATS = ("when", "moment")
"""Kinds whose cells differ in format from row to row."""
_WIDEST = 46
_SAMPLED = 400
_BATCH = 2_000
_MOST_TOLD = 40_000


@dataclass(frozen=True)
class Written:
    """What was written. ``remarks``: what was left out for this audience, or cut."""

    path: Path
    rows: int
    remarks: tuple[Message, ...] = ()
    change: int | None = None
    """The change that records the export."""


@dataclass
class Table:
    """The records of a ledger: their fields, their values, and how each column is written."""

    kind: str
    ids: list[int]
    fields: list[Field]
    columns: list[list[Any]]
    forms: list[ColumnForm] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)


def values_language(language: str) -> str:
    """A ledger in both languages has both headers; its choices, units and dates are Chinese."""
    return "en" if language == "en" else "zh"


def header_of(made: Field, language: str, unit: str = "") -> str:
    """The label, in both languages one below the other, with the unit in brackets behind it."""
    words = [made.label(each) for each in (("zh", "en") if language == "both" else (language,))]
    words = list(dict.fromkeys(words))
    bracket = (f"（{unit}）" if language != "en" else f" ({unit})") if unit else ""
    return "\n".join([words[0] + bracket, *words[1:]])


def write_ledger(store: Store, kind: str, path: Path | str, ids: Sequence[int] | None = None, where: Any = (),
                 sort: Any = (), columns: Sequence[str] | None = None, language: str = "en", as_of: When | None = None,
                 audience: str = "office", today: date | None = None, progress: Progress | None = None,
                 record: bool = True) -> Written:
    """Write a ledger of one kind: as filtered and sorted, or these ids in their order; these columns, or every one
    that is filled. ``as_of``: as it stood at the end of that time. ``record``: keep it in the office's list of exports.

    WorldFault where the file cannot be written; then the old one is untouched.
    """
    target = Path(path)
    with store.still():
        change = store.last_change()
        point = _point(as_of)
        table, remarks = _table(store, kind, ids, where, sort, columns, values_language(language), point, audience,
                                today)
        facts = {"database": database_mark(store), "change": _base(store, point, change), "kind": kind,
                 "language": language, "columns": {}, "ids": _told_ids(table.ids)}
        _form(table, language)
        facts["columns"] = dict(zip(table.headers, [made.key for made in table.fields], strict=True))
        with written_beside(target) as beside:
            cut = _write(table, beside.path, language, facts, store.who, progress)
    definition = {"kind": kind, "columns": [made.key for made in table.fields], "rows": len(table.ids),
                  "ids": facts["ids"]}
    number = record_export(store, target, audience, change, definition) if record else None
    return Written(target, len(table.ids), (*remarks, *((CUT,) if cut else ())), number)


def _told_ids(ids: Sequence[int]) -> str:
    """The exported records, so that rows taken out are missed; a very scattered selection does without."""
    told = ranges(ids)
    return told if len(told) <= _MOST_TOLD else ""


def _point(as_of: When | None) -> date | None:
    return None if as_of is None else as_of.latest or as_of.earliest


def _base(store: Store, point: date | None, change: int) -> int:
    """The change the exported state stands at: the last one, or the last before the end of that day."""
    if point is None:
        return change
    later = [each.number for each in store.changes() if each.at.astimezone().date() > point]
    return min(later) - 1 if later else change


def _table(store: Store, kind: str, ids: Sequence[int] | None, where: Any, sort: Any, columns: Sequence[str] | None,
           language: str, point: date | None, audience: str, today: date | None) -> tuple[Table, list[Message]]:
    chosen, left = _allowed(store, kind, _ids(store, kind, ids, where, sort, point), audience)
    keys = _keys(kind, columns, audience)
    rows = [row for start in range(0, len(chosen), _BATCH)
            for row in _read(store, kind, chosen[start:start + _BATCH], keys, point, today)]
    values = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in keys]
    fields = [fields_of(kind)[key] for key in keys]
    table = Table(kind, chosen, fields, values)
    if columns is None:
        _drop_empty(table)
    _name_links(store, table, language)
    remarks = [Message("{n} confidential records were left out for this audience.", {"n": left})] if left else []
    return table, remarks


def _ids(store: Store, kind: str, ids: Sequence[int] | None, where: Any, sort: Any, point: date | None) -> list[int]:
    if ids is not None:
        return list(ids)
    found = list(store.ids(kind, where=where, sort=sort or layout(kind).sort))
    if point is None:
        return found
    there = set(store.ids_at(kind, point))
    gone = [] if where else sorted(there.difference(found))
    return [id for id in found if id in there] + gone


def _allowed(store: Store, kind: str, ids: list[int], audience: str) -> tuple[list[int], int]:
    """The records this audience may see, and how many it may not."""
    if audience not in OUTSIDE:
        return ids, 0
    hidden = ("confidential", "internal") if audience == "public" else ("confidential",)
    marks = store.read(kind, ids, ("confidentiality",))
    kept = [id for id, (mark,) in zip(ids, marks, strict=True) if mark not in hidden]
    return kept, len(ids) - len(kept)


def _keys(kind: str, columns: Sequence[str] | None, audience: str) -> list[str]:
    """The columns asked for, or all in the order of the form; no personal data for outsiders; the number first."""
    fields = fields_of(kind)
    made = layout(kind)
    wanted = list(columns) if columns is not None else list(dict.fromkeys(
        [*made.grid, *(key for _, keys in made.groups for key in keys)]))
    names = [key for key in dict.fromkeys(wanted) if key != "id" and fields[key].kind.name not in _NEVER
             and not (fields[key].personal and audience in OUTSIDE)]
    return ["id", *names]


def _read(store: Store, kind: str, ids: Sequence[int], keys: Sequence[str], point: date | None,
          today: date | None) -> list[tuple[Any, ...]]:
    if point is None and today is not None and any(fields_of(kind)[key].derived for key in keys):
        from promo_desk.office import derived

        return list(derived.read(store, kind, ids, list(keys), today))
    stored = [key for key in keys if not fields_of(kind)[key].derived
              and not (point is not None and fields_of(kind)[key].automatic and key != "id")]
    rows = store.read(kind, ids, stored) if point is None else store.read_at(kind, ids, stored, point)
    if len(stored) == len(keys):
        return rows
    return [tuple(dict(zip(stored, row, strict=True)).get(key) for key in keys) for row in rows]


def _drop_empty(table: Table) -> None:
    """Columns that nobody has filled say nothing, but for those a list opens with."""
    grid = ("id", *layout(table.kind).grid)
    kept = [at for at, made in enumerate(table.fields)
            if made.key in grid or any(value not in (None, ()) for value in table.columns[at])]
    table.fields = [table.fields[at] for at in kept]
    table.columns = [table.columns[at] for at in kept]


def _name_links(store: Store, table: Table, language: str) -> None:
    """Links by the names of this language, with the number where a name would not lead back."""
    for made, values in zip(table.fields, table.columns, strict=True):
        if made.kind.name == "link":
            named = link_names(store, values, language)
            written = links_as_written(store, made, values, named, language)
            values[:] = [value and Ref(value.kind, value.id, written[value.kind, value.id]) for value in values]


def link_names(store: Store, values: Iterable[Ref | None], language: str) -> dict[tuple[str, int], str]:
    """The names of linked records in a language."""
    wanted: dict[str, set[int]] = {}
    for value in values:
        if value is not None:
            wanted.setdefault(value.kind, set()).add(value.id)
    with store.reading() as connection:
        return {(kind, id): name for kind, ids in wanted.items()
                for id, name in {**dict.fromkeys(ids, ""), **names_of(connection, kind, sorted(ids), language)}.items()}


def _form(table: Table, language: str) -> None:
    shown = values_language(language)
    table.forms = [form_of(made, values, shown) for made, values in zip(table.fields, table.columns, strict=True)]
    table.headers = unique([header_of(form.field, language, form.unit) for form in table.forms])


# ---- the workbook


def _write(table: Table, path: Path, language: str, facts: dict[str, Any], who: str, progress: Progress | None) -> bool:
    """The workbook; whether a text was too long for its cell."""
    shown = values_language(language)
    title = plural(table.kind, shown)
    corner = f"{get_column_letter(len(table.fields))}{len(table.ids) + 1}"
    book = new_book()
    sheet = book.create_sheet(sheet_name(title))
    _widths(sheet, table, shown)
    _head(sheet, table)
    _choices(book, sheet, table)
    sheet.freeze_panes = _first_free(table)
    sheet.auto_filter.ref = f"A1:{corner}"
    print_setup(sheet, title, shown)
    describe(book, title, who, facts)
    styles = Styles(sheet)
    forms = [_form_styles(styles, form, values) for form, values in zip(table.forms, table.columns, strict=True)]
    styles.closed = True
    renders = [renderer(styles, form, at) for at, form in enumerate(forms, 1)]
    rows = _told(zip(*table.columns, strict=True), len(table.ids), progress)
    save_with_rows(book, path, row_xml(renders, rows, 2), corner)
    return any(_is_cut(value) for values in table.columns for value in values)


def _is_cut(value: Any) -> bool:
    """Whether no cell can hold the text or the texts."""
    if isinstance(value, tuple):
        return sum(map(len, value)) >= LONGEST_TEXT // 2 and is_cut("; ".join(value))
    return isinstance(value, str) and len(value) >= LONGEST_TEXT // 2 and is_cut(value)


def _form_styles(styles: Styles, form: ColumnForm, values: Sequence[Any]) -> ColumnForm:
    """Make every style the column will need before the workbook is saved."""
    cells = {form.cell(value)[1] for value in values} if form.field.kind.name in _MANY_FORMATS else {
        form.cell(next((value for value in values if value is not None), None))[1]}
    for shown in {None, *cells}:
        for quoted in (False, True):
            styles.number(form, shown, quoted)
    return form


def _told(rows: Iterable[Any], total: int, progress: Progress | None) -> Iterator[Any]:
    for number, row in enumerate(rows, 1):
        if progress is not None and (number % 500 == 0 or number == total):
            progress(number, total)
        yield row


def _first_free(table: Table) -> str:
    """The header stays, and the number and the name of each record."""
    return f"{get_column_letter(min(3, len(table.fields) + 1))}2"


def _widths(sheet: Any, table: Table, language: str) -> None:
    for at, (form, values) in enumerate(zip(table.forms, table.columns, strict=True), 1):
        dimension = sheet.column_dimensions[get_column_letter(at)]
        head = max(map(display_width, table.headers[at - 1].split("\n")))
        body = max((display_width(form.field.kind.text(value, language)) for value in values[:_SAMPLED]
                    if value is not None), default=0)
        dimension.width = min(max(head + 3, body + 2, 8), _WIDEST)
        dimension.hidden = form.field.key == "id"


def _head(sheet: Any, table: Table) -> None:
    for at, header in enumerate(table.headers, 1):
        cell = sheet.cell(1, at)
        fill_text(cell, header)
        cell.style = LOOK.header
    sheet.row_dimensions[1].height = 34 if any("\n" in header for header in table.headers) else 24


def _choices(book: Workbook, sheet: Any, table: Table) -> None:
    """Drop-downs; a long list of words lies in a hidden sheet, as Excel keeps 255 characters in a rule."""
    hidden: Any = None
    for at, form in enumerate(table.forms, 1):
        if not form.choices:
            continue
        listed = ",".join(form.choices)
        formula = f'"{listed}"'
        if len(listed) > LONGEST_LIST or any("," in choice or '"' in choice for choice in form.choices):
            hidden = hidden or book.create_sheet("_lists")
            hidden.sheet_state = "hidden"
            hidden.append([clean(choice) for choice in form.choices])
            row = hidden.max_row
            formula = f"_lists!$A${row}:${get_column_letter(len(form.choices))}${row}"
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(at)
        rule.add(f"{letter}2:{letter}{max(len(table.ids) + 200, 201)}")
        sheet.add_data_validation(rule)


def record_export(store: Store, path: Path, audience: str, change: int, definition: dict[str, Any]) -> int:
    """Every export is on record: who, what, for whom, to which file. The number of the change that says so."""
    language = store.language if store.language in LANGUAGES else "en"
    with store.change(say("Export {file}", language, file=path.name), aside=True) as made:
        made.add("export", {"name": path.name, "file": str(path), "audience": audience, "change_number": change,
                            "definition": definition})
    return made.number
