"""What history costs: 100,000 rows of 12 columns, against sqlite3's bare executemany into the same table.

    python tests/benchmarks/history.py [rows]

Prints ratios of CPU seconds, never passes or fails: absolute times drift by two from run to run.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from promo_desk.fields.kinds import Money, Ref
from promo_desk.store import Store, open_store, search, triggers
from promo_desk.store.engine import _PRAGMAS
from promo_desk.store.shape import encoded_columns, shape

KEYS = ("name", "name_zh", "credit_code", "sector", "registered_capital", "employees", "website", "address", "business",
        "legal_representative", "listing")
"""12 columns: the capital has two."""


def timed(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def row(n: int) -> tuple[Any, ...]:
    return (f"Firm {n} Technologies Co., Ltd.", f"第{n}科技有限公司", f"91440101MA{n:08}", Ref("sector", 1),
            Money(n * 1000, "CNY"), n, f"https://firm-{n}.example", f"{n} Xingang East Road, Haizhu, Guangzhou",
            "Research, development and sale of electronic parts", f"Zhang {n}", "SZ")


def bare(path: Path, rows: list[tuple[Any, ...]]) -> tuple[float, float]:
    """The floor: the same rows into the same tables and indexes, without triggers, encoded beforehand."""
    form = shape("company")
    columns = ["id", *form.columns_of(KEYS), "version", "created_at", "created_by", "changed_at", "changed_by"]
    stamp = (1, "2017-09-01T08:00:00.000000+00:00", "li", "2017-09-01T08:00:00.000000+00:00", "li")
    encoded = list(zip(*encoded_columns([form.fields[key] for key in KEYS], rows), strict=True))
    whole = [(n, *parts, *stamp) for n, parts in enumerate(encoded, 1)]
    edits = [(*parts, n) for n, *parts in zip(range(len(rows), 0, -1), *zip(*encoded, strict=True), strict=True)]
    with open_store(path, create=True) as store, store.reading() as connection:
        triggers.drop(connection)
        connection.exec_driver_sql("INSERT INTO sector (id, name) VALUES (1, 'ICT')")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

        def run(statement: str, values: list[tuple[Any, ...]]) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(statement, values)
            connection.execute("COMMIT")

        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        added = timed(lambda: run(f"INSERT INTO company ({names}) VALUES ({marks})", whole))
        changes = ", ".join(f'"{name}" = ?' for name in form.columns_of(KEYS))
        edited = timed(lambda: run(f"UPDATE company SET {changes}, version = version + 1 WHERE id = ?", edits))
    return added, edited


def kept(path: Path, rows: list[tuple[Any, ...]]) -> dict[str, float]:
    """The lane: encoded, with history, without the search index."""
    with open_store(path, create=True) as store:
        with store.change("Sector") as change:
            change.add("sector", {"name": "ICT"})
        times = {"add": timed(lambda: add(store, rows))}
        times["undo of add"] = timed(store.undo)
        times["redo of add"] = timed(store.redo)
        times["edit"] = timed(lambda: edit(store, rows))
        times["undo of edit"] = timed(store.undo)
        assert store.check() == []
    return times


def add(store: Store, rows: list[tuple[Any, ...]]) -> None:
    with store.change("Import") as change:
        change.add_many("company", KEYS, rows, origins=[("Sheet1", n) for n in range(len(rows))])


def edit(store: Store, rows: list[tuple[Any, ...]]) -> None:
    """Every record gets the values of another: all but three of the twelve columns differ."""
    with store.change("Edit") as change:
        change.update_many("company", KEYS, range(len(rows), 0, -1), rows)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rows = [row(n) for n in range(number)]
    with tempfile.TemporaryDirectory() as folder:
        added, edited = bare(Path(folder) / "bare.db", rows)
        indexed = kept(Path(folder) / "indexed.db", rows)
        search.refresh = lambda *_given: None  # history alone: the index has a benchmark of its own
        alone = kept(Path(folder) / "kept.db", rows)
        size = (Path(folder) / "kept.db").stat().st_size
    print(f"{number} rows; bare executemany: insert {added:.2f} s, update {edited:.2f} s; file {size >> 20} MiB")
    print(f"{'':14}{'s':>7}{'ratio':>8}{'with search':>13}{'ratio':>8}")
    floors = {"add": added, "edit": edited, "undo of add": alone["add"], "redo of add": alone["add"],
              "undo of edit": alone["edit"]}
    for name, floor in floors.items():
        print(f"{name:14}{alone[name]:7.2f}{alone[name] / floor:8.2f}{indexed[name]:13.2f}"
              f"{indexed[name] / (floor if name in ('add', 'edit') else indexed[name.split()[-1]]):8.2f}")
    print("add, edit: against executemany (target 3.5, with search 4.5); undo, redo: against their apply (target 2)")


if __name__ == "__main__":
    main()
