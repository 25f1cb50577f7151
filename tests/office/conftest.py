"""Offices to ask: the seeded one, read only, and an empty one for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from promo_desk.office.seed import load
from promo_desk.store import Store, open_store

from .making import Making


@pytest.fixture(scope="session")
def guangzhou(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The seeded office, for tests that only read."""
    with open_store(str(tmp_path_factory.mktemp("seeded") / "guangzhou.db"), create=True) as store:
        load(store)
        yield store


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[Store]:
    """The seeded office, for tests that write."""
    with open_store(str(tmp_path / "guangzhou.db"), create=True) as store:
        load(store)
        yield store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    """An office with nothing in it."""
    with open_store(str(tmp_path / "office.db"), create=True) as store:
        yield store


@pytest.fixture
def make(office: Store) -> Making:
    return Making(office)
