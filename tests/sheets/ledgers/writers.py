"""Writers of workbooks as different programs write them: neat ones, careless ones, old ones."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import msoffcrypto
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

MADE = (2024, 6, 3, 9, 0, 0)
Row = Sequence[Any]


# openpyxl


def fill(sheet: Worksheet, table: Iterable[Row], merged: Iterable[str] = (), top: int = 1) -> None:
    """Rows from ``top`` on; a value (value, number format) is shown in that format."""
    for down, row in enumerate(table, top):
        for across, value in enumerate(row, 1):
            cell = sheet.cell(down, across)
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            else:
                cell.value = value
    for area in merged:
        sheet.merge_cells(area)
        sheet[area.partition(":")[0]].alignment = Alignment(horizontal="center", wrap_text=True)


def book_of(*sheets: tuple[str, Iterable[Row], Iterable[str]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table, merged in sheets:
        sheet = book.create_sheet(name)
        fill(sheet, table, merged)
        sheet["A1"].font = Font(bold=True, size=14)
    return book


def save(book: Workbook, path: Path) -> None:
    """The same bytes each time."""
    written = io.BytesIO()
    book.properties.created = datetime(*MADE)
    book.save(written)
    parts = {}
    with zipfile.ZipFile(written) as made:
        for name in made.namelist():
            parts[name] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-06-03T09:00:00Z", made.read(name))
    zipped(path, parts)


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)


def locked(path: Path, book: Workbook, password: str) -> None:
    """The workbook in its encrypted container, as Excel saves it with a password."""
    plain = path.with_suffix(".plain")
    save(book, plain)
    with plain.open("rb") as source, path.open("wb") as target:
        msoffcrypto.OfficeFile(source).encrypt(password, target)
    plain.unlink()


# xlsx by hand, as reporting systems write it


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _inline(row: int, column: int, value: Any, places: bool) -> str:
    place = f' r="{get_column_letter(column)}{row}"' if places else ""
    if value is None:
        return f"<c{place}/>"
    if isinstance(value, bool):
        return f'<c{place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c{place}><v>{value!r}</v></c>"
    if isinstance(value, tuple):
        kind, content = value
        return f'<c{place} t="e"><v>{content}</v></c>' if kind == "error" else f"<c{place}>{content}</c>"
    return f'<c{place} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def bare_xlsx(path: Path, sheets: Mapping[str, Iterable[Row]], *, merged: Mapping[str, Sequence[str]] | None = None,
              epoch_1904: bool = False, places: bool = True, dimension: str | None = None) -> None:
    """No styles, no shared strings, no dimension (or a wrong one), texts inline; ``places=False``: cells do not say
    where they stand. A value ("error", "#N/A") is an error, ("xml", "<f>..</f>") stands as it is."""
    parts: dict[str, str | bytes] = {}
    listed, related, types = "", "", ""
    for number, (name, table) in enumerate(sheets.items(), 1):
        body = "".join(f'<row r="{down}">' + "".join(_inline(down, across, value, places)
                                                    for across, value in enumerate(row, 1)) + "</row>"
                       for down, row in enumerate(table, 1))
        areas = (merged or {}).get(name, ())
        after = f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}{area}{chr(34)}/>" for area in areas)}</mergeCells>'
        said = f'<dimension ref="{dimension}"/>' if dimension else ""
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}">{said}<sheetData>{body}</sheetData>'
            f'{after if areas else ""}</worksheet>')
        listed += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        related += (f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" '
                    f'Target="worksheets/sheet{number}.xml"/>')
        types += (f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.'
                  'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>')
    epoch = '<workbookPr date1904="1"/>' if epoch_1904 else ""
    zipped(path, {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{epoch}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        **parts})


# text


def text_file(path: Path, table: Iterable[Row], encoding: str, delimiter: str = ",", line: str = "\r\n") -> None:
    """A csv; None is an empty cell."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator=line).writerows(
        [["" if value is None else value for value in row] for row in table])
    path.write_bytes(written.getvalue().encode(encoding))


def html_table(path: Path, table: Iterable[Row], encoding: str = "gb18030") -> None:
    """What old systems call an Excel file."""
    body = "".join("<tr>" + "".join(f"<td>{'' if value is None else escape(str(value))}</td>" for value in row)
                   + "</tr>" for row in table)
    path.write_bytes((f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head>'
                      f"<body><table border=1>{body}</table></body></html>").encode(encoding))


# OpenDocument


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, tuple):
        value, across = value
        return _ods_cell(value).replace("<table:table-cell", f'<table:table-cell table:number-columns-spanned="{across}'
                                        '" table:number-rows-spanned="1"', 1) + "<table:covered-table-cell/>" * (
                                            across - 1)
    if isinstance(value, int | float):
        return (f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p>'
                "</table:table-cell>")
    if isinstance(value, date):
        return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"><text:p>'
                f"{value.year}年{value.month}月{value.day}日</text:p></table:table-cell>")
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def ods(path: Path, sheets: Mapping[str, Iterable[Row]]) -> None:
    """An .ods as small programs write it: (value, n) is merged over n columns."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' \
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ' \
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(
        f'<table:table table:name="{escape(name)}">' + "".join(
            "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in table)
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="1024"/></table:table-row></table:table>' for name, table in sheets.items())
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    zipped(path, {
        "mimetype": kind,
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": '<manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'})
