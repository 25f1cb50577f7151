"""The columns of a ledger to values: what the surroundings of a cell tell, and what the user has said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from promo_desk.fields.kinds import WHEN, Money, Ref, When, fold
from promo_desk.records import fields_of
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.mapping import MappedColumn
from promo_desk.sheets.parsed_columns import ColumnReader, ParsedColumn
from promo_desk.sheets.shape import Shape, ShapeColumn

SEPTEMBER = When(date(2017, 9, 1), date(2017, 9, 30))


def column(path: str, cells: Sequence[Any], *, unit: str | None = None, formats: Sequence[tuple[int, int, str]] = (),
           errors: Mapping[int, str] | None = None, year: int | None = None, **said: Any) -> ParsedColumn:
    """The one column of a sheet whose cells stand from row 2 on, as it is read."""
    sheet = RawSheet("Sheet1", [("header",), *((cell,) for cell in cells)], formats={1: list(formats)},
                     errors={(row, 1): fault for row, fault in (errors or {}).items()})
    slot, _, key = path.partition(".")
    mapped = MappedColumn(ShapeColumn(1, "A", "header", "header", "", "header"), "field", slot, key, unit)
    shape = Shape(header_rows=(1,), first_row=2, last_row=len(cells) + 1, year=year)
    return ColumnReader(sheet, shape, range(2, len(cells) + 2), **said).parsed(mapped)


def levels(made: ParsedColumn) -> dict[int, str]:
    return {at: note.level for at, note in sorted(made.notes.items())}


def test_other_cells_tell_which_of_two_numbers_is_the_day() -> None:
    made = column("project.signed_on", ["03/04/2017", "25/04/2017"])
    assert made.values[0] == When.day(date(2017, 4, 3)) and not made.notes
    alone = column("project.signed_on", ["03/04/2017", "05/06/2017"])
    assert levels(alone) == {0: "question", 1: "question"}


def test_other_cells_tell_the_century_and_offer_their_years() -> None:
    made = column("project.signed_on", ["2016年3月", "17年9月", "9月30日"])
    assert made.values == [When(date(2016, 3, 1), date(2016, 3, 31)), SEPTEMBER, None]
    assert levels(made) == {1: "remark", 2: "question"}
    assert made.notes[2].candidates == (When.day(date(2016, 9, 30)),), "offered, never taken"


def test_the_year_of_the_sheet_is_that_of_a_date_without_one() -> None:
    assert column("project.signed_on", ["9月"], year=2017).values == [SEPTEMBER]


def test_a_dates_format_says_how_precise_it_is_cell_by_cell() -> None:
    day = date(2017, 9, 1)
    made = column("project.signed_on", [day, day, day], formats=[(2, 3, 'yyyy"年"m"月"')])
    assert made.values == [SEPTEMBER, SEPTEMBER, When.day(day)]
    whole = column("project.signed_on", [day, day], formats=[(2, 3, "yyyy")])
    assert whole.values == [When(date(2017, 1, 1), date(2017, 12, 31))] * 2


def test_day_numbers_are_dates_in_a_column_of_dates_and_numbers_in_one_of_texts() -> None:
    assert column("project.signed_on", [42979]).values == [When.day(date(2017, 9, 1))]
    assert column("project.title", [42979]).values == ["42979"]


def test_true_is_not_one() -> None:
    assert column("company.short_name", [1, True, "1"]).values == ["1", "TRUE", "1"]


def test_a_code_of_sixteen_digits_as_a_number_is_an_error_and_as_text_itself() -> None:
    made = column("tenancy.lease_number", [1.23456789012346e17, "123456789012345678", "1.23E+17", "00123"])
    assert made.values == [None, "123456789012345678", None, "00123"]
    assert levels(made) == {0: "error", 2: "error"}


def test_a_word_for_a_choice_is_asked_once_and_answered_for_every_cell() -> None:
    cells = ["跟进着", "签约", "跟进着"]
    made = column("project.stage", cells)
    assert levels(made) == {0: "question", 2: "question"}
    table = fields_of("project")["stage"].kind.table  # type: ignore[attr-defined]  # a choice has a table
    answered = column("project.stage", cells, choices={table: {fold("跟进着"): "talks"}})
    assert answered.values == ["talks", "signed", "talks"] and not answered.notes


def test_every_choice_says_which_table_its_words_belong_to() -> None:
    from promo_desk.records import kinds
    for known in (each for kind in kinds() for each in fields_of(kind).values() if each.kind.name == "choice"):
        assert known.kind.table, known.path  # type: ignore[attr-defined]  # a choice has a table


def test_two_units_in_a_header_are_resolved_by_the_cell_and_else_asked_about() -> None:
    made = column("project.total_investment", ["500万美元", 1.2], unit="亿元/万美元")
    assert made.values == [Money(500_000_000, "USD"), None]
    assert made.notes[1].candidates == (Money(12_000_000_000, "CNY"), Money(1_200_000, "USD"))


def test_what_a_text_stands_for_holds_for_every_cell_of_the_field() -> None:
    replaced = {"project.total_investment": {"若干": "3亿元", "面议": None, "3-5亿": Money(40_000_000_000, "CNY")}}
    made = column("project.total_investment", ["若干", "1亿", "若干", "面议", "3-5亿"], replaced=replaced)
    three = Money(30_000_000_000, "CNY")
    assert made.values == [three, Money(10_000_000_000, "CNY"), three, None, Money(40_000_000_000, "CNY")]
    assert not made.notes


def test_the_word_for_one_cell_goes_before_the_word_for_all() -> None:
    replaced = {"project.total_investment": {"若干": "3亿元"}}
    made = column("project.total_investment", ["若干", "若干"], replaced=replaced, mended={"A3": "2亿元"})
    assert [value.minor for value in made.values] == [30_000_000_000, 20_000_000_000]


def test_a_replacement_that_cannot_be_read_either_is_said_of_the_cell_as_it_is() -> None:
    made = column("project.total_investment", ["若干"], replaced={"project.total_investment": {"若干": "很多"}})
    assert (made.notes[0].level, made.notes[0].raw) == ("error", "若干")


def test_another_fields_replacement_and_another_columns_mending_do_not_count() -> None:
    made = column("project.jobs", ["若干"], replaced={"project.total_investment": {"若干": "3亿元"}}, mended={"B2": 3})
    assert levels(made) == {0: "error"}


def test_an_error_of_the_sheet_can_be_mended_for_one_cell_and_for_all() -> None:
    cells = [None, None, 5]
    errors = {2: "#N/A", 3: "#REF!"}
    assert levels(column("project.jobs", cells, errors=errors)) == {0: "error", 1: "error"}
    made = column("project.jobs", cells, errors=errors, replaced={"project.jobs": {"#N/A": 7}}, mended={"A3": "8"})
    assert made.values == [7, 8, 5] and not made.notes


def test_a_link_may_be_replaced_by_another_name_or_by_a_record() -> None:
    replaced = {"project.company": {"华为": "华为技术有限公司", "中兴": Ref("company", 3)}}
    assert column("project.company", ["华为", "中兴", "比亚迪"], replaced=replaced).values == [
        "华为技术有限公司", Ref("company", 3), "比亚迪"]


def test_each_different_cell_is_read_once(monkeypatch: Any) -> None:
    asked: list[Any] = []
    parse = type(WHEN).parse

    def counted(self: Any, raw: Any, *given: Any) -> Any:
        asked.append(raw)
        return parse(self, raw, *given)

    monkeypatch.setattr(type(WHEN), "parse", counted)
    column("project.signed_on", ["2017年9月", "2017-09-01", "2017年9月"] * 1000)
    assert sorted(asked) == ["2017-09-01", "2017年9月"]


def test_whoever_waits_is_told_of_every_row() -> None:
    told: list[int] = []
    column("project.jobs", [*range(5_000), *range(5_000)], pulse=told.append)
    assert sum(told) == 10_000 and len(told) > 2
