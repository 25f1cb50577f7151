"""How soon the window is there and how smoothly a long list moves, beside Qt's own floor in the same run.

    python tests/benchmarks/window.py [100000]

Start: CPU time to the first paint against a bare QMainWindow. List: CPU time of a jump and of a repaint against the
same table whose model returns "x" everywhere.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
CPU = "import resource as r; u = r.getrusage(r.RUSAGE_SELF); print((u.ru_utime + u.ru_stime) * 1000, flush=True)"
FLOOR = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.show(); window.repaint()
{CPU}
import os; os._exit(0)
"""
OURS = f"""
import sys
from pathlib import Path
from promo_desk.desktop import app
application, window = app.start(Path(sys.argv[1]) / "none.db", "en", Path(sys.argv[1]))
window.show(); window.repaint()
{CPU}
import os; os._exit(0)
"""
RUNS, ROUNDS = 7, 80


def cpu_of(program: str, folder: str) -> float:
    """Of a fresh process whose modules were compiled by an earlier run, as after an installation."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, check=True,
                          env={**kept, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"})
    return float(done.stdout.split()[-1])


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of the CPU time, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1e3)
    return statistics.median(times), sorted(times)[int(ROUNDS * 0.95)]


def companies(store: Any, count: int) -> None:
    dice = random.Random(1)
    with store.change("Benchmark") as change:
        change.add_many("company", ("name", "name_zh", "relation", "employees"), [
            (f"Company {dice.randrange(10**9)}", f"企业{number}", "lead", dice.randrange(10**5))
            for number in range(count)])


def grids(count: int, folder: Path) -> list[tuple[str, tuple[float, float], tuple[float, float]]]:
    """For the floor and for ours: a jump, a repaint."""
    from promo_desk.desktop import app
    from promo_desk.desktop.desk import Desk
    from promo_desk.desktop.grid import Grid
    from promo_desk.desktop.grid_model import Row
    from promo_desk.store import open_store

    application = app.application()
    store = open_store(folder / "office.db", create=True)
    companies(store, count)
    desk = Desk(folder, "en")
    desk.take_store(store)

    def shown(floor: bool) -> Grid:
        grid = Grid(desk, "company")
        if floor:
            same = Row(grid.rows.fields, [None] * len(grid.rows.fields), "en")
            same[:] = [(None, "x")] * len(grid.rows.fields)
            grid.rows.row = lambda row: same  # type: ignore[method-assign]  # the floor
        grid.set_ids(array("i", store.ids("company")))
        grid.resize(1200, 800)
        grid.show()
        application.processEvents()
        return grid

    def jump(grid: Grid) -> None:
        bar = grid.verticalScrollBar()
        bar.setValue(random.randrange(bar.maximum()))
        grid.viewport().repaint()

    made = []
    for name, floor in (('model that returns "x"', True), ("promo_desk", False)):
        grid = shown(floor)
        made.append((name, measured(lambda grid=grid: jump(grid)), measured(grid.viewport().repaint)))
    desk.close()
    return made


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        cpu_of(OURS, folder)
        pairs = [(cpu_of(FLOOR, folder), cpu_of(OURS, folder)) for _ in range(RUNS)]
        floor, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
        print(f"first paint, CPU: floor {floor:.0f} ms, ours {ours:.0f} ms, ratio {ours / floor:.2f} (target 1.4)")
        print(f"{count:,} rows, CPU ms: {'jump p50':>30} {'p95':>7} {'repaint p50':>12} {'p95':>7}")
        for name, jump, repaint in grids(count, Path(folder)):
            print(f"{name:>30} {jump[0]:19.1f} {jump[1]:7.1f} {repaint[0]:12.1f} {repaint[1]:7.1f}")


if __name__ == "__main__":
    main()
