"""Layouts: saved, known again by their headers, given to a colleague as a file; a hostile file is refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offices import empty_office, ledger, planned

from promo_desk.fields.message import WorldFault
from promo_desk.records import fields_of
from promo_desk.sheets import profiles
from promo_desk.sheets.mapping import Profile
from promo_desk.sheets.profile_files import FORMAT, read_layout, write_layout
from promo_desk.store import Store

HEADERS = ("名头", "干啥", "多少人", "老板", "底子")
WEEKLY: dict[str, Any] = {"kind": "company", "choices": {"stage": {"跟着": "talks"}}, "columns": {
    "名头": "company.name", "干啥": "company.business", "多少人": "company.employees",
    "老板": "company.legal_representative", "底子": "company.registered_capital"}}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def save(store: Store, name: str, definition: dict[str, Any]) -> None:
    with store.change("layout") as change:
        profiles.save(store, change, name, definition)


def test_a_layout_of_the_same_name_takes_the_place_of_the_first(office: Store) -> None:
    save(office, "周报", WEEKLY)
    save(office, "周报", {**WEEKLY, "columns": {"名头": "company.name"}})
    assert profiles.names(office) == ["周报"]
    assert dict(profiles.named(office, "周报").columns) == {"名头": "company.name"}


def test_a_known_layout_maps_words_that_nobody_knows(office: Store) -> None:
    save(office, "周报", WEEKLY)
    plan = planned(office, ledger(tuple(reversed(HEADERS)), (None, "赵六", 5, "做云", "甲公司")))
    mapping = plan.sheets[0].mapping
    assert mapping is not None and mapping.profile is not None and mapping.profile.name == "周报"
    assert [each.path for each in mapping.columns] == list(reversed(WEEKLY["columns"].values()))
    assert str(mapping.columns[0].message) == "Remembered from the layout “周报”."


def test_with_a_column_more_it_is_still_known_and_says_so(office: Store) -> None:
    save(office, "周报", WEEKLY)
    mapping = planned(office, ledger((*HEADERS, "网址"), ("甲公司", "做云", 5, "赵六", None,
                                                        "a.com"))).sheets[0].mapping
    assert mapping is not None
    assert mapping.columns[5].path == "company.website", "a new column is mapped as usual"
    assert [str(each) for each in mapping.remarks] == [
        "The columns are known from the layout “周报”.", "New since then: 网址."]


@pytest.mark.parametrize(("headers", "known"), [
    (HEADERS, 1.0), ((*HEADERS, "一"), 5 / 6), (HEADERS[:4], 0.8), (HEADERS[1:], 0.0), ((*HEADERS, "一", "二"),
                                                                                       0.0), ((), 0.0)])
def test_four_of_five_headers_and_the_names_make_a_layout(headers: tuple[str, ...], known: float) -> None:
    assert Profile("周报", "company", WEEKLY["columns"]).likeness(headers) == pytest.approx(known)


def test_a_layout_goes_to_a_colleague_as_a_file(office: Store, tmp_path: Path) -> None:
    save(office, "周报", WEEKLY)
    profiles.export_profile(office, "周报", tmp_path / "weekly.json")
    (tmp_path / "other").mkdir()
    with empty_office(tmp_path / "other") as other:
        assert profiles.import_profile(other, tmp_path / "weekly.json") == "周报"
        there = profiles.named(other, "周报")
        assert (there.kind, there.columns, there.choices) == (WEEKLY["kind"], WEEKLY["columns"], WEEKLY["choices"])
        other.undo()
        assert profiles.names(other) == []


def test_a_layout_that_is_forgotten_comes_back_by_undo(office: Store) -> None:
    save(office, "周报", WEEKLY)
    number = profiles.forget(office, "周报")
    assert profiles.names(office) == []
    office.undo(number)
    assert profiles.names(office) == ["周报"]
    with pytest.raises(WorldFault, match="No layout is called “月报”; there are: 周报"):
        profiles.forget(office, "月报")


PATHS = [f"{kind}.{key}" for kind in ("company", "project") for key, made in fields_of(kind).items() if made.writable]
TEXT = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=20).filter(str.isprintable)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(TEXT.filter(str.strip), st.dictionaries(TEXT, st.sampled_from([*PATHS, "notes", ""]), max_size=8),
       st.dictionaries(TEXT, st.dictionaries(TEXT, TEXT, max_size=3), max_size=2))
def test_what_is_written_is_read(tmp_path: Path, name: str, columns: dict[str, str], choices: dict[str, Any]) -> None:
    definition = {"kind": "company", "columns": columns, "choices": choices}
    write_layout(tmp_path / "layout.json", name, definition)
    assert read_layout(tmp_path / "layout.json") == (name, definition)


GOOD = {"format": FORMAT, "version": 1, "name": "x", **WEEKLY}


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b" " * 1_000_001, json.dumps({"a": 1}).encode(),
    *(json.dumps({**GOOD, **wrong}).encode() for wrong in (
        {"version": 2}, {"version": "1"}, {"name": ""}, {"name": 3}, {"name": "a\x1b[31m"}, {"kind": "wish"},
        {"kind": None},
        {"columns": []}, {"columns": {"a": "company.wish"}}, {"columns": {"a": 3}}, {"columns": {"a": "company"}},
        {"columns": {"a": "__class__.name"}}, {"columns": {"a": "company.created_by"}}, {"columns": {"x" * 3000: ""}},
        {"columns": {str(n): "" for n in range(2001)}}, {"choices": []}, {"choices": {"stage": {"a": 1}}})),
])
def test_a_file_that_is_no_layout_is_refused_in_a_sentence(office: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(WorldFault) as told:
        profiles.import_profile(office, tmp_path / "bad.json")
    assert "bad.json" in str(told.value)
    assert office.last_change() == 0


def test_a_file_that_is_not_there_is_said(office: Store, tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="cannot be read"):
        profiles.import_profile(office, tmp_path / "absent.json")
    save(office, "周报", WEEKLY)
    with pytest.raises(WorldFault, match="cannot be written"):
        profiles.export_profile(office, "周报", tmp_path / "no" / "folder.json")
