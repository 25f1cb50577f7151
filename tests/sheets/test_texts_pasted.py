"""Cells pasted from Excel, WPS, LibreOffice and a browser: as text, and as the web table beside it."""

from datetime import date

import pytest

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.pasted import book_of_text


def pasted(text: str, html: str | None = None) -> RawSheet:
    book = book_of_text(text, html)
    assert (book.format, str(book.path), book.sheets[0].name) == ("pasted", "pasted cells", "pasted")
    return book.sheets[0]


@pytest.mark.parametrize("text, rows", [
    ("a\tb\r\n1\t2\r\n", [("a", "b"), ("1", "2")]),
    ("00123\t91440101MA59XXXX0K\n", [("00123", "91440101MA59XXXX0K")]),
    ('甲\t"1.张三\r\n2.""李四"""\r\n乙\t丙\r\n', [("甲", '1.张三\n2."李四"'), ("乙", "丙")]),
    ('"甲"公司\t5" 管\n"乙"\t"未完\n', [('"甲"公司', '5" 管'), ('"乙"', '"未完')]),
    ('"a\tb"\tc', [("a\tb", "c")]),
    ("一格", [("一格",)]),
    ("Foo Co., Ltd.; Bar\n", [("Foo Co., Ltd.; Bar",)]),
    ("\t\t\n\tx\t\n", [(None, "x")]),
    ("a\0b\tc", [("ab", "c")])],
    ids=["rows", "digits", "line breaks and quotes", "quotes that belong to the text", "a tab in a cell", "one cell",
         "commas are no columns", "blanks", "NUL"])
def test_text_from_the_clipboard(text: str, rows: list[tuple[object, ...]]) -> None:
    assert pasted(text).rows == rows


@pytest.mark.parametrize("text, html", [("", None), ("\r\n", None), ("\t\t\n \n".replace(" ", ""), None),
                                        ("", "<html><body><p>no table</p></body></html>"), ("", "<table></table>")])
def test_nothing_is_said_kindly(text: str, html: str | None) -> None:
    with pytest.raises(WorldFault, match="There are no cells on the clipboard"):
        book_of_text(text, html)


EXCEL = r"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--
.xl65 {mso-number-format:"yyyy\0022年\0022m\0022月\0022";} .xl66 {mso-number-format:"\@";}
.xl67	{mso-style-parent:style0; mso-number-format:"0\.00\0022亿元\0022";} --></style></head><body>
<table><!--StartFragment--><col width=72 span=3>
 <tr height=19><td colspan=2 class=xl65 height=19>项目
  名称</td><td>&nbsp;</td></tr>
 <tr><td class=xl65 x:num="42979">2017年9月</td><td class=xl66>00123</td><td class=xl67 x:num="3.5">3.50亿元</td></tr>
 <tr style='display:none'><td rowspan=2>甲<br>
  乙</td><td x:str="00456">00456</td><td x:num>13800138000</td></tr>
 <tr><td>4,500</td><td class=xl66 x:num="7">007</td></tr><!--EndFragment--></table></body></html>"""


def test_the_web_table_of_excel_and_wps_tells_more_than_the_text() -> None:
    sheet = pasted("plain text", EXCEL)
    assert sheet.rows == [("项目 名称",), (date(2017, 9, 1), "00123", 3.5), ("甲\n乙", "00456", 13800138000),
                          (None, "4,500", "007")]
    assert sheet.number_format(2, 1) == 'yyyy"年"m"月"', "a month stays a month"
    assert sheet.number_format(2, 3) == '0.00"亿元"'
    assert sheet.merged == [(1, 1, 1, 2), (3, 1, 4, 1)]
    assert sheet.hidden_rows == {3}


def test_the_web_table_of_libreoffice() -> None:
    page = ('<table><tr><td sdval="42979" sdnum="2052;0;YYYY-MM">2017-09</td><td sdnum="2052;0;@">00123</td>'
            '<td sdval="0.35" sdnum="2052;0;0%">35%</td><td sdval="1" sdnum="2052;0;BOOLEAN">TRUE</td></tr></table>')
    sheet = pasted("", page)
    assert sheet.rows == [(date(2017, 9, 1), "00123", 0.35, True)]
    assert sheet.number_format(1, 1) == "YYYY-MM"


def test_every_table_is_taken_and_tables_within_tables_are_tables() -> None:
    page = "<table><tr><td>outer<table><tr><td>1</td></tr></table></td></tr></table><table><tr><td>2</td></tr></table>"
    book = book_of_text("", page)
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [
        ("pasted", [("outer",)]), ("pasted 2", [("1",)]), ("pasted 3", [("2",)])]


def test_a_page_without_a_table_falls_back_to_the_text() -> None:
    assert pasted("a\tb", "<html><p>a b</p></html>").rows == [("a", "b")]


def test_errors_are_told_apart_from_texts() -> None:
    sheet = pasted("#N/A\t#DIV/0!\t#3 workshop\n####\tErr:502\tErr\n")
    assert sheet.rows == [(None, None, "#3 workshop"), (None, None, "Err")]
    assert sheet.errors == {(1, 1): "#N/A", (1, 2): "#DIV/0!", (2, 1): "####", (2, 2): "Err:502"}


def test_the_limits_hold_and_can_be_raised() -> None:
    with pytest.raises(WorldFault, match='"file_bytes"'):
        book_of_text("x" * 100, limits=Limits(file_bytes=50))
    with pytest.raises(WorldFault, match='"cell_text"'):
        book_of_text("x" * 100, limits=Limits(cell_text=50))
    assert "columns beyond" in str(book_of_text("x\t" * 600 + "x").remarks[0])
    assert "rows from 5 on" in str(book_of_text("x\n" * 9, limits=Limits(rows=4)).remarks[0])


@pytest.mark.parametrize("span", ["1048576", "99999999", "0", "-1", "x", "²"])
def test_a_span_that_claims_too_much_costs_nothing(span: str) -> None:
    page = f"<table>{f'<tr><td rowspan={span} colspan={span}>x</td></tr>' * 50}</table>"
    assert pasted("", page).value(1, 1) == "x"


def test_a_hundred_thousand_quoted_cells_without_an_end_are_plain_text() -> None:
    text = '"甲\t"乙\n' * 50_000
    assert pasted(text).rows[-1] == ('"甲', '"乙')


def test_thousands_of_tables_within_tables_are_read_one_after_another() -> None:
    """Found by breaking a page at random: each new name was looked for among all others."""
    book = book_of_text("", "<table><tr><td>x<td>" * 5_000)
    assert len({sheet.name for sheet in book.sheets}) == 5_000
