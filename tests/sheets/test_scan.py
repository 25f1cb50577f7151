"""What the values alone do not tell: formats, errors, formulas without a value, hidden and merged parts, notes."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from books import STRICT, old_xls, parts_of, relations, rows, sheet_xml, styles, workbook, zipped

from promo_desk.sheets.cells import RawSheet, cell_name, column_letter, column_number
from promo_desk.sheets.reader import read_book

QUIRKS = rows(
    (2, '<c r="B2" s="1"><v>42979</v></c><c r="C2" s="2"><v>42993</v></c>'),
    (3, '<c r="B3" s="1"><v>43009</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3"><f>1+1</f></c>'),
    (4, '<c r="B4" s="3"><v>3.5</v></c><c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D4"><f>B4*2</f><v></v></c>'),
    (5, '<c r="B5" s="0"><v>12</v></c><c r="C5" t="str"><f>IF(1,"")</f><v></v></c><c r="D5"><f>1+2</f><v>3</v></c>')
).replace('<row r="4"', '<row r="4" hidden="1"')
FORMATS = styles(0, 'yyyy"年"m"月"', 31, '0.00"亿元"', 4)
TAIL = '<mergeCells><mergeCell ref="B7:D8"/></mergeCells>'
HEAD = '<cols><col min="3" max="4" hidden="1"/></cols>'


def read(path: Path) -> RawSheet:
    return read_book(path, isolated=False).sheets[0]


def usual(folder: Path) -> Path:
    return workbook(folder, QUIRKS, before=HEAD, after=TAIL, styles=FORMATS)


def prefixed(folder: Path) -> Path:
    """The same with a prefix before each tag."""
    path = usual(folder)
    sheet = sheet_xml(QUIRKS, HEAD, TAIL).decode()
    sheet = sheet.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
    return zipped(path, parts_of(sheet, styles=FORMATS))


def turned(folder: Path) -> Path:
    """The same with the attributes in another order and the other quotes."""
    sheet = sheet_xml(QUIRKS, HEAD, TAIL).decode()
    for place in ("B2", "C2", "B3", "B4"):
        number = {"B2": 1, "B3": 1, "C2": 2, "B4": 3}[place]
        sheet = sheet.replace(f'<c r="{place}" s="{number}">', f"<c s='{number}' r='{place}'>")
    return zipped(folder / "turned.xlsx", parts_of(sheet, styles=FORMATS))


def wide(folder: Path) -> Path:
    """The same in UTF-16, of which calamine makes an empty sheet."""
    sheet = '<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml(QUIRKS, HEAD, TAIL).decode()
    return zipped(folder / "wide.xlsx", parts_of(sheet.encode("utf-16"), styles=FORMATS))


@pytest.mark.parametrize("made", [usual, prefixed, turned, wide])
def test_every_way_of_writing_a_sheet_tells_the_same(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    sheet = read(made(tmp_path))
    assert (sheet.number_format(2, 2), sheet.number_format(3, 2)) == ('yyyy"年"m"月"', 'yyyy"年"m"月"')
    assert (sheet.number_format(2, 3), sheet.number_format(4, 2)) == ('yyyy"年"m"月"d"日"', '0.00"亿元"')
    assert sheet.number_format(5, 2) is None
    assert sheet.errors == {(3, 3): "#N/A", (4, 3): "#DIV/0!"}
    assert sheet.formulas_without_value == {(3, 4), (4, 4)}
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {3, 4})
    assert sheet.merged == [(7, 2, 8, 4)]
    assert str(sheet.value(2, 2))[:10] == "2017-09-01"
    assert str(sheet.value(2, 3))[:10] == "2017-09-15"
    assert sheet.value(3, 3) is None and sheet.value(5, 4) == 3


def test_a_table_that_does_not_begin_in_a1_keeps_its_addresses(tmp_path: Path) -> None:
    sheet = read(workbook(tmp_path, rows((3, '<c r="C3"><v>1</v></c>'), (4, '<c r="D4"><v>2</v></c>'))))
    assert (sheet.first_row, sheet.value(3, 3), sheet.value(4, 4)) == (3, 1, 2)


def test_what_a_merged_cell_covers(tmp_path: Path) -> None:
    cells = rows((1, '<c r="A1"><v>1</v></c><c r="C1"><v>2</v></c>'), (3, '<c r="C3"><v>3</v></c>'))
    sheet = read(workbook(tmp_path, cells, after='<mergeCells><mergeCell ref="A1:B3"/></mergeCells>'))
    assert sheet.covered_by(1, 1) is None and sheet.covered_by(3, 3) is None
    assert sheet.covered_by(3, 2) == sheet.covered_by(1, 2) == (1, 1)


def test_values_keep_their_types(tmp_path: Path) -> None:
    cells = ('<c r="A1"><v>3</v></c><c r="B1"><v>2.5</v></c><c r="C1" t="b"><v>1</v></c>'
             '<c r="D1" t="str"><v>00123</v></c>'
             '<c r="E1"><v>13800138000</v></c><c r="F1"><v>9.14E+17</v></c><c r="G1" s="1"><v>0.4375</v></c>'
             '<c r="H1"><v>1</v></c><c r="I1" t="b"><v>0</v></c><c r="J1"><v>0</v></c>')
    row = read(workbook(tmp_path, rows((1, cells)), styles=styles(0, 20))).rows[0]
    assert row == (3, 2.5, True, "00123", 13800138000, 9.14e17, time(10, 30), 1, False, 0)
    assert [type(value) for value in row] == [int, float, bool, str, int, float, time, int, bool, int]


@pytest.mark.parametrize("number, format_code, row_by_row", [
    (31, 'yyyy"年"m"月"d"日"', False), (57, 'yyyy"年"m"月"', False),
    (58, 'm"月"d"日"', True), (27, 'yyyy"年"m"月"', True)])
def test_chinese_built_in_dates_are_dates(tmp_path: Path, number: int, format_code: str, row_by_row: bool) -> None:
    """By calamine, and cell by cell where the box is too large for it."""
    far = (100, '<c r="ZZ100"><v>1</v></c>') if row_by_row else (2, '<c r="A2"><v>1</v></c>')
    path = workbook(tmp_path, rows((1, '<c r="A1" s="1"><v>42979</v></c>'), far), styles=styles(0, number))
    from promo_desk.sheets.limits import Limits
    sheet = read_book(path, Limits(box=1 if row_by_row else 10_000), isolated=False).sheets[0]
    assert str(sheet.value(1, 1))[:10] == "2017-09-01"
    assert sheet.number_format(1, 1) == format_code


def test_the_1904_epoch(tmp_path: Path) -> None:
    path = workbook(tmp_path, rows((1, '<c r="A1" s="1"><v>41517</v></c><c r="B1"><v>41517</v></c>')),
                    styles=styles(0, 14), workbook='<workbookPr date1904="1"/>')
    sheet = read(path)
    assert (sheet.value(1, 1), sheet.value(1, 2), sheet.epoch_1904) == (date(2017, 9, 1), 41517, True)


def test_strict_workbooks_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, rows((1, '<c r="A1"><v>7</v></c>')), namespace=STRICT)
    assert read(path).rows == [(7,)]


def test_comments_and_links(tmp_path: Path) -> None:
    more = {"xl/worksheets/_rels/sheet1.xml.rels": relations(("hyperlink", "https://example.org/a?b=1"),
                                                             ("comments", "../comments1.xml")),
            "xl/comments1.xml": '<comments><commentList><comment ref="A1"><text><r><t>核实</t></r><r><t>金额</t></r>'
                                "</text></comment></commentList></comments>"}
    path = workbook(tmp_path, rows((1, '<c r="A1"><v>7</v></c>')), more=more,
                    after='<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>')
    sheet = read(path)
    assert (sheet.comments, sheet.links) == ({(1, 1): "核实金额"}, {(1, 1): "https://example.org/a?b=1"})


def test_custom_properties_carry_our_own_marks(tmp_path: Path) -> None:
    more = {"docProps/custom.xml": '<Properties xmlns:vt="v"><property name="promo_desk_change" pid="2"><vt:lpwstr>17'
                                   "</vt:lpwstr></property></Properties>"}
    book = read_book(workbook(tmp_path, rows((1, '<c r="A1"><v>7</v></c>')), more=more), isolated=False)
    assert book.properties == {"promo_desk_change": "17"}


@pytest.mark.parametrize("part, said", [
    ("xl/vbaProject.bin", "macros"), ("xl/externalLinks/externalLink1.xml", "other workbooks"),
    ("xl/connections.xml", "data connections"), ("xl/embeddings/oleObject1.bin", "embedded objects")])
def test_what_could_act_is_mentioned_and_never_acts(tmp_path: Path, part: str, said: str) -> None:
    path = workbook(tmp_path, rows((1, '<c r="A1"><v>7</v></c>')), more={part: "<x/>"})
    assert said in str(read_book(path, isolated=False).remarks[0])


def test_hidden_sheets_say_so(tmp_path: Path) -> None:
    book = read_book(workbook(tmp_path, "", state='state="veryHidden"'), isolated=False)
    assert book.sheets[0].visible is False
    assert str(book.remarks[0]) == "Hidden sheets: S"


def test_what_one_way_refuses_the_other_reads(tmp_path: Path) -> None:
    """An empty <fill/> from an exporter is too much for some, UTF-16 for calamine; nobody need know."""
    empty_fill = styles(0).replace("<fill><patternFill/></fill>", "<fill/>")
    assert read(workbook(tmp_path, rows((1, '<c r="A1"><v>7</v></c>')), styles=empty_fill)).rows == [(7,)]
    sheet = sheet_xml(rows((1, '<c r="A1"><v>7</v></c>'))).decode()
    assert read(zipped(tmp_path / "wide.xlsx", parts_of(sheet.encode("utf-16")))).rows == [(7,)]


def test_a_missing_list_of_texts_is_no_reason_to_refuse(tmp_path: Path) -> None:
    parts = parts_of(sheet_xml(rows((1, '<c r="A1"><v>7</v></c>'))))
    del parts["xl/sharedStrings.xml"]
    assert read(zipped(tmp_path / "none.xlsx", parts)).rows == [(7,)]


def test_an_old_workbook_tells_months_errors_and_hidden_parts(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(old_xls())
    book = read_book(path)
    sheet = book.sheets[0]
    assert (book.format, [each.visible for each in book.sheets]) == ("xls", [True, False])
    assert sheet.rows[1] == ("甲公司", date(2017, 9, 1), date(2017, 9, 15), 3.5, "00123")
    assert (sheet.number_format(2, 2), sheet.number_format(2, 3)) == ('yyyy"年"m"月"', "yyyy/m/d")
    assert (sheet.errors, sheet.hidden_rows, sheet.hidden_columns) == ({(3, 5): "#N/A"}, {3}, {3})
    assert sheet.merged == [(5, 1, 6, 2)]


@pytest.mark.parametrize("column, letters", [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16384, "XFD")])
def test_addresses(column: int, letters: str) -> None:
    assert (column_letter(column), column_number(letters)) == (letters, column)
    assert cell_name(17, column) == f"{letters}17"


def test_places_and_numbers_that_are_none_are_passed_over(tmp_path: Path) -> None:
    """Row 0, format "16x": found by breaking sound workbooks at random."""
    cells = rows((1, '<c r="A0" s="1"><v>42979</v></c><c r="B1" t="e"><v>#N/A</v></c>')).replace(
        "<row ", '<row hidden="1" ', 1)
    odd = styles(0, 14).replace('numFmtId="14"', 'numFmtId="14x"')
    sheet = read(workbook(tmp_path, cells + '<row r="0" hidden="1"/>', styles=odd,
                          before='<cols><col min="0" max="x" hidden="1"/></cols>',
                          after='<mergeCells><mergeCell ref="A0:B2"/><mergeCell ref="C1:D2"/></mergeCells>'))
    assert (sheet.errors, sheet.hidden_rows, sheet.merged) == ({(1, 2): "#N/A"}, {1}, [(1, 3, 2, 4)])
    assert all(first >= 1 for runs in sheet.formats.values() for first, _last, _code in runs)


@pytest.mark.parametrize("padding", ["", "长" * 200], ids=["styles stand close", "styles stand far apart"])
def test_a_style_is_a_cells_wherever_else_such_a_mark_stands(tmp_path: Path, padding: str) -> None:
    """A row has a style too, and a text may hold the very signs of one."""
    cells = "".join(f'<c r="A{n}" t="inlineStr"><is><t>{padding} s="1"</t></is></c><c r="B{n}" s="1"><v>42979</v></c>\0'
                    for n in range(1, 40)).split("\0")[:-1]
    sheet = read(workbook(tmp_path, rows(*enumerate(cells, 1)).replace('<row r="3"', '<row r="3" s="1"'),
                          styles=styles(0, 31)))
    assert sheet.formats == {2: [(1, 39, 'yyyy"年"m"月"d"日"')]}
