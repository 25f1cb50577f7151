"""What `promo-desk return` is told: decisions as for import, and where the rows that wait are written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]


@pytest.fixture
def edited(promo_desk: Run, tmp_path: Path) -> Path:
    """The exported companies: one with another number of people, one with none that can be read."""
    promo_desk("export", "companies", "-o", "companies.xlsx", "--columns", "name,employees")
    book = openpyxl.load_workbook(tmp_path / "companies.xlsx")
    sheet = book.worksheets[0]
    sheet["C2"], sheet["C3"] = 4711, "several"
    book.save(tmp_path / "companies.xlsx")
    return tmp_path / "companies.xlsx"


def people(promo_desk: Run, path: Path, row: int) -> Any:
    id = openpyxl.load_workbook(path).worksheets[0].cell(row, 1).value
    return promo_desk("show", "companies", id, "--json").data["employees"]


def test_the_rows_that_wait_are_written_with_their_reasons(promo_desk: Run, edited: Path, tmp_path: Path) -> None:
    told = promo_desk("return", edited, "--rejects", "to-mend.xlsx", "--json")
    assert told.code == 0 and told.data["change"] is not None
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "to-mend.xlsx").worksheets[0].iter_rows(values_only=True)
             for cell in row]
    assert "several" in cells and 4711 not in cells
    assert people(promo_desk, edited, 2) == 4711


def test_what_was_written_to_be_mended_comes_back_by_the_numbers(promo_desk: Run, edited: Path, tmp_path: Path) -> None:
    promo_desk("return", edited, "--rejects", "to-mend.xlsx")
    book = openpyxl.load_workbook(tmp_path / "to-mend.xlsx")
    [cell] = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "several"]
    cell.value = 12
    book.save(tmp_path / "to-mend.xlsx")
    for command in ("return", "import"):
        told = promo_desk(command, "to-mend.xlsx", "--dry-run", "--json").data
        assert told["sheets"][0]["verdicts"]["changed"] == 1 and told["questions"] == []
    assert promo_desk("return", "to-mend.xlsx", "--json").data["change"] is not None
    assert people(promo_desk, edited, 3) == 12


def test_without_faults_there_is_nothing_to_mend(promo_desk: Run, tmp_path: Path) -> None:
    promo_desk("export", "companies", "-o", "companies.xlsx")
    assert promo_desk("return", "companies.xlsx", "--rejects", "to-mend.xlsx").code == 0
    assert not (tmp_path / "to-mend.xlsx").exists()


def test_decisions_mend_what_waits(promo_desk: Run, edited: Path, tmp_path: Path) -> None:
    decided = {"replaced": {"company.employees": {"several": 12}}}
    (tmp_path / "answers.json").write_text(json.dumps(decided), encoding="utf-8")
    told = promo_desk("return", edited, "--decide", "answers.json", "--json").data
    assert told["questions"] == [] and told["change"] is not None
    assert (people(promo_desk, edited, 2), people(promo_desk, edited, 3)) == (4711, 12)


def test_what_both_sides_changed_stays_until_the_file_is_said_to_hold(promo_desk: Run, edited: Path,
                                                                     tmp_path: Path) -> None:
    promo_desk("export", "companies", "-o", "again.xlsx", "--columns", "name,employees")
    book = openpyxl.load_workbook(tmp_path / "again.xlsx")
    book.worksheets[0]["C2"] = 99
    book.save(tmp_path / "again.xlsx")
    assert promo_desk("return", "again.xlsx", "--json").data["change"] is not None
    promo_desk("return", edited)
    assert people(promo_desk, edited, 2) == 99
    sheet = openpyxl.load_workbook(edited).worksheets[0].title
    (tmp_path / "answers.json").write_text(json.dumps({"answers": {sheet: {"C2": "new"}}}), encoding="utf-8")
    promo_desk("return", edited, "--decide", "answers.json")
    assert people(promo_desk, edited, 2) == 4711


@pytest.mark.parametrize("told", ['{"blnak": "keep"}', "[1]", "no JSON"])
def test_wrong_decisions_are_one_line_and_nothing_is_written(promo_desk: Run, edited: Path, tmp_path: Path,
                                                             told: str) -> None:
    (tmp_path / "answers.json").write_text(told, encoding="utf-8")
    said = promo_desk("return", edited, "--decide", "answers.json")
    assert (said.code, said.out, len(said.err.strip().splitlines())) == (1, "", 1)
    assert people(promo_desk, edited, 2) != 4711
