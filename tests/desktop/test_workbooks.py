"""Workbooks through the window: in with a plan, out as seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton

from promo_desk.desktop.exporting import write_list, write_rejects_to
from promo_desk.desktop.importing.plan import PlanCard
from promo_desk.store import Condition

from .conftest import Office


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A Chinese ledger of companies as an office sends it; one of its credit codes has been eaten by Excel."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "企业名单"
    for line in (["重点企业名单"], ["企业名称", "中文名称", "注册资本（万元）", "员工人数"],
                 ["JD.com", "京东", 5900, 120], ["Midea", "美的", 12000, "约三"], ["合计", None, 17900, None]):
        sheet.append(line)
    sheet.merge_cells("A1:D1")
    path = tmp_path / "名单.xlsx"
    book.save(path)
    return path


def planned(office: Office, file: Path) -> PlanCard:
    office.window.drop([str(file)])
    office.settle()
    card = office.window.findChild(PlanCard)
    assert card is not None and card.plan is not None
    return card


def test_a_workbook_is_dropped_planned_imported_and_undone(office: Office, ledger: Path) -> None:
    card = planned(office, ledger)
    assert card.plan is not None and card.plan.sheets[0].kind == "company"
    assert office.store.count("company") == 5, "nothing is written before one says so"
    card.apply()
    office.settle()
    [jd] = office.store.ids("company", [Condition("name", "is", "JD.com")])
    assert office.store.get("company", jd)["registered_capital"].minor == 5_900_0000_00
    birth = office.store.birth("company", jd, "registered_capital")
    assert birth is not None and (birth.file, birth.cell) == ("名单.xlsx", "C3")
    undo = next(button for button in card.findChildren(QAbstractButton) if button.text() == "Undo this import")
    undo.click()
    office.until(lambda: office.store.count("company") == 5)


def test_a_column_is_sent_elsewhere(office: Office, ledger: Path) -> None:
    card = planned(office, ledger)
    card.correct_sheet("mapping", "企业名单", {"D": ""})
    office.settle()
    assert card.plan is not None and not card.plan.errors
    card.apply()
    office.settle()
    assert office.store.count("company") == 7
    assert not office.store.ids("company", [Condition("employees", "filled")])


def test_rows_with_a_fault_are_left_out_told_and_saved_to_be_mended(office: Office, ledger: Path, tmp_path: Path,
                                                                    ) -> None:
    card = planned(office, ledger)
    card.apply()
    office.settle()
    assert card.applied is not None and len(card.applied.rejects) == 1
    write_rejects_to(office.desk, card.plan, tmp_path / "mend.xlsx")
    office.settle()
    cells = [cell.value for row in load_workbook(tmp_path / "mend.xlsx").active.iter_rows() for cell in row]
    assert "Midea" in cells and "JD.com" not in cells


def test_what_is_no_workbook_is_refused_in_one_sentence(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear Sir or Madam")
    office.window.drop([str(path)])
    office.settle()
    card = office.window.findChild(PlanCard)
    assert card is not None and card.plan is None
    words = [button.text() for button in card.findChildren(QAbstractButton)]
    assert "Try again" in words and office.store.count("company") == 5


def test_a_file_dropped_on_any_page_is_planned(office: Office, ledger: Path) -> None:
    office.go("zones")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ledger))])
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    office.window.dropEvent(event)
    office.settle()
    assert office.window.trail.place.page == "imports" and office.window.findChild(PlanCard) is not None


def test_a_list_is_exported_exactly_as_it_is_seen(office: Office, tmp_path: Path) -> None:
    page = office.go("companies")
    page.listing.grid.set_keys(["name_zh", "name"])
    page.listing.ask_for([Condition("relation", "is", "tenant")])
    page.listing.grid.sort_asked.emit("name")
    office.settle()
    grid: Any = page.listing.grid
    write_list(office.desk, "company", grid.rows.ids, grid.shown_keys(), tmp_path / "tenants.xlsx")
    office.settle()
    rows = [[cell for cell in row if isinstance(cell, str)] for row in
            load_workbook(tmp_path / "tenants.xlsx").active.iter_rows(values_only=True)]
    assert ["阿里巴巴集团", "Alibaba Group"] in rows and ["腾讯", "Tencent"] in rows
    assert rows.index(["阿里巴巴集团", "Alibaba Group"]) < rows.index(["腾讯", "Tencent"])
    assert not any("Cisco" in row for row in rows)
    assert office.window.status.notice.whole() == "Written: tenants.xlsx"
