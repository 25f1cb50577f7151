"""Lists that are no workbooks: separated texts, web tables and SpreadsheetML, whatever their ending."""

from datetime import date, datetime
from pathlib import Path

import pytest

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.reader import read_book


def rows_of(folder: Path, content: bytes, limits: Limits | None = None) -> list[tuple[object, ...]]:
    path = folder / "list.xls"
    path.write_bytes(content)
    return list(read_book(path, limits, isolated=False).sheets[0].rows)


def test_text_stays_text_and_blanks_are_none(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"code,phone,x\n00123,13800138000,\n") == [("code", "phone", "x"),
                                                                         ("00123", "13800138000")]


def test_line_breaks_and_quotes_inside_a_field(tmp_path: Path) -> None:
    assert rows_of(tmp_path, '甲,"1.张三\n2.""李四"""\n'.encode()) == [("甲", '1.张三\n2."李四"')]


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n', "SEP=;\r"])
def test_excels_own_first_line_is_no_row(tmp_path: Path, first: str) -> None:
    assert rows_of(tmp_path, (first + "a;b\r\n1;2\r\n").encode()) == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize("content, rows", [
    ("a,b\r1,2\r3,4", [("a", "b"), ("1", "2"), ("3", "4")]),
    ("a,b,c\n1\n2,3\n4,5,6,7\n", [("a", "b", "c"), ("1",), ("2", "3"), ("4", "5", "6", "7")]),
    ('="00123",\t13800138000,"=""00456"""\nx,y,z\n', [("00123", "\t13800138000", "00456"), ("x", "y", "z")]),
    ("a\0,b\nc,d\n", [("a", "b"), ("c", "d")]),
    ("#N/A,#3\nb,c\n", [(None, "#3"), ("b", "c")]),
    ("甲,乙\n\n\n丙,丁\n\n", [("甲", "乙"), (), (), ("丙", "丁")]),
    ("Foo Co., Ltd.\nBar\nBaz\nQux\n", [("Foo Co., Ltd.",), ("Bar",), ("Baz",), ("Qux",)]),
    ('a, "b, c" ,d\n1,2,3\n', [("a", "b, c", "d"), ("1", "2", "3")])],
    ids=["old Mac line ends", "ragged", "noughts kept from Excel", "NUL", "errors", "blank lines", "names with commas",
         "blanks around quotes"])
def test_what_texts_hold(tmp_path: Path, content: str, rows: list[tuple[object, ...]]) -> None:
    assert rows_of(tmp_path, content.encode()) == rows


def test_a_stray_quote_never_swallows_the_rows_below(tmp_path: Path) -> None:
    """The csv module makes one cell of everything up to the next quote, without a word."""
    content = '名称,数\n"甲,1\n乙,2\n5" 管,3\n"丙","4"\n"丁"戊,5\n"末,6\n'
    assert rows_of(tmp_path, content.encode()) == [
        ("名称", "数"), ('"甲', "1"), ("乙", "2"), ('5" 管', "3"), ("丙", "4"), ('"丁"戊', "5"), ('"末', "6")]


def test_a_field_beyond_the_limit_is_refused_and_the_limit_can_be_raised(tmp_path: Path) -> None:
    content = b"a,b\n" + b"x" * 2000 + b",2\n"
    with pytest.raises(WorldFault, match='"cell_text"'):
        rows_of(tmp_path, content, Limits(cell_text=1000))
    assert rows_of(tmp_path, content, Limits(cell_text=3000))[1][0] == "x" * 2000


def test_a_very_long_line_is_cut_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"x," * 600_000 + b"x\n1,2\n")
    book = read_book(path)
    assert [len(row) for row in book.sheets[0].rows] == [512, 2]
    assert 'limit "columns"' in str(book.remarks[0])


def test_a_large_text_is_read_by_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"company,amount\n" + "广州甲公司,35\n".encode() * 500_000)
    assert len(read_book(path).sheets[0].rows) == 500_001


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_do_not_spoil_the_rest_and_are_said(tmp_path: Path, encoding: str) -> None:
    content = ("企业名称,投资额\n" + "广州甲公司,35\n" * 20).encode(encoding) + b"\xff\x80\xff,1\n"
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    sheet = read_book(path, isolated=False).sheets[0]
    assert sheet.rows[1] == ("广州甲公司", "35")
    assert "line 22" in str(sheet.remarks[0])


def test_a_web_table_with_spans_keeps_its_columns(tmp_path: Path) -> None:
    page = ("<html><head><meta charset=gb2312><style>td{}</style></head><body><table><tr>"
            "<th rowspan=2>企业<th colspan=2>投资</tr><tr><th>总额<th>到位</tr><tr><td>甲<br>公司</td><td>3.5</td>"
            "<td>&nbsp;</td></table><table><tr><td>第二张</td></tr></table>")
    path = tmp_path / "export.xls"
    path.write_bytes(page.encode("gb18030"))
    book = read_book(path, isolated=False)
    assert book.format == "html"
    assert [sheet.name for sheet in book.sheets] == ["Table 1", "Table 2"]
    assert book.sheets[0].rows[:2] == [("企业", "投资"), (None, "总额", "到位")]
    assert book.sheets[0].value(3, 1) == "甲\n公司"


def spreadsheet(rows: str, styles: str = "") -> bytes:
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    return (f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{namespace}" '
            f'xmlns:ss="{namespace}"><Styles>{styles}</Styles><Worksheet ss:Name="台账"><Table>{rows}</Table>'
            "</Worksheet></Workbook>").encode()


def data(said: str, kind: str = "String", told: str = "") -> str:
    return f'<Cell {told}><Data ss:Type="{kind}">{said}</Data></Cell>'


def test_spreadsheetml_keeps_types_and_skipped_cells(tmp_path: Path) -> None:
    cells = (data("00123") + data("3.5\n", "Number", 'ss:Index="4"') + data("2017-09-15T00:00:00.000", "DateTime")
             + data("2017-09-15T08:30:00.000", "DateTime") + data("1", "Boolean") + data("none", "Number"))
    assert rows_of(tmp_path, spreadsheet(f'<Row ss:Index="2">{cells}</Row>')) == [
        ("00123", None, None, 3.5, date(2017, 9, 15), datetime(2017, 9, 15, 8, 30), True, "none")]


def test_spreadsheetml_keeps_columns_behind_merged_cells_formats_errors_and_hidden_rows(tmp_path: Path) -> None:
    style = '<Style ss:ID="s1"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style>'
    rows = ("<Row>" + data("题", told='ss:MergeAcross="2" ss:MergeDown="1"') + data("d") + "</Row><Row/>"
            '<Row ss:Hidden="1">' + data("2017-09-01T00:00:00.000", "DateTime", 'ss:StyleID="s1"')
            + data("#N/A", "Error") + data("c") + "</Row>")
    path = tmp_path / "list.xls"
    path.write_bytes(spreadsheet(rows, style))
    for isolated in (True, False):
        sheet = read_book(path, isolated=isolated).sheets[0]
        assert sheet.rows == [("题", None, None, "d"), (), (date(2017, 9, 1), None, "c")]
        assert sheet.number_format(3, 1) == 'yyyy"年"m"月"'
        assert (sheet.merged, sheet.errors, sheet.hidden_rows) == ([(1, 1, 2, 3)], {(3, 2): "#N/A"}, {3})


def test_spreadsheetml_with_entities_is_refused(tmp_path: Path) -> None:
    content = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
               '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    with pytest.raises(WorldFault, match="declares XML entities"):
        rows_of(tmp_path, content.encode())


@pytest.mark.parametrize("index", ["1048577", "99999999"])
def test_spreadsheetml_with_a_row_outside_of_any_sheet_is_refused(tmp_path: Path, index: str) -> None:
    with pytest.raises(WorldFault, match="outside of any sheet"):
        rows_of(tmp_path, spreadsheet(f'<Row ss:Index="{index}">{data("x")}</Row>'))
