"""Which files are read when files and folders are dropped."""

from pathlib import Path

import pytest

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.files import ENDINGS, workbooks


def put(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(b"x")
    return [folder / name for name in names]


def test_a_folder_gives_its_ledgers_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "b.XLSX", "a.csv", "签约.xls", "读我.docx", "photo.png", "~$b.XLSX", ".hidden.xlsx",
        ".~lock.a.csv#", "._b.xlsx", "c.et")
    (tmp_path / "older.xlsx").mkdir()
    (tmp_path / "lost.xlsx").symlink_to(tmp_path / "nowhere")
    assert [path.name for path in workbooks([tmp_path])] == ["a.csv", "b.XLSX", "c.et", "签约.xls"]


def test_files_are_taken_as_named_whatever_their_ending_and_each_once(tmp_path: Path) -> None:
    first, second = put(tmp_path, "export.dat", "a.xlsx")
    assert workbooks([str(first), tmp_path, second]) == [first, second]


def test_a_lock_file_beside_others_is_left_out_and_alone_is_named_by_the_reader(tmp_path: Path) -> None:
    mark, book = put(tmp_path, "~$a.xlsx", "a.xlsx")
    assert workbooks([mark, book]) == [book]
    assert workbooks([mark]) == [mark]


def test_a_missing_file_is_left_to_the_reader(tmp_path: Path) -> None:
    assert workbooks([tmp_path / "gone.xlsx"]) == [tmp_path / "gone.xlsx"]


def test_a_folder_without_a_ledger_says_so(tmp_path: Path) -> None:
    put(tmp_path, "readme.docx")
    with pytest.raises(WorldFault, match="There is no workbook in the folder") as fault:
        workbooks([tmp_path])
    assert tmp_path.name in str(fault.value) and "xlsx" in str(fault.value)
    assert "没有" in fault.value.message.text("zh")


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(WorldFault, match="no right to read"):
        workbooks([tmp_path])


def test_nothing_dropped_is_nothing(tmp_path: Path) -> None:
    assert workbooks([]) == []


def test_the_endings_are_those_a_dialog_can_show() -> None:
    assert {"xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt"} <= set(ENDINGS)
    assert all(ending == ending.lower().strip(".") for ending in ENDINGS)
