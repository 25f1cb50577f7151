"""The page of imports: files and pasted cells come in, are corrected, written, looked at years later, and undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from promo_desk.desktop.desk import Place
from promo_desk.desktop.importing.layouts import export_to, layouts, take_in
from promo_desk.desktop.importing.plan import PlanCard
from promo_desk.desktop.importing.stages import Locked, Refused, Running, Waiting
from promo_desk.desktop.pages.imports import ImportsPage
from promo_desk.desktop.widgets import Elided
from promo_desk.store import Condition

from .conftest import Office

QTS_OWN = ("QToolButton", "QLineEditIconButton", "QTableCornerButton")
"""Buttons that Qt puts into its own widgets."""
HEADS = ("企业名称", "中文名称", "注册资本（万元）", "员工人数")
Rows = Sequence[Sequence[Any]]
Ledger = Callable[..., Path]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Writes a ledger of companies, as an office sends it."""
    def write(name: str = "名单.xlsx", rows: Rows = (("JD.com", "京东", 5900, 120), ("Midea", "美的", 12000, 300)),
              heads: Sequence[str] = HEADS, title: str = "重点企业名单") -> Path:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "企业名单"
        for line in ([title], heads, *rows):
            sheet.append(list(line))
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        book.save(path)
        return path
    return write


def page(office: Office) -> ImportsPage:
    shown = office.window.page
    assert isinstance(shown, ImportsPage)
    return shown


def card(office: Office) -> PlanCard:
    """The file that is looked at."""
    found = page(office).card
    assert found is not None
    return found


def bring(office: Office, *paths: Path) -> PlanCard:
    """Drop files and wait until all are read and planned."""
    office.window.drop([str(path) for path in paths])
    office.settle()
    office.until(lambda: all(file.state not in ("waiting", "reading") for file in page(office).intake.files))
    office.settle()
    return card(office)


def texts(widget: QWidget) -> list[str]:
    """Every sentence that is seen in a widget."""
    seen = [each for each in widget.findChildren(QWidget) if each.isVisibleTo(widget)]
    return [each.whole() if isinstance(each, Elided) else each.text() for each in seen
            if isinstance(each, QLabel | QAbstractButton)]


def press(widget: QWidget, words: str) -> None:
    """Click the button with these words."""
    found = [each for each in widget.findChildren(QAbstractButton)
             if words in (each.text(), each.accessibleName()) and each.isVisibleTo(widget)]
    assert found, f"no button {words!r}"
    assert found[0].isEnabled()
    found[0].click()


def state(office: Office, name: str) -> str:
    """What the list of files says of one."""
    shown = page(office).files.list
    item = next(shown.item(row) for row in range(shown.count()) if shown.item(row).text() == name)
    return str(item.data(Qt.ItemDataRole.UserRole)[0])


def test_with_nothing_open_there_is_a_place_to_drop_and_the_history(office: Office) -> None:
    office.go("imports")
    assert page(office).card is None
    assert page(office).target.isVisible() and page(office).past.isVisible()
    assert "Enter the first records" in texts(page(office).past)


def test_a_file_dropped_on_the_place_to_drop_is_planned(office: Office, ledger: Ledger) -> None:
    office.go("imports")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ledger()))])
    page(office).target.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                             Qt.KeyboardModifier.NoModifier))
    office.settle()
    assert card(office).foot.write.text() == "Import 2 records as one change"
    assert office.store.count("company") == 5, "nothing is written before one says so"


def test_ctrl_enter_imports_what_is_open(office: Office, ledger: Ledger, qtbot: Any) -> None:
    bring(office, ledger())
    office.window.activateWindow()
    qtbot.waitUntil(office.window.isActiveWindow)
    qtbot.keyClick(page(office), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    assert office.store.count("company") == 7
    assert "Imported as change 2: 2 companies new" in texts(card(office))


def test_cells_pasted_with_ctrl_v_are_a_book(office: Office) -> None:
    office.go("imports")
    QGuiApplication.clipboard().setText("企业名称\t员工人数\nJD.com\t120\nMidea\t300\n")
    office.run("paste")
    office.settle()
    assert card(office).incoming.name == "Pasted cells"
    card(office).apply()
    office.settle()
    [jd] = office.store.ids("company", [Condition("name", "is", "JD.com")])
    assert office.store.get("company", jd)["employees"] == 120


def test_pasting_without_cells_says_what_to_do(office: Office) -> None:
    office.go("imports")
    QGuiApplication.clipboard().clear()
    office.run("paste")
    assert "no cells in the clipboard" in office.window.status.notice.whole()


def test_a_folder_brings_its_ledgers_and_leaves_lock_files(office: Office, ledger: Ledger, tmp_path: Path) -> None:
    folder = ledger("folder/a.xlsx").parent
    ledger("folder/b.xlsx", rows=[("Gree", "格力", 100, 5)])
    shutil.copy(folder / "a.xlsx", folder / "~$a.xlsx")
    bring(office, folder)
    assert [file.name for file in page(office).intake.files] == ["a.xlsx", "b.xlsx"]
    assert state(office, "a.xlsx") == state(office, "b.xlsx") == "ready"


def test_the_same_file_dropped_twice_is_open_once(office: Office, ledger: Ledger) -> None:
    bring(office, ledger())
    bring(office, ledger())
    assert len(page(office).intake.files) == 1


def test_files_are_gone_through_with_the_keyboard(office: Office, ledger: Ledger) -> None:
    bring(office, ledger("a.xlsx"), ledger("b.xlsx"), ledger("c.xlsx"))
    assert card(office).incoming.name == "a.xlsx"
    office.run("next_file")
    assert card(office).incoming.name == "b.xlsx"
    office.run("previous_file")
    office.run("previous_file")
    assert card(office).incoming.name == "c.xlsx"


def test_all_that_are_ready_are_imported_and_what_one_brings_the_next_knows(office: Office, ledger: Ledger) -> None:
    """Two files bring the same company: the second is planned again after the first was written."""
    bring(office, ledger("a.xlsx"), ledger("b.xlsx", rows=[("JD.com", "京东", 5900, 121), ("Gree", "格力", 100, 5)]))
    page(office).files.all.click()
    office.until(lambda: [file.state for file in page(office).intake.files] == ["imported", "imported"])
    office.settle()
    assert office.store.count("company") == 8
    [jd] = office.store.ids("company", [Condition("name", "is", "JD.com")])
    assert office.store.get("company", jd)["employees"] == 121


def test_after_an_import_the_next_file_is_looked_at(office: Office, ledger: Ledger) -> None:
    bring(office, ledger("a.xlsx"), ledger("b.xlsx", rows=[("Gree", "格力", 100, 5)]))
    card(office).apply()
    office.settle()
    assert card(office).incoming.name == "b.xlsx"
    assert office.window.status.notice.whole() == "Imported a.xlsx: 2 companies new"


@pytest.fixture
def locked(ledger: Ledger, tmp_path: Path) -> Path:
    """A ledger that opens with the password 8-8-8."""
    path = tmp_path / "locked.xlsx"
    with ledger().open("rb") as plain, path.open("wb") as target:
        OOXMLFile(plain).encrypt("8-8-8", target)
    return path


def test_a_password_is_asked_for_in_the_card(office: Office, locked: Path) -> None:
    bring(office, locked)
    assert state(office, "locked.xlsx") == "password"
    asking = card(office).findChild(Locked)
    assert asking is not None
    asking.field.setText("1234")
    press(asking, "Open")
    office.settle()
    asking = next(each for each in card(office).findChildren(Locked) if each.isVisible())
    assert "This is not its password." in texts(asking)
    asking.field.setText("8-8-8")
    asking.field.returnPressed.emit()
    office.settle()
    assert card(office).plan is not None and state(office, "locked.xlsx") == "ready"


def test_esc_gives_a_locked_file_up(office: Office, locked: Path, qtbot: Any) -> None:
    bring(office, locked)
    asking = card(office).findChild(Locked)
    assert asking is not None
    asking.field.setFocus()
    qtbot.keyClick(asking.field, Qt.Key.Key_Escape)
    office.settle()
    assert not page(office).intake.files and page(office).target.isVisible()


def test_a_file_put_away_is_brought_back_as_it_was(office: Office, ledger: Ledger) -> None:
    bring(office, ledger())
    card(office).correct_sheet("mapping", "企业名单", {"D": ""})
    office.settle()
    card(office).close_up()
    office.settle()
    assert not page(office).intake.files
    office.window.status.action.click()
    office.settle()
    assert card(office).options.mapping == {"企业名单": {"D": ""}}


def test_reading_is_cancelled_and_begun_again(office: Office, ledger: Ledger) -> None:
    many = [(f"Firm {n}", f"企业{n}号", n, n) for n in range(3000)]
    office.window.drop([str(ledger("many.xlsx", rows=many))])
    office.until(lambda: page(office).card and card(office).findChild(Running))
    running = card(office).findChild(Running)
    assert running is not None
    press(running, "Cancel")
    office.settle()
    waiting = card(office).findChild(Waiting)
    assert waiting is not None and card(office).plan is None
    press(waiting, "Read it again")
    office.until(lambda: card(office).plan)
    assert card(office).incoming.facts.counts["new"] == 3000


def test_an_import_that_is_cancelled_leaves_nothing(office: Office, ledger: Ledger) -> None:
    many = [(f"Firm {n}", f"企业{n}号", n, n) for n in range(3000)]
    bring(office, ledger("many.xlsx", rows=many))
    file = card(office).incoming
    file.write()
    file.give_up()
    office.until(lambda: not file.busy)
    office.settle()
    assert file.state == "planned" and card(office).foot.write.isEnabled()
    assert office.store.count("company") == 5 and office.store.last_change() == 1


def test_what_is_no_table_is_refused_with_ways_out(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear Sir or Madam")
    bring(office, path)
    refused = card(office).findChild(Refused)
    assert refused is not None
    assert {"Try again", "Choose another…", "Put away"} <= set(texts(refused))
    assert state(office, "letter.xlsx") == "not taken"


def test_the_rules_say_what_becomes_of_bad_cells(office: Office, ledger: Ledger) -> None:
    bring(office, ledger(rows=[("JD.com", "京东", 5900, 120), ("Midea", "美的", 12000, "约三")]))
    shown = card(office)
    assert shown.foot.write.text() == "Import 1 record as one change"
    assert shown.foot.why.whole() == "Rows that are left out for now: 1."
    shown.head.opener.click()
    shown.correct(on_error="stop")
    office.settle()
    assert not shown.foot.write.isEnabled()
    assert shown.foot.why.whole() == "Rows with a fault: 1. Correct them, or leave them out."
    shown.correct(on_error="blank")
    office.settle()
    assert shown.foot.write.text() == "Import 2 records as one change"


def test_a_sheet_is_left_out_and_taken_again(office: Office, ledger: Ledger) -> None:
    bring(office, ledger())
    shown = card(office)
    shown.tabs.tick.click()
    office.settle()
    assert not shown.foot.write.isEnabled()
    assert shown.tabs.bar.tabText(0) == "Left out (1)"
    press(shown.tabs, "Take 企业名单")
    office.settle()
    assert shown.foot.write.isEnabled() and shown.tabs.key == "企业名单"


def test_the_same_file_again_is_nothing_new_and_leads_to_the_first_time(office: Office, ledger: Ledger) -> None:
    file = ledger()
    bring(office, file)
    card(office).apply()
    office.settle()
    bring(office, file)
    shown = card(office)
    assert state(office, "名单.xlsx") == "imported" and len(page(office).intake.files) == 2
    assert shown.foot.why.whole() == "Nothing in it is new." and not shown.foot.write.isEnabled()
    assert any(words.startswith("This very file was imported on 2017-12-08 as change 2") for words in texts(shown))
    press(shown, "See that import")
    office.settle()
    assert page(office).change is not None and page(office).change.number == 2


def test_an_import_has_a_page_of_its_own(office: Office, ledger: Ledger) -> None:
    bring(office, ledger(rows=[("JD.com", "京东", 5900, 120), ("Cisco", "思科", 12000, 7),
                               ("Midea", "美的", 1, "约三")]))
    card(office).apply()
    office.settle()
    press(card(office), "See what came in")
    office.settle()
    shown = page(office).change
    assert shown is not None and shown.facts is not None and shown.list is not None
    said = texts(shown)
    assert "Import 名单.xlsx" in said and any(len(words) == 64 for words in said), "the file and its hash"
    assert "Rows not taken, or taken in part: 1" in said
    assert any("row 5" in words for words in said)
    written = {(each.op, each.name) for each in shown.facts.written}
    assert written == {("add", "JD.com"), ("edit", "Cisco")}
    office.run("close")
    assert page(office).card is not None


def test_a_record_is_opened_from_the_page_of_its_import(office: Office, ledger: Ledger) -> None:
    bring(office, ledger())
    card(office).apply()
    office.settle()
    office.window.go(Place("imports", where=(2,)))
    office.settle()
    shown = page(office).change
    assert shown is not None and shown.list is not None
    shown.list.activated.emit(shown.list.model().index(0, 0))
    office.settle()
    assert office.window.trail.place.page == "companies" and office.window.trail.place.kind == "company"


def test_an_import_is_undone_weeks_later_and_what_was_edited_since_is_told_in_full(office: Office, ledger: Ledger,
                                                                                   ) -> None:
    bring(office, ledger(rows=[("Cisco", "思科", 12000, 7), ("JD.com", "京东", 5900, 120)]))
    card(office).apply()
    office.settle()
    with office.store.change("Correct the staff") as change:
        change.update("company", office.ids["Cisco"], {"employees": 8})
    page(office).intake.put_all_away()
    office.window.go(Place("imports", where=(2,)))
    office.settle()
    shown = page(office).change
    assert shown is not None
    press(shown, "Undo")
    office.settle()
    said = texts(shown)
    assert "Changed since, and therefore left as it is: 1" in said
    assert said[said.index("Stays") + 1:][:4] == ["Cisco", "Employees", "–", "8"]
    assert office.store.count("company") == 5, "what it brought is gone"
    assert office.store.get("company", office.ids["Cisco"])["employees"] == 8, "what was edited since stays"
    press(shown, "Redo")
    office.settle()
    assert office.store.count("company") == 6


def test_an_import_is_undone_from_its_line_in_the_history(office: Office, ledger: Ledger) -> None:
    bring(office, ledger())
    card(office).apply()
    office.settle()
    page(office).intake.put_all_away()
    office.settle()
    press(page(office).past, "Undo: Import 名单.xlsx")
    office.settle()
    assert office.store.count("company") == 5
    assert "Undone" in texts(page(office).past)


def test_a_change_that_is_no_import_has_a_page_too(office: Office) -> None:
    office.window.go(Place("imports", where=(1,)))
    office.settle()
    shown = page(office).change
    assert shown is not None and shown.facts is not None
    assert "Enter the first records" in texts(shown)
    assert {each.kind for each in shown.facts.written} >= {"company", "project", "agreement"}


def test_a_layout_is_remembered_recognised_renamed_given_away_and_forgotten(office: Office, ledger: Ledger,
                                                                            tmp_path: Path) -> None:
    heads = ("企业名称", "中文名称", "注册资本（万元）", "甲乙丙")
    bring(office, ledger("2016.xlsx", heads=heads))
    shown = card(office)
    shown.correct_sheet("mapping", "企业名单", {"D": "company.employees"})
    office.settle()
    press(shown, "Remember this layout as…")
    shown.foot.name.setText("签约台账 2016")
    shown.foot.name.returnPressed.emit()
    office.settle()
    assert [name for _, name in layouts(office.store)] == ["签约台账 2016"]
    bring(office, ledger("2017.xlsx", heads=heads, rows=[("Gree", "格力", 100, 5)]))
    assert "Recognised: 签约台账 2016" in card(office).head.about.text()
    card(office).apply()
    office.settle()
    [gree] = office.store.ids("company", [Condition("name", "is", "Gree")])
    assert office.store.get("company", gree)["employees"] == 5
    export_to(office.desk, "签约台账 2016", tmp_path / "layout.json")
    office.settle()
    [(id, name)] = layouts(office.store)
    with office.store.change("Forget") as change:
        change.delete("import_profile", id)
    take_in(office.desk, tmp_path / "layout.json")
    office.settle()
    assert [name for _, name in layouts(office.store)] == [name]


def test_another_language_keeps_the_open_files_as_they_are(office: Office, ledger: Ledger) -> None:
    bring(office, ledger("a.xlsx"), ledger("b.xlsx"))
    card(office).correct_sheet("mapping", "企业名单", {"D": ""})
    office.settle()
    office.desk.set_language("zh")
    office.settle()
    assert card(office).incoming.name == "a.xlsx" and card(office).options.mapping
    assert card(office).foot.write.text() == "导入 2 条记录（一次变更）"


def test_a_plan_is_made_again_when_somebody_wrote_meanwhile(office: Office, ledger: Ledger) -> None:
    bring(office, ledger())
    with office.store.change("By hand") as change:
        change.add("company", {"name": "JD.com", "name_zh": "京东"})
    office.until(lambda: card(office).incoming.facts.counts.get("changed") == 1)
    office.settle()
    card(office).apply()
    office.settle()
    assert office.store.count("company") == 7, "JD.com is not written twice"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_control_has_a_name(office: Office, ledger: Ledger, language: str, scheme: Any) -> None:
    office.desk.set_scheme(scheme)
    office.desk.set_language(language)
    bring(office, ledger("a.xlsx"), ledger("b.xlsx"))
    card(office).head.opener.click()
    office.settle()
    nameless = [button for button in page(office).findChildren(QAbstractButton)
                if button.isVisible() and not (button.accessibleName() or button.text())
                and button.metaObject().className() not in QTS_OWN]
    assert not nameless


def test_a_complete_list_of_tenants_ends_the_tenancy_of_who_is_missing(office: Office, ledger: Ledger,
                                                                       qtbot: Any) -> None:
    heads, title = ("企业名称", "入驻时间", "租赁面积（㎡）"), "汀洲科技园入驻企业名单"
    tenants = [("甲禾科技有限公司", "2015-03", 300), ("乙舟电子有限公司", "2016", 500),
               ("丙川软件有限公司", "2016-07-01", 80)]
    bring(office, ledger("2017年6月.xlsx", tenants, heads, title))
    office.run("import_now")
    office.settle()
    before = office.store.count("tenancy")
    bring(office, ledger("2017年9月.xlsx", tenants[:2], heads, title))
    rules = card(office).head.rules
    card(office).head.opener.click()
    rules.complete.click()
    office.settle()
    assert rules.missing.text() == "1 are missing from it; with a day their tenancies end."
    rules.ended.setText("2017-08-31")
    qtbot.keyClick(rules.ended, Qt.Key.Key_Return)
    office.settle()
    assert card(office).foot.write.isEnabled()
    office.run("import_now")
    office.settle()
    [left] = office.store.ids("tenancy", where=[Condition("until", "filled")])
    [(company, until, status)] = office.store.read("tenancy", [left], ("company", "until", "status"))
    assert (company.name, str(until.latest), status) == ("丙川软件有限公司", "2017-08-31", "ended")
    office.run("undo")
    office.settle()
    assert not office.store.ids("tenancy", where=[Condition("until", "filled")])
    assert office.store.count("tenancy") == before
