"""Several desks on one office: threads of one program, and other programs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from threading import Thread

from promo_desk.store import Changed, Store, open_store

WRITE = """
import sys
from promo_desk.store import open_store
store = open_store(sys.argv[1])
with store.change("From elsewhere", who="Chen Jing") as change:
    change.add("company", {"name": "ZTE"})
store.close()
"""
HANG = """
import sys
from promo_desk.store import open_store
store = open_store(sys.argv[1])
with store.change("Import") as change:
    change.add_many("company", ("name", "business"), [(f"Firm {n}", "x" * 400) for n in range(20_000)])
    change.update("company", 1, {"name": "Half"})
    print("written", flush=True)
    sys.stdin.read()
"""


def elsewhere(code: str, address: str) -> subprocess.Popen[str]:
    """Run code in another process."""
    return subprocess.Popen([sys.executable, "-c", code, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            text=True)


def test_what_another_program_commits_is_news_once(address: str) -> None:
    heard: list[Changed] = []
    with open_store(address) as store:
        store.listen(heard.append)
        with store.change("Mine") as change:
            change.add("company", {"name": "Huawei"})
        assert store.newer() == []
        assert elsewhere(WRITE, address).wait() == 0
        (news,) = store.newer()
        assert store.newer() == []
        assert store.search("ZTE")[0].id == 2
    assert (news.number, news.asked, {kind: list(ids) for kind, ids in news.ids.items()}) == (2, None, {"company": [2]})
    assert [each.number for each in heard] == [1, 2]


def test_a_program_that_is_killed_in_a_change_leaves_the_office_as_it_was(address: str) -> None:
    with open_store(address) as store, store.change("Enter") as change:
        change.add("company", {"name": "Huawei"})
    killed = elsewhere(HANG, address)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "written\n"
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    killed.communicate()
    with open_store(address) as store:
        assert store.names("company", store.ids("company")) == {1: "Huawei"}
        assert [each.label for each in store.changes()] == ["Enter"]
        assert store.check() == []
        with store.change("Go on") as change:
            assert (change.number, change.add("company", {"name": "ZTE"})) == (2, 2)


def test_threads_take_turns_writing_and_read_meanwhile(store: Store) -> None:
    counts: list[int] = []

    def write(name: str) -> None:
        for n in range(5):
            with store.change(f"{name} {n}") as change:
                change.add("company", {"name": f"{name} {n}"})
            counts.append(store.count("company"))

    threads = [Thread(target=write, args=(name,)) for name in ("A", "B", "C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.count("company") == 15
    assert sorted(each.number for each in store.changes()) == list(range(1, 16))
    assert max(counts) == 15
    assert store.check() == []


def test_a_thread_reads_what_was_committed_while_another_has_a_change_open(store: Store) -> None:
    seen: list[int] = []
    with store.change("Open") as change:
        change.add("company", {"name": "Huawei"})
        reader = Thread(target=lambda: seen.append(store.count("company")))
        reader.start()
        reader.join()
    assert seen == [0]


def test_changes_of_two_programs_are_numbered_as_they_commit(address: str) -> None:
    with open_store(address) as store:
        others = [elsewhere(WRITE, address) for _ in range(3)]
        for n in range(10):
            with store.change(f"Mine {n}") as change:
                change.add("company", {"name": f"Firm {n}"})
        assert [other.wait() for other in others] == [0, 0, 0]
        changes = store.changes()
        assert sorted(each.number for each in changes) == list(range(1, 14))
        assert [each.at for each in changes] == sorted((each.at for each in changes), reverse=True)
        assert store.check() == []


def test_opening_an_office_does_not_import_alembic(address: str) -> None:
    code = ("import json, sys; from promo_desk.store import open_store; open_store(sys.argv[1]).close();"
            "print(json.dumps(list(sys.modules)))")
    told = subprocess.run([sys.executable, "-c", code, address], capture_output=True, text=True, check=True)
    assert "alembic" not in json.loads(told.stdout)
