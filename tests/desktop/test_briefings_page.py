"""A briefing as an officer makes it: asked for, read, written and kept; later opened again and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from promo_desk.desktop.desk import Place
from promo_desk.desktop.pages.briefings import BriefingsFront
from promo_desk.fields.kinds import Ref
from promo_desk.fields.words import say
from promo_desk.office.briefing import make
from promo_desk.office.content import cell_text
from promo_desk.store import Condition

from .conftest import TODAY, Office


def front(office: Office) -> BriefingsFront:
    page = office.go("briefings")
    assert isinstance(page.front, BriefingsFront)
    return page.front


def choose(office: Office, combo: Any, code: str) -> None:
    combo.setCurrentIndex(combo.findData(code))
    office.settle()


def typed(office: Office, line: QLineEdit, words: str) -> None:
    """Type, as an input method commits Chinese, and wait until it was asked for."""
    form, event = front(office).form, QInputMethodEvent()
    line.clear()
    event.setCommitString(words)
    with office.qtbot.waitSignal(form.changed):
        QGuiApplication.sendEvent(line, event)
    office.settle()


def read(office: Office) -> str:
    return front(office).view.toPlainText()


@pytest.fixture
def written(office: Office, tmp_path: Path) -> Path:
    """A briefing about the whole office that went out."""
    target = tmp_path / "briefing.xlsx"
    front(office).write(target)
    office.settle()
    office.settle()
    return target


def test_the_page_opens_with_a_preview_of_the_whole_office(office: Office) -> None:
    shown = read(office)
    assert shown.startswith("Investment promotion briefing\n")
    assert "Projects before the signing" in shown and "Sources" in shown


def test_the_preview_is_the_very_content_of_the_briefing(office: Office) -> None:
    shown, content = read(office), make(office.store, None, None, TODAY, "en", "office")
    for section in content.sections:
        assert section.heading.text("en") in shown
        for row in section.rows:
            for column, value in zip(section.columns, row, strict=True):
                assert cell_text(column.kind, value, "en") in shown, (section.key, column.key)
        for remark in section.remarks:
            assert remark.text("en") in shown


def test_numbers_stand_at_the_end_of_their_cells(office: Office) -> None:
    from PySide6.QtCore import Qt

    shown = front(office).view
    cursor = shown.document().find("CNY 6.1 bn")
    assert not cursor.isNull()
    assert cursor.blockFormat().alignment() & Qt.AlignmentFlag.AlignRight


def test_charts_are_drawn_for_the_width_there_is(office: Office) -> None:
    shown = front(office).view
    assert "chart:pipeline:projects" in shown.page.pictures
    image = shown.loadResource(2, "chart:pipeline:projects")
    assert not image.isNull() and image.width() / image.devicePixelRatio() <= shown.viewport().width()


def test_a_scope_is_found_while_one_types(office: Office) -> None:
    typed(office, front(office).form.scope.line, "Tencent")
    assert read(office).startswith("Investment promotion briefing: Tencent\n")
    assert "Huawei cloud base" not in read(office)


def test_a_scope_that_is_nobody_is_asked_about_and_nothing_is_made_of_it(office: Office) -> None:
    form = front(office).form
    office.qtbot.keyClicks(form.scope.line, "nobody of that name")
    office.until(form.trouble.isVisible)
    assert form.wish() is None
    assert "nobody of that name" in form.trouble.text()


def test_a_period_is_understood_like_everywhere(office: Office) -> None:
    typed(office, front(office).form.period.line, "2017年")
    assert "2017, as of 2017-12-08" in read(office)


def test_a_reader_outside_is_shown_less(office: Office) -> None:
    with office.store.change("Keep it among us") as change:
        change.update("project", office.ids["Cloud"], {"confidentiality": "confidential"})
    office.settle()
    assert "not named to this reader" not in read(office)
    choose(office, front(office).form.audience, "public")
    assert "For: The public" in read(office)
    assert "Projects not named to this reader: 1." in read(office)


@pytest.mark.parametrize(("language", "words"), [
    ("zh", "招商引资简报"), ("both", "招商引资简报\nInvestment promotion briefing")])
def test_a_briefing_is_made_in_the_language_that_is_chosen(office: Office, language: str, words: str) -> None:
    choose(office, front(office).form.languages, language)
    assert read(office).replace("\u2028", "\n").startswith(words)


def test_what_is_written_is_what_was_read_and_is_kept(office: Office, written: Path) -> None:
    assert load_workbook(written).sheetnames[0] == "Cover"
    [id] = office.store.ids("briefing")
    kept = office.store.get("briefing", id)
    assert kept["content"]["title"] and kept["file"] == str(written)
    assert office.window.status.notice.whole() == "Written: briefing.xlsx"
    shown = front(office)
    assert shown.sent.texts() == [("Investment promotion briefing", "2017-12-08 · The office")]
    assert shown.sent.current() == id and shown.shown is not None and shown.shown.frozen == id


def test_one_that_went_out_is_opened_again_as_it_was(office: Office, written: Path) -> None:
    with office.store.change("Sign it") as change:
        change.update("project", office.ids["Cloud"], {"stage": "signed"})
    office.settle()
    office.run("new")
    assert "Changed since the last briefing" in read(office) and "In talks → Signed" in read(office)
    shown = front(office)
    shown.sent.setCurrentRow(0)
    office.settle()
    assert "In talks → Signed" not in read(office)
    assert shown.told.whole().startswith("Frozen as of 2017-12-08, change ")
    assert not shown.writer.isVisible(), "what went out is not written a second time as another"


def test_what_has_changed_since_says_why_a_figure_differs(office: Office, written: Path) -> None:
    with office.store.change("Sign it") as change:
        change.update("project", office.ids["Cloud"], {"stage": "signed"})
    office.settle()
    shown = front(office)
    shown.comparer.click()
    office.settle()
    told = read(office)
    assert "Why figures differ from the last briefing" in told
    assert "Projects before the signing" in told and "Huawei cloud base" in told
    shown.back.click()
    office.settle()
    assert read(office).startswith("Investment promotion briefing\n")


def test_nothing_went_out_yet_says_what_to_do(office: Office) -> None:
    told = [label.text() for label in front(office).findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Nothing has gone out yet.") for text in told)


def test_a_briefing_about_what_is_gone_is_said(office: Office, written: Path) -> None:
    [id] = office.store.ids("briefing")
    with office.store.change("Throw it away") as change:
        change.delete("briefing", id)
    office.settle()
    shown = front(office)
    shown.reopen(id)
    office.settle()
    assert shown.told.whole() == "What this was about is not there any more. Choose something else."


def test_the_answers_stay_when_the_language_is_switched(office: Office) -> None:
    typed(office, front(office).form.period.line, "2017")
    typed(office, front(office).form.scope.line, "Tencent")
    office.desk.set_language("zh")
    office.settle()
    form = front(office).form
    wish = form.wish()
    assert wish is not None and wish.scope == Ref("company", office.ids["Tencent"])
    assert form.period.line.text() == "2017" and form.audience.currentText() == say("The office", "zh")
    assert read(office).startswith("Investment promotion briefing: "), "the briefing's own language stays"


def test_what_was_opened_stays_when_the_scheme_is_switched(office: Office, written: Path) -> None:
    office.run("scheme")
    office.until(lambda: office.desk.scheme == "dark")
    office.settle()
    [id] = office.store.ids("briefing")
    shown = front(office).shown
    assert shown is not None and shown.frozen == id


def test_a_change_elsewhere_makes_the_preview_anew_and_one_reads_on(office: Office) -> None:
    shown = front(office)
    bar = shown.view.verticalScrollBar()
    office.until(lambda: bar.maximum() > 200)
    bar.setValue(200)
    with office.store.change("Another project") as change:
        change.add("project", {"title": "Cisco smart city", "stage": "lead"})
    office.until(lambda: "Cisco smart city" in shown.view.toPlainText() and bar.value() == 200)


def test_the_text_is_copied_like_any_page(office: Office) -> None:
    view = front(office).view
    view.moveCursor(QTextCursor.MoveOperation.Start)
    assert view.isReadOnly() and view.find("Pipeline")


def test_the_lists_stand_behind_as_tabs(office: Office, written: Path) -> None:
    front(office)
    tab = next(button for button in office.window.findChildren(QAbstractButton)
               if button.text() == "Exports" and button.isVisible())
    tab.click()
    office.settle()
    page: Any = office.window.page
    assert page.listing.kind == "export"
    assert office.store.count("export", [Condition("audience", "is", "office")]) == 1


def test_a_briefing_found_by_search_is_opened_to_be_read(office: Office, written: Path) -> None:
    [id] = office.store.ids("briefing")
    office.run("new")
    office.window.go(Place("briefings", "briefing", id))
    office.settle()
    shown = front(office).shown
    assert shown is not None and shown.frozen == id
