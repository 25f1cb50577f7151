"""Rows on their way are packed column by column; what comes out is what went in, tidied."""

from datetime import date, datetime, time, timedelta
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from promo_desk.sheets.columns import Block, Tidy, TooLongError

CELLS = some.one_of(some.none(), some.just(""), some.text(max_size=3), some.floats(), some.booleans(), some.integers(),
                    some.dates(), some.datetimes(), some.times(), some.timedeltas())


def through(*rows: tuple[Any, ...], longest: int = 100) -> list[tuple[Any, ...]]:
    return Block.of(rows, Tidy(longest)).rows()


def shown(rows: list[tuple[Any, ...]]) -> str:
    """With their types: 1, 1.0 and True are equal."""
    return repr(rows)


@pytest.mark.parametrize("raw, plain", [
    ((3.0, 2.5, -0.0), (3, 2.5, 0)), ((3.0, 4.0), (3, 4)), ((1.0, "", 2.0), (1, None, 2)), ((1.5, None), (1.5, None)),
    ((1e15, 1e14), (1e15, 100_000_000_000_000)), ((inf, nan, 1.0), ("inf", "nan", 1)), ((10**30, 1), (10**30, 1)),
    ((True, 1.0, 1, False, 0.0), (True, 1, 1, False, 0)), (("a", "", "a", None), ("a", None, "a", None)),
    (("a\0b", "c"), ("a\0b", "c")), ((1.0, "待定", 2.5, ""), (1, "待定", 2.5, None)),
    (("\ud800", "x"), ("\ud800", "x")),
    ((date(2017, 9, 1), datetime(2017, 9, 1), time(0), timedelta(0)),
     (date(2017, 9, 1), datetime(2017, 9, 1), time(0), timedelta(0))),
], ids=repr)
def test_a_column_comes_back_tidied(raw: tuple[Any, ...], plain: tuple[Any, ...]) -> None:
    assert shown(through(*((value, "x") for value in raw))) == shown([(value, "x") for value in plain])


@given(some.lists(some.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=30).filter(
    lambda rows: any(map(any, rows))))
def test_whatever_stands_in_a_column_each_cell_is_tidied_as_if_it_stood_alone(rows: list[list[Any]]) -> None:
    tidy = Tidy(100)
    expected = [tuple(map(tidy, row)) for row in rows]
    assert shown(through(*map(tuple, rows))) == shown([_up_to_the_last(row) for row in expected])


def _up_to_the_last(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[:max((at for at, value in enumerate(row, 1) if value is not None), default=0)]


def test_rows_end_at_their_last_filled_cell() -> None:
    assert through(("a", ""), (), ("b", "c"), ("", "", None)) == [("a",), (), ("b", "c"), ()]


def test_equal_texts_are_one_object() -> None:
    rows = through(*((f"{'白云区'}{n % 2}", n) for n in range(100)))
    assert len({id(row[0]) for row in rows}) == 2


@pytest.mark.parametrize("column", [("x" * 11, "y"), ("x" * 11, 1.0), ("x" * 11, 1, True)],
                         ids=["texts", "mixed", "list"])
def test_a_text_beyond_the_limit_is_named(column: tuple[Any, ...]) -> None:
    with pytest.raises(TooLongError) as fault:
        through(*((value,) for value in column), longest=10)
    assert fault.value.text == "x" * 11


@pytest.mark.parametrize("value, told", [(date(2017, 9, 1), True), (date(2017, 9, 2), False),
                                         (datetime(2017, 9, 1, 8), False)])
def test_a_first_of_a_month_is_noticed(value: date, told: bool) -> None:
    tidy = Tidy(100)
    Block.of([(value,), ("x",)], tidy)
    assert tidy.firsts_of_months is told
