"""The sample ledgers are read whole, and their shape is what a person sees; the script makes them to the byte."""

import importlib.util
from pathlib import Path

import pytest

from promo_desk.sheets.reader import read_book
from promo_desk.sheets.shape import Shape, find_shape

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = TESTS.parent / "data" / "samples"


def shape_of(name: str) -> Shape:
    return find_shape(read_book(SAMPLES / name, isolated=False).sheets[0])


def test_the_script_makes_the_very_files(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_samples", TESTS / "make_samples.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for made in script.make(tmp_path):
        assert made.stat().st_size < 60_000
        assert read_book(made, isolated=False).sheets == read_book(SAMPLES / made.name, isolated=False).sheets


def test_the_signed_projects() -> None:
    shape = shape_of("签约项目台账.xlsx")
    assert (shape.title, shape.year, shape.unit) == ("广州市2017年签约项目台账", 2017, "亿元")
    assert (shape.filled_by, shape.filled_on, shape.facts["所属片组"]) == ("陈示例", "2017年12月8日", "第一片组")
    assert shape.header_rows == (4, 5)
    assert [(column.letter, column.group, column.leaf, column.unit) for column in shape.columns[11:15]] == [
        ("L", "投资", "总投资额(亿元)", "亿元"), ("M", "投资", "固定资产投资(万元)", "万元"),
        ("N", "投资", "已到位资金(万元)", "万元"), ("O", "", "用地（亩）", "亩")]
    assert [(each.row, each.reason) for each in shape.not_records] == [
        (21, "subtotal"), (22, "group"), (37, "total"), (38, "note"), (39, "note"), (40, "note")]
    assert (len(list(shape.records())), shape.hidden_rows) == (29, 1)
    assert (shape.group_of(10), shape.group_of(30)) == ("", "二、增资扩产项目")


def test_a_month_is_known_from_its_format_and_a_day_from_its_own() -> None:
    sheet = read_book(SAMPLES / "签约项目台账.xlsx", isolated=False).sheets[0]
    assert sheet.number_format(8, 16) == 'yyyy"年"m"月"'
    assert sheet.number_format(9, 16) == "yyyy/m/d"


def test_the_inbound_leads() -> None:
    shape = shape_of("inbound-leads.xlsx")
    assert (shape.title, shape.year, shape.filled_by) == ("Inbound leads 2017", 2017, "Example Office")
    assert (shape.header_rows, shape.first_row, shape.last_row) == ((3,), 4, 19)
    assert {column.header: column.unit for column in shape.columns if column.unit} == {"Capex (USD m)": "USD m",
                                                                                      "Site need (ha)": "ha"}
    assert [each.reason for each in shape.not_records] == ["total", "note"]


def test_the_zone_tenants() -> None:
    shape = shape_of("新港示范园入驻企业名单.xlsx")
    assert (len(list(shape.records())), shape.filled_on) == (9, "2017年12月8日")
    assert [column.unit for column in shape.columns[3:6]] == [None, "㎡", "元/㎡/月"]


def test_the_visits_of_an_old_system() -> None:
    book = read_book(SAMPLES / "走访记录.csv", isolated=False)
    assert (book.format, len(book.sheets[0].rows)) == ("csv", 8)
    assert book.sheets[0].value(5, 6) == '1.用电增容；\n2.周边道路"断头"需打通'


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_no_sample_needs_a_word_of_warning(name: str) -> None:
    assert read_book(SAMPLES / name).remarks == []
