"""A briefing as a workbook: a cover with its figures and their basis, a sheet for each section, native charts beside
the numbers they show, sources at the end. What it says was decided in ``office.briefing``; here it is only set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from promo_desk.fields.field import Field
from promo_desk.fields.message import Message
from promo_desk.fields.units import unit_of_header
from promo_desk.office.content import WORDS, BriefingContent, Chart, Column, Number, Section
from promo_desk.office.said import KINDS
from promo_desk.records.choices import AUDIENCE
from promo_desk.sheets.exported import ColumnForm, Made, form_of
from promo_desk.sheets.ledger import record_export, values_language
from promo_desk.sheets.pages import Page, said, text_made
from promo_desk.sheets.writer import LOOK, describe, new_book, written_beside
from promo_desk.store import Store

_COLOURS = ("2F6B8F", "C8743A", "6B8F2F", "8F2F6B")
_COVER_WIDTH = 6
_ON_ONE_PAGE = 40
"""Rows up to which a section is printed on one page, its chart with it."""


def write_briefing(store: Store, content: BriefingContent, path: Path | str, record: bool = True) -> Path:
    """Write the briefing in its own language. WorldFault where the file cannot be written; the old one stays then."""
    target = Path(path)
    book = new_book()
    shown = values_language(content.language)
    cover = Page(book, said(Message("Cover"), shown), content.language, _COVER_WIDTH)
    names = {section.key: _section(book, content, section) for section in content.sections if section.rows}
    _cover(cover, content, names)
    describe(book, content.title.text(shown), store.who)
    with written_beside(target) as beside:
        book.save(beside.path)
    if record:
        definition = {"kind": "briefing", "sections": [section.key for section in content.sections]}
        record_export(store, target, content.audience, content.change_number, definition)
    return target


# ---- the cover


def _cover(page: Page, content: BriefingContent, names: Mapping[str, str]) -> None:
    """Title, for whom, the figures, what they rest on, and where to find what; what has no rows is said at once."""
    shown = values_language(content.language)
    page.title(content.title)
    page.line(content.subtitle, LOOK.text)
    audience = next((Message(option.english) for option in AUDIENCE.options if option.code == content.audience), None)
    page.line(Message("For: {audience}", {"audience": audience or content.audience}))
    page.gap()
    if content.numbers:
        _numbers(page, content)
        page.gap()
    page.line(Message("On what basis"), LOOK.total)
    for sentence in content.basis:
        page.line(sentence)
    page.gap()
    page.line(Message("Contents"), LOOK.total)
    for section in content.sections:
        if section.key in names:
            _linked(page, section, names[section.key])
        else:
            _empty(page, section)
    page.widths = {1: 34, **dict.fromkeys(range(2, _COVER_WIDTH + 1), 16)}
    page.finish(content.title.text(shown), landscape=False)


def _linked(page: Page, section: Section, name: str) -> None:
    cell = page.sheet.cell(page.line(section.heading, LOOK.text), 1)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=name)


def _empty(page: Page, section: Section) -> None:
    """A section without rows: a sheet of its own would make the reader look for nothing."""
    page.line(Message("{heading}: nothing on record.", {"heading": section.heading}), LOOK.text)
    for remark in section.remarks:
        page.line(remark)


def _numbers(page: Page, content: BriefingContent) -> None:
    """The figures of the briefing, each with its own unit."""
    shown = values_language(content.language)
    page.head([said(Message("Figure"), content.language), said(Message("Amount"), content.language)])
    for number in content.numbers:
        page.cells([text_made(said(number.words, content.language)), _number(number, shown)], ends=(False, True))


def _number(number: Number, language: str) -> Made:
    if number.value is None:
        return None, None
    made = _field(number.key, number.kind, number.words)
    form = form_of(made, [number.value], language)
    value, shown = form.cell(number.value)
    return (value, f'{shown or "0"} "{form.unit}"') if form.unit and not isinstance(value, str) else (value, shown)


# ---- a section


def _section(book: Any, content: BriefingContent, section: Section) -> str:
    """One sheet; its name."""
    shown = values_language(content.language)
    page = Page(book, section.heading.text(shown), content.language, len(section.columns))
    page.title(section.heading)
    forms = [_form(section, column, content.language) for column in section.columns]
    header = page.head([_heading(column, form, content.language)
                        for column, form in zip(section.columns, forms, strict=True)])
    first = page.row
    ends = [form is not None and form.field.kind.align == "end" for form in forms]
    for row in section.rows:
        page.cells([_cell(column, form, value, content.language)
                    for column, form, value in zip(section.columns, forms, row, strict=True)], ends=ends)
    last = page.row - 1
    page.gap()
    for remark in section.remarks:
        page.line(remark)
    if section.chart is not None:
        _chart(page, section, section.chart, first, last)
    page.finish(section.heading.text(shown), header)
    if len(section.rows) <= _ON_ONE_PAGE:
        page.sheet.page_setup.fitToHeight = 1
    return str(page.sheet.title)


def _field(key: str, kind: str, heading: Message) -> Field:
    """A field that stands for a column of the briefing."""
    return Field(key, KINDS[kind], "", heading.msgid)


def _form(section: Section, column: Column, language: str) -> ColumnForm | None:
    """How the column's values are written; None for sentences."""
    if column.kind == WORDS:
        return None
    made = _field(column.key, column.kind, column.heading)
    return form_of(made, section.cells(column.key), values_language(language))


def _heading(column: Column, form: ColumnForm | None, language: str) -> str:
    first, *rest = said(column.heading, language).split("\n")
    unit = form.unit if form is not None else ""
    first = unit_of_header(first)[0] if unit else first
    bracket = (f" ({unit})" if language == "en" else f"（{unit}）") if unit else ""
    return "\n".join([first + bracket, *rest])


def _cell(column: Column, form: ColumnForm | None, value: Any, language: str) -> Made:
    if value is None:
        return None, None
    return text_made(said(value, language)) if form is None else form.cell(value)


# ---- charts


def _chart(page: Page, section: Section, told: Chart, first: int, last: int) -> None:
    """A native chart of the cells themselves, below the table. Amounts that stand as text cannot be drawn."""
    keys = [column.key for column in section.columns]
    drawn = [keys.index(key) + 1 for key in told.values if _numeric(page, keys.index(key) + 1, first, last)]
    if not drawn:
        return
    chart = LineChart() if told.form == "line" else BarChart()
    if isinstance(chart, BarChart):
        chart.type = "bar" if told.form == "bar" else "col"
        chart.gapWidth = 60
    for number, column in enumerate(drawn):
        chart.add_data(Reference(page.sheet, min_col=column, min_row=first - 1, max_row=last), titles_from_data=True)
        _colour(chart, number)
    chart.set_categories(Reference(page.sheet, min_col=keys.index(told.categories) + 1, min_row=first, max_row=last))
    _look(chart, said(told.title, values_language(page.language)), len(drawn))
    chart.height, chart.width = min(max(7.0, 1.0 * (last - first + 1) + 4), 14.0), 20.0
    page.gap()
    page.sheet.add_chart(chart, f"{get_column_letter(1)}{page.row}")


def _numeric(page: Page, column: int, first: int, last: int) -> bool:
    values = [page.sheet.cell(row, column).value for row in range(first, last + 1)]
    there = [value for value in values if value is not None]
    return bool(there) and not any(isinstance(value, str) for value in there)


def _colour(chart: BarChart | LineChart, number: int) -> None:
    series = chart.series[-1]
    colour = _COLOURS[number % len(_COLOURS)]
    if isinstance(chart, LineChart):
        series.graphicalProperties = GraphicalProperties()
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.width = 28_000
        series.marker.symbol, series.smooth = "circle", False
    else:
        series.graphicalProperties = GraphicalProperties(solidFill=colour)


def _look(chart: BarChart | LineChart, title: str, series: int) -> None:
    """Quiet: the title, the bars and their numbers; a legend only where there is something to tell apart."""
    chart.title = title
    chart.style = 2
    chart.legend = chart.legend if series > 1 else None
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    chart.dataLabels.showSerName = chart.dataLabels.showCatName = chart.dataLabels.showLegendKey = False
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.display_blanks = "gap"


