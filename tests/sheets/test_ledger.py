"""An exported ledger needs no touching up, holds exactly what the office holds, and says nothing new when imported."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from offices import SAMPLES, empty_office, grid, planned, taken, verdicts

from promo_desk.fields import kinds as values
from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import WHEN, Area, Money, Quantity, When
from promo_desk.fields.message import WorldFault
from promo_desk.records import fields_of, kinds
from promo_desk.sheets.exported import FORMS, form_of
from promo_desk.sheets.ledger import write_ledger
from promo_desk.sheets.writer import LONGEST_TEXT, clean, sheet_name, unique
from promo_desk.store import Condition, Store

TODAY = date(2017, 12, 8)
EN, ZH, BOTH = "en", "zh", "both"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def add(store: Store, kind: str, **fields: Any) -> int:
    with store.change("made") as change:
        return change.add(kind, fields)


def write(store: Store, path: Path, kind: str = "company", **options: Any) -> list[tuple[Any, ...]]:
    write_ledger(store, kind, path / "out.xlsx", **{"today": TODAY, "record": False, **options})
    return grid(path / "out.xlsx")


def column(rows: list[tuple[Any, ...]], header: str) -> list[Any]:
    at = rows[0].index(header)
    return [row[at] for row in rows[1:]]


def test_every_kind_of_value_has_its_cell() -> None:
    used = {field.kind.name for kind in kinds() for field in fields_of(kind).values()}
    assert used <= set(FORMS)


def test_amounts_are_divided_exactly_into_the_unit_the_header_names(office: Store, tmp_path: Path) -> None:
    add(office, "project", title="甲", total_investment=Money(61_000_000_000_00, "CNY"))
    add(office, "project", title="乙", total_investment=Money(590_000_000_00, "CNY"))
    assert column(write(office, tmp_path, "project", language=ZH), "总投资额（亿元）") == [610, 5.9]
    assert column(write(office, tmp_path, "project", language=EN), "Total investment (CNY bn)") == [61, 0.59]


def test_amounts_in_two_currencies_each_keep_their_own(office: Store, tmp_path: Path) -> None:
    add(office, "project", title="甲", total_investment=Money(1_000_000_00, "CNY"))
    add(office, "project", title="乙", total_investment=Money(9_220_000_000_00, "USD"))
    shown = column(write(office, tmp_path, "project", language=ZH), "总投资额")
    assert [values.MONEY.parse(text).value for text in shown] == [Money(1_000_000_00, "CNY"),
                                                                  Money(9_220_000_000_00, "USD")]


def test_a_date_shows_as_much_as_is_known(office: Store, tmp_path: Path) -> None:
    for title, said in (("日", "2017-09-15"), ("月", "2017年9月"), ("年", "2017年"), ("季", "2017年第三季度"),
                        ("早", "1895-05-01")):
        add(office, "project", title=title, signed_on=WHEN.parse(said).value)
    path = tmp_path / "out.xlsx"
    write_ledger(office, "project", path, columns=["title", "signed_on"], language=ZH, today=TODAY, record=False)
    cells = [row[2] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2)]
    assert [cell.value for cell in cells[:3]] == [datetime(2017, 9, 15), datetime(2017, 9, 1), 2017]
    assert [cell.number_format for cell in cells[:2]] == ['yyyy"年"m"月"d"日"', 'yyyy"年"m"月"']
    assert all(isinstance(cell.value, str) for cell in cells[3:])


@pytest.mark.parametrize("text", ["=1+1", "+8613800138000", "-1", "@SUM(A1)", "_x0041_", "00123", "2017-01-01",
                                  "多行\n文字", "'quoted", "#N/A"])
def test_text_is_text_whatever_it_begins_with_and_comes_back_the_same(office: Store, tmp_path: Path, text: str) -> None:
    add(office, "company", name="甲公司", notes=text)
    path = tmp_path / "out.xlsx"
    write_ledger(office, "company", path, columns=["name", "notes"], today=TODAY, record=False)
    cell = openpyxl.load_workbook(path).worksheets[0]["C2"]
    assert cell.data_type == "s"
    plan = planned(office, path, blank="clear")
    assert plan.empty and verdicts(plan) == {"same": 1}


def test_what_no_cell_can_hold_is_said_and_kept_in_the_office(office: Store, tmp_path: Path) -> None:
    id = add(office, "company", name="甲公司", notes="长" * (LONGEST_TEXT + 10))
    written = write_ledger(office, "company", tmp_path / "out.xlsx", today=TODAY, record=False)
    assert [str(remark) for remark in written.remarks] == [
        "Texts of more than 32,767 characters, the most a cell can hold, were cut in the file; the office keeps "
        "them whole."]
    assert len(office.get("company", id)["notes"]) == LONGEST_TEXT + 10


@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    made = clean(text)
    assert len(made) <= LONGEST_TEXT and not any(ord(sign) < 32 and sign not in "\n\t" for sign in made)
    made.encode("utf-8")


@given(st.lists(st.text(max_size=40), max_size=4))
def test_sheet_names_are_legal_and_differ(wanted: list[str]) -> None:
    made: list[str] = []
    for name in wanted:
        made.append(sheet_name(name, made))
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in made)
    assert len({name.casefold() for name in made}) == len(made)


def test_headers_of_the_same_words_are_numbered() -> None:
    assert unique(["Name", "name", "Name"]) == ["Name", "name (2)", "Name (3)"]


AMOUNTS = st.integers(min_value=-(10**15), max_value=10**15)


@given(st.lists(AMOUNTS, min_size=1, max_size=5), st.sampled_from([EN, ZH]), st.sampled_from(["CNY", "JPY", "USD"]))
def test_every_amount_reads_back_from_its_cell(minors: list[int], language: str, currency: str) -> None:
    field = fields_of("project")["total_investment"]
    amounts = [Money(minor, currency) for minor in minors]
    form = form_of(field, amounts, language)
    for amount in amounts:
        raw = form.cell(amount)[0]
        read = field.kind.parse(float(raw) if isinstance(raw, Decimal) else raw, Reading(unit=form.unit or None))
        assert read.value == amount


@given(st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=4), st.sampled_from([EN, ZH]))
def test_every_area_reads_back_from_its_cell(parts: list[int], language: str) -> None:
    field = fields_of("project")["land"]
    areas = [Area(part) for part in parts]
    form = form_of(field, areas, language)
    for area in areas:
        raw = form.cell(area)[0]
        assert field.kind.parse(float(raw) if isinstance(raw, Decimal) else raw,
                                Reading(unit=form.unit or None)).value == area


DAYS = st.dates(min_value=date(1850, 1, 1), max_value=date(2200, 1, 1))


@given(DAYS, DAYS, st.sampled_from([EN, ZH]))
def test_every_span_reads_back_from_its_cell(one: date, other: date, language: str) -> None:
    field = fields_of("project")["signed_on"]
    span = When(min(one, other), max(one, other))
    raw, shown = form_of(field, [span], language).cell(span)
    assert field.kind.parse(raw, Reading(number_format=shown)).value == span


def test_a_quantity_keeps_its_unit(office: Store, tmp_path: Path) -> None:
    field = fields_of("tenancy")["rent"]
    rents = [Quantity(Decimal("88.5"), "CNY/m2/month"), Quantity(Decimal(90), "CNY/m2/month")]
    form = form_of(field, rents, ZH)
    assert form.unit == "元/平方米/月"
    assert [field.kind.parse(float(form.cell(rent)[0]), Reading(unit=form.unit)).value  # type: ignore[arg-type]
            for rent in rents] == rents


@pytest.mark.parametrize("language", [EN, ZH, BOTH])
@pytest.mark.parametrize("kind", ["company", "project", "contact", "place", "sector"])
def test_an_import_of_an_own_export_changes_nothing(office: Store, tmp_path: Path, kind: str, language: str) -> None:
    taken(office, SAMPLES / "签约项目台账.xlsx")
    taken(office, SAMPLES / "inbound-leads.xlsx", on_error="skip")
    path = tmp_path / "out.xlsx"
    written = write_ledger(office, kind, path, language=language, today=TODAY, record=False)
    plan = planned(office, path, blank="clear")
    assert plan.empty and verdicts(plan) == {"same": written.rows}


def test_a_ledger_is_ready_to_print_to_filter_and_to_edit(office: Store, tmp_path: Path) -> None:
    add(office, "project", title="云中心", stage="talks", is_major=True)
    write(office, tmp_path, "project", language=ZH)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["A"].hidden and sheet["A2"].value == 1
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)
    assert sheet.print_title_rows == "$1:$1" and sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert "在谈" in sheet.data_validations.dataValidation[0].formula1
    assert book.properties.title == "项目"


def test_the_columns_and_rows_asked_for_in_their_order(office: Store, tmp_path: Path) -> None:
    for name, people in (("甲", 5), ("乙", 50), ("丙", 500)):
        add(office, "company", name=name, employees=people)
    rows = write(office, tmp_path, columns=["employees", "name"], sort=[("employees", True)],
                 where=[Condition("employees", "more", 5)])
    assert rows == [("No.", "Employees", "Company name"), (3, 500, "丙"), (2, 50, "乙")]
    assert [row[0] for row in write(office, tmp_path, ids=[2, 1])[1:]] == [2, 1]


def test_a_ledger_as_of_an_earlier_day_is_the_office_of_that_day(office: Store, tmp_path: Path) -> None:
    add(office, "company", name="甲", employees=5)
    day = office.changes()[0].at.astimezone().date()
    rows = write(office, tmp_path, columns=["name", "employees"], as_of=When(day, day))
    assert rows[1:] == [(1, "甲", 5)]
    assert write(office, tmp_path, columns=["name"], as_of=WHEN.parse("2001").value)[1:] == []


def test_outsiders_get_no_personal_data_and_no_confidential_records(office: Store, tmp_path: Path) -> None:
    add(office, "contact", name="张三", phones=("+86 138 0013 8000",), post="经理")
    add(office, "contact", name="李四", post="总监", confidentiality="confidential")
    written = write_ledger(office, "contact", tmp_path / "out.xlsx", audience="park", today=TODAY, record=False)
    cells = {cell for row in grid(tmp_path / "out.xlsx") for cell in row}
    assert "经理" in cells and not cells & {"张三", "总监", "+86 138 0013 8000"}
    assert str(written.remarks[0]) == "1 confidential records were left out for this audience."


def test_an_export_is_on_record(office: Store, tmp_path: Path) -> None:
    add(office, "company", name="甲")
    written = write_ledger(office, "company", tmp_path / "out.xlsx", today=TODAY, audience="leader")
    [export] = office.read("export", list(office.ids("export")), ["name", "audience", "change_number"])
    assert export == ("out.xlsx", "leader", 1) and written.change == 2


def test_a_file_that_is_open_elsewhere_is_left_alone(office: Store, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    (tmp_path / "~$out.xlsx").write_bytes(b"")
    with pytest.raises(WorldFault, match="open in another program"):
        write_ledger(office, "company", target, today=TODAY)
    assert target.read_bytes() == b"old" and office.last_change() == 0
    with pytest.raises(WorldFault, match="no folder"):
        write_ledger(office, "company", tmp_path / "absent" / "out.xlsx", today=TODAY)
    assert [path.name for path in tmp_path.glob(".*.part")] == []
