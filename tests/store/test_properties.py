"""Whatever is done: undo of everything is the beginning, the past is what it was, the history tells the present."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promo_desk.fields.kinds import Money, Ref, When
from promo_desk.store import Store, open_store
from promo_desk.store.shape import AUTOMATIC

KINDS = ("sector", "company", "contact", "agreement", "commitment", "task")
SLOW = settings(deadline=None, max_examples=12,
                suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

words = st.text("华为a'\"\\%_{}\n，é🙂,", min_size=1, max_size=6)
days = st.dates(date(2010, 1, 1), date(2020, 1, 1))
whens = st.builds(lambda a, b: When(min(a, b), max(a, b)), days, days) | st.just(When(None, None, "待定"))
moneys = st.builds(Money, st.integers(-10**15, 10**15), st.sampled_from(["CNY", "USD"]))
indexes = st.integers(0, 5)
actions = st.tuples(st.sampled_from(["add", "edit", "delete", "clear"]), st.sampled_from(KINDS), indexes, indexes,
                    words, st.none() | moneys, st.none() | whens)
histories = st.lists(st.lists(actions, min_size=1, max_size=5), min_size=1, max_size=5)
Rows = dict[tuple[str, int], dict[str, Any]]


def stand(store: Store) -> Rows:
    """Every record of these kinds as it stands, but for what the store counts."""
    return {(kind, id): without_counts(store.get(kind, id)) for kind in KINDS for id in store.ids(kind)}


def without_counts(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in AUTOMATIC}


def values_for(store: Store, action: tuple[Any, ...]) -> dict[str, Any]:
    """Values of a record of that kind; links lead to one that is there, if any is."""
    _, kind, _, other, word, money, when = action

    def linked(target: str) -> Ref | None:
        ids = store.ids(target)
        return Ref(target, ids[other % len(ids)]) if ids else None

    return {"sector": lambda: {"name": word, "within": linked("sector")},
            "company": lambda: {"name": word, "sector": linked("sector"), "group": linked("company"),
                                "registered_capital": money, "founded": when, "aliases": (word, "x") if when else None},
            "contact": lambda: {"name": word, "company": linked("company")},
            "agreement": lambda: {"title": word, "company": linked("company"), "value": money, "signed_on": when},
            "commitment": lambda: {"text": word, "agreement": linked("agreement"), "due": when},
            "task": lambda: {"text": word, "about": linked("company") or linked("contact")}}[kind]()


def act(store: Store, change: Any, action: tuple[Any, ...]) -> None:
    """One step of a change; what the rules forbid is left out."""
    what, kind, place, *_ = action
    values = values_for(store, action)
    if kind == "commitment" and values["agreement"] is None:
        return
    ids = store.ids(kind)
    if what == "add" or not ids:
        change.add(kind, values)
    elif what == "edit":
        change.update(kind, ids[place % len(ids)], values)
    elif what == "clear" or not any(each.kind != "commitment" for each in store.linked(kind, ids[place % len(ids)])):
        change.delete(kind, ids[place % len(ids)], links="clear")


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, new_office: Callable[[str], str]) -> Callable[[], Any]:
    """Open an empty office, once for every example."""
    if request.param == "postgresql":
        shared, emptied = request.getfixturevalue("shared_office"), request.getfixturevalue("empty")

    @contextmanager
    def opened() -> Iterator[Store]:
        with open_store(new_office("sqlite") if request.param == "sqlite" else emptied(shared)) as store:
            yield store

    return opened


def made(store: Store, history: list[list[tuple[Any, ...]]]) -> dict[int, Rows]:
    """Make the changes; what stood after each, by number."""
    states = {0: stand(store)}
    for actions_ in history:
        with store.change("Step") as change:
            for action in actions_:
                act(store, change, action)
        if store.last_change() not in states:
            states[store.last_change()] = stand(store)
    return states


@SLOW
@given(histories)
def test_undo_of_everything_is_the_beginning_and_redo_the_end(fresh: Callable[[], Any], history: Any) -> None:
    with fresh() as store:
        states = list(made(store, history).values())
        for before in reversed(states[:-1]):
            assert store.undo().left == []
            assert stand(store) == before
        for after in states[1:]:
            assert store.redo().left == []
            assert stand(store) == after
        assert store.check() == []


@SLOW
@given(histories)
def test_the_past_is_what_it_was(fresh: Callable[[], Any], history: Any) -> None:
    with fresh() as store:
        states = made(store, history)
        every = {key for rows in states.values() for key in rows}
        for number, rows in states.items():
            then = {key: store.at(*key, number) for key in every}
            assert {key: without_counts(values) for key, values in then.items() if values is not None} == rows
            for kind in KINDS:
                ids = sorted(id for each, id in rows if each == kind)
                assert list(store.ids_at(kind, number)) == ids
                keys = [key for key in (rows[kind, ids[0]] if ids else ()) if key not in AUTOMATIC]
                assert store.read_at(kind, ids, keys, number) == [
                    tuple(rows[kind, id][key] for key in keys) for id in ids]


@SLOW
@given(histories, st.data())
def test_undo_of_any_earlier_change_never_breaks_the_office(fresh: Callable[[], Any], history: Any, data: Any) -> None:
    with fresh() as store:
        numbers = [number for number in made(store, history) if number]
        for number in data.draw(st.permutations(numbers)):
            store.undo(number)
        assert store.check() == []
        for number in numbers:
            store.redo(number)
        assert store.check() == []


@SLOW
@given(histories)
def test_the_automatic_fields_of_the_present_are_what_the_history_tells(fresh: Callable[[], Any], history: Any) -> None:
    with fresh() as store:
        made(store, history)
        last = store.last_change()
        for kind in KINDS:
            for id in store.ids(kind):
                assert store.at(kind, id, last) == store.get(kind, id)
