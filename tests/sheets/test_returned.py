"""A workbook that comes back is compared three ways: as it was exported, as it is now, and as the file has it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from offices import SAMPLES, empty_office, notes, taken, values, verdicts
from openpyxl.worksheet.worksheet import Worksheet

from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import WorldFault
from promo_desk.sheets.apply import apply
from promo_desk.sheets.ledger import write_ledger
from promo_desk.sheets.plan import Options
from promo_desk.sheets.profiles import of_ranges, ranges
from promo_desk.sheets.returned import compare
from promo_desk.store import Store

TODAY = date(2017, 12, 8)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store, store.change("made") as change:
        change.add("sector", {"name": "Software"})
        change.add("sector", {"name": "Software"})
        for name, people in (("Alpha", 10), ("Beta", 20), ("Gamma", 30)):
            change.add("company", {"name": name, "employees": people, "sector": Ref("sector", 2)})
    with empty_office(tmp_path) as store:
        yield store


def exported(store: Store, folder: Path, kind: str = "company", language: str = "en", **options: Any) -> Path:
    path = folder / "out.xlsx"
    write_ledger(store, kind, path, language=language, today=TODAY, **options)
    return path


class Edit:
    """Opens the workbook, lets it be edited by header and row, and saves it again with openpyxl."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet: Worksheet = self.book.worksheets[0]

    def __enter__(self) -> "Edit":
        return self

    def __exit__(self, *_: object) -> None:
        self.book.save(self.path)

    def set(self, header: str, row: int, value: Any) -> None:
        self.sheet.cell(row, self.column(header)).value = value

    def column(self, header: str) -> int:
        return next(cell.column for cell in self.sheet[1] if cell.value == header)


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("kind", ["company", "project", "contact", "place"])
def test_nothing_edited_is_nothing_offered(tmp_path: Path, kind: str, language: str) -> None:
    with empty_office(tmp_path) as office:
        taken(office, SAMPLES / "签约项目台账.xlsx")
        path = exported(office, tmp_path, kind, language)
        with Edit(path):
            pass
        plan = compare(office, path)
        assert plan.empty and set(verdicts(plan)) == {"same"}


def test_only_what_was_edited_is_offered_and_written_as_one_change(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with Edit(path) as file:
        file.set("Employees", 3, 21)
        file.set("Company name", 4, "Gamma Ltd")
    plan = compare(office, path)
    assert verdicts(plan) == {"changed": 2, "same": 1}
    assert [each[2] for row in (3, 4) for each in notes(plan, row)] == ["20 → 21", "Gamma → Gamma Ltd"]
    before = office.last_change()
    assert apply(office, plan).change == before + 1
    assert values(office, "company", "name", "employees") == [("Alpha", 10), ("Beta", 21), ("Gamma Ltd", 30)]
    assert compare(office, path).empty, "what is taken over is no difference any more"


def test_what_the_office_changed_meanwhile_stays(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with office.change("edit") as change:
        change.update("company", 1, {"employees": 11, "address": "Road 1"})
    with Edit(path) as file:
        file.set("Company name", 2, "Alpha Ltd")
    apply(office, compare(office, path))
    assert values(office, "company", "name", "employees", "address")[0] == ("Alpha Ltd", 11, "Road 1")


def test_where_both_changed_a_person_decides_and_hears_who_it_was(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with office.change("edit", who="Wang Fang") as change:
        change.update("company", 1, {"employees": 11})
    with Edit(path) as file:
        file.set("Employees", 2, 12)
        letter = file.sheet.cell(2, file.column("Employees")).coordinate
    plan = compare(office, path)
    assert verdicts(plan) == {"conflict": 1, "same": 2}
    [(_cell, level, said)] = notes(plan, 2)
    assert level == "question" and said.startswith("Changed here too, by Wang Fang on ")
    apply(office, plan)
    assert office.get("company", 1)["employees"] == 11
    name = plan.sheets[0].sheet
    apply(office, compare(office, path, Options(answers={name: {letter: "new"}})))
    assert office.get("company", 1)["employees"] == 12


def test_the_same_edit_on_both_sides_is_no_conflict(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with office.change("edit") as change:
        change.update("company", 1, {"employees": 12})
    with Edit(path) as file:
        file.set("Employees", 2, 12)
    assert compare(office, path).empty


def test_an_emptied_cell_empties_the_field_but_not_a_needed_one(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with Edit(path) as file:
        file.set("Employees", 2, None)
        file.set("Company name", 3, None)
    plan = compare(office, path)
    assert verdicts(plan) == {"changed": 1, "error": 1, "same": 1}
    apply(office, plan)
    assert values(office, "company", "name", "employees")[:2] == [("Alpha", None), ("Beta", 20)]


def test_new_rows_are_new_records_and_missing_rows_are_listed(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with Edit(path) as file:
        file.sheet.delete_rows(3)
        file.set("Company name", 4, "Delta")
        file.set("Employees", 4, 40)
    plan = compare(office, path)
    assert verdicts(plan) == {"new": 1, "same": 2}
    assert plan.to_json()["sheets"][0]["missing"] == [{"kind": "company", "id": 2, "name": "Beta"}]
    apply(office, plan)
    assert values(office, "company", "name", "employees")[-1] == ("Delta", 40)
    assert office.count("company") == 4


def test_a_copied_row_with_another_name_is_a_new_record(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with Edit(path) as file:
        for cell in file.sheet[2]:
            file.sheet.cell(5, cell.column).value = cell.value
        file.set("Company name", 5, "Alpha Two")
    plan = compare(office, path)
    assert verdicts(plan) == {"new": 1, "same": 3}


def test_sorted_moved_renamed_and_hidden_columns_change_nothing(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with Edit(path) as file:
        sheet = file.sheet
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        header, body = rows[0], rows[:0:-1]
        header[header.index("Employees")] = "Headcount"
        moved = [0, *range(2, len(header)), 1]
        for at, row in enumerate([header, *body], 1):
            for to, source in enumerate(moved, 1):
                sheet.cell(at, to).value = row[source]
        sheet.column_dimensions["B"].hidden = True
        sheet.insert_cols(2)
        sheet["B1"], sheet["B2"] = "My own remarks", "to check"
    assert compare(office, path).empty


def test_a_link_of_a_name_that_two_records_have_means_what_was_exported(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with Edit(path) as file:
        file.set("Employees", 2, 12)
    plan = compare(office, path)
    assert verdicts(plan) == {"changed": 1, "same": 2}
    assert [update.values for update in plan.updates] == [{"employees": 12}]


def test_a_link_to_a_record_that_was_renamed_since_is_no_difference(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with office.change("renamed") as change:
        change.update("sector", 2, {"name": "Software and services"})
    assert compare(office, path).empty


def test_a_record_that_was_deleted_since_is_said(office: Store, tmp_path: Path) -> None:
    path = exported(office, tmp_path)
    with Edit(path) as file:
        file.set("Employees", 2, 12)
    with office.change("gone") as change:
        change.delete("company", 1)
        change.delete("company", 2)
    plan = compare(office, path)
    assert verdicts(plan) == {"conflict": 1, "same": 2}
    assert plan.empty


def test_a_foreign_workbook_and_one_of_another_office_are_refused_in_a_sentence(office: Store, tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="Import it instead"):
        compare(office, SAMPLES / "inbound-leads.xlsx")
    path = exported(office, tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    with empty_office(other) as stranger, stranger.change("another office", who="Somebody") as change:
        change.add("company", {"name": "Alpha"})
    with empty_office(other) as stranger, pytest.raises(WorldFault, match="another database"):
        compare(stranger, path)


def test_numbers_are_told_as_ranges() -> None:
    assert ranges([7, 1, 2, 3]) == "1-3,7"
    assert of_ranges("1-3,7") == [1, 2, 3, 7]
    assert of_ranges(ranges([])) == []
