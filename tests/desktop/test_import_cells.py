"""The cells of an import: what was decided is shown on them, and every decision is open to a word, by key and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from promo_desk.desktop.field_picker import FieldPicker
from promo_desk.desktop.importing.cells import KEYS
from promo_desk.desktop.importing.cells_facts import FILTERS, Facts
from promo_desk.desktop.importing.cells_model import CellsModel
from promo_desk.desktop.importing.questions import QuestionsView
from promo_desk.desktop.importing.rows_menu import CELL, COLUMN, ROW
from promo_desk.desktop.importing.sheet import SheetView
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.plan import Options, Plan, make_plan

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Spoken = Qt.ItemDataRole.AccessibleTextRole
LEDGER: list[list[Any]] = [
    ["2017年签约项目台账"],
    ["单位：万元"],
    ["序号", "项目名称", "企业名称", "总投资额", "签约时间", "阶段"],
    [1, "云计算基地", "华为技术有限公司", 61000, date(2017, 9, 1), "已签约"],
    [2, "支付中心", "腾讯", "说不清", "2017年9月", "意向"],
    [3, "物流园", "阿里巴巴集团", 500, "2017年10月", "意向"],
    [4, "面板厂", "富士康", "说不清", "2017年11月", "已签约"],
    ["合计", None, None, 61500],
    ["备注：金额为人民币。"],
]


class Tabs:
    """Stands for the tabs of the page: which sheet was asked for."""

    def __init__(self) -> None:
        self.chosen = ""
        self.shown: QWidget | None = None

    def choose(self, key: str) -> None:
        self.chosen = key

    def view(self) -> QWidget | None:
        return self.shown


class Card:
    """A file on the page: makes the plan anew at every correction, and shows it at once."""

    def __init__(self, desk: Any, source: Any) -> None:
        self.desk, self.tabs = desk, Tabs()
        self.options = Options(on_error="skip", language=desk.language)
        self.plan = make_plan(desk.store, source, self.options, anyway=True)
        self.views: list[Any] = []

    def set_options(self, options: Options) -> None:
        self.options = options
        assert self.plan.book is not None
        self.plan = make_plan(self.desk.store, self.plan.book, options, anyway=True)
        for view in self.views:
            view.show_plan(self.plan if isinstance(view, QuestionsView) else self.plan.sheets[0])

    def correct(self, **changed: Any) -> None:
        self.set_options(replace(self.options, **changed))

    def correct_sheet(self, part: str, key: str, values: dict[str, Any]) -> None:
        there = dict(getattr(self.options, part))
        self.correct(**{part: there | {key: {**there.get(key, {}), **values}}})


Opener = Callable[..., Any]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write rows to a workbook."""
    def write(rows: list[list[Any]], name: str = "台账") -> Path:
        book = Workbook()
        book.active.title = name  # type: ignore[union-attr]  # a new book has a sheet
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]  # the same
        book.save(tmp_path / "ledger.xlsx")
        return tmp_path / "ledger.xlsx"
    return write


@pytest.fixture
def opened(office: Any, workbook: Callable[..., Path], qtbot: Any) -> Iterator[Opener]:
    """Show the first sheet of a ledger."""
    def show(rows: list[list[Any]] | None = None, view: type[Any] = SheetView) -> Any:
        card = Card(office.desk, workbook(rows or LEDGER))
        made = SheetView(office.desk, card, card.plan.sheets[0]) if view is SheetView else view(office.desk, card)
        card.views.append(made)
        qtbot.addWidget(made)
        made.resize(1100, 600)
        made.show()
        if view is not SheetView:
            made.show_plan(card.plan)
        made.setFocus()
        return made
    yield show


def press(widget: QWidget, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, key, modifier)


def states(view: SheetView) -> dict[int, str]:
    return {row: view.facts.state(row) for row in view.facts.all_rows()}


def told(view: SheetView, row: int, letter: str) -> Any:
    return view.facts.row(row)["ABCDEFGHIJ".index(letter)]


# what is shown


def test_every_row_of_the_file_is_shown_with_its_fate(opened: Opener) -> None:
    view = opened()
    assert view.cells.cells.rowCount() == 9
    assert states(view) == {1: "title", 2: "unit", 3: "header", 4: "new", 5: "error", 6: "error", 7: "error",
                            8: "total", 9: "note"}
    assert view.cells.cells.headerData(7, Qt.Orientation.Vertical, Spoken) == "row 8, total"
    assert view.cells.cells.headerData(3, Qt.Orientation.Vertical, Spoken) == "row 4, new"


def test_a_column_says_where_it_goes_and_how_sure_that_is(opened: Opener) -> None:
    view = opened()
    spoken = view.cells.cells.headerData(3, Qt.Orientation.Horizontal, Spoken)
    assert spoken == "column D, Project › Total investment"
    tip = view.cells.cells.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "the header is its name" in tip and "61000" in tip


def test_a_cell_that_is_wrong_says_so_to_eye_and_ear(opened: Opener) -> None:
    view = opened()
    assert told(view, 5, "D").level == "error"
    spoken = view.cells.cells.data(view.cells.cells.index(4, 3), Spoken)
    assert spoken.startswith("D5, 说不清, ") and "说不清" in spoken[10:]


def test_the_view_speaks_chinese(office: Any, opened: Opener) -> None:
    office.desk.language = "zh"
    view = opened()
    assert view.cells.cells.headerData(7, Qt.Orientation.Vertical, Spoken) == "第 8 行, 合计"
    assert "项目 › 总投资额" in view.cells.cells.headerData(3, Qt.Orientation.Horizontal, Spoken)
    shown = {button.text() for button in view.filters.findChildren(QPushButton) if button.isVisibleTo(view)}
    assert "错误 3" in shown and "非记录行 5" in shown


def test_a_change_shows_new_and_old(office: Any, opened: Opener) -> None:
    view = opened([["企业名称", "英文名称", "注册资本（万元）"],
                   ["华为技术有限公司", "Huawei Technologies Co., Ltd.", 700]])
    assert states(view)[2] == "changed"
    cell = told(view, 2, "C")
    assert cell.level == "change" and "7" in cell.text and "6" in cell.was


# shape


def test_a_row_becomes_the_header_by_key(opened: Opener) -> None:
    view = opened()
    view.go_to(4, 2)
    press(view.cells, Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert view.sheet.shape.header_rows == (4,)
    assert view.facts.state(5) != "header"


def test_a_row_becomes_the_header_by_its_menu(office: Any, opened: Opener) -> None:
    view = opened()
    view.cells.selectRow(3)
    view.cells.side.customContextMenuRequested.emit(QPoint(5, view.cells.side.sectionViewportPosition(3) + 3))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    action = next(each for each in menu.actions() if each.text() == "This is the header")
    menu.hide()
    action.trigger()
    assert view.sheet.shape.header_rows == (4,)
    view.said.shape_as_found()
    assert view.sheet.shape.header_rows == (3,)


def test_records_begin_and_end_where_one_says(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 2)
    press(view.cells, Key.Key_B, Qt.KeyboardModifier.AltModifier)
    view.go_to(6, 2)
    press(view.cells, Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert view.sheet.rows == [5, 6]


def test_a_row_is_taken_out_and_in_again(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 2)
    press(view.cells, Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert view.facts.state(5) == "said" and 5 not in view.sheet.rows
    press(view.cells, Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert 5 in view.sheet.rows


def test_the_unit_of_the_sheet_is_said(opened: Opener) -> None:
    view = opened()
    assert view.head.unit.text() == "unit 万元"
    press(view.cells, Key.Key_U, Qt.KeyboardModifier.AltModifier)
    box = QApplication.activePopupWidget()
    box.line.setText("亿元")  # type: ignore[union-attr]  # the box of the unit
    press(box.line, Key.Key_Return)  # type: ignore[union-attr]  # the same
    assert view.sheet.shape.unit == "亿元"


# columns


def picker() -> FieldPicker:
    found = QApplication.activePopupWidget()
    assert isinstance(found, FieldPicker)
    return found


def test_a_column_is_mapped_with_the_keyboard_alone(opened: Opener) -> None:
    view = opened()
    view.go_to(4, 1)
    press(view.cells, Key.Key_F4)
    box = picker()
    box.finder.setText("用工")
    assert box.list.currentItem().text() == "Project › Jobs"
    assert box.list.currentItem().data(Qt.ItemDataRole.UserRole) == "project.jobs"
    press(box.finder, Key.Key_Return)
    assert view.facts.columns[1].path == "project.jobs"


def test_a_click_on_the_field_of_a_column_asks_for_another(opened: Opener, qtbot: Any) -> None:
    view = opened()
    place = view.cells.top.chip_of(1).center()
    qtbot.mouseClick(view.cells.top.viewport(), Left, pos=place)
    box = picker()
    assert box.list.currentItem().data(Qt.ItemDataRole.UserRole) == "project.title"
    box.finder.setText("left out")
    press(box.finder, Key.Key_Return)
    assert view.facts.columns[2].use == "left_out"


def test_fields_are_found_by_pinyin_and_in_either_language(office: Any, opened: Opener) -> None:
    view = opened()
    press(view.cells, Key.Key_F4)
    box = picker()
    office.settle()
    for typed in ("Total inv", "总投资", "zongtouzi", "ztz"):
        box.finder.setText(typed)
        paths = [box.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(box.list.count())]
        assert "project.total_investment" in paths[:3], typed
    box.close()


def test_a_column_is_kept_as_notes_or_left_out_by_key(opened: Opener) -> None:
    view = opened()
    view.go_to(4, 6)
    press(view.cells, Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert view.facts.columns[6].use == "notes"
    press(view.cells, Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert view.facts.columns[6].use == "left_out"


# cells


def test_a_cell_is_mended_here(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 4)
    press(view.cells, Key.Key_F2)
    view.cells.editor.everywhere.setChecked(False)
    view.cells.editor.line.setText("300")
    press(view.cells.editor.line, Key.Key_Return)
    assert view.card.options.mended == {"台账": {"D5": "300"}}
    assert told(view, 5, "D").text == "300" and told(view, 5, "D").was == "说不清"
    assert told(view, 7, "D").level == "error"


def test_a_cell_is_mended_everywhere_the_same_stands(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 4)
    press(view.cells, Key.Key_3)
    assert view.cells.editor.line.text() == "3", "typing replaces what stands there"
    assert view.cells.editor.everywhere.isChecked(), "the cell is wrong, and so is its like"
    press(view.cells.editor.line, Key.Key_Return)
    assert view.card.options.replaced == {"project.total_investment": {"说不清": "3"}}
    assert not told(view, 5, "D").level == told(view, 7, "D").level == "error"
    view.said.as_it_was(7, 4)
    assert told(view, 5, "D").level == "error"


def test_esc_leaves_a_cell_as_it_is(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 4)
    press(view.cells, Key.Key_F2)
    view.cells.editor.line.setText("300")
    press(view.cells.editor.line, Key.Key_Escape)
    assert not view.card.options.mended and view.cells.editor is None


def test_esc_over_the_cells_closes_nothing_and_a_blank_is_no_text(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 4)
    press(view.cells, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.cells.editor is None and view.cells.side.chosen == [(4, 4)]
    press(view.cells, Key.Key_Escape)
    assert view.cells.side.chosen == [] and view.cells.current() == (5, 4)
    view.cells.mend()
    first = view.cells.editor
    view.cells.mend()
    assert view.cells.editor is first, "asked twice, it is opened once"
    first.cancel()
    view.head.kind.setFocus()
    press(view.head.kind, Key.Key_Escape)
    assert view.cells.hasFocus() or view.window().focusWidget() is view.cells


def test_corrections_are_taken_back_and_made_again_without_touching_the_office(office: Any, opened: Opener) -> None:
    view = opened()
    before = office.store.changes(limit=1)[0].number
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    view.go_to(4, 4)
    press(view.cells, Key.Key_Space)
    view.said.unit("亿元")
    press(view.cells, Key.Key_Z, control)
    assert view.sheet.shape.unit == "万元" and view.facts.refused == {"D4"}
    press(view.cells, Key.Key_Z, control)
    press(view.cells, Key.Key_Z, control)
    assert not view.facts.refused
    press(view.cells, Key.Key_Z, control | shift)
    assert view.facts.refused == {"D4"}
    assert office.store.changes(limit=1)[0].number == before


def test_who_is_missing_from_a_complete_list_is_shown(opened: Opener) -> None:
    from promo_desk.sheets.plan import MissingRecord

    view = opened()
    assert not view.missing.isVisible()
    view.missing.show_missing([MissingRecord("tenancy", 1, "腾讯"), MissingRecord("tenancy", 2, "思科")])
    assert view.missing.told.text() == "2 in the office and not in this list"
    view.missing.day.line.setText("2017-12-31")
    view.missing.day.line.textEdited.emit("2017-12-31")
    view.missing.day.line.editingFinished.emit()
    ended = view.card.options.ended_on
    assert view.card.options.snapshot and ended.earliest == ended.latest == date(2017, 12, 31)


def test_what_is_typed_is_read_with_the_unit_of_the_column(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 4)
    press(view.cells, Key.Key_F2)
    view.cells.editor.line.setText("300")
    view.cells.editor.line.textEdited.emit("300")
    assert "3,000,000" in view.cells.editor.told.text() or "3 m" in view.cells.editor.told.text()
    view.cells.editor.cancel()


def test_row_column_and_cell_are_refused_and_accepted_again(opened: Opener) -> None:
    view = opened()
    view.cells.selectRow(3)
    press(view.cells, Key.Key_Delete)
    assert view.card.options.refused == {"台账": frozenset({"4"})} and view.facts.state(4) == "refused"
    assert told(view, 4, "B").out
    press(view.cells, Key.Key_Space)
    assert view.facts.state(4) == "new"
    view.cells.selectColumn(5)
    press(view.cells, Key.Key_Delete)
    assert view.facts.refused == {"F"} and told(view, 5, "F").out
    press(view.cells, Key.Key_Delete)
    view.go_to(4, 4)
    press(view.cells, Key.Key_Space)
    assert view.facts.refused == {"D4"} and told(view, 4, "D").out and not told(view, 4, "E").out


def test_all_that_is_shown_is_refused_and_accepted(opened: Opener) -> None:
    view = opened()
    view.filters.refuse.click()
    assert set(view.sheet.verdicts) == {"refused"}
    view.filters.accept.click()
    assert not view.facts.refused and view.facts.state(4) == "new"


def test_the_answer_to_a_choice_holds_everywhere_it_stands(opened: Opener) -> None:
    view = opened()
    view.go_to(5, 6)
    assert "意向" in "".join(each.text() for each in view.details.findChildren(QWidget) if hasattr(each, "text"))
    assert view.details.everywhere is not None and view.details.everywhere.isChecked()
    question = view.said.question_of(5, 6)
    view.said.answer(question, "lead", everywhere=True)
    assert told(view, 5, "F").level != "question" and view.facts.state(6) == "new"


# rows that are shown


def test_filters_show_their_rows_with_how_many(opened: Opener) -> None:
    view = opened()
    assert {code: view.facts.counts[code] for code in ("all", "new", "error", "not_a_record")} == {
        "all": 9, "new": 1, "error": 3, "not_a_record": 5}
    view.filters.choose("error")
    assert list(view.cells.cells.rows) == [5, 6, 7]
    view.filters.choose("not_a_record")
    assert list(view.cells.cells.rows) == [1, 2, 3, 8, 9]
    assert all(len(view.facts.rows_of(code)) == view.facts.counts[code] for code, _words in FILTERS)


def test_f8_goes_from_one_cell_that_needs_a_word_to_the_next(opened: Opener) -> None:
    view = opened()
    places = []
    for _ in range(5):
        press(view.cells, Key.Key_F8)
        places.append(view.cells.current())
    assert places[:4] == view.facts.asking == [(5, 4), (5, 6), (6, 6), (7, 4)]
    assert places[4] == places[0]
    press(view.cells, Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.cells.current() == (7, 4)


def test_a_question_outside_the_filter_is_gone_to_all_the_same(opened: Opener) -> None:
    view = opened()
    view.filters.choose("new")
    view.step(1)
    assert view.cells.current() == (5, 4) and view.filters.current == "all"


def test_text_is_found_in_the_sheet(office: Any, opened: Opener) -> None:
    view = opened()
    press(view.cells, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    view.filters.finder.setText("富士")
    press(view.filters.finder, Key.Key_Return)
    office.settle()
    assert view.cells.current() == (7, 3)


def test_a_new_plan_keeps_place_cursor_and_selection(opened: Opener) -> None:
    rows = [*LEDGER[:3], *([n, f"项目{n}", "腾讯", 100 + n, "2017年9月", "已签约"] for n in range(400))]
    view = opened(rows)
    view.cells.verticalScrollBar().setValue(3000)
    view.go_to(130, 4)
    view.cells.selectRow(view.cells.cells.at_row(131))
    kept = view.cells.verticalScrollBar().value(), view.cells.current(), view.cells.touched_rows()
    view.said.refuse({"140"}, refused=True)
    assert (view.cells.verticalScrollBar().value(), view.cells.current(), view.cells.touched_rows()) == kept
    view.filters.choose("new")
    view.go_to(300, 2)
    view.said.refuse({"300"}, refused=True)
    assert view.cells.current() == (301, 2), "the row has left the filter: the next one is stood on"


# what it costs


class CountedModel(CellsModel):
    """Counts what the view asks."""

    asked = 0

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        CountedModel.asked += 1
        return super().data(index, role)


def big_plan(office: Any, rows: int) -> Plan:
    head = tuple(str(each) for each in LEDGER[2])
    cells: list[Any] = [head, *((n, f"项目{n}", "腾讯", n, "2017年9月", "已签约") for n in range(1, rows))]
    book = RawBook(Path("big.xlsx"), "xlsx", "0" * 64, [RawSheet("大表", cells)])
    return make_plan(office.store, book, Options(on_error="skip"))


def test_20_000_rows_cost_only_what_is_seen(office: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = big_plan(office, 20_000)
    monkeypatch.setattr("promo_desk.desktop.importing.cells.CellsModel", CountedModel)
    worked_out: list[int] = []
    begun = Facts._begun

    def counted(facts: Facts, row: int) -> Any:
        worked_out.append(row)
        return begun(facts, row)

    monkeypatch.setattr(Facts, "_begun", counted)
    card: Any = Card.__new__(Card)
    card.desk, card.plan, card.options, card.tabs, card.views = office.desk, plan, plan.options, Tabs(), []
    view = SheetView(office.desk, card, plan.sheets[0])
    qtbot.addWidget(view)
    view.resize(1100, 600)
    view.show()
    office.settle()
    assert view.cells.cells.rowCount() == 20_000
    assert len(worked_out) < 400, "rows are worked out when they are seen, and some to say how wide columns are"
    worked_out.clear()
    CountedModel.asked = 0
    for value in range(0, 200_000, 20_000):
        view.cells.verticalScrollBar().setValue(value)
        view.cells.viewport().repaint()
    assert len(worked_out) < 10 * 40
    assert CountedModel.asked == 0, "painting asks the facts, not Qt's model roles"
    assert view.facts.counts["all"] == 20_000


def test_counting_a_large_sheet_is_done_on_a_worker(office: Any, qtbot: Any) -> None:
    plan = big_plan(office, 9_000)
    card: Any = Card.__new__(Card)
    card.desk, card.plan, card.options, card.tabs, card.views = office.desk, plan, plan.options, Tabs(), []
    view = SheetView(office.desk, card, plan.sheets[0])
    qtbot.addWidget(view)
    assert office.desk.tasks.busy()
    office.settle()
    assert any(button.text() == "All rows 9,000" for button in view.filters.findChildren(QPushButton))


# questions


def ambiguous(office: Any) -> list[list[Any]]:
    """Thirty rows of a firm whose name two records of the office have, and a word that is no stage."""
    with office.store.change("Two firms of one name") as change:
        office.ids["Yuncong"] = change.add("company", {"name": "云从信息"})
        change.add("company", {"name": "云从信息"})
    many: list[list[Any]] = [[n, f"项目{n}", "云从信息", n + 1, "2017年9月", "已签约"] for n in range(30)]
    return [*LEDGER[:3], *many, LEDGER[5]]


def test_a_question_is_asked_once_for_thirty_cells_and_answered_once(office: Any, opened: Opener) -> None:
    view = opened(ambiguous(office), QuestionsView)
    firm = next(at for at, each in enumerate(view.open) if each.about == "record")
    assert len(view.open[firm].cells) == 30
    assert view.progress.text() == "0 of 2 answered"
    view.list.setCurrentRow(firm)
    press(view.list, Key.Key_1)
    assert view.card.options.named["company"] == {"云从信息": office.ids["Yuncong"]}
    assert len(view.open) == 1 and view.progress.text() == "1 of 2 answered"
    assert view.answered[0].shown("en") == "云从信息"


def test_n_makes_a_new_record_and_u_takes_it_back(office: Any, opened: Opener) -> None:
    view = opened(ambiguous(office), QuestionsView)
    view.list.setCurrentRow(next(at for at, each in enumerate(view.open) if each.about == "record"))
    press(view.list, Key.Key_N)
    assert view.card.options.named["company"] == {"云从信息": "new"}
    view.list.setCurrentRow(len(view.open))
    press(view.list, Key.Key_U)
    assert not view.card.options.named["company"] and len(view.open) == 2


def test_a_choice_offers_every_word_and_return_takes_the_first(opened: Opener) -> None:
    view = opened(None, QuestionsView)
    view.list.setCurrentRow(next(at for at, each in enumerate(view.open) if each.about == "choice"))
    offered = {offer.answer for offer in view.question.offers}
    assert {"lead", "talks", "signed", "operating"} <= offered
    first = view.question.offers[0].answer
    press(view.list, Key.Key_Return)
    assert view.card.options.choices == {"stage": {"意向": first}}


def test_a_value_is_typed_and_read_by_the_plan(opened: Opener) -> None:
    view = opened(None, QuestionsView)
    view.list.setCurrentRow(next(at for at, each in enumerate(view.open) if each.about == "error"))
    press(view.list, Key.Key_T)
    view.question.line.setText("300万元")
    press(view.question.line, Key.Key_Return)
    assert view.card.options.replaced == {"project.total_investment": {"说不清": "300万元"}}
    assert all(each.about != "error" for each in view.open)


def test_s_skips_and_g_goes_to_the_first_cell(office: Any, opened: Opener, qtbot: Any) -> None:
    view = opened(None, QuestionsView)
    first = view.current()
    press(view.list, Key.Key_S)
    assert view.current() is not first
    press(view.list, Key.Key_S)
    assert view.current() is first
    sheet = SheetView(office.desk, view.card, view.card.plan.sheets[0])
    qtbot.addWidget(sheet)
    view.card.tabs.shown = sheet
    press(view.list, Key.Key_G)
    assert view.card.tabs.chosen == "台账" and sheet.cells.current() == (5, 4)


# nobody is left out


def test_everything_that_can_be_touched_has_a_name(opened: Opener) -> None:
    for view in (opened(), opened(None, QuestionsView)):
        nameless = [each for kind in (QPushButton,) for each in view.findChildren(kind)
                    if each.isVisibleTo(view) and not (each.accessibleName() or each.text())]
        assert not nameless
    assert opened().cells.accessibleName() == "Cells of the sheet 台账"


def test_every_line_of_a_menu_is_done_by_somebody(opened: Opener) -> None:
    verbs = set(opened()._acts())
    assert {line[0] for line in (*ROW, *CELL, *COLUMN) if line is not None} <= verbs
    assert set(KEYS.values()) <= verbs
