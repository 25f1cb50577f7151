"""A zone's tenant list: as of a day, with its unit, totals and vacancy, named tenants apart from counted ones."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from offices import empty_office, grid

from promo_desk.fields.kinds import AREA, WHEN, Quantity, Ref
from promo_desk.sheets.tenants import write_tenants
from promo_desk.store import Store

TODAY = date(2017, 12, 8)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        with store.change("made") as change:
            zone = change.add("zone", {"name": "Science City", "name_zh": "科学城",
                                       "rentable_area": AREA.parse("1000 m2").value})
            for name, since, space in (("Alpha", "2015", "200 m2"), ("Beta", "2017-03", "300 m2"),
                                       ("Gamma", "2018", "9 m2")):
                company = change.add("company", {"name": name})
                change.add("tenancy", {"zone": Ref("zone", zone), "company": Ref("company", company),
                                       "from": WHEN.parse(since).value, "floor_area": AREA.parse(space).value})
            change.add("indicator", {"subject": Ref("zone", zone), "metric": "Giants",
                                     "value": Quantity(Decimal(17), "companies"), "period": WHEN.parse("2017").value})
        yield store


def written(store: Store, folder: Path, language: str = "en", **options: Any) -> list[tuple[Any, ...]]:
    as_of = options.get("as_of", WHEN.parse("2017-12-08").value)
    write_tenants(store, 1, folder / "tenants.xlsx", as_of, language, TODAY)
    return grid(folder / "tenants.xlsx")


def row_of(rows: list[tuple[Any, ...]], word: str) -> tuple[Any, ...]:
    return next(row for row in rows if word in row)


def test_who_is_there_on_the_day_and_nobody_else(office: Store, tmp_path: Path) -> None:
    rows = written(office, tmp_path)
    assert "Science City" in rows[0][0] and "2017-12-08" in rows[0][0]
    names = {row[1] for row in rows}
    assert {"Alpha", "Beta"} <= names and "Gamma" not in names


def test_areas_have_their_unit_their_total_and_what_is_left(office: Store, tmp_path: Path) -> None:
    rows = written(office, tmp_path)
    header = next(row for row in rows if row[0] == "Serial")
    assert header[5] == "Leased floor area (m²)"
    assert row_of(rows, "Alpha")[5] == 200
    assert row_of(rows, "Total")[5] == 500
    assert row_of(rows, "Vacancy")[2] == 500
    assert row_of(rows, "Planned area")[2] == "not on record"


def test_counted_tenants_stand_apart_from_named_ones(office: Store, tmp_path: Path) -> None:
    rows = written(office, tmp_path)
    assert row_of(rows, "Total")[1] == "2 named"
    assert any("17" in str(row[0]) and "named here: 2" in str(row[0]) for row in rows)


def test_there_is_a_row_to_sign(office: Store, tmp_path: Path) -> None:
    assert [cell for cell in written(office, tmp_path, "zh")[-1] if cell] == ["填报人：", "审核人：", "日期："]


def test_both_languages_stand_one_below_the_other(office: Store, tmp_path: Path) -> None:
    rows = written(office, tmp_path, "both")
    assert "\n" in rows[0][0]
    assert "序号\nSerial" in {row[0] for row in rows}


def test_it_can_be_printed_and_is_on_record(office: Store, tmp_path: Path) -> None:
    written(office, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "tenants.xlsx").worksheets[0]
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows
    assert office.count("export") == 1
