"""What belongs to a place, zone, sector or company: each kind of record by its own paths."""

import pytest

from promo_desk.fields.kinds import Ref
from promo_desk.office.scopes import belongs, under
from promo_desk.office.sources import cited
from promo_desk.store import Store

from .making import Making

GUANGZHOU, HAIZHU, PAZHOU, TELECOM, ALIBABA = (
    Ref("place", 3), Ref("place", 6), Ref("zone", 1), Ref("sector", 4), Ref("company", 3))


@pytest.mark.parametrize(("about", "kind", "ids"), [
    (GUANGZHOU, "project", {1, 2}), (HAIZHU, "project", set()), (ALIBABA, "project", {2}),
    (GUANGZHOU, "agreement", {1}), (TELECOM, "agreement", {1}), (HAIZHU, "agreement", set()),
    (GUANGZHOU, "commitment", {1, 2, 3}), (TELECOM, "commitment", {1, 2, 3}),
    (GUANGZHOU, "tenancy", {1, 2, 3}), (HAIZHU, "tenancy", {1, 2, 3}), (PAZHOU, "tenancy", {1, 2, 3}),
    (ALIBABA, "tenancy", {1}), (ALIBABA, "company", {3, 4}),
    (HAIZHU, "indicator", {2, 3, 4}), (PAZHOU, "indicator", {2, 3, 4}), (GUANGZHOU, "indicator", set(range(1, 8))),
    (GUANGZHOU, "programme", {2, 3, 4}), (PAZHOU, "programme", set()), (PAZHOU, "zone", {1}),
])
def test_what_belongs_where_in_guangzhou(guangzhou: Store, about: Ref, kind: str, ids: set[int]) -> None:
    assert belongs(guangzhou, kind, about) == ids


def test_everything_belongs_to_the_whole_office(guangzhou: Store) -> None:
    assert belongs(guangzhou, "programme", None) == {1, 2, 3, 4}


def test_a_circle_of_places_has_an_end(make: Making, office: Store) -> None:
    first = make("place", name="A")
    second = make("place", name="B", within=first)
    make.set(first, within=second)
    assert under(office, first) == [first, second]


def test_the_passages_of_many_records_are_those_of_each(guangzhou: Store) -> None:
    one = cited(guangzhou, [Ref("zone", 1)])
    assert {(each.field, each.passage) for each in one} == {(None, "7"), ("planned_area", "10"), ("established", "9")}
    many = cited(guangzhou, [Ref("zone", id) for id in range(1, 200)])
    assert many == one
    assert cited(guangzhou, []) == []
