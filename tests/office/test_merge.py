"""Two records that are one: links, names and history kept, one change, and undone at need."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import WorldFault
from promo_desk.office.merge import differences, merge
from promo_desk.records import fields_of, kinds
from promo_desk.store import Missing, Store

from .making import Making, when


@pytest.fixture
def twins(make: Making) -> tuple[Ref, Ref]:
    kept = make("company", name="Foxconn", name_zh="富士康", employees=10, notes="met in May")
    other = make("company", name="Hon Hai", aliases=("鴻海",), website="www.foxconn.com", employees=12,
                 notes="met in June")
    return kept, other


def state(store: Store) -> dict[str, Any]:
    """All that is there, but what the store itself keeps."""
    return {kind: store.read(kind, store.ids(kind), [key for key, field in fields_of(kind).items()
                                                     if field.writable or key == "id"]) for kind in kinds()}


def test_they_are_set_side_by_side(office: Store, twins: tuple[Ref, Ref]) -> None:
    kept, other = twins
    rows = {each.field.key: (each.kept, each.other, each.clashes) for each in
            differences(office, "company", kept.id, other.id)}
    assert rows["employees"] == (10, 12, True)
    assert rows["website"] == (None, "www.foxconn.com", False)
    assert "sector" not in rows


def test_the_kept_record_has_the_last_word_and_gains_what_it_lacks(office: Store, twins: tuple[Ref, Ref]) -> None:
    kept, other = twins
    merge(office, "company", kept.id, other.id)
    values = office.get("company", kept.id)
    assert (values["name"], values["employees"], values["website"]) == ("Foxconn", 10, "www.foxconn.com")
    assert values["aliases"] == ("鴻海", "Hon Hai")
    assert values["notes"] == "met in May\nmet in June"
    with pytest.raises(Missing):
        office.get("company", other.id)


def test_what_is_chosen_of_the_other_is_taken_and_no_name_is_lost(office: Store, twins: tuple[Ref, Ref]) -> None:
    kept, other = twins
    merge(office, "company", kept.id, other.id, take={"name", "employees"})
    values = office.get("company", kept.id)
    assert (values["name"], values["employees"], values["aliases"]) == ("Hon Hai", 12, ("鴻海", "Foxconn"))


def test_every_link_leads_to_the_kept_record(make: Making, office: Store, twins: tuple[Ref, Ref]) -> None:
    kept, other = twins
    source = make("source", title="S")
    linking = [make("project", title="P", company=other), make("company", name="Child", group=other),
               make("citation", about=other, source=source), make("indicator", subject=other, metric="Jobs")]
    merge(office, "company", kept.id, other.id)
    keys = ("company", "group", "about", "subject")
    assert [office.get(ref.kind, ref.id)[key] for ref, key in zip(linking, keys, strict=True)] == [kept] * 4


@pytest.mark.parametrize("parent_is_kept", [True, False])
def test_a_firm_is_not_its_own_parent(make: Making, office: Store, parent_is_kept: bool) -> None:
    parent = make("company", name="Parent")
    child = make("company", name="Child", group=parent)
    kept, other = (parent, child) if parent_is_kept else (child, parent)
    merge(office, "company", kept.id, other.id)
    assert office.get("company", kept.id)["group"] is None


def test_a_person_has_no_aliases_so_the_name_goes_into_the_notes(make: Making, office: Store) -> None:
    kept, other = make("contact", name="Zhang San"), make("contact", name="张三", phones=("+86 20 8310 0000",))
    posting = make("posting", contact=other, post="Director")
    merge(office, "contact", kept.id, other.id)
    values = office.get("contact", kept.id)
    assert (values["notes"], values["phones"]) == ("张三", ("+86 20 8310 0000",))
    assert office.get("posting", posting.id)["contact"] == kept, "a part of the other stays"


def test_it_is_one_change_and_undone_as_a_whole(make: Making, office: Store, twins: tuple[Ref, Ref]) -> None:
    kept, other = twins
    make("project", title="P", company=other, signed_on=when("2017-09"))
    before = state(office)
    number = merge(office, "company", kept.id, other.id)
    assert office.changes(limit=1)[0].number == number
    office.undo(number)
    assert state(office) == before


def test_a_record_is_not_merged_with_itself_or_with_none(office: Store, twins: tuple[Ref, Ref]) -> None:
    with pytest.raises(WorldFault, match="itself"):
        merge(office, "company", twins[0].id, twins[0].id)
    with pytest.raises(Missing):
        merge(office, "company", twins[0].id, 99)
    assert office.count("company") == 2


NAMES = st.sampled_from(["华为", "Huawei", "HW", "Foxconn"])
COMPANY = st.fixed_dictionaries({"name": NAMES}, optional={
    "name_zh": NAMES, "brand": NAMES, "aliases": st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    "employees": st.integers(0, 9), "notes": NAMES})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=COMPANY, second=COMPANY, take=st.sets(st.sampled_from(["name", "employees", "brand"])))
def test_no_name_is_ever_lost_and_undo_gives_everything_back(
        make: Making, office: Store, first: dict[str, Any], second: dict[str, Any], take: set[str]) -> None:
    kept, other = make("company", **first), make("company", **second)
    before = state(office)
    number = merge(office, "company", kept.id, other.id, take)
    values = office.get("company", kept.id)
    now = {values["name"], values["name_zh"], values["brand"], *(values["aliases"] or ())}
    for given_values in (first, second):
        assert {given_values[key] for key in ("name", "name_zh", "brand") if key in given_values} <= now
        assert set(given_values.get("aliases", ())) <= now
    office.undo(number)
    assert state(office) == before
