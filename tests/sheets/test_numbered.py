"""Links of our own exports that a name would not lead back: kind, number and name, read where the number is ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from offices import empty_office, grid, ledger, notes, planned, verdicts

from promo_desk.fields.kinds import Ref
from promo_desk.records import fields_of
from promo_desk.sheets.cells import RawBook
from promo_desk.sheets.ledger import write_ledger
from promo_desk.sheets.numbered import Numbered, links_as_written, numbered_text, read_numbered
from promo_desk.sheets.plan import make_plan
from promo_desk.sheets.reader import read_book
from promo_desk.sheets.returned import compare
from promo_desk.store import Store

TODAY = date(2024, 6, 3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    """Two firms of one name, one of a name of its own; a tenancy each; a task about the second tenancy."""
    with empty_office(tmp_path) as store:
        with store.change("made") as change:
            change.add("zone", {"name": "琶洲"})
            for name in ("启航科技", "启航科技", "甲公司"):
                firm = change.add("company", {"name": name})
                change.add("tenancy", {"zone": Ref("zone", 1), "company": Ref("company", firm)})
                change.add("project", {"title": f"{name}{firm}期", "company": Ref("company", firm)})
            change.add("task", {"text": "回访", "about": Ref("tenancy", 3)})
        yield store


def exported(store: Store, folder: Path, kind: str, language: str = "en") -> Path:
    write_ledger(store, kind, folder / "out.xlsx", language=language, today=TODAY, record=False)
    return folder / "out.xlsx"


def column(path: Path, header: str) -> list[Any]:
    rows = grid(path)
    return [row[rows[0].index(header)] for row in rows[1:]]


def edited(path: Path, header: str, row: int, value: str) -> RawBook:
    """The export with another word in one cell."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = next(cell.column for cell in sheet[1] if cell.value == header)
    sheet.cell(row, at).value = value
    book.save(path)
    return read_book(path, isolated=False)


@pytest.mark.parametrize(("language", "header", "text"), [
    ("en", "Task about", "Tenancy #3 · 甲公司"), ("zh", "待办所涉", "入驻 #3 · 甲公司")])
def test_a_record_without_a_name_of_its_own_goes_out_with_its_number(office: Store, tmp_path: Path, language: str,
                                                                     header: str, text: str) -> None:
    path = exported(office, tmp_path, "task", language)
    assert column(path, header) == [text]
    assert make_plan(office, path).empty and compare(office, path).empty


def test_only_names_that_several_have_are_numbered(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path, "project")
    assert column(path, "Company") == ["Company #1 · 启航科技", "Company #2 · 启航科技", "甲公司"]
    plan = make_plan(office, path)
    assert (verdicts(plan), plan.empty, plan.asked) == ({"same": 3}, True, ())


def test_another_number_is_another_record(office: Store, tmp_path: Path) -> None:
    book = edited(exported(office, tmp_path, "project"), "Company", 2, "Company #2 · 启航科技")
    for plan in (make_plan(office, book), compare(office, book)):
        assert [(update.kind, update.id, update.values) for update in plan.updates] == [
            ("project", 1, {"company": Ref("company", 2)})]


def test_a_number_beside_another_name_is_asked_about(office: Store, tmp_path: Path) -> None:
    """Somebody wrote over the name and left the number: neither is believed."""
    book = edited(exported(office, tmp_path, "project"), "Company", 2, "Company #2 · 甲公司")
    for plan in (make_plan(office, book), compare(office, book)):
        assert plan.updates == [] and plan.errors == 1
        assert {each.id for each in plan.asked[0].candidates} == {2, 3}


def test_a_firm_renamed_since_is_the_same_firm(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path, "project")
    with office.change("renamed") as change:
        change.update("company", 1, {"name": "远航科技"})
    assert compare(office, path).empty
    plan = make_plan(office, path)
    assert plan.updates == [] and plan.errors == 0


def test_numbers_of_another_office_are_never_trusted(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path, "project")
    (tmp_path / "other").mkdir()
    with empty_office(tmp_path / "other") as other:
        with other.change("made") as change:
            change.add_many("company", ("name",), [("泊野公司",), ("栖霁公司",), ("启航科技",)])
        plan = make_plan(other, path)
        assert plan.errors == 2
        assert [draft.values["name"] for draft in plan.drafts if draft.kind == "company"] == ["甲公司"]
        assert {each.id for question in plan.asked for each in question.candidates} == {3}


def test_such_a_text_in_a_ledger_is_asked_about_and_names_no_new_firm(office: Store) -> None:
    plan = planned(office, ledger(("项目名称", "Company"), ("云中心", "Company #3 · 甲公司"),
                                  ("海中心", "企业 #9 · 无名公司")))
    assert plan.errors == 2 and plan.empty
    assert [level for row in (2, 3) for _cell, level, _said in notes(plan, row)] == ["question", "error"]


def test_a_name_that_looks_numbered_is_numbered_itself(office: Store) -> None:
    """A building may well be called "Building #2"; beside its number it cannot be taken for the second one."""
    with office.change("made") as change:
        for name in ("北楼", "南楼", "Building #2"):
            change.add("building", {"name": name, "zone": Ref("zone", 1)})
    known = fields_of("tenancy")["building"]
    names = {("building", 1): "北楼", ("building", 3): "Building #2"}
    written = links_as_written(office, known, [Ref("building", 1), Ref("building", 3)], names, "en")
    assert written == {("building", 1): "北楼", ("building", 3): "Building #3 · Building #2"}
    assert read_numbered(written["building", 3], ("building",)) == Numbered("building", 3, "Building #2")


@pytest.mark.parametrize("text", ["甲公司", "#12", "Unit #12", "Company 12", "Company #x", "启航 · 科技", "3 #4 · x"])
def test_other_texts_are_names(text: str) -> None:
    assert read_numbered(text, ("company", "tenancy")) is None


@pytest.mark.parametrize(("ref", "text"), [
    (Ref("award", 1, "Award 1"), "Award #1"), (Ref("award", 1, ""), "Award #1"),
    (Ref("company", 7, "A #1 · B"), "Company #7 · A #1 · B")])
def test_kind_number_and_name(ref: Ref, text: str) -> None:
    assert numbered_text(ref, "en") == text
    said = read_numbered(text, ("award", "company"))
    assert said is not None and (said.kind, said.id) == (ref.kind, ref.id)
