"""Protected workbooks are told apart from damaged ones, ask for their password, and open with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from books import ole_with, workbook, zipped
from containers import locked_old_xls, locked_open_document, locked_standard, ole
from msoffcrypto.format.ooxml import OOXMLFile
from open_documents import MONTHS, cell, day, row, table

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.reader import PasswordNeeded, WrongPassword, read_book

PASSWORD = "招商2017"
FILLER = {"xl/media/image1.png": Random(1).randbytes(8_000)}  # the tool cannot protect very small files


def plain(folder: Path) -> Path:
    return workbook(folder, '<row r="1"><c r="A1"><v>42</v></c></row>', more=FILLER)


def agile(folder: Path, password: str = PASSWORD) -> Path:
    """As Excel 2010 and later lock a workbook."""
    locked = folder / "locked.xlsx"
    with plain(folder).open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)
    return locked


def standard(folder: Path, password: str = PASSWORD) -> Path:
    """As Excel 2007 locks a workbook."""
    locked = folder / "locked2007.xlsx"
    locked.write_bytes(locked_standard(plain(folder), password))
    return locked


def open_locked(folder: Path, password: str = PASSWORD) -> Path:
    """As LibreOffice locks an OpenDocument workbook: part by part."""
    return locked_open_document(folder, table(row(cell("企业名称"), day("2017-09-01", 'table:style-name="months"'))),
                                MONTHS, password)


def rc4(folder: Path, password: str = PASSWORD) -> Path:
    """As Excel 97 to 2003 lock a workbook."""
    locked = folder / "locked.xls"
    locked.write_bytes(locked_old_xls(password))
    return locked


@pytest.mark.parametrize("lock, first", [(agile, 42), (standard, 42), (rc4, "企业名称"), (open_locked, "企业名称")])
@pytest.mark.parametrize("isolated", [True, False])
def test_a_password_opens_what_it_protects(tmp_path: Path, lock: Callable[[Path], Path], first: object,
                                           isolated: bool) -> None:
    path = lock(tmp_path)
    with pytest.raises(PasswordNeeded, match="protected with a password") as needed:
        read_book(path, isolated=isolated)
    assert not isinstance(needed.value, WrongPassword)
    with pytest.raises(WrongPassword, match=r"The password for .* is wrong"):
        read_book(path, password="wrong", isolated=isolated)
    assert read_book(path, password=PASSWORD, isolated=isolated).sheets[0].value(1, 1) == first


@pytest.mark.parametrize("lock, first", [(agile, 42), (standard, 42), (rc4, "企业名称")])
def test_what_excel_locks_with_its_own_word_opens_without_a_question(tmp_path: Path, lock: Callable[[Path, str], Path],
                                                                     first: object) -> None:
    """A workbook whose structure alone is protected: Excel opens it for anybody."""
    assert read_book(lock(tmp_path, "VelvetSweatshop"), isolated=False).sheets[0].value(1, 1) == first


def test_an_old_locked_workbook_tells_its_months_too(tmp_path: Path) -> None:
    sheet = read_book(rc4(tmp_path), password=PASSWORD, isolated=False).sheets[0]
    assert sheet.number_format(2, 2) == 'yyyy"年"m"月"' and sheet.errors == {(3, 5): "#N/A"}


def test_a_locked_open_document_tells_its_months_too(tmp_path: Path) -> None:
    sheet = read_book(open_locked(tmp_path), password=PASSWORD, isolated=False).sheets[0]
    assert (sheet.value(1, 2), sheet.number_format(1, 2)) == (date(2017, 9, 1), 'yyyy"年"m"月"')


@pytest.mark.parametrize("known, strange", [("aes256-cbc", "aes256-gcm"), ("PBKDF2", "argon2id"),
                                            ('count="1000"', 'count="x"')])
def test_an_open_document_locked_in_a_newer_way_says_what_to_do(tmp_path: Path, known: str, strange: str) -> None:
    path = open_locked(tmp_path)
    with ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    manifest = parts["META-INF/manifest.xml"].replace(known.encode(), strange.encode())
    zipped(path, {**parts, "META-INF/manifest.xml": manifest})
    with pytest.raises(WorldFault, match="in a way that cannot be opened here"):
        read_book(path, password=PASSWORD, isolated=False)


def test_an_unknown_lock_is_protected_and_never_damaged(tmp_path: Path) -> None:
    path = tmp_path / "strange.xlsx"
    path.write_bytes(ole_with("EncryptedPackage"))
    with pytest.raises(PasswordNeeded, match="protected with a password"):
        read_book(path, isolated=False)


def test_a_lock_that_no_password_opens_says_what_to_do(tmp_path: Path) -> None:
    """Extensible encryption: rights managed by a server."""
    path = tmp_path / "rights.xlsx"
    path.write_bytes(ole({"EncryptionInfo": b"\3\0\3\0", "EncryptedPackage": b"\0" * 5000}))
    with pytest.raises(Exception, match="in a way that cannot be opened here"):
        read_book(path, password=PASSWORD, isolated=False)


def test_bytes_behind_a_lock_that_are_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    (tmp_path / "plain.bin").write_bytes(b"no workbook" * 1000)
    path.write_bytes(locked_standard(tmp_path / "plain.bin", PASSWORD))
    with pytest.raises(WrongPassword):
        read_book(path, password=PASSWORD, isolated=False)
