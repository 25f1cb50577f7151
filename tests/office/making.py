"""A small office for a test, and values as people say them."""

from typing import Any

from promo_desk.fields.kinds import WHEN, Money, Ref, When
from promo_desk.store import Store


class Making:
    """A small office, one record after another: ``make("project", title="Park", stage="talks")`` gives its link."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __call__(self, record: str, /, **values: Any) -> Ref:
        given = {key.rstrip("_"): value for key, value in values.items()}
        with self.store.change(f"Make a {record}") as change:
            return Ref(record, change.add(record, given))

    def set(self, ref: Ref, /, **values: Any) -> None:
        with self.store.change(f"Set {', '.join(values)}") as change:
            change.update(ref.kind, ref.id, {key.rstrip("_"): value for key, value in values.items()})


def when(text: str) -> When:
    """A date as somebody says it."""
    value = WHEN.parse(text).value
    assert value is not None
    return value


def yuan(amount: int) -> Money:
    """Whole yuan."""
    return Money.of(amount, "CNY")
