"""Lists that are no workbooks: separated texts, web tables and SpreadsheetML, whatever their ending."""

from datetime import datetime
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


def test_excels_own_first_line_is_no_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"sep=;\r\na;b\r\n1;2\r\n") == [("a", "b"), ("1", "2")]


def test_a_field_beyond_the_limit_is_refused_and_the_limit_can_be_raised(tmp_path: Path) -> None:
    content = b"a,b\n" + b"x" * 2000 + b",2\n"
    with pytest.raises(WorldFault, match='"cell_text"'):
        rows_of(tmp_path, content, Limits(cell_text=1000))
    assert rows_of(tmp_path, content, Limits(cell_text=3000))[1][0] == "x" * 2000


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


def test_spreadsheetml_keeps_types_and_skipped_cells(tmp_path: Path) -> None:
    content = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="台账"><Table>
     <Row ss:Index="2"><Cell><Data ss:Type="String">00123</Data></Cell><Cell ss:Index="4"><Data ss:Type="Number">3.5
     </Data></Cell><Cell><Data ss:Type="DateTime">2017-09-15T00:00:00.000</Data></Cell></Row>
     </Table></Worksheet></Workbook>"""
    assert rows_of(tmp_path, content.encode()) == [("00123", None, None, 3.5, datetime(2017, 9, 15))]


def test_spreadsheetml_with_entities_is_refused(tmp_path: Path) -> None:
    content = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
               '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    with pytest.raises(WorldFault, match="damaged"):
        rows_of(tmp_path, content.encode())
