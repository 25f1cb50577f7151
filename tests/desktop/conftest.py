"""A small office and a window over it. Tests ask questions through the window and look at what it shows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from promo_desk.desktop import app as start
from promo_desk.desktop.desk import Place
from promo_desk.desktop.window import Window
from promo_desk.fields.kinds import MONEY, Ref, When
from promo_desk.store import Store, open_store

TODAY = date(2017, 12, 8)


def clock() -> datetime:
    return datetime(2017, 12, 8, 9, 30, tzinfo=UTC)


def yuan(text: str) -> Any:
    value = MONEY.parse(text).value
    assert value is not None
    return value


def seed(store: Store) -> dict[str, int]:
    """Five companies, two projects, an agreement with a promise: enough for every page to show something."""
    with store.change("Enter the first records") as change:
        baiyun = change.add("place", {"name": "Baiyun", "name_zh": "白云区"})
        ids = {"Baiyun": baiyun}
        for name, name_zh, relation in (
                ("Huawei Technologies Co., Ltd.", "华为技术有限公司", "investor"), ("Tencent", "腾讯", "tenant"),
                ("Alibaba Group", "阿里巴巴集团", "tenant"), ("Cisco", "思科", "lead"),
                ("Foxconn", "富士康", "target")):
            ids[name.split()[0]] = change.add("company", {
                "name": name, "name_zh": name_zh, "relation": relation, "district": Ref("place", baiyun),
                "registered_capital": yuan("61亿元")})
        huawei = Ref("company", ids["Huawei"])
        ids["Cloud"] = change.add("project", {
            "title": "Huawei cloud base", "company": huawei, "stage": "talks", "total_investment": yuan("61亿元"),
            "next_step": "Send the land offer", "next_step_due": When(date(2017, 12, 1), date(2017, 12, 1))})
        ids["Screens"] = change.add("project", {
            "title": "Foxconn screens", "company": Ref("company", ids["Foxconn"]), "stage": "started",
            "total_investment": yuan("9.22亿美元")})
        ids["Agreement"] = change.add("agreement", {
            "title": "Strategic cooperation with Baiyun", "company": huawei, "kind": "strategic",
            "signed_on": When(date(2017, 9, 1), date(2017, 9, 30)), "project": Ref("project", ids["Cloud"])})
        change.add("commitment", {"text": "Build a research centre", "agreement": Ref("agreement", ids["Agreement"]),
                                  "by": "company", "kind": "build",
                                  "due": When(date(2017, 12, 20), date(2017, 12, 20))})
    return ids


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it cannot do; every other warning of Qt fails the test."""
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


class Office:
    """The window of a test with its store and the ids of what was seeded."""

    def __init__(self, window: Window, store: Store, ids: dict[str, int], qtbot: Any) -> None:
        self.window, self.store, self.ids, self.qtbot = window, store, ids, qtbot
        self.desk = window.desk

    def settle(self) -> None:
        """Wait until every question is answered and shown."""
        self.until(lambda: not self.desk.tasks.busy())
        self.qtbot.wait(1)
        self.until(lambda: not self.desk.tasks.busy())

    def until(self, holds: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=10_000)

    def go(self, page: str, kind: str = "", id: int = 0) -> Any:
        self.window.go(Place(page, kind, id))
        self.settle()
        return self.window.page

    def run(self, command: str) -> None:
        self.window.registry.run(command)
        self.settle()


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Where the window remembers."""
    return tmp_path


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "office.db", create=True, clock=clock)
    yield store
    store.close()


@pytest.fixture
def office(qtbot: Any, qapp: Any, memory: Path, empty_store: Store) -> Iterator[Office]:
    ids = seed(empty_store)
    window = start.make_window(memory, "en")
    window.desk.today = TODAY
    window.desk.wish = "light"
    window.show()
    window.desk.take_store(empty_store)
    made = Office(window, empty_store, ids, qtbot)
    made.settle()
    yield made
    if window.panel is not None:
        window.panel.drafts.clear()
    window.close()
    window.deleteLater()
