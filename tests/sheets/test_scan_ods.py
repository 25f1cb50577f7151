"""OpenDocument workbooks tell as much as Excel's: precision of dates, errors, merged and hidden parts, repeats."""

import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from open_documents import (
    BILLIONS,
    ELAPSED,
    MONTHS,
    cell,
    data_style,
    day,
    flat,
    number,
    open_document,
    row,
    table,
)

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.reader import read_book

BLANK = "<table:table-cell/>"


def read(path: Path, limits: Limits | None = None) -> RawSheet:
    return read_book(path, limits, isolated=False).sheets[0]


def test_values_keep_their_types(tmp_path: Path) -> None:
    cells = (cell("00123"), number(13800138000), number(3.5), number("9.14E+17"), day("2017-09-01"),
             day("2017-09-01T08:30:00"), day("2017-09-01T00:00:00.000000000"),
             cell("10:30", 'office:value-type="time" office:time-value="PT10H30M00S"'),
             cell("30:00", 'office:value-type="time" office:time-value="PT30H00M00S"'),
             cell("是", 'office:value-type="boolean" office:boolean-value="true"'),
             cell("35%", 'office:value-type="percentage" office:value="0.35"'),
             cell("¥5", 'office:value-type="currency" office:currency="CNY" office:value="5"'))
    assert read(open_document(tmp_path, table(row(*cells)))).rows == [
        ("00123", 13800138000, 3.5, 9.14e17, date(2017, 9, 1), datetime(2017, 9, 1, 8, 30), date(2017, 9, 1),
         time(10, 30), timedelta(hours=30), True, 0.35, 5)]


def test_what_does_not_fit_its_type_is_the_text_that_is_shown(tmp_path: Path) -> None:
    cells = (cell("公元前1年", 'office:value-type="date" office:date-value="-0001-01-01"'),
             cell("12345-01-01", 'office:value-type="date" office:date-value="12345-01-01"'),
             cell("x", 'office:value-type="float" office:value="x"'), cell("y", 'office:value-type="float"'))
    assert read(open_document(tmp_path, table(row(*cells)))).rows[0][2:] == ("x", "y")
    assert all(isinstance(value, str) for value in read(tmp_path / "list.ods").rows[0])


def test_formats_tell_months_units_and_lengths_of_time(tmp_path: Path) -> None:
    """By the cell's style, by its parent, by its column and by its row."""
    styles = MONTHS + BILLIONS + ELAPSED + ('<style:style style:name="child" style:family="table-cell" '
                                            'style:parent-style-name="months"/>')
    columns = ('<table:table-column table:number-columns-repeated="2"/><table:table-column '
               'table:default-cell-style-name="billions"/>')
    rows = (row(day("2017-09-01", 'table:style-name="months"'), day("2017-10-01", 'table:style-name="child"'),
                number(3.5), cell("30:00", 'office:value-type="time" office:time-value="PT30H" '
                                           'table:style-name="elapsed"')),
            row(day("2017-11-01"), told='table:default-cell-style-name="months"'), row(day("2017-09-15")))
    sheet = read(open_document(tmp_path, table(*rows, columns=columns), styles))
    assert sheet.number_format(1, 1) == sheet.number_format(1, 2) == sheet.number_format(2, 1) == 'yyyy"年"m"月"'
    assert (sheet.number_format(1, 3), sheet.number_format(1, 4)) == ('0.00"亿元"', "[h]:mm")
    assert sheet.number_format(3, 1) is None


def test_formats_of_the_common_styles_count_too(tmp_path: Path) -> None:
    path = open_document(tmp_path, table(row(day("2017-09-01", 'table:style-name="months"'))), common=MONTHS)
    assert read(path).number_format(1, 1) == 'yyyy"年"m"月"'


@pytest.mark.parametrize("kind, parts, told, code", [
    ("date-style", '<number:year/><number:text>-</number:text><number:month number:style="long"/>'
                   '<number:text>-</number:text><number:day number:style="long"/>', "", "yy-mm-dd"),
    ("date-style", '<number:month number:textual="true"/><number:text> </number:text><number:year '
                   'number:style="long"/>', "", "mmm yyyy"),
    ("percentage-style", '<number:number number:decimal-places="1"/><number:text>%</number:text>', "", "0.0%"),
    ("currency-style", '<number:currency-symbol>￥</number:currency-symbol><number:number number:grouping="true" '
                       'number:decimal-places="2"/>', "", '"￥"#,##0.00'),
    ("number-style", '<number:number number:decimal-places="2" number:grouping="true"/>', "", None)])
def test_a_data_style_is_told_as_excel_tells_it(tmp_path: Path, kind: str, parts: str, told: str,
                                                code: str | None) -> None:
    styles = data_style(kind, "x", parts, told)
    sheet = read(open_document(tmp_path, table(row(number(1, 'table:style-name="x"'))), styles))
    assert sheet.number_format(1, 1) == code


def test_errors_are_told_apart_from_blanks_and_from_texts(tmp_path: Path) -> None:
    cells = (cell("#N/A", 'table:formula="of:=NA()" office:value-type="string" calcext:value-type="error"'),
             cell("#DIV/0!", 'table:formula="of:=1/0" office:value-type="float" office:value="0"'),
             cell("Err:502", 'table:formula="of:=X" office:value-type="string"'), cell("#N/A"), BLANK, cell("末"))
    sheet = read(open_document(tmp_path, table(row(*cells))))
    assert sheet.rows == [(None, None, None, "#N/A", None, "末")], "a text #N/A that is no formula stays a text"
    assert sheet.errors == {(1, 1): "#N/A", (1, 2): "#DIV/0!", (1, 3): "Err:502"}


def test_formulas_without_a_value(tmp_path: Path) -> None:
    cells = (cell(told='table:formula="of:=1+1"'),
             '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>',
             cell("2", 'table:formula="of:=1+1" office:value-type="float" office:value="2"'))
    sheet = read(open_document(tmp_path, table(row(*cells))))
    assert (sheet.formulas_without_value, sheet.rows) == ({(1, 1)}, [(None, None, 2)])


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    columns = ('<table:table-column/><table:table-column table:visibility="collapse" '
               'table:number-columns-repeated="2"/>')
    rows = (row(cell("a")), row(cell("b"), told='table:visibility="collapse" table:number-rows-repeated="2"'),
            row(cell("c"), told='table:visibility="filter"'))
    hidden = ('<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
              "</style:style>")
    book = read_book(open_document(tmp_path, table(*rows, columns=columns) + table(
        row(cell("x")), name="藏", told='table:style-name="ta2"'), hidden), isolated=False)
    assert (book.sheets[0].hidden_rows, book.sheets[0].hidden_columns) == ({2, 3, 4}, {2, 3})
    assert [(sheet.name, sheet.visible) for sheet in book.sheets] == [("台账", True), ("藏", False)]


def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    rows = (row(cell("题", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
                "<table:covered-table-cell/>", cell("c")), row("<table:covered-table-cell "
                'table:number-columns-repeated="2"/>', cell("d")))
    sheet = read(open_document(tmp_path, table(*rows)))
    assert (sheet.merged, sheet.rows) == ([(1, 1, 2, 2)], [("题", None, "c"), (None, None, "d")])


def test_notes_drawings_and_reading_aids_are_not_mixed_into_the_text(tmp_path: Path) -> None:
    inner = ("<office:annotation><dc:date xmlns:dc='d'>2017</dc:date><text:p>核实</text:p><text:p>金额</text:p>"
             "</office:annotation><draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame>"
             "<text:p><text:ruby><text:ruby-base>广州</text:ruby-base><text:ruby-text>guangzhou</text:ruby-text>"
             '</text:ruby><text:span>甲</text:span><text:s text:c="2"/>公司<text:line-break/>'
             '<text:a xlink:href="https://example.org">网</text:a></text:p>')
    path = open_document(tmp_path, table(row(f'<table:table-cell office:value-type="string">{inner}'
                                             "</table:table-cell>")))
    sheet = read(path)
    assert sheet.rows == [("广州甲  公司\n网",)]
    assert (sheet.comments, sheet.links) == ({(1, 1): "核实\n金额"}, {(1, 1): "https://example.org"})


def test_repeated_cells_and_rows_are_as_many_as_they_say(tmp_path: Path) -> None:
    rows = (row(cell("a", 'table:number-columns-repeated="3"'), BLANK.replace("/>", ' table:number-columns-repeated='
                                                                                    '"2"/>'), cell("b")),
            row(cell("c"), told='table:number-rows-repeated="2"'), row(BLANK, told='table:number-rows-repeated="3"'),
            row(cell("d")))
    assert read(open_document(tmp_path, table(*rows))).rows == [
        ("a", "a", "a", None, None, "b"), ("c",), ("c",), (), (), (), ("d",)]


def test_a_million_repeated_blanks_cost_nothing_and_repeated_values_meet_their_limits(tmp_path: Path) -> None:
    most = 'table:number-rows-repeated="1048576"'
    wide = 'table:number-columns-repeated="16384"'
    blanks = table(row(cell("a")), *[row(cell("", wide), told=most)] * 50)
    assert read(open_document(tmp_path, blanks)).rows == [("a",)]
    bomb = open_document(tmp_path, table(*[row(cell("x", wide), told=most)] * 50))
    with pytest.raises(WorldFault, match='"cell_marks"'):
        read_book(bomb)
    far = open_document(tmp_path, table(row(cell("a")), row(BLANK, told='table:number-rows-repeated="20000"'),
                                        row(cell("b"))))
    assert '"blank_rows"' in str(read_book(far, isolated=False).remarks[0])


def test_columns_beyond_the_limit_are_left_out_with_a_word(tmp_path: Path) -> None:
    far = row(cell("a"), BLANK.replace("/>", ' table:number-columns-repeated="600"/>'), cell("b"))
    book = read_book(open_document(tmp_path, table(far)), isolated=False)
    assert book.sheets[0].rows == [("a",)] and 'limit "columns"' in str(book.remarks[0])


@pytest.mark.parametrize("said", ["0", "-1", "99999999999999", "x", "²", ""])
def test_a_repeat_that_makes_no_sense_is_once(tmp_path: Path, said: str) -> None:
    path = open_document(tmp_path, table(row(cell("a", f'table:number-columns-repeated="{said}"'), cell("b"))))
    assert read(path).rows == [("a", "b")]


def test_tables_in_other_files_and_inside_cells_are_no_sheets(tmp_path: Path) -> None:
    inner = table(row(cell("inner")), name="inner")
    tables = table(row(f"<table:table-cell>{inner}</table:table-cell>", cell("b"))) + (
        f"<table:dde-links><table:dde-link>{table(row(cell('far')), name='far')}</table:dde-link></table:dde-links>")
    book = read_book(open_document(tmp_path, tables), isolated=False)
    assert [(sheet.name, sheet.rows[0][-1]) for sheet in book.sheets] == [("台账", "b")]


def test_the_1904_epoch_is_known(tmp_path: Path) -> None:
    settings = ('<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
                "</table:calculation-settings>")
    sheet = read(open_document(tmp_path, table(row(day("2017-09-01"), number(41517))), settings=settings))
    assert (sheet.epoch_1904, sheet.rows) == (True, [(date(2017, 9, 1), 41517)])


def test_a_flat_document_says_the_same(tmp_path: Path) -> None:
    tables = table("\n ", row("\n", cell("甲"), "\n ", day("2017-09-01")), "\n")
    book = read_book(flat(tmp_path, tables.replace("</text:p>", "</text:p>\n  ")))
    assert (book.format, book.sheets[0].rows) == ("ods", [("甲", date(2017, 9, 1))])


@pytest.mark.parametrize("prolog", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(tmp_path: Path, prolog: str) -> None:
    with pytest.raises(WorldFault, match="declares XML entities"):
        read_book(open_document(tmp_path, table(row(cell("a"))), prolog=prolog))
    path = flat(tmp_path, table(row(cell("a"))))
    path.write_text(path.read_text(encoding="utf-8").replace("<office:document ", '<!DOCTYPE x [<!ENTITY a "b">]>'
                                                             "<office:document "), encoding="utf-8")
    with pytest.raises(WorldFault, match="declares XML entities"):
        read_book(path)


def test_a_broken_or_empty_document_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="damaged or incomplete"):
        read_book(open_document(tmp_path, "<table:table>"))
    with pytest.raises(WorldFault, match="no sheets inside"):
        read_book(open_document(tmp_path, ""))


def test_apart_and_at_home_read_the_same(tmp_path: Path) -> None:
    path = open_document(tmp_path, table(*[row(cell(f"甲{n}"), day("2017-09-01", 'table:style-name="months"'))
                                           for n in range(3_000)]), MONTHS)
    apart, at_home = read_book(path), read_book(path, isolated=False)
    assert apart.sheets == at_home.sheets
    assert apart.sheets[0].number_format(3_000, 2) == 'yyyy"年"m"月"'


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> RawBook:
    """A ledger made by openpyxl and saved as .ods by LibreOffice itself."""
    from openpyxl import Workbook

    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed; the documents made by hand stand for its own")
    folder = tmp_path_factory.mktemp("ods")
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["标题"])
    sheet.append(["甲公司", date(2017, 9, 1), date(2017, 9, 15), 3.5, "00123", "=1/0", timedelta(hours=30)])
    for place, code in (("B2", 'yyyy"年"m"月"'), ("C2", 'yyyy"年"m"月"d"日"'), ("D2", '0.00"亿元"'), ("G2", "[h]:mm")):
        sheet[place].number_format = code
    sheet.merge_cells("A1:D1")
    sheet.append([" 两  个", "一\n二", 13800138000])
    sheet.row_dimensions[3].hidden = sheet.column_dimensions["C"].hidden = True
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(folder / "ledger.xlsx")
    done = subprocess.run([program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                           "ods", "--outdir", str(folder), str(folder / "ledger.xlsx")], capture_output=True,
                          check=False)
    if done.returncode or not (folder / "ledger.ods").exists():
        pytest.skip("LibreOffice does not start here")
    return read_book(folder / "ledger.ods")


def test_a_ledger_saved_by_libreoffice(office: RawBook) -> None:
    sheet = office.sheets[0]
    assert sheet.rows == [("标题",), ("甲公司", date(2017, 9, 1), date(2017, 9, 15), 3.5, "00123", None,
                                    timedelta(hours=30)), (" 两  个", "一\n二", 13800138000)]
    assert [sheet.number_format(2, column) for column in (2, 3, 4, 7)] == [
        'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"', '0.00"亿元"', "[h]:mm"]
    assert (sheet.errors, sheet.merged) == ({(2, 6): "#DIV/0!"}, [(1, 1, 1, 4)])
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {3})
    assert [each.visible for each in office.sheets] == [True, False]
