"""The one lane for every write."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from promo_desk.fields.kinds import Money, Ref, When
from promo_desk.fields.message import WorldFault
from promo_desk.store import Cancelled, Changed, Condition, Missing, OutsideChange, StaleEdit, Store, open_store

SEPTEMBER = When(date(2017, 9, 1), date(2017, 9, 30))


def huawei(store: Store) -> int:
    with store.change("Enter Huawei") as change:
        return change.add("company", {"name": "Huawei", "name_zh": "华为", "aliases": ("HW",), "founded": SEPTEMBER,
                                      "registered_capital": Money(6_100_00, "CNY")})


def test_what_is_added_can_be_read_by_key(store: Store) -> None:
    with store.change("Enter an agreement") as change:
        sector = change.add("sector", {"name": "ICT", "name_zh": "信息通信"})
        company = change.add("company", {"name": "Huawei", "sector": Ref("sector", sector)})
        agreement = change.add("agreement", {"title": "With Baiyun", "company": Ref("company", company),
                                             "signed_on": SEPTEMBER})
    values = store.get("agreement", agreement)
    assert values["signed_on"] == SEPTEMBER
    assert (values["company"], values["company"].name) == (Ref("company", company), "Huawei")
    assert values["value"] is None
    store.language = "zh"
    assert store.get("company", company)["sector"].name == "信息通信"


def test_the_store_keeps_who_and_when_and_the_version(store: Store) -> None:
    id = huawei(store)
    made = store.get("company", id)
    with store.change("Correct the name", who="Chen Jing") as change:
        assert change.update("company", id, {"name": "Huawei Technologies"})
    now = store.get("company", id)
    assert (made["version"], made["created_by"], made["changed_by"]) == (1, "Li Wei", "Li Wei")
    assert (now["version"], now["created_by"], now["changed_by"]) == (2, "Li Wei", "Chen Jing")
    assert made["created_at"] == made["changed_at"] == now["created_at"] < now["changed_at"]


def test_an_exception_drops_the_change_and_its_history(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.change("Enter two") as change:
        change.add("company", {"name": "Huawei"})
        raise KeyboardInterrupt
    assert store.count("company") == 0
    assert store.changes() == []
    assert store.search("Huawei") == []


def test_a_change_that_changes_nothing_leaves_no_entry(store: Store) -> None:
    id = huawei(store)
    with store.change("Save without an edit") as change:
        assert not change.update("company", id, {"name": "Huawei", "founded": SEPTEMBER})
        change.update_many("company", ("aliases",), [id], [(("HW",),)])
    assert [each.label for each in store.changes()] == ["Enter Huawei"]
    assert store.get("company", id)["version"] == 1


def test_a_change_inside_a_change_is_an_error(store: Store) -> None:
    with pytest.raises(OutsideChange), store.change("Outer"), store.change("Inner"):
        pass
    assert huawei(store)


@pytest.mark.parametrize("statement", [
    "INSERT INTO company (id, name, version, created_at, created_by, changed_at, changed_by)"
    " VALUES (7, 'Stray', 1, '', '', '', '')",
    "UPDATE company SET name = 'Stray'",
    "UPDATE company SET version = 9",
    "DELETE FROM company",
])
def test_a_stray_write_outside_a_change_is_refused_by_the_database_itself(store: Store, statement: str) -> None:
    id = huawei(store)
    with pytest.raises(DBAPIError, match="a write outside a change"), store.reading() as connection:
        connection.execute(text(statement))
    assert store.get("company", id)["name"] == "Huawei"
    assert store.count("company") == 1


def test_reads_inside_a_change_see_what_it_has_written(store: Store) -> None:
    with store.change("Enter Huawei") as change:
        id = change.add("company", {"name": "Huawei"})
        assert store.get("company", id)["name"] == "Huawei"
        assert list(store.ids("company", [Condition("name", "is", "Huawei")])) == [id]


def test_an_id_is_never_given_twice(store: Store) -> None:
    id = huawei(store)
    with store.change("Delete it") as change:
        change.delete("company", id)
    assert huawei(store) == id + 1


def test_many_records_are_added_and_edited_at_once(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    with store.change("Enter many") as change:
        ids = change.add_many("company", ("name", "registered_capital", "employees"),
                              [(f"Firm {n}", Money(n * 100, "USD"), n or None) for n in range(7000)],
                              progress=lambda done, total: seen.append((done, total)))
    with store.change("Edit some") as change:
        change.update_many("company", ("employees", "founded"), ids[:2], [(5, SEPTEMBER), (None, None)])
    assert seen == [(2000, 7000), (4000, 7000), (6000, 7000), (7000, 7000)]
    assert store.read("company", (ids[0], ids[1], ids[6999]), ("name", "registered_capital", "employees", "founded")) \
        == [("Firm 0", Money(0, "USD"), 5, SEPTEMBER), ("Firm 1", Money(100, "USD"), None, None),
            ("Firm 6999", Money(699900, "USD"), 6999, None)]


def test_a_cancelled_import_leaves_nothing(store: Store) -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), store.change("Enter many") as change:
        change.add_many("company", ("name",), [("Firm",)], progress=cancel)
    assert store.count("company") == 0


def test_the_first_origin_told_of_a_record_stays(store: Store) -> None:
    with store.change("Import", source={"file": "a.xlsx"}) as change:
        (id,) = change.add_many("company", ("name",), [("华为",)], origins=[("S", 5)])
        change.update_many("company", ("employees",), (id, id), [(1,), (2,)], origins=[("S", 6), ("S", 7)])
        (other,) = change.add_many("company", ("name",), [("中兴",)])
        change.update_many("company", ("employees",), (other, other), [(1,), (2,)], origins=[("S", 8), ("S", 9)])
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT id, row FROM change_origin ORDER BY id").fetchall()
    assert list(map(tuple, kept)) == [(id, 5), (other, 8)]


def test_a_change_cancelled_while_it_is_indexed_leaves_nothing(store: Store) -> None:
    heard: list[None] = []

    def cancel() -> None:
        heard.append(None)
        if len(heard) > 3:
            raise Cancelled

    huawei(store)
    with pytest.raises(Cancelled), store.change("Enter many", pulse=cancel) as change:
        change.add_many("company", ("name",), [(f"中兴{n}号",) for n in range(5000)])
    assert store.count("company") == 1
    assert store.search("中兴") == []
    assert [hit.name for hit in store.search("Huawei")] == ["Huawei"]
    assert store.check() == []
    with store.change("Enter one") as change:
        change.add("company", {"name": "中兴"})
    assert [hit.name for hit in store.search("zx")] == ["中兴"]


def test_a_server_that_is_lost_in_a_change_is_said_and_nothing_is_kept(postgres_url: str) -> None:
    with open_store(postgres_url, create=True) as store:
        with pytest.raises(WorldFault, match="cannot be reached"), store.change("Enter many") as change:
            with store.reading() as connection:
                own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            with create_engine(postgres_url).connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({own}, 5000)")
            change.add_many("company", ("name",), [(f"Firm {n}",) for n in range(100)])
        assert store.count("company") == 0
        assert huawei(store)


def test_an_edit_that_saw_an_older_version_is_told_both_states(store: Store) -> None:
    id = huawei(store)
    with store.change("Correct", who="Chen Jing") as change:
        change.update("company", id, {"name": "Huawei Co.", "employees": 180_000})
    with pytest.raises(StaleEdit) as caught, store.change("Correct too") as change:
        change.update("company", id, {"name": "Huawei Ltd", "name_zh": "华为公司"}, version=1)
    stale = caught.value
    assert (stale.seen, stale.version, stale.who) == (1, 2, "Chen Jing")
    assert stale.saw == {"name": "Huawei", "name_zh": "华为"}
    assert stale.now == {"name": "Huawei Co.", "name_zh": "华为"}
    assert stale.clashing == ("name",)
    assert stale.at == store.get("company", id)["changed_at"]
    assert store.get("company", id)["name"] == "Huawei Co."


def test_an_edit_that_saw_the_version_of_today_is_taken(store: Store) -> None:
    id = huawei(store)
    with store.change("Correct") as change:
        change.update("company", id, {"name": "Huawei Co."}, version=1)
    assert store.get("company", id)["name"] == "Huawei Co."


def test_what_is_not_there_cannot_be_written(store: Store) -> None:
    with pytest.raises(Missing), store.change("Edit") as change:
        change.update("company", 1, {"name": "X"})
    with pytest.raises(Missing), store.change("Edit") as change:
        change.update_many("company", ("name",), [1], [("X",)])
    with pytest.raises(Missing), store.change("Delete") as change:
        change.delete("company", 1)
    with pytest.raises(Missing):
        store.get("company", 1)


@pytest.mark.parametrize("key", ["no_such_field", "version", "id"])
def test_only_fields_that_are_typed_can_be_written(store: Store, key: str) -> None:
    with pytest.raises(ValueError, match=key), store.change("Enter") as change:
        change.add("company", {"name": "Huawei", key: 1})


def test_a_required_field_must_be_given(store: Store) -> None:
    with pytest.raises(IntegrityError), store.change("Enter") as change:
        change.add("company", {"name_zh": "华为"})


@pytest.mark.parametrize(("kind", "values"), [
    ("agreement", {"title": "A", "company": Ref("company", 99)}),
    ("task", {"text": "Call", "about": Ref("company", 99)}),
])
def test_a_link_to_what_is_not_there_is_refused_in_plain_words(
        store: Store, kind: str, values: dict[str, object]) -> None:
    with pytest.raises(WorldFault, match="no longer there"), store.change("Enter") as change:
        change.add(kind, values)
    assert store.count(kind) == 0


def test_links_within_a_change_may_stand_before_what_they_link_to(store: Store) -> None:
    with store.change("Enter a group") as change:
        ids = change.add_many("company", ("name", "group"), [("Daughter", Ref("company", 2)), ("Mother", None)])
    assert store.read("company", ids, ("group",)) == [(Ref("company", 2),), (None,)]


def test_listeners_hear_of_each_commit_once_and_who_asked(store: Store) -> None:
    heard: list[Changed] = []
    end = store.listen(heard.append)
    with store.change("Enter Huawei", asked="the form") as change:
        id = change.add("company", {"name": "Huawei"})
        change.update("company", id, {"name": "Huawei Co."})
        assert heard == []
    store.undo()
    end()
    huawei(store)
    assert [(each.number, each.asked, {k: list(v) for k, v in each.ids.items()}) for each in heard] == [
        (1, "the form", {"company": [id]}), (2, None, {"company": [id]})]
