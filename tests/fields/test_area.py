"""Areas: 亩, hectares and square metres are the same thing, exactly."""

from fractions import Fraction

import pytest

from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import AREA, Area


def m2(metres: int) -> Area:
    return Area.of_m2(metres)


def test_a_mu_is_two_thousand_thirds_of_a_square_metre_and_a_hectare_fifteen_mu() -> None:
    mu, hectare = AREA.parse("1亩").value, AREA.parse("1 ha").value
    assert mu is not None and hectare is not None
    assert mu.m2 == Fraction(2000, 3)
    assert hectare.mu == 15
    assert hectare.m2 == 10_000


@pytest.mark.parametrize(("raw", "value"), [
    ("370,000平方米", m2(370_000)), ("37公顷", m2(370_000)), ("555亩", m2(370_000)), ("555 mu", m2(370_000)),
    ("370,000㎡", m2(370_000)), ("370,000 sq m", m2(370_000)), ("37万平方米", m2(370_000)), ("0.37 km2", m2(370_000)),
    ("120 m²", m2(120)), ("2000平", m2(2000)), ("3平方公里", m2(3_000_000)), ("10,000 sq ft", Area(27_870_912)),
    ("555亩（370,000平方米）", m2(370_000)), ("100畝", Area(2_000_000_000)), ("(30)亩", m2(20_000)),
])
def test_an_area_as_people_write_it(raw: str, value: Area) -> None:
    read = AREA.parse(raw)
    assert (read.level, read.value) == ("ok", value)


def test_the_unit_may_stand_in_the_header() -> None:
    assert AREA.parse(30, Reading(unit="亩")).value == m2(20_000)
    assert AREA.parse(1.2, Reading(unit="万平方米")).value == m2(12_000)
    assert AREA.parse(30, Reading(unit="万元、亩、人")).value == m2(20_000)


@pytest.mark.parametrize(("raw", "unit", "said"), [("约30亩", None, "not exact"), ("1.2万平方米", "亩", "header")])
def test_a_doubt_is_said_beside_the_value(raw: str, unit: str | None, said: str) -> None:
    read = AREA.parse(raw, Reading(unit=unit))
    assert read.level == "remark" and read.value is not None
    assert said in str(read.message)


@pytest.mark.parametrize(("raw", "unit", "candidates"), [
    ("30", None, [m2(30), m2(20_000), m2(300_000)]),
    (30, "亩、平方米", [m2(20_000), m2(30)]),
    ("30-60亩", None, [m2(20_000), m2(40_000)]),
    ("37公顷（600亩）", None, [m2(370_000), m2(400_000)]),
    ("需用土地约30亩", None, [m2(20_000)]),
    ("0.00012 m2", None, [Area.of_m2(Fraction("0.0001"))]),
])
def test_what_may_mean_two_areas_is_asked_about(raw: object, unit: str | None, candidates: list[Area]) -> None:
    read = AREA.parse(raw, Reading(unit=unit))
    assert (read.level, read.value) == ("question", None)
    assert list(read.candidates) == candidates


@pytest.mark.parametrize(("raw", "unit", "metres"), [
    ("1 acre", None, "4046.8564"), ("12,000 sq ft", None, "1114.8365"), (12_000, "sq ft", "1114.8365"),
    ("2.5", "acres", "10117.1411"), ("-1 sq ft", None, "-0.0929")])
def test_square_feet_and_acres_are_the_nearest_area_that_can_be_kept(raw: object, unit: str | None,
                                                                    metres: str) -> None:
    """A list in square feet would ask for every value; a twenty-thousandth of a square metre is nobody's question."""
    read = AREA.parse(raw, Reading(unit=unit))
    assert (read.level, read.value) == ("remark", Area.of_m2(Fraction(metres)))
    assert metres.lstrip("-") in str(read.message).replace(",", "")


def test_square_metres_are_printed_where_they_end_and_mu_where_they_do_not() -> None:
    assert AREA.text(m2(370_000), "en") == "370,000 m²"
    assert AREA.text(m2(370_000), "zh") == "370,000平方米"
    one_mu = Area.of_m2(Fraction(2000, 3))
    assert (AREA.text(one_mu, "en"), AREA.text(one_mu, "zh")) == ("1 mu", "1亩")
    assert m2(1) + m2(2) == m2(3)
