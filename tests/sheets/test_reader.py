"""The separate reader: light to start, killed by Cancel and by its limits, and telling the same as reading at home."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from books import rows, workbook

from promo_desk.fields.message import WorldFault
from promo_desk.sheets import reader
from promo_desk.sheets.limits import Limits, shown_bytes
from promo_desk.sheets.reader import Cancelled, read_book


def long_ledger(folder: Path, count: int = 4_000) -> Path:
    return workbook(folder, rows(*((n, "".join(f'<c r="{c}{n}" t="str"><v>甲{n * 7 + i}</v></c>'
                                               for i, c in enumerate("ABCDEFGHIJ"))) for n in range(1, count + 1))))


def test_apart_and_at_home_read_the_same(tmp_path: Path) -> None:
    path = long_ledger(tmp_path)
    apart, at_home = read_book(path), read_book(path, isolated=False)
    assert apart.sheets == at_home.sheets
    assert apart.sha256 == at_home.sha256 and len(apart.sha256) == 64
    assert len(apart.sheets[0].rows) == 4_000


def test_progress_is_told_at_once_and_grows_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    read_book(long_ledger(tmp_path), progress=lambda done, expected: told.append((done, expected)))
    assert told[0] == (0, None)
    assert told[1] == (0, 4_000)
    assert [done for done, _expected in told] == sorted(done for done, _expected in told)
    assert told[-1] == (4_000, 4_000)
    assert len(told) > 3


def test_cancel_kills_the_reader_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = reader._started
    monkeypatch.setattr(reader, "_started", lambda: started.append(start()) or started[0])
    with pytest.raises(Cancelled):
        read_book(long_ledger(tmp_path), cancelled=lambda: bool(started))
    assert started[0].returncode is not None, "the process is gone"
    assert not [thread for thread in threading.enumerate() if thread.name == "promo_desk reader"]


def test_cancel_in_the_middle_of_the_rows(tmp_path: Path) -> None:
    seen: list[int] = []
    with pytest.raises(Cancelled):
        read_book(long_ledger(tmp_path, 8_000), progress=lambda done, _expected: seen.append(done),
                  cancelled=lambda: bool(seen) and seen[-1] > 0)
    assert 0 < seen[-1] < 8_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is capped by RLIMIT_AS")
def test_the_memory_limit_holds_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match='"memory_bytes"') as fault:
        read_book(long_ledger(tmp_path), Limits(memory_bytes=2**20))
    assert "1 MB" in str(fault.value)


def test_the_time_limit_holds_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match=r'longer than 0\.01 seconds \(limit "seconds"'):
        read_book(long_ledger(tmp_path), Limits(seconds=0.01))


def test_the_reader_imports_neither_qt_nor_a_database() -> None:
    code = ("import sys, promo_desk.sheets.worker as w; "
            "heavy = {'PySide6', 'sqlalchemy', 'openpyxl', 'alembic', 'babel', 'numpy', 'python_calamine'}; "
            "print(sorted(heavy & set(sys.modules)))")
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_module_in_the_users_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("csv.py", "zipfile.py", "pickle.py"):
        (tmp_path / name).write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)
    assert read_book(workbook(tmp_path, rows((1, '<c r="A1"><v>7</v></c>')))).sheets[0].rows == [(7,)]


def test_a_reader_that_dies_at_once_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", "import os; os.abort()"], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    monkeypatch.setattr(reader, "_started", dead)
    with pytest.raises(WorldFault, match="too large or damaged"):
        read_book(workbook(tmp_path, ""))


def test_a_frozen_program_starts_itself_as_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_options: asked.append(command))
    reader._started()
    assert asked == [[sys.executable, reader.WORKER_FLAG]]


def test_neither_the_folder_nor_the_locale_matters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook(tmp_path, rows((1, '<c r="A1"><v>7</v></c>')), name="签约 台账.xlsx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "LC_ALL", "C")
    assert read_book("签约 台账.xlsx").sheets[0].rows == [(7,)]


@pytest.mark.parametrize("size, shown", [(0, "0 bytes"), (1536, "1.5 KB"), (200 * 2**20, "200 MB"), (2**40, "1024 GB")])
def test_sizes_are_told_in_few_signs(size: int, shown: str) -> None:
    assert shown_bytes(size) == shown
