"""What real files do to readers, one small file each, against a full parse of the same bytes: nothing is lost silently.

The tests follow the table of traps that was measured over thousands of public workbooks; each says its line. The full
parse is the sheet's XML read cell by cell here, by a parser that knows nothing of speed.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from books import MAIN, STRICT, parts_of, relations, rows, sheet_xml, styles, workbook, zipped

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.cells import RawSheet, column_number
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.outline import CJK_DATES
from promo_desk.sheets.reader import read_book

CELL_BY_CELL = Limits(box=1)
"""Read cell by cell, as a sheet is whose box is too large for memory."""
BOTH = pytest.mark.parametrize("limits", [Limits(), CELL_BY_CELL], ids=["calamine", "cell by cell"])


def read(path: Path, limits: Limits | None = None) -> RawSheet:
    return read_book(path, limits, isolated=False).sheets[0]


def filled(sheet: RawSheet) -> set[tuple[int, int]]:
    """The places of a sheet that hold a value or an error."""
    values = {(row, column) for row, cells in sheet.numbered() for column, value in enumerate(cells, 1)
              if value is not None}
    return values | set(sheet.errors)


def fully(path: Path, part: str = "xl/worksheets/sheet1.xml") -> set[tuple[int, int]]:
    """The places that a full parse of the XML finds filled; cells without a place stand beside the one before."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read(part))
    found, row, column = set(), 0, 0
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif name == "c":
            place = re.fullmatch(r"([A-Z]+)(\d+)", element.get("r", ""))
            row, column = (int(place[2]), column_number(place[1])) if place else (row, column + 1)
            if any((each.text or "") for each in element.iter() if each.tag.rpartition("}")[2] in ("v", "t")):
                found.add((row, column))
    return found


def numbers(places: Iterable[str]) -> str:
    """Rows in the order given: each cell holds its own number."""
    by_row: dict[int, list[str]] = {}
    for at, place in enumerate(places, 1):
        by_row.setdefault(int(re.sub(r"\D", "", place)), []).append(f'<c r="{place}"><v>{at}</v></c>')
    return rows(*((row, "".join(cells)) for row, cells in by_row.items()))


@BOTH
@pytest.mark.parametrize("cells", [
    numbers(["A3", "A1", "B1", "A2", "C2"]), numbers(["C1", "A1", "B2", "A2"]), numbers(["A1", "C5", "B5000"]),
    "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>",
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
    '<row r="2"><c r="A2"><v>1</v></c></row><row><c><v>2</v></c></row>'],
    ids=["rows out of order", "cells out of order", "sparse", "no places at all", "a row twice", "some places missing"])
@pytest.mark.parametrize("dimension", ["", "A1", "A1:XFD1048576", "A0:..", "B2:B3"])
def test_no_cell_is_lost_against_a_full_parse(tmp_path: Path, cells: str, dimension: str, limits: Limits) -> None:
    """Trap: dimension A1 but 10 rows (1 of 54,827 cells read, silently); rows out of order (4 of 6 lost)."""
    before = f'<dimension ref="{dimension}"/>' if dimension else ""
    path = workbook(tmp_path, cells, before=before)
    assert filled(read(path, limits)) == fully(path)


@BOTH
@pytest.mark.parametrize("seed", range(20))
def test_no_cell_is_lost_whatever_the_order_and_the_kind(tmp_path: Path, seed: int, limits: Limits) -> None:
    random = Random(seed)
    kinds = ['t="str"', 't="b"', 't="e"', "", 't="s"', 't="n"']
    lines = []
    for row in random.sample(range(1, 40), 12):
        cells = ""
        for letter in sorted(random.sample("ABCDEFG", random.randrange(1, 7))):
            kind = random.choice(kinds)
            value = {'t="str"': "文", 't="e"': "#N/A", 't="s"': "0"}.get(kind, "1")
            inner = random.choice((f"<v>{value}</v>", "", f"<f>1</f><v>{value}</v>"))
            cells += f'<c r="{letter}{row}" {kind}>{inner}</c>'
        lines.append((row, cells))
    path = workbook(tmp_path, rows(*lines), strings="<si><t>共享</t></si>")
    assert filled(read(path, limits)) == fully(path)


@BOTH
@pytest.mark.parametrize("number", CJK_DATES)
def test_every_built_in_date_format_of_chinese_excel_is_a_date(tmp_path: Path, number: int, limits: Limits) -> None:
    """Trap: formats 27 to 36 and 50 to 58 (yyyy年m月d日): openpyxl gives the number 42979."""
    cells = rows((1, '<c r="A1" s="1"><v>42979</v></c><c r="C1"><v>1</v></c>'))
    path = workbook(tmp_path, cells, styles=styles(0, number))
    sheet = read(path, limits)
    assert str(sheet.value(1, 1))[:10] == "2017-09-01"
    assert sheet.number_format(1, 1) is not None


def test_a_million_formatted_blank_rows_are_no_rows(tmp_path: Path) -> None:
    """Trap: 10 data rows and 1,048,566 blank ones (common; openpyxl takes more than 20 s)."""
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(11, 200_000))
    path = workbook(tmp_path, numbers([f"A{row}" for row in range(1, 11)]) + blank)
    assert len(read(path).rows) == 10


def test_a_far_corner_beyond_memory_is_read_and_the_rest_with_it(tmp_path: Path) -> None:
    """Trap: three cells with one in XFD1048576 (calamine aborts the process)."""
    path = workbook(tmp_path, numbers(["A1", "B2"]) + '<row r="9000"><c r="XFD9000"><v>9</v></c></row>')
    book = read_book(path)
    assert filled(book.sheets[0]) == {(1, 1), (2, 2)}
    assert 'limit "columns"' in str(book.remarks[0]), "what is left out is said"


def test_an_empty_fill_a_bad_style_and_unknown_attributes_are_no_reason_to_refuse(tmp_path: Path) -> None:
    """Trap: <fill/> by exporters, cellStyle with an attribute nobody knows (openpyxl: TypeError)."""
    odd = (styles(0, 14).replace("<fill><patternFill/></fill>", "<fill/>")
           + '<cellStyles><cellStyle biltinId="3"/></cellStyles>')
    path = workbook(tmp_path, rows((1, '<c r="A1" s="1"><v>42979</v></c><c r="B1" s="77"><v>5</v></c>')), styles=odd)
    assert read(path).rows == [(date(2017, 9, 1), 5)]


@pytest.mark.parametrize("missing", ["xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_missing_part_costs_only_what_it_held(tmp_path: Path, missing: str) -> None:
    """Trap: no sharedStrings.xml (openpyxl refuses)."""
    parts = parts_of(sheet_xml(numbers(["A1", "B1"])))
    del parts[missing]
    assert read(zipped(tmp_path / "part.xlsx", parts)).rows == [(1, 2)]


def test_a_text_that_is_missing_from_the_list_is_never_a_silent_blank(tmp_path: Path) -> None:
    cells = rows((1, '<c r="A1" t="s"><v>7</v></c><c r="B1"><v>1</v></c>'))
    path = workbook(tmp_path, cells, strings="<si><t>x</t></si>")
    with pytest.raises(WorldFault, match="damaged or incomplete"):
        read_book(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_parts_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    """Trap: UTF-16 parts (calamine makes an empty sheet of them, without a word)."""
    declared = '<?xml version="1.0" encoding="UTF-16"?>' if encoding == "utf-16" else ""
    sheet = declared + sheet_xml(rows((1, '<c r="A1" t="str"><v>企业</v></c>'))).decode()
    assert read(zipped(tmp_path / "wide.xlsx", parts_of(sheet.encode(encoding)))).rows == [("企业",)]


def test_a_sheet_without_a_relation_is_found_or_refused_and_never_silently_empty(tmp_path: Path) -> None:
    """Trap: <sheet> without r:id (calamine refuses)."""
    parts = parts_of(sheet_xml(numbers(["A1"])))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('r:id="rId1"', "")
    try:
        assert read_book(zipped(tmp_path / "none.xlsx", parts)).sheets[0].rows == [(1,)]
    except WorldFault as fault:
        assert "damaged or incomplete" in str(fault)


def test_strict_workbooks_keep_every_sheet_and_their_dates(tmp_path: Path) -> None:
    """Trap: strict OOXML (openpyxl: zero sheets, silently), with dates as ISO texts."""
    cells = rows((1, '<c r="A1" t="d"><v>2017-09-01</v></c><c r="B1" t="d"><v>2017-09-01T08:30:00</v></c>'
                     '<c r="C1" s="1"><v>42979</v></c>'))
    path = workbook(tmp_path, cells, namespace=STRICT, styles=styles(0, 14))
    assert read(path).rows == [(date(2017, 9, 1), datetime(2017, 9, 1, 8, 30), date(2017, 9, 1))]


def test_error_cells_are_told_apart_from_blanks(tmp_path: Path) -> None:
    """Trap: calamine gives "" for #N/A."""
    errors = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"]
    cells = "".join(f'<c r="{letter}1" t="e"><v>{html.escape(error)}</v></c>'
                    for letter, error in zip("ABCDEFG", errors, strict=True))
    sheet = read(workbook(tmp_path, rows((1, cells + '<c r="H1"/><c r="I1"><v>1</v></c>'))))
    assert sheet.errors == {(1, column): error for column, error in enumerate(errors, 1)}
    assert sheet.rows == [(None,) * 8 + (1,)]


@BOTH
def test_a_number_of_sixteen_digits_and_more_comes_as_it_stands_in_the_file(tmp_path: Path, limits: Limits) -> None:
    """Trap: an identity number typed as a number. Its last digits are lost in the file already: the value stays a
    number (the field that takes it says so); typed as a text it keeps every digit."""
    cells = ('<c r="A1"><v>440106198001011230</v></c><c r="B1" t="str"><v>440106198001011234</v></c>'
             '<c r="C1"><v>9.14E+17</v></c><c r="D1"><v>123456789012345</v></c>')
    row = read(workbook(tmp_path, rows((1, cells))), limits).rows[0]
    assert row == (440106198001011230.0, "440106198001011234", 9.14e17, 123456789012345)
    assert [type(value) for value in row] == [float, str, float, int], "a whole number only where no digit is invented"


@BOTH
def test_dates_beyond_the_calendar_are_numbers_still(tmp_path: Path, limits: Limits) -> None:
    """Trap: year > 9999 (openpyxl: #VALUE!)."""
    cells = '<c r="A1" s="1"><v>2958465</v></c><c r="B1" s="1"><v>2958466</v></c><c r="C1" s="1"><v>1E9</v></c>'
    row = read(workbook(tmp_path, rows((1, cells)), styles=styles(0, 14)), limits).rows[0]
    assert str(row[0])[:10] == "9999-12-31"
    assert not any(isinstance(value, date) for value in row[1:])


@BOTH
def test_the_1904_epoch(tmp_path: Path, limits: Limits) -> None:
    path = workbook(tmp_path, rows((1, '<c r="A1" s="1"><v>41517</v></c><c r="C1"><v>1</v></c>')), styles=styles(0, 14),
                    workbook='<workbookPr date1904="true"/>')
    assert str(read(path, limits).value(1, 1))[:10] == "2017-09-01"


@BOTH
def test_phonetic_guides_are_not_mixed_into_the_text_and_rich_text_is_whole(tmp_path: Path, limits: Limits) -> None:
    strings = ("<si><t>広州</t><rPh sb='0' eb='2'><t>コウシュウ</t></rPh><phoneticPr fontId='1'/></si>"
               "<si><r><t>广州</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 甲公司 </t></r></si>")
    cells = ('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>内</t></r><r>'
             '<t>联</t></r></is></c><c r="D1" t="inlineStr"><is><t>单</t></is></c>')
    row = read(workbook(tmp_path, rows((1, cells)), strings=strings), limits).rows[0]
    assert (row[0], str(row[1]).strip(), row[2:]) == ("広州", "广州 甲公司", ("内联", "单"))


@BOTH
def test_escapes_of_control_characters_are_read(tmp_path: Path, limits: Limits) -> None:
    """Trap: _x000D_ in a text stands for a line end of Windows."""
    strings = "<si><t>一_x000D_\n二</t></si><si><t>a_x0041_b</t></si>"
    cells = rows((1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'))
    row = read(workbook(tmp_path, cells, strings=strings), limits).rows[0]
    assert str(row[0]).replace("\r", "") == "一\n二"
    assert row[1] == "aAb"


@BOTH
def test_truth_times_and_lengths_of_time(tmp_path: Path, limits: Limits) -> None:
    cells = ('<c r="A1" t="b"><v>1</v></c><c r="B1" s="1"><v>0.4375</v></c><c r="C1" s="2"><v>1.25</v></c>'
             '<c r="D1" s="3"><v>42979.5</v></c>')
    row = read(workbook(tmp_path, rows((1, cells)), styles=styles(0, 20, "[h]:mm", 22)), limits).rows[0]
    assert row == (True, time(10, 30), timedelta(hours=30), datetime(2017, 9, 1, 12))


@BOTH
def test_shared_formulas_give_their_stored_results(tmp_path: Path, limits: Limits) -> None:
    cells = rows((1, '<c r="A1"><f t="shared" ref="A1:A3" si="0">ROW()</f><v>1</v></c>'),
                 (2, '<c r="A2"><f t="shared" si="0"/><v>2</v></c>'), (3, '<c r="A3"><f t="shared" si="0"/></c>'))
    sheet = read(workbook(tmp_path, cells), limits)
    assert (sheet.rows, sheet.formulas_without_value) == ([(1,), (2,)], {(3, 1)})


def two_sheets(folder: Path, names: tuple[str, str], state: str = "", kind: str = "worksheet") -> Path:
    parts = parts_of(sheet_xml(numbers(["A1"])), more={"xl/worksheets/sheet2.xml": sheet_xml(numbers(["A1", "B1"]))})
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" {state if at == 2 else ""} r:id="rId{at}"/>'
                     for at, name in enumerate(names, 1))
    plain = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = re.sub("<sheets>.*</sheets>", f"<sheets>{listed}</sheets>", plain)
    target = "chartsheets/sheet1.xml" if kind == "chartsheet" else "worksheets/sheet2.xml"
    if kind == "chartsheet":
        parts[f"xl/{target}"] = f"<chartsheet xmlns='{MAIN}'/>"
    parts["xl/_rels/workbook.xml.rels"] = relations(("worksheet", "worksheets/sheet1.xml"), (kind, target),
                                                    ("styles", "styles.xml"))
    return zipped(folder / "two.xlsx", parts)


def test_chart_sheets_are_no_sheets(tmp_path: Path) -> None:
    book = read_book(two_sheets(tmp_path, ("数据", "图"), kind="chartsheet"), isolated=False)
    assert [sheet.name for sheet in book.sheets] == ["数据"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_and_very_hidden_sheets_are_read_and_named(tmp_path: Path, state: str) -> None:
    book = read_book(two_sheets(tmp_path, ("表", "藏"), f'state="{state}"'), isolated=False)
    assert [(sheet.name, sheet.visible) for sheet in book.sheets] == [("表", True), ("藏", False)]
    assert str(book.remarks[-1]) == "Hidden sheets: 藏"


def test_two_sheets_of_the_same_name_are_both_read(tmp_path: Path) -> None:
    book = read_book(two_sheets(tmp_path, ("台账", "台账")), isolated=False)
    assert sorted(len(sheet.rows[0]) for sheet in book.sheets) == [1, 2]
    assert len({sheet.name for sheet in book.sheets}) == 2, "a sheet is known by its name"


@pytest.mark.parametrize("cells, said", [
    ('<row r="16777217"><c r="A16777217"><v>1</v></c></row>', "outside of any sheet"),
    ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "outside of any sheet")])
def test_a_cell_outside_the_grid_is_refused(tmp_path: Path, cells: str, said: str) -> None:
    """Trap: row 16,777,217 (calamine aborts the process)."""
    with pytest.raises(WorldFault, match=said):
        read_book(workbook(tmp_path, cells))


def test_a_control_character_by_reference_does_not_refuse_the_file(tmp_path: Path) -> None:
    """Trap: &#x1; (openpyxl: ParseError)."""
    path = workbook(tmp_path, rows((1, '<c r="A1" t="str"><v>a&#x1;b</v></c><c r="B1"><v>2</v></c>')))
    assert read(path).value(1, 2) == 2


def test_thousands_of_formats_cost_nothing(tmp_path: Path) -> None:
    """Trap: 65,000 cell formats (a file bloated by copying)."""
    path = workbook(tmp_path, rows((1, '<c r="A1" s="64999"><v>42979</v></c>')), styles=styles(*[0] * 64_999, 14))
    assert read(path).rows == [(date(2017, 9, 1),)]


@pytest.mark.parametrize("name", ["Panic", "KeyboardInterrupt"])
def test_a_panic_of_the_parser_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Trap: a Rust panic is a BaseException and no Exception; what the user breaks off stays broken off."""
    import python_calamine

    class Panic(BaseException):
        pass

    def fall_over(_file: object) -> None:
        raise Panic("index out of bounds") if name == "Panic" else KeyboardInterrupt

    monkeypatch.setattr(python_calamine.CalamineWorkbook, "from_filelike", staticmethod(fall_over), raising=False)
    path = workbook(tmp_path, numbers(["A1"]))
    if name == "Panic":
        assert read(path).rows == [(1,)], "then it is read cell by cell"
    else:
        with pytest.raises(KeyboardInterrupt):
            read(path)
