"""How fast the search is beside ``LIKE '%q%' limit 50`` on the same database, in the same run.

    python tests/benchmarks/search.py [100000] [--file PATH]

Give 1000000 for a million names. The table shows milliseconds and the ratio to LIKE: targets are 0.1 for all classes.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from names import companies
from sqlalchemy import Connection, create_engine, insert

from promo_desk.records import Base, kinds, table_of
from promo_desk.store import search
from promo_desk.store.sounds import initials, sound, spelt
from promo_desk.store.tokens import fold

ROUNDS = 60
FLOOR = "insert into copy values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def fill(connection: Connection, names: list[str]) -> float:
    """The companies; answers the milliseconds of a bare executemany of as many rows of 12 columns."""
    kinds()
    Base.metadata.create_all(connection)
    search.create(connection)
    common = {"version": 1, "created_at": "", "created_by": "", "changed_at": "", "changed_by": ""}
    connection.execute(insert(table_of("company")), [common | {"name": name} for name in names])
    connection.exec_driver_sql(f"create table copy ({', '.join(f'c{n}' for n in range(12))})")
    rows = [(name, *map(str, range(11))) for name in names]
    return timed(lambda: connection.exec_driver_sql(FLOOR, rows))


def queries(names: list[str], dice: random.Random) -> dict[str, list[tuple[str, str]]]:
    """By class: what is typed, and the part of a name that LIKE looks for."""
    han = [name for name in names if name[0] > "一"]
    latin = [name for name in names if name[0] < "一"]

    def parts(length: int) -> list[tuple[str, str]]:
        some = [(name, dice.randrange(len(name) - length)) for name in dice.choices(han, k=ROUNDS)]
        return [(name[at:at + length],) * 2 for name, at in some]

    words = [(name[2:4], name[-8:-6]) for name in dice.choices(han, k=ROUNDS)]
    heads = [name[at:at + 4] for name in dice.choices(han, k=ROUNDS) for at in (dice.choice((0, 2)),)]
    sounds = [(sound(fold(head)), head) for head in heads]
    return {
        "Chinese, 1 character": parts(1), "Chinese, 2 characters": parts(2), "Chinese, 3 characters": parts(3),
        "Chinese, 6 characters": parts(6),
        "two words": [(f"{a} {b}", f"{a}%{b}") for a, b in words],
        "initials of 2": [(initials(spoken[:2]), head[:2]) for spoken, head in sounds],
        "initials of 4": [(initials(spoken), head) for spoken, head in sounds],
        "pinyin of 1": [(spelt(spoken[:1]), head[:1]) for spoken, head in sounds],
        "pinyin of 2": [(spelt(spoken[:2]).replace(" ", ""), head[:2]) for spoken, head in sounds],
        "pinyin of 2, blanks": [(spelt(spoken[:2]), head[:2]) for spoken, head in sounds],
        "pinyin of 4": [(spelt(spoken).replace(" ", ""), head) for spoken, head in sounds],
        "pinyin, unfinished": [(spelt(spoken[:3]).replace(" ", "")[:-1], head[:2]) for spoken, head in sounds],
        "Latin, 3 letters": [(name[:3].lower(), name[:3]) for name in dice.choices(latin, k=ROUNDS)],
        "Latin, a later word": [(word[:5].lower(), word[:5]) for name in dice.choices(latin, k=ROUNDS)
                                for word in name.split()[1:2]],
        "Latin, one slip": [(name.split()[0].lower()[:-2] + "zz", name[:6]) for name in dice.choices(latin, k=ROUNDS)],
        "homophone": [("化" + name[1:3], name[1:3]) for name in dice.choices(han, k=ROUNDS)],
    }


def measure(connection: Connection, names: list[str]) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    print(f"{'':24}{'LIKE p50':>10}{'p95':>9}{'find p50':>10}{'p95':>9}{'ratio p50':>11}{'p95':>9}")
    for name, asked in queries(names, random.Random(2)).items():
        like = [timed(lambda part=part: driver.execute(
            "select id, name from company where name like ? limit 50", (f"%{part}%",)).fetchall()) for _, part in asked]
        found = [min(timed(lambda typed=typed: search.find(connection, typed)) for _ in range(2)) for typed, _ in asked]
        (a, b), (c, d) = ((statistics.median(some), statistics.quantiles(some, n=20)[-1]) for some in (like, found))
        print(f"{name:24}{a:10.3f}{b:9.3f}{c:10.3f}{d:9.3f}{c / a:11.4f}{d / b:9.4f}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("count", type=int, nargs="?", default=100_000)
    options.add_argument("--file", type=Path, default=Path(tempfile.mkdtemp()) / "search.db")
    chosen = options.parse_args()
    names = companies(chosen.count)
    gc.disable()
    with create_engine(f"sqlite:///{chosen.file}").begin() as connection:
        connection.exec_driver_sql("pragma cache_size=-65536")
        floor = fill(connection, names)
        before = chosen.file.stat().st_size
        build = timed(lambda: search.rebuild(connection))
        print(f"{chosen.count} names: index {build:.0f} ms, executemany of 12 columns {floor:.0f} ms")
        edits = [timed(lambda id=id: search.refresh(connection, {"company": [id]})) for id in range(1, 400, 2)]
        print(f"one record again: p95 {statistics.quantiles(edits, n=20)[-1]:.2f} ms")
        measure(connection, names)
    print(f"index {(chosen.file.stat().st_size - before) / 1e6:.0f} MB on disk")


if __name__ == "__main__":
    main()
