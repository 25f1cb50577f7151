"""The table of faults and hostile files, line by line, as far as it is the reader's: what is given, and what then.

Each line ends in one clear sentence, with the file untouched; where a limit stops it, the sentence names the limit.
"""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from binary_books import binary_book, text
from books import ole_with, parts_of, rows, sheet_xml, styles, workbook, zipped
from open_documents import cell, open_document, row, table

from promo_desk.fields.message import WorldFault
from promo_desk.sheets import reader
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.reader import Cancelled, PasswordNeeded, read_book

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def no_workbook(folder: Path) -> Path:
    return written(folder, "list.xlsx", bytes(range(256)) * 8)


def wrong_ending(folder: Path) -> Path:
    return written(folder, "photo.xlsx", b"\x89PNG\r\n\x1a\n")


def truncated(folder: Path) -> Path:
    whole = workbook(folder, ONE).read_bytes()
    return written(folder, "cut.xlsx", whole[:len(whole) // 2])


def of_zero_bytes(folder: Path) -> Path:
    return written(folder, "empty.xlsx", b"")


def a_directory(folder: Path) -> Path:
    (folder / "folder.xlsx").mkdir()
    return folder / "folder.xlsx"


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.xlsx")
    return folder / "pipe.xlsx"


def a_lock_file(folder: Path) -> Path:
    return written(folder, "~$ledger.xlsx", b"\x05Owner")


def missing(folder: Path) -> Path:
    return folder / "nowhere.xlsx"


def too_long_a_name(folder: Path) -> Path:
    return folder / ("x" * 300 + ".xlsx")


def protected(folder: Path) -> Path:
    return written(folder, "locked.xlsx", ole_with("EncryptedPackage"))


@pytest.mark.parametrize("given, said", [
    (no_workbook, "of no known kind"), (wrong_ending, "is a PNG file"), (truncated, "damaged or incomplete"),
    (of_zero_bytes, "is empty"), (a_directory, "is a folder"), (a_lock_file, "choose that file"),
    (missing, "There is no file"), (too_long_a_name, "cannot be read"), (protected, "protected with a password"),
    pytest.param(a_pipe, "not an ordinary file", marks=pytest.mark.skipif(sys.platform == "win32", reason="no pipes"))],
    ids=lambda value: getattr(value, "__name__", None))
def test_what_cannot_be_read_is_one_sentence_in_both_languages(tmp_path: Path, given: Callable[[Path], Path],
                                                               said: str) -> None:
    with pytest.raises(WorldFault, match=said) as fault:
        read_book(given(tmp_path))
    english, chinese = (fault.value.message.text(language) for language in ("en", "zh"))
    assert "\n" not in english and english != chinese


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    path = workbook(tmp_path, ONE)
    path.chmod(0)
    try:
        with pytest.raises(WorldFault, match="no right to read"):
            read_book(path)
    finally:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)


@pytest.mark.parametrize("mark", ["~$ledger.xlsx", "~$dger.xlsx", ".~lock.ledger.xlsx#"])
def test_open_in_excel_wps_or_libreoffice_is_read_with_a_word(tmp_path: Path, mark: str) -> None:
    path = workbook(tmp_path, ONE, name="ledger.xlsx")
    written(tmp_path, mark, b"\x05Owner")
    assert "open in another program" in str(read_book(path).remarks[0])


def test_protected_is_never_called_corrupt(tmp_path: Path) -> None:
    with pytest.raises(PasswordNeeded) as fault:
        read_book(protected(tmp_path))
    assert "damaged" not in str(fault.value)


MB = 2**20


def bomb(folder: Path) -> Path:
    start, end = sheet_xml("").split(b"</sheetData>")
    return zipped(folder / "bomb.xlsx", parts_of([start, *[b"<row><c><v>1</v></c></row>" * 40_000] * 50,
                                                  b"</sheetData>" + end]))


def blank_rows(folder: Path) -> Path:
    start, end = sheet_xml("").split(b"</sheetData>")
    return zipped(folder / "blank.xlsx", parts_of([start, *[b"<row/>" * 100_000] * 12, b"</sheetData>" + end]))


def a_long_text(folder: Path) -> Path:
    return workbook(folder, f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 10 * MB}</t></is></c></row>')


def a_long_binary_text(folder: Path) -> Path:
    return binary_book(folder, {0: {0: text("x" * 2 * MB)}})


def a_long_open_text(folder: Path) -> Path:
    return open_document(folder, table(row(cell("x" * 2 * MB))))


def a_repeated_value(folder: Path) -> Path:
    most = 'table:number-columns-repeated="16384"'
    return open_document(folder, table(*[row(cell("x", most), told='table:number-rows-repeated="1048576"')] * 9))


def many_formats(folder: Path) -> Path:
    return workbook(folder, ONE, styles=styles(*[0] * 200_100))


@pytest.mark.parametrize("given, limit", [
    (bomb, "row_marks"), (blank_rows, "row_marks"), (a_long_text, "text_run"), (a_long_binary_text, "cell_text"),
    (a_long_open_text, "cell_text"), (a_repeated_value, "cell_marks"), (many_formats, "styles")],
    ids=lambda value: getattr(value, "__name__", None))
def test_what_would_fill_the_memory_is_stopped_by_a_limit_that_is_named(tmp_path: Path, given: Callable[[Path], Path],
                                                                        limit: str) -> None:
    path = given(tmp_path)
    with pytest.raises(WorldFault, match=f'limit "{limit}" is .* can be raised'):
        read_book(path)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a child is told by the system")
def test_memory_stays_bounded(tmp_path: Path) -> None:
    """Each bomb in a process that may hold no more than the desk's reader may; the largest of them is told after. Of
    the desk the system tells the peak since its program began, not that of the test it was forked from."""
    for number, made in enumerate((bomb, a_long_text, a_repeated_value, a_long_open_text)):
        (tmp_path / str(number)).mkdir()
        path = made(tmp_path / str(number))
        code = ("import resource, sys\nfrom promo_desk.sheets.reader import read_book\ntry: read_book(sys.argv[1])\n"
                "except Exception: pass\nprint(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,"
                " next(int(line.split()[1]) // 1024 for line in open('/proc/self/status') if 'VmHWM' in line))")
        told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        child, desk = map(int, told.stdout.split())
        assert child < 400 and desk < 200, f"{made.__name__}: {child} and {desk} MB"


def test_what_could_act_is_mentioned_for_every_format(tmp_path: Path) -> None:
    book = read_book(binary_book(tmp_path, {0: {0: text("x")}}, more={"xl/vbaProject.bin": b"x"}))
    assert "macros" in str(book.remarks[0])
    path = open_document(tmp_path, table(row(cell("x"))))
    with_basic = zipped(tmp_path / "basic.ods", {**unzipped(path), "Basic/script-lc.xml": b"<x/>"})
    assert "macros" in str(read_book(with_basic).remarks[0])


def unzipped(path: Path) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(path) as source:
        return {name: source.read(name) for name in source.namelist()}


def test_the_process_killed_at_any_moment_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system does when memory runs out: the desk stays, and says so."""
    start = reader._started

    def doomed() -> subprocess.Popen[bytes]:
        process = start()
        process.kill()
        return process

    monkeypatch.setattr(reader, "_started", doomed)
    with pytest.raises(WorldFault, match="too large or damaged"):
        read_book(workbook(tmp_path, ONE))


def test_the_file_is_never_written(tmp_path: Path) -> None:
    path = workbook(tmp_path, ONE)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_book(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == ["book.xlsx"], "nothing is left beside it"


def test_cancel_during_any_stage_ends_at_the_next_look(tmp_path: Path) -> None:
    """Asked before anything was started, after the first word of progress, and while a parser says nothing at all."""
    path = workbook(tmp_path, rows(*((n, f'<c r="A{n}"><v>{n}</v></c>') for n in range(1, 30_000))))
    for looks in (1, 2, 3, 5):
        asked: list[int] = []

        def enough(asked: list[int] = asked, looks: int = looks) -> bool:
            asked.append(1)
            return len(asked) >= looks

        with pytest.raises(Cancelled):
            read_book(path, cancelled=enough)
        assert len(asked) == looks, "it is not asked again: the reading ended there"
        assert not [thread for thread in threading.enumerate() if thread.name == "promo_desk reader"]


def test_progress_is_told_before_the_file_is_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar stands at once, also while a large file is still being hashed or unpacked."""
    order: list[str] = []
    start = reader._started
    monkeypatch.setattr(reader, "_started", lambda: (order.append("started"), start())[1])
    read_book(workbook(tmp_path, ONE), progress=lambda done, _expected: order.append(f"told {done}"))
    assert order[:2] == ["told 0", "started"]


def test_limits_are_raised_by_their_names(tmp_path: Path) -> None:
    path = workbook(tmp_path, "<row/>" * 60 + '<row r="61"><c r="A61"><v>1</v></c></row>')
    with pytest.raises(WorldFault, match='"row_marks"'):
        read_book(path, Limits(row_marks=50))
    assert read_book(path, Limits(row_marks=50).raised(row_marks=100)).sheets[0].value(61, 1) == 1
