"""An import that is killed at any moment leaves the office as it was."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from promo_desk.fields.folders import shipped_data
from promo_desk.office.seed import load
from promo_desk.records import fields_of, kinds
from promo_desk.store import Store, open_store

PROGRAM = """
import sys
from pathlib import Path
from promo_desk.sheets.apply import apply
from promo_desk.sheets.plan import Options, make_plan
from promo_desk.store import open_store

if __name__ == "__main__":
    database, ledger = sys.argv[1:]
    with open_store(database) as store:
        plan = make_plan(store, Path(ledger), Options(on_error="skip", language="en"))

        def wait_to_be_killed(done, total):
            print(done, total, flush=True)
            sys.stdin.readline()

        apply(store, plan, progress=wait_to_be_killed)
"""


def everything(store: Store) -> list[object]:
    stored = {kind: [key for key, field in fields_of(kind).items() if not field.derived] for kind in kinds()}
    return [*(store.read(kind, store.ids(kind), keys) for kind, keys in stored.items()), len(store.changes())]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of Unix")
@pytest.mark.parametrize("steps", [1, 2, 4])
def test_a_killed_import_leaves_nothing(tmp_path: Path, steps: int) -> None:
    database, program = tmp_path / "office.db", tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    with open_store(str(database), create=True) as store:
        load(store)
        before = everything(store)
    ledger = shipped_data() / "samples" / "签约项目台账.xlsx"
    running = subprocess.Popen([sys.executable, str(program), str(database), str(ledger)], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdin and running.stdout
    for step in range(steps):
        assert running.stdout.readline(), "the import ended before it could be killed"
        if step < steps - 1:
            running.stdin.write("\n")
            running.stdin.flush()
    running.send_signal(signal.SIGKILL)
    running.wait()
    with open_store(str(database)) as store:
        assert everything(store) == before
        assert store.check() == []
