"""Finding a record by what one remembers of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, insert, update

from promo_desk.records import Base, kinds, table_of
from promo_desk.store import search
from promo_desk.store.search import Hit

COMMON = {"version": 1, "created_at": "", "created_by": "", "changed_at": "", "changed_by": ""}
OFFICE: dict[str, list[dict[str, Any]]] = {
    "company": [
        {"id": 1, "name": "Huawei Technologies Co., Ltd.", "name_zh": "华为技术有限公司", "aliases": '["HUAWEI"]',
         "credit_code": "914403001922038216"},
        {"id": 2, "name": "鴻海精密工業股份有限公司", "short_name": "富士康"},
        {"id": 3, "name": "TCL科技集团股份有限公司"},
        {"id": 4, "name": "重庆银行股份有限公司"},
        {"id": 5, "name": "GAC Group", "name_zh": "广州汽车集团股份有限公司",
         "business": "乘用车的研发与制造，在番禺区"},
        {"id": 6, "name": "上海华虹半导体有限公司"},
        {"id": 7, "name": "Huahong"},
    ],
    "contact": [{"id": 1, "name": "Li Ming", "name_zh": "李明", "phones": json.dumps(["+86 138 0013 8000"]),
                 "email": "li.ming@example.com"}],
    "project": [{"id": 1, "title": "Huawei in Baiyun", "title_zh": "华为白云项目"}],
}


def empty(url: str = "sqlite://") -> Connection:
    kinds()  # registers the records
    connection = create_engine(url).connect()
    Base.metadata.create_all(connection)
    search.create(connection)
    return connection


def add(connection: Connection, kind: str, **values: Any) -> None:
    connection.execute(insert(table_of(kind)).values(COMMON | values))


def address_of(backend: str, request: pytest.FixtureRequest) -> str:
    return "sqlite://" if backend == "sqlite" else str(request.getfixturevalue("cluster").new())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A small office, searched on both databases."""
    with empty(address_of(request.param, request)) as connection:
        for kind, rows in OFFICE.items():
            for row in rows:
                add(connection, kind, **row)
        search.rebuild(connection)
        yield connection


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """An office with nothing in it, on both databases."""
    with empty(address_of(request.param, request)) as connection:
        yield connection


def found(connection: Connection, text: str, kinds: list[str] | None = None) -> list[tuple[str, int]]:
    return [(hit.kind, hit.id) for hit in search.find(connection, text, kinds)]


@pytest.mark.parametrize("text", [
    "华为", "华為", "huawei", "Huawei", "HUAWEI", "hua wei", "huaw", "huaweij", "hw", "hwjs", "h w", "化为", "Huawie",
    "华为技术", "华为 技术", "技术", "华", "huawei tech", "9144", "914403001922038216", "914403 0019 22038216",
    "huaweijishuyouxiangongsi", "华为技术有限公司", "#1", "Huawei Technologies Co., Ltd.",
])
def test_huawei_is_found(office: Connection, text: str) -> None:
    assert ("company", 1) in found(office, text)


@pytest.mark.parametrize(("text", "id"), [
    ("鸿海", 2), ("鴻海", 2), ("honghai", 2), ("富士康", 2), ("fsk", 2), ("tcl", 3), ("TCL科技", 3), ("tclkj", 3),
    ("chongqing yinhang", 4), ("cqyh", 4), ("gzqcjt", 5), ("番禺", 5), ("gac", 5), ("汽车", 5),
])
def test_names_are_found_by_any_part_sound_or_initials(office: Connection, text: str, id: int) -> None:
    assert ("company", id) in found(office, text)


@pytest.mark.parametrize("text", ["13800138000", "138 0013 8000", "138-0013-8000", "8000", "+86 138", "li.ming@example",
                                  "李明", "liming", "lm"])
def test_a_person_is_found_by_name_number_or_address(office: Connection, text: str) -> None:
    assert ("contact", 1) in found(office, text)


@pytest.mark.parametrize("text", ["", "  ", "()", '"', "*", "NEAR(", "a AND", "‹", "OR", "#", "#x", "%", "\x00", "🙂"])
def test_marks_and_operators_are_harmless(office: Connection, text: str) -> None:
    assert isinstance(search.find(office, text), list)


def test_what_nobody_has_is_not_found(office: Connection) -> None:
    assert not search.find(office, "西门子")
    assert not search.find(office, "zzzz")


def test_two_words_may_stand_in_a_name_and_a_text(office: Connection) -> None:
    assert found(office, "汽车 番禺") == [("company", 5)]


def test_names_that_begin_so_come_before_names_that_hold_it(office: Connection) -> None:
    assert found(office, "huahong") == [("company", 7), ("company", 6)]


def test_the_name_that_is_the_text_comes_first_among_many(fresh: Connection) -> None:
    for id in range(1, 60):
        add(fresh, "company", id=id, name=f"华为{'一二三四五六七八九十'[id % 10]}号")
    add(fresh, "company", id=60, name="华为")
    search.rebuild(fresh)
    assert found(fresh, "华为")[0] == ("company", 60)


def test_the_value_that_was_found_is_told_when_it_is_not_the_name(office: Connection) -> None:
    assert search.find(office, "富士康") == [Hit("company", 2, "鴻海精密工業股份有限公司", "富士康")]
    assert search.find(office, "鸿海")[0].matched == ""
    assert search.find(office, "9144")[0].matched == "914403001922038216"
    assert "番禺区" in search.find(office, "番禺")[0].matched


def test_only_the_kinds_asked_for_are_found(office: Connection) -> None:
    assert found(office, "华为", ["project"]) == [("project", 1)]
    assert found(office, "华为", []) == []


def test_one_kind_does_not_crowd_out_the_others(fresh: Connection) -> None:
    for id in range(1, 200):
        add(fresh, "company", id=id, name=f"广州{id}")
    add(fresh, "project", id=1, title="广州港")
    search.rebuild(fresh)
    hits = search.find(fresh, "广州", limit=20)
    assert len(hits) == 20 and ("project", 1) in [(hit.kind, hit.id) for hit in hits]


def test_an_edit_is_found_at_once_and_what_is_gone_is_not(fresh: Connection) -> None:
    add(fresh, "company", id=1, name="中兴通讯")
    search.refresh(fresh, {"company": [1]})
    assert found(fresh, "中兴") == [("company", 1)]
    fresh.execute(update(table_of("company")).values(name="华为"))
    search.refresh(fresh, {"company": [1]})
    assert found(fresh, "中兴") == [] and found(fresh, "hw") == [("company", 1)]
    fresh.execute(delete(table_of("company")))
    search.refresh(fresh, {"company": [1]})
    assert found(fresh, "华为") == []


def test_an_index_made_by_other_rules_is_rebuilt(fresh: Connection) -> None:
    add(fresh, "company", id=1, name="华为")
    assert not search.stale(fresh)
    fresh.exec_driver_sql("update search_about set made_by = 'older rules'")
    assert search.stale(fresh)
    search.refresh(fresh, {})
    assert not search.stale(fresh) and found(fresh, "华为") == [("company", 1)]


def test_an_index_of_other_tables_is_made_anew() -> None:
    """Another version of the program may keep its index otherwise."""
    connection = empty()
    add(connection, "company", id=1, name="华为")
    for name in ("search_word", "search_index"):
        connection.exec_driver_sql(f"drop table {name}")
    connection.exec_driver_sql("create table search_index (something text)")
    connection.exec_driver_sql("update search_about set made_by = 'other tables'")
    search.refresh(connection, {})
    assert found(connection, "华为") == [("company", 1)]


def test_creating_twice_keeps_what_is_there(office: Connection) -> None:
    search.create(office)
    assert found(office, "富士康") == [("company", 2)]


def test_a_rebuild_tells_how_far_it_is(office: Connection) -> None:
    steps: list[tuple[int, int]] = []
    search.rebuild(office, lambda done, total: steps.append((done, total)))
    assert steps[-1] == (9, 9)


NAMES = st.text(st.sampled_from("华为技术广州汽车 abcTCL（）"), min_size=1, max_size=8).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.one_of(st.none(), NAMES)), max_size=12))
def test_after_any_edits_the_index_is_as_if_made_anew(edits: list[tuple[int, str | None]]) -> None:
    connection = empty()
    table = table_of("company")
    for id, name in edits:
        connection.execute(delete(table).where(table.c.id == id))
        if name:
            add(connection, "company", id=id, name=name)
        search.refresh(connection, {"company": [id]})
    before = index_content(connection)
    search.rebuild(connection)
    assert before == index_content(connection)


def index_content(connection: Connection) -> list[Any]:
    connection.exec_driver_sql("create virtual table if not exists temp.whole using"
                               " fts5vocab(main, search_index, instance)")
    words = connection.exec_driver_sql("select term, doc, col, offset from temp.whole").fetchall()
    entries = connection.exec_driver_sql("select * from search_entry order by number").fetchall()
    return [sorted(map(tuple, words)), list(map(tuple, entries))]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 6), st.integers(0, 20), st.integers(1, 8))
def test_any_part_of_a_chinese_name_finds_it(office: Connection, id: int, start: int, length: int) -> None:
    row = OFFICE["company"][id - 1]
    name = row.get("name_zh") or row["name"]
    part = name[start % len(name):][:length]
    if part.isascii():
        return
    assert ("company", id) in found(office, part)
