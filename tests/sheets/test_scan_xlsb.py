"""Binary workbooks tell as much as .xlsx does; calamine, which reads the values only, finds the same values."""

import struct
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from binary_books import (
    binary_book,
    binary_parts,
    blank,
    cell_record,
    error,
    formula,
    real,
    record,
    rk,
    row_head,
    shared,
    sheet_bin,
    text,
    truth,
    wide,
)
from books import relations, zipped
from python_calamine import CalamineWorkbook

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.reader import read_book

FORMATS = (0, 'yyyy"年"m"月"', 31, '0.00"亿元"', 20, "[h]:mm", 22)


def read(path: Path, limits: Limits | None = None) -> RawSheet:
    return read_book(path, limits, isolated=False).sheets[0]


def whole(number: int) -> int:
    """As Excel packs a whole number into 30 bits."""
    return (number << 2 | 2) & 0xFFFFFFFF


def test_values_keep_their_types(tmp_path: Path) -> None:
    cells = {0: shared(1), 1: text("00123"), 2: real(13800138000), 3: real(3.5), 4: rk(whole(-7)),
             5: rk(whole(1234) | 1), 6: rk(struct.unpack("<I", struct.pack("<d", 1.0)[4:])[0]), 7: truth(True),
             8: real(42979, 2), 9: real(42979.5, 6), 10: real(0.4375, 4), 11: real(1.25, 5), 12: real(9.14e17)}
    path = binary_book(tmp_path, {0: cells}, texts=("甲", "乙公司"), formats=FORMATS)
    assert read(path).rows == [("乙公司", "00123", 13800138000, 3.5, -7, 12.34, 1, True, date(2017, 9, 1),
                                datetime(2017, 9, 1, 12), time(10, 30), timedelta(hours=30), 9.14e17)]


def test_calamine_finds_the_same_values(tmp_path: Path) -> None:
    rows = {row: {0: shared(row % 2), 2: real(42979 + row, 2), 3: real(row * 1.5), 4: rk(whole(row)),
                  5: text(f"文{row}"), 6: truth(row % 2 == 0)} for row in (1, 2, 5, 9)}
    path = binary_book(tmp_path, rows, texts=("甲", "乙"), formats=FORMATS)
    sheet = read(path)
    with path.open("rb") as file:
        told = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    plain = [[value if value != "" else None for value in row] for row in told]
    assert [[sheet.value(row, column) for column in range(1, 8)] for row in range(1, 11)] == plain


def test_formats_tell_months_and_units(tmp_path: Path) -> None:
    path = binary_book(tmp_path, {0: {0: real(42979, 1), 1: real(3.5, 3), 2: text("x", 1)}, 1: {0: real(43009, 1)}},
                       formats=FORMATS)
    sheet = read(path)
    assert sheet.formats == {1: [(1, 2, 'yyyy"年"m"月"')], 2: [(1, 1, '0.00"亿元"')]}
    assert sheet.value(1, 1) == date(2017, 9, 1)


def test_errors_blanks_and_results_of_formulas(tmp_path: Path) -> None:
    cells = {0: error(0x2A), 1: blank(), 2: formula(error(0x07)), 3: formula(real(2)), 4: formula(text("文")),
             5: formula(truth(False)), 6: formula(text(""))}
    sheet = read(binary_book(tmp_path, {2: cells}))
    assert sheet.errors == {(3, 1): "#N/A", (3, 3): "#DIV/0!"}
    assert (sheet.first_row, sheet.rows) == (3, [(None, None, None, 2, "文", False)])


def test_hidden_merged_links_and_notes(tmp_path: Path) -> None:
    note = (record(628) + record(635, struct.pack("<IIIII", 0, 0, 0, 0, 0) + b"\0" * 16)
            + record(637, b"\0" + wide("核实")) + record(629))
    more = {"xl/worksheets/_rels/sheet1.bin.rels": relations(("hyperlink", "https://example.org/a"),
                                                             ("comments", "../comments1.bin")),
            "xl/comments1.bin": note}
    path = binary_book(tmp_path, {0: {0: text("甲")}, 1: {0: text("乙")}}, hidden_rows=(1,), hidden_columns=(2, 700),
                       merged=((0, 0, 1, 1),), links=((0, 0, "rId1"),), more=more)
    sheet = read(path)
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({2}, {3}, [(1, 1, 2, 2)])
    assert (sheet.links, sheet.comments) == ({(1, 1): "https://example.org/a"}, {(1, 1): "核实"})


def test_hidden_sheets_and_the_1904_epoch(tmp_path: Path) -> None:
    one = sheet_bin({0: {0: real(41517, 1)}})
    path = zipped(tmp_path / "two.xlsb", binary_parts(one, one, one, names={"甲": 0, "乙": 1, "丙": 2}, formats=FORMATS,
                                                      epoch_1904=True))
    book = read_book(path)
    assert [(sheet.name, sheet.visible) for sheet in book.sheets] == [("甲", True), ("乙", False), ("丙", False)]
    assert (book.sheets[0].rows, book.sheets[0].epoch_1904) == ([(date(2017, 9, 1),)], True)


def test_a_sparse_box_costs_nothing(tmp_path: Path) -> None:
    """One cell in the last corner aborts a reader that holds the box."""
    path = binary_book(tmp_path, {0: {0: real(1)}, 9_000: {16_383: real(2), 3: real(4)}})
    book = read_book(path)
    assert (book.sheets[0].value(1, 1), book.sheets[0].value(9_001, 4)) == (1, 4)
    assert 'limit "columns"' in str(book.remarks[0])


@pytest.mark.parametrize("row, column", [(1_048_576, 0), (0, 16_384), (2**32 - 1, 0)])
def test_a_cell_outside_of_any_sheet_is_refused(tmp_path: Path, row: int, column: int) -> None:
    with pytest.raises(WorldFault, match="outside of any sheet"):
        read_book(binary_book(tmp_path, {row: {column: real(1)}}))


def test_rows_out_of_order_lose_nothing(tmp_path: Path) -> None:
    """Then calamine reads, which holds all rows before it hands them over."""
    path = binary_book(tmp_path, {3: {0: real(4)}, 1: {0: real(2)}})
    assert [read(path).value(row, 1) for row in (2, 4)] == [2, 4]


def test_short_cells_stand_beside_the_one_before(tmp_path: Path) -> None:
    """Records that leave out their column; Excel reads them."""
    body = row_head(0) + cell_record(1, text("甲")) + record(16, struct.pack("<Id", 0, 2.5)) + record(
        17, struct.pack("<I", 0) + wide("乙"))
    sheet = sheet_bin({}).replace(record(145), record(145) + body)
    assert read(zipped(tmp_path / "short.xlsb", binary_parts(sheet))).rows == [(None, "甲", 2.5, "乙")]


@pytest.mark.parametrize("limit", ["cell_marks", "strings"])
def test_each_count_has_its_named_limit(tmp_path: Path, limit: str) -> None:
    path = binary_book(tmp_path, {0: {at: shared(0) for at in range(30)}}, texts=["甲"] * 30)
    with pytest.raises(WorldFault, match=f'limit "{limit}"'):
        read_book(path, Limits().raised(**{limit: 20}))


def test_a_record_without_an_end_is_refused(tmp_path: Path) -> None:
    claim = b"\x07\xff\xff\xff\x7f" + b"x" * 2_000
    sheet = sheet_bin({0: {0: real(1)}})
    with pytest.raises(WorldFault, match=r"damaged|too large"):
        read_book(zipped(tmp_path / "long.xlsb", binary_parts(sheet.replace(record(145), claim + record(145)))))
    assert read(zipped(tmp_path / "tail.xlsb", binary_parts(sheet + claim))).rows == [(1,)], "its end is the end"


def test_a_truncated_sheet_or_a_missing_text_is_damage(tmp_path: Path) -> None:
    sheet = sheet_bin({0: {0: text("甲乙丙")}})
    with pytest.raises(WorldFault, match="damaged"):
        read_book(zipped(tmp_path / "cut.xlsb", binary_parts(sheet[:60])))
    with pytest.raises(WorldFault, match="damaged"):
        read_book(zipped(tmp_path / "none.xlsb", binary_parts(sheet_bin({0: {0: shared(5)}}), texts=["甲"])))


def test_apart_and_at_home_read_the_same(tmp_path: Path) -> None:
    path = binary_book(tmp_path, {row: {0: shared(0), 1: real(42979, 1)} for row in range(3_000)}, texts=["甲"],
                       formats=FORMATS)
    assert read_book(path).sheets == read_book(path, isolated=False).sheets
