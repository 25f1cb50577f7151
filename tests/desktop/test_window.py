"""What an officer does at the desk, from the first key to the undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from promo_desk.desktop.desk import Place
from promo_desk.desktop.editors import LineEditor
from promo_desk.desktop.link_editor import LinkEditor
from promo_desk.fields.kinds import Money, Ref, When
from promo_desk.store import Condition

from .conftest import Office


def keys(office: Office, widget: QWidget, text: str) -> None:
    """Type; Chinese comes as an input method commits it."""
    widget.setFocus()
    typed(office, widget, text)
    office.settle()


def typed(office: Office, widget: QWidget, text: str) -> None:
    if text.isascii():
        office.qtbot.keyClicks(widget, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QGuiApplication.sendEvent(widget, event)


def shown(office: Office, column: int = 0) -> list[str]:
    """The texts of one column of the list that is shown."""
    rows = office.window.page.listing.grid.rows  # type: ignore[union-attr]  # a list page is shown
    return [rows.cell(row, column)[1] for row in range(rows.rowCount())]


def form(office: Office) -> Any:
    panel = office.window.panel
    assert panel is not None and panel.form is not None
    return panel.form


def test_a_new_company_is_typed_saved_found_and_undone(office: Office) -> None:
    office.go("companies")
    office.run("new")
    keys(office, form(office).editors["name"].line, "GE Healthcare")
    keys(office, form(office).editors["registered_capital"].line, "61亿元")
    office.run("save")
    [id] = office.store.ids("company", [Condition("name", "is", "GE Healthcare")])
    assert office.store.get("company", id)["registered_capital"] == Money(6_100_000_000_00, "CNY")
    assert office.window.trail.place == Place("companies", "company", id)
    assert "GE Healthcare" in shown(office)
    assert office.window.page.listing.grid.current_id() == id  # type: ignore[union-attr]  # a list page is shown
    office.run("undo")
    office.until(lambda: "GE Healthcare" not in shown(office))
    office.until(lambda: office.window.panel is not None and office.window.panel.isHidden())
    office.run("redo")
    office.until(lambda: "GE Healthcare" in shown(office))


def test_what_is_not_understood_is_not_saved_and_not_lost(office: Office) -> None:
    office.go("projects", "project", office.ids["Cloud"])
    office.run("edit")
    line = form(office).editors["next_step_due"].line
    line.clear()
    keys(office, line, "someday soon")
    office.run("save")
    assert office.window.panel is not None and office.window.panel.editing
    assert line.property("state") in ("error", "question")
    kept = office.store.get("project", office.ids["Cloud"])["next_step_due"]
    assert kept == When(date(2017, 12, 1), date(2017, 12, 1))
    assert office.window.status.notice.whole().startswith("Not saved. ")
    office.go("companies", "company", office.ids["Cisco"])
    office.go("projects", "project", office.ids["Cloud"])
    assert form(office).editors["next_step_due"].line.text() == "someday soon"


def test_a_date_says_how_it_was_understood(office: Office) -> None:
    office.go("projects", "project", office.ids["Cloud"])
    office.run("edit")
    editor = form(office).editors["signed_on"]
    assert isinstance(editor, LineEditor)
    keys(office, editor.line, "2017年9月")
    assert editor.line.accessibleDescription() == "September 2017 · month"
    assert editor.parsed().value == When(date(2017, 9, 1), date(2017, 9, 30))


def test_a_name_that_is_known_already_is_said_while_it_is_typed(office: Office) -> None:
    office.go("companies")
    office.run("new")
    keys(office, form(office).editors["name"].line, "huawei")
    links = [button.text() for button in form(office).findChildren(QAbstractButton)]
    assert any("Huawei" in text or "华为" in text for text in links)


def test_a_link_is_chosen_from_what_was_found_or_stays_open(office: Office) -> None:
    office.go("projects")
    office.run("new")
    editor = form(office).editors["company"]
    assert isinstance(editor, LinkEditor)
    keys(office, editor.line, "nobody of that name")
    assert editor.parsed().level == "question"
    editor.line.clear()
    keys(office, editor.line, "Tencent")
    assert editor.parsed().value == Ref("company", office.ids["Tencent"])


def test_a_missing_link_is_created_on_the_way(office: Office) -> None:
    office.go("projects")
    office.run("new")
    editor = form(office).editors["zone"]
    keys(office, editor.line, "Pazhou")
    editor.choose(len(editor.offers) - 1)
    office.settle()
    [zone] = office.store.ids("zone")
    assert editor.parsed().value == Ref("zone", zone)


def test_a_cell_is_edited_in_place(office: Office) -> None:
    page = office.go("projects")
    grid = page.listing.grid
    row, column = grid.rows.row_of(office.ids["Screens"]), grid.rows.keys().index("next_step_due")
    grid.setCurrentIndex(grid.rows.index(row, column))
    office.window.registry.run("edit_cell")
    line = office.window.findChild(LineEditor).line  # type: ignore[union-attr]  # the open editor
    typed(office, line, "2017年12月底")
    office.qtbot.keyClick(line, Qt.Key.Key_Return)
    office.settle()
    due = office.store.get("project", office.ids["Screens"])["next_step_due"]
    assert due is not None and due.latest == date(2017, 12, 31)
    assert grid.rows.cell(grid.rows.row_of(office.ids["Screens"]), column)[0] == due


def test_escape_leaves_a_cell_as_it_was(office: Office) -> None:
    page = office.go("companies")
    grid = page.listing.grid
    grid.setCurrentIndex(grid.rows.index(0, 0))
    before = shown(office)
    office.window.registry.run("edit_cell")
    line = office.window.findChild(LineEditor).line  # type: ignore[union-attr]  # the open editor
    office.qtbot.keyClicks(line, "something else")
    office.qtbot.keyClick(line, Qt.Key.Key_Escape)
    grid.setFocus()
    office.settle()
    assert shown(office) == before


def test_the_record_beside_the_list_follows_the_cursor(office: Office) -> None:
    page = office.go("companies", "company", office.ids["Cisco"])
    page.listing.grid.show_id(office.ids["Tencent"])
    office.settle()
    assert office.window.panel is not None and office.window.panel.id == office.ids["Tencent"]
    assert office.window.trail.place.id == office.ids["Tencent"]


def test_deleting_asks_nobody_and_is_taken_back_from_the_line(office: Office) -> None:
    page = office.go("companies")
    page.listing.grid.show_id(office.ids["Cisco"])
    office.run("delete")
    office.until(lambda: "Cisco" not in shown(office))
    assert office.window.status.notice.whole() == "Deleted: Cisco"
    office.window.status.action.click()
    office.until(lambda: "Cisco" in shown(office))


def test_what_others_link_to_is_deleted_only_with_a_word_more(office: Office) -> None:
    page = office.go("companies")
    page.listing.grid.show_id(office.ids["Foxconn"])
    office.run("delete")
    assert "Foxconn" in shown(office)
    assert office.window.status.action.text() == "Delete and empty those links"
    office.window.status.action.click()
    office.until(lambda: "Foxconn" not in shown(office))
    assert office.store.get("project", office.ids["Screens"])["company"] is None
    office.run("undo")
    office.until(lambda: office.store.get("project", office.ids["Screens"])["company"] is not None)


def test_the_palette_finds_by_chinese_initials_and_pinyin(office: Office) -> None:
    office.window.open_palette()
    palette = office.window.palette_box
    assert palette is not None
    for typed in ("华为", "hw", "huawei"):
        office.window.open_palette()
        keys(office, palette.field, typed)
        assert palette.lines.choices[0].words in ("Huawei Technologies Co., Ltd.", "华为技术有限公司"), typed
        palette.run_chosen()
        office.settle()
        assert office.window.trail.place == Place("companies", "company", office.ids["Huawei"])


def test_the_palette_runs_commands_in_both_languages(office: Office) -> None:
    office.window.open_palette()
    palette = office.window.palette_box
    assert palette is not None
    office.window.open_palette()
    keys(office, palette.field, "园区")
    office.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    office.settle()
    assert office.window.trail.place.page == "zones"
    office.window.open_palette()
    office.qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_lists_sort_filter_and_look_quickly(office: Office) -> None:
    page = office.go("companies")
    listing = page.listing
    listing.grid.sort_asked.emit("name")
    office.settle()
    assert shown(office) == sorted(shown(office))
    listing.grid.sort_asked.emit("name")
    office.settle()
    assert shown(office) == sorted(shown(office), reverse=True)
    keys(office, listing.filters.quick, "腾讯")
    assert shown(office) == ["Tencent"]
    assert "5 companies · 1 shown" in listing.summary
    listing.filters.quick.clear()
    listing.ask_for([Condition("relation", "is", "tenant")])
    office.settle()
    assert sorted(shown(office)) == ["Alibaba Group", "Tencent"]
    office.run("clear_filters")
    assert len(shown(office)) == 5


def test_letters_typed_over_a_list_filter_it(office: Office) -> None:
    page = office.go("companies")
    page.listing.grid.setFocus()
    office.qtbot.keyClicks(page.listing.grid, "ten")
    office.qtbot.keyClicks(page.listing.filters.quick, "cent")
    office.settle()
    assert shown(office) == ["Tencent"]


def test_a_condition_is_made_in_the_filter_bar(office: Office) -> None:
    page = office.go("projects")
    from promo_desk.desktop.filters import ConditionPopup

    page.listing.filters.add()
    popup = office.window.findChild(ConditionPopup)
    assert popup is not None
    popup.field_box.setCurrentIndex(popup.field_box.findData("stage"))
    editor = popup.findChildren(QComboBox)[-1]
    editor.setCurrentIndex(editor.findData("started"))
    popup.apply()
    office.settle()
    assert shown(office) == ["Foxconn screens"]


def test_sums_are_told_by_currency(office: Office) -> None:
    page = office.go("projects")
    assert page.listing.summary.startswith("2 projects · sum of Total investment: ")
    assert "CNY" in page.listing.summary and "USD" in page.listing.summary
    page.listing.grid.selectAll()
    office.settle()
    assert "2 selected" in page.listing.summary


def test_the_selection_is_copied_as_cells(office: Office) -> None:
    page = office.go("companies")
    page.listing.grid.selectAll()
    office.run("copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 6 and lines[0].startswith("Company name\tChinese name")
    assert lines[1].split("\t")[1] == "华为技术有限公司"


def test_columns_are_chosen_and_remembered(office: Office) -> None:
    page = office.go("companies")
    page.listing.grid.set_keys(["name_zh", "name"])
    assert shown(office)[0] == "华为技术有限公司"
    office.window.rebuild()
    office.settle()
    assert office.window.page.listing.grid.shown_keys() == ["name_zh", "name"]  # type: ignore[union-attr]


def test_the_language_is_switched_and_unsaved_edits_stay(office: Office) -> None:
    office.go("companies", "company", office.ids["Tencent"])
    office.run("edit")
    keys(office, form(office).editors["short_name"].line, "TX")
    office.desk.set_language("zh")
    office.settle()
    assert office.window.nav.buttons["companies"].text() == "企业"
    assert form(office).editors["short_name"].line.text() == "TX"
    office.run("save")
    assert office.store.get("company", office.ids["Tencent"])["short_name"] == "TX"
    assert office.window.status.notice.whole().startswith("已保存")


def test_light_and_dark_are_switched_without_losing_the_place(office: Office) -> None:
    office.go("zones", "tenancy")
    office.run("scheme")
    office.until(lambda: office.desk.scheme == "dark")
    office.settle()
    assert office.window.trail.place.page == "zones"
    assert office.window.palette().window().color().lightness() < 60


def test_two_edits_of_one_record_are_both_shown(office: Office) -> None:
    from promo_desk.desktop.asking import StaleDialog

    id = office.ids["Cisco"]
    office.go("companies", "company", id)
    office.run("edit")
    keys(office, form(office).editors["short_name"].line, "CSCO")
    with office.store.change("Somebody else") as change:
        change.update("company", id, {"short_name": "Cisco Systems", "brand": "Webex"})
    office.settle()
    office.run("save")
    dialog = office.window.findChild(StaleDialog)
    assert dialog is not None and office.store.get("company", id)["short_name"] == "Cisco Systems"
    dialog.ticks["short_name"].setChecked(True)
    dialog.decide()
    office.settle()
    office.run("save")
    saved = office.store.get("company", id)
    assert saved["short_name"] == "CSCO" and saved["brand"] == "Webex"


def test_the_record_shows_links_timeline_and_history(office: Office) -> None:
    office.go("companies", "company", office.ids["Huawei"])
    panel = office.window.panel
    assert panel is not None
    for tab, words in (("linked", "Huawei cloud base"), ("timeline", "Strategic cooperation with Baiyun"),
                       ("history", "Enter the first records")):
        panel.show_tab(tab)
        office.settle()
        assert any(words in text for text in texts(panel)), tab


def test_a_link_is_followed_and_one_comes_back(office: Office) -> None:
    office.go("companies", "company", office.ids["Huawei"])
    panel = office.window.panel
    assert panel is not None
    link = next(button for button in panel.findChildren(QAbstractButton) if button.text() == "Baiyun")
    link.click()
    office.settle()
    assert office.window.trail.place == Place("zones", "place", office.ids["Baiyun"])
    office.run("back")
    assert office.window.trail.place == Place("companies", "company", office.ids["Huawei"])


def test_where_a_value_comes_from(office: Office) -> None:
    from promo_desk.desktop.birth import certificate

    birth = office.store.birth("company", office.ids["Huawei"], "name")
    assert certificate(birth, "en")[0].startswith("Change 1, 2017-12-08")
    assert certificate(None, "en") == ["Nobody has written this value yet."]


def test_today_says_what_is_due_and_every_figure_opens_its_list(office: Office) -> None:
    office.go("today")
    page = office.window.page
    assert page is not None
    told = texts(page)
    assert any("Send the land offer" in text for text in told)
    assert any("Build a research centre" in text for text in told)
    figure = next(button for button in page.findChildren(QAbstractButton)
                  if button.accessibleName() == "Companies known: 5")
    figure.click()
    office.settle()
    assert len(shown(office)) == 5


def test_imports_list_every_change_with_its_undo(office: Office) -> None:
    office.go("imports")
    page = office.window.page
    assert page is not None
    undo = next(button for button in page.findChildren(QAbstractButton)
                if button.accessibleName() == "Undo: Enter the first records")
    undo.click()
    office.settle()
    office.until(lambda: office.store.count("company") == 0)


def test_a_page_that_was_not_shown_is_fresh_when_one_comes_back(office: Office) -> None:
    office.go("companies")
    office.go("zones", "tenancy")
    with office.store.change("Somebody else") as change:
        change.add("company", {"name": "Somebody New"})
    office.settle()
    office.go("companies")
    office.until(lambda: "Somebody New" in shown(office))


def test_a_database_that_does_not_open_is_said_in_the_pages_place(office: Office, tmp_path: Path) -> None:
    from promo_desk.desktop import app as start

    (tmp_path / "letter.db").write_text("Dear Sir or Madam")
    window = start.make_window(tmp_path / "other", "en")
    window.show()
    start.open_store(window.desk, tmp_path / "letter.db")
    office.qtbot.waitUntil(lambda: not window.desk.tasks.busy())
    office.until(lambda: any("could not be opened" in text for text in texts(window.stack.currentWidget())))
    window.close()


def test_an_empty_list_says_what_to_do(office: Office) -> None:
    office.go("briefings")
    assert any("Ctrl+N" in text for text in texts(office.window.page))


def test_the_keyboard_map_closes_with_escape(office: Office) -> None:
    from promo_desk.desktop.keymap import KeyMap

    office.run("keys")
    dialog = office.window.findChild(KeyMap)
    assert dialog is not None and dialog.isVisible()
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    office.until(lambda: office.window.findChild(KeyMap) is None)


def test_everything_that_can_be_used_has_a_name(office: Office) -> None:
    for page in ("today", "companies", "projects", "imports", "more"):
        office.go(page)
    office.go("projects", "project", office.ids["Cloud"])
    office.run("edit")
    kinds_of_control = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    for kind in kinds_of_control:
        for control in office.window.findChildren(kind):
            hidden = control.objectName().startswith("qt_") or not control.isVisible()
            named = control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
            inner = isinstance(control.parent(), QLineEdit | QComboBox)
            assert hidden or named or inner, control


def test_the_window_remembers_its_place(office: Office, memory: Path) -> None:
    from promo_desk.desktop import app as start

    office.go("zones", "tenancy")
    office.window.close()
    again = start.make_window(memory, "en")
    assert again.trail.place == Place("zones", "tenancy")
    again.close()


def texts(widget: QWidget | None) -> list[str]:
    """What is written on a page: labels and links, whole where they are cut."""
    from PySide6.QtWidgets import QLabel

    assert widget is not None
    return [label.text() for label in widget.findChildren(QLabel)] + [
        button.accessibleName() or button.text() for button in widget.findChildren(QAbstractButton)]


def test_a_quick_look_finds_a_project_by_its_company(office: Office) -> None:
    office.go("projects", "project")
    keys(office, office.window.page.listing.filters.quick, "富士康")  # type: ignore[union-attr]  # a list page is shown
    assert shown(office) == ["Foxconn screens"]
