"""Who sits in a zone: as of a day, certain or possible, named or counted, on the screen and as a workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from promo_desk.desktop.charts import ChartView
from promo_desk.desktop.desk import Place
from promo_desk.desktop.pages.zones import ZonesFront
from promo_desk.desktop.zone_view import ZoneView
from promo_desk.fields.kinds import Area, Quantity, Ref, When

from .conftest import Office

TENCENT = 1
"""Its row in the list, which is sorted by name."""


def year(number: int) -> When:
    return When(date(number, 1, 1), date(number, 12, 31))


@pytest.fixture
def park(office: Office) -> int:
    """A zone of 17 giants, two of them known by name: one since 2011, one since a day nobody has stated."""
    with office.store.change("Enter the zone") as change:
        zone = change.add("zone", {"name": "Pazhou", "name_zh": "琶洲", "planned_area": Area.of_m2(370_000)})
        office.ids["Empty"] = change.add("zone", {"name": "Science City"})
        office.ids["Stay"] = change.add("tenancy", {
            "zone": Ref("zone", zone), "company": Ref("company", office.ids["Tencent"]), "status": "in_place",
            "from": year(2011), "floor_area": Area.of_m2(9_000), "lease_ends": When.day(date(2017, 12, 31))})
        change.add("tenancy", {"zone": Ref("zone", zone), "company": Ref("company", office.ids["Alibaba"]),
                               "status": "in_place"})
        change.add("indicator", {"subject": Ref("zone", zone), "metric": "Giants", "period": year(2017),
                                 "value": Quantity(Decimal(17), "companies")})
        for number, amount, more in ((2015, "3000", None), (2016, "4000", "33"), (2017, "5900", "47.5")):
            change.add("indicator", {"subject": Ref("zone", zone), "metric": "Revenue", "metric_zh": "营业收入",
                                     "period": year(number), "value": Quantity(Decimal(amount), "CNY"),
                                     "change": Decimal(more) if more else None})
    office.settle()
    return zone


def front(office: Office) -> ZonesFront:
    page = office.go("zones")
    assert isinstance(page.front, ZonesFront)
    return page.front


def view(office: Office) -> ZoneView:
    return front(office).view


def ask_for(office: Office, words: str) -> ZoneView:
    """Type a day, and wait for the list as of it."""
    shown = view(office)
    shown.as_of.line.clear()
    with office.qtbot.waitSignal(shown.as_of_changed):
        office.qtbot.keyClicks(shown.as_of.line, words)
    office.settle()
    return shown


def column(shown: ZoneView, heading: str) -> list[str]:
    heads, *rows = shown.table.texts()
    return [row[heads.index(heading)] for row in rows]


def texts(widget: QWidget) -> list[str]:
    return [label.accessibleName() or label.text() for label in widget.findChildren(QLabel)]


def test_the_zones_are_listed_with_their_tenants_and_areas(office: Office, park: int) -> None:
    assert front(office).zones.texts() == [("Pazhou", "17 counted, 2 named · 370,000 m²"),
                                           ("Science City", "no tenant on record")]


def test_tenants_are_shown_as_they_stand_now(office: Office, park: int) -> None:
    shown = view(office)
    assert column(shown, "Tenant") == ["Alibaba Group", "Tencent"]
    assert column(shown, "Presence") == ["certain", "certain"]
    assert column(shown, "Moved in") == ["", "2011"]
    assert column(shown, "Remark") == ["since when is not stated", ""]


def test_what_is_missing_for_the_vacancy_is_said(office: Office, park: int) -> None:
    told = texts(view(office))
    assert "Tenants: 17 counted, 2 named" in told
    assert "Planned area: 370,000 m²" in told
    assert "Rentable area: not on record" in told
    assert "Vacancy: not worked out" in told
    assert "The rentable area is not on record, so the vacancy is not worked out." in told


def test_a_day_is_typed_and_certain_and_possible_are_told_apart(office: Office, park: int) -> None:
    shown = ask_for(office, "2015")
    assert column(shown, "Presence") == ["possible", "certain"]
    possible, certain = (shown.table.cells.rows[row][1].look for row in (0, 1))
    assert certain is not None and possible is not None
    assert certain[1] != possible[1], "the two differ by shape, not by colour alone"
    assert "Possible, not certain: 1." in texts(shown)
    assert office.window.page is not None and "as of 2015" in office.window.page.summary()


def test_before_the_first_tenant_only_what_is_possible_is_listed(office: Office, park: int) -> None:
    shown = ask_for(office, "2010-06")
    assert column(shown, "Tenant") == ["Alibaba Group"]


def test_a_day_that_is_not_understood_changes_nothing(office: Office, park: int) -> None:
    shown = view(office)
    office.qtbot.keyClicks(shown.as_of.line, "some day")
    assert shown.as_of.line.property("state") in ("error", "question")
    office.qtbot.wait(300)
    office.settle()
    assert column(shown, "Presence") == ["certain", "certain"]


def test_a_lease_that_ends_soon_stands_out(office: Office, park: int) -> None:
    shown = view(office)
    heads = [head.words for head in shown.table.cells.heads]
    assert shown.table.cells.rows[TENCENT][heads.index("Lease ends")].tone == "warn"


def test_figures_are_drawn_where_there_is_more_than_one(office: Office, park: int) -> None:
    shown = view(office)
    [chart] = shown.findChildren(ChartView)
    assert chart.accessibleName() == "Revenue"
    assert [point.amount for point in chart.picture.points] == [3000.0, 4000.0, 5900.0]
    assert "+47.5% on the year before" in texts(shown)
    assert not chart.grab().isNull()


def test_return_opens_the_company_at_its_name_and_the_tenancy_elsewhere(office: Office, park: int) -> None:
    shown = view(office)
    shown.table.setCurrentIndex(shown.table.cells.index(TENCENT, 0))
    office.qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    office.settle()
    assert office.window.trail.place == Place("zones", "company", office.ids["Tencent"])
    shown.table.setCurrentIndex(shown.table.cells.index(TENCENT, 2))
    office.qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    office.settle()
    assert office.window.trail.place == Place("zones", "tenancy", office.ids["Stay"])
    assert shown.isVisible(), "the tenant list stays beside the record"


def test_a_double_click_opens_what_is_pointed_at(office: Office, park: int) -> None:
    table = view(office).table
    point = table.visualRect(table.cells.index(TENCENT, 2)).center()
    office.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    office.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    office.settle()
    assert office.window.trail.place == Place("zones", "tenancy", office.ids["Stay"])


@pytest.mark.parametrize(("language", "word"), [("en", "Tencent"), ("zh", "腾讯")])
def test_the_tenant_list_is_written_in_the_language_that_is_chosen(office: Office, park: int, tmp_path: Path,
                                                                  language: str, word: str) -> None:
    target = tmp_path / "tenants.xlsx"
    view(office).write(target, language)
    office.settle()
    assert office.window.status.notice.whole() == "Written: tenants.xlsx"
    [sheet] = load_workbook(target).worksheets
    assert any(word in str(cell.value) for line in sheet.iter_rows() for cell in line)


def test_three_languages_are_offered(office: Office, park: int) -> None:
    menu = view(office).writer.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["In English", "In Chinese", "In both languages"]


def test_a_new_tenant_is_seen_at_once(office: Office, park: int) -> None:
    front(office)
    with office.store.change("Cisco moves in") as change:
        change.add("tenancy", {"zone": Ref("zone", park), "company": Ref("company", office.ids["Cisco"]),
                               "status": "in_place", "from": year(2017)})
    office.until(lambda: "Cisco" in column(view(office), "Tenant"))
    assert front(office).zones.texts()[0][1].startswith("17 counted, 3 named")


def test_a_zone_without_tenants_says_what_to_do(office: Office, park: int) -> None:
    front(office).choose(office.ids["Empty"])
    office.settle()
    assert any("Ctrl+N" in text for text in texts(view(office)))


def test_an_office_without_zones_says_what_to_do(office: Office) -> None:
    shown = front(office)
    [told] = [label for label in shown.findChildren(QLabel) if label.isVisible()]
    assert "Ctrl+N" in told.text()
    office.run("new")
    assert office.window.trail.place == Place("zones", "zone", -1)


def test_the_lists_stand_behind_as_tabs(office: Office, park: int) -> None:
    front(office)
    tab = next(button for button in office.window.findChildren(QAbstractButton)
               if button.text() == "Tenancies" and button.isVisible())
    tab.click()
    office.settle()
    page: Any = office.window.page
    assert page.listing.kind == "tenancy" and len(page.listing.grid.rows.ids) == 2
    office.run("back")
    assert page.front.isVisible()


def test_the_zone_and_the_day_stay_when_the_language_is_switched(office: Office, park: int) -> None:
    ask_for(office, "2015")
    office.desk.set_language("zh")
    office.settle()
    shown = view(office)
    assert shown.as_of.line.text() == "2015"
    assert column(shown, "入驻企业") == ["阿里巴巴集团", "腾讯"]
    assert column(shown, "在园情况") == ["可能", "确定"]


def test_a_zone_followed_from_elsewhere_is_the_one_shown(office: Office, park: int) -> None:
    assert view(office).zone == park
    office.go("companies")
    page = office.go("zones", "zone", office.ids["Empty"])
    assert page.front.view.zone == office.ids["Empty"]


def test_a_zone_that_was_deleted_is_left(office: Office, park: int) -> None:
    shown = front(office)
    shown.choose(office.ids["Empty"])
    office.settle()
    with office.store.change("Give it up") as change:
        change.delete("zone", office.ids["Empty"])
    office.until(lambda: shown.zones.count() == 1)
    office.settle()
    assert shown.view.zone == park


def test_everything_is_reached_with_the_keyboard(office: Office, park: int) -> None:
    shown = front(office)
    shown.zones.setFocus()
    office.qtbot.keyClick(shown.zones, Qt.Key.Key_Down)
    office.settle()
    assert shown.view.zone == office.ids["Empty"]
    office.run("find")
    assert office.window.focusWidget() is shown.view.as_of.line


def test_nothing_hides_at_the_usual_size(office: Office, park: int) -> None:
    office.window.resize(1280, 800)
    shown = view(office)
    office.settle()
    inside = shown.table.viewport().width()
    assert sum(shown.table.columnWidth(number) for number in range(len(shown.table.cells.heads))) <= inside + 1
