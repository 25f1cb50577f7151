"""The same office on PostgreSQL gives the same answers: lists, searches, tenants, what needs a person, history."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from promo_desk.fields.folders import shipped_data
from promo_desk.office.attention import attention
from promo_desk.office.seed import load
from promo_desk.office.tenants import tenant_list
from promo_desk.records import fields_of, kinds
from promo_desk.sheets.apply import apply
from promo_desk.sheets.plan import Options, make_plan
from promo_desk.store import Store, open_store

TODAY = date(2017, 12, 8)


@pytest.fixture(scope="module")
def both(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The Guangzhou office with the sample ledgers on SQLite, and its copy on PostgreSQL."""
    path = tmp_path_factory.mktemp("office") / "office.db"
    url = cluster.new()
    with open_store(str(path), create=True) as office:
        load(office)
        for sample in sorted((shipped_data() / "samples").iterdir()):
            apply(office, make_plan(office, Path(sample), Options(on_error="skip", language="en")))
        office.copy_to(url)
        with open_store(url) as copy:
            yield office, copy


def whole(store: Store, kind: str) -> list[tuple[Any, ...]]:
    keys = [key for key, field in fields_of(kind).items() if not field.derived]
    return store.read(kind, store.ids(kind, sort=[("id", False)]), keys)


@pytest.mark.parametrize("kind", kinds())
def test_every_record_is_the_same(both: tuple[Store, Store], kind: str) -> None:
    here, there = both
    assert whole(here, kind) == whole(there, kind)


@pytest.mark.parametrize("text", ["华为", "huawei", "hw", "Foxconn", "鴻海", "广州", "robotics", "化为", "智能",
                                  "Pazhou"])
def test_every_search_finds_the_same(both: tuple[Store, Store], text: str) -> None:
    here, there = both
    found = [{(hit.kind, hit.id) for hit in store.search(text, limit=200)} for store in both]
    assert found[0] == found[1] and found[0]
    assert here.search(text)[0].name == there.search(text)[0].name


def test_tenants_attention_and_history_are_the_same(both: tuple[Store, Store]) -> None:
    here, there = both
    [pazhou] = [hit.id for hit in here.search("Pazhou", kinds=("zone",))]
    assert tenant_list(here, pazhou) == tenant_list(there, pazhou)
    assert attention(here, TODAY) == attention(there, TODAY)
    assert here.changes() == there.changes()
    assert here.history("company", 1) == there.history("company", 1)


def test_the_copy_is_sound_and_takes_its_imports_back(both: tuple[Store, Store]) -> None:
    _, there = both
    assert there.check() == []
    projects = len(there.ids("project"))
    undone = there.undo(there.changes()[0].number)
    assert undone.left == [] and there.redo() is not None
    assert len(there.ids("project")) == projects
