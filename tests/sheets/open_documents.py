"""OpenDocument workbooks made by hand, for what LibreOffice would not write or a test must not wait for."""

from __future__ import annotations

from pathlib import Path

from books import zipped

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
    ("draw", "drawing"))) + (' xmlns:xlink="http://www.w3.org/1999/xlink" '
                             'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"')


def content_xml(tables: str, styles: str = "", settings: str = "") -> str:
    return (f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{settings}{tables}</office:spreadsheet></office:body></office:document-content>")


def open_document(folder: Path, tables: str, styles: str = "", *, settings: str = "", common: str = "",
                  name: str = "list.ods", prolog: str = "") -> Path:
    """A workbook of these tables. ``styles``: automatic ones; ``common``: those of styles.xml."""
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(folder / name, {
        "mimetype": KIND, "content.xml": prolog + content_xml(tables, styles, settings),
        "styles.xml": f"<office:document-styles {_NAMES}><office:styles>{common}</office:styles>"
                      "</office:document-styles>",
        "META-INF/manifest.xml": manifest})


def flat(folder: Path, tables: str) -> Path:
    """The same as one XML file (.fods), with blanks between its tags."""
    path = folder / "list.fods"
    path.write_text(f'<?xml version="1.0"?>\n<office:document {_NAMES} office:mimetype="{KIND}"><office:body>'
                    f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>",
                    encoding="utf-8")
    return path


def table(*rows: str, name: str = "台账", told: str = "", columns: str = "") -> str:
    return f'<table:table table:name="{name}" {told}>{columns}{"".join(rows)}</table:table>'


def row(*cells: str, told: str = "") -> str:
    return f"<table:table-row {told}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", told: str = "") -> str:
    """A cell; a plain text where nothing else is told of it."""
    kind = told if "value-type" in told or "formula" in told or not text else f'office:value-type="string" {told}'
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {kind}>{paragraphs}</table:table-cell>"


def number(value: float | str, told: str = "") -> str:
    return cell(str(value), f'office:value-type="float" office:value="{value}" {told}')


def day(value: str, told: str = "") -> str:
    return cell(value, f'office:value-type="date" office:date-value="{value}" {told}')


def data_style(kind: str, name: str, parts: str, told: str = "") -> str:
    """A data style and a cell style of the same name that uses it."""
    return (f'<number:{kind} style:name="N{name}" {told}>{parts}</number:{kind}>'
            f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="N{name}"/>')


MONTHS = data_style("date-style", "months", '<number:year number:style="long"/><number:text>年</number:text>'
                                            "<number:month/><number:text>月</number:text>")
BILLIONS = data_style("number-style", "billions", '<number:number number:decimal-places="2"/>'
                                                  "<number:text>亿元</number:text>")
ELAPSED = data_style("time-style", "elapsed", '<number:hours/><number:text>:</number:text><number:minutes '
                                              'number:style="long"/>', 'number:truncate-on-overflow="false"')
