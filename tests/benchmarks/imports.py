"""What an import costs, from the workbook to the last search token, beside calamine and a bare executemany.

    python tests/benchmarks/imports.py [rows] [--rounds N] [--json] [--million]

CPU seconds of the program and its reader together. Each round runs the floor and ours, each in a fresh process, one
after the other; the median of the rounds' ratios is shown, for absolute times drift by two. It never fails: it prints.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

PHASES = ("read", "shape", "mapping", "parse", "match", "compare", "plan, the rest", "write", "search index")
Told = dict[str, Any]


def cpu() -> float:
    """Seconds of this process and of those it waited for: the reader is one of them."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def rss() -> dict[str, int]:
    """MiB at most: of this process, and of the largest that it waited for."""
    return {"rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
            "reader_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10}


# ---- the floor


def floor(path: Path) -> Told:
    """calamine's rows into a table without a single index; dates as text, for sqlite3 knows none."""
    from python_calamine import CalamineWorkbook

    start = cpu()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    read = cpu() - start
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "floor.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        width = max(map(len, rows))
        connection.execute(f"CREATE TABLE ledger ({', '.join(f'c{n}' for n in range(width))})")
        marks = ", ".join("?" * width)
        with connection:
            connection.executemany(f"INSERT INTO ledger VALUES ({marks})", (
                [value if isinstance(value, str | float | int) else str(value) for value in row] for row in rows))
        whole = cpu() - start
    return {"whole": whole, "read": read, "write": whole - read, **rss()}


# ---- ours


class Phases:
    """CPU seconds by phase; what a phase calls that is a phase itself is not counted twice."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = cpu()
        self._inner.append(0.0)
        try:
            yield
        finally:
            took = cpu() - start
            self.seconds[name] += took - self._inner.pop()
            self._inner[-1] += took

    def watch(self, place: Any, name: str, phase: str) -> None:
        """Count a function's time; one that has another name by now is counted with what calls it."""
        work = getattr(place, name, None)
        if work is not None:
            @wraps(work)
            def watched(*given: Any, **named: Any) -> Any:
                with self.phase(phase):
                    return work(*given, **named)
            setattr(place, name, watched)


class Gaps:
    """How long whoever waits hears nothing; between two calls no Cancel is noticed. CPU seconds of this process, so
    that other work on the machine is not counted; the reading, which waits for another process, by the clock."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self.first: float | None = None
        self.longest = 0.0
        self._clock = clock
        self._last = self._start = clock()

    def __call__(self, _done: int, _total: int | None) -> None:
        now = self._clock()
        if self.first is None:
            self.first = now - self._start
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def ended(self) -> float:
        self(0, 0)
        return self.longest


def watched_phases() -> Phases:
    from promo_desk.sheets import parsed_columns, planning, records_of_rows
    from promo_desk.store import search

    phases = Phases()
    phases.watch(planning, "find_shape", "shape")
    phases.watch(planning, "tables_of", "shape")
    phases.watch(planning, "map_columns", "mapping")
    phases.watch(parsed_columns.ColumnReader, "parsed", "parse")
    phases.watch(records_of_rows.RowRecords, "take", "match")
    phases.watch(records_of_rows.RowRecords, "compare", "compare")
    phases.watch(search, "refresh", "search index")
    return phases


def ours(path: Path, folder: Path, *, unindexed: bool = False, undo: bool = False) -> Told:
    """The whole import into an office that is new; asked questions hold their rows back, no more."""
    from promo_desk.sheets.apply import apply
    from promo_desk.sheets.plan import Options, make_plan
    from promo_desk.sheets.reader import read_book
    from promo_desk.store import open_store, search

    phases = watched_phases()
    if unindexed:
        search.refresh = lambda *_given: None
    with open_store(folder / "ours.db", create=True) as store:
        start = cpu()
        reading = Gaps(time.perf_counter)
        with phases.phase("read"):
            book = read_book(path, progress=reading)
        with phases.phase("plan, the rest"):
            planning = Gaps()
            plan = make_plan(store, book, Options(on_error="skip"), planning)
            planning.ended()
        with phases.phase("write"):
            writing = Gaps()
            applied = apply(store, plan, writing)
            writing.ended()
        told = {"whole": cpu() - start, "phases": dict(phases.seconds), **rss(),
                "rows": sum(plan.sheets[0].counts().values()), "counts": applied.counts,
                "first": {"read": reading.first, "plan": planning.first, "apply": writing.first},
                "gaps": {"read": reading.longest, "plan": planning.longest, "apply": writing.longest}}
        if undo:
            told["undo"] = timed(store.undo)
            told["rss_undo_mib"] = rss()["rss_mib"]
    return told


def timed(work: Callable[[], Any]) -> float:
    start = cpu()
    work()
    return cpu() - start


def second_delivery(path: Path, again: Path, folder: Path) -> Told:
    """A list that is known, delivered again with some names respelt: every row against every record."""
    from promo_desk.sheets.apply import apply
    from promo_desk.sheets.plan import Options, make_plan
    from promo_desk.store import open_store

    with open_store(folder / "ours.db", create=True) as store:
        start = cpu()
        apply(store, make_plan(store, path, Options(on_error="skip")))
        first = cpu() - start
        start = cpu()
        plan = make_plan(store, again, Options(on_error="skip"))
        planned = cpu() - start
        apply(store, plan)
        return {"whole": first, "plan": planned, "again": cpu() - start, "counts": plan.sheets[0].counts(), **rss()}


# ---- one process each


def alone(task: str, *given: Any) -> Told:
    """The answer of a fresh process."""
    done = subprocess.run([sys.executable, __file__, "--task", task, *map(str, given)], capture_output=True, text=True,
                          check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told


def task(name: str, *given: str) -> Told:
    paths = [Path(each) for each in given]
    with tempfile.TemporaryDirectory() as folder:
        if name == "floor":
            return floor(paths[0])
        if name == "again":
            return second_delivery(paths[0], paths[1], Path(folder))
        return ours(paths[0], Path(folder), unindexed=name == "unindexed", undo=name == "undo")


# ---- the table


def row(name: str, ratio: float, target: float, floor_ms: float | None, ours_ms: float, rss_mib: int) -> Told:
    return {"name": name, "ratio": round(ratio, 3), "target": target, "holds": ratio <= target,
            "floor_ms": None if floor_ms is None else round(floor_ms), "ours_ms": round(ours_ms), "rss_mib": rss_mib}


def middle(values: Iterator[float]) -> float:
    return statistics.median(values)


def compared(kind: str, path: Path, rounds: int, undo: bool) -> tuple[list[Told], list[Told], list[Told]]:
    """The rows of the table for one ledger, and what each round told."""
    floors, done = [], []
    for _ in range(rounds):
        floors.append(alone("floor", path))
        done.append(alone("undo" if undo else "ours", path))
    ratios = [ours["whole"] / floor["whole"] for floor, ours in zip(floors, done, strict=True)]
    peak = max(max(each["rss_mib"], each["reader_mib"]) for each in done)
    base = middle(each["whole"] for each in floors) * 1e3
    made = [row(f"{kind}: whole import", middle(iter(ratios)), 2.5, base,
                middle(each["whole"] for each in done) * 1e3, peak),
            row(f"{kind}: memory (600 MiB)", peak / 600, 1, None, 0, peak)]
    if undo:
        shares = [each["undo"] / (each["phases"]["write"] + each["phases"]["search index"]) for each in done]
        made.append(row(f"{kind}: undo of it (its apply)", middle(iter(shares)), 2, None,
                        middle(each["undo"] for each in done) * 1e3, max(each["rss_undo_mib"] for each in done)))
    for part in ("plan", "apply"):
        gap = middle(each["gaps"][part] for each in done)
        made.append(row(f"{kind}: {part}, longest silence (0.2 s)", gap / 0.2, 1, 200, gap * 1e3, peak))
    first = middle(each["first"]["read"] for each in done)
    made.append(row(f"{kind}: first progress (0.5 s)", first / 0.5, 1, 500, first * 1e3, peak))
    return made, floors, done


def near_repeats(rounds: int) -> list[Told]:
    from big_ledgers import ledger

    done = [alone("again", ledger("small", 10_000), ledger("small", 10_000, 0.08)) for _ in range(rounds)]
    peak = max(each["rss_mib"] for each in done)
    return [row(f"10,000 rows, {name} (3 s)", middle(each[part] for each in done) / 3, 1, None,
                middle(each[part] for each in done) * 1e3, peak)
            for name, part in (("first import", "whole"), ("second delivery, respelt", "again"))]


def show(rows: list[Told]) -> None:
    print(f"{'':58}{'floor ms':>10}{'ours ms':>10}{'ratio':>8}{'target':>8}{'MiB':>7}")
    for each in rows:
        print(f"{each['name']:58}{each['floor_ms'] or '':>10}{each['ours_ms']:10}{each['ratio']:8.2f}"
              f"{each['target']:8.2f}{each['rss_mib']:7}  {'' if each['holds'] else 'MISSED'}")


def show_phases(kind: str, floors: list[Told], done: list[Told]) -> None:
    base = middle(each["whole"] for each in floors)
    print(f"\n{kind}: {done[0]['rows']} rows, wrote {done[0]['counts']}; floor read "
          f"{middle(each['read'] for each in floors):.2f} s, write {middle(each['write'] for each in floors):.2f} s")
    for phase in PHASES:
        seconds = middle(each["phases"].get(phase, 0.0) for each in done)
        print(f"  {phase:20}{seconds:8.2f} s{seconds / base:8.2f} of the floor")
    print(f"  memory: desk {max(each['rss_mib'] for each in done)} MiB, "
          f"reader {max(each['reader_mib'] for each in done)} MiB")
    for part in ("read", "plan", "apply"):
        print(f"  {part}: first progress after {done[0]['first'][part] or 0:.2f} s, longest silence "
              f"{middle(each['gaps'][part] for each in done):.2f} s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rows", type=int, nargs="?", default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--json", action="store_true", help="rows as JSON instead of the table")
    options.add_argument("--million", action="store_true", help="a million rows of 5 columns too, for its memory")
    options.add_argument("--ledgers", nargs="+", default=["register", "contacts"])
    options.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.task:
        print(json.dumps(task(*chosen.task)))
        return
    from big_ledgers import ledger

    table: list[Told] = []
    for kind in chosen.ledgers:
        made, floors, done = compared(kind, ledger(kind, chosen.rows), chosen.rounds, undo=kind == "register")
        table += made
        if not chosen.json:
            show_phases(kind, floors, done)
    table += near_repeats(chosen.rounds)
    if chosen.million:
        table += compared("narrow, a million", ledger("narrow", 1_000_000), 1, undo=False)[0]
    if chosen.json:
        print(json.dumps(table, indent=1))
    else:
        show(table)


if __name__ == "__main__":
    main()
